// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/kept_preview.h"

#include "views/models/text.h"

#include <QtCore/QObject>

#include <algorithm>

namespace akv::ui {

QString keptPreviewText(const KeptPreview& preview) {
    const LayerRecord& now = preview.trace->layers.front();
    const auto level = [](const LevelRecord& record) {
        return QObject::tr("%1 of %2").arg(record.kept.size()).arg(grouped(record.available));
    };
    QString text =
        now.flat ? QObject::tr("leaf %1").arg(level(now.leaf))
                 : QObject::tr("root %1 → inter %2 → leaf %3").arg(level(now.root), level(now.inter), level(now.leaf));
    const auto lambda = meanLambda(*preview.trace, preview.step, preview.layer);
    if (lambda) text += QObject::tr("; λ %1").arg(scoreText(*lambda));
    const LayerRecord* before = preview.answer->trace.find(preview.step, preview.layer);
    if (!before) return text;
    if (const auto was = meanLambda(preview.answer->trace, preview.step, preview.layer))
        text += QObject::tr(", as recorded %1").arg(scoreText(*was));
    const auto stays = std::count_if(before->leaf.kept.begin(), before->leaf.kept.end(), [&](std::uint32_t leaf) {
        return std::find(now.leaf.kept.begin(), now.leaf.kept.end(), leaf) != now.leaf.kept.end();
    });
    return text + QObject::tr("; %1 of the %2 leaves that were kept").arg(stays).arg(before->leaf.kept.size());
}

} // namespace akv::ui
