// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/optimizer_torch.h"

#include <ATen/core/grad_mode.h>
#include <cmath>

namespace akv {

namespace {

/// Five quintic Newton-Schulz iterations: singular values of the result lie near 1.
at::Tensor orthogonalise(const at::Tensor& gradient) {
    auto x = gradient.to(at::kBFloat16);
    const bool tall = x.size(0) > x.size(1);
    if (tall) x = x.t();
    x = x / (x.to(at::kFloat).norm().item<double>() + 1e-7);
    for (int i = 0; i < 5; ++i) {
        const auto a = at::mm(x, x.t());
        const auto b = a * -4.7750 + at::mm(a, a) * 2.0315;
        x = x * 3.4445 + at::mm(b, x);
    }
    return (tall ? x.t() : x).to(at::kFloat);
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

void Optimizer::muon(Parameter& p, const at::Tensor& gradient, const OptimizerOptions& options, double rate) const {
    p.first.mul_(options.momentum).add_(gradient, 1 - options.momentum);
    const auto look = gradient * (1 - options.momentum) + p.first * options.momentum; // Nesterov
    const double shape = std::sqrt(std::max(1.0, double(p.tensor.size(0)) / double(p.tensor.size(1))));
    p.tensor.mul_(1 - rate * p.decay).add_(orthogonalise(look), -rate * shape);
}

double Optimizer::step(const OptimizerOptions& options, double schedule) {
    const at::NoGradGuard noGrad;
    double squares = 0.0;
    for (const auto& p : m_parameters)
        if (p.tensor.grad().defined()) squares += std::pow(p.tensor.grad().norm().item<double>(), 2);
    const double norm = std::sqrt(squares);
    if (std::isfinite(norm)) {
        ++m_steps;
        const double scale = norm > options.clip ? options.clip / norm : 1.0;
        for (auto& p : m_parameters) {
            if (!p.tensor.grad().defined()) continue;
            const auto gradient = p.tensor.grad() * scale;
            if (p.muon)
                muon(p, gradient, options, p.rate * schedule);
            else
                adam(p, gradient, options, p.rate * schedule);
        }
    }
    for (auto& p : m_parameters) p.tensor.mutable_grad() = at::Tensor();
    return norm;
}

} // namespace akv
