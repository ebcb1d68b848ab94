// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace akv {

/// A figure of the paper (arXiv 2510.17934): ACC@1 and ACC@5 in percent, all-MiniLM, out of distribution, 3,000 steps
/// (KBLaM 20,000), about 55 questions, 10 at size 10. Other model, other data: context, never like for like.
struct PublishedFigure {
    const char* set;
    const char* method;
    unsigned size;
    double acc1, acc5;
};
std::span<const PublishedFigure> publishedFigures();

} // namespace akv
