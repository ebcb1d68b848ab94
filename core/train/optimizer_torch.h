// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace akv {

/// One trained tensor with its optimizer state. Matrices take Muon (momentum, orthogonalised by Newton-Schulz
/// iterations; Jordan et al. 2024), everything else AdamW.
struct Parameter {
    std::string name;
    at::Tensor tensor;
    bool muon = false;
    double decay = 0.0;
    double rate = 1e-3;                 ///< at a schedule of 1
    at::Tensor first = {}, second = {}; ///< moments; `second` only for AdamW
};

struct OptimizerOptions {
    double beta1 = 0.9, beta2 = 0.98, epsilon = 1e-8, momentum = 0.95;
    double clip = 1.0; ///< global gradient norm
};

class Optimizer {
public:
    explicit Optimizer(std::vector<Parameter> parameters);
    /// One update with the rates scaled by `schedule`; clears the gradients. Returns the gradient norm before clipping;
    /// not finite: nothing was updated.
    double step(const OptimizerOptions& options, double schedule);
    std::vector<Parameter>& parameters() { return m_parameters; }
    std::int64_t steps() const { return m_steps; }
    void setSteps(std::int64_t steps) { m_steps = steps; }

private:
    void adam(Parameter& p, const at::Tensor& gradient, const OptimizerOptions& options, double rate) const;
    /// Matrices of one shape together; scale: what clipping leaves of their gradients.
    void muon(std::span<Parameter*> alike, const at::Tensor& scale, const OptimizerOptions& options,
              double schedule) const;
    std::vector<Parameter> m_parameters;
    std::int64_t m_steps = 0;
};

} // namespace akv
