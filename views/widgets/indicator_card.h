// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QtWidgets/QWidget>

namespace akv::ui {

/// One figure with its name; the tooltip defines it. Three of them stand side by side and are never merged.
class IndicatorCard : public QWidget {
    Q_OBJECT
public:
    enum class Tone { Good, Knowledge, Neutral };
    IndicatorCard(const QString& name, const QString& definition, QWidget* parent = nullptr);
    void setValue(const QString& value, Tone tone);
    QString value() const { return m_value; }
    QSize sizeHint() const override { return {124, 46}; }
    QSize minimumSizeHint() const override { return {84, 46}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name, m_value;
    Tone m_tone = Tone::Neutral;
};

/// The gradient that explains the tint of the token strip: 0 to 1.
class LambdaLegend : public QWidget {
    Q_OBJECT
public:
    explicit LambdaLegend(QWidget* parent = nullptr);
    QSize sizeHint() const override { return {300, 16}; }

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace akv::ui
