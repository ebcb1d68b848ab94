// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace akv::cli {

std::unique_ptr<Command> makeImportCommand();
std::unique_ptr<Command> makeKg2kvCommand();
std::unique_ptr<Command> makeEmbedCommand();
std::unique_ptr<Command> makeBuildCommand();
std::unique_ptr<Command> makePrepareCommand();
std::unique_ptr<Command> makeEditCommand();
std::unique_ptr<Command> makeInfoCommand();
std::unique_ptr<Command> makeExportCommand();
std::unique_ptr<Command> makePlotCommand();
std::unique_ptr<Command> makeDemoCommand();
std::unique_ptr<Command> makeAskCommand();
std::unique_ptr<Command> makeChatCommand();
std::unique_ptr<Command> makeInspectCommand();
std::unique_ptr<Command> makeWhatIfCommand();
std::unique_ptr<Command> makeEvalCommand();
std::unique_ptr<Command> makeTrainCommand();
std::unique_ptr<Command> makeCheckCommand();

/// All subcommands in the order of the help text. A new one: a file of its own, its maker above, and a line here.
std::vector<std::unique_ptr<Command>> allCommands();

} // namespace akv::cli
