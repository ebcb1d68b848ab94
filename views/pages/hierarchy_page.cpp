// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/hierarchy_page.h"

#include "views/models/text.h"
#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"
#include "views/widgets/cluster_map_view.h"
#include "views/widgets/icicle_view.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

HierarchyPage::HierarchyPage(QWidget* parent)
    : QWidget(parent), m_model(new ClusterTreeModel(this)), m_stack(new QStackedWidget), m_views(new QStackedWidget),
      m_state(new StateView), m_kind(new SegmentedControl(tr("View"))), m_icicle(new IcicleView),
      m_table(new Quiet<QTreeView>), m_map(new ClusterMapView), m_triple(new QLineEdit), m_where(makeCaption({})),
      m_note(makeParagraph({}, TextRole::Dim)), m_mapNote(makeParagraph({}, TextRole::Dim)), m_path(makeParagraph({})),
      m_words(makeParagraph({}, TextRole::Dim)), m_counts(makeParagraph({}, TextRole::Dim)), m_name(new ElidedLabel),
      m_up(makeButton(tr("Zoom out"))), m_open(makeButton(tr("Open in graph"))),
      m_query(makeButton(tr("Draw the query"))), m_pin(makeHoldButton(tr("Hierarchy"))) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    auto* header = new QHBoxLayout;
    header->setSpacing(12);
    header->addWidget(makeTitle(tr("Hierarchy")));
    header->addWidget(m_where);
    header->addStretch();
    m_triple->setPlaceholderText(tr("Path of triple number…"));
    m_triple->setAccessibleName(tr("Number of the triple whose path is shown"));
    m_triple->setClearButtonEnabled(true);
    m_triple->setFixedWidth(190);
    header->addWidget(m_triple);
    m_kind->setItems({tr("Icicle"), tr("Table")}, {tr("Heights by number of leaves"), tr("The same keys as a tree")});
    m_kind->setCurrent(0);
    header->addWidget(m_kind);
    header->addWidget(m_pin);
    layout->addLayout(header);
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(buildMain(), 7);
    row->addWidget(buildSide(), 4);
    m_stack->addWidget(m_state);
    m_stack->addWidget(content);
    layout->addWidget(m_stack, 1);
    connect(m_state, &StateView::actionTriggered, this, &HierarchyPage::stateActionRequested);
    connect(m_kind, &SegmentedControl::chosen, m_views, &QStackedWidget::setCurrentIndex);
    connect(m_triple, &QLineEdit::returnPressed, this, &HierarchyPage::lookUpTriple);
    setState(tr("No graph is open."), tr("Open the sample"), false);
    showSelection();
}

QWidget* HierarchyPage::buildMain() {
    auto* card = new Card;
    auto* bar = new QHBoxLayout;
    bar->addWidget(
        makeCaption(tr("Darker: kept more often in this chat. Double-click or Enter zooms in, Backspace out.")), 1);
    bar->addWidget(m_up);
    card->body()->addLayout(bar);
    m_table->setAccessibleName(tr("Keys of the hierarchy"));
    m_table->setModel(m_model);
    m_table->setUniformRowHeights(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setExpandsOnDoubleClick(true);
    m_table->header()->setSectionResizeMode(ClusterTreeModel::Name, QHeaderView::Stretch);
    m_table->header()->setStretchLastSection(false);
    for (int c = 1; c < ClusterTreeModel::ColumnCount; ++c)
        m_table->header()->setSectionResizeMode(c, QHeaderView::ResizeToContents);
    m_views->addWidget(m_icicle);
    m_views->addWidget(m_table);
    card->body()->addWidget(m_views, 1);
    connect(m_icicle, &IcicleView::keySelected, this, &HierarchyPage::select);
    connect(m_icicle, &IcicleView::zoomed, this, [this](const std::optional<ClusterKey>& focus) {
        m_up->setEnabled(focus.has_value());
        if (focus) wantTexts(*focus);
    });
    connect(m_up, &QPushButton::clicked, this, [this] {
        if (const auto focus = m_icicle->focusKey()) m_icicle->setFocusKey(m_model->tree()->parentOf(*focus));
    });
    m_up->setEnabled(false);
    connect(m_table, &QTreeView::expanded, this,
            [this](const QModelIndex& index) { wantTexts(ClusterTreeModel::keyOf(index)); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid()) select(ClusterTreeModel::keyOf(current));
            });
    return card;
}

QWidget* HierarchyPage::buildSide() {
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto* card = new Card;
    auto* row = new QHBoxLayout;
    setTextFont(m_name, TextFont::Strong);
    row->addWidget(m_name, 1);
    row->addWidget(m_open);
    card->body()->addLayout(row);
    for (QLabel* label : {m_counts, m_words, m_path, m_note}) card->body()->addWidget(label);
    column->addWidget(card);
    auto* mapCard = new Card;
    QLabel* title = makeLabel(tr("Map of the inter keys"));
    setTextFont(title, TextFont::Strong);
    auto* mapRow = new QHBoxLayout;
    mapRow->addWidget(title, 1);
    m_query->setToolTip(tr("The knowledge query of the word and layer that the Inspector shows, by a replay"));
    mapRow->addWidget(m_query);
    mapCard->body()->addLayout(mapRow);
    connect(m_query, &QPushButton::clicked, this, [this] {
        m_query->setEnabled(false);
        Q_EMIT queryWanted();
    });
    mapCard->body()->addWidget(m_map, 1);
    setTextFont(m_mapNote, TextFont::Caption);
    mapCard->body()->addWidget(m_mapNote);
    column->addWidget(mapCard, 1);
    connect(m_map, &ClusterMapView::keySelected, this, &HierarchyPage::select);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (!m_selected || m_selected->level != ClusterLevel::Leaf) return;
        const auto leaf = m_model->tree()->leaves.find(m_selected->id);
        if (leaf != m_model->tree()->leaves.end()) Q_EMIT openInGraph(leaf->second.head);
    });
    return side;
}

void HierarchyPage::setState(const QString& message, const QString& action, bool error) {
    m_state->show(message, action, error);
    m_stack->setCurrentIndex(0);
}

void HierarchyPage::setTree(std::shared_ptr<const ClusterTree> tree, bool same) {
    if (same) {
        m_model->updateTree(tree);
    } else {
        m_selected.reset();
        m_model->setTree(tree);
    }
    m_icicle->setTree(tree, m_model->usage());
    m_map->setTree(tree, m_model->usage());
    m_where->setText(tr("%1 root · %2 inter · %3 leaf keys")
                         .arg(grouped(tree->roots()), grouped(tree->inters()), grouped(tree->leafCount())));
    if (!same) m_map->setQuery(std::nullopt);
    m_query->setEnabled(!tree->map.empty());
    showMapNote();
    m_stack->setCurrentIndex(1);
    showSelection();
}

void HierarchyPage::showMapNote() {
    const auto& tree = *m_model->tree();
    setTextRole(m_mapNote, TextRole::Dim);
    QString text =
        tr("Principal components of the inter keys: the axes hold %1 % and %2 % of the variance, so what is "
           "near on the map need not be near in the whole space. Filled: kept in this chat.")
            .arg(QString::number(tree.explained[0] * 100, 'f', 0), QString::number(tree.explained[1] * 100, 'f', 0));
    if (const auto& query = m_map->query())
        text += QLatin1Char(' ') + tr("Arrow: direction of the query u of %1, summed over heads, in this plane, which "
                                      "holds %2 % of its length; a key further along it scores higher as far as the "
                                      "plane shows.")
                                       .arg(query->text, QString::number(query->held * 100, 'f', 0));
    m_mapNote->setText(text);
}

void HierarchyPage::setQuery(const std::vector<float>& direction, const QString& whose) {
    m_query->setEnabled(true);
    auto query = projectQuery(*m_model->tree(), direction, whose);
    if (!query) return setQueryError(tr("The query cannot be drawn on this map: it has no length in its plane."));
    m_map->setQuery(std::move(query));
    showMapNote();
}

void HierarchyPage::setQueryError(const QString& message) {
    m_query->setEnabled(!m_model->tree()->map.empty());
    m_map->setQuery(std::nullopt);
    m_mapNote->setText(message);
    setTextRole(m_mapNote, TextRole::Error);
}

QString HierarchyPage::mapNote() const { return m_mapNote->text(); }

void HierarchyPage::setUsage(ClusterUsage usage) {
    m_model->setUsage(std::move(usage));
    m_icicle->setTree(m_model->tree(), m_model->usage());
    m_map->setTree(m_model->tree(), m_model->usage());
    showSelection();
}

void HierarchyPage::wantTexts(const ClusterKey& key) {
    if (key.level == ClusterLevel::Root) Q_EMIT intersWanted(key.id);
    if (key.level == ClusterLevel::Inter) Q_EMIT leavesWanted(key.id);
    if (key.level == ClusterLevel::Leaf) Q_EMIT leavesWanted(m_model->tree()->interOf(key.id));
}

void HierarchyPage::select(const ClusterKey& key) {
    if (m_selected == key) return;
    m_selected = key;
    if (const auto focus = m_icicle->focusKey()) {
        // What is selected elsewhere must be in view.
        bool inside = false;
        for (std::optional<ClusterKey> up = key; up; up = m_model->tree()->parentOf(*up)) inside |= up == focus;
        if (!inside && !(focus->level == ClusterLevel::Inter && m_model->tree()->parentOf(*focus) == key))
            m_icicle->setFocusKey(std::nullopt);
    }
    m_icicle->setSelected(key);
    m_map->setSelected(key);
    const QModelIndex index = m_model->indexOf(key);
    if (ClusterTreeModel::keyOf(m_table->currentIndex()) != key || !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(index);
    wantTexts(key);
    showSelection();
}

void HierarchyPage::showSelection() {
    const auto& tree = *m_model->tree();
    m_open->setVisible(m_selected && m_selected->level == ClusterLevel::Leaf);
    if (!m_selected || tree.leafCount() == 0) {
        m_name->setFullText(tr("Nothing selected"));
        m_counts->setText(tr("Click a key."));
        m_words->clear(), m_path->clear();
        return;
    }
    const ClusterKey key = *m_selected;
    m_name->setFullText(tree.nameOf(key));
    const auto range = tree.leavesOf(key);
    const QString used = tr("kept %1 times in %2 records of this chat")
                             .arg(grouped(m_model->usage().of(key)), grouped(m_model->usage().records));
    if (key.level == ClusterLevel::Root)
        m_counts->setText(tr("root key %1 · %2 inter keys · %3 leaves · %4")
                              .arg(key.id)
                              .arg(tree.interBegin[key.id + 1] - tree.interBegin[key.id])
                              .arg(grouped(range.second - range.first), used));
    else if (key.level == ClusterLevel::Inter)
        m_counts->setText(
            tr("inter key %1 · %2 leaves · %3").arg(key.id).arg(grouped(range.second - range.first), used));
    else
        m_counts->setText(tr("leaf %1 · %2").arg(key.id).arg(used));
    const auto& words = key.level == ClusterLevel::Root ? tree.rootWords : tree.interWords;
    const auto found = words.find(key.id);
    m_words->setVisible(key.level != ClusterLevel::Leaf);
    m_words->setText(found == words.end() || found->second.isEmpty() ? tr("no common words")
                                                                     : tr("common words: %1").arg(found->second));
    QStringList path;
    for (std::optional<ClusterKey> up = key; up; up = tree.parentOf(*up)) path.prepend(tree.nameOf(*up));
    m_path->setText(path.join(QStringLiteral("  →  ")));
    const auto leaf = tree.leaves.find(key.id);
    m_open->setEnabled(key.level == ClusterLevel::Leaf && leaf != tree.leaves.end());
}

void HierarchyPage::lookUpTriple() {
    bool number = false;
    const qint64 triple = m_triple->text().trimmed().toLongLong(&number);
    if (number)
        Q_EMIT tripleWanted(triple);
    else
        setNote(tr("A triple is named by its number; the Inspector and the graph show it."), true);
}

void HierarchyPage::setNote(const QString& note, bool error) {
    m_note->setText(note);
    setTextRole(m_note, error ? TextRole::Error : TextRole::Dim);
}

QString HierarchyPage::detailText() const {
    return QStringList{m_name->fullText(), m_counts->text(), m_path->text()}.join(QLatin1Char('\n'));
}

} // namespace akv::ui
