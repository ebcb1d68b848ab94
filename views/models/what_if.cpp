// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/what_if.h"

#include "views/models/text.h"

#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <algorithm>
#include <cmath>

namespace akv::ui {

namespace {

AskOptions optionsOf(const Answer& a) {
    AskOptions options;
    options.mode = a.mode;
    options.k = PruneK{a.trace.card.kRoot, a.trace.card.kInter, a.trace.card.kLeaf};
    return options;
}

const Evidence* evidenceOf(const Answer& a, TripleId triple) {
    const auto found =
        std::find_if(a.evidence.begin(), a.evidence.end(), [&](const Evidence& e) { return e.triple == triple; });
    return found == a.evidence.end() ? nullptr : &*found;
}

QString nameOf(const Answer& a, TripleId triple) {
    const Evidence* e = evidenceOf(a, triple);
    return e ? tripleText(e->head, e->relation, e->tail) : QObject::tr("triple %1").arg(triple.value());
}

QString clusterName(const Answer& a, const ClusterRef& cluster) {
    const bool root = cluster.level == ClusterRef::Level::Root;
    const auto& names = root ? a.trace.rootNames : a.trace.interNames;
    const auto found = names.find(cluster.id.value());
    const QString number = (root ? QObject::tr("root %1") : QObject::tr("inter %1")).arg(cluster.id.value());
    return found == names.end() ? number : QStringLiteral("%1 (%2)").arg(number, cut(qs(found->second), 40));
}

} // namespace

bool canBeApplied(const WhatIfChange& change, const Answer& a) {
    WhatIfChange rest = change;
    rest.masked.clear(), rest.values.clear();
    return (!change.masked.empty() || !change.values.empty()) && changesNothing(rest, a);
}

bool changesNothing(const WhatIfChange& change, const Answer& a) { return change.nothing(optionsOf(a)); }

QString whatIfText(const WhatIfChange& change, const Answer& a) {
    QStringList parts;
    for (const TripleId id : change.masked) parts << QObject::tr("without %1").arg(nameOf(a, id));
    for (const auto& value : change.values) {
        const Evidence* e = evidenceOf(a, value.triple);
        parts << QObject::tr("%1 reads “%2”").arg(e ? qs(e->key) : nameOf(a, value.triple), qs(value.text));
    }
    if (change.control == WhatIfChange::Control::ShuffledValues)
        parts << QObject::tr("every key with another row's value");
    if (change.control == WhatIfChange::Control::RandomGraph)
        parts << QObject::tr("random vectors in place of the graph");
    for (const auto& cluster : change.interventions.maskedClusters)
        parts << QObject::tr("without cluster %1").arg(clusterName(a, cluster));
    for (const auto& head : change.interventions.ablated)
        parts << (head.head ? QObject::tr("head %1 of layer %2 reads nothing").arg(*head.head).arg(head.layer)
                            : QObject::tr("layer %1 reads nothing").arg(head.layer));
    for (const TripleId id : change.interventions.pinned) parts << QObject::tr("%1 always kept").arg(nameOf(a, id));
    if (const auto& scale = change.interventions.scale)
        parts << (scale->factor ? QObject::tr("kb_scale_factor %1").arg(qs(scaleText(*scale)))
                                : QObject::tr("without a kb_scale_factor"));
    const AskOptions first = optionsOf(a);
    const Mode mode = change.mode.value_or(a.mode);
    if (mode != a.mode) parts << QObject::tr("mode %1").arg(modeLabel(mode));
    if (prunes(mode) && change.k && change.k != first.k)
        parts << QStringLiteral("k %1-%2-%3").arg(change.k->root).arg(change.k->inter).arg(change.k->leaf);
    return parts.join(QStringLiteral("; "));
}

QString whatIfVerdict(const WhatIfResult& r) {
    if (!r.sameText()) return QObject::tr("The answer changed.");
    if (std::abs(r.logprobChange()) < 0.05)
        return QObject::tr("No change: the answer is word for word the same and as likely as before. The words did "
                           "not depend on what was changed.");
    return QObject::tr("The words are the same, but the model is %1 sure of them.")
        .arg(r.logprobChange() < 0 ? QObject::tr("less") : QObject::tr("more"));
}

} // namespace akv::ui
