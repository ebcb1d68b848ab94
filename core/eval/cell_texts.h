// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/row_texts.h"
#include "core/eval/pool.h"

#include <unordered_map>

namespace akv {

/// The words of a drawn cell for modes that write triples into the prompt or copy values. Row ids are those of the
/// cell's store; an identical-key group holds the members that were drawn. Pool and cell must outlive it.
class CellTexts final : public RowTexts {
public:
    CellTexts(const EvalPool& pool, const Cell& cell) : m_pool(pool), m_cell(cell) {
        for (std::uint32_t i = 0; i < cell.rows.size(); ++i) m_members[pool.rows[cell.rows[i]].group].push_back(i);
    }

    Result<QkvRow> row(RowId id) const override {
        if (id.value() >= m_cell.rows.size())
            return Error(ErrorCode::Internal, "row " + std::to_string(id.value()) + " of a cell of " +
                                                  std::to_string(m_cell.rows.size()) + " rows");
        const auto& from = m_pool.rows[m_cell.rows[id.value()]];
        QkvRow out;
        out.id = id;
        out.triple = TripleId(std::int64_t(m_cell.rows[id.value()]) + 1);
        out.name = from.name, out.descriptionType = from.noun, out.description = from.value;
        out.group = from.group;
        out.groupSize = std::uint32_t(m_members.at(from.group).size());
        return out;
    }
    Result<std::vector<QkvRow>> sameKey(const QkvRow& like) const override {
        std::vector<QkvRow> out;
        const auto found = m_members.find(like.group);
        if (found == m_members.end()) return out;
        for (const auto id : found->second) {
            AKV_ASSIGN(auto member, row(RowId(id)));
            out.push_back(std::move(member));
        }
        return out;
    }

private:
    const EvalPool& m_pool;
    const Cell& m_cell;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> m_members; ///< group -> rows of the cell
};

} // namespace akv
