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

} // namespace

Result<std::vector<LayoutPoint>> forceLayout(std::size_t nodes,
                                             const std::vector<std::pair<std::size_t, std::size_t>>& edges,
                                             const JobContext& context) {
    constexpr igraph_integer_t kIterations = 300;
    if (nodes == 0) return std::vector<LayoutPoint>();
    AKV_CHECK(context.checkCancelled());
    const std::lock_guard lock(igraphMutex);
    const Session session(context);
    igraph_vector_int_t ends;
    igraph_vector_int_init(&ends, 0);
    for (const auto& [a, b] : edges) {
        igraph_vector_int_push_back(&ends, igraph_integer_t(a));
        igraph_vector_int_push_back(&ends, igraph_integer_t(b));
    }
    igraph_t graph;
    igraph_error_t failed = igraph_create(&graph, &ends, igraph_integer_t(nodes), IGRAPH_UNDIRECTED);
    igraph_vector_int_destroy(&ends);
    if (failed != IGRAPH_SUCCESS)
        return Error(ErrorCode::Internal, "the layout refused the graph: " + std::string(igraph_strerror(failed)));
    igraph_rng_seed(igraph_rng_default(), 1); // small pushes apart are drawn
    igraph_matrix_t places;
    igraph_matrix_init(&places, igraph_integer_t(nodes), 2);
    for (std::size_t i = 0; i < nodes; ++i) { // a start without chance
        const double angle = 2.0 * std::numbers::pi * double(i) / double(nodes), ring = 1.0 + double(i % 7);
        MATRIX(places, igraph_integer_t(i), 0) = std::cos(angle) * ring;
        MATRIX(places, igraph_integer_t(i), 1) = std::sin(angle) * ring;
    }
    failed = igraph_layout_fruchterman_reingold(&graph, &places, true, kIterations, std::sqrt(double(nodes)),
                                                IGRAPH_LAYOUT_NOGRID, nullptr, nullptr, nullptr, nullptr, nullptr);
    auto out = scaled(places, nodes);
    igraph_matrix_destroy(&places);
    igraph_destroy(&graph);
    AKV_CHECK(context.checkCancelled());
    if (failed != IGRAPH_SUCCESS)
        return Error(ErrorCode::Internal, "the layout failed: " + std::string(igraph_strerror(failed)));
    return out;
}

} // namespace akv
