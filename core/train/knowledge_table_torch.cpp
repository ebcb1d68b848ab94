// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/knowledge_table_torch.h"

namespace akv {

namespace {

template <class T>
at::Tensor viewOf(const std::vector<T>& data, std::vector<std::int64_t> shape, at::ScalarType type) {
    return at::from_blob(const_cast<T*>(data.data()), shape, at::TensorOptions(type));
}

} // namespace

at::Tensor onDevice(const std::vector<std::int64_t>& values, at::Device device) {
    return at::tensor(values, at::kLong).to(device);
}

at::Tensor onDevice(const std::vector<float>& values, at::Device device) {
    return at::tensor(values, at::kFloat).to(device);
}

KnowledgeTable::KnowledgeTable(const TrainingFolder& folder, const std::array<Matrix, 2>& means, at::Device device)
    : m_device(device) {
    const auto d = std::int64_t(folder.width);
    const auto rows = std::int64_t(folder.rows.size()), values = std::int64_t(folder.values());
    m_keys = viewOf(folder.keyCodes, {rows, d}, at::kChar).to(device);
    m_keyScale = viewOf(folder.keyScale, {rows, 1}, at::kFloat).to(device);
    m_values = viewOf(folder.valueCodes, {values, d}, at::kChar).to(device);
    m_valueScale = viewOf(folder.valueScale, {values, 1}, at::kFloat).to(device);
    for (std::size_t level = 0; level < means.size(); ++level)
        m_means[level] = viewOf(means[level].data, {std::int64_t(means[level].rows), d}, at::kFloat).clone().to(device);
}

at::Tensor KnowledgeTable::decoded(const at::Tensor& codes, const at::Tensor& scale,
                                   const std::vector<std::int64_t>& rows) const {
    const auto index = onDevice(rows, m_device);
    return codes.index_select(0, index).to(at::kFloat) * scale.index_select(0, index);
}

at::Tensor KnowledgeTable::means(std::size_t level, const std::vector<std::int64_t>& clusters) const {
    return m_means[level].index_select(0, onDevice(clusters, m_device));
}

} // namespace akv
