// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/roc_view.h"

#include "views/models/text.h"
#include "views/widgets/basics.h"
#include "views/widgets/chart/line_chart.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace akv::ui {

RocView::RocView(QWidget* parent)
    : QWidget(parent),
      m_chart(new LineChart(tr("held-back questions above the threshold"), tr("answerable ones above it"))),
      m_text(makeParagraph({}, TextRole::Dim)), m_rows(new QSpinBox), m_run(makeButton(tr("Measure"))),
      m_cancel(makeButton(tr("Cancel"))) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    auto* label = makeLabel(tr("rows of the graph to ask about"), TextRole::Dim);
    label->setBuddy(m_rows);
    m_rows->setAccessibleName(tr("Rows of the graph to ask about"));
    m_rows->setRange(5, 2000);
    m_rows->setValue(40);
    row->addWidget(label);
    row->addWidget(m_rows);
    row->addStretch();
    row->addWidget(m_cancel);
    row->addWidget(m_run);
    column->addLayout(row);
    column->addWidget(m_chart, 1);
    column->addWidget(m_text);
    m_text->setText(tr("Each question is asked twice: as the graph is, and with every row of its key masked. The curve "
                       "says how well λ of the answer tells the two apart."));
    connect(m_run, &QPushButton::clicked, this, [this] { Q_EMIT runRequested(m_rows->value()); });
    connect(m_cancel, &QPushButton::clicked, this, &RocView::cancelRequested);
    showControls();
}

void RocView::showControls() {
    m_run->setEnabled(m_reason.isEmpty() && !m_running);
    m_run->setToolTip(m_reason);
    m_rows->setEnabled(!m_running);
    m_cancel->setVisible(m_running);
}

void RocView::setReady(const QString& reason) {
    m_reason = reason;
    showControls();
}

void RocView::setRunning(bool running) {
    m_running = running;
    showControls();
}

void RocView::setProgress(int done, int total) {
    setTextRole(m_text, TextRole::Dim);
    m_text->setText(tr("%1 of %2 questions asked").arg(done).arg(total));
}

void RocView::setCurve(const RocCurve& curve, bool cancelled) {
    Curve drawn{tr("λ as a test"), {}};
    const RocCurve::Point* best = nullptr;
    for (const auto& point : curve.points) {
        drawn.points.push_back({point.falsePositives, point.truePositives, 0.0});
        if (!best || point.truePositives - point.falsePositives > best->truePositives - best->falsePositives)
            best = &point;
    }
    m_chart->setCurves({drawn, {tr("chance"), {{0, 0, 0}, {1, 1, 0}}}}, 0.0, 1.0);
    setTextRole(m_text, TextRole::Normal);
    QString text = tr("AUC %1 ± %2 (95 %, paired by question) over %3 answerable and %4 held-back questions.")
                       .arg(QString::number(curve.area, 'f', 3), QString::number(curve.half, 'f', 3),
                            QString::number(curve.answerable), QString::number(curve.heldBack));
    if (best && std::isfinite(best->threshold))
        text += QLatin1Char(' ') + tr("Best split here: λ ≥ %1 finds %2 % of the answerable and %3 % of the others.")
                                       .arg(QString::number(best->threshold, 'f', 3),
                                            QString::number(100 * best->truePositives, 'f', 0),
                                            QString::number(100 * best->falsePositives, 'f', 0));
    if (std::abs(curve.area - 0.5) <= curve.half) text += QLatin1Char(' ') + tr("No better than chance.");
    if (cancelled) text += QLatin1Char(' ') + tr("Cancelled before all were asked.");
    m_text->setText(text);
}

void RocView::setError(const QString& message) {
    setTextRole(m_text, TextRole::Error);
    m_text->setText(message);
}

QString RocView::text() const { return m_text->text(); }

} // namespace akv::ui
