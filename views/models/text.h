// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

#include <QtCore/QString>

#include <cstdint>
#include <string>
#include <vector>

namespace akv::ui {

/// UTF-8 of the core to Qt's text and back.
inline QString qs(const std::string& s) { return QString::fromUtf8(s.data(), qsizetype(s.size())); }
inline std::string toStd(const QString& s) { return s.toStdString(); }

/// "1,204": digits grouped in the C locale's way, the same in every language of the interface.
QString grouped(std::uint64_t value);
/// "1 triple", "1,204 triples".
QString triplesText(std::uint64_t count);
/// "412 MB", "3.1 GB", "812 kB": decimal units, three significant digits.
QString bytesText(std::uint64_t bytes);
/// "0.64"; tiny non-zero values become "<0.01".
QString scoreText(double value);
/// As many digits behind the point; what rounds to zero has no sign.
QString fixedText(double value, int digits = 2);
/// "3 s", "2 min 5 s".
QString durationText(double seconds);
/// Right-to-left text between isolating marks, so that what stands around it keeps its order.
QString isolated(const QString& text);
/// "Kazakhstan · capital · Astana", each part isolated so that right-to-left text keeps the order of the parts.
QString tripleText(const std::string& head, const std::string& relation, const std::string& tail);
/// A folder as people write it: "~/graphs/my.akv" below their home.
QString folderText(const QString& folder);
/// Name of a mode as people read it: "Zero-shot", "KBLaM", "AtlasKV".
QString modeLabel(Mode mode);
/// Of what an evaluation measured: a mode, or the retriever beside them; other names as they are.
QString modeLabel(const QString& name);
/// What a mode does, in one sentence.
QString modeHint(Mode mode);
/// Cuts after `limit` characters (never inside a surrogate pair) with an ellipsis.
QString cut(const QString& text, int limit);

} // namespace akv::ui
