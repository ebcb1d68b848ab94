// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/memory_plan.h"

#include "views/models/text.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QObject>

#include <cmath>

namespace akv::ui {

namespace {

PlainTable::Cell bytesCell(std::uint64_t bytes) { return {bytesText(bytes), qulonglong(bytes)}; }
PlainTable::Cell measuredCell(const std::optional<std::uint64_t>& bytes) {
    return bytes ? bytesCell(*bytes) : PlainTable::Cell{QStringLiteral("–"), qulonglong(0)};
}
QString kText(const PruneK& k) { return QStringLiteral("%1-%2-%3").arg(k.root).arg(k.inter).arg(k.leaf); }

} // namespace

QString guardrailName(Guardrail::Level level) {
    switch (level) {
    case Guardrail::Level::Off: return QObject::tr("Off: never ask");
    case Guardrail::Level::Relaxed: return QObject::tr("Relaxed: ask above what is free");
    case Guardrail::Level::Strict: return QObject::tr("Strict: ask above 80 % of what is free");
    case Guardrail::Level::Limit: return QObject::tr("Own limit: ask above it");
    }
    return {};
}

QString guardrailObjection(const MemoryEstimate& estimate, const Guardrail& guardrail, std::uint64_t available) {
    const std::uint64_t need = estimate.resident();
    const QString what = QObject::tr("Model and graph need about %1 of memory (weights %2, KV cache %3, graph %4), ")
                             .arg(bytesText(need), bytesText(estimate.weights), bytesText(estimate.kvCache),
                                  bytesText(estimate.graph()));
    const QString advice = QObject::tr(" Choose a smaller model, graph or context, or load anyway.");
    switch (guardrail.level) {
    case Guardrail::Level::Off: return {};
    case Guardrail::Level::Relaxed:
        if (need <= available) return {};
        return what + QObject::tr("%1 are free.").arg(bytesText(available)) + advice;
    case Guardrail::Level::Strict:
        if (need <= available / 5 * 4) return {};
        return what + QObject::tr("more than 80 % of the %1 that are free.").arg(bytesText(available)) + advice;
    case Guardrail::Level::Limit:
        if (need <= guardrail.limit) return {};
        return what + QObject::tr("your own limit is %1.").arg(bytesText(guardrail.limit)) + advice;
    }
    return {};
}

PlainTable estimateTable(const MemoryEstimate& e, const MeasuredMemory& measured) {
    PlainTable table;
    table.columns = {{QObject::tr("part"), {}, false},
                     {QObject::tr("formula"), {}, false},
                     {QObject::tr("estimate"), QObject::tr("by the formula, for the values above"), true},
                     {QObject::tr("open now"), QObject::tr("what the engine that is loaded reports"), true}};
    const auto engine = [&](std::uint64_t EngineMemory::*part) {
        return measured.engine ? std::optional<std::uint64_t>((*measured.engine).*part) : std::nullopt;
    };
    const auto add = [&](const QString& name, const QString& formula, std::uint64_t bytes,
                         std::optional<std::uint64_t> now) {
        table.rows.push_back({{{name}, {formula, {}, formula}, bytesCell(bytes), measuredCell(now)}});
    };
    add(QObject::tr("weights"),
        QObject::tr("2 B × parameters (files in fp16 or bf16, else 4 B); adapter in fp32 as it is used"), e.weights,
        engine(&EngineMemory::weights));
    add(QObject::tr("KV cache"), QObject::tr("8 B × layers × KV heads × head width × context (64 · 2ⁿ)"), e.kvCache,
        engine(&EngineMemory::kvCache));
    add(QObject::tr("root + inter keys"), QObject::tr("(⌈M^⅓⌉ + ⌈M^⅔⌉) × (4 d + 4) B"), e.keys,
        engine(&EngineMemory::keys));
    add(QObject::tr("scales of the leaves"), QObject::tr("4 B × M"), e.leafScales, std::nullopt);
    add(QObject::tr("staged leaves"), QObject::tr("KB layers × min(k_L, M) × 2 d B"), e.stagedLeaves,
        engine(&EngineMemory::stagedLeaves));
    add(QObject::tr("activations of the prefill"), QObject::tr("4 B × (2 heads T² + T (3 FFN + 8 hidden)), about"),
        e.activations, std::nullopt);
    add(QObject::tr("must stay in memory"), QObject::tr("sum of the above"), e.resident(), std::nullopt);
    add(QObject::tr("store, mapped from disk"),
        QObject::tr("int8: (2 (d + 2) + 8) B × M, and the hierarchy; the "
                    "system drops it when memory is short"),
        e.mapped, measured.disk > 0 ? std::optional<std::uint64_t>(measured.disk) : std::nullopt);
    return table;
}

std::vector<Curve> projectedCurves(const MemoryShape& shape, const MemoryPlan& plan) {
    Curve resident{QObject::tr("must stay in memory"), {}}, mapped{QObject::tr("store on disk"), {}};
    for (double power = 3.0; power <= 9.0 + 1e-9; power += 0.25) {
        MemoryPlan at = plan;
        at.rows = std::uint64_t(std::llround(std::pow(10.0, power)));
        const MemoryEstimate e = estimateMemory(shape, at);
        resident.points.push_back({double(at.rows), double(e.resident()), 0.0});
        mapped.points.push_back({double(at.rows), double(e.mapped), 0.0});
    }
    return {resident, mapped};
}

PlainTable measurementTable(const std::vector<MemoryMeasurement>& points) {
    PlainTable table;
    table.columns = {
        {QObject::tr("rows"), QObject::tr("size of the graph, M"), true},
        {QObject::tr("resident"), QObject::tr("growth of the process's own pages"), true},
        {QObject::tr("file pages"), QObject::tr("part of the store that the system keeps in memory"), true},
        {QObject::tr("disk"), QObject::tr("files of the store"), true},
        {QObject::tr("first token"), QObject::tr("after the store was loaded, warm"), true}};
    for (const MemoryMeasurement& p : points)
        table.rows.push_back({{{grouped(p.rows), qulonglong(p.rows)},
                               bytesCell(p.resident),
                               bytesCell(p.filePages),
                               bytesCell(p.disk),
                               {QStringLiteral("%1 s").arg(p.firstTokenSeconds, 0, 'f', 3), p.firstTokenSeconds}}});
    return table;
}

QString measurementCard(const MemoryMeasurement& p) {
    return QObject::tr(
               "%1 rows in %2 inter and %3 root clusters, k %4. The process grew by %5 of its own pages and %6 "
               "of file pages; the store has %7 on disk. The engine reports keys %8, KV cache %9, staged leaves "
               "%10.")
               .arg(grouped(p.rows), grouped(p.inters), grouped(p.roots), kText(p.k), bytesText(p.resident),
                    bytesText(p.filePages), bytesText(p.disk), bytesText(p.keys), bytesText(p.kvCache))
               .arg(bytesText(p.stagedLeaves)) +
           QObject::tr(" Written in %1 s, loaded in %2 s, first token %3 s. Model %4 (%5), store %6.")
               .arg(p.writeSeconds, 0, 'f', 1)
               .arg(p.loadSeconds, 0, 'f', 2)
               .arg(p.firstTokenSeconds, 0, 'f', 3)
               .arg(qs(p.model), qs(p.modelHash).left(12), qs(p.storeHash).left(12));
}

QByteArray measurementsToJson(const std::vector<MemoryMeasurement>& points) {
    QJsonArray list;
    const auto number = [](std::uint64_t n) { return double(n); };
    for (const MemoryMeasurement& p : points)
        list.append(
            QJsonObject{{QStringLiteral("rows"), number(p.rows)},
                        {QStringLiteral("roots"), number(p.roots)},
                        {QStringLiteral("inters"), number(p.inters)},
                        {QStringLiteral("k"), QJsonArray{double(p.k.root), double(p.k.inter), double(p.k.leaf)}},
                        {QStringLiteral("resident"), number(p.resident)},
                        {QStringLiteral("file_pages"), number(p.filePages)},
                        {QStringLiteral("disk"), number(p.disk)},
                        {QStringLiteral("keys"), number(p.keys)},
                        {QStringLiteral("staged_leaves"), number(p.stagedLeaves)},
                        {QStringLiteral("kv_cache"), number(p.kvCache)},
                        {QStringLiteral("write_s"), p.writeSeconds},
                        {QStringLiteral("load_s"), p.loadSeconds},
                        {QStringLiteral("first_token_s"), p.firstTokenSeconds},
                        {QStringLiteral("model"), qs(p.model)},
                        {QStringLiteral("model_hash"), qs(p.modelHash)},
                        {QStringLiteral("store_hash"), qs(p.storeHash)}});
    return QJsonDocument(list).toJson();
}

std::vector<MemoryMeasurement> measurementsFromJson(const QByteArray& json) {
    std::vector<MemoryMeasurement> out;
    for (const QJsonValue& value : QJsonDocument::fromJson(json).array()) {
        const QJsonObject o = value.toObject();
        const auto number = [&](const char* name) { return std::uint64_t(o[QLatin1String(name)].toDouble()); };
        MemoryMeasurement p;
        p.rows = number("rows"), p.roots = number("roots"), p.inters = number("inters");
        if (p.rows == 0) continue;
        const QJsonArray k = o[QLatin1String("k")].toArray();
        p.k = {std::uint32_t(k.at(0).toDouble()), std::uint32_t(k.at(1).toDouble()), std::uint32_t(k.at(2).toDouble())};
        p.resident = number("resident"), p.filePages = number("file_pages"), p.disk = number("disk");
        p.keys = number("keys"), p.stagedLeaves = number("staged_leaves"), p.kvCache = number("kv_cache");
        p.writeSeconds = o[QLatin1String("write_s")].toDouble(), p.loadSeconds = o[QLatin1String("load_s")].toDouble();
        p.firstTokenSeconds = o[QLatin1String("first_token_s")].toDouble();
        p.model = toStd(o[QLatin1String("model")].toString());
        p.modelHash = toStd(o[QLatin1String("model_hash")].toString());
        p.storeHash = toStd(o[QLatin1String("store_hash")].toString());
        out.push_back(std::move(p));
    }
    return out;
}

} // namespace akv::ui
