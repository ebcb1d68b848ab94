// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/explorer_page.h"

#include "views/models/text.h"
#include "views/models/triple_table_model.h"
#include "views/pages/card_view.h"
#include "views/pages/graph_facets.h"
#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"
#include "views/widgets/graph_canvas.h"
#include "views/widgets/theme.h"

#include <QtCore/QTimer>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSlider>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace akv::ui {

ExplorerPage::ExplorerPage(TripleTableModel& table, QWidget* parent)
    : QWidget(parent), m_table(table), m_stack(new QStackedWidget), m_split(new QSplitter), m_state(new StateView),
      m_search(new QLineEdit), m_path(new QLineEdit), m_tableView(new Quiet<QTableView>), m_count(makeCaption({})),
      m_detail(makeCaption({})), m_note(makeParagraph({}, TextRole::Dim)), m_legend(makeParagraph({}, TextRole::Dim)),
      m_name(new ElidedLabel), m_canvas(new GraphCanvas), m_facets(new GraphFacets), m_card(new CardView),
      m_tabs(new QTabWidget), m_depth(new QSlider(Qt::Horizontal)), m_cap(new QSpinBox), m_colour(new QComboBox),
      m_ask(makeButton(tr("Ask about this"))), m_reset(makeLinkButton(tr("Unpin all"))), m_add(makeButton(tr("Add…"))),
      m_edit(makeButton(tr("Edit…"))), m_remove(makeButton(tr("Delete…"))), m_undo(makeLinkButton(tr("Undo"))),
      m_redo(makeLinkButton(tr("Redo"))), m_pin(makeHoldButton(tr("Graph"))), m_back(makeLinkButton({})),
      m_pause(new QTimer(this)), m_viewPause(new QTimer(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    auto* header = new QHBoxLayout;
    header->addWidget(makeTitle(tr("Graph")), 1);
    header->addWidget(m_pin);
    layout->addLayout(header);
    m_split->setHandleWidth(12);
    m_split->setProperty("bare", true);
    m_split->setChildrenCollapsible(false);
    m_left = buildLeft(), m_middle = buildMiddle();
    m_split->addWidget(m_middle);
    m_split->addWidget(buildRight());
    place(false);
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_split);
    layout->addWidget(m_stack, 1);
    m_pause->setSingleShot(true);
    m_pause->setInterval(120);
    connect(m_pause, &QTimer::timeout, this, [this] { m_table.setFilter(m_search->text().trimmed()); });
    connect(m_search, &QLineEdit::textChanged, m_pause, qOverload<>(&QTimer::start));
    m_viewPause->setSingleShot(true);
    m_viewPause->setInterval(150);
    connect(m_viewPause, &QTimer::timeout, this, &ExplorerPage::viewChanged);
    connect(&m_table, &TripleTableModel::totalChanged, this, &ExplorerPage::showCounts);
    connect(m_state, &StateView::actionTriggered, this, &ExplorerPage::openRequested);
    setEditing({}, {}, {});
    setOpen(false, tr("No graph is open."));
}

/// Three columns where there is room; else, as in a dock, the picture above and the table among the tabs below it.
void ExplorerPage::place(bool narrow) {
    m_narrow = narrow;
    m_split->setOrientation(narrow ? Qt::Vertical : Qt::Horizontal);
    m_hint->setVisible(!narrow); // there the lines are better spent on the picture
    if (narrow) {
        m_tabs->insertTab(0, m_left, tr("Triples"));
        m_split->setSizes({520, 340});
    } else {
        m_split->insertWidget(0, m_left);
        m_left->show();
        m_split->setSizes({380, 640, 290});
    }
    m_split->setStretchFactor(m_split->indexOf(m_middle), 1);
}

/// Narrow enough to be placed so: three columns of long words must not keep a dock wider than its window.
QSize ExplorerPage::minimumSizeHint() const {
    const QSize hint = QWidget::minimumSizeHint();
    const QMargins margins = layout()->contentsMargins();
    constexpr int kAroundTabs = 40; // their card
    int widest = 0;
    for (const QWidget* part : {m_left, m_middle, static_cast<QWidget*>(m_tabs)})
        widest = std::max(widest, part->minimumSizeHint().width());
    return {std::min(hint.width(), widest + kAroundTabs + margins.left() + margins.right()), hint.height()};
}

void ExplorerPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    constexpr int kLettersAbreast = 150;
    const bool narrow = width() < kLettersAbreast * fontMetrics().averageCharWidth();
    if (narrow != m_narrow) place(narrow);
}

QWidget* ExplorerPage::buildLeft() {
    auto* card = new Card;
    m_search->setPlaceholderText(tr("Filter by head, relation or tail"));
    m_search->setAccessibleName(tr("Filter triples"));
    m_search->setToolTip(tr("Words of head, relation or tail; \"relation: NAME\" for exactly one relation"));
    m_search->setClearButtonEnabled(true);
    card->body()->addWidget(m_search);
    styleTable(m_tableView, tr("Triples"));
    m_tableView->setModel(&m_table);
    m_tableView->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    card->body()->addWidget(m_tableView, 1);
    card->body()->addWidget(m_count);
    card->body()->addLayout(buildEditRow());
    m_note->hide();
    card->body()->addWidget(m_note);
    connect(m_tableView->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ExplorerPage::chooseRow);
    return card;
}

QLayout* ExplorerPage::buildEditRow() {
    auto* row = new FlowLayout; // in a second line where the words of a language are long
    m_remove->setToolTip(tr("Delete the chosen triple from the graph (Shift+Del)"));
    for (QPushButton* button : {m_add, m_edit, m_remove, m_undo, m_redo}) row->addWidget(button);
    connect(m_add, &QPushButton::clicked, this, &ExplorerPage::addRequested);
    connect(m_edit, &QPushButton::clicked, this, &ExplorerPage::editRequested);
    connect(m_remove, &QPushButton::clicked, this, &ExplorerPage::removeRequested);
    connect(m_undo, &QPushButton::clicked, this, &ExplorerPage::undoRequested);
    connect(m_redo, &QPushButton::clicked, this, &ExplorerPage::redoRequested);
    return row;
}

void ExplorerPage::chooseRow() {
    const QModelIndex current = m_tableView->currentIndex();
    setEditing(m_editing ? QStringLiteral("…") : QString(), m_undo->toolTip(), m_redo->toolTip());
    if (!current.isValid()) return;
    Q_EMIT tripleChosen(current.data(TripleTableModel::TripleIdRole).toLongLong());
}

QLayout* ExplorerPage::buildTools() {
    auto* tools = new QVBoxLayout;
    auto *row = new QHBoxLayout, *second = new QHBoxLayout;
    for (QHBoxLayout* line : {row, second}) {
        line->setSpacing(8);
        tools->addLayout(line);
    }
    const auto add = [](QHBoxLayout* line, const QString& name, QWidget* control) {
        control->setAccessibleName(name);
        QLabel* label = makeLabel(name, TextRole::Dim);
        label->setBuddy(control);
        line->addWidget(label);
        line->addWidget(control);
    };
    m_depth->setRange(1, 3);
    m_depth->setPageStep(1);
    m_depth->setTickPosition(QSlider::TicksBelow);
    m_depth->setFixedWidth(70);
    m_depth->setToolTip(tr("Steps away from the middle: 1 to 3"));
    m_cap->setRange(5, kLargestCap);
    m_cap->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_cap->setValue(int(kNeighbourCap));
    m_cap->setToolTip(tr("Entities drawn at most, up to %1").arg(grouped(std::uint64_t(kLargestCap))));
    m_colour->addItems({tr("type"), tr("degree"), tr("cluster"), tr("this answer"), tr("this chat")});
    m_path->setPlaceholderText(tr("entity, Enter"));
    add(row, tr("depth"), m_depth);
    add(row, tr("at most"), m_cap);
    add(row, tr("colour"), m_colour);
    row->addStretch();
    add(second, tr("path to"), m_path);
    second->setStretchFactor(m_path, 1);
    QPushButton* fit = makeLinkButton(tr("Fit"));
    fit->setToolTip(tr("Everything in view again (Ctrl+0 in the picture)"));
    second->addWidget(fit);
    second->addWidget(m_back);
    second->addWidget(m_reset);
    m_back->hide();
    connect(m_back, &QPushButton::clicked, this, [this] { run(SceneVerb::BringBack); });
    connect(fit, &QPushButton::clicked, m_canvas, &GraphCanvas::fit);
    connect(m_depth, &QSlider::valueChanged, m_viewPause, qOverload<>(&QTimer::start));
    connect(m_cap, &QSpinBox::valueChanged, m_viewPause, qOverload<>(&QTimer::start));
    connect(m_colour, &QComboBox::currentIndexChanged, this, [this](int index) {
        showColour();
        if (GraphColour(index) == GraphColour::Cluster) m_viewPause->start();
    });
    connect(m_path, &QLineEdit::returnPressed, this, [this] {
        if (!m_path->text().trimmed().isEmpty()) Q_EMIT pathRequested(centre(), m_path->text().trimmed());
    });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        LocalGraph graph = m_canvas->graph();
        graph.pins.clear();
        Q_EMIT pinsChanged(centre(), {});
        setGraph(std::move(graph));
    });
    return tools;
}

QWidget* ExplorerPage::buildMiddle() {
    auto* card = new Card;
    auto* row = new QHBoxLayout;
    setTextFont(m_name, TextFont::Strong);
    row->addWidget(m_name, 1);
    row->addWidget(m_ask);
    card->body()->addLayout(row);
    card->body()->addWidget(m_detail);
    card->body()->addLayout(buildTools());
    card->body()->addWidget(m_canvas, 1);
    card->body()->addWidget(m_legend);
    m_hint = makeParagraph(tr("Double-click an entity to move there, drag it to pin it, click a line for its "
                              "triple; the right button expands an entity or takes it out. The wheel zooms, "
                              "dragging the ground moves the picture, with Shift it selects."),
                           TextRole::Dim);
    setTextFont(m_hint, TextFont::Caption);
    setTextFont(m_legend, TextFont::Caption);
    card->body()->addWidget(m_hint);
    m_ask->setEnabled(false);
    connect(m_canvas, &GraphCanvas::recentreRequested, this, &ExplorerPage::centreRequested);
    connect(m_canvas, &GraphCanvas::dismissRequested, this, [this] { run(SceneVerb::Dismiss); });
    m_canvas->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_canvas, &QWidget::customContextMenuRequested, this, &ExplorerPage::showMenu);
    connect(m_canvas, &GraphCanvas::moreRequested, this, [this] { setFilterText(m_name->fullText()); });
    connect(m_canvas, &GraphCanvas::edgeSelected, this, &ExplorerPage::tripleChosen);
    connect(m_canvas, &GraphCanvas::pinned, this, [this](const Pins& pins) {
        m_reset->setVisible(!pins.empty());
        if (!m_canvas->graph().path) Q_EMIT pinsChanged(centre(), pins);
    });
    connect(m_ask, &QPushButton::clicked, this, [this] { Q_EMIT askAbout(m_name->fullText(), m_firstRelation); });
    return card;
}

QWidget* ExplorerPage::buildRight() {
    auto* card = new Card;
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Card and facets"));
    m_tabs->addTab(m_card, tr("Card"));
    m_tabs->addTab(m_facets, tr("Facets"));
    card->body()->addWidget(m_tabs, 1);
    connect(m_canvas, &GraphCanvas::nodeSelected, this, &ExplorerPage::entityChosen);
    connect(m_card, &CardView::tripleChosen, this, &ExplorerPage::tripleChosen);
    connect(m_card, &CardView::entityChosen, this, &ExplorerPage::centreRequested);
    connect(m_card, &CardView::tableRequested, this, &ExplorerPage::setFilterText);
    connect(m_facets, &GraphFacets::changed, m_viewPause, qOverload<>(&QTimer::start));
    return card;
}

void ExplorerPage::setOpen(bool open, const QString& message, bool error) {
    m_state->show(message,
                  error || message.isEmpty() ? tr("Open a graph…")
                  : open                     ? QString()
                                             : tr("Open the sample"),
                  error);
    m_stack->setCurrentIndex(open ? 1 : 0);
}

GraphView ExplorerPage::view() const {
    GraphView view;
    view.depth = m_depth->value();
    view.cap = m_cap->value();
    view.hiddenRelations = m_facets->hiddenRelations();
    view.hiddenTypes = m_facets->hiddenTypes();
    view.clusters = GraphColour(m_colour->currentIndex()) == GraphColour::Cluster;
    view.scene = m_scene.centre();
    view.expanded = m_scene.state().expanded;
    view.dismissed = m_scene.state().dismissed;
    if (!m_canvas->graph().path && qs(m_canvas->graph().centre.name) == view.scene) view.places = m_canvas->places();
    return view;
}

QString ExplorerPage::centre() const { return m_name->fullText(); }

qint64 ExplorerPage::currentTriple() const {
    const QModelIndex current = m_tableView->currentIndex();
    return current.isValid() ? current.data(TripleTableModel::TripleIdRole).toLongLong() : 0;
}

void ExplorerPage::setGraph(LocalGraph graph) {
    m_name->setFullText(qs(graph.centre.name));
    m_scene.setCentre(qs(graph.centre.name));
    showScene();
    QString detail = triplesText(graph.centre.degree);
    if (graph.centre.type != EntityType::Unknown) detail.prepend(tr("%1 · ").arg(entityTypeName(graph.centre.type)));
    if (graph.moreTriples > 0) detail += tr(" · %1 shown").arg(grouped(graph.shownTriples));
    detail += tr(" · %1 entities drawn").arg(graph.neighbours.size() + 1);
    if (graph.path)
        detail = tr("A shortest path to %1: %2 steps")
                     .arg(graph.neighbours.empty() ? qs(graph.centre.name) : graph.neighbours.back().name)
                     .arg(graph.neighbours.size());
    say(detail);
    m_firstRelation.clear();
    for (const GraphEdge& edge : graph.edges)
        if (edge.outgoing && !edge.from && m_firstRelation.isEmpty()) m_firstRelation = edge.relations.front();
    m_ask->setEnabled(!m_firstRelation.isEmpty());
    m_ask->setToolTip(m_firstRelation.isEmpty() ? tr("No triple that is drawn begins at this entity.") : QString());
    m_reset->setVisible(!graph.pins.empty());
    m_canvas->setGraph(std::move(graph));
    m_canvas->showTriple(m_card->card().triple.id.value());
    showColour();
}

void ExplorerPage::setCard(const TripleCard& card) {
    m_card->setCard(card);
    m_canvas->showTriple(card.triple.id.value());
}

void ExplorerPage::showColour() {
    const auto colour = GraphColour(m_colour->currentIndex());
    m_canvas->setColour(colour, colour == GraphColour::Turn   ? m_turnShares
                                : colour == GraphColour::Chat ? m_chatShares
                                                              : EntityShares());
    m_legend->setText(m_canvas->legend());
}

void ExplorerPage::setShares(EntityShares turn, EntityShares chat) {
    m_turnShares = std::move(turn);
    m_chatShares = std::move(chat);
    m_card->setShares(m_turnShares, m_chatShares);
    showColour();
}

void ExplorerPage::setEditing(const QString& running, const QString& undo, const QString& redo) {
    m_editing = !running.isEmpty();
    const bool chosen = m_tableView->currentIndex().isValid();
    m_add->setEnabled(!m_editing);
    m_edit->setEnabled(!m_editing && chosen);
    m_remove->setEnabled(!m_editing && chosen);
    m_undo->setEnabled(!m_editing && !undo.isEmpty());
    m_redo->setEnabled(!m_editing && !redo.isEmpty());
    m_undo->setToolTip(undo);
    m_redo->setToolTip(redo);
}

void ExplorerPage::setEditNote(const QString& text, bool error) {
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    setTextRole(m_note, error ? TextRole::Error : TextRole::Dim);
}

void ExplorerPage::setGraphError(const QString& message) {
    m_detail->setText(message);
    setTextRole(m_detail, TextRole::Error);
}

void ExplorerPage::say(const QString& text) {
    m_detail->setText(text);
    setTextRole(m_detail, TextRole::Dim);
}

QString ExplorerPage::detailText() const { return m_detail->text(); }
QString ExplorerPage::noteText() const { return m_note->text(); }
void ExplorerPage::setFilterText(const QString& text) { m_search->setText(text); }

void ExplorerPage::showCounts() {
    const QString shown = grouped(std::uint64_t(m_table.rowCount()));
    m_count->setText(m_table.total() == 0 ? tr("No triple matches.")
                                          : tr("%1, %2 loaded").arg(triplesText(m_table.total()), shown));
}

} // namespace akv::ui
