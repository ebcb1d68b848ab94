// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"
#include "views/models/lesson.h"

#include <QtWidgets/QWidget>

#include <memory>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace akv::ui {

class LessonCanvas;
class LessonGuide;
class LessonList;
class StateView;
class TokenStrip;

/// One answer, word by word and station by station, in large type for a room. Right and space step and reveal, left
/// goes back, up and down change the word. It needs a trace and nothing else. Beside it a built-in lesson can be
/// played, which asks the loaded model and shows its answers here.
class TeachPage : public QWidget {
    Q_OBJECT
public:
    explicit TeachPage(QWidget* parent = nullptr);
    /// Null: nothing to show. `textOf` names token ids that the trace does not.
    void setAnswer(std::shared_ptr<const Answer> answer, TokenText textOf);
    void forward();
    void back();
    void moveWord(int by);
    void setStation(int station);
    int station() const { return m_station; }
    int step() const;
    const std::shared_ptr<const Answer>& answer() const { return m_answer; }
    LessonCanvas* canvas() const { return m_canvas; }
    TokenStrip* strip() const { return m_strip; }
    /// Opens a built-in lesson beside the answer (guided_lesson.h).
    void startLesson(const QString& id);
    LessonGuide* guide() const { return m_guide; }
    LessonList* lessons() const { return m_lessons; }
    QPushButton* lessonsButton() const { return m_lessonsButton; }
    QString html() const;
    /// The seven stations of the word that is shown, a page each, as PDF.
    QByteArray storyboard() const;

Q_SIGNALS:
    void stateActionRequested(); ///< ask a question
    void openTraceRequested();
    void presentRequested();
    void exportRequested();
    void storyboardRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildHeader();
    QWidget* buildChoice();
    QWidget* buildStage();
    void choosePage();
    void showStation();

    std::shared_ptr<const Answer> m_answer;
    TokenText m_textOf;
    std::vector<LessonStep> m_steps;
    int m_token = 0, m_station = 0;
    bool m_revealed = true;
    QStackedWidget* m_stack;
    StateView* m_state;
    QLabel *m_question, *m_title, *m_text, *m_foot, *m_where;
    TokenStrip* m_strip;
    LessonCanvas* m_canvas;
    QList<QPushButton*> m_stations;
    QPushButton *m_back, *m_next, *m_lessonsButton;
    LessonGuide* m_guide;
    LessonList* m_lessons;
    QScrollArea* m_guideArea;
};

} // namespace akv::ui
