// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/guided_lesson.h"

#include "views/models/text.h"

#include <QtCore/QObject>

#include <algorithm>

namespace akv::ui {

namespace {

const std::vector<Mode> kPlain = {Mode::Atlas}, kBest = {Mode::AtlasCopy, Mode::Atlas};

QString tripleOf(const Evidence& e) { return tripleText(e.head, e.relation, e.tail); }
QString saidBy(const Answer& a) { return qs(valuePart(a.text)); }
bool saysValueOf(const Answer& a, const Evidence& e) {
    return normaliseAnswer(valuePart(a.text)) == normaliseAnswer(e.value);
}

/// "read most: A · b · C (98 %)", or that nothing was read.
QString readMost(const Answer& a) {
    if (a.evidence.empty()) return QObject::tr("It read no triple.");
    const Evidence& top = a.evidence.front();
    if (top.inPrompt && top.share <= 0.0) return QObject::tr("First in the prompt: %1.").arg(tripleOf(top));
    return QObject::tr("Read most: %1, %2 % of what it took from the graph.")
        .arg(tripleOf(top))
        .arg(top.share * 100, 0, 'f', 0);
}

QString promptLine(const Answer& a) {
    if (!a.context) return QObject::tr("Prompt: %1 tokens.").arg(a.promptTokens);
    return QObject::tr("Prompt: %1 tokens with %2 triples as text.").arg(a.promptTokens).arg(a.context->triples);
}

QString keysLine(const Answer& a) {
    const auto keys = keysCompared(a);
    return keys ? QObject::tr("A query met %1 keys on average.").arg(*keys, 0, 'f', 0) : QString();
}

QString factsOf(const Answer& a) {
    QStringList lines{QObject::tr("It says: “%1”").arg(qs(a.text).trimmed()), readMost(a), promptLine(a)};
    if (const QString keys = keysLine(a); !keys.isEmpty()) lines << keys;
    if (a.refused) lines << QObject::tr("That is its sentence for what it does not find.");
    return lines.join(QLatin1Char('\n'));
}

QString modeAndWords(const Answer& a) { return QObject::tr("%1: “%2”").arg(modeLabel(a.mode), qs(a.text).trimmed()); }

QString compareWays(const LessonAnswers& answers) {
    QStringList lines;
    for (const auto& a : answers)
        if (a) lines << modeAndWords(*a) + QLatin1Char(' ') + promptLine(*a);
    const Answer &weights = *answers[0], &text = *answers[1], &keys = *answers[2];
    lines << QObject::tr("The triples as text made the prompt %1 tokens longer; as keys and values %2.")
                 .arg(text.promptTokens - weights.promptTokens)
                 .arg(keys.promptTokens - weights.promptTokens);
    if (!keys.evidence.empty())
        lines << (saysValueOf(weights, keys.evidence.front())
                      ? QObject::tr("The weights alone knew “%1”, too.").arg(qs(keys.evidence.front().value))
                      : QObject::tr("The weights alone did not say “%1”.").arg(qs(keys.evidence.front().value)));
    return lines.join(QLatin1Char('\n'));
}

QString compareFlat(const LessonAnswers& answers) {
    const Answer &flat = *answers[0], &tree = *answers[1];
    QStringList lines{modeAndWords(flat), modeAndWords(tree)};
    const auto all = keysCompared(flat), some = keysCompared(tree);
    if (all && some && *some > 0)
        lines << QObject::tr("A query met %1 keys without the hierarchy and %2 with it: %3 times as many.")
                     .arg(*all, 0, 'f', 0)
                     .arg(*some, 0, 'f', 0)
                     .arg(*all / *some, 0, 'f', 1);
    if (!flat.evidence.empty() && !tree.evidence.empty())
        lines << (flat.evidence.front().triple == tree.evidence.front().triple
                      ? QObject::tr("Both read the same triple most: %1.").arg(tripleOf(tree.evidence.front()))
                      : QObject::tr("They read different triples most: %1; %2.")
                            .arg(tripleOf(flat.evidence.front()), tripleOf(tree.evidence.front())));
    return lines.join(QLatin1Char('\n'));
}

QString kOf(const RunCard& card) { return QStringLiteral("%1-%2-%3").arg(card.kRoot).arg(card.kInter).arg(card.kLeaf); }

QString compareK(const LessonAnswers& answers) {
    const Answer &wide = *answers[0], &narrow = *answers[1];
    QStringList lines;
    for (const Answer* a : {&wide, &narrow})
        lines << QObject::tr("k %1: “%2”").arg(kOf(a->trace.card), qs(a->text).trimmed());
    if (!wide.evidence.empty()) {
        const Evidence& top = wide.evidence.front();
        const auto line = [&](const Answer& a) {
            return QObject::tr("With k %1, %2 was kept in %3 of %4 records of layers and words.")
                .arg(kOf(a.trace.card), tripleOf(top))
                .arg(recordsKeeping(a.trace, top.leaf))
                .arg(a.trace.layers.size());
        };
        lines << line(wide) << line(narrow);
    }
    lines << (wide.text == narrow.text
                  ? QObject::tr("The words are the same: for this question the small k was enough.")
                  : QObject::tr("The words differ: what was cut off was needed."));
    return lines.join(QLatin1Char('\n'));
}

QString compareRemoved(const LessonAnswers& answers) {
    const Answer &with = *answers[0], &without = *answers[1];
    if (with.evidence.empty()) return QObject::tr("The first answer read no triple: there was nothing to remove.");
    QStringList lines{QObject::tr("With %1: “%2”").arg(tripleOf(with.evidence.front()), qs(with.text).trimmed()),
                      QObject::tr("Without it: “%1”").arg(qs(without.text).trimmed())};
    if (with.text == without.text)
        lines << QObject::tr("No change: this answer did not depend on that triple.");
    else if (without.refused)
        lines << QObject::tr("The fact was read, not remembered: without it the model says that it is not there.");
    else
        lines << QObject::tr("The answer depended on that triple.");
    lines << readMost(without);
    return lines.join(QLatin1Char('\n'));
}

QString wordsAndTriple(const Answer& a) {
    if (a.evidence.empty()) return QObject::tr("%1 read no triple.").arg(modeLabel(a.mode));
    const Evidence& top = a.evidence.front();
    return saysValueOf(a, top)
               ? QObject::tr("%1 read “%2” most and said it.").arg(modeLabel(a.mode), qs(top.value))
               : QObject::tr("%1 read “%2” most and said “%3”.").arg(modeLabel(a.mode), qs(top.value), saidBy(a));
}

QString compareWords(const LessonAnswers& answers) {
    const Answer &writes = *answers[0], &copies = *answers[1];
    QStringList lines{wordsAndTriple(writes), wordsAndTriple(copies)};
    const bool wrote = !writes.evidence.empty() && saysValueOf(writes, writes.evidence.front());
    lines << (wrote ? QObject::tr("Both were right here. Choose another question and begin again.")
                    : QObject::tr("Grounded is one thing, right words another: a value is a direction, and the model "
                                  "has to spell it. Copying takes the letters from the triple."));
    return lines.join(QLatin1Char('\n'));
}

GuidedStep compareStep(QString (*compare)(const LessonAnswers&)) {
    return {QObject::tr("What came out"), QObject::tr("Worked out from the answers of this lesson."), {}, {}, compare};
}

GuidedLesson threeWays() {
    return {QStringLiteral("three-ways"),
            QObject::tr("Three ways to add knowledge"),
            QObject::tr("In the weights, as text in the prompt, or as keys and values: what does each cost, and who "
                        "knows the answer?"),
            {{QObject::tr("In the weights"),
              QObject::tr("The model alone. What it knows was put into its weights by training; changing a fact means "
                          "training again. Look at the next token."),
              QObject::tr("Ask the model alone"),
              {{Mode::ZeroShot}, {}, false, Station::NextToken},
              nullptr},
             {QObject::tr("As text"),
              QObject::tr("Fitting triples are written in front of the question. Look at the tokens: every triple is "
                          "read again for every question."),
              QObject::tr("Ask with triples in the prompt"),
              {{Mode::Rag, Mode::InContext}, {}, false, Station::Tokenise},
              nullptr},
             {QObject::tr("As keys and values"),
              QObject::tr("The triples lie beside the model as keys and values, which some of its layers read. Look at "
                          "the leaves: the prompt did not grow."),
              QObject::tr("Ask with keys and values"),
              {kBest, {}, false, Station::Leaf},
              nullptr},
             compareStep(compareWays)}};
}

GuidedLesson flatOrTree() {
    return {QStringLiteral("flat-or-tree"),
            QObject::tr("KBLaM and AtlasKV"),
            QObject::tr("Every key at once, or region, neighbourhood and fact: how many keys does a query meet?"),
            {{QObject::tr("Every key at once"),
              QObject::tr("KBLaM compares a query with every key of the graph. Look at the leaves: nothing was chosen "
                          "before."),
              QObject::tr("Ask KBLaM"),
              {{Mode::Kblam}, {}, false, Station::Leaf},
              nullptr},
             {QObject::tr("Level by level"),
              QObject::tr("AtlasKV compares it with the root keys first and goes on below the best of them. Step from "
                          "Root over Inter to Leaf."),
              QObject::tr("Ask AtlasKV"),
              {kPlain, {}, false, Station::Root},
              nullptr},
             compareStep(compareFlat)}};
}

GuidedLesson whyK() {
    return {QStringLiteral("why-k"),
            QObject::tr("Why k matters"),
            QObject::tr("What is cut off on a level is lost for all levels below. When is it too much?"),
            {{QObject::tr("The k of this graph"),
              QObject::tr("So many root, inter and leaf keys stay as the top bar says. Look at the root keys and at "
                          "the cut."),
              QObject::tr("Ask with this k"),
              {kPlain, {}, false, Station::Root},
              nullptr},
             {QObject::tr("One of each"),
              QObject::tr("Now one root key, one inter key and one leaf stay. Guess first: does the fact survive?"),
              QObject::tr("Ask with k 1-1-1"),
              {kPlain, PruneK{1, 1, 1}, false, Station::Root},
              nullptr},
             compareStep(compareK)}};
}

GuidedLesson removeFact() {
    return {QStringLiteral("remove-a-fact"),
            QObject::tr("Remove a fact"),
            QObject::tr("Does the answer come from the triple that was read, or would the model say it anyway?"),
            {{QObject::tr("With the fact"),
              QObject::tr("Look at the leaves: which triple was read most?"),
              QObject::tr("Ask"),
              {kBest, {}, false, Station::Leaf},
              nullptr},
             {QObject::tr("Without it"),
              QObject::tr("The triple that was read most is masked: no layer may read it. The graph stays as it is. "
                          "Guess the next token first."),
              QObject::tr("Mask it and ask again"),
              {kBest, {}, true, Station::Leaf},
              nullptr},
             compareStep(compareRemoved)}};
}

GuidedLesson wrongWords() {
    return {QStringLiteral("wrong-words"),
            QObject::tr("Right triple, wrong words"),
            QObject::tr("A layer can look at the right place and the model still say something else. Where does it go "
                        "wrong?"),
            {{QObject::tr("Spelled by the model"),
              QObject::tr("The value is mixed into the layers as a direction; the model finds the words. Look at the "
                          "mix, then at the next token."),
              QObject::tr("Ask without copying"),
              {kPlain, {}, false, Station::Mix},
              nullptr},
             {QObject::tr("Copied from the triple"),
              QObject::tr("The same reading, but the words may be taken from the sentence of a kept triple."),
              QObject::tr("Ask with copying"),
              {{Mode::AtlasCopy}, {}, false, Station::NextToken},
              nullptr},
             compareStep(compareWords)}};
}

} // namespace

const std::vector<GuidedLesson>& guidedLessons() {
    static const std::vector<GuidedLesson> lessons = {threeWays(), flatOrTree(), whyK(), removeFact(), wrongWords()};
    return lessons;
}

const GuidedLesson* findLesson(const QString& id) {
    for (const GuidedLesson& lesson : guidedLessons())
        if (lesson.id == id) return &lesson;
    return nullptr;
}

QString lessonFinding(const GuidedLesson& lesson, std::size_t step, const LessonAnswers& answers) {
    const GuidedStep& s = lesson.steps[step];
    if (s.asks()) return answers[step] ? factsOf(*answers[step]) : QString();
    for (std::size_t i = 0; i < lesson.steps.size(); ++i)
        if (lesson.steps[i].asks() && !answers[i]) return {};
    return s.compare ? s.compare(answers) : QString();
}

std::optional<double> keysCompared(const Answer& answer) {
    if (answer.levels.empty()) return std::nullopt;
    double keys = 0.0;
    for (const LevelCount& level : answer.levels)
        keys += double(level.rootAvailable + level.interAvailable + level.leafAvailable);
    return keys / double(answer.levels.size());
}

std::size_t recordsKeeping(const Trace& trace, LeafId leaf) {
    return std::size_t(std::count_if(trace.layers.begin(), trace.layers.end(), [&](const LayerRecord& record) {
        return std::find(record.leaf.kept.begin(), record.leaf.kept.end(), leaf.value()) != record.leaf.kept.end();
    }));
}

} // namespace akv::ui
