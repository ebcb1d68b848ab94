// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/lesson_guide.h"

#include "views/models/text.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

#include <algorithm>

namespace akv::ui {

LessonGuide::LessonGuide(QWidget* parent)
    : Card(parent), m_title(makeParagraph({})), m_about(makeParagraph({}, TextRole::Dim)), m_where(makeCaption({})),
      m_stepTitle(makeParagraph({})), m_text(makeParagraph({})), m_finding(makeParagraph({}, TextRole::Knowledge)),
      m_question(new QComboBox), m_ask(makePrimaryButton({})), m_next(makeButton(tr("Next step"))),
      m_back(makeButton(tr("Step back"))), m_leave(makeLinkButton(tr("Leave the lesson"))) {
    setAccessibleName(tr("Lesson"));
    setTextFont(m_title, TextFont::Title);
    setTextFont(m_stepTitle, TextFont::Strong);
    m_question->setEditable(true);
    m_question->setInsertPolicy(QComboBox::NoInsert);
    m_question->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_question->setMinimumContentsLength(12);
    m_question->setAccessibleName(tr("Question of the lesson"));
    QLabel* caption = makeLabel(tr("question"), TextRole::Dim);
    caption->setBuddy(m_question);
    for (QWidget* w : std::initializer_list<QWidget*>{m_title, m_about, caption, m_question, m_where, m_stepTitle,
                                                      m_text, m_ask, m_finding})
        body()->addWidget(w);
    body()->addStretch();
    buildNavigation();
    // Answers to another question say nothing about this one.
    connect(m_question, &QComboBox::currentTextChanged, this, [this](const QString& text) {
        if (!m_asked.isEmpty() && text.simplified() != m_asked) forget();
        showStep();
    });
    connect(m_ask, &QPushButton::clicked, this, &LessonGuide::ask);
    hide();
}

void LessonGuide::buildNavigation() {
    auto* row = new QHBoxLayout;
    row->addWidget(m_back, 1);
    row->addWidget(m_next, 1);
    body()->addLayout(row);
    body()->addWidget(m_leave, 0, Qt::AlignLeft);
    connect(m_next, &QPushButton::clicked, this, [this] { moveTo(m_step + 1); });
    connect(m_back, &QPushButton::clicked, this, [this] { moveTo(m_step - 1); });
    connect(m_leave, &QPushButton::clicked, this, &LessonGuide::leave);
}

void LessonGuide::start(const GuidedLesson& lesson) {
    m_lesson = &lesson;
    m_step = 0;
    forget();
    m_title->setText(lesson.title);
    m_about->setText(lesson.about);
    show();
    showStep();
    Q_EMIT shown();
}

void LessonGuide::leave() {
    m_lesson = nullptr;
    forget();
    hide();
    Q_EMIT left();
}

void LessonGuide::forget() {
    m_answers.assign(m_lesson ? m_lesson->steps.size() : 0, nullptr);
    m_seen.assign(m_answers.size(), false);
    m_waiting = -1;
    m_asked.clear();
    m_error.clear();
}

void LessonGuide::setOffer(const QStringList& questions, const std::vector<Mode>& modes, const QString& reason,
                           const QString& action) {
    QStringList known;
    for (int i = 0; i < m_question->count(); ++i) known << m_question->itemText(i);
    m_modes = modes;
    m_reason = reason;
    m_action = action;
    if (questions != known) { // another graph
        forget();
        m_question->clear();
        m_question->addItems(questions);
        if (m_question->lineEdit()) m_question->lineEdit()->setCursorPosition(0);
        m_step = 0;
    }
    showStep();
}

void LessonGuide::setBusy(bool busy) {
    m_busy = busy;
    showStep();
}

void LessonGuide::setCovered(bool covered) {
    if (!m_lesson || covered || !m_answers[std::size_t(m_step)] || m_seen[std::size_t(m_step)]) return;
    m_seen[std::size_t(m_step)] = true;
    showStep();
}

void LessonGuide::setAnswer(const std::shared_ptr<const Answer>& answer) {
    if (!m_lesson || m_waiting < 0) return;
    m_answers[std::size_t(m_waiting)] = answer;
    m_seen[std::size_t(m_waiting)] = false;
    m_step = std::exchange(m_waiting, -1);
    showStep();
    Q_EMIT shown();
}

void LessonGuide::setError(const QString& message) {
    if (m_waiting < 0) return;
    m_waiting = -1;
    m_error = message;
    showStep();
}

std::shared_ptr<const Answer> LessonGuide::answer() const {
    if (!m_lesson) return nullptr;
    if (m_lesson->steps[std::size_t(m_step)].asks()) return m_answers[std::size_t(m_step)];
    for (auto it = m_answers.rbegin(); it != m_answers.rend(); ++it)
        if (*it) return *it;
    return nullptr;
}

Station LessonGuide::station() const {
    return m_lesson ? m_lesson->steps[std::size_t(m_step)].ask.station : Station::Tokenise;
}

void LessonGuide::moveTo(int step) {
    if (!m_lesson) return;
    m_step = std::clamp(step, 0, int(m_lesson->steps.size()) - 1);
    m_error.clear();
    showStep();
    Q_EMIT shown();
}

std::optional<Mode> LessonGuide::modeOfStep() const {
    for (const Mode mode : m_lesson->steps[std::size_t(m_step)].ask.modes)
        if (std::find(m_modes.begin(), m_modes.end(), mode) != m_modes.end()) return mode;
    return std::nullopt;
}

/// Why the step cannot be asked now; empty: it can.
QString LessonGuide::whyNot() const {
    const GuidedStep& step = m_lesson->steps[std::size_t(m_step)];
    if (m_waiting >= 0) return tr("The answer is on its way…");
    if (m_busy) return tr("Something is being answered; wait for it or stop it (Esc).");
    if (m_question->currentText().simplified().isEmpty()) return tr("Choose a question or write one.");
    if (!modeOfStep()) return tr("The mode of this step cannot run with what is loaded.");
    if (!step.ask.withoutMost) return {};
    if (!m_answers.front()) return tr("Ask the first step before this one.");
    return m_answers.front()->evidence.empty() ? tr("The first answer read no triple: there is nothing to mask.")
                                               : QString();
}

void LessonGuide::ask() {
    if (!m_lesson) return;
    if (!m_reason.isEmpty()) return actionRequested();
    if (!whyNot().isEmpty()) return;
    const GuidedStep& step = m_lesson->steps[std::size_t(m_step)];
    m_asked = m_question->currentText().simplified();
    m_error.clear();
    m_waiting = m_step;
    showStep();
    Q_EMIT askRequested({m_asked, *modeOfStep(), step.ask.k, step.ask.withoutMost ? m_answers.front() : nullptr});
}

void LessonGuide::showStep() {
    if (!m_lesson) return;
    const GuidedStep& step = m_lesson->steps[std::size_t(m_step)];
    const int last = int(m_lesson->steps.size()) - 1;
    m_where->setText(tr("step %1 of %2").arg(m_step + 1).arg(last + 1));
    m_stepTitle->setText(step.title);
    m_text->setText(step.text);
    const bool blocked = !m_reason.isEmpty();
    const QString why = step.asks() && !blocked ? whyNot() : m_reason;
    const bool done = step.asks() && m_answers[std::size_t(m_step)];
    m_ask->setVisible(blocked ? !m_action.isEmpty() : step.asks());
    m_ask->setText(blocked ? m_action : done ? tr("Ask again") : step.button);
    m_ask->setAccessibleName(m_ask->text());
    m_ask->setEnabled(blocked || why.isEmpty());
    setPrimary(m_ask, !done);
    setPrimary(m_next, done && m_step < last);
    QString found = lessonFinding(*m_lesson, std::size_t(m_step), m_answers);
    if (found.isEmpty() && !step.asks()) found = tr("Ask the steps before; what they have shown is compared here.");
    if (done && !m_seen[std::size_t(m_step)]) found = tr("Guess first, then reveal; then it is said here.");
    if (!why.isEmpty() && !done) found = why;
    if (!m_error.isEmpty()) found = m_error;
    m_finding->setText(found);
    setTextRole(m_finding, !m_error.isEmpty()      ? TextRole::Error
                           : why.isEmpty() || done ? TextRole::Knowledge
                                                   : TextRole::Dim);
    m_finding->setVisible(!found.isEmpty());
    m_back->setEnabled(m_step > 0);
    m_next->setEnabled(m_step < last);
}

LessonList::LessonList(QWidget* parent) : Card(parent) {
    QLabel* title = makeLabel(tr("Lessons"));
    setTextFont(title, TextFont::Strong);
    body()->addWidget(title);
    body()->addWidget(makeParagraph(tr("Each asks the open model a question in two or three ways and looks at what was "
                                       "recorded. Nothing in them is prepared."),
                                    TextRole::Dim));
    for (const GuidedLesson& lesson : guidedLessons()) {
        auto* row = new QHBoxLayout;
        row->setSpacing(12);
        auto* words = new QVBoxLayout;
        words->setSpacing(2);
        QLabel* name = makeParagraph(lesson.title);
        setTextFont(name, TextFont::Strong);
        words->addWidget(name);
        words->addWidget(makeParagraph(lesson.about, TextRole::Dim));
        row->addLayout(words, 1);
        QPushButton* button = makeButton(tr("Begin"));
        button->setAccessibleName(tr("Begin the lesson: %1").arg(lesson.title));
        row->addWidget(button, 0, Qt::AlignVCenter);
        body()->addLayout(row);
        m_start << button;
        connect(button, &QPushButton::clicked, this, [this, id = lesson.id] { Q_EMIT chosen(id); });
    }
}

} // namespace akv::ui
