// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/compare_model.h"

#include "views/models/indicators.h"
#include "views/models/text.h"

namespace akv::ui {

CompareModel::CompareModel(QObject* parent) : QAbstractTableModel(parent) {}

void CompareModel::start(const QString& question, const std::vector<Mode>& modes) {
    beginResetModel();
    m_question = question;
    m_runs.clear();
    for (const Mode mode : modes) m_runs.push_back({mode, State::Waiting, {}, {}});
    endResetModel();
}

void CompareModel::setState(Mode mode, State state, std::shared_ptr<const Answer> answer, const QString& error) {
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        if (m_runs[i].mode != mode) continue;
        m_runs[i].state = state;
        m_runs[i].answer = std::move(answer);
        m_runs[i].error = error;
        Q_EMIT dataChanged(index(int(i), 0), index(int(i), ColumnCount - 1));
        return;
    }
}

int CompareModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_runs.size()); }
int CompareModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString CompareModel::text(const Run& run, int column) const {
    if (column == ModeColumn) return modeLabel(run.mode);
    if (column == AnswerColumn && run.state == State::Failed) return run.error;
    if (column == AnswerColumn && run.state == State::Waiting) return tr("waiting");
    if (column == AnswerColumn && run.state == State::Running) return tr("running…");
    if (!run.answer) return {};
    const Answer& a = *run.answer;
    const Indicators figures = indicatorsOf(a);
    switch (column) {
    case AnswerColumn: return a.stopped ? tr("%1 (stopped by you)").arg(qs(a.text)) : qs(a.text);
    case FirstToken: return tr("%1 s").arg(a.timeToFirstToken, 0, 'f', 2);
    case Speed: return QStringLiteral("%1").arg(a.tokensPerSecond, 0, 'f', 1);
    case PromptTokens: return grouped(std::uint64_t(a.promptTokens));
    case KvCache: return bytesText(a.kvCacheBytes);
    case TopEvidence:
        if (a.evidence.empty()) return QStringLiteral("–");
        return QStringLiteral("%1  %2 %")
            .arg(tripleText(a.evidence.front().head, a.evidence.front().relation, a.evidence.front().tail))
            .arg(a.evidence.front().share * 100, 0, 'f', 0);
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
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return text(m_runs[std::size_t(index.row())], index.column());
    return {};
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= FirstToken && section != TopEvidence ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Grounding) return groundingDefinition();
    if (role == Qt::ToolTipRole && section == Match) return matchDefinition();
    if (role != Qt::DisplayRole) return {};
    const QString names[] = {tr("mode"),     tr("answer"),       tr("first token"), tr("tokens/s"), tr("prompt tokens"),
                             tr("KV cache"), tr("top evidence"), tr("grounded"),    tr("match")};
    return names[section];
}

} // namespace akv::ui
