// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"
#include "views/widgets/basics.h"

#include <memory>

namespace akv::ui {

class TokenStrip;

/// One answer in a card of its own: a title, the clickable words and one line of facts; or why there is none.
class AnswerPanel : public Card {
    Q_OBJECT
public:
    explicit AnswerPanel(const QString& title, QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setAnswer(std::shared_ptr<const Answer> answer);
    void setMessage(const QString& message, bool error = false);
    TokenStrip* strip() const { return m_strip; }
    QString factText() const { return m_facts->text(); }

Q_SIGNALS:
    void tokenClicked(int step);

private:
    QLabel *m_title, *m_message, *m_facts;
    TokenStrip* m_strip;
};

/// Words of an answer for a TokenStrip, with their tooltips.
void showWords(TokenStrip& strip, const Answer& answer);

} // namespace akv::ui
