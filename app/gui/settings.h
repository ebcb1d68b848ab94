// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/memory_plan.h"

#include <QtCore/QString>

namespace akv::ui {

/// What the user chose in the preferences, beside the appearance and the keys. Every field acts; the dialog shows
/// them all.
struct Settings {
    bool reopenLast = false; ///< open the last graph at the start
    int draftSeconds = 30;   ///< keep the question that is being written this often; 0: not
    int maxTokens = 64;      ///< of an answer
    double temperature = 0.0;
    quint64 seed = 0;
    int graphCap = 25, graphDepth = 1; ///< where the Graph page begins
    bool keepTraces = true;            ///< with the chats, so that their answers can be inspected later
    int traceMegabytes = 64;           ///< size limit of one trace
    int threads = 0;                   ///< 0: the library's choice
    Guardrail guardrail;
    QString graphsFolder; ///< where new graphs are made; empty: the program's data folder

    bool operator==(const Settings&) const = default;
};

Settings savedSettings();
void saveSettings(const Settings& settings);

/// The question that was being written when the program ended.
QString savedDraft();
void saveDraft(const QString& text);

} // namespace akv::ui
