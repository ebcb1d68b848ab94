// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/matrix.h"

namespace akv {

/// The two directions of largest variance of a set of vectors (PCA of the centred rows, by orthogonal iteration on the
/// covariance matrix; double precision inside).
struct Projection {
    Matrix axes;                            ///< [2, d], orthonormal; sign: the largest component is positive
    std::vector<float> mean;                ///< [d]
    double explained[2] = {0.0, 0.0};       ///< share of the whole variance along each axis
    Matrix apply(const Matrix& rows) const; ///< [N, 2]
};
/// Fits on at most `most` evenly spaced rows of [N, d]. Errors: fewer than three rows, cancelled.
Result<Projection> fitProjection(const Matrix& rows, std::size_t most, const JobContext& context);

} // namespace akv
