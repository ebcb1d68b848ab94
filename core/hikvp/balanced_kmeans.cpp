// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/balanced_kmeans.h"

#include "core/base/parallel.h"
#include "core/base/simd_math.h"
#include "core/hikvp/vector_kernels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>

namespace akv {

namespace {

constexpr std::size_t kSample = 4'096;    // points that find the direction of a split
constexpr int kSplitRounds = 6;           // balanced 2-means rounds on the sample
constexpr std::uint32_t kNeighbours = 32; // clusters that a point may move to
constexpr int kNeighbourRounds = 4;       // rounds after which neighbours are sought again
constexpr std::uint32_t kWindow = 1'024;  // neighbours are sought among this many similar clusters

AKV_MULTIVERSION float dot(const float* a, const float* b, std::size_t n) {
    float sum = 0.0F;
#pragma omp simd reduction(+ : sum)
    for (std::size_t i = 0; i < n; ++i) sum += a[i] * b[i];
    return sum;
}

AKV_MULTIVERSION void addTo(const float* row, std::size_t n, double* sum) {
#pragma omp simd
    for (std::size_t i = 0; i < n; ++i) sum[i] += static_cast<double>(row[i]);
}

/// Recursive balanced bisection: labels of a range of points are consecutive.
class Bisection {
public:
    Bisection(const Matrix& points, std::uint64_t seed, const std::string& phase, const JobContext& context)
        : m_points(points), m_seed(seed), m_phase(phase), m_context(context), m_index(points.rows),
          m_along(points.rows), m_labels(points.rows) {
        std::iota(m_index.begin(), m_index.end(), 0U);
    }

    /// Level by level; the parts of one level do not touch each other's points, so threads share them out.
    Result<std::vector<std::uint32_t>> run(std::uint32_t clusters) {
        std::vector<Part> level{{0, m_points.rows, 0, clusters}};
        std::uint64_t finished = 0;
        const std::size_t threads = threadsFor(20.0 * double(m_points.rows) * double(m_points.cols));
        while (!level.empty()) {
            m_context.progress(m_phase, finished, clusters);
            std::vector<std::array<Part, 2>> halves(level.size());
            parallelFor(level.size(), threads, [&](std::size_t i) {
                if (!m_context.cancel.cancelled()) halves[i] = divide(level[i]);
            });
            AKV_CHECK(m_context.checkCancelled());
            std::vector<Part> next;
            for (const auto& pair : halves)
                for (const auto& half : pair) {
                    if (half.clusters == 1) ++finished;
                    if (half.clusters > 0) next.push_back(half);
                }
            level = std::move(next);
        }
        return std::move(m_labels);
    }

private:
    struct Part {
        std::size_t begin = 0, end = 0;
        std::uint32_t firstLabel = 0, clusters = 0; ///< no clusters: nothing
    };

    /// Labels a part of one cluster, or splits a part in two with as many points as their clusters ask for.
    std::array<Part, 2> divide(const Part& part) {
        if (part.clusters == 1) {
            for (std::size_t i = part.begin; i < part.end; ++i) m_labels[m_index[i]] = part.firstLabel;
            return {};
        }
        const std::uint32_t left = part.clusters / 2;
        const std::uint64_t size = part.end - part.begin;
        const std::size_t cut = part.begin + (size * left + part.clusters / 2) / part.clusters;
        split(part.begin, cut, part.end, m_seed + part.firstLabel);
        return {Part{part.begin, cut, part.firstLabel, left},
                Part{cut, part.end, part.firstLabel + left, part.clusters - left}};
    }

    /// Puts the points of [begin, end) that lie on the one side of the best line first, exactly cut - begin of them.
    void split(std::size_t begin, std::size_t cut, std::size_t end, std::uint64_t seed) {
        const auto direction = findDirection(begin, end, double(cut - begin) / double(end - begin), seed);
        for (std::size_t i = begin; i < end; ++i)
            m_along[m_index[i]] = dot(m_points.row(m_index[i]).data(), direction.data(), m_points.cols);
        partition(m_index, begin, cut, end);
    }

    void partition(std::vector<std::uint32_t>& index, std::size_t begin, std::size_t cut, std::size_t end) const {
        const auto at = [&](std::size_t i) { return index.begin() + static_cast<std::ptrdiff_t>(i); };
        const auto before = [&](std::uint32_t a, std::uint32_t b) {
            return m_along[a] < m_along[b] || (m_along[a] == m_along[b] && a < b);
        };
        std::nth_element(at(begin), at(cut), at(end), before);
    }

    /// Difference of two means, found by balanced 2-means on a sample that starts from two points far apart.
    std::vector<float> findDirection(std::size_t begin, std::size_t end, double share, std::uint64_t seed) {
        const std::size_t size = end - begin, d = m_points.cols, step = (size + kSample - 1) / kSample;
        std::vector<std::uint32_t> sample;
        for (std::size_t i = begin; i < end; i += step) sample.push_back(m_index[i]);
        std::sort(sample.begin(), sample.end());
        std::mt19937_64 rng(seed);
        const auto farthest = [&](std::uint32_t from) {
            std::uint32_t best = sample[0];
            float bestDistance = -1.0F;
            for (const auto p : sample) {
                const float* a = m_points.row(p).data();
                const float distance = dot(a, a, d) - 2.0F * dot(a, m_points.row(from).data(), d);
                if (p == sample[0] || distance > bestDistance) {
                    best = p;
                    bestDistance = distance;
                }
            }
            return best;
        };
        const std::uint32_t one = farthest(sample[rng() % sample.size()]), other = farthest(one);
        std::vector<float> direction(d);
        for (std::size_t j = 0; j < d; ++j) direction[j] = m_points.row(other)[j] - m_points.row(one)[j];
        const auto cut =
            std::min(sample.size() - 1, static_cast<std::size_t>(std::lround(share * double(sample.size()))));
        for (int round = 0; round < kSplitRounds && cut > 0; ++round) {
            for (const auto p : sample) m_along[p] = dot(m_points.row(p).data(), direction.data(), d);
            partition(sample, 0, cut, sample.size());
            std::vector<double> low(d, 0.0), high(d, 0.0);
            for (std::size_t i = 0; i < sample.size(); ++i)
                addTo(m_points.row(sample[i]).data(), d, i < cut ? low.data() : high.data());
            std::vector<float> next(d);
            for (std::size_t j = 0; j < d; ++j)
                next[j] = static_cast<float>(high[j] / double(sample.size() - cut) - low[j] / double(cut));
            if (next == direction) break;
            direction = std::move(next);
        }
        return direction;
    }

    const Matrix& m_points;
    std::uint64_t m_seed;
    const std::string& m_phase;
    const JobContext& m_context;
    std::vector<std::uint32_t> m_index;
    std::vector<float> m_along;
    std::vector<std::uint32_t> m_labels;
};

/// Moves single points to nearer clusters while the sizes stay within bounds.
class Refinement {
public:
    Refinement(const Matrix& points, std::vector<std::uint32_t>& labels, std::uint32_t clusters, double maxImbalance)
        : m_points(points), m_labels(labels), m_clusters(clusters), m_size(clusters, 0),
          m_stride(kernels::padded(points.cols)), m_near(clusters) {
        for (const auto label : labels) ++m_size[label];
        const double mean = double(points.rows) / double(clusters);
        m_capacity = static_cast<std::uint32_t>(std::max(std::ceil(mean), std::floor(mean * maxImbalance)));
    }

    /// One round; returns how many points moved.
    Result<std::size_t> round(const JobContext& context) {
        loadMeans();
        const auto members = groupMembers();
        constexpr std::uint32_t kChunk = 16; // clusters
        const std::uint32_t chunks = (m_clusters + kChunk - 1) / kChunk;
        std::vector<std::vector<Move>> proposals(chunks);
        const std::size_t threads = threadsFor(double(m_points.rows) * double(m_stride) * kNeighbours);
        parallelFor(chunks, threads, [&](std::size_t chunk) {
            for (auto c = std::uint32_t(chunk) * kChunk; c < std::min(m_clusters, std::uint32_t(chunk + 1) * kChunk);
                 ++c)
                if (!context.cancel.cancelled()) proposeAll(c, members, proposals[chunk]);
        });
        AKV_CHECK(context.checkCancelled());
        ++m_round;
        std::vector<Move> moves;
        for (const auto& some : proposals) moves.insert(moves.end(), some.begin(), some.end());
        return apply(moves);
    }

private:
    struct Move {
        float gain;
        std::uint32_t point, to;
    };

    void loadMeans() {
        const Matrix means = labelMeans(m_points, m_labels, m_clusters);
        m_means.assign((std::size_t(m_clusters) + kernels::kRows) * m_stride, 0.0F); // room to read whole blocks
        m_half.resize(m_clusters);
        for (std::uint32_t c = 0; c < m_clusters; ++c) {
            std::copy_n(means.row(c).data(), means.cols, m_means.data() + c * m_stride);
            m_half[c] = 0.5F * dot(means.row(c).data(), means.row(c).data(), means.cols);
        }
    }

    std::vector<std::uint32_t> groupMembers() {
        m_begin.assign(m_clusters + 1, 0);
        for (const auto label : m_labels) ++m_begin[label + 1];
        std::partial_sum(m_begin.begin(), m_begin.end(), m_begin.begin());
        auto cursor = m_begin;
        std::vector<std::uint32_t> out(m_labels.size());
        for (std::uint32_t p = 0; p < m_labels.size(); ++p) out[cursor[m_labels[p]]++] = p;
        return out;
    }

    /// Scores the members of cluster c against its neighbours.
    void proposeAll(std::uint32_t c, const std::vector<std::uint32_t>& members, std::vector<Move>& moves) {
        if (m_round % kNeighbourRounds == 0) m_near[c] = nearest(c);
        const auto& near = m_near[c];
        constexpr std::size_t kNear = kernels::paddedRows(kNeighbours + 1);
        std::vector<float> rows(kernels::kTile * m_stride, 0.0F), scores(kNear * kernels::kTile),
            means(kNear * m_stride, 0.0F);
        for (std::size_t n = 0; n < near.size(); ++n)
            std::copy_n(m_means.data() + near[n] * m_stride, m_stride, means.data() + n * m_stride);
        for (std::size_t first = m_begin[c]; first < m_begin[c + 1]; first += kernels::kTile) {
            const std::size_t count = std::min<std::size_t>(kernels::kTile, m_begin[c + 1] - first);
            for (std::size_t i = 0; i < count; ++i)
                std::copy_n(m_points.row(members[first + i]).data(), m_points.cols, rows.data() + i * m_stride);
            kernels::dots(means.data(), kernels::paddedRows(near.size()), rows.data(), kernels::paddedRows(count),
                          m_stride, scores.data(), kernels::kTile);
            for (std::size_t i = 0; i < count; ++i) propose(members[first + i], near, scores.data() + i, moves);
        }
    }

    /// The cluster itself first, then the nearest ones among those with similar labels (bisection puts them together).
    std::vector<std::uint32_t> nearest(std::uint32_t c) const {
        const std::uint32_t window = std::min(kWindow, m_clusters);
        const std::uint32_t first = std::min(c < window / 2 ? 0 : c - window / 2, m_clusters - window);
        const std::size_t room = kernels::paddedRows(window);
        std::vector<float> score(kernels::kRows * room); // the first row is used
        kernels::dots(m_means.data() + c * m_stride, kernels::kRows, m_means.data() + first * m_stride, room, m_stride,
                      score.data(), room);
        std::vector<std::uint32_t> order;
        for (std::uint32_t i = 0; i < window; ++i) {
            score[i] -= m_half[first + i];
            if (first + i != c) order.push_back(i);
        }
        const auto keep = std::min<std::size_t>(kNeighbours, order.size());
        std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(keep), order.end(),
                          [&](auto a, auto b) { return score[a] > score[b] || (score[a] == score[b] && a < b); });
        std::vector<std::uint32_t> out{c};
        for (std::size_t i = 0; i < keep; ++i) out.push_back(first + order[i]);
        return out;
    }

    /// `score[n * kTile]` = mean of near[n] . point; the squared distance is |point|^2 - 2 (score - |mean|^2 / 2).
    void propose(std::uint32_t point, const std::vector<std::uint32_t>& near, const float* score,
                 std::vector<Move>& moves) {
        const float own = score[0] - m_half[near[0]];
        float best = own;
        std::size_t to = 0;
        for (std::size_t n = 1; n < near.size(); ++n) {
            const float value = score[n * kernels::kTile] - m_half[near[n]];
            if (value > best) {
                best = value;
                to = n;
            }
        }
        if (to > 0 && best - own > 1e-6F * std::max(1.0F, std::abs(own)))
            moves.push_back({best - own, point, near[to]});
    }

    std::size_t apply(std::vector<Move>& moves) {
        std::sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) {
            return a.gain > b.gain || (a.gain == b.gain && a.point < b.point);
        });
        std::size_t moved = 0;
        for (const auto& move : moves) {
            auto& label = m_labels[move.point];
            if (m_size[move.to] >= m_capacity || m_size[label] <= 1) continue;
            --m_size[label];
            ++m_size[move.to];
            label = move.to;
            ++moved;
        }
        return moved;
    }

    const Matrix& m_points;
    std::vector<std::uint32_t>& m_labels;
    std::uint32_t m_clusters, m_capacity = 1;
    std::vector<std::uint32_t> m_size, m_begin;
    std::size_t m_stride;
    std::vector<float> m_means, m_half;
    int m_round = 0;
    std::vector<std::vector<std::uint32_t>> m_near; ///< the cluster itself, then its nearest ones
};

} // namespace

std::uint32_t cubeRootUp(std::uint64_t m) {
    auto r = static_cast<std::uint64_t>(std::cbrt(static_cast<double>(m)));
    while (r * r * r < m) ++r;
    while (r > 0 && (r - 1) * (r - 1) * (r - 1) >= m) --r;
    return static_cast<std::uint32_t>(r);
}

std::uint32_t cubeRootSquaredUp(std::uint64_t m) { return cubeRootUp(m * m); }

Matrix labelMeans(const Matrix& points, const std::vector<std::uint32_t>& labels, std::uint32_t clusters) {
    std::vector<double> sums(std::size_t(clusters) * points.cols, 0.0);
    std::vector<std::uint32_t> size(clusters, 0);
    for (std::size_t p = 0; p < points.rows; ++p) {
        addTo(points.row(p).data(), points.cols, sums.data() + std::size_t(labels[p]) * points.cols);
        ++size[labels[p]];
    }
    Matrix out(clusters, points.cols);
    for (std::uint32_t c = 0; c < clusters; ++c)
        for (std::size_t j = 0; j < points.cols; ++j)
            out.row(c)[j] = static_cast<float>(sums[std::size_t(c) * points.cols + j] / double(std::max(size[c], 1U)));
    return out;
}

Result<std::vector<std::uint32_t>> balancedLabels(const Matrix& points, std::uint32_t clusters,
                                                  const ClusterOptions& options, const std::string& phase,
                                                  const JobContext& context) {
    AKV_ASSIGN(auto labels, Bisection(points, options.seed, phase, context).run(clusters));
    Refinement refinement(points, labels, clusters, options.maxImbalance);
    for (int i = 0; i < options.iterations && clusters > 1; ++i) {
        context.progress(phase + ", refining", static_cast<std::uint64_t>(i),
                         static_cast<std::uint64_t>(options.iterations));
        AKV_ASSIGN(const auto moved, refinement.round(context));
        if (moved * 10'000 < points.rows) break;
    }
    return labels;
}

} // namespace akv
