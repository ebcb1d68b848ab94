// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/matrix.h"
#include "core/workspace/workspace.h"

#include <filesystem>
#include <string>
#include <vector>

namespace akv {

/// A file that holds some of a workspace's rows.
struct RowPart {
    std::string prefix; ///< "train_", "test_"; empty: it holds them all
    std::filesystem::path file;
    std::vector<std::uint32_t> rows; ///< that the file holds, in its order
};

/// The files that hold all rows of the workspace when `file` is one of them. With a test split, and a name that begins
/// with train_ or test_, they are a pair as `atlaskv export npy` writes it: row i of a part is the i-th row on that
/// side of the split. Else it is `file` alone. A side without rows has no file.
Result<std::vector<RowPart>> rowParts(const Workspace& workspace, const std::filesystem::path& file,
                                      const JobContext& context);

/// The rows of `from` that a part holds, in its order.
Matrix gatherRows(const Matrix& from, const std::vector<std::uint32_t>& rows);

} // namespace akv
