// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/safetensors.h"

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>

namespace akv {
namespace {

std::filesystem::path writeTensors(const std::string& header, const std::string& data) {
    const auto path = std::filesystem::path(testing::TempDir()) / "tensors.safetensors";
    std::string text(8, '\0');
    const std::uint64_t length = header.size();
    std::memcpy(text.data(), &length, 8);
    EXPECT_TRUE(writeFileAtomically(path, text + header + data).ok());
    return path;
}

std::string floats(std::initializer_list<float> values) {
    std::string out;
    for (const float v : values) out.append(reinterpret_cast<const char*>(&v), 4);
    return out;
}

const std::string kHeader = R"({"__metadata__":{"format":"pt"},)"
                            R"("a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},)"
                            R"("b":{"dtype":"F16","shape":[3],"data_offsets":[16,22]}})";
const std::string kData = floats({1, -2, 3.5F, 4}) + std::string("\x00\x3c\x00\xc0\x01\x00", 6);

std::string openError(const std::string& header, const std::string& data) {
    auto file = SafetensorsFile::open(writeTensors(header, data));
    EXPECT_FALSE(file.ok()) << header;
    return file.ok() ? "" : file.error().message;
}

TEST(Safetensors, ReadsTensorsAndMetadata) {
    auto file = SafetensorsFile::open(writeTensors(kHeader, kData));
    ASSERT_TRUE(file.ok()) << file.error().text();
    EXPECT_EQ((*file)->metadata().at("format"), "pt");
    EXPECT_EQ((*file)->tensors().size(), 2U);
    EXPECT_EQ((*file)->find("a")->describe(), "F32 [2, 2]");
    EXPECT_EQ((*file)->requireFloats("a", {2, 2}).value(), (std::vector<float>{1, -2, 3.5F, 4}));
    EXPECT_EQ((*file)->requireFloats("b", {3}).value(), (std::vector<float>{1, -2, 0x1p-24F}));
    EXPECT_EQ((*file)->find("c"), nullptr);
    EXPECT_NE((*file)->require("c", {1}).error().message.find("no tensor 'c'"), std::string::npos);
    EXPECT_NE((*file)->require("a", {4}).error().message.find("F32 [2, 2], [4] was expected"), std::string::npos);
}

TEST(Safetensors, EveryTruncationIsAnError) {
    const auto path = writeTensors(kHeader, kData);
    const auto text = readFile(path).value();
    for (std::size_t n = 0; n < text.size(); ++n) {
        ASSERT_TRUE(writeFileAtomically(path, std::string_view(text).substr(0, n)).ok());
        auto file = SafetensorsFile::open(path);
        ASSERT_FALSE(file.ok()) << "cut to " << n;
        EXPECT_EQ(file.error().code, ErrorCode::FileFormat);
    }
    ASSERT_TRUE(writeFileAtomically(path, text + "x").ok());
    EXPECT_FALSE(SafetensorsFile::open(path).ok());
}

TEST(Safetensors, BadHeadersNameTheTensorAndTheNumbers) {
    const auto entry = [](const std::string& body) { return "{\"a\":{" + body + "}}"; };
    EXPECT_NE(openError("[]", "").find("not a JSON object"), std::string::npos);
    EXPECT_NE(openError("{", "").find("not a JSON object"), std::string::npos);
    EXPECT_NE(openError(entry(R"("dtype":"F9","shape":[1],"data_offsets":[0,4])"), floats({1})).find("'F9'"),
              std::string::npos);
    EXPECT_NE(openError(entry(R"("dtype":"F32","shape":[-1],"data_offsets":[0,4])"), floats({1})).find("non-negative"),
              std::string::npos);
    EXPECT_NE(openError(entry(R"("dtype":"F32","shape":[4611686018427387904,8],"data_offsets":[0,4])"), floats({1}))
                  .find("overflows"),
              std::string::npos);
    EXPECT_NE(openError(entry(R"("dtype":"F32","shape":[2],"data_offsets":[0,4])"), floats({1})).find("needs 8 bytes"),
              std::string::npos);
    EXPECT_NE(openError(entry(R"("dtype":"F32","shape":[1],"data_offsets":[8,4])"), floats({1})).find("needs 4 bytes"),
              std::string::npos);
    EXPECT_NE(openError(entry(R"("dtype":"F32","shape":[1])"), floats({1})).find("lacks"), std::string::npos);
    const std::string one = R"({"dtype":"F32","shape":[1],"data_offsets":[0,4]})";
    EXPECT_NE(openError("{\"a\":" + one + ",\"b\":" + one + "}", floats({1})).find("overlaps"), std::string::npos);
    EXPECT_NE(openError("{\"a\":" + one + ",\"a\":" + one + "}", floats({1})).find("twice"), std::string::npos);
    EXPECT_NE(openError(entry(R"("dtype":"F32","shape":[1],"data_offsets":[4,8])"), floats({1, 2})).find("gap"),
              std::string::npos);
}

TEST(Half, RoundTripsAllBitPatternsAndRoundsToEven) {
    for (std::uint32_t bits = 0; bits < 0x10000U; ++bits) {
        const float value = halfToFloat(static_cast<std::uint16_t>(bits));
        if (std::isnan(value)) {
            EXPECT_TRUE(std::isnan(halfToFloat(floatToHalf(value))));
            continue;
        }
        ASSERT_EQ(floatToHalf(value), bits);
    }
    EXPECT_EQ(floatToHalf(1.0F + 0x1p-11F), 0x3C00U);     // tie to even, down
    EXPECT_EQ(floatToHalf(1.0F + 3 * 0x1p-11F), 0x3C02U); // tie to even, up
    EXPECT_EQ(floatToHalf(65519.0F), 0x7BFFU);
    EXPECT_EQ(floatToHalf(65520.0F), 0x7C00U);
    EXPECT_EQ(floatToHalf(0x1p-26F), 0U);
    EXPECT_EQ(floatToHalf(-1.5F * 0x1p-24F), 0x8002U);
}

} // namespace
} // namespace akv
