// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/lesson.h"

#include "views/models/text.h"

#include <QtCore/QObject>

#include <algorithm>
#include <cmath>

namespace akv::ui {

namespace {

constexpr std::size_t kShownKept = 8, kShownBelow = 3;

QString wordOf(const Trace& trace, int step) {
    for (const TokenRecord& token : trace.tokens)
        if (token.step == step) return qs(token.text).trimmed();
    return {};
}

LessonStep tokenise(const Trace& trace, int step) {
    LessonStep s{Station::Tokenise, QObject::tr("1 · Words become tokens"), {}, {}, {}, false};
    s.text = QObject::tr("“%1” is cut into %2 tokens, pieces that the model knows by number.")
                 .arg(qs(trace.question))
                 .arg(trace.promptTokens.size());
    for (const std::string& token : trace.promptTokens) s.rows.push_back({qs(token).trimmed(), {}, 0.0, true});
    QStringList said;
    for (const TokenRecord& token : trace.tokens)
        if (token.step < step) said << qs(token.text).trimmed();
    for (const QString& word : said) s.rows.push_back({word, QObject::tr("said"), 0.0, true});
    s.foot = said.isEmpty() ? QObject::tr("Nothing has been said yet.")
                            : QObject::tr("Already said: %1").arg(said.join(QLatin1Char(' ')));
    return s;
}

LessonStep query(const Trace& trace, int step, int layer, const LayerRecord* record) {
    LessonStep s{Station::Query, QObject::tr("2 · A question in numbers"), {}, {}, {}, false};
    if (!record) {
        s.text = QObject::tr("No record: layer %1 did not read the graph for this word.").arg(layer);
        return s;
    }
    s.text =
        QObject::tr("Before it writes the next word, layer %1 turns what it has read so far into %2 queries, one a "
                    "head. A query is a direction: keys that point the same way fit.")
            .arg(layer)
            .arg(record->heads);
    for (std::size_t h = 0; h < record->lambdaKg.size(); ++h)
        s.rows.push_back({QObject::tr("head %1").arg(h + 1),
                          QObject::tr("λ %1").arg(scoreText(double(record->lambdaKg[h]))), double(record->lambdaKg[h]),
                          true});
    s.foot = QObject::tr("λ is the share of its attention that each head gives to the graph.");
    (void)trace, (void)step;
    return s;
}

LessonStep level(Station station, const QString& title, const QString& what, const FunnelColumn& column, bool flat) {
    LessonStep s{station, title, {}, {}, {}, false};
    if (flat && station != Station::Leaf) {
        s.text = QObject::tr("In this mode every leaf is attended to: nothing is chosen on this level.");
        return s;
    }
    s.text = column.pruned()
                 ? QObject::tr(
                       "%1 %2 were compared with the query. The best %3 stay, the rest is not looked at any further.")
                       .arg(grouped(column.available), what, grouped(column.kept))
                 : QObject::tr("All %1 %2 stay: there is nothing to prune here.").arg(grouped(column.available), what);
    double most = 0.0;
    for (const FunnelItem& item : column.items) most = std::max(most, double(item.score));
    const auto add = [&](const FunnelItem& item, bool kept) {
        s.rows.push_back({item.label, scoreText(double(item.score)), most > 0 ? double(item.score) / most : 0.0, kept});
    };
    for (std::size_t i = 0; i < std::min(kShownKept, column.items.size()); ++i) add(column.items[i], true);
    for (std::size_t i = 0; i < std::min(kShownBelow, column.runnersUp.size()); ++i) add(column.runnersUp[i], false);
    if (column.items.size() > kShownKept)
        s.foot = QObject::tr("and %1 more that stayed").arg(grouped(column.items.size() - kShownKept));
    s.guess = column.items.size() + column.runnersUp.size() > 1;
    return s;
}

LessonStep mix(const Trace& trace, int step, int layer, const LayerRecord* record) {
    LessonStep s{Station::Mix, QObject::tr("6 · Values are mixed in"), {}, {}, {}, false};
    const auto lambda = meanLambda(trace, step, layer);
    if (!record || !lambda) {
        s.text = QObject::tr("No record of this layer for this word.");
        return s;
    }
    s.text =
        QObject::tr("The layer adds up the values of the leaves it kept, each by its weight. The graph gets %1 % of "
                    "the attention, the words of the conversation %2 %.")
            .arg(*lambda * 100, 0, 'f', 0)
            .arg((1 - *lambda) * 100, 0, 'f', 0);
    for (const LeafRow& row : buildLeafRows(trace, step, layer)) {
        if (s.rows.size() >= kShownKept) break;
        s.rows.push_back({row.value.isEmpty() ? row.text : QStringLiteral("%1  ←  %2").arg(row.value, row.key),
                          QStringLiteral("%1 %").arg(row.weight * 100, 0, 'f', 1), row.weight, true});
    }
    s.rows.push_back({QObject::tr("words of the conversation"),
                      QStringLiteral("%1 %").arg((1 - *lambda) * 100, 0, 'f', 1), 1 - *lambda, false});
    s.foot = QObject::tr("Weights show where the layer read, not why it answered.");
    return s;
}

LessonStep nextToken(const Trace& trace, int step, const TokenText& textOf) {
    LessonStep s{Station::NextToken, QObject::tr("7 · The next token"), {}, {}, {}, true};
    const auto token =
        std::find_if(trace.tokens.begin(), trace.tokens.end(), [step](const TokenRecord& t) { return t.step == step; });
    if (token == trace.tokens.end()) {
        s.text = QObject::tr("No token was recorded for this step.");
        s.guess = false;
        return s;
    }
    s.text = QObject::tr("After all layers the model gives every token it knows a probability, and writes “%1”.")
                 .arg(qs(token->text).trimmed());
    const auto add = [&](int id, float logprob) {
        QString text = id == token->id ? qs(token->text).trimmed() : QString();
        for (const TokenRecord& other : trace.tokens)
            if (text.isEmpty() && other.id == id) text = qs(other.text).trimmed();
        if (text.isEmpty() && textOf) text = textOf(id).trimmed();
        if (text.isEmpty()) text = QObject::tr("token number %1").arg(id);
        const double p = std::exp(double(logprob));
        s.rows.push_back({text, QStringLiteral("%1 %").arg(p * 100, 0, 'f', 1), p, id == token->id});
    };
    bool chosen = false;
    for (const auto& [id, logprob] : token->alternatives) {
        add(id, logprob);
        chosen |= id == token->id;
    }
    if (!chosen) add(token->id, token->logprob);
    return s;
}

} // namespace

int busiestLayer(const Trace& trace, int step) {
    int best = -1;
    double most = -1.0;
    for (const int layer : trace.kbLayers())
        if (const auto lambda = meanLambda(trace, step, layer); lambda && *lambda > most) most = *lambda, best = layer;
    return best;
}

std::vector<LessonStep> buildLesson(const Trace& trace, int step, int layer, const TokenText& textOf) {
    const LayerRecord* record = trace.find(step, layer);
    const Funnel funnel = buildFunnel(trace, step, layer).value_or(Funnel{});
    const auto named = [&](Station station, const QString& title, const QString& what, const FunnelColumn& column) {
        if (record) return level(station, title, what, column, funnel.flat);
        return LessonStep{station, title, QObject::tr("No record of this layer for this word."), {}, {}, false};
    };
    return {
        tokenise(trace, step),
        query(trace, step, layer, record),
        named(Station::Root, QObject::tr("3 · Root: which region of the graph?"), QObject::tr("root keys"),
              funnel.root),
        named(Station::Inter, QObject::tr("4 · Inter: which neighbourhood?"), QObject::tr("inter keys"), funnel.inter),
        named(Station::Leaf, QObject::tr("5 · Leaf: which facts?"), QObject::tr("leaf keys"), funnel.leaf),
        mix(trace, step, layer, record),
        nextToken(trace, step, textOf)};
}

namespace {

constexpr char kLessonHead[] = R"(<style>
:root{--ground:#F5F6F8;--card:#fff;--text:#1C2430;--dim:#5B6577;--line:#DDE1E7;--s0:#5B6577;--s1:#7A3FA0;--s2:#0072B2;--s3:#946000;--s4:#007A57;--s5:#7A3FA0;--s6:#0B63B8}
@media(prefers-color-scheme:dark){:root{--ground:#15181D;--card:#1D2127;--text:#E6E9EE;--dim:#9AA4B2;--line:#313740;--s0:#9AA4B2;--s1:#C08AE0;--s2:#56A8E0;--s3:#F0B541;--s4:#3CC79A;--s5:#C08AE0;--s6:#6CB2F5}}
body{font:20px/1.5 system-ui,sans-serif;margin:0;background:var(--ground);color:var(--text)}
main{max-width:60rem;margin:0 auto;padding:1.5rem}h1{font-size:1.2rem;font-weight:600;margin:0 0 .5rem}h2{font-size:2rem;margin:0 0 .6rem}
section{display:none;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.6rem 2rem;min-height:24rem}section.on{display:block}
.row{display:grid;grid-template-columns:1fr 6rem;gap:.2rem 1rem;margin:.5rem 0}.num{text-align:right;font-variant-numeric:tabular-nums}
.bar{grid-column:1/3;height:.55rem;background:var(--line);border-radius:3px}.bar i{display:block;height:100%;border-radius:3px;background:var(--c)}
.below{color:var(--dim)}.below .bar i{background:var(--dim)}.tok{display:inline-block;border:1px solid var(--line);border-radius:6px;padding:.1rem .5rem;margin:.2rem}
.foot,.hint{color:var(--dim);font-size:.95rem}.hidden .num,.hidden .bar,.hidden .foot{visibility:hidden}
button{font:inherit;padding:.4rem 1rem;margin-right:.5rem;border-radius:8px;border:1px solid var(--line);background:var(--card);color:var(--text)}
</style>)";

constexpr char kLessonScript[] = R"(<script>
const s=[...document.querySelectorAll('section')];let at=0;
function show(n){at=Math.max(0,Math.min(s.length-1,n));s.forEach((e,i)=>e.classList.toggle('on',i===at));
 document.getElementById('at').textContent=(at+1)+' / '+s.length}
function next(){const e=s[at];if(e.classList.contains('hidden'))e.classList.remove('hidden');else show(at+1)}
addEventListener('keydown',e=>{if(e.key===' '||e.key==='ArrowRight'){e.preventDefault();next()}
 if(e.key==='ArrowLeft'){e.preventDefault();show(at-1)}if(e.key==='ArrowDown'){e.preventDefault();show(at+7)}
 if(e.key==='ArrowUp'){e.preventDefault();show(at-7)}});
show(0);
</script>)";

QString stationHtml(const LessonStep& s, const QString& word) {
    QString out =
        QStringLiteral("<section class=\"%1\" style=\"--c:var(--s%2)\"><p class=\"hint\">%3</p><h2>%4</h2><p>%5</p>")
            .arg(s.guess ? QStringLiteral("hidden") : QString())
            .arg(int(s.station))
            .arg(QObject::tr("how “%1” was written").arg(word).toHtmlEscaped(), s.title.toHtmlEscaped(),
                 s.text.toHtmlEscaped());
    for (const LessonRow& row : s.rows) {
        if (s.station == Station::Tokenise) {
            out += QStringLiteral("<span class=\"tok\">%1</span>").arg(row.label.toHtmlEscaped());
            continue;
        }
        out += QStringLiteral("<div class=\"row%1\"><span>%2</span><span class=\"num\">%3</span><span class=\"bar\"><i "
                              "style=\"width:%4%\"></i></span></div>")
                   .arg(row.kept ? QString() : QStringLiteral(" below"), row.label.toHtmlEscaped(),
                        row.number.toHtmlEscaped())
                   .arg(std::clamp(row.share, 0.0, 1.0) * 100, 0, 'f', 1);
    }
    return out + QStringLiteral("<p class=\"foot\">%1</p></section>\n").arg(s.foot.toHtmlEscaped());
}

} // namespace

QString lessonHtml(const Trace& trace, const TokenText& textOf) {
    QString out =
        QStringLiteral("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%1</title>%2</head>\n<body>"
                       "<main><h1>%1</h1><p class=\"hint\">%3</p>\n")
            .arg(qs(trace.question).toHtmlEscaped(), QString::fromUtf8(kLessonHead), qs(trace.answer).toHtmlEscaped());
    for (const TokenRecord& token : trace.tokens)
        for (const LessonStep& step : buildLesson(trace, token.step, busiestLayer(trace, token.step), textOf))
            out += stationHtml(step, wordOf(trace, token.step));
    const RunCard& card = trace.card;
    out +=
        QStringLiteral(
            "<p><button onclick=\"show(at-1)\">←</button><button onclick=\"next()\">→</button><span id=\"at\">"
            "</span></p><p class=\"hint\">%1</p></main>%2</body></html>\n")
            .arg(QObject::tr(
                     "Recorded by AtlasKV Workbench: %1, mode %2, k %3-%4-%5, seed %6. Space or → steps and reveals, "
                     "↓ goes to the next word.")
                     .arg(qs(card.model), qs(card.mode))
                     .arg(card.kRoot)
                     .arg(card.kInter)
                     .arg(card.kLeaf)
                     .arg(card.seed)
                     .toHtmlEscaped(),
                 QString::fromUtf8(kLessonScript));
    return out;
}

} // namespace akv::ui
