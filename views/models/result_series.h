// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QByteArray>

#include <map>
#include <optional>
#include <vector>

namespace akv::ui {

/// One point of a curve; `half`: half width of its interval, 0 where there is none.
struct CurvePoint {
    double x = 0.0, y = 0.0, half = 0.0;
};
struct Curve {
    QString name;
    std::vector<CurvePoint> points;
};

/// Metric: mean, half width of its 95 % interval.
using EvalFigures = std::map<QString, std::pair<double, double>>;

/// One line of summary.json (cli.md): a mode at one KG size.
struct EvalLine {
    QString mode;
    std::uint64_t size = 0, n = 0, seeds = 0;
    QString k;
    double leavesScanned = 0.0;
    QString rule;                       ///< which layers ACC sums over; empty: the mode ranks by something else
    EvalFigures figures;                ///< by that rule
    std::map<int, EvalFigures> byLayer; ///< KB layer: ACC by that layer alone
};
/// Metrics that a single layer has, too.
bool isLayered(const QString& metric);
/// By the rule, or where the metric has it by `layer` alone; null: not measured.
const std::pair<double, double>* figureOf(const EvalLine& line, const QString& metric, std::optional<int> layer = {});
/// Lines of a summary; nullopt when it is none (a file that is being written is none).
std::optional<std::vector<EvalLine>> parseEvalSummary(const QByteArray& json);
/// One curve a mode over the KG sizes, in percent.
std::vector<Curve> curvesOf(const std::vector<EvalLine>& lines, const QString& metric, std::optional<int> layer = {});
/// Metrics that some line has, in the order that people read them.
QStringList metricsOf(const std::vector<EvalLine>& lines);
QString metricLabel(const QString& metric);
QString metricDefinition(const QString& metric);

/// The result table of an evaluation: one line a cell, one column a metric.
class EvalModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit EvalModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
    void setLines(std::vector<EvalLine> lines);
    /// Shows ACC by one layer alone; nullopt: by the rule of the run.
    void setLayer(std::optional<int> layer);
    const std::vector<EvalLine>& lines() const { return m_lines; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<EvalLine> m_lines;
    QStringList m_metrics;
    std::optional<int> m_layer;
};

/// One question of items.jsonl.
struct EvalItem {
    QString mode, question, gold, answer;
    std::uint64_t size = 0, seed = 0;
    bool answerable = true, right = false;
    std::optional<int> rank; ///< of the gold row by knowledge attention
};
std::vector<EvalItem> parseEvalItems(const QByteArray& lines);

/// The questions that went wrong: a wrong answer, a refusal of what is there, or an answer to what is not.
class FailureModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Question, Gold, Said, Rank, Where, ColumnCount };
    explicit FailureModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
    void setItems(std::vector<EvalItem> items);
    /// Only those of one cell: a mode at a size; an empty mode: all.
    void setCell(const QString& mode, std::uint64_t size);
    const std::vector<EvalItem>& failures() const { return m_items; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void choose();

    std::vector<EvalItem> m_all, m_items;
    QString m_mode;
    std::uint64_t m_size = 0;
};

/// curves.csv of a training run as it stands: a half-written last line is left out. Empty cells are no points.
std::vector<Curve> parseCurves(const QByteArray& csv);
/// The curve with a name; null when there is none.
const Curve* findCurve(const std::vector<Curve>& curves, const QString& name);
/// At most `most` points: every n-th and the last.
Curve thinned(const Curve& curve, std::size_t most);

} // namespace akv::ui
