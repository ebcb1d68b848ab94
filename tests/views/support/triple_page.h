// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/views/support/sample_window.h"
#include "views/pages/card_view.h"
#include "views/pages/explorer_page.h"
#include "views/widgets/graph_canvas.h"

#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTableView>

namespace akv::ui::test {

/// A window over a fresh copy of the sample, on its Graph page with a picture; null when that did not come.
inline std::unique_ptr<MainWindow> graphPageOfSample(const char* program) {
    prepareApplication(program);
    QDir(userSampleFolder()).removeRecursively();
    auto window = std::make_unique<MainWindow>(QString());
    if (bundledSample().isEmpty() || bundledModel().isEmpty() || !openSample(*window)) return nullptr;
    window->showActivity(MainWindow::Graph);
    const GraphCanvas* canvas = window->explorerPage()->canvas();
    return QTest::qWaitFor([&] { return !canvas->graph().neighbours.empty(); }, 20000) ? std::move(window) : nullptr;
}

/// Chooses the only triple that the filter `text` leaves; its card is there afterwards.
inline void chooseTriple(ExplorerPage& page, const QString& text) {
    page.searchField()->clear();
    QTest::keyClicks(page.searchField(), text);
    QTRY_VERIFY_WITH_TIMEOUT(page.table()->model()->rowCount() == 1, 20000);
    page.table()->selectRow(0);
    const qint64 id = page.currentTriple();
    QVERIFY(id > 0);
    QTRY_VERIFY_WITH_TIMEOUT(page.card()->card().triple.id.value() == id, 10000);
}

} // namespace akv::ui::test
