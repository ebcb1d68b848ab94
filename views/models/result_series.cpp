// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/result_series.h"

#include "views/models/text.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace akv::ui {

namespace {

struct MetricText {
    const char *name, *label, *definition;
};

constexpr MetricText kMetrics[] = {
    {"acc1", "ACC@1",
     QT_TRANSLATE_NOOP(
         "QObject", "The gold row is first by knowledge attention of the prefill (summed over heads, prompt positions "
                    "and the layers of the rule).")},
    {"acc5", "ACC@5", QT_TRANSLATE_NOOP("QObject", "The gold row is among the first five.")},
    {"acc1_set", "ACC@1 set", QT_TRANSLATE_NOOP("QObject", "Like ACC@1; every row with the same key counts as gold.")},
    {"acc5_set", "ACC@5 set", QT_TRANSLATE_NOOP("QObject", "Like ACC@5; every row with the same key counts as gold.")},
    {"em", QT_TRANSLATE_NOOP("QObject", "exact match"),
     QT_TRANSLATE_NOOP("QObject", "The value that the answer says equals a gold value (normalised).")},
    {"f1", "F1", QT_TRANSLATE_NOOP("QObject", "Token F1 of the value that the answer says with the best gold value.")},
    {"rouge_l", "ROUGE-L",
     QT_TRANSLATE_NOOP("QObject", "Longest common subsequence of the answer and the gold answer (F measure).")},
    {"bertscore", "BERTScore",
     QT_TRANSLATE_NOOP(
         "QObject", "Token embeddings of the answer's value matched with those of the best gold value (F measure).")},
    {"judge", QT_TRANSLATE_NOOP("QObject", "judge"),
     QT_TRANSLATE_NOOP("QObject", "Mean score that the judging model gave, from 0 to 1.")},
    {"refusal_precision", QT_TRANSLATE_NOOP("QObject", "refusal precision"),
     QT_TRANSLATE_NOOP("QObject", "Share of the refusals that were right.")},
    {"refusal_recall", QT_TRANSLATE_NOOP("QObject", "refusal recall"),
     QT_TRANSLATE_NOOP("QObject", "Share of the unanswerable questions that were refused.")},
    {"logprob_drop_rate", QT_TRANSLATE_NOOP("QObject", "needs the gold"),
     QT_TRANSLATE_NOOP("QObject", "Share of right answers that become less likely with the gold row masked.")}};

const MetricText* metricText(const QString& metric) {
    for (const MetricText& text : kMetrics)
        if (metric == QLatin1String(text.name)) return &text;
    return nullptr;
}

EvalFigures figuresOf(const QJsonObject& j) {
    EvalFigures out;
    const QJsonObject halves = j.value(QStringLiteral("ci95")).toObject();
    for (const MetricText& metric : kMetrics) {
        const QString name = QLatin1String(metric.name);
        if (j.value(name).isDouble()) out[name] = {j.value(name).toDouble(), halves.value(name).toDouble()};
    }
    return out;
}

} // namespace

QString metricLabel(const QString& metric) {
    const MetricText* text = metricText(metric);
    return text ? QObject::tr(text->label) : metric;
}

QString metricDefinition(const QString& metric) {
    const MetricText* text = metricText(metric);
    return text ? QObject::tr(text->definition) : metric;
}

std::optional<std::vector<EvalLine>> parseEvalSummary(const QByteArray& bytes) {
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject() || !document.object().value(QStringLiteral("results")).isArray()) return std::nullopt;
    std::vector<EvalLine> out;
    for (const auto& value : document.object().value(QStringLiteral("results")).toArray()) {
        const QJsonObject j = value.toObject();
        EvalLine line;
        line.mode = j.value(QStringLiteral("mode")).toString();
        line.size = std::uint64_t(j.value(QStringLiteral("size")).toDouble());
        line.n = std::uint64_t(j.value(QStringLiteral("n")).toDouble());
        line.seeds = std::uint64_t(j.value(QStringLiteral("seed_count")).toDouble());
        QStringList k;
        for (const auto& part : j.value(QStringLiteral("k")).toArray()) k << QString::number(part.toInt());
        line.k = k.join(QLatin1Char('-'));
        line.leavesScanned = j.value(QStringLiteral("leaves_scanned")).toDouble();
        line.rule = j.value(QStringLiteral("layer_rule")).toString();
        line.figures = figuresOf(j);
        for (const auto& entry : j.value(QStringLiteral("acc_by_layer")).toArray())
            line.byLayer[entry.toObject().value(QStringLiteral("layer")).toInt()] = figuresOf(entry.toObject());
        out.push_back(std::move(line));
    }
    return out;
}

bool isLayered(const QString& metric) { return metric.startsWith(QStringLiteral("acc")); }

const std::pair<double, double>* figureOf(const EvalLine& line, const QString& metric, std::optional<int> layer) {
    const EvalFigures* figures = &line.figures;
    if (layer && isLayered(metric)) {
        const auto alone = line.byLayer.find(*layer);
        if (alone == line.byLayer.end()) return nullptr;
        figures = &alone->second;
    }
    const auto figure = figures->find(metric);
    return figure == figures->end() ? nullptr : &figure->second;
}

std::vector<Curve> curvesOf(const std::vector<EvalLine>& lines, const QString& metric, std::optional<int> layer) {
    std::vector<Curve> out;
    for (const EvalLine& line : lines) {
        const auto* figure = figureOf(line, metric, layer);
        if (!figure) continue;
        auto curve =
            std::find_if(out.begin(), out.end(), [&](const Curve& c) { return c.name == modeLabel(line.mode); });
        if (curve == out.end()) curve = out.insert(out.end(), Curve{modeLabel(line.mode), {}});
        curve->points.push_back({double(line.size), figure->first * 100, figure->second * 100});
    }
    for (Curve& curve : out)
        std::sort(curve.points.begin(), curve.points.end(),
                  [](const CurvePoint& a, const CurvePoint& b) { return a.x < b.x; });
    return out;
}

QStringList metricsOf(const std::vector<EvalLine>& lines) {
    QStringList out;
    for (const MetricText& metric : kMetrics)
        for (const EvalLine& line : lines)
            if (line.figures.contains(QLatin1String(metric.name))) {
                out << QLatin1String(metric.name);
                break;
            }
    return out;
}

void EvalModel::setLines(std::vector<EvalLine> lines) {
    beginResetModel();
    m_lines = std::move(lines);
    m_metrics = metricsOf(m_lines);
    endResetModel();
}

void EvalModel::setLayer(std::optional<int> layer) {
    if (layer == m_layer) return;
    m_layer = layer;
    if (m_lines.empty() || m_metrics.isEmpty()) return;
    Q_EMIT dataChanged(index(0, 5), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 5, columnCount() - 1);
}

int EvalModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_lines.size()); }
int EvalModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : 5 + int(m_metrics.size()); }

QVariant EvalModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    const EvalLine& line = m_lines[std::size_t(index.row())];
    switch (index.column()) {
    case 0: return modeLabel(line.mode);
    case 1: return grouped(line.size);
    case 2: return tr("%1 × %2").arg(grouped(line.n)).arg(line.seeds);
    case 3: return line.k;
    case 4: return QStringLiteral("%1 %").arg(line.leavesScanned * 100, 0, 'f', 1);
    default: break;
    }
    const auto* figure = figureOf(line, m_metrics[index.column() - 5], m_layer);
    if (!figure) return QStringLiteral("–");
    return QStringLiteral("%1 ± %2").arg(figure->first * 100, 0, 'f', 1).arg(figure->second * 100, 0, 'f', 1);
}

QVariant EvalModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return int((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section >= 5) return metricDefinition(m_metrics[section - 5]);
    if (role != Qt::DisplayRole) return {};
    const QString names[] = {tr("mode"), tr("KG size"), tr("questions × seeds"), tr("k"), tr("leaves scored")};
    if (section < 5) return names[section];
    const QString label = metricLabel(m_metrics[section - 5]);
    return m_layer && isLayered(m_metrics[section - 5]) ? tr("%1, layer %2, %").arg(label).arg(*m_layer)
                                                        : tr("%1, %").arg(label);
}

std::vector<EvalItem> parseEvalItems(const QByteArray& lines) {
    std::vector<EvalItem> out;
    for (const QByteArray& line : lines.split('\n')) {
        const QJsonObject j = QJsonDocument::fromJson(line).object();
        if (j.isEmpty()) continue; // a line that is being written
        EvalItem item;
        item.mode = j.value(QStringLiteral("mode")).toString();
        item.question = j.value(QStringLiteral("question")).toString();
        item.gold = j.value(QStringLiteral("gold")).toString();
        item.answer = j.value(QStringLiteral("answer")).toString();
        item.size = std::uint64_t(j.value(QStringLiteral("size")).toDouble());
        item.seed = std::uint64_t(j.value(QStringLiteral("seed")).toDouble());
        item.answerable = j.value(QStringLiteral("answerable")).toBool(true);
        if (j.value(QStringLiteral("rank")).isDouble()) item.rank = j.value(QStringLiteral("rank")).toInt();
        const bool refused = j.value(QStringLiteral("refused")).toBool();
        item.right = item.answerable ? j.value(QStringLiteral("em")).toBool(item.rank == 1) : refused;
        out.push_back(std::move(item));
    }
    return out;
}

void FailureModel::setItems(std::vector<EvalItem> items) {
    m_all = std::move(items);
    choose();
}

void FailureModel::setCell(const QString& mode, std::uint64_t size) {
    m_mode = mode;
    m_size = size;
    choose();
}

void FailureModel::choose() {
    beginResetModel();
    m_items.clear();
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(m_items), [this](const EvalItem& i) {
        return !i.right && (m_mode.isEmpty() || (i.mode == m_mode && i.size == m_size));
    });
    endResetModel();
}

int FailureModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_items.size()); }
int FailureModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant FailureModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Rank ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    const EvalItem& item = m_items[std::size_t(index.row())];
    switch (index.column()) {
    case Question: return item.question;
    case Gold: return item.answerable ? item.gold : tr("not in the graph");
    case Said: return item.answer;
    case Rank: return item.rank ? QString::number(*item.rank) : QStringLiteral("–");
    case Where: return tr("%1 · %2 rows · seed %3").arg(modeLabel(item.mode), grouped(item.size)).arg(item.seed);
    default: return {};
    }
}

QVariant FailureModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    const QString names[] = {tr("question"), tr("gold value"), tr("said"), tr("gold rank"), tr("cell")};
    return names[section];
}

std::vector<Curve> parseCurves(const QByteArray& csv) {
    std::vector<Curve> out;
    const qsizetype whole = csv.lastIndexOf('\n');
    if (whole < 0) return out;
    const QList<QByteArray> lines = csv.left(whole).split('\n');
    for (const QByteArray& name : lines.front().split(',')) out.push_back({QString::fromUtf8(name.trimmed()), {}});
    if (out.empty() || out.front().name != QStringLiteral("step")) return {};
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QList<QByteArray> cells = lines[i].split(',');
        bool number = false;
        const double step = cells.front().toDouble(&number);
        if (!number || std::size_t(cells.size()) > out.size()) continue;
        for (qsizetype c = 1; c < cells.size(); ++c) {
            const double value = cells[c].trimmed().toDouble(&number);
            if (number) out[std::size_t(c)].points.push_back({step, value, 0.0});
        }
    }
    return out;
}

const Curve* findCurve(const std::vector<Curve>& curves, const QString& name) {
    for (const Curve& curve : curves)
        if (curve.name == name) return &curve;
    return nullptr;
}

Curve thinned(const Curve& curve, std::size_t most) {
    if (curve.points.size() <= most || most < 2) return curve;
    Curve out{curve.name, {}};
    const std::size_t every = (curve.points.size() + most - 2) / (most - 1);
    for (std::size_t i = 0; i + 1 < curve.points.size(); i += every) out.points.push_back(curve.points[i]);
    out.points.push_back(curve.points.back());
    return out;
}

} // namespace akv::ui
