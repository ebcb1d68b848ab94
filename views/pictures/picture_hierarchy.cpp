// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/number_file.h"
#include "views/pictures/picture_tables.h"
#include "views/widgets/cluster_map_view.h"
#include "views/widgets/funnel_view.h"
#include "views/widgets/icicle_view.h"
#include "views/widgets/lambda_map_view.h"

#include <QtCore/QJsonArray>

#include <algorithm>

namespace akv::ui {

namespace {

const FunnelColumn& columnOf(const Funnel& funnel, int level) {
    return level == 0 ? funnel.root : level == 1 ? funnel.inter : funnel.leaf;
}
FunnelColumn& columnOf(Funnel& funnel, int level) {
    return level == 0 ? funnel.root : level == 1 ? funnel.inter : funnel.leaf;
}

const QStringList& levelNames() {
    static const QStringList kNames{QStringLiteral("root"), QStringLiteral("inter"), QStringLiteral("leaf")};
    return kNames;
}

QJsonObject aboutColumn(const FunnelColumn& column) {
    QJsonObject about{{QStringLiteral("title"), column.title},
                      {QStringLiteral("kept"), qint64(column.kept)},
                      {QStringLiteral("available"), qint64(column.available)},
                      {QStringLiteral("steps"), column.steps}};
    if (column.cutOff) about.insert(QStringLiteral("cut_off"), double(*column.cutOff));
    return about;
}

std::optional<ExportTable> writeFunnel(const QWidget& widget) {
    const auto* view = qobject_cast<const FunnelView*>(&widget);
    if (!view) return std::nullopt;
    ExportTable table{QObject::tr("Funnel"),
                      {QStringLiteral("level"), QStringLiteral("rank"), QStringLiteral("key"), QStringLiteral("score"),
                       QStringLiteral("kept"), QStringLiteral("number"), QStringLiteral("parent"),
                       QStringLiteral("triple"), QStringLiteral("detail")},
                      {}};
    if (!view->funnel()) return table;
    const Funnel& funnel = *view->funnel();
    table.picture = {{QStringLiteral("step"), funnel.step},
                     {QStringLiteral("layer"), funnel.layer},
                     {QStringLiteral("heads"), funnel.heads},
                     {QStringLiteral("positions"), funnel.positions},
                     {QStringLiteral("flat"), funnel.flat}};
    for (int level = 0; level < 3; ++level) {
        const FunnelColumn& column = columnOf(funnel, level);
        table.picture.insert(levelNames()[level], aboutColumn(column));
        for (const auto* list : {&column.items, &column.runnersUp})
            for (const FunnelItem& item : *list)
                table.rows << QStringList{levelNames()[level],
                                          QString::number(item.rank),
                                          item.label,
                                          exactNumber(item.score),
                                          list == &column.items ? QStringLiteral("yes") : QStringLiteral("no"),
                                          QString::number(item.id),
                                          QString::number(item.parent),
                                          QString::number(item.triple),
                                          item.detail};
    }
    return table;
}

FunnelItem funnelItem(const ExportTable& table, CellReader& cells, qsizetype row) {
    FunnelItem item;
    item.rank = int(cells.whole(row, cells.column(QStringLiteral("rank")), 0, INT32_MAX));
    item.label = cells.text(row, cells.column(QStringLiteral("key")));
    item.score = float(cells.number(row, cells.column(QStringLiteral("score"))));
    item.id = std::uint32_t(cells.whole(row, cells.column(QStringLiteral("number")), 0, UINT32_MAX));
    item.parent = int(cells.whole(row, cells.column(QStringLiteral("parent")), -1, table.rows.size()));
    item.triple = cells.whole(row, cells.column(QStringLiteral("triple")), INT64_MIN, INT64_MAX);
    item.detail = cells.text(row, cells.column(QStringLiteral("detail")));
    return item;
}

QWidget* readFunnel(const ExportTable& table, CellReader& cells) {
    auto* view = new FunnelView;
    const QJsonObject& about = table.picture;
    Funnel funnel;
    funnel.step = about.value(QStringLiteral("step")).toInt();
    funnel.layer = about.value(QStringLiteral("layer")).toInt();
    funnel.heads = about.value(QStringLiteral("heads")).toInt();
    funnel.positions = about.value(QStringLiteral("positions")).toInt(1);
    funnel.flat = about.value(QStringLiteral("flat")).toBool();
    for (int level = 0; level < 3; ++level) {
        const QJsonObject own = about.value(levelNames()[level]).toObject();
        FunnelColumn& column = columnOf(funnel, level);
        column.title = own.value(QStringLiteral("title")).toString(levelNames()[level]);
        column.kept = std::uint64_t(own.value(QStringLiteral("kept")).toInteger());
        column.available = std::uint64_t(own.value(QStringLiteral("available")).toInteger());
        column.steps = own.value(QStringLiteral("steps")).toInt();
        if (own.contains(QStringLiteral("cut_off")))
            column.cutOff = float(own.value(QStringLiteral("cut_off")).toDouble());
    }
    const int level = cells.column(QStringLiteral("level")), kept = cells.column(QStringLiteral("kept"));
    for (qsizetype i = 0; i < table.rows.size(); ++i) {
        const auto at = levelNames().indexOf(cells.text(i, level));
        if (at < 0) cells.refuse(i, "a level is root, inter or leaf");
        FunnelItem item = funnelItem(table, cells, i);
        const auto parents = at > 0 ? columnOf(funnel, int(at) - 1).items.size() : 0;
        if (item.parent >= int(parents)) cells.refuse(i, "its parent is not in the level above");
        FunnelColumn& column = columnOf(funnel, std::max(0, int(at)));
        (cells.text(i, kept) == QStringLiteral("yes") ? column.items : column.runnersUp).push_back(std::move(item));
    }
    if (cells.result().ok() && !table.rows.isEmpty()) view->setFunnel(std::move(funnel));
    return view;
}

std::optional<ExportTable> writeMap(const QWidget& widget) {
    const auto* view = qobject_cast<const LambdaMapView*>(&widget);
    if (!view) return std::nullopt;
    const LambdaMap& map = view->map();
    ExportTable table{
        QObject::tr("lambda_kg, layers by words"),
        {QStringLiteral("layer"), QStringLiteral("word"), QStringLiteral("lambda_kg"), QStringLiteral("place"),
         QStringLiteral("step")},
        {},
        {{QStringLiteral("step"), view->current().first}, {QStringLiteral("layer"), view->current().second}}};
    for (std::size_t l = 0; l < map.layers.size(); ++l)
        for (std::size_t t = 0; t < map.tokens.size(); ++t) {
            const auto value = map.at(l, t);
            table.rows << QStringList{QString::number(map.layers[l]), map.tokens[t],
                                      value ? exactNumber(*value) : QString(), QString::number(t),
                                      t < view->steps().size() ? QString::number(view->steps()[t]) : QString()};
        }
    return table;
}

/// Rows are layer by layer, and each layer has the same words in the same order.
QWidget* readMap(const ExportTable& table, CellReader& cells) {
    auto* view = new LambdaMapView;
    const int layer = cells.column(QStringLiteral("layer")), word = cells.column(QStringLiteral("word")),
              value = cells.column(QStringLiteral("lambda_kg")), place = cells.column(QStringLiteral("place")),
              step = cells.column(QStringLiteral("step"));
    LambdaMap map;
    std::vector<int> steps;
    for (qsizetype i = 0; i < table.rows.size(); ++i) {
        const int now = int(cells.whole(i, layer, 0, INT32_MAX));
        const auto at = std::size_t(cells.whole(i, place, 0, table.rows.size()));
        if (map.layers.empty() || map.layers.back() != now) map.layers.push_back(now);
        if (map.layers.size() == 1) {
            map.tokens.push_back(cells.text(i, word));
            if (!cells.text(i, step).isEmpty()) steps.push_back(int(cells.whole(i, step, 0, INT32_MAX)));
        }
        if (map.tokens.empty() || at != map.values.size() % map.tokens.size())
            cells.refuse(i, "the words of each layer are wanted in the same order, without a gap");
        map.values.push_back(cells.text(i, value).isEmpty() ? std::optional<float>()
                                                            : std::optional(float(cells.number(i, value))));
    }
    if (!table.rows.isEmpty() && map.values.size() != map.layers.size() * map.tokens.size())
        cells.refuse(table.rows.size() - 1, "the last layer has fewer words than the first");
    if (!cells.result().ok()) return view;
    view->setMap(std::move(map), std::move(steps));
    view->setCurrent(table.picture.value(QStringLiteral("step")).toInt(-1),
                     table.picture.value(QStringLiteral("layer")).toInt(-1));
    return view;
}

std::uint32_t keysOn(const ClusterTree& tree, ClusterLevel level) {
    return level == ClusterLevel::Root ? tree.roots() : level == ClusterLevel::Inter ? tree.inters() : tree.leafCount();
}

QJsonValue keyText(const std::optional<ClusterKey>& key) {
    if (!key) return QJsonValue();
    return QStringLiteral("%1 %2").arg(levelNames()[int(key->level)]).arg(key->id);
}

/// Empty for what is no key of the tree.
std::optional<ClusterKey> keyOf(const QJsonValue& text, const ClusterTree& tree) {
    const QStringList parts = text.toString().split(QLatin1Char(' '));
    const auto level = levelNames().indexOf(parts.front());
    if (level < 0 || parts.size() != 2) return std::nullopt;
    const ClusterKey key{ClusterLevel(level), parts[1].toUInt()};
    return key.id < keysOn(tree, key.level) ? std::optional(key) : std::nullopt;
}

QJsonArray numbersOf(const std::vector<std::uint32_t>& values) {
    QJsonArray out;
    for (const std::uint32_t value : values) out.append(qint64(value));
    return out;
}

/// Offsets begin with 0 and never fall.
std::vector<std::uint32_t> offsetsOf(const QJsonValue& array, CellReader& cells) {
    std::vector<std::uint32_t> out;
    for (const auto& value : array.toArray()) {
        out.push_back(std::uint32_t(std::clamp<qint64>(value.toInteger(-1), 0, UINT32_MAX)));
        if (out.front() != 0 || (out.size() > 1 && out.back() < out[out.size() - 2]))
            cells.refuse(0, "the picture's offsets of keys do not rise from 0");
    }
    return out;
}

std::map<std::uint32_t, std::uint64_t>& usageOf(ClusterUsage& usage, ClusterLevel level) {
    return level == ClusterLevel::Root ? usage.root : level == ClusterLevel::Inter ? usage.inter : usage.leaf;
}

/// A box that stands for several neighbours is one line: its first key, the leaves of all of them and the most that one
/// of them was kept.
std::optional<ExportTable> writeIcicle(const QWidget& widget) {
    const auto* view = qobject_cast<const IcicleView*>(&widget);
    if (!view) return std::nullopt;
    ExportTable table{QObject::tr("Hierarchy"),
                      {QStringLiteral("level"), QStringLiteral("key"), QStringLiteral("name"),
                       QStringLiteral("keys together"), QStringLiteral("leaves"), QStringLiteral("kept in this chat"),
                       QStringLiteral("one of them at most")},
                      {},
                      {{QStringLiteral("inter_begin"), numbersOf(view->tree()->interBegin)},
                       {QStringLiteral("leaf_begin"), numbersOf(view->tree()->leafBegin)},
                       {QStringLiteral("records"), qint64(view->usage().records)},
                       {QStringLiteral("focus"), keyText(view->focusKey())},
                       {QStringLiteral("selected"), keyText(view->selected())}}};
    for (const IcicleBox& box : view->boxes()) {
        const ClusterKey last{box.key.level, box.key.id + box.count - 1};
        const auto leaves = view->tree()->leavesOf(last).second - view->tree()->leavesOf(box.key).first;
        std::uint64_t kept = 0, most = 0;
        for (std::uint32_t i = 0; i < box.count; ++i) {
            const std::uint64_t one = view->usage().of({box.key.level, box.key.id + i});
            kept += one, most = std::max(most, one);
        }
        table.rows << QStringList{levelNames()[int(box.key.level)],
                                  QString::number(box.key.id),
                                  view->tree()->nameOf(box.key),
                                  QString::number(box.count),
                                  QString::number(leaves),
                                  QString::number(kept),
                                  QString::number(most)};
    }
    return table;
}

/// Which of the keys of a box were kept is not in the file, only how often all and one of them: shared out from the
/// first on, which draws and counts the same.
void shareOut(std::map<std::uint32_t, std::uint64_t>& kept, std::uint32_t first, qint64 count, qint64 all,
              qint64 most) {
    for (std::uint32_t i = 0; i < count && all > 0 && most > 0; ++i) {
        kept[first + i] = std::uint64_t(std::min(all, most));
        all -= most;
    }
}

void readBox(ClusterTree& tree, ClusterUsage& usage, CellReader& cells, qsizetype row) {
    const auto at = levelNames().indexOf(cells.text(row, cells.column(QStringLiteral("level"))));
    if (at < 0) return cells.refuse(row, "a level is root, inter or leaf");
    const auto level = ClusterLevel(at);
    const qint64 size = keysOn(tree, level);
    const qint64 key = cells.whole(row, cells.column(QStringLiteral("key")), 0, size - 1);
    const qint64 count = cells.whole(row, cells.column(QStringLiteral("keys together")), 1, size - key);
    const qint64 all = cells.whole(row, cells.column(QStringLiteral("kept in this chat")), 0, INT64_MAX);
    const qint64 most = cells.whole(row, cells.column(QStringLiteral("one of them at most")), 0, INT64_MAX);
    shareOut(usageOf(usage, level), std::uint32_t(key), count, all, most);
    const QString name = cells.text(row, cells.column(QStringLiteral("name")));
    if (level == ClusterLevel::Root) tree.rootNames[std::uint32_t(key)] = name;
    if (level == ClusterLevel::Inter) tree.interNames[std::uint32_t(key)] = name;
    if (level == ClusterLevel::Leaf && name != tree.nameOf({level, std::uint32_t(key)}))
        tree.leaves[std::uint32_t(key)].text = name;
}

QWidget* readIcicle(const ExportTable& table, CellReader& cells) {
    auto* view = new IcicleView;
    auto tree = std::make_shared<ClusterTree>();
    tree->interBegin = offsetsOf(table.picture.value(QStringLiteral("inter_begin")), cells);
    tree->leafBegin = offsetsOf(table.picture.value(QStringLiteral("leaf_begin")), cells);
    if (!tree->interBegin.empty() && tree->interBegin.back() != tree->inters())
        cells.refuse(0, "the roots and the inter keys of the picture do not belong together");
    ClusterUsage usage;
    usage.records = std::uint64_t(table.picture.value(QStringLiteral("records")).toInteger());
    for (qsizetype i = 0; i < table.rows.size() && cells.result().ok(); ++i) readBox(*tree, usage, cells, i);
    if (!cells.result().ok()) return view;
    view->setTree(tree, usage);
    view->setFocusKey(keyOf(table.picture.value(QStringLiteral("focus")), *tree));
    view->setSelected(keyOf(table.picture.value(QStringLiteral("selected")), *tree));
    return view;
}

std::optional<ExportTable> writePoints(const QWidget& widget) {
    const auto* view = qobject_cast<const ClusterMapView*>(&widget);
    if (!view) return std::nullopt;
    ExportTable table{QObject::tr("Map of the inter keys"),
                      {QStringLiteral("inter"), QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("leaves"),
                       QStringLiteral("root"), QStringLiteral("name"), QStringLiteral("kept in this chat")},
                      {},
                      {{QStringLiteral("selected"), keyText(view->selected())}}};
    if (const auto& query = view->query())
        table.picture.insert(QStringLiteral("query"), QJsonObject{{QStringLiteral("x"), double(query->x)},
                                                                  {QStringLiteral("y"), double(query->y)},
                                                                  {QStringLiteral("held"), query->held},
                                                                  {QStringLiteral("text"), query->text}});
    const ClusterTree& tree = *view->tree();
    for (std::uint32_t i = 0; i < tree.map.size(); ++i) {
        const ClusterKey key{ClusterLevel::Inter, i};
        const auto leaves = tree.leavesOf(key);
        table.rows << QStringList{QString::number(i),
                                  exactNumber(tree.map[i].x),
                                  exactNumber(tree.map[i].y),
                                  QString::number(leaves.second - leaves.first),
                                  QString::number(tree.rootOf(i)),
                                  tree.nameOf(key),
                                  QString::number(view->usage().of(key))};
    }
    return table;
}

QWidget* readPoints(const ExportTable& table, CellReader& cells) {
    auto* view = new ClusterMapView;
    const int inter = cells.column(QStringLiteral("inter")), x = cells.column(QStringLiteral("x")),
              y = cells.column(QStringLiteral("y")), leaves = cells.column(QStringLiteral("leaves")),
              root = cells.column(QStringLiteral("root")), name = cells.column(QStringLiteral("name")),
              kept = cells.column(QStringLiteral("kept in this chat"));
    auto tree = std::make_shared<ClusterTree>();
    ClusterUsage usage;
    tree->leafBegin.push_back(0), tree->interBegin.push_back(0);
    for (qsizetype i = 0; i < table.rows.size() && cells.result().ok(); ++i) {
        cells.whole(i, inter, i, i); // in order
        tree->map.push_back({float(cells.number(i, x)), float(cells.number(i, y))});
        const qint64 room = qint64(UINT32_MAX) - tree->leafBegin.back();
        tree->leafBegin.push_back(tree->leafBegin.back() + std::uint32_t(cells.whole(i, leaves, 0, room)));
        const auto first = qint64(tree->interBegin.size()) - 1;
        const qint64 own = cells.whole(i, root, first, std::max(first, 4 * table.rows.size()));
        while (qint64(tree->interBegin.size()) - 1 < own) tree->interBegin.push_back(std::uint32_t(i));
        tree->interNames[std::uint32_t(i)] = cells.text(i, name);
        if (const qint64 times = cells.whole(i, kept, 0, INT64_MAX); times > 0)
            usage.inter[std::uint32_t(i)] = std::uint64_t(times);
    }
    if (!cells.result().ok()) return view;
    tree->interBegin.push_back(std::uint32_t(table.rows.size()));
    view->setTree(tree, usage);
    view->setSelected(keyOf(table.picture.value(QStringLiteral("selected")), *tree));
    if (const QJsonObject query = table.picture.value(QStringLiteral("query")).toObject(); !query.isEmpty())
        view->setQuery(MapQuery{
            float(query.value(QStringLiteral("x")).toDouble()), float(query.value(QStringLiteral("y")).toDouble()),
            query.value(QStringLiteral("held")).toDouble(), query.value(QStringLiteral("text")).toString()});
    return view;
}

} // namespace

std::vector<PictureKind> hierarchyKinds() {
    return {{"funnel", writeFunnel, readFunnel},
            {"lambda-map", writeMap, readMap},
            {"hierarchy", writeIcicle, readIcicle},
            {"key-map", writePoints, readPoints}};
}

} // namespace akv::ui
