// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/split_parts.h"

#include <algorithm>
#include <numeric>

namespace akv {

Result<std::vector<RowPart>> rowParts(const Workspace& workspace, const std::filesystem::path& file,
                                      const JobContext& context) {
    constexpr std::uint64_t kPage = 20'000;
    const std::string name = file.filename().string();
    const auto& manifest = workspace.manifest();
    std::string rest;
    for (const std::string prefix : {"train_", "test_"})
        if (name.starts_with(prefix)) rest = name.substr(prefix.size());
    std::vector<RowPart> parts;
    if (manifest.testShare <= 0.0 || rest.empty()) {
        parts.push_back({"", file, std::vector<std::uint32_t>(manifest.rows)});
        std::iota(parts[0].rows.begin(), parts[0].rows.end(), 0U);
        return parts;
    }
    for (const std::string prefix : {"train_", "test_"})
        parts.push_back({prefix, file.parent_path() / (prefix + rest), {}});
    for (std::uint64_t offset = 0; offset < manifest.rows; offset += kPage) {
        AKV_CHECK(context.checkCancelled());
        AKV_ASSIGN(const auto rows, workspace.rows(offset, kPage));
        for (const auto& row : rows) parts[row.test ? 1 : 0].rows.push_back(row.id.value());
    }
    std::erase_if(parts, [](const RowPart& part) { return part.rows.empty(); });
    return parts;
}

Matrix gatherRows(const Matrix& from, const std::vector<std::uint32_t>& rows) {
    Matrix out(rows.size(), from.cols);
    for (std::size_t i = 0; i < rows.size(); ++i) std::ranges::copy(from.row(rows[i]), out.row(i).begin());
    return out;
}

} // namespace akv
