// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/corpus/training_words.h"
#include "core/eval/cell_texts.h"
#include "core/eval/evaluate.h"
#include "core/eval/pool.h"
#include "core/eval/ranking.h"

namespace akv {

/// What all cells of an evaluation share.
struct EvalSetting {
    const EvalPool& pool;
    const std::vector<EvalQuestion>& questions;
    const EvalOptions& options;
    const TrainingWords& training;
    const JobContext& context;
};

/// Asks the questions of one drawn cell. `onQuestion` is called before every answer.
class CellRunner {
public:
    CellRunner(const EvalSetting& setting, const Cell& cell, const CellDraw& draw, std::shared_ptr<const Engine> engine,
               std::uint64_t seed, std::function<void()> onQuestion)
        : m_setting(setting), m_cell(cell), m_draw(draw), m_texts(setting.pool, cell), m_engine(std::move(engine)),
          m_seed(seed), m_onQuestion(std::move(onQuestion)) {}

    /// Answers in one mode, `generations` for each question; with a sweep's setting, and then without judge and
    /// masking.
    Result<std::vector<EvalItem>> answers(Mode mode, const SweepPoint* setting = nullptr);
    /// The sentence encoder on the question: ranks only, for the questions that the cell can answer.
    Result<std::vector<EvalItem>> retriever();
    /// Prefills only: for every k the ranks, the leaves scanned and the share of the exact top-k_L attention mass (of a
    /// flat prefill, mean over KB layers) that the kept leaves hold. An item list for each k.
    Result<std::vector<std::vector<EvalItem>>> sweep(std::span<const PruneK> ks);

private:
    AskOptions askOptions(Mode mode, int generation) const;
    EvalItem newItem(const std::string& mode, std::size_t question, bool answerable) const;
    Result<EvalItem> answer(Session& session, Mode mode, std::size_t question, bool answerable, int generation);
    Result<Trace> observe(Session& session, Mode mode, const PruneK& k, const PromptState& prompt);
    void rank(const Trace& trace, const EvalQuestion& question, EvalItem& item) const;
    void place(std::vector<ScoredRow> ranking, const EvalQuestion& question, EvalItem& item) const;
    Result<void> rankPrompt(Session& session, const AskOptions& ask, const EvalQuestion& question,
                            EvalItem& item) const;
    Result<void> score(const EvalQuestion& question, EvalItem& item);
    Result<void> scoreTokens(const EvalQuestion& question, const std::string& said, EvalItem& item);
    Result<void> maskGold(Session& session, const AskOptions& ask, const EvalQuestion& question, const Answer& answer,
                          EvalItem& item) const;
    std::vector<std::string> goldValues(const EvalQuestion& question) const;
    bool wants(const std::string& metric) const;
    bool generates() const;

    const EvalSetting& m_setting;
    const Cell& m_cell;
    const CellDraw& m_draw;
    CellTexts m_texts;
    std::shared_ptr<const Engine> m_engine;
    std::uint64_t m_seed;
    std::function<void()> m_onQuestion;
    const SweepPoint* m_point = nullptr; ///< what the answers are made with
};

} // namespace akv
