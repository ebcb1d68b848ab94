// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/projection.h"

#include <algorithm>
#include <cmath>

namespace akv {

namespace {

constexpr int kIterations = 60;

/// Covariance [d, d] of the centred sample.
Result<std::vector<double>> covarianceOf(const Matrix& rows, const std::vector<std::size_t>& sample,
                                         const std::vector<float>& mean, const JobContext& context) {
    const std::size_t d = rows.cols;
    std::vector<double> c(d * d, 0.0), x(d);
    for (const std::size_t r : sample) {
        AKV_CHECK(context.checkCancelled());
        for (std::size_t i = 0; i < d; ++i) x[i] = double(rows.row(r)[i]) - double(mean[i]);
        for (std::size_t i = 0; i < d; ++i) {
            double* line = c.data() + i * d;
            for (std::size_t j = i; j < d; ++j) line[j] += x[i] * x[j];
        }
    }
    for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = i; j < d; ++j) c[j * d + i] = c[i * d + j] /= double(sample.size());
    return c;
}

double normalise(std::vector<double>& v) {
    double sum = 0.0;
    for (const double x : v) sum += x * x;
    const double length = std::sqrt(sum);
    if (length > 0.0)
        for (double& x : v) x /= length;
    return length;
}

std::vector<double> times(const std::vector<double>& c, const std::vector<double>& v) {
    std::vector<double> out(v.size(), 0.0);
    for (std::size_t i = 0; i < v.size(); ++i)
        for (std::size_t j = 0; j < v.size(); ++j) out[i] += c[i * v.size() + j] * v[j];
    return out;
}

void makeOrthogonal(std::vector<double>& v, const std::vector<double>& to) {
    double dot = 0.0;
    for (std::size_t i = 0; i < v.size(); ++i) dot += v[i] * to[i];
    for (std::size_t i = 0; i < v.size(); ++i) v[i] -= dot * to[i];
}

} // namespace

Matrix Projection::apply(const Matrix& rows) const {
    Matrix out(rows.rows, 2);
    for (std::size_t r = 0; r < rows.rows; ++r)
        for (std::size_t a = 0; a < 2; ++a) {
            double sum = 0.0;
            for (std::size_t i = 0; i < mean.size(); ++i)
                sum += double(axes.row(a)[i]) * (double(rows.row(r)[i]) - double(mean[i]));
            out.row(r)[a] = float(sum);
        }
    return out;
}

Result<Projection> fitProjection(const Matrix& rows, std::size_t most, const JobContext& context) {
    if (rows.rows < 3 || rows.cols < 2)
        return Error(ErrorCode::InvalidInput, "a map needs at least 3 keys of 2 numbers; there are " +
                                                  std::to_string(rows.rows) + " of " + std::to_string(rows.cols));
    const std::size_t take = std::min(rows.rows, std::max<std::size_t>(most, 3)), d = rows.cols;
    std::vector<std::size_t> sample;
    for (std::size_t i = 0; i < take; ++i) sample.push_back(i * rows.rows / take);
    Projection out;
    out.mean.assign(d, 0.0F);
    for (std::size_t i = 0; i < d; ++i) {
        double sum = 0.0;
        for (const std::size_t r : sample) sum += double(rows.row(r)[i]);
        out.mean[i] = float(sum / double(take));
    }
    AKV_ASSIGN(const auto c, covarianceOf(rows, sample, out.mean, context));
    double whole = 0.0;
    for (std::size_t i = 0; i < d; ++i) whole += c[i * d + i];
    out.axes = Matrix(2, d);
    std::vector<std::vector<double>> found;
    for (std::size_t a = 0; a < 2; ++a) {
        std::vector<double> v(d);
        for (std::size_t i = 0; i < d; ++i) v[i] = 1.0 + double((i * 7 + a * 3) % 11) / 11.0;
        double eigenvalue = 0.0;
        for (int n = 0; n < kIterations; ++n) {
            AKV_CHECK(context.checkCancelled());
            for (const auto& other : found) makeOrthogonal(v, other);
            normalise(v);
            v = times(c, v);
            for (const auto& other : found) makeOrthogonal(v, other);
            eigenvalue = normalise(v);
        }
        const auto largest =
            std::max_element(v.begin(), v.end(), [](double x, double y) { return std::abs(x) < std::abs(y); });
        const double sign = *largest < 0 ? -1.0 : 1.0;
        for (std::size_t i = 0; i < d; ++i) out.axes.row(a)[i] = float(sign * v[i]);
        out.explained[a] = whole > 0.0 ? eigenvalue / whole : 0.0;
        found.push_back(std::move(v));
    }
    return out;
}

} // namespace akv
