// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/triple_reader.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

namespace akv::cli {

/// PATH..., --format, --encoding, --delimiter and --columns, shared by import and prepare.
struct ImportOptions {
    std::vector<std::filesystem::path> paths;
    std::string format = "auto", encoding = "auto", delimiter = "auto", columns;

    void define(CLI::App& app);
    Result<ReaderOptions> readerOptions() const;
};

/// "h,t,r" (the columns in file order, "_" for one to skip) or "1,3,2" (positions of head, relation and tail, from 1).
Result<ColumnOrder> parseColumns(const std::string& text);

} // namespace akv::cli
