// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/explorer_page.h"

#include "views/models/text.h"
#include "views/models/triple_table_model.h"
#include "views/widgets/basics.h"
#include "views/widgets/graph_canvas.h"
#include "views/widgets/theme.h"

#include <QtCore/QTimer>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

ExplorerPage::ExplorerPage(TripleTableModel& table, QWidget* parent)
    : QWidget(parent), m_table(table), m_stack(new QStackedWidget), m_state(new StateView), m_search(new QLineEdit),
      m_tableView(new QTableView), m_count(makeCaption({})), m_detail(makeCaption({})), m_name(new ElidedLabel),
      m_canvas(new GraphCanvas), m_ask(makeButton(tr("Ask about this"))), m_pause(new QTimer(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    layout->addWidget(makeTitle(tr("Graph")));
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(12);
    splitter->setStyleSheet(QStringLiteral("QSplitter::handle { background: transparent; }"));
    splitter->addWidget(buildLeft());
    splitter->addWidget(buildRight());
    splitter->setStretchFactor(0, 4);
    splitter->setStretchFactor(1, 6);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({520, 780});
    m_stack->addWidget(m_state);
    m_stack->addWidget(splitter);
    layout->addWidget(m_stack, 1);
    m_pause->setSingleShot(true);
    m_pause->setInterval(120);
    connect(m_pause, &QTimer::timeout, this, [this] { m_table.setFilter(m_search->text().trimmed()); });
    connect(m_search, &QLineEdit::textChanged, m_pause, qOverload<>(&QTimer::start));
    connect(&m_table, &TripleTableModel::totalChanged, this, &ExplorerPage::showCounts);
    connect(m_state, &StateView::actionTriggered, this, &ExplorerPage::openRequested);
    setOpen(false, tr("No graph is open."));
}

QWidget* ExplorerPage::buildLeft() {
    auto* card = new Card;
    m_search->setPlaceholderText(tr("Filter by head, relation or tail"));
    m_search->setAccessibleName(tr("Filter triples"));
    m_search->setClearButtonEnabled(true);
    card->body()->addWidget(m_search);
    styleTable(m_tableView, tr("Triples"));
    m_tableView->setModel(&m_table);
    m_tableView->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    card->body()->addWidget(m_tableView, 1);
    card->body()->addWidget(m_count);
    connect(m_tableView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid()) Q_EMIT centreRequested(current.data(TripleTableModel::HeadRole).toString());
            });
    return card;
}

QWidget* ExplorerPage::buildRight() {
    auto* card = new Card;
    auto* row = new QHBoxLayout;
    setTextFont(m_name, TextFont::Strong);
    row->addWidget(m_name, 1);
    row->addWidget(m_ask);
    card->body()->addLayout(row);
    card->body()->addWidget(m_detail);
    card->body()->addWidget(m_canvas, 1);
    card->body()->addWidget(
        makeCaption(tr("Double-click a neighbour to move there. → the middle is the head, ← the middle is the tail.")));
    m_ask->setEnabled(false);
    connect(m_canvas, &GraphCanvas::recentreRequested, this, &ExplorerPage::centreRequested);
    connect(m_canvas, &GraphCanvas::moreRequested, this, [this] { setFilterText(m_name->fullText()); });
    connect(m_ask, &QPushButton::clicked, this, [this] { Q_EMIT askAbout(m_name->fullText(), m_firstRelation); });
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

void ExplorerPage::setGraph(LocalGraph graph) {
    m_name->setFullText(qs(graph.centre.name));
    QString detail = tr("%1 triples").arg(grouped(graph.centre.degree));
    if (graph.centre.type != EntityType::Unknown) detail.prepend(tr("%1 · ").arg(entityTypeName(graph.centre.type)));
    if (graph.moreTriples > 0) detail += tr(" · %1 shown").arg(grouped(graph.shownTriples));
    m_detail->setText(detail);
    m_firstRelation.clear();
    for (const GraphEdge& edge : graph.edges)
        if (edge.outgoing && m_firstRelation.isEmpty()) m_firstRelation = edge.relations.front();
    m_ask->setEnabled(!m_firstRelation.isEmpty());
    m_ask->setToolTip(m_firstRelation.isEmpty() ? tr("No triple begins at this entity.") : QString());
    m_canvas->setGraph(std::move(graph));
}

void ExplorerPage::setGraphError(const QString& message) { m_detail->setText(message); }

void ExplorerPage::setFilterText(const QString& text) { m_search->setText(text); }

void ExplorerPage::showCounts() {
    const QString shown = grouped(std::uint64_t(m_table.rowCount()));
    m_count->setText(m_table.total() == 0 ? tr("No triple matches.")
                                          : tr("%1 triples, %2 loaded").arg(grouped(m_table.total()), shown));
}

} // namespace akv::ui
