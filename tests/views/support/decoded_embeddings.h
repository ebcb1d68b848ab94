// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/embedding_file.h"
#include "core/workspace/workspace.h"

#include <QtCore/QString>
#include <QtTest/QTest>

namespace akv::ui::test {

/// The sample is shipped without base embeddings, which an evaluation makes again; where there is no encoder to do
/// so, decoded codes stand in for them.
inline void writeDecodedEmbeddings(const QString& folder) {
    const std::filesystem::path path = folder.toStdString();
    const auto workspace = Workspace::open(path, Workspace::Access::Read);
    QVERIFY(workspace.ok());
    const auto store = workspace.value()->openStore();
    QVERIFY(store.ok());
    const LeafStore& s = *store.value();
    Matrix keys(s.leafCount(), s.width()), values(s.leafCount(), s.width());
    for (std::uint32_t leaf = 0; leaf < s.leafCount(); ++leaf) {
        s.key(LeafId(leaf), keys.row(s.rowOf(LeafId(leaf)).value()));
        s.value(LeafId(leaf), values.row(s.rowOf(LeafId(leaf)).value()));
    }
    std::filesystem::create_directories(path / "embeddings");
    QVERIFY(writeEmbeddings(path / "embeddings" / "keys.f32", keys, s.encoderName()).ok());
    QVERIFY(writeEmbeddings(path / "embeddings" / "values.f32", values, s.encoderName()).ok());
}

} // namespace akv::ui::test
