// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/word_diff.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>

#include <algorithm>

namespace akv::ui {

std::vector<DiffWord> wordDiff(const QString& before, const QString& after) {
    static const QRegularExpression kSpace(QStringLiteral("\\s+"));
    const QStringList a = before.split(kSpace, Qt::SkipEmptyParts).mid(0, 1000);
    const QStringList b = after.split(kSpace, Qt::SkipEmptyParts).mid(0, 1000);
    const std::size_t n = std::size_t(a.size()), m = std::size_t(b.size());
    std::vector<int> length((n + 1) * (m + 1), 0);
    const auto at = [&](std::size_t i, std::size_t j) -> int& { return length[i * (m + 1) + j]; };
    for (std::size_t i = n; i-- > 0;)
        for (std::size_t j = m; j-- > 0;)
            at(i, j) = a[qsizetype(i)] == b[qsizetype(j)] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    std::vector<DiffWord> out;
    std::size_t i = 0, j = 0;
    while (i < n || j < m) {
        if (i < n && j < m && a[qsizetype(i)] == b[qsizetype(j)]) {
            out.push_back({DiffWord::Kind::Same, a[qsizetype(i)]}), ++i, ++j;
        } else if (i < n && (j == m || at(i + 1, j) >= at(i, j + 1))) {
            out.push_back({DiffWord::Kind::Removed, a[qsizetype(i++)]});
        } else {
            out.push_back({DiffWord::Kind::Added, b[qsizetype(j++)]});
        }
    }
    return out;
}

} // namespace akv::ui
