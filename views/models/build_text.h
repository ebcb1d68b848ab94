// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/pipeline.h"

#include <QtCore/QStringList>

namespace akv::ui {

/// What the Build page says about the four steps, in order: import, rows, embeddings, store.

/// Whether the embeddings belong to the present rows.
bool isEmbedded(const Manifest& manifest);
/// One text a step; empty where it is still to be done.
QStringList buildStates(const TripleCounts& counts, const Manifest& manifest);

QString importText(const ImportReport& report);
QString funnelText(const FunnelReport& report);
QString embedText(const EmbedReport& report);
QString storeText(const BuildReport& report);

} // namespace akv::ui
