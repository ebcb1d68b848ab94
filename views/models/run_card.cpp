// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/run_card.h"

#include "views/models/text.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace akv::ui {

namespace {

QString kText(const RunCard& card) {
    return QStringLiteral("%1-%2-%3").arg(card.kRoot).arg(card.kInter).arg(card.kLeaf);
}

QString maskedText(const RunCard& card) {
    QStringList ids;
    for (const std::int64_t id : card.masked) ids << QString::number(id);
    return ids.join(QStringLiteral(", "));
}

} // namespace

QList<std::pair<QString, QString>> runCardLines(const Answer& answer) {
    const RunCard& card = answer.trace.card;
    const auto mode = parseMode(card.mode);
    QList<std::pair<QString, QString>> out = {
        {QObject::tr("question"), qs(answer.question)},
        {QObject::tr("mode"), mode.ok() ? modeLabel(mode.value()) : qs(card.mode)},
        {QObject::tr("k (root-inter-leaf)"), kText(card)},
        {QObject::tr("seed"), QString::number(card.seed)},
        {QObject::tr("temperature"),
         card.temperature == 0.0F ? QObject::tr("0 (greedy)") : QString::number(double(card.temperature))},
        {QObject::tr("model"), qs(card.model)},
        {QObject::tr("hash of the model"), qs(card.modelHash)},
        {QObject::tr("hash of the store"), card.storeHash.empty() ? QObject::tr("none") : qs(card.storeHash)},
        {QObject::tr("rows in the store"), grouped(card.rows)},
        {QObject::tr("masked triples"), card.masked.empty() ? QObject::tr("none") : maskedText(card)},
        {QObject::tr("triples in the prompt"),
         card.contextTriples > 0 ? QString::number(card.contextTriples) : QObject::tr("as the mode does by itself")},
        {QObject::tr("longest answer"),
         card.maxTokens > 0 ? QObject::tr("%1 tokens").arg(card.maxTokens) : QObject::tr("not recorded")},
        {QObject::tr("build"), qs(card.build)}};
    return out;
}

QString runCardJson(const Answer& answer) {
    const RunCard& card = answer.trace.card;
    QJsonArray masked;
    for (const std::int64_t id : card.masked) masked.append(qint64(id));
    const QJsonObject json{{QStringLiteral("question"), qs(answer.question)},
                           {QStringLiteral("answer"), qs(answer.text)},
                           {QStringLiteral("mode"), qs(card.mode)},
                           {QStringLiteral("k"), kText(card)},
                           {QStringLiteral("seed"), qint64(card.seed)},
                           {QStringLiteral("temperature"), double(card.temperature)},
                           {QStringLiteral("model"), qs(card.model)},
                           {QStringLiteral("model_hash"), qs(card.modelHash)},
                           {QStringLiteral("store_hash"), qs(card.storeHash)},
                           {QStringLiteral("rows"), qint64(card.rows)},
                           {QStringLiteral("masked"), masked},
                           {QStringLiteral("context_triples"), card.contextTriples},
                           {QStringLiteral("hybrid_attention"), card.hybridAttention},
                           {QStringLiteral("max_tokens"), card.maxTokens},
                           {QStringLiteral("build"), qs(card.build)}};
    return QString::fromUtf8(QJsonDocument(json).toJson());
}

QString cardDifference(const RunCard& a, const RunCard& b) {
    QStringList out;
    const auto tell = [&](const QString& name, const QString& before, const QString& again) {
        if (before != again) out << QObject::tr("%1 %2 instead of %3").arg(name, again, before);
    };
    const auto shortHash = [](const std::string& hash) { return qs(hash).left(8); };
    tell(QObject::tr("mode"), qs(a.mode), qs(b.mode));
    tell(QObject::tr("k"), kText(a), kText(b));
    tell(QObject::tr("seed"), QString::number(a.seed), QString::number(b.seed));
    tell(QObject::tr("temperature"), QString::number(double(a.temperature)), QString::number(double(b.temperature)));
    tell(QObject::tr("model"), shortHash(a.modelHash), shortHash(b.modelHash));
    tell(QObject::tr("store"), shortHash(a.storeHash), shortHash(b.storeHash));
    tell(QObject::tr("masked"), maskedText(a), maskedText(b));
    tell(QObject::tr("triples in the prompt"), QString::number(a.contextTriples), QString::number(b.contextTriples));
    return out.join(QStringLiteral("; "));
}

RerunVerdict compareRuns(const Answer& before, const Answer& again) {
    RerunVerdict out;
    QString what;
    if (before.tokens.empty() || again.tokens.empty()) {
        out.identical = before.text == again.text;
        what = out.identical ? QObject::tr("the same words (the earlier run was kept without its tokens)")
                             : QObject::tr("other words (the earlier run was kept without its tokens)");
    } else {
        const std::size_t shared = std::min(before.tokens.size(), again.tokens.size());
        std::size_t same = 0;
        while (same < shared && before.tokens[same].id == again.tokens[same].id) ++same;
        out.identical = same == before.tokens.size() && same == again.tokens.size();
        if (out.identical)
            what = QObject::tr("all %1 tokens are identical").arg(same);
        else if (same == shared)
            what = QObject::tr("%1 tokens agree, then one run is longer (%2 and %3 tokens)")
                       .arg(same)
                       .arg(before.tokens.size())
                       .arg(again.tokens.size());
        else
            what = QObject::tr("%1 of %2 tokens agree; token %3 is “%4” instead of “%5”")
                       .arg(same)
                       .arg(before.tokens.size())
                       .arg(same + 1)
                       .arg(qs(again.tokens[same].text).trimmed(), qs(before.tokens[same].text).trimmed());
    }
    const QString cards = cardDifference(before.trace.card, again.trace.card);
    out.text = cards.isEmpty() ? QObject::tr("Run again with the same card: %1.").arg(what)
                               : QObject::tr("Run again with %1: %2.").arg(cards, what);
    return out;
}

} // namespace akv::ui
