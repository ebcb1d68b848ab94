// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/teach_page.h"

#include "views/models/text.h"
#include "views/pages/storyboard.h"
#include "views/widgets/accessible.h"
#include "views/widgets/answer_panel.h"
#include "views/widgets/lesson_canvas.h"
#include "views/widgets/lesson_guide.h"
#include "views/widgets/token_strip.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace akv::ui {

TeachPage::TeachPage(QWidget* parent)
    : QWidget(parent), m_stack(new QStackedWidget), m_state(new StateView), m_question(makeParagraph({})),
      m_title(makeParagraph({})), m_text(makeParagraph({})), m_foot(makeParagraph({}, TextRole::Dim)),
      m_where(makeCaption({})), m_strip(new TokenStrip), m_canvas(new LessonCanvas), m_back(makeButton(tr("←  Back"))),
      m_next(makePrimaryButton(tr("Next  →"))), m_lessonsButton(makeButton(tr("Lessons"))), m_guide(new LessonGuide),
      m_lessons(new LessonList), m_guideArea(new QScrollArea) {
    setAccessibleName(tr("Lesson: one step of the model"));
    setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    layout->addWidget(buildHeader());
    m_stack->addWidget(buildChoice());
    m_stack->addWidget(buildStage());
    auto* wait = new StateView;
    wait->show(tr("The answer of this step is shown here as soon as it was asked."), {});
    m_stack->addWidget(wait);
    m_guideArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_guideArea->setMinimumWidth(270);
    fillScrollArea(m_guideArea, m_guide, tr("Lesson"));
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_guideArea, 3);
    row->addWidget(m_stack, 8);
    layout->addLayout(row, 1);
    connect(m_state, &StateView::actionTriggered, this, &TeachPage::stateActionRequested);
    connect(m_lessonsButton, &QPushButton::toggled, this, &TeachPage::choosePage);
    connect(m_lessons, &LessonList::chosen, this, &TeachPage::startLesson);
    connect(m_guide, &LessonGuide::shown, this, &TeachPage::choosePage);
    connect(m_guide, &LessonGuide::left, this, &TeachPage::choosePage);
    choosePage();
}

QWidget* TeachPage::buildHeader() {
    auto* box = new QWidget;
    auto* header = new QHBoxLayout(box);
    header->setContentsMargins(0, 0, 0, 0);
    header->setSpacing(8);
    header->addWidget(makeTitle(tr("Step by step")));
    header->addWidget(m_where);
    header->addStretch();
    m_lessonsButton->setCheckable(true);
    setAccessibleRole(m_lessonsButton, QAccessible::CheckBox);
    m_lessonsButton->setToolTip(tr("Built-in lessons over the graph that is open"));
    header->addWidget(m_lessonsButton);
    const auto action = [&](const QString& text, void (TeachPage::*signal)()) {
        QPushButton* button = makeButton(text);
        header->addWidget(button);
        connect(button, &QPushButton::clicked, this, signal);
    };
    action(tr("Open a trace…"), &TeachPage::openTraceRequested);
    action(tr("Export as web page…"), &TeachPage::exportRequested);
    action(tr("Storyboard (PDF)…"), &TeachPage::storyboardRequested);
    action(tr("Present"), &TeachPage::presentRequested);
    return box;
}

/// What can be taught from: an answer, a trace or a lesson.
QWidget* TeachPage::buildChoice() {
    auto* scroll = new QScrollArea;
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_state->show(
        tr("Ask something or open a saved trace; then each word can be followed step by step. Or begin a lesson."),
        tr("Write a question"));
    column->addWidget(m_state);
    column->addWidget(m_lessons);
    column->addStretch();
    fillScrollArea(scroll, body, tr("Lessons"));
    return scroll;
}

QWidget* TeachPage::buildStage() {
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto* answer = new Card;
    setTextRole(m_question, TextRole::Dim);
    answer->body()->addWidget(m_question);
    answer->body()->addWidget(m_strip);
    column->addWidget(answer);
    auto* rail = new QHBoxLayout;
    rail->setSpacing(6);
    const QStringList names = {tr("Tokens"), tr("Query"), tr("Root"),      tr("Inter"),
                               tr("Leaf"),   tr("Mix"),   tr("Next token")};
    for (int i = 0; i < kStations; ++i) {
        QPushButton* button = makeButton(names[i]);
        button->setCheckable(true);
        setAccessibleRole(button, QAccessible::RadioButton);
        rail->addWidget(button, 1);
        m_stations << button;
        connect(button, &QPushButton::clicked, this, [this, i] { setStation(i); });
    }
    column->addLayout(rail);
    auto* stage = new Card;
    stage->body()->setContentsMargins(28, 20, 28, 20);
    stage->body()->setSpacing(12);
    setTextFont(m_title, TextFont::Display);
    setTextFont(m_text, TextFont::Answer);
    for (QWidget* w : std::initializer_list<QWidget*>{m_title, m_text}) stage->body()->addWidget(w);
    stage->body()->addWidget(m_canvas, 1);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_foot, 1);
    foot->addWidget(m_back);
    foot->addWidget(m_next);
    stage->body()->addLayout(foot);
    column->addWidget(stage, 1);
    connect(m_next, &QPushButton::clicked, this, &TeachPage::forward);
    connect(m_back, &QPushButton::clicked, this, &TeachPage::back);
    connect(m_strip, &TokenStrip::tokenClicked, this, [this](int step) {
        for (std::size_t i = 0; m_answer && i < m_answer->trace.tokens.size(); ++i)
            if (m_answer->trace.tokens[i].step == step) moveWord(int(i) - m_token);
    });
    return content;
}

/// The list while it is asked for, a hint while a lesson's step has no answer yet, else the answer.
void TeachPage::choosePage() {
    enum { Choice, Stage, Waiting };
    const bool unasked = m_guide->running() && !m_guide->answer();
    m_guideArea->setVisible(m_guide->running());
    m_state->setVisible(!m_answer && !m_guide->running());
    m_stack->setCurrentIndex(m_lessonsButton->isChecked() ? Choice : unasked ? Waiting : m_answer ? Stage : Choice);
    m_where->setVisible(m_stack->currentIndex() == Stage);
}

void TeachPage::startLesson(const QString& id) {
    const GuidedLesson* lesson = findLesson(id);
    if (!lesson) return;
    m_lessonsButton->setChecked(false);
    m_guide->start(*lesson);
    m_guide->askButton()->setFocus();
}

void TeachPage::setAnswer(std::shared_ptr<const Answer> answer, TokenText textOf) {
    m_answer = answer && !answer->trace.tokens.empty() ? std::move(answer) : nullptr;
    m_textOf = std::move(textOf);
    choosePage();
    m_token = m_station = 0;
    if (!m_answer) return;
    m_question->setText(qs(m_answer->question));
    showWords(*m_strip, *m_answer);
    // Begin at the word for which the graph was read most.
    for (std::size_t i = 0; i < m_answer->tokens.size(); ++i)
        if (m_answer->tokens[i].lambdaKg > m_answer->tokens[std::size_t(m_token)].lambdaKg) m_token = int(i);
    moveWord(0);
}

int TeachPage::step() const { return m_answer ? m_answer->trace.tokens[std::size_t(m_token)].step : -1; }

void TeachPage::moveWord(int by) {
    if (!m_answer) return;
    const int last = int(m_answer->trace.tokens.size()) - 1;
    m_token = std::clamp(m_token + by, 0, last);
    m_steps = buildLesson(m_answer->trace, step(), busiestLayer(m_answer->trace, step()), m_textOf);
    m_strip->setCurrentStep(step());
    m_revealed = false;
    showStation();
}

void TeachPage::setStation(int station) {
    m_station = std::clamp(station, 0, kStations - 1);
    m_revealed = false;
    showStation();
}

void TeachPage::forward() {
    if (!m_answer) return;
    if (!m_canvas->revealed()) {
        m_revealed = true;
        return showStation();
    }
    if (m_station + 1 < kStations) return setStation(m_station + 1);
    if (m_token + 1 >= int(m_answer->trace.tokens.size())) return;
    m_station = 0;
    moveWord(1);
}

void TeachPage::back() {
    if (!m_answer) return;
    if (m_station > 0) {
        setStation(m_station - 1);
    } else if (m_token > 0) {
        m_station = kStations - 1;
        moveWord(-1);
    }
    m_revealed = true;
    showStation();
}

void TeachPage::showStation() {
    if (!m_answer) return;
    const LessonStep& step = m_steps[std::size_t(m_station)];
    m_canvas->setStep(step, m_revealed);
    if (isVisible()) announce(this, m_canvas->accessibleName());
    m_title->setText(step.title);
    m_text->setText(
        m_canvas->revealed() || step.station != Station::NextToken
            ? step.text
            : tr("After all layers the model gives every token it knows a probability. Which one will it write?"));
    m_foot->setText(m_canvas->revealed() ? step.foot : tr("Which will it be? Guess, then reveal."));
    m_next->setText(m_canvas->revealed() ? tr("Next  →") : tr("Reveal  →"));
    m_next->setAccessibleName(m_next->text());
    for (int i = 0; i < kStations; ++i) m_stations[i]->setChecked(i == m_station);
    const int layer = busiestLayer(m_answer->trace, this->step());
    m_where->setText(tr("word %1 of %2 · %3")
                         .arg(m_token + 1)
                         .arg(m_answer->trace.tokens.size())
                         .arg(layer < 0 ? tr("no KB layer read the graph") : tr("layer %1").arg(layer)));
    const bool looked = m_guide->answer() == m_answer && m_station == int(m_guide->station()) && m_canvas->revealed();
    m_guide->setCovered(!looked);
    m_back->setEnabled(m_station > 0 || m_token > 0);
    m_next->setEnabled(!m_canvas->revealed() || m_station + 1 < kStations ||
                       m_token + 1 < int(m_answer->trace.tokens.size()));
}

QString TeachPage::html() const { return m_answer ? lessonHtml(m_answer->trace, m_textOf) : QString(); }

QByteArray TeachPage::storyboard() const {
    return m_answer ? storyboardPdf(qs(m_answer->question), qs(m_answer->text), m_steps, *this) : QByteArray();
}

void TeachPage::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Space:
    case Qt::Key_PageDown: return forward();
    case Qt::Key_Left:
    case Qt::Key_PageUp: return back();
    case Qt::Key_Down: return moveWord(1);
    case Qt::Key_Up: return moveWord(-1);
    default: QWidget::keyPressEvent(event);
    }
}

} // namespace akv::ui
