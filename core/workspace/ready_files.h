// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hikvp/leaf_store.h"
#include "core/workspace/workspace.h"

#include <filesystem>
#include <string>
#include <vector>

namespace akv {

/// Files of ready-made embeddings, named as the reference names them (formats.md section 3).
struct ReadyEmbeddings {
    std::filesystem::path keys, values;
    std::string encoder; ///< that they were made with
};
/// From the path of either file: NAME_ENC_embd_key.npy and NAME_ENC_embd_value.npy, or NAME_key.npy and NAME_value.npy
/// with the encoder's name given. Error: the name says neither, or no encoder.
Result<ReadyEmbeddings> findReadyEmbeddings(const std::filesystem::path& file, const std::string& encoder = {});

/// A hierarchy that others made, in three levels.
struct ReadyHierarchy {
    Clustering clustering;
    std::vector<std::filesystem::path> files;
    int levels = 3; ///< that the files have; of more than three those between inter1 and root are left out
};
/// Reads the hierarchy beside NAME_ENC_embd_key.npy, named by that or by any file of the set: the mappings
/// …_embd_key_inter1_c2id_mapping.json and …_embd_key_root_c2id_mapping.json, and, where they are there, the id2c
/// mappings, which must say the same, and the centroids …_embd_key_inter1.npy and …_embd_key_root.npy, which must be
/// the means of their members; without them the means are taken. Deeper hierarchies have …_inter2_… and so on between
/// the two. Errors: a row in no cluster or in two, a cluster without members, another number of rows, centroids of
/// other embeddings, each with the file and the numbers.
Result<ReadyHierarchy> readReadyHierarchy(const std::filesystem::path& file, const Matrix& keys);
/// The same for all rows of a workspace: with a test split and a name that begins with train_ or test_, the roots of
/// both sides side by side (rowParts()).
Result<ReadyHierarchy> readReadyHierarchy(const Workspace& workspace, const std::filesystem::path& file,
                                          const Matrix& keys, const JobContext& context);

/// Names and checksums for the manifest.
Result<std::vector<ImportedFile>> importedFiles(const std::vector<std::filesystem::path>& files);
/// "keys.npy (sha256 0123456789ab…), values.npy (…) and 2 more"; empty when there are none.
std::string originText(const std::vector<ImportedFile>& files);

} // namespace akv
