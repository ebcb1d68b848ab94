// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/what_if.h"

#include "views/models/text.h"

#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <algorithm>
#include <cmath>

namespace akv::ui {

namespace {

PruneK kOf(const Answer& a) { return {a.trace.card.kRoot, a.trace.card.kInter, a.trace.card.kLeaf}; }

} // namespace

bool WhatIfChange::nothing(const Answer& a) const {
    return masked.empty() && !value && control == Control::None && mode == a.mode && (!prunes(mode) || k == kOf(a));
}

QString WhatIfChange::text(const Answer& a) const {
    QStringList parts;
    for (const TripleId id : masked) {
        const auto found =
            std::find_if(a.evidence.begin(), a.evidence.end(), [id](const Evidence& e) { return e.triple == id; });
        parts << QObject::tr("without %1")
                     .arg(found == a.evidence.end() ? QObject::tr("triple %1").arg(id.value())
                                                    : tripleText(found->head, found->relation, found->tail));
    }
    if (value) parts << QObject::tr("%1 reads “%2”").arg(qs(value->first.key), value->second);
    if (control == Control::ShuffledValues) parts << QObject::tr("every key with another row's value");
    if (control == Control::RandomGraph) parts << QObject::tr("random vectors in place of the graph");
    if (mode != a.mode) parts << QObject::tr("mode %1").arg(modeLabel(mode));
    if (prunes(mode) && k != kOf(a)) parts << QStringLiteral("k %1-%2-%3").arg(k.root).arg(k.inter).arg(k.leaf);
    return parts.join(QStringLiteral("; "));
}

QString whatIfVerdict(const WhatIfResult& r) {
    if (!r.a || !r.b) return {};
    if (r.b->stopped) return QObject::tr("Stopped by you: the second answer is partial.");
    const bool same = r.a->text == r.b->text;
    if (!r.logprobA || !r.logprobB)
        return same ? QObject::tr("The answer is word for word the same.") : QObject::tr("The answer changed.");
    const double delta = *r.logprobB - *r.logprobA;
    if (same)
        return std::abs(delta) < 0.05
                   ? QObject::tr(
                         "No change: the answer is word for word the same and as likely as before. The words did "
                         "not depend on what was changed.")
                   : QObject::tr("The words are the same, but the model is %1 sure of them.")
                         .arg(delta < 0 ? QObject::tr("less") : QObject::tr("more"));
    return QObject::tr("The answer changed.");
}

} // namespace akv::ui
