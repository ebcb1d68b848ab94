// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/effect_model.h"

#include "views/models/text.h"

#include <algorithm>

namespace akv::ui {

namespace {

const Evidence* findTriple(const std::vector<Evidence>& list, TripleId id) {
    const auto found = std::find_if(list.begin(), list.end(), [id](const Evidence& e) { return e.triple == id; });
    return found == list.end() ? nullptr : &*found;
}

QString shareText(const Evidence* e) {
    if (!e) return QStringLiteral("–");
    return e->share > 0 && e->share < 0.001 ? QStringLiteral("<0.1 %")
                                            : QStringLiteral("%1 %").arg(e->share * 100, 0, 'f', 1);
}

} // namespace

EffectModel::EffectModel(QObject* parent) : QAbstractTableModel(parent) {}

void EffectModel::setFirst(std::vector<Evidence> evidence) {
    m_first = std::move(evidence);
    m_second.reset();
    m_effects.clear();
    m_masked.clear();
    rebuild();
}

void EffectModel::setSecond(std::optional<std::vector<Evidence>> evidence) {
    m_second = std::move(evidence);
    rebuild();
}

void EffectModel::rebuild() {
    beginResetModel();
    m_rows = m_first;
    if (m_second)
        for (const Evidence& e : *m_second)
            if (!findTriple(m_rows, e.triple)) m_rows.push_back(e);
    endResetModel();
}

void EffectModel::setEffect(qint64 triple, double delta, bool sameText) {
    m_effects[triple] = {delta, sameText};
    for (int row = 0; row < rowCount(); ++row)
        if (m_rows[std::size_t(row)].triple.value() == triple)
            Q_EMIT dataChanged(index(row, Effect), index(row, Effect));
}

void EffectModel::clearEffects() {
    m_effects.clear();
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, Effect), index(rowCount() - 1, Effect));
}

void EffectModel::setMasked(qint64 triple, bool masked) {
    masked ? (void)m_masked.insert(triple) : (void)m_masked.erase(triple);
    for (int row = 0; row < rowCount(); ++row)
        if (m_rows[std::size_t(row)].triple.value() == triple) Q_EMIT dataChanged(index(row, 0), index(row, 0));
    Q_EMIT maskedChanged();
}

std::vector<TripleId> EffectModel::masked() const {
    std::vector<TripleId> out;
    for (const qint64 id : m_masked) out.emplace_back(id);
    return out;
}

std::optional<double> EffectModel::effectOf(qint64 triple) const {
    const auto found = m_effects.find(triple);
    return found == m_effects.end() ? std::nullopt : std::optional(found->second.delta);
}

int EffectModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }
int EffectModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant EffectModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Evidence& e = m_rows[std::size_t(index.row())];
    const qint64 id = e.triple.value();
    if (role == TripleIdRole) return id;
    if (role == Qt::CheckStateRole && index.column() == TripleColumn)
        return m_masked.contains(id) ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::TextAlignmentRole && index.column() != TripleColumn) return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    switch (index.column()) {
    case TripleColumn: return tripleText(e.head, e.relation, e.tail);
    case ShareA: return shareText(findTriple(m_first, e.triple));
    case ShareB: return m_second ? shareText(findTriple(*m_second, e.triple)) : QString();
    case Effect: {
        const auto found = m_effects.find(id);
        if (found == m_effects.end()) return QString();
        return tr("%1%2, %3")
            .arg(found->second.delta >= 0 ? QStringLiteral("+") : QString())
            .arg(fixedText(found->second.delta))
            .arg(found->second.sameText ? tr("same words") : tr("other words"));
    }
    default: return {};
    }
}

bool EffectModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || role != Qt::CheckStateRole || index.column() != TripleColumn) return false;
    setMasked(m_rows[std::size_t(index.row())].triple.value(), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags EffectModel::flags(const QModelIndex& index) const {
    auto flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == TripleColumn) flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant EffectModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == TripleColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Effect)
        return tr("Change of the log-probability of answer A when this triple alone is masked. Strongly negative: the "
                  "words need it. Near zero: they do not, whatever its weight.");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case TripleColumn: return tr("mask · triple");
    case ShareA: return tr("share A");
    case ShareB: return tr("share B");
    case Effect: return tr("Δ log p, masked alone");
    default: return {};
    }
}

} // namespace akv::ui
