// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/accessible.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace akv::ui {

/// A token of an answer as the strip shows it.
struct StripToken {
    int step = 0;
    QString text;                ///< surface form with its leading space
    std::optional<float> lambda; ///< tint; nullopt: not known, no tint
    QString detail;              ///< tooltip
};

/// Running text whose tokens can be clicked. Tinted by lambda_kg; left and right move the selection.
class TokenStrip : public ItemsWidget {
    Q_OBJECT
public:
    explicit TokenStrip(QWidget* parent = nullptr);

    void setTokens(std::vector<StripToken> tokens);
    const std::vector<StripToken>& tokens() const { return m_tokens; }
    /// Selects the token of a step without a signal; -1 clears.
    void setCurrentStep(int step);
    int currentStep() const;
    /// Where a token is drawn (its first line piece), in widget coordinates.
    QRect tokenRect(int index) const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    int itemCount() const override;
    QString itemName(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override;
    void chooseItem(int item) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void tokenClicked(int step);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Box {
        QRectF rect;
        QString text;
        bool leadingSpace = false;
    };
    int layoutTokens(int width, std::vector<Box>* boxes) const;
    int tokenAt(const QPointF& position) const;
    void select(int index);

    std::vector<StripToken> m_tokens;
    std::vector<Box> m_boxes;
    int m_current = -1, m_hover = -1;
};

} // namespace akv::ui
