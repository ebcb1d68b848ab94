// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/projection.h"

#include <cmath>
#include <gtest/gtest.h>
#include <random>

namespace akv {
namespace {

TEST(Projection, findsTheDirectionsThatPointsWereMadeWith) {
    std::mt19937 random(3);
    std::normal_distribution<float> normal;
    Matrix rows(400, 12);
    for (std::size_t r = 0; r < rows.rows; ++r) {
        const float a = 5.0F * normal(random), b = 2.0F * normal(random);
        for (std::size_t i = 0; i < rows.cols; ++i) rows.row(r)[i] = 3.0F + 0.1F * normal(random);
        rows.row(r)[4] += 0.6F * a, rows.row(r)[7] += 0.8F * a; // first axis
        rows.row(r)[2] += b;                                    // second axis
    }
    const auto made = fitProjection(rows, 1000, {});
    ASSERT_TRUE(made.ok());
    EXPECT_NEAR(made->axes.row(0)[4], 0.6, 0.03);
    EXPECT_NEAR(made->axes.row(0)[7], 0.8, 0.03);
    EXPECT_NEAR(made->axes.row(1)[2], 1.0, 0.03);
    EXPECT_GT(made->explained[0], 0.8);
    EXPECT_GT(made->explained[1], 0.08);
    EXPECT_LE(made->explained[0] + made->explained[1], 1.0 + 1e-9);
    const Matrix flat = made->apply(rows);
    double sum = 0.0, cross = 0.0;
    for (std::size_t r = 0; r < rows.rows; ++r) sum += flat.row(r)[0], cross += flat.row(r)[0] * flat.row(r)[1];
    EXPECT_NEAR(sum / 400, 0.0, 1e-4);   // centred
    EXPECT_NEAR(cross / 400, 0.0, 1e-3); // uncorrelated
}

TEST(Projection, saysWhatItCannotDo) {
    EXPECT_FALSE(fitProjection(Matrix(2, 8), 10, {}).ok());
    JobContext context;
    context.cancel.cancel();
    EXPECT_EQ(fitProjection(Matrix(20, 8), 10, context).error().code, ErrorCode::Cancelled);
}

} // namespace
} // namespace akv
