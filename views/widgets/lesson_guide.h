// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/guided_lesson.h"
#include "views/widgets/basics.h"

class QComboBox;

namespace akv::ui {

/// A step of a lesson, ready to be asked.
struct LessonRequest {
    QString question;
    Mode mode = Mode::Atlas;
    std::optional<PruneK> k;               ///< empty: as chosen in the top bar
    std::shared_ptr<const Answer> without; ///< mask what this answer read most; null: nothing is masked
};

/// Plays a lesson: says what to do and to look at, asks, and says what came out. It keeps the answers of the steps; it
/// does not ask anything itself.
class LessonGuide : public Card {
    Q_OBJECT
public:
    explicit LessonGuide(QWidget* parent = nullptr);
    void start(const GuidedLesson& lesson);
    void leave();
    bool running() const { return m_lesson != nullptr; }
    const GuidedLesson* lesson() const { return m_lesson; }
    /// What can be asked with. `questions`: offered, the first is chosen; others may be typed. `reason` not empty: why
    /// nothing can be asked, with what the button then does (empty: none).
    void setOffer(const QStringList& questions, const std::vector<Mode>& modes, const QString& reason,
                  const QString& action);
    /// Something is being asked, here or elsewhere.
    void setBusy(bool busy);
    void setAnswer(const std::shared_ptr<const Answer>& answer);
    void setError(const QString& message);
    /// The picture of the step's answer is still to be guessed: what came out is said when it has been revealed once.
    void setCovered(bool covered);

    int step() const { return m_step; }
    /// Of the step that is shown, or for a comparison the last one; null: not asked yet.
    std::shared_ptr<const Answer> answer() const;
    Station station() const;
    QString finding() const { return m_finding->text(); }
    QComboBox* questionBox() const { return m_question; }
    QPushButton* askButton() const { return m_ask; }
    QPushButton* nextButton() const { return m_next; }
    QPushButton* backButton() const { return m_back; }
    QPushButton* leaveButton() const { return m_leave; }

Q_SIGNALS:
    void askRequested(const akv::ui::LessonRequest& request);
    void actionRequested(); ///< what setOffer() named instead of asking
    void shown();           ///< another step or another answer
    void left();

private:
    void buildNavigation();
    void moveTo(int step);
    void forget();
    void ask();
    std::optional<Mode> modeOfStep() const;
    QString whyNot() const;
    void showStep();

    const GuidedLesson* m_lesson = nullptr;
    LessonAnswers m_answers;
    std::vector<bool> m_seen; ///< steps whose picture was revealed
    std::vector<Mode> m_modes;
    QString m_reason, m_action, m_error, m_asked;
    int m_step = 0, m_waiting = -1; ///< m_waiting: step whose answer is on its way; -1: none
    bool m_busy = false;
    QLabel *m_title, *m_about, *m_where, *m_stepTitle, *m_text, *m_finding;
    QComboBox* m_question;
    QPushButton *m_ask, *m_next, *m_back, *m_leave;
};

/// The lessons to choose from, a line each.
class LessonList : public Card {
    Q_OBJECT
public:
    explicit LessonList(QWidget* parent = nullptr);
    QPushButton* startButton(int lesson) const { return m_start.value(lesson); }

Q_SIGNALS:
    void chosen(const QString& id);

private:
    QList<QPushButton*> m_start;
};

} // namespace akv::ui
