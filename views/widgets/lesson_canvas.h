// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/lesson.h"

#include <QtWidgets/QWidget>

namespace akv::ui {

/// The picture of one station in large type: tokens in boxes, or bars. Hidden bars show their labels only, in
/// alphabetical order, so that they can be guessed.
class LessonCanvas : public QWidget {
    Q_OBJECT
public:
    explicit LessonCanvas(QWidget* parent = nullptr);
    void setStep(LessonStep step, bool revealed);
    const LessonStep& step() const { return m_step; }
    bool revealed() const { return m_revealed; }
    QSize sizeHint() const override { return {900, 440}; }
    QSize minimumSizeHint() const override { return {420, 260}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintTokens(QPainter& p) const;
    void paintBars(QPainter& p) const;
    QColor colour() const;

    LessonStep m_step;
    bool m_revealed = true;
};

} // namespace akv::ui
