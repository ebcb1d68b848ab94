// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/published.h"

#include <array>

namespace akv {

std::span<const PublishedFigure> publishedFigures() {
    static constexpr std::array kFigures = {
        PublishedFigure{"Enron", "KBLaM", 10, 90.0, 100.0},
        PublishedFigure{"Enron", "KBLaM", 100, 50.9, 83.6},
        PublishedFigure{"Enron", "KBLaM", 1000, 25.5, 47.3},
        PublishedFigure{"Enron", "KBLaM", 10000, 7.3, 23.6},
        PublishedFigure{"Enron", "AtlasKV 128-64-16", 10, 100.0, 100.0},
        PublishedFigure{"Enron", "AtlasKV 128-64-16", 100, 67.3, 90.9},
        PublishedFigure{"Enron", "AtlasKV 128-64-16", 1000, 41.8, 50.9},
        PublishedFigure{"Enron", "AtlasKV 128-64-16", 10000, 21.8, 32.7},
        PublishedFigure{"Enron", "AtlasKV flat", 10, 100.0, 100.0},
        PublishedFigure{"Enron", "AtlasKV flat", 100, 76.4, 92.7},
        PublishedFigure{"Enron", "AtlasKV flat", 1000, 56.4, 80.0},
        PublishedFigure{"Enron", "AtlasKV flat", 10000, 27.3, 47.3},
        PublishedFigure{"Pes2o", "KBLaM", 10, 50.0, 80.0},
        PublishedFigure{"Pes2o", "KBLaM", 100, 25.5, 52.7},
        PublishedFigure{"Pes2o", "KBLaM", 1000, 3.6, 14.5},
        PublishedFigure{"Pes2o", "KBLaM", 10000, 0.0, 5.5},
        PublishedFigure{"Pes2o", "AtlasKV 128-64-16", 10, 90.0, 100.0},
        PublishedFigure{"Pes2o", "AtlasKV 128-64-16", 100, 87.3, 92.7},
        PublishedFigure{"Pes2o", "AtlasKV 128-64-16", 1000, 52.7, 70.9},
        PublishedFigure{"Pes2o", "AtlasKV 128-64-16", 10000, 16.4, 49.0},
        PublishedFigure{"Pes2o", "AtlasKV flat", 10, 100.0, 100.0},
        PublishedFigure{"Pes2o", "AtlasKV flat", 100, 92.7, 100.0},
        PublishedFigure{"Pes2o", "AtlasKV flat", 1000, 72.7, 90.9},
        PublishedFigure{"Pes2o", "AtlasKV flat", 10000, 47.3, 67.2},
        PublishedFigure{"CC", "KBLaM", 10, 50.0, 100.0},
        PublishedFigure{"CC", "KBLaM", 100, 23.6, 56.4},
        PublishedFigure{"CC", "KBLaM", 1000, 10.9, 21.8},
        PublishedFigure{"CC", "KBLaM", 10000, 3.6, 10.9},
        PublishedFigure{"CC", "AtlasKV 128-64-16", 10, 100.0, 100.0},
        PublishedFigure{"CC", "AtlasKV 128-64-16", 100, 89.1, 90.9},
        PublishedFigure{"CC", "AtlasKV 128-64-16", 1000, 61.8, 74.5},
        PublishedFigure{"CC", "AtlasKV 128-64-16", 10000, 40.0, 54.5},
        PublishedFigure{"CC", "AtlasKV flat", 10, 100.0, 100.0},
        PublishedFigure{"CC", "AtlasKV flat", 100, 96.4, 100.0},
        PublishedFigure{"CC", "AtlasKV flat", 1000, 83.6, 96.4},
        PublishedFigure{"CC", "AtlasKV flat", 10000, 61.8, 81.8},
    };
    return kFigures;
}

} // namespace akv
