// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/text.h"

#include <QtCore/QDir>
#include <QtCore/QLocale>

#include <cmath>

namespace akv::ui {

QString grouped(std::uint64_t value) { return QLocale(QLocale::English).toString(qulonglong(value)); }

QString triplesText(std::uint64_t count) {
    if (count == 1) return QObject::tr("1 triple");
    constexpr std::uint64_t kMany = 1'000'000'000; // the plural of a language asks for an int, by its last digits
    return QObject::tr("%1 triples", nullptr, int(count % kMany)).arg(grouped(count));
}

QString bytesText(std::uint64_t bytes) {
    if (bytes < 1000) return QStringLiteral("%1 B").arg(bytes);
    static const char* const kUnits[] = {"kB", "MB", "GB", "TB"};
    double value = double(bytes) / 1000.0;
    int unit = 0;
    while (value >= 999.5 && unit < 3) value /= 1000.0, ++unit;
    const int digits = value >= 99.95 ? 0 : 1;
    return QStringLiteral("%1 %2").arg(value, 0, 'f', digits).arg(QLatin1String(kUnits[unit]));
}

QString scoreText(double value) {
    if (!std::isfinite(value)) return QStringLiteral("n/a");
    if (value != 0.0 && std::abs(value) < 0.005) return value > 0 ? QStringLiteral("<0.01") : QStringLiteral(">-0.01");
    return QString::number(value, 'f', 2);
}

QString fixedText(double value, int digits) {
    const double half = 0.5 * std::pow(10.0, -digits);
    return QString::number(std::abs(value) < half ? 0.0 : value, 'f', digits);
}

QString durationText(double seconds) {
    if (seconds < 9.95) return QStringLiteral("%1 s").arg(seconds, 0, 'f', 1);
    const auto whole = std::llround(seconds);
    if (whole < 60) return QStringLiteral("%1 s").arg(whole);
    return QStringLiteral("%1 min %2 s").arg(whole / 60).arg(whole % 60);
}

QString isolated(const QString& text) { return text.isRightToLeft() ? QChar(0x2068) + text + QChar(0x2069) : text; }

QString tripleText(const std::string& head, const std::string& relation, const std::string& tail) {
    QString out = isolated(qs(head));
    for (const std::string* part : {&relation, &tail})
        if (!part->empty()) out += QStringLiteral(" · ") + isolated(qs(*part));
    return out;
}

namespace {

struct ModeText {
    const char *name, *label, *hint;
};

/// By the names of the command line, so that a build with fewer or more modes needs no other list.
const ModeText* textOf(Mode mode) {
    static constexpr ModeText kTexts[] = {
        {"zero-shot", "Zero-shot", QT_TRANSLATE_NOOP("QObject", "The model alone: no knowledge graph is read.")},
        {"icl", "ICL", QT_TRANSLATE_NOOP("QObject", "Facts as text in the prompt, as many as fit.")},
        {"rag", "RAG", QT_TRANSLATE_NOOP("QObject", "The facts nearest to the question as text in the prompt.")},
        {"kblam", "KBLaM", QT_TRANSLATE_NOOP("QObject", "Flat attention: every key of the graph is attended to.")},
        {"atlaskv", "AtlasKV",
         QT_TRANSLATE_NOOP("QObject", "Hierarchical: root, inter and leaf keys are pruned before attention.")},
        {"atlaskv-copy", "AtlasKV + copy",
         QT_TRANSLATE_NOOP(
             "QObject",
             "AtlasKV, and the words of the kept triples may be copied: every copied token has its triple.")},
        {"hybrid", "Hybrid",
         QT_TRANSLATE_NOOP("QObject", "Knowledge attention, and the facts that it chose as text in the prompt.")},
        {"hybrid-copy", "Hybrid + copy",
         QT_TRANSLATE_NOOP("QObject", "Hybrid, and the words of the kept triples may be copied.")}};
    const std::string name = modeName(mode);
    for (const ModeText& text : kTexts)
        if (name == text.name) return &text;
    return nullptr;
}

} // namespace

QString folderText(const QString& folder) {
    const QString home = QDir::cleanPath(QDir::homePath()) + QLatin1Char('/');
    return folder.startsWith(home) && home.size() > 1 ? QLatin1String("~/") + folder.mid(home.size()) : folder;
}

QString modeLabel(Mode mode) {
    const ModeText* text = textOf(mode);
    return QString::fromUtf8(text ? text->label : modeName(mode));
}

QString modeLabel(const QString& name) {
    if (name == QLatin1String("retriever")) return QObject::tr("Row retriever");
    const auto mode = parseMode(toStd(name));
    return mode.ok() ? modeLabel(mode.value()) : name;
}

QString modeHint(Mode mode) {
    const ModeText* text = textOf(mode);
    return text ? QObject::tr(text->hint) : QString();
}

QString cut(const QString& text, int limit) {
    if (text.size() <= limit) return text;
    qsizetype end = limit - 1;
    if (end > 0 && text[end - 1].isHighSurrogate()) --end;
    return text.left(end) + QChar(0x2026);
}

} // namespace akv::ui
