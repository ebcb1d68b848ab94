// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <vector>

namespace akv::ui {

struct DiffWord {
    enum class Kind { Same, Removed, Added } kind = Kind::Same;
    QString word;
    bool operator==(const DiffWord&) const = default;
};

/// Word difference by longest common subsequence; words are what white space separates. Texts beyond a thousand words
/// are compared in their first thousand.
std::vector<DiffWord> wordDiff(const QString& before, const QString& after);

} // namespace akv::ui
