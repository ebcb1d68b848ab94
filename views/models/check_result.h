// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <vector>

namespace akv::ui {

/// One invariant, what was measured and whether it holds.
struct CheckResult {
    QString name;   ///< the invariant in words
    QString number; ///< what was measured: "max |Δ| 1.2e-7 over 48 records"
    QString limit;  ///< what would still pass
    bool passed = false;
};

} // namespace akv::ui
