// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hikvp/leaf_store.h"
#include "core/kg/triple_store.h"
#include "core/kg2kv/row.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace akv {

/// A file whose content was taken over, to be found again.
struct ImportedFile {
    std::string name, sha256;
    bool operator==(const ImportedFile&) const = default;
};

/// manifest.json of a workspace. Hashes tie each step's output to its input, so that a stale step is recognised.
struct Manifest {
    int formatVersion = 1;
    std::uint64_t seed = 0;
    std::uint64_t rows = 0;
    std::string sides = "tail", names = "any"; ///< with the next two lines: how the rows were made, to make them again
    std::uint64_t maxNameLength = 120, maxDescriptionLength = 400;
    std::vector<std::string> excludedRelations;
    double testShare = 0.0;
    std::string nouns = "rules";              ///< or "endpoint": those of nouns.json
    std::string encoder;                      ///< empty until embedded
    std::string triplesHash;                  ///< chained over all changes of the triples; empty while there are none
    std::string rowsTriplesHash;              ///< triplesHash that the rows were made from
    std::string rowsHash;                     ///< of all key and value strings, in row order
    std::string embeddingsHash;               ///< rowsHash that the embeddings were made from
    std::string storeHash;                    ///< hash() of the leaf store; empty until built
    std::string storeRowsHash;                ///< rowsHash that the store was made from
    std::string build;                        ///< version of the program that wrote the manifest last
    std::optional<PruneK> k;                  ///< recommended k with measured recall
    double recall = 0.0;                      ///< mass of the exact top-k_L that pruning with k keeps
    std::vector<ImportedFile> embeddingFiles; ///< that the embeddings came from; empty: made by the encoder here
    std::vector<ImportedFile> hierarchyFiles; ///< that the hierarchy of the store came from; empty: clustered here
    std::vector<std::string> sources;         ///< names of the imported files, with licence notes if known
};

/// How far a workspace is: every step is usable only when all steps before it are.
enum class StepState { Missing, Stale, Ready };
struct WorkspaceState {
    StepState rows = StepState::Missing, embeddings = StepState::Missing, store = StepState::Missing;
};
WorkspaceState stateOf(const Manifest& manifest);

/// A folder NAME.akv (cli.md). One writer at a time (lock file naming its owner), readers welcome. Not thread-safe:
/// open one object per thread.
class Workspace {
public:
    enum class Access { Read, Write };
    /// Makes an empty workspace or opens an existing one for writing.
    static Result<std::unique_ptr<Workspace>> openOrCreate(const std::filesystem::path& folder);
    /// Errors: missing, not a workspace, newer format version, in use (Write), corrupt manifest.
    static Result<std::unique_ptr<Workspace>> open(const std::filesystem::path& folder, Access access);
    ~Workspace();

    const std::filesystem::path& folder() const { return m_folder; }
    const Manifest& manifest() const { return m_manifest; }
    Result<void> saveManifest(Manifest manifest);
    TripleStore& triples() { return *m_triples; }
    const TripleStore& triples() const { return *m_triples; }

    // Rows (Q-K-V), stored beside the triples.
    Result<QkvRow> row(RowId id) const;
    Result<std::vector<QkvRow>> rows(std::uint64_t offset, std::uint64_t limit) const;
    Result<std::vector<RowId>> rowsOfTriple(TripleId triple) const;
    /// All rows of an identical-key group, in row order.
    Result<std::vector<QkvRow>> rowsOfGroup(std::uint32_t group) const;

    /// The built leaf store; error when `build` has not run or is stale against the rows.
    Result<std::shared_ptr<const LeafStore>> openStore() const;
    /// Base embeddings fp32 of keys and values, row order; error when `embed` has not run.
    Result<std::pair<Matrix, Matrix>> embeddings() const;
    /// Whether the workspace was made smaller by leaving its base embeddings out; embedRows() makes the same ones
    /// again.
    bool embeddingsLeftOut() const;

    std::filesystem::path storeFolder() const { return m_folder / "store"; }
    std::filesystem::path embeddingsFolder() const { return m_folder / "embeddings"; }
    std::filesystem::path tracesFolder() const { return m_folder / "traces"; }
    std::uint64_t bytesOnDisk() const;

private:
    Workspace() = default;
    static Result<std::unique_ptr<Workspace>> openFolder(const std::filesystem::path& folder, Access access);
    std::filesystem::path m_folder;
    Manifest m_manifest;
    std::unique_ptr<TripleStore> m_triples;
    int m_lock = -1;
};

} // namespace akv
