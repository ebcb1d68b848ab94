// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/optimizer_torch.h"

#include <ATen/core/grad_mode.h>
#include <cmath>
#include <map>

namespace akv {

namespace {

/// Five quintic Newton-Schulz iterations for matrices [n, r, c] at once: singular values of the results lie near 1.
at::Tensor orthogonalise(const at::Tensor& gradients) {
    auto x = gradients.to(at::kBFloat16);
    const bool tall = x.size(1) > x.size(2);
    if (tall) x = x.transpose(1, 2);
    x = x / (x.to(at::kFloat).norm(2, at::IntArrayRef{1, 2}, true) + 1e-7).to(at::kBFloat16);
    for (int i = 0; i < 5; ++i) {
        const auto a = at::bmm(x, x.transpose(1, 2));
        const auto b = a * -4.7750 + at::bmm(a, a) * 2.0315;
        x = x * 3.4445 + at::bmm(b, x);
    }
    return (tall ? x.transpose(1, 2) : x).to(at::kFloat);
}

} // namespace

Optimizer::Optimizer(std::vector<Parameter> parameters) : m_parameters(std::move(parameters)) {
    for (auto& p : m_parameters) {
        p.tensor.requires_grad_(true);
        p.first = at::zeros_like(p.tensor).detach();
        if (!p.muon) p.second = at::zeros_like(p.tensor).detach();
    }
}

void Optimizer::adam(Parameter& p, const at::Tensor& gradient, const OptimizerOptions& options, double rate) const {
    const double t = double(m_steps);
    p.first.mul_(options.beta1).add_(gradient, 1 - options.beta1);
    p.second.mul_(options.beta2).addcmul_(gradient, gradient, 1 - options.beta2);
    const double correct1 = 1 - std::pow(options.beta1, t), correct2 = 1 - std::pow(options.beta2, t);
    const auto denominator = p.second.sqrt().div_(std::sqrt(correct2)).add_(options.epsilon);
    p.tensor.mul_(1 - rate * p.decay).addcdiv_(p.first, denominator, -rate / correct1);
}

void Optimizer::muon(std::span<Parameter*> alike, const at::Tensor& scale, const OptimizerOptions& options,
                     double schedule) const {
    std::vector<at::Tensor> looks;
    for (auto* p : alike) {
        const auto gradient = p->tensor.grad() * scale;
        p->first.mul_(options.momentum).add_(gradient, 1 - options.momentum);
        looks.push_back(gradient * (1 - options.momentum) + p->first * options.momentum); // Nesterov
    }
    const auto updates = orthogonalise(at::stack(looks));
    const auto rows = double(looks.front().size(0)), columns = double(looks.front().size(1));
    const double shape = std::sqrt(std::max(1.0, rows / columns));
    for (std::size_t i = 0; i < alike.size(); ++i) {
        auto& p = *alike[i];
        const double rate = p.rate * schedule;
        p.tensor.mul_(1 - rate * p.decay).add_(updates[std::int64_t(i)], -rate * shape);
    }
}

double Optimizer::step(const OptimizerOptions& options, double schedule) {
    const at::NoGradGuard noGrad;
    std::vector<at::Tensor> norms;
    for (const auto& p : m_parameters)
        if (p.tensor.grad().defined()) norms.push_back(p.tensor.grad().norm());
    if (norms.empty()) return 0.0;
    const auto total = at::stack(norms).norm();
    const double norm = total.item<double>();
    if (std::isfinite(norm)) {
        ++m_steps;
        const auto scale = (options.clip / total).clamp_max(1.0);
        std::map<std::vector<std::int64_t>, std::vector<Parameter*>> alike; // matrices of one shape
        for (auto& p : m_parameters) {
            if (!p.tensor.grad().defined()) continue;
            if (p.muon)
                alike[p.tensor.sizes().vec()].push_back(&p);
            else
                adam(p, p.tensor.grad() * scale, options, p.rate * schedule);
        }
        for (auto& [shape, group] : alike) muon(group, scale, options, schedule);
    }
    for (auto& p : m_parameters) p.tensor.mutable_grad() = at::Tensor();
    return norm;
}

} // namespace akv
