// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "views/models/local_graph.h"

namespace akv::ui {

/// The entity and what is around it, placed. Error when there is no such entity. Runs in a worker.
Result<LocalGraph> neighboursOf(const Workspace& workspace, const std::string& name, const GraphView& view,
                                const JobContext& context);
/// A shortest path as a graph whose centre is `a`; error when there is none of a few steps.
Result<LocalGraph> pathBetween(const Workspace& workspace, const std::string& a, const std::string& b,
                               const GraphView& view, const JobContext& context);
/// What is known of an entity. Error when there is none of that name.
Result<EntityCard> entityCardOf(const Workspace& workspace, const std::string& name);
/// Everything that is known of a triple.
Result<TripleCard> cardOf(const Workspace& workspace, TripleId id);

} // namespace akv::ui
