// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/build_text.h"

#include "core/workspace/ready_files.h"
#include "views/models/text.h"

#include <QtCore/QObject>

namespace akv::ui {

namespace {

/// " from FILE (sha256 …)"; empty when it was made here.
QString origin(const std::vector<ImportedFile>& files) {
    return files.empty() ? QString() : QObject::tr(" from %1").arg(qs(originText(files)));
}

QString reasonLines(const std::map<std::string, std::uint64_t>& reasons) {
    QStringList lines;
    for (const auto& [reason, count] : reasons) lines << QStringLiteral("   %1  %2").arg(grouped(count), qs(reason));
    return lines.join(QLatin1Char('\n'));
}

QString kText(const PruneK& k) { return QStringLiteral("%1-%2-%3").arg(k.root).arg(k.inter).arg(k.leaf); }

} // namespace

bool isEmbedded(const Manifest& manifest) {
    return manifest.rows > 0 && !manifest.embeddingsHash.empty() && manifest.embeddingsHash == manifest.rowsHash;
}

QStringList buildStates(const TripleCounts& counts, const Manifest& manifest) {
    QString store;
    if (!manifest.storeHash.empty() && manifest.k)
        store = QObject::tr("k %1 · recall %2").arg(kText(*manifest.k), QString::number(manifest.recall, 'f', 3)) +
                origin(manifest.hierarchyFiles);
    return {counts.triples > 0 ? triplesText(counts.triples) : QString(),
            manifest.rows > 0 ? QObject::tr("%1 rows").arg(grouped(manifest.rows)) : QString(),
            isEmbedded(manifest) ? qs(manifest.encoder) + origin(manifest.embeddingFiles) : QString(), store};
}

QString importText(const ImportReport& r) {
    std::uint64_t rejected = 0;
    for (const auto& [reason, count] : r.rejected) rejected += count;
    QString text = QObject::tr("%1 read = %2 kept + %3 duplicates or refused, in %4")
                       .arg(grouped(r.read), grouped(r.kept), grouped(r.read - r.kept), durationText(r.seconds));
    for (const auto& [source, encoding] : r.encodings)
        if (encoding != "UTF-8") text += QObject::tr("\n%1 was read as %2").arg(qs(source), qs(encoding));
    for (const auto& [source, graphs] : r.graphs)
        text +=
            QObject::tr("\n%1: %2 statements of %3 named graphs were read as one graph; the names of the graphs are "
                        "not kept, the first is %4")
                .arg(qs(source), grouped(graphs.statements), grouped(graphs.graphs),
                     cut(qs(graphs.first.front().first), 80));
    if (rejected > 0) text += QLatin1Char('\n') + reasonLines(r.rejected);
    for (std::size_t i = 0; i < r.examples.size() && i < 3; ++i)
        text += QObject::tr("\n   line %1: %2: %3")
                    .arg(r.examples[i].line)
                    .arg(qs(r.examples[i].reason), cut(qs(r.examples[i].snippet).simplified(), 80));
    return text;
}

QString funnelText(const FunnelReport& r) {
    QString text = QObject::tr("%1 → %2 candidates → %3 rows accepted")
                       .arg(triplesText(r.triples), grouped(r.candidates), grouped(r.accepted));
    if (!r.rejected.empty()) text += QObject::tr("\nrefused:\n") + reasonLines(r.rejected);
    text += QObject::tr("\n%1 different keys; %2 rows share their key with another row, at most %3 together")
                .arg(grouped(r.groups), grouped(r.rowsInSharedGroups), grouped(r.largestGroup));
    return text;
}

QString embedText(const EmbedReport& r) {
    if (!r.files.empty())
        return QObject::tr("%1 rows of %2 taken over in %3, encoder %4%5")
            .arg(grouped(r.rows), qs(r.type), durationText(r.seconds), qs(r.encoder), origin(r.files));
    const double rate = r.seconds > 0 ? double(r.strings) / r.seconds : 0.0;
    return QObject::tr("%1 rows, %2 different strings encoded in %3 (%4 per second)")
        .arg(grouped(r.rows), grouped(r.strings), durationText(r.seconds), grouped(std::uint64_t(rate)));
}

QString storeText(const BuildReport& r) {
    const QString queries =
        r.recallModel.empty()
            ? QObject::tr("%1 keys with noise as queries").arg(grouped(r.recallQueries))
            : QObject::tr("attention of %1, %2 questions").arg(qs(r.recallModel), grouped(r.recallQueries));
    QString text = QObject::tr("%1 leaves in %2 inter and %3 root clusters, largest over mean %4, %5 on disk, in %6")
                       .arg(grouped(r.rows), grouped(r.inter), grouped(r.root), QString::number(r.balance, 'f', 2),
                            bytesText(r.bytes), durationText(r.seconds));
    text += QObject::tr("\nrecommended k %1 keeps %2 of the flat top-k mass (%3)")
                .arg(kText(r.k), QString::number(r.recall, 'f', 3), queries);
    if (!r.files.empty()) text += QObject::tr("\nhierarchy%1").arg(origin(r.files));
    if (r.levels > 3) text += QObject::tr("; of its %1 levels leaf, inter1 and root are kept").arg(r.levels);
    if (!r.recallNote.empty()) text += QObject::tr("\nk comes from the clustering alone: %1").arg(qs(r.recallNote));
    return text;
}

} // namespace akv::ui
