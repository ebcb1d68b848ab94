// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/trace_view.h"

#include <functional>
#include <vector>

namespace akv::ui {

/// The stations of one word, from the question to the next token.
enum class Station { Tokenise, Query, Root, Inter, Leaf, Mix, NextToken };
constexpr int kStations = 7;

/// One line of a station's picture.
struct LessonRow {
    QString label, number;
    double share = 0.0; ///< length of its bar, 0 to 1
    bool kept = true;   ///< above the cut-off
};

/// What a station shows. Everything in it was recorded; nothing is made up for the lesson.
struct LessonStep {
    Station station = Station::Tokenise;
    QString title, text;
    std::vector<LessonRow> rows; ///< Tokenise: the prompt's tokens; else bars
    QString foot;
    bool guess = false; ///< the audience can be asked before the bars are shown
};

/// Text of a token id that the trace does not hold; empty: not known.
using TokenText = std::function<QString(int id)>;

/// The seven stations of the token made by `step`, as layer `layer` saw it. Stations without a record say so.
std::vector<LessonStep> buildLesson(const Trace& trace, int step, int layer, const TokenText& textOf = {});

/// The KB layer that read the graph most for a step; -1 when none has a record.
int busiestLayer(const Trace& trace, int step);

/// All words of an answer as one HTML file without anything from outside: arrow keys step, space reveals.
QString lessonHtml(const Trace& trace, const TokenText& textOf = {});

} // namespace akv::ui
