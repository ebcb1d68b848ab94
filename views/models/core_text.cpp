// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/core_text.h"

#include "views/models/text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtCore/QRegularExpression>

#include <vector>

namespace akv::ui {

namespace {

constexpr const char* kTexts[] = {
    // Phases of jobs; %1 and so on stand for names and numbers.
    QT_TRANSLATE_NOOP("core", "import"),
    QT_TRANSLATE_NOOP("core", "import %1"),
    QT_TRANSLATE_NOOP("core", "kg2kv"),
    QT_TRANSLATE_NOOP("core", "nouns from %1"),
    QT_TRANSLATE_NOOP("core", "embed"),
    QT_TRANSLATE_NOOP("core", "embedding"),
    QT_TRANSLATE_NOOP("core", "reading %1"),
    QT_TRANSLATE_NOOP("core", "reading rows"),
    QT_TRANSLATE_NOOP("core", "reading the hierarchy"),
    QT_TRANSLATE_NOOP("core", "reading the vocabulary"),
    QT_TRANSLATE_NOOP("core", "clustering rows"),
    QT_TRANSLATE_NOOP("core", "clustering rows, refining"),
    QT_TRANSLATE_NOOP("core", "clustering clusters"),
    QT_TRANSLATE_NOOP("core", "clustering clusters, refining"),
    QT_TRANSLATE_NOOP("core", "clustering similar keys"),
    QT_TRANSLATE_NOOP("core", "writing keys"),
    QT_TRANSLATE_NOOP("core", "writing values"),
    QT_TRANSLATE_NOOP("core", "measure recall"),
    QT_TRANSLATE_NOOP("core", "measure attention"),
    QT_TRANSLATE_NOOP("core", "export"),
    QT_TRANSLATE_NOOP("core", "asking"),
    QT_TRANSLATE_NOOP("core", "measuring"),
    QT_TRANSLATE_NOOP("core", "making rows"),
    QT_TRANSLATE_NOOP("core", "loading the model with the store"),
    QT_TRANSLATE_NOOP("core", "run the answer again"),
    QT_TRANSLATE_NOOP("core", "score each word without the graph"),
    QT_TRANSLATE_NOOP("core", "change the copy in memory"),
    QT_TRANSLATE_NOOP("core", "answer as the graph is"),
    QT_TRANSLATE_NOOP("core", "answer with the change"),
    QT_TRANSLATE_NOOP("core", "probability of the first answer"),
    QT_TRANSLATE_NOOP("core", "mask each triple"),
    QT_TRANSLATE_NOOP("core", "ask with and without the row"),
    QT_TRANSLATE_NOOP("core", "drawing %1 rows, seed %2"),
    QT_TRANSLATE_NOOP("core", "size %1, seed %2, %3: question"),
    QT_TRANSLATE_NOOP("core", "tokenising"),
    QT_TRANSLATE_NOOP("core", "training the vocabulary"),
    QT_TRANSLATE_NOOP("core", "closed-form start"),
    QT_TRANSLATE_NOOP("core", "training"),
    // The self-check.
    QT_TRANSLATE_NOOP("core", "The weights on the kept leaves add up to λ knowledge, per head"),
    QT_TRANSLATE_NOOP("core", "Evidence shares are the recorded weights over their sum"),
    QT_TRANSLATE_NOOP("core", "Every displayed triple is the row that was multiplied (leaf → row → triple)"),
    QT_TRANSLATE_NOOP("core", "Stored value codes are the embeddings of their rows"),
    QT_TRANSLATE_NOOP("core", "Scores are those of projected, normalised keys in fp64"),
    QT_TRANSLATE_NOOP("core", "Keeping every key gives the same result as flat attention"),
    QT_TRANSLATE_NOOP("core", "Asked again with the same seed: the same words and the same λ"),
    QT_TRANSLATE_NOOP("core", "A masked triple is read nowhere"),
};

/// A text with %1, %2, … and what matches it.
struct Pattern {
    const char* text;
    QRegularExpression match;
};

const std::vector<Pattern>& patterns() {
    static const auto kPatterns = [] {
        std::vector<Pattern> out;
        for (const char* text : kTexts) {
            QString expression = QRegularExpression::escape(QString::fromUtf8(text));
            if (!expression.contains(QLatin1String("\\%"))) continue;
            static const QRegularExpression kMark(QStringLiteral("\\\\%[0-9]"));
            expression.replace(kMark, QStringLiteral("(.+)"));
            out.push_back({text, QRegularExpression(QRegularExpression::anchoredPattern(expression))});
        }
        return out;
    }();
    return kPatterns;
}

struct Found {
    const char* text = nullptr;
    QStringList parts; ///< %1, %2, …
};

Found find(const QString& text) {
    static const auto kWhole = [] {
        QHash<QString, const char*> out;
        for (const char* known : kTexts) out.insert(QString::fromUtf8(known), known);
        return out;
    }();
    if (const auto whole = kWhole.find(text); whole != kWhole.end()) return {whole.value(), {}};
    for (const Pattern& pattern : patterns())
        if (const auto match = pattern.match.match(text); match.hasMatch())
            return {pattern.text, match.capturedTexts().mid(1)};
    return {};
}

} // namespace

QString coreText(const std::string& text) {
    const QString english = qs(text);
    const Found found = find(english);
    if (!found.text) return english;
    QString out = QCoreApplication::translate("core", found.text);
    // All at once: a part may hold a mark of its own.
    switch (found.parts.size()) {
    case 1: return out.arg(found.parts[0]);
    case 2: return out.arg(found.parts[0], found.parts[1]);
    case 3: return out.arg(found.parts[0], found.parts[1], found.parts[2]);
    default: return out;
    }
}

bool isCoreText(const std::string& text) { return find(qs(text)).text != nullptr; }

} // namespace akv::ui
