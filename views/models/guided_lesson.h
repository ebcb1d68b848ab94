// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"
#include "views/models/lesson.h"

#include <memory>
#include <vector>

namespace akv::ui {

/// Answers of a lesson, one for each of its steps; null where the step was not asked.
using LessonAnswers = std::vector<std::shared_ptr<const Answer>>;

/// How a step asks the lesson's question.
struct LessonAsk {
    std::vector<Mode> modes = {};         ///< the first of them that can run is taken
    std::optional<PruneK> k = {};         ///< empty: as chosen in the top bar
    bool withoutMost = false;             ///< masks the triple that the lesson's first answer read most
    Station station = Station::NextToken; ///< where its answer is looked at first
};

/// One thing to do and to look at. A step without `button` asks nothing: it compares the answers so far.
struct GuidedStep {
    QString title, text, button;
    LessonAsk ask;
    QString (*compare)(const LessonAnswers&) = nullptr; ///< only called when every step that asks has its answer
    bool asks() const { return !button.isEmpty(); }
};

/// A lesson over the open graph. It holds instructions only: whatever it says about an answer is worked out from that
/// answer and its trace, so that it is right for any model, graph and question.
struct GuidedLesson {
    QString id, title, about;
    std::vector<GuidedStep> steps;
};

/// The built-in lessons, in the order in which they build on each other.
const std::vector<GuidedLesson>& guidedLessons();
/// Null when there is none with this id.
const GuidedLesson* findLesson(const QString& id);

/// What `step` has shown: the facts of its answer, or the comparison; empty while an answer is missing.
QString lessonFinding(const GuidedLesson& lesson, std::size_t step, const LessonAnswers& answers);

/// Keys that a query was compared with (root, inter and leaf), mean over the traced layers and steps; nullopt: none.
std::optional<double> keysCompared(const Answer& answer);

/// In how many of the traced layer records the leaf was kept.
std::size_t recordsKeeping(const Trace& trace, LeafId leaf);

} // namespace akv::ui
