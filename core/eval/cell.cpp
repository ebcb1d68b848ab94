// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/pool.h"

#include "core/base/strings.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <unordered_set>

namespace akv {

namespace {

template <class Integer>
std::vector<Integer> shuffled(std::size_t count, std::mt19937_64& random) {
    std::vector<Integer> order(count);
    std::iota(order.begin(), order.end(), Integer(0));
    std::shuffle(order.begin(), order.end(), random);
    return order;
}

/// One draw, in the order of drawCell()'s contract.
class Draw {
public:
    Draw(const EvalPool& pool, std::span<const EvalQuestion> questions, const DrawOptions& options)
        : m_pool(pool), m_questions(questions), m_options(options), m_random(options.seed),
          m_order(shuffled<std::size_t>(questions.size(), m_random)), m_taken(pool.rows.size(), 0) {
        for (const auto& row : pool.rows) {
            if (row.group >= m_members.size()) m_members.resize(row.group + 1, 0);
            ++m_members[row.group];
        }
        m_keptOut.resize(m_members.size(), 0);
    }

    CellDraw run() {
        takePresent();
        takeAbsent();
        fill();
        // In any order: rows of questions must not be the ones that ties and prompts in row order favour.
        std::shuffle(m_draw.rows.begin(), m_draw.rows.end(), m_random);
        return std::move(m_draw);
    }

private:
    /// Leaves questions for the other half when they are few and there are rows to spare.
    std::size_t presentLimit() const {
        const auto own = std::size_t(std::count_if(m_questions.begin(), m_questions.end(),
                                                   [](const EvalQuestion& q) { return q.row.has_value(); }));
        const auto marked = m_questions.size() - own;
        const auto wanted = m_options.unanswerable.value_or(m_options.questions);
        const bool spare = m_pool.rows.size() > m_options.size;
        if (!spare || marked >= wanted || wanted == 0) return m_options.questions;
        return std::min(m_options.questions, std::max<std::size_t>(1, own - std::min(own / 2, wanted - marked)));
    }

    void take(std::uint32_t row) {
        m_taken[row] = 1;
        m_draw.rows.push_back(row);
    }

    void takePresent() {
        const auto limit = presentLimit();
        for (const auto q : m_order) {
            if (m_draw.present.size() >= limit) return;
            const auto& row = m_questions[q].row;
            if (!row) continue;
            if (!m_taken[row->value()]) {
                if (m_draw.rows.size() >= m_options.size) continue;
                take(row->value());
            }
            m_draw.present.push_back(q);
        }
    }

    void takeAbsent() {
        const auto wanted = m_options.unanswerable.value_or(m_draw.present.size());
        std::unordered_set<std::string> distractorKeys;
        for (std::size_t i = m_pool.workspaceRows; i < m_pool.rows.size(); ++i)
            distractorKeys.insert(asciiLower(m_pool.rows[i].keyString()));
        for (const auto q : m_order)
            if (m_draw.absent.size() < wanted && !m_questions[q].row &&
                !distractorKeys.contains(asciiLower(m_questions[q].key)))
                m_draw.absent.push_back(q);
        std::vector<std::uint8_t> drawn(m_members.size(), 0);
        for (const auto row : m_draw.rows) drawn[m_pool.rows[row].group] = 1;
        std::size_t spare = m_pool.rows.size() - m_options.size;
        for (const auto q : m_order) {
            if (m_draw.absent.size() >= wanted) return;
            if (!m_questions[q].row) continue;
            const auto group = m_pool.rows[m_questions[q].row->value()].group;
            if (drawn[group]) continue;
            if (!m_keptOut[group]) {
                if (m_members[group] > spare) continue;
                spare -= m_members[group];
                m_keptOut[group] = 1;
            }
            m_draw.absent.push_back(q);
        }
    }

    void fill() {
        const auto fillFrom = [&](std::uint32_t begin, std::uint32_t end) {
            for (const auto offset : shuffled<std::uint32_t>(end - begin, m_random)) {
                const auto row = begin + offset;
                if (m_draw.rows.size() >= m_options.size) return;
                if (!m_taken[row] && !m_keptOut[m_pool.rows[row].group]) take(row);
            }
        };
        fillFrom(0, m_pool.workspaceRows);
        fillFrom(m_pool.workspaceRows, std::uint32_t(m_pool.rows.size()));
    }

    const EvalPool& m_pool;
    std::span<const EvalQuestion> m_questions;
    const DrawOptions& m_options;
    std::mt19937_64 m_random;
    std::vector<std::size_t> m_order;
    std::vector<std::uint8_t> m_taken;
    std::vector<std::uint32_t> m_members; ///< rows of each group
    std::vector<std::uint8_t> m_keptOut;  ///< by group
    CellDraw m_draw;
};

} // namespace

Result<CellDraw> drawCell(const EvalPool& pool, std::span<const EvalQuestion> questions, const DrawOptions& options) {
    if (options.size == 0) return Error(ErrorCode::InvalidInput, "a KG of 0 rows was asked for; give sizes from 1");
    if (options.size > pool.rows.size()) {
        const auto further = pool.rows.size() - pool.workspaceRows;
        return Error(ErrorCode::InvalidInput,
                     "a KG of " + std::to_string(options.size) + " rows was asked for, the workspace has " +
                         std::to_string(pool.workspaceRows) +
                         (further > 0 ? " and the distractors " + std::to_string(further) : std::string()) +
                         "; ask for a smaller size or give (more) --distractors");
    }
    return Draw(pool, questions, options).run();
}

Result<Cell> buildCell(const EvalPool& pool, std::vector<std::uint32_t> rows, std::uint64_t seed,
                       const JobContext& context) {
    Cell cell;
    cell.rows = std::move(rows);
    Matrix keys(cell.rows.size(), pool.keys.cols), values(cell.rows.size(), pool.keys.cols);
    for (std::size_t i = 0; i < cell.rows.size(); ++i) {
        std::ranges::copy(pool.keys.row(cell.rows[i]), keys.row(i).begin());
        std::ranges::copy(pool.values.row(cell.rows[i]), values.row(i).begin());
    }
    AKV_ASSIGN(const auto clustering, clusterKeys(keys, {.seed = seed}, context));
    AKV_ASSIGN(cell.store, makeMemoryStore(keys, values, clustering, LeafType::Int8, pool.encoder));
    return cell;
}

} // namespace akv
