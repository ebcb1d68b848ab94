// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/compare_model.h"

#include "views/models/indicators.h"
#include "views/models/text.h"

#include <algorithm>

namespace akv::ui {

CompareModel::CompareModel(QObject* parent) : QAbstractTableModel(parent) {}

void CompareModel::start(const QString& question, std::vector<Run> runs) {
    beginResetModel();
    m_question = question;
    m_runs = std::move(runs);
    m_gold.reset();
    endResetModel();
}

void CompareModel::setRunning(std::size_t row) {
    m_runs[row].state = State::Running;
    // Those behind it move up in the queue.
    for (std::size_t i = row; i < m_runs.size(); ++i) touched(i);
}

void CompareModel::setAnswer(std::size_t row, std::shared_ptr<const Answer> answer,
                             std::optional<std::uint64_t> peakBytes) {
    m_runs[row].state = State::Done;
    m_runs[row].answer = std::move(answer);
    m_runs[row].peakBytes = peakBytes;
    touched(row);
}

void CompareModel::setFailed(std::size_t row, const QString& error) {
    m_runs[row].state = State::Failed;
    m_runs[row].error = error;
    touched(row);
}

void CompareModel::setGold(std::vector<RowId> rows) {
    m_gold = std::move(rows);
    for (std::size_t i = 0; i < m_runs.size(); ++i) touched(i);
}

void CompareModel::touched(std::size_t row) {
    Q_EMIT dataChanged(index(int(row), 0), index(int(row), ColumnCount - 1));
}

int CompareModel::queuePlace(std::size_t row) const {
    if (m_runs[row].state != State::Waiting) return 0;
    const auto open = [](const Run& run) { return run.state == State::Waiting || run.state == State::Running; };
    return 1 + int(std::count_if(m_runs.begin(), m_runs.begin() + std::ptrdiff_t(row), open));
}

QString CompareModel::queueText() const {
    QStringList parts;
    for (const Run& run : m_runs) {
        const QString mark = run.state == State::Done      ? QStringLiteral(" ✓")
                             : run.state == State::Failed  ? QStringLiteral(" ✗")
                             : run.state == State::Running ? tr(" (running)")
                                                           : QString();
        parts << modeLabel(run.mode) + mark;
    }
    return parts.join(QStringLiteral("  →  "));
}

QString CompareModel::contextText(const Answer& answer, const QString& encoder, int contextLength) {
    if (!answer.context) return {};
    const ContextReport& c = *answer.context;
    QString text = tr("%1 of %2 triples fitted in %3 tokens")
                       .arg(grouped(c.triples), grouped(c.available), grouped(std::uint64_t(std::max(0, c.tokens))));
    if (contextLength > 0) text += tr(" of %1").arg(grouped(std::uint64_t(contextLength)));
    if (answer.mode == Mode::InContext)
        return text + tr(" (order: %1%2)").arg(qs(c.order), c.sampled ? tr(", a seeded sample") : QString());
    const QString dropped = c.dropped > 0 ? tr("; %1 more were chosen and did not fit").arg(c.dropped) : QString();
    if (answer.mode == Mode::Rag)
        return tr("retriever: nearest keys by cosine · top %1 of %2 · encoder %3%4")
            .arg(c.triples)
            .arg(grouped(c.available), encoder, dropped);
    return tr("chosen by knowledge attention: top %1 of %2 triples as text, %3 tokens%4")
        .arg(c.triples)
        .arg(grouped(c.available))
        .arg(c.tokens)
        .arg(dropped);
}

QString CompareModel::goldText(const Run& run) const {
    if (!run.answer || !m_gold) return {};
    if (m_gold->empty()) return tr("not in the graph");
    if (run.answer->evidence.empty()) return QStringLiteral("–");
    int best = 0;
    for (const Evidence& e : run.answer->evidence)
        if (std::find(m_gold->begin(), m_gold->end(), e.row) != m_gold->end() && (best == 0 || e.rank < best))
            best = e.rank;
    return best > 0 ? QStringLiteral("#%1").arg(best) : tr("not read");
}

int CompareModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_runs.size()); }
int CompareModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString CompareModel::text(std::size_t row, int column) const {
    const Run& run = m_runs[row];
    if (column == ModeColumn) return modeLabel(run.mode);
    if (column == AnswerColumn && run.state == State::Failed) return run.error;
    if (column == AnswerColumn && run.state == State::Waiting)
        return tr("waiting: number %1 in the queue").arg(queuePlace(row));
    if (column == AnswerColumn && run.state == State::Running) return tr("running…");
    if (!run.answer) return {};
    const Answer& a = *run.answer;
    const Indicators figures = indicatorsOf(a);
    switch (column) {
    case AnswerColumn: return a.stopped ? tr("%1 (stopped by you)").arg(qs(a.text)) : qs(a.text);
    case FirstToken: return tr("%1 s").arg(a.timeToFirstToken, 0, 'f', 2);
    case Speed: return QStringLiteral("%1").arg(a.tokensPerSecond, 0, 'f', 1);
    case PromptTokens: return grouped(std::uint64_t(a.promptTokens));
    case PeakMemory: return run.peakBytes ? QStringLiteral("+%1").arg(bytesText(*run.peakBytes)) : QStringLiteral("–");
    case KvCache: return bytesText(a.kvCacheBytes);
    case TopEvidence:
        if (a.evidence.empty()) return QStringLiteral("–");
        return QStringLiteral("%1  %2 %")
            .arg(tripleText(a.evidence.front().head, a.evidence.front().relation, a.evidence.front().tail))
            .arg(a.evidence.front().share * 100, 0, 'f', 0);
    case GoldRank: return goldText(run);
    case Grounding:
        return a.refused               ? tr("refuses")
               : figures.groundingRank ? QStringLiteral("#%1").arg(*figures.groundingRank)
                                       : QStringLiteral("–");
    case Match: return figures.match ? scoreText(*figures.match) : QStringLiteral("–");
    default: return {};
    }
}

QVariant CompareModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const bool numeric = index.column() >= FirstToken && index.column() != TopEvidence;
    if (role == Qt::TextAlignmentRole) return int((numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return text(std::size_t(index.row()), index.column());
    return {};
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= FirstToken && section != TopEvidence ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case PeakMemory:
            return tr("Most resident memory of this program during the run, above what it had when the run began; read "
                      "every 5 ms. On the processor: there is no device memory.");
        case GoldRank:
            return tr("Rank, among the triples that this mode was given, of the row that the question asks for: the "
                      "one whose name and noun it says. The best one where several share the key.");
        case Grounding: return groundingDefinition();
        case Match: return matchDefinition();
        default: return {};
        }
    }
    if (role != Qt::DisplayRole) return {};
    const QString names[] = {tr("mode"),          tr("answer"),      tr("first token"), tr("tokens/s"),
                             tr("prompt tokens"), tr("peak memory"), tr("KV cache"),    tr("top evidence"),
                             tr("gold rank"),     tr("grounded"),    tr("match")};
    return names[section];
}

} // namespace akv::ui
