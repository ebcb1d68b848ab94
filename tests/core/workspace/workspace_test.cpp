// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/workspace/workspace.h"
#include "tests/support/temp_folder.h"

#include <csignal>
#include <gtest/gtest.h>
#include <sys/wait.h>

namespace akv {
namespace {

using test::TempFolder;
namespace fs = std::filesystem;

TEST(Workspace, ManifestSurvivesReopening) {
    const TempFolder folder;
    const auto path = folder.path() / "w.akv";
    {
        auto workspace = Workspace::openOrCreate(path);
        ASSERT_TRUE(workspace.ok()) << workspace.error().text();
        Manifest manifest = (*workspace)->manifest();
        manifest.seed = 7;
        manifest.encoder = "fake";
        manifest.rowsHash = "r";
        manifest.k = PruneK{3, 12, 8};
        manifest.recall = 0.5;
        manifest.sources = {"a.tsv"};
        ASSERT_TRUE((*workspace)->saveManifest(manifest).ok());
    }
    auto reader = Workspace::open(path, Workspace::Access::Read);
    ASSERT_TRUE(reader.ok()) << reader.error().text();
    const Manifest& manifest = (*reader)->manifest();
    EXPECT_EQ(manifest.seed, 7U);
    EXPECT_EQ(manifest.encoder, "fake");
    EXPECT_EQ(manifest.k, (PruneK{3, 12, 8}));
    EXPECT_EQ(manifest.recall, 0.5);
    EXPECT_EQ(manifest.sources, std::vector<std::string>{"a.tsv"});
    EXPECT_FALSE((*reader)->saveManifest(manifest).ok()) << "opened for reading";
}

TEST(Workspace, OneWriterManyReaders) {
    const TempFolder folder;
    const auto path = folder.path() / "w.akv";
    auto writer = Workspace::openOrCreate(path);
    ASSERT_TRUE(writer.ok());
    auto second = Workspace::open(path, Workspace::Access::Write);
    ASSERT_FALSE(second.ok());
    EXPECT_NE(second.error().message.find("process " + std::to_string(::getpid())), std::string::npos)
        << second.error().message;
    EXPECT_TRUE(Workspace::open(path, Workspace::Access::Read).ok());
    writer.value().reset();
    EXPECT_TRUE(Workspace::open(path, Workspace::Access::Write).ok());
}

TEST(Workspace, LockOfAKilledWriterIsRecovered) {
    const TempFolder folder;
    const auto path = folder.path() / "w.akv";
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        auto writer = Workspace::openOrCreate(path);
        const char result = writer.ok() ? 'y' : 'n';
        if (::write(ready[1], &result, 1) != 1) ::_exit(1);
        for (;;) ::pause();
    }
    char result = 0;
    ASSERT_EQ(::read(ready[0], &result, 1), 1);
    ASSERT_EQ(result, 'y');
    auto blocked = Workspace::open(path, Workspace::Access::Write);
    ASSERT_FALSE(blocked.ok());
    EXPECT_NE(blocked.error().message.find("process " + std::to_string(child)), std::string::npos);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    EXPECT_NE(readFile(path / "lock")->find(std::to_string(child)), std::string::npos) << "the stale file is there";
    EXPECT_TRUE(Workspace::open(path, Workspace::Access::Write).ok());
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST(Workspace, BadFoldersAreRefused) {
    const TempFolder folder;
    const auto missing = Workspace::open(folder.path() / "none.akv", Workspace::Access::Read);
    EXPECT_NE(missing.error().message.find("does not exist"), std::string::npos);
    folder.file("other/readme.txt", "x");
    EXPECT_NE(Workspace::openOrCreate(folder.path() / "other").error().message.find("choose another name"),
              std::string::npos);
    EXPECT_NE(Workspace::open(folder.path() / "other", Workspace::Access::Read).error().message.find("no workspace"),
              std::string::npos);
    EXPECT_FALSE(Workspace::openOrCreate(folder.file("plain", "x")).ok());
    folder.file("new/manifest.json", R"({"format_version": 99})");
    const auto newer = Workspace::open(folder.path() / "new", Workspace::Access::Read);
    EXPECT_EQ(newer.error().code, ErrorCode::Unsupported);
    EXPECT_NE(newer.error().message.find("99"), std::string::npos);
    folder.file("cut/manifest.json", R"({"format_version": 1, "ro)");
    EXPECT_EQ(Workspace::open(folder.path() / "cut", Workspace::Access::Read).error().code, ErrorCode::FileFormat);
    folder.file("types/manifest.json", R"({"format_version": 1, "rows": "many"})");
    EXPECT_EQ(Workspace::open(folder.path() / "types", Workspace::Access::Read).error().code, ErrorCode::FileFormat);
}

TEST(Workspace, InterruptedCreationCanBeRepeated) {
    const TempFolder folder;
    folder.file("w.akv/lock", "");
    folder.file("w.akv/manifest.json.part-1", "{");
    EXPECT_TRUE(Workspace::openOrCreate(folder.path() / "w.akv").ok());
}

TEST(Workspace, StepStates) {
    Manifest manifest;
    EXPECT_EQ(stateOf(manifest).rows, StepState::Missing);
    manifest.triplesHash = "t1";
    manifest.rowsTriplesHash = "t1";
    manifest.rowsHash = manifest.embeddingsHash = manifest.storeRowsHash = "r1";
    manifest.storeHash = "s1";
    EXPECT_EQ(stateOf(manifest).store, StepState::Ready);
    manifest.rowsHash = "r2";
    EXPECT_EQ(stateOf(manifest).rows, StepState::Ready);
    EXPECT_EQ(stateOf(manifest).embeddings, StepState::Stale);
    EXPECT_EQ(stateOf(manifest).store, StepState::Stale);
    manifest.embeddingsHash = "r2";
    EXPECT_EQ(stateOf(manifest).store, StepState::Stale);
    manifest.triplesHash = "t2";
    EXPECT_EQ(stateOf(manifest).rows, StepState::Stale);
}

} // namespace
} // namespace akv
