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

/// Reads the hierarchy beside NAME_ENC_embd_key.npy, named by that or by any file of the set: the mappings
/// …_embd_key_inter1_c2id_mapping.json and …_embd_key_root_c2id_mapping.json, and, where they are there, the id2c
/// mappings, which must say the same, and the centroids …_embd_key_inter1.npy and …_embd_key_root.npy, which must be
/// the means of their members; without them the means are taken. Errors: a row
/// in no cluster or in two, a cluster without members, another number of rows, centroids of other embeddings, more
/// levels than root, inter and leaf, each with the file and the numbers.
struct ReadyHierarchy {
    Clustering clustering;
    std::vector<std::filesystem::path> files;
};
Result<ReadyHierarchy> readReadyHierarchy(const std::filesystem::path& file, const Matrix& keys);

/// Names and checksums for the manifest.
Result<std::vector<ImportedFile>> importedFiles(const std::vector<std::filesystem::path>& files);
/// "keys.npy (sha256 0123456789ab…), values.npy (…) and 2 more"; empty when there are none.
std::string originText(const std::vector<ImportedFile>& files);

} // namespace akv
