// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/inspector_tables.h"

#include "views/models/text.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

InspectorTables::InspectorTables(QWidget* leaves, QWidget* parent)
    : Card(parent), m_choice(new SegmentedControl(tr("Table"))), m_group(new SegmentedControl(tr("Sum by"))),
      m_stack(new QStackedWidget), m_score(makeButton(tr("Score without the graph"))), m_find(makeButton(tr("Find"))),
      m_triple(new QLineEdit) {
    m_choice->setItems({tr("Leaves"), tr("Heads"), tr("Words"), tr("Whole answer"), tr("Where lost?")},
                       {tr("Leaves that this layer read for this word"), tr("Heads × leaves of this layer and word"),
                        tr("Every word with the graph and without it"),
                        tr("What all layers read over the whole answer"), tr("On which level a triple was cut off")});
    m_choice->setWraps(true);
    m_choice->setCurrent(Leaves);
    auto* row = new QHBoxLayout;
    row->addWidget(m_choice);
    row->addStretch();
    body()->addLayout(row);
    m_stack->addWidget(leaves);
    m_stack->addWidget(buildPage(Heads, tr("Heads by leaves of this layer for this word"), nullptr));
    m_stack->addWidget(buildPage(Words, tr("Words with and without the graph"), buildWords()));
    m_stack->addWidget(buildPage(Sums, tr("What was read over the whole answer"), buildAnswer()));
    m_stack->addWidget(buildPage(Lost, tr("Where the triple stood in every layer"), buildLost()));
    body()->addWidget(m_stack, 1);
    connect(m_choice, &SegmentedControl::chosen, this, [this](int index) { showTable(Table(index)); });
    connect(m_views[Heads], &QTableView::clicked, this, [this](const QModelIndex& index) {
        Q_EMIT tripleChosen(index.data(PlainTableModel::TripleIdRole).toLongLong());
    });
    connect(m_views[Words], &QTableView::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT stepChosen(index.data(PlainTableModel::StepRole).toInt()); });
    m_views[Heads]->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_views[Heads], &QTableView::customContextMenuRequested, this, [this](const QPoint& at) {
        const QModelIndex index = m_views[Heads]->indexAt(at);
        if (index.isValid())
            Q_EMIT menuWanted(index.data(PlainTableModel::TripleIdRole).toLongLong(),
                              m_views[Heads]->viewport()->mapToGlobal(at));
    });
}

QWidget* InspectorTables::buildPage(Table table, const QString& name, QWidget* controls) {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    if (controls) column->addWidget(controls);
    m_notes[table] = makeParagraph({}, TextRole::Dim);
    setTextFont(m_notes[table], TextFont::Caption);
    m_notes[table]->hide();
    column->addWidget(m_notes[table]);
    m_models[table] = new PlainTableModel(this);
    m_views[table] = new QTableView;
    styleTable(m_views[table], name);
    m_views[table]->setModel(m_models[table]);
    m_views[table]->setSortingEnabled(true);
    m_views[table]->horizontalHeader()->setSortIndicator(-1, Qt::DescendingOrder);
    m_views[table]->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_views[table]->setMinimumHeight(120);
    column->addWidget(m_views[table], 1);
    return page;
}

QWidget* InspectorTables::buildWords() {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    m_score->setToolTip(tr("Runs the model alone over the question and these words, word by word"));
    row->addWidget(m_score);
    row->addStretch();
    connect(m_score, &QPushButton::clicked, this, [this] {
        m_score->setEnabled(false);
        Q_EMIT wordsWanted();
    });
    return box;
}

QWidget* InspectorTables::buildAnswer() {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    m_group->setItems({tr("Entity"), tr("Relation"), tr("Cluster")},
                      {tr("Sum by the head of the triple"), tr("Sum by relation"), tr("Sum by inter cluster")});
    m_group->setCurrent(0);
    row->addWidget(m_group);
    row->addStretch();
    connect(m_group, &SegmentedControl::chosen, this, [this](int index) {
        m_group->setCurrent(index);
        m_models[Sums]->setTable(m_answer ? groupTable(m_answer->trace, GroupBy(index)) : PlainTable{});
    });
    return box;
}

QWidget* InspectorTables::buildLost() {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    m_triple->setAccessibleName(tr("Triple id to follow"));
    m_triple->setPlaceholderText(tr("triple id, for example 339"));
    row->addWidget(m_triple, 1);
    m_find->setToolTip(tr("Runs the answer again and ranks this triple on every level of every layer"));
    row->addWidget(m_find);
    connect(m_find, &QPushButton::clicked, this, &InspectorTables::find);
    connect(m_triple, &QLineEdit::returnPressed, this, &InspectorTables::find);
    return box;
}

void InspectorTables::find() {
    bool number = false;
    const qint64 triple = m_triple->text().trimmed().toLongLong(&number);
    if (!number || triple < 1) {
        setPathsError(
            tr("“%1” is no triple id: a number from 1, as the graph's table shows it.").arg(m_triple->text()));
        return;
    }
    m_find->setEnabled(false);
    Q_EMIT pathsWanted(triple);
}

void InspectorTables::showTable(Table table) {
    m_choice->setCurrent(table);
    m_stack->setCurrentIndex(table);
}

void InspectorTables::setAnswer(std::shared_ptr<const Answer> answer) {
    if (m_answer == answer) return;
    m_answer = std::move(answer);
    m_models[Words]->setTable({});
    m_models[Lost]->setTable({});
    m_paths.clear();
    for (QLabel* note : m_notes)
        if (note) note->hide();
    m_score->setEnabled(true);
    m_find->setEnabled(true);
    m_models[Sums]->setTable(m_answer ? groupTable(m_answer->trace, GroupBy(m_group->current())) : PlainTable{});
}

void InspectorTables::setPlace(int step, int layer) {
    m_step = step, m_layer = layer;
    m_models[Heads]->setTable(m_answer ? headTable(m_answer->trace, step, layer) : PlainTable{});
    showPaths();
}

void InspectorTables::setTriple(qint64 triple) {
    if (triple > 0) m_triple->setText(QString::number(triple));
}

void InspectorTables::setWords(const std::vector<TokenEffect>& effects) {
    m_score->setEnabled(true);
    double with = 0.0, without = 0.0;
    for (const TokenEffect& effect : effects) with += effect.with, without += effect.without;
    m_notes[Words]->setText(tr("All words: log p %1 with the graph, %2 without it, Δ %3")
                                .arg(with, 0, 'f', 2)
                                .arg(without, 0, 'f', 2)
                                .arg(with - without, 0, 'f', 2));
    setTextRole(m_notes[Words], TextRole::Dim);
    m_notes[Words]->show();
    m_models[Words]->setTable(m_answer ? wordTable(m_answer->trace, effects) : PlainTable{});
}

void InspectorTables::setWordsError(const QString& message) {
    m_score->setEnabled(true);
    m_notes[Words]->setText(message);
    setTextRole(m_notes[Words], TextRole::Error);
    m_notes[Words]->show();
}

void InspectorTables::setPaths(qint64 triple, std::vector<RowPath> paths) {
    m_find->setEnabled(true);
    m_pathsOf = triple;
    m_paths = std::move(paths);
    showPaths();
}

void InspectorTables::setPathsError(const QString& message) {
    m_find->setEnabled(true);
    m_paths.clear();
    m_models[Lost]->setTable({});
    m_notes[Lost]->setText(message);
    setTextRole(m_notes[Lost], TextRole::Error);
    m_notes[Lost]->show();
}

void InspectorTables::showPaths() {
    if (m_paths.empty()) return;
    m_models[Lost]->setTable(pathTable(m_paths, m_step));
    m_notes[Lost]->setText(tr("Triple %1 at step %2, by a replay of the answer").arg(m_pathsOf).arg(m_step));
    setTextRole(m_notes[Lost], TextRole::Dim);
    m_notes[Lost]->show();
}

QString InspectorTables::note(Table table) const { return m_notes[table] ? m_notes[table]->text() : QString(); }

} // namespace akv::ui
