// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"
#include "views/models/trace_view.h"

#include <QtCore/QString>

#include <memory>

namespace akv::ui {

/// What one KB layer would keep for one word under another k or kb_scale_factor, worked out from the recorded query.
struct KeptPreview {
    std::shared_ptr<const Answer> answer; ///< whose word it is
    int step = -1, layer = -1;
    std::shared_ptr<const Trace> trace; ///< its one record is what would be kept
    ClusterParents parents;
    std::uint64_t roots = 0, inters = 0, leaves = 0; ///< of the graph
};

/// "root 3 of 11 → inter 12 of 38 → leaf 8 of 131; λ 0.58, as recorded 0.62; 7 of the 8 leaves that were kept".
QString keptPreviewText(const KeptPreview& preview);

} // namespace akv::ui
