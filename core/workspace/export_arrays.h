// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/export.h"

namespace akv {

/// The reference's file set (formats.md section 3) beside `target`, NAME = its file name without extension, ENC = the
/// encoder: NAME_ENC_embd_key.npy and _value.npy (float32 [M, d], row i = row i of the qkv export), the centroids
/// _embd_key_inter1.npy [I, d] and _embd_key_root.npy [R, d], and four JSON mappings
/// _embd_key_{inter1,root}_{c2id,id2c}_mapping.json. With a test split every file exists twice, train_ and test_; a
/// part is clustered for itself, since ids are local to it. Without a split the hierarchy is the workspace's store
/// where it is up to date. Errors: no embeddings. Memory: twice the embeddings of a part.
Result<ExportReport> exportReferenceArrays(const Workspace& workspace, const std::filesystem::path& target,
                                           const JobContext& context);

/// {"store", "encoder", "width", "rows", "roots": [{"id", "inters": [...]}], "inters": [{"id", "root", "rows": [...]}]}
/// with row ids; a cluster's rows are in leaf order, so that leaf ids can be counted off.
Result<ExportReport> exportHierarchy(const Workspace& workspace, const std::filesystem::path& target,
                                     const JobContext& context);

/// NAME_key.npy and NAME_value.npy, float32 [M, d] in the order of the row ids.
Result<ExportReport> exportEmbeddings(const Workspace& workspace, const std::filesystem::path& target,
                                      const JobContext& context);

} // namespace akv
