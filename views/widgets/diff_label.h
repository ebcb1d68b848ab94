// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QLabel>

namespace akv::ui {

/// A sentence and, below it, the word difference of two texts: removed words struck through with a minus, added ones
/// underlined with a plus, so that colour never stands alone. Follows the theme.
class DiffLabel : public QLabel {
    Q_OBJECT
public:
    explicit DiffLabel(QWidget* parent = nullptr);
    /// Equal texts: only the sentence.
    void setTexts(const QString& lead, const QString& before, const QString& after);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showTexts();
    QString m_lead, m_before, m_after;
};

} // namespace akv::ui
