// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

#include <map>
#include <string>
#include <vector>

namespace akv {

/// Texts that stand in place of a row's value, by row id: what a what-if puts over the stored graph.
using ValueTexts = std::map<RowId, std::string>;

/// Where prompts, copied values and evidence take their words from. Row ids are those of the store that the engine was
/// loaded with, and so are the ids of the rows returned. One thread at a time.
class RowTexts {
public:
    virtual ~RowTexts() = default;
    virtual Result<QkvRow> row(RowId id) const = 0;
    /// All rows with the same key as `row` (its identical-key group, itself included), in row order.
    virtual Result<std::vector<QkvRow>> sameKey(const QkvRow& row) const = 0;
};

/// The rows of a workspace, with `values` over them. Both must outlive this object.
class WorkspaceTexts final : public RowTexts {
public:
    explicit WorkspaceTexts(const Workspace& workspace, const ValueTexts& values)
        : m_workspace(workspace), m_values(values) {}
    Result<QkvRow> row(RowId id) const override {
        AKV_ASSIGN(auto row, m_workspace.row(id));
        return overlaid(std::move(row));
    }
    Result<std::vector<QkvRow>> sameKey(const QkvRow& row) const override {
        AKV_ASSIGN(auto rows, m_workspace.rowsOfGroup(row.group));
        for (auto& member : rows) member = overlaid(std::move(member));
        return rows;
    }

private:
    QkvRow overlaid(QkvRow row) const {
        if (const auto found = m_values.find(row.id); found != m_values.end()) row.description = found->second;
        return row;
    }
    const Workspace& m_workspace;
    const ValueTexts& m_values;
};

} // namespace akv
