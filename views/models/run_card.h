// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace akv::ui {

/// Everything that is needed to make an answer again, as lines "name, value".
QList<std::pair<QString, QString>> runCardLines(const Answer& answer);
/// The same as a JSON document.
QString runCardJson(const Answer& answer);
/// Names and values of what differs between two cards; empty: nothing does.
QString cardDifference(const RunCard& before, const RunCard& again);

/// Two runs of one question, compared token by token where both have their tokens, else by their text.
struct RerunVerdict {
    bool identical = false;
    QString text; ///< one sentence: how many tokens agree, where they part, and whether the cards differ
};
RerunVerdict compareRuns(const Answer& before, const Answer& again);

} // namespace akv::ui
