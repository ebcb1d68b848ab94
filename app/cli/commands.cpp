// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

namespace akv::cli {

std::vector<std::unique_ptr<Command>> allCommands() {
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(makeImportCommand());
    commands.push_back(makeKg2kvCommand());
    commands.push_back(makeEmbedCommand());
    commands.push_back(makeBuildCommand());
    commands.push_back(makePrepareCommand());
    commands.push_back(makeEditCommand());
    commands.push_back(makeExportCommand());
    commands.push_back(makePlotCommand());
    commands.push_back(makeInfoCommand());
    commands.push_back(makeDemoCommand());
    commands.push_back(makeAskCommand());
    commands.push_back(makeChatCommand());
    commands.push_back(makeInspectCommand());
    commands.push_back(makeWhatIfCommand());
    commands.push_back(makeEvalCommand());
    commands.push_back(makeTrainCommand());
    commands.push_back(makeCheckCommand());
    return commands;
}

} // namespace akv::cli
