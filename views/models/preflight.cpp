// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/preflight.h"

#include "views/models/text.h"

namespace akv::ui {

QString preflightText(const Preflight& p) {
    QStringList parts;
    if (p.match && p.graph) {
        constexpr std::size_t kNamed = 3;
        QStringList names;
        for (std::size_t i = 0; i < std::min(kNamed, p.match->entities.size()); ++i)
            names << cut(qs(p.match->entities[i].name), 30);
        if (p.match->entities.size() > kNamed) names << QStringLiteral("…");
        const auto found = p.match->entities.size(), asked = p.match->asked.size();
        parts << (found == 0 ? QObject::tr("no entity of the graph is named")
                  : found == 1
                      ? QObject::tr("1 entity matched: %1").arg(names.front())
                      : QObject::tr("%1 entities matched: %2").arg(found).arg(names.join(QStringLiteral(", "))));
        if (asked == 1) parts << QObject::tr("1 row holds its answer");
        if (asked > 1) parts << QObject::tr("%1 rows hold its answer").arg(asked);
    }
    parts << (!p.graph   ? QObject::tr("no graph attached: the model answers by itself")
              : !p.store ? QObject::tr("graph %1 has no store: the model answers by itself").arg(p.graphName)
                         : QObject::tr("graph %1 attached, %2").arg(p.graphName, triplesText(p.triples)));
    if (p.promptTokens)
        parts << (p.contextLength > 0 ? QObject::tr("%1 of %2 prompt tokens").arg(*p.promptTokens).arg(p.contextLength)
                                      : QObject::tr("%1 prompt tokens").arg(*p.promptTokens));
    parts << QObject::tr("asked on its own");
    return parts.join(QStringLiteral(" · "));
}

QString preflightWarning(const Preflight& p) {
    if (p.promptTokens && p.contextLength > 0 && *p.promptTokens >= p.contextLength)
        return QObject::tr("The question has %1 tokens, the model reads at most %2: shorten it.")
            .arg(*p.promptTokens)
            .arg(p.contextLength);
    const QString scope = QObject::tr(" The model answers questions about one fact; it reads single triples and does "
                                      "not count, list, compare or follow chains.");
    if (!p.match) return {};
    switch (p.match->scope) {
    case QuestionScope::OneFact: return {};
    case QuestionScope::Counting: return QObject::tr("This looks like counting.") + scope;
    case QuestionScope::Listing: return QObject::tr("This looks like a list of several facts.") + scope;
    case QuestionScope::Comparing: return QObject::tr("This looks like a comparison.") + scope;
    case QuestionScope::MultiHop: return QObject::tr("This looks like a chain of several facts.") + scope;
    }
    return {};
}

} // namespace akv::ui
