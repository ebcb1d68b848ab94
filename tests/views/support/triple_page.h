// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/pages/card_view.h"
#include "views/pages/explorer_page.h"

#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTableView>

namespace akv::ui::test {

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
