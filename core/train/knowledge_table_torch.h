// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/matrix.h"
#include "core/corpus/training_folder.h"

#include <ATen/ATen.h>
#include <array>

namespace akv {

/// The base embeddings of a training folder and the means of its clusters, kept as int8 (the means as fp32) on the
/// device that trains; batches name rows of it. On the processor nothing is copied: the folder has to outlive the
/// table.
class KnowledgeTable {
public:
    KnowledgeTable(const TrainingFolder& folder, const std::array<Matrix, 2>& means, at::Device device);

    /// Base embeddings [n, d] fp32 of rows, of values, and of cluster means of a level.
    at::Tensor keys(const std::vector<std::int64_t>& rows) const { return decoded(m_keys, m_keyScale, rows); }
    at::Tensor values(const std::vector<std::int64_t>& rows) const { return decoded(m_values, m_valueScale, rows); }
    at::Tensor means(std::size_t level, const std::vector<std::int64_t>& clusters) const;
    at::Device device() const { return m_device; }

private:
    at::Tensor decoded(const at::Tensor& codes, const at::Tensor& scale, const std::vector<std::int64_t>& rows) const;
    at::Device m_device;
    at::Tensor m_keys, m_keyScale, m_values, m_valueScale;
    std::array<at::Tensor, 2> m_means;
};

/// A copy of a vector on a device.
at::Tensor onDevice(const std::vector<std::int64_t>& values, at::Device device);
at::Tensor onDevice(const std::vector<float>& values, at::Device device);

} // namespace akv
