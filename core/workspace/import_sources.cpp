// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/pipeline.h"

#include "core/base/hash.h"
#include "core/kg/triple_writer.h"

#include <algorithm>
#include <chrono>

namespace akv {

namespace {

constexpr std::uint64_t kPollEvery = 8192;
constexpr std::size_t kMaxExamples = 1000;

class Importer {
public:
    Importer(TripleWriter& writer, ImportReport& report, HashStream& hash, const JobContext& context)
        : m_writer(writer), m_report(report), m_hash(hash), m_context(context) {}

    Result<void> run(const std::filesystem::path& source, const ReaderOptions& options) {
        m_phase = "import " + source.filename().string();
        AKV_ASSIGN(const auto reader, openReader(source, options));
        reader->onReject([&](const Rejection& rejection) { reject(rejection); });
        reader->onSide([&](const SideRecord& record) -> Result<void> {
            AKV_CHECK(poll(*reader));
            return m_writer.addSide(record);
        });
        for (;;) {
            AKV_CHECK(poll(*reader));
            AKV_ASSIGN(const auto triple, reader->next());
            if (!triple) break;
            ++m_report.read;
            AKV_ASSIGN(const auto id, m_writer.add(*triple));
            if (!id) {
                --m_report.read; // reject() counts it again
                reject({triple->line, "duplicate", triple->head + " | " + triple->relation + " | " + triple->tail});
                continue;
            }
            ++m_report.kept;
            for (const auto* text : {&triple->head, &triple->relation, &triple->tail}) m_hash.add(*text);
        }
        m_context.progress(m_phase, reader->bytesTotal(), reader->bytesTotal());
        return {};
    }

private:
    void reject(const Rejection& rejection) {
        ++m_report.read;
        ++m_report.rejected[rejection.reason];
        if (m_report.examples.size() < kMaxExamples) m_report.examples.push_back(rejection);
    }
    Result<void> poll(const TripleReader& reader) {
        if (m_polls++ % kPollEvery != 0) return {};
        m_context.progress(m_phase, reader.bytesRead(), reader.bytesTotal());
        return m_context.checkCancelled();
    }

    TripleWriter& m_writer;
    ImportReport& m_report;
    HashStream& m_hash;
    const JobContext& m_context;
    std::string m_phase;
    std::uint64_t m_polls = 0;
};

} // namespace

Result<ImportReport> importSources(Workspace& workspace, std::span<const std::filesystem::path> sources,
                                   const ReaderOptions& options, const JobContext& context) {
    const auto start = std::chrono::steady_clock::now();
    if (sources.empty()) return Error(ErrorCode::InvalidInput, "nothing to import: no file or folder was given");
    const Manifest before = workspace.manifest();
    Manifest manifest = before;
    ImportReport report;
    HashStream hash;
    hash.add(manifest.triplesHash);
    AKV_ASSIGN(auto writer, TripleWriter::begin(workspace.triples()));
    Importer importer(*writer, report, hash, context);
    for (const auto& source : sources) {
        if (auto done = importer.run(source, options); !done.ok())
            return std::move(done).error().with("while importing " + source.string() + "; the workspace is unchanged");
        const std::string name =
            source.filename().empty() ? source.parent_path().filename().string() : source.filename().string();
        if (std::find(manifest.sources.begin(), manifest.sources.end(), name) == manifest.sources.end())
            manifest.sources.push_back(name);
    }
    AKV_CHECK(context.checkCancelled());
    if (report.kept > 0) manifest.triplesHash = hash.hex();
    // The manifest goes first: after a crash in between, later steps count as stale, never as ready by mistake.
    AKV_CHECK(workspace.saveManifest(manifest));
    if (auto done = writer->commit(); !done.ok()) {
        AKV_CHECK(workspace.saveManifest(before));
        return std::move(done).error().with("while storing the triples; the workspace is unchanged");
    }
    writer.reset();
    report.counts = workspace.triples().counts();
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return report;
}

} // namespace akv
