// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/device/guard_torch.h"
#include "core/train/device_clusters.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <c10/core/InferenceMode.h>

namespace akv {

namespace {

constexpr int kIterations = 8;
constexpr std::int64_t kBlock = 32768; ///< points that are compared with all means at once

/// Index of the most similar mean of every point. points [N, d], means [C, d], unit vectors.
at::Tensor nearest(const at::Tensor& points, const at::Tensor& means) {
    const auto out = at::empty({points.size(0)}, points.options().dtype(at::kLong));
    const auto transposed = means.t().contiguous();
    for (std::int64_t p = 0; p < points.size(0); p += kBlock) {
        const auto n = std::min(kBlock, points.size(0) - p);
        out.narrow(0, p, n).copy_(at::matmul(points.narrow(0, p, n), transposed).argmax(-1));
    }
    return out;
}

at::Tensor unit(const at::Tensor& x) { return x / x.norm(2, -1, true).clamp_min(1e-9); }

std::vector<std::uint32_t> sphericalMeans(const Matrix& matrix, std::int64_t clusters, std::uint64_t seed,
                                          at::Device device) {
    const auto n = std::int64_t(matrix.rows), d = std::int64_t(matrix.cols);
    const auto type = device.is_cpu() ? at::kFloat : at::kHalf;
    const auto points =
        unit(at::from_blob(const_cast<float*>(matrix.data.data()), {n, d}, at::kFloat).to(device)).to(type);
    const auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    const auto order = at::randperm(n, generator, at::kLong);
    auto means = points.index_select(0, order.narrow(0, 0, clusters).to(device));
    at::Tensor labels;
    for (int i = 0; i < kIterations; ++i) {
        labels = nearest(points, means);
        const auto count = at::bincount(labels, {}, clusters);
        auto sums = at::zeros({clusters, d}, points.options().dtype(at::kFloat));
        for (std::int64_t p = 0; p < n; p += kBlock) {
            const auto m = std::min(kBlock, n - p);
            sums.index_add_(0, labels.narrow(0, p, m), points.narrow(0, p, m).to(at::kFloat));
        }
        const auto fresh = at::randint(n, {clusters}, generator, at::TensorOptions(at::kLong)).to(device);
        means = at::where(count.gt(0).unsqueeze(1), unit(sums), points.index_select(0, fresh).to(at::kFloat)).to(type);
    }
    labels = nearest(points, means).to(at::kCPU);
    const auto* at = labels.data_ptr<std::int64_t>();
    return {at, at + n};
}

} // namespace

Result<ClusterFunction> clustersOn(const std::string& device, std::uint64_t seed) {
    if (device == "cpu") return ClusterFunction();
    if (device != "cuda" || !at::hasCUDA())
        return Error(ErrorCode::Unsupported, "there is no device '" + device + "' in this build or machine");
    return ClusterFunction([seed](const Matrix& points, std::uint32_t clusters, const JobContext& context) {
        return guarded("clustering on the accelerator", [&]() -> Result<std::vector<std::uint32_t>> {
            const c10::InferenceMode noGradients;
            context.progress("clustering similar keys", 0, 1);
            return sphericalMeans(points, clusters, seed, at::kCUDA);
        });
    });
}

} // namespace akv
