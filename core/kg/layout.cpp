// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/layout.h"

#include <algorithm>
#include <cmath>
#include <igraph/igraph.h>
#include <mutex>
#include <numbers>
#include <string>

namespace akv {

namespace {

/// Distributions build igraph without thread-local state: one caller at a time.
std::mutex igraphMutex;
const JobContext* currentJob = nullptr; ///< whom igraph asks between iterations

igraph_error_t askJob(void*) {
    if (!currentJob || currentJob->checkCancelled().ok()) return IGRAPH_SUCCESS;
    IGRAPH_FINALLY_FREE();
    return IGRAPH_INTERRUPTED;
}

struct Session {
    explicit Session(const JobContext& context)
        : errors(igraph_set_error_handler(igraph_error_handler_ignore)),
          interruptions(igraph_set_interruption_handler(askJob)) {
        currentJob = &context;
    }
    ~Session() {
        currentJob = nullptr;
        igraph_set_interruption_handler(interruptions);
        igraph_set_error_handler(errors);
    }
    igraph_error_handler_t* errors;
    igraph_interruption_handler_t* interruptions;
};

/// Onto 0..1 in both directions; a direction without extent becomes the middle.
std::vector<LayoutPoint> scaled(const igraph_matrix_t& places, std::size_t nodes) {
    std::vector<LayoutPoint> out(nodes);
    for (int axis = 0; axis < 2; ++axis) {
        double low = 1e300, high = -1e300;
        for (std::size_t i = 0; i < nodes; ++i) {
            low = std::min(low, double(MATRIX(places, igraph_integer_t(i), axis)));
            high = std::max(high, double(MATRIX(places, igraph_integer_t(i), axis)));
        }
        for (std::size_t i = 0; i < nodes; ++i) {
            const double at = MATRIX(places, igraph_integer_t(i), axis);
            (axis == 0 ? out[i].x : out[i].y) = high - low > 1e-9 ? (at - low) / (high - low) : 0.5;
        }
    }
    return out;
}

using Ends = std::vector<std::pair<std::size_t, std::size_t>>;
using Start = std::vector<std::optional<LayoutPoint>>;

/// igraph's objects of one layout.
struct Work {
    Work(std::size_t nodes, const Ends& edges) : count(igraph_integer_t(nodes)) {
        igraph_vector_int_t ends;
        igraph_vector_int_init(&ends, 0);
        for (const auto& [a, b] : edges) {
            igraph_vector_int_push_back(&ends, igraph_integer_t(a));
            igraph_vector_int_push_back(&ends, igraph_integer_t(b));
        }
        failed = igraph_create(&graph, &ends, count, IGRAPH_UNDIRECTED);
        igraph_vector_int_destroy(&ends);
        igraph_matrix_init(&places, count, 2);
        for (auto& axis : low) igraph_vector_init(&axis, count);
        for (auto& axis : high) igraph_vector_init(&axis, count);
    }
    ~Work() {
        if (failed == IGRAPH_SUCCESS) igraph_destroy(&graph);
        igraph_matrix_destroy(&places);
        for (auto& axis : low) igraph_vector_destroy(&axis);
        for (auto& axis : high) igraph_vector_destroy(&axis);
    }
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;

    igraph_integer_t count;
    igraph_t graph;
    igraph_matrix_t places;
    igraph_vector_t low[2], high[2]; ///< where a node may go, by axis
    igraph_error_t failed;
};

/// A start without chance.
void startInRings(Work& work) {
    for (igraph_integer_t i = 0; i < work.count; ++i) {
        const double angle = 2.0 * std::numbers::pi * double(i) / double(work.count), ring = 1.0 + double(i % 7);
        MATRIX(work.places, i, 0) = std::cos(angle) * ring;
        MATRIX(work.places, i, 1) = std::sin(angle) * ring;
    }
}

/// Known places on a square of side `side`, with little room around each; new nodes around a neighbour.
void startFrom(Work& work, const Start& start, const Ends& edges, double side) {
    constexpr double kRoom = 0.06, kBeside = 0.08;
    std::vector<LayoutPoint> at(start.size(), {0.5, 0.5});
    for (std::size_t i = 0; i < start.size(); ++i)
        if (start[i]) at[i] = *start[i];
    for (const auto& [a, b] : edges)
        for (const auto& [known, fresh] : {std::pair(a, b), std::pair(b, a)}) {
            if (!start[known] || start[fresh]) continue;
            const double angle = std::numbers::pi * (3.0 - std::sqrt(5.0)) * double(fresh);
            at[fresh] = {start[known]->x + kBeside * std::cos(angle), start[known]->y + kBeside * std::sin(angle)};
        }
    for (std::size_t i = 0; i < start.size(); ++i)
        for (int axis = 0; axis < 2; ++axis) {
            const double place = std::clamp(axis == 0 ? at[i].x : at[i].y, 0.0, 1.0);
            const auto n = igraph_integer_t(i);
            MATRIX(work.places, n, axis) = place * side;
            VECTOR(work.low[axis])[n] = (start[i] ? std::max(0.0, place - kRoom) : 0.0) * side;
            VECTOR(work.high[axis])[n] = (start[i] ? std::min(1.0, place + kRoom) : 1.0) * side;
        }
}

} // namespace

Result<std::vector<LayoutPoint>> forceLayout(std::size_t nodes, const Ends& edges, const JobContext& context,
                                             const Start& start) {
    constexpr igraph_integer_t kIterations = 300;
    if (nodes == 0) return std::vector<LayoutPoint>();
    AKV_CHECK(context.checkCancelled());
    const std::lock_guard lock(igraphMutex);
    const Session session(context);
    Work work(nodes, edges);
    if (work.failed != IGRAPH_SUCCESS)
        return Error(ErrorCode::Internal, "the layout refused the graph: " + std::string(igraph_strerror(work.failed)));
    igraph_rng_seed(igraph_rng_default(), 1); // small pushes apart are drawn
    const bool more = start.size() == nodes && std::any_of(start.begin(), start.end(), [](auto& p) { return bool(p); });
    // Below the size that the forces would choose, so that new nodes are pushed into all of the square.
    const double temperature = std::sqrt(double(nodes)), side = 1.1 * temperature;
    if (more)
        startFrom(work, start, edges, side);
    else
        startInRings(work);
    const igraph_error_t failed = igraph_layout_fruchterman_reingold(
        &work.graph, &work.places, true, kIterations, more ? 0.2 * temperature : temperature, IGRAPH_LAYOUT_NOGRID,
        nullptr, more ? &work.low[0] : nullptr, more ? &work.high[0] : nullptr, more ? &work.low[1] : nullptr,
        more ? &work.high[1] : nullptr);
    AKV_CHECK(context.checkCancelled());
    if (failed != IGRAPH_SUCCESS)
        return Error(ErrorCode::Internal, "the layout failed: " + std::string(igraph_strerror(failed)));
    if (!more) return scaled(work.places, nodes);
    std::vector<LayoutPoint> out(nodes);
    for (std::size_t i = 0; i < nodes; ++i)
        out[i] = {MATRIX(work.places, igraph_integer_t(i), 0) / side,
                  MATRIX(work.places, igraph_integer_t(i), 1) / side};
    return out;
}

} // namespace akv
