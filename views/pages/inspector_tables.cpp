// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/inspector_tables.h"

#include "views/models/text.h"
#include "views/widgets/accessible.h"
#include "views/widgets/choices_view.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace akv::ui {

InspectorTables::InspectorTables(QWidget* leaves, QWidget* parent)
    : Card(parent), m_choice(new SegmentedControl(tr("Table"))), m_group(new SegmentedControl(tr("Sum by"))),
      m_sumScope(new SegmentedControl(tr("Sum over"))), m_choices(new ChoicesView), m_stack(new QStackedWidget),
      m_score(makeButton(tr("Score without the graph"))), m_find(makeButton(tr("Find"))),
      m_explain(makeButton(tr("Recompute"))), m_triple(new QLineEdit), m_head(new QComboBox),
      m_leafName(new ElidedLabel) {
    m_choice->setItems(
        {tr("Leaves"), tr("Heads"), tr("Words"), tr("Sums"), tr("Where lost?"), tr("A | B"), tr("Number")},
        {tr("Leaves that this layer read here"), tr("Heads × leaves of this layer"),
         tr("Every word with the graph and without it"), tr("What all layers read over the whole answer"),
         tr("On which level a triple was cut off"), tr("What was set as A beside what is shown"),
         tr("How was this number made? One weight from s, u·e and β on")});
    m_choice->setWraps(true);
    m_choice->setCurrent(Leaves);
    auto* row = new QHBoxLayout;
    row->addWidget(m_choice);
    row->addStretch();
    body()->addLayout(row);
    m_stack->addWidget(leaves);
    m_stack->addWidget(buildPage(Heads, tr("Heads by leaves of this layer"), nullptr));
    m_stack->addWidget(buildPage(Words, tr("Words with and without the graph"), buildWords()));
    m_choices->hide();
    m_views[Words]->parentWidget()->layout()->addWidget(m_choices);
    m_stack->addWidget(buildPage(Sums, tr("What was read over the whole answer"), buildAnswer()));
    m_stack->addWidget(buildPage(Lost, tr("Where the triple stood in every layer"), buildLost()));
    m_stack->addWidget(buildPage(Places, tr("Leaves of A and B"), nullptr));
    m_stack->addWidget(buildPage(Number, tr("How this weight was made"), buildNumber()));
    m_views[Number]->setSortingEnabled(false); // the order is the derivation
    body()->addWidget(m_stack, 1);
    connectTables();
    showPlaces();
    showNumber();
}

void InspectorTables::connectTables() {
    connect(m_choice, &SegmentedControl::chosen, this, [this](int index) { showTable(Table(index)); });
    connect(m_views[Heads], &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (index.column() > 0) m_head->setCurrentIndex(index.column() - 1);
        Q_EMIT tripleChosen(index.data(PlainTableModel::TripleIdRole).toLongLong());
    });
    connect(m_views[Places], &QTableView::clicked, this, [this](const QModelIndex& index) {
        Q_EMIT tripleChosen(index.data(PlainTableModel::TripleIdRole).toLongLong());
    });
    connect(m_views[Words], &QTableView::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT stepChosen(index.data(PlainTableModel::StepRole).toInt()); });
    connect(m_views[Words]->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) { showChoices(index.data(PlainTableModel::StepRole).toInt()); });
    for (const Table table : {Heads, Places}) {
        QTableView* view = m_views[table];
        view->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(view, &QTableView::customContextMenuRequested, this, [this, view](const QPoint& at) {
            const QModelIndex index = view->indexAt(at);
            if (index.isValid())
                Q_EMIT menuWanted(index.data(PlainTableModel::TripleIdRole).toLongLong(),
                                  view->viewport()->mapToGlobal(at));
        });
    }
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
    m_views[table] = new Quiet<QTableView>;
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

/// What could have come in place of the word of a step; hidden until the words are scored.
void InspectorTables::showChoices(int step) {
    m_choices->hide();
    for (std::size_t i = 0; m_answer && i < std::min(m_effects.size(), m_answer->trace.tokens.size()); ++i) {
        if (m_effects[i].step != step) continue;
        m_choices->setWord(m_effects[i], m_answer->trace.tokens[i].text);
        m_choices->show();
    }
}

QWidget* InspectorTables::buildAnswer() {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    m_group->setItems({tr("Entity"), tr("Relation"), tr("Cluster")},
                      {tr("Sum by the head of the triple"), tr("Sum by relation"), tr("Sum by inter cluster")});
    m_group->setCurrent(0);
    m_sumScope->setItems({tr("This answer"), tr("This chat")}, {tr("What all layers read over the whole answer"),
                                                                tr("The same over all answers of the chat")});
    m_sumScope->setCurrent(0);
    row->addWidget(m_group);
    row->addWidget(m_sumScope);
    row->addStretch();
    for (SegmentedControl* control : {m_group, m_sumScope})
        connect(control, &SegmentedControl::chosen, this, [this, control](int index) {
            control->setCurrent(index);
            showSums();
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

QWidget* InspectorTables::buildNumber() {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    setTextRole(m_leafName, TextRole::Dim);
    row->addWidget(m_leafName, 1);
    m_head->setAccessibleName(tr("Knowledge head"));
    row->addWidget(m_head);
    m_explain->setToolTip(tr("Runs the answer again up to this word and takes the numbers inside this layer"));
    row->addWidget(m_explain);
    connect(m_head, &QComboBox::currentIndexChanged, this, &InspectorTables::showNumber);
    connect(m_explain, &QPushButton::clicked, this, [this] {
        m_explain->setEnabled(false);
        Q_EMIT explanationWanted(m_place.step, m_place.layer);
    });
    return box;
}

void InspectorTables::setChat(std::vector<std::shared_ptr<const Answer>> answers) {
    m_chat = std::move(answers);
    if (m_sumScope->current() == 1) showSums();
}

void InspectorTables::showSums() {
    const auto by = GroupBy(m_group->current());
    if (m_sumScope->current() == 0) {
        setNote(Sums, {});
        m_models[Sums]->setTable(m_answer ? groupTable(m_answer->trace, by) : PlainTable{});
        return;
    }
    std::vector<const Trace*> traces;
    for (const auto& answer : m_chat)
        if (!answer->trace.layers.empty()) traces.push_back(&answer->trace);
    m_models[Sums]->setTable(groupTable(traces, by));
    setNote(Sums,
            tr("Sums over %1 of %2 answers of this chat: those with a trace. Of a question that was asked again it "
               "is the answer that is shown.")
                .arg(traces.size())
                .arg(m_chat.size()));
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
    m_explanation = {};
    m_place = {};
    for (QLabel* note : m_notes)
        if (note) note->hide();
    for (QPushButton* button : {m_score, m_find, m_explain}) button->setEnabled(true);
    m_effects.clear();
    m_choices->hide();
    showSums();
    m_models[Heads]->setTable({});
    showPlaces();
    showNumber();
}

void InspectorTables::setNote(Table table, const QString& text, bool error) {
    m_notes[table]->setText(text);
    setTextRole(m_notes[table], error ? TextRole::Error : TextRole::Dim);
    m_notes[table]->setVisible(!text.isEmpty());
}

void InspectorTables::setPlace(const Place& place) {
    m_place = place;
    m_explain->setEnabled(true);
    showHeads();
    showPaths();
    showPlaces();
    showNumber();
}

void InspectorTables::setPinned(const Place& place) {
    m_pinned = place;
    showPlaces();
}

void InspectorTables::setTriple(qint64 triple) {
    m_shownTriple = triple;
    if (triple > 0) m_triple->setText(QString::number(triple));
    showNumber();
}

void InspectorTables::showHeads() {
    const auto scoped = m_answer ? scopedRecord(m_answer->trace, m_place.scope, m_place.step, m_place.layer)
                                 : std::optional<ScopedRecord>();
    m_models[Heads]->setTable(scoped ? headTable(m_answer->trace, scoped->record) : PlainTable{});
    const int heads = scoped ? scoped->record.heads : 0;
    if (heads != m_head->count()) {
        const QSignalBlocker blocker(m_head);
        m_head->clear();
        for (int h = 0; h < heads; ++h) m_head->addItem(tr("head %1").arg(h));
    }
    if (scoped && scoped->record.headWeights.empty())
        setNote(Heads,
                tr("This trace was made by an older version, which did not record the heads over the prompt; ask "
                   "again to see them."));
    else if (scoped && scoped->summed > 1)
        setNote(Heads, scoped->steps
                           ? tr("Sums over the %1 words of the answer; each head's column adds up to its sum of λ.")
                                 .arg(scoped->summed)
                           : tr("Sums over the %1 positions of the prompt; each head's column adds up to its sum of λ.")
                                 .arg(scoped->summed));
    else
        setNote(Heads, {});
}

void InspectorTables::showPlaces() {
    if (!m_pinned.answer) {
        m_models[Places]->setTable({});
        setNote(Places,
                tr("Set as A (Alt+A) keeps the word or layer that is shown; whatever is shown then is B. Shift-click "
                   "in the λ map does both."));
        return;
    }
    const auto comparison = comparePlaces(m_pinned, m_place);
    m_models[Places]->setTable(comparison ? comparison->table : PlainTable{});
    // The numbers stay in sight; a long triple is elided.
    if (comparison) m_views[Places]->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    setNote(Places, comparison ? comparison->summary
                               : tr("A is %1; choose a word of an answer as B.").arg(placeText(m_pinned)));
}

/// The leaf of the chosen triple that the layer kept for the word; empty under another scope.
std::optional<std::uint32_t> InspectorTables::keptLeaf() const {
    if (m_place.scope != Scope::Word) return std::nullopt;
    const LayerRecord* record = m_answer ? m_answer->trace.find(m_place.step, m_place.layer) : nullptr;
    if (!record) return std::nullopt;
    for (const std::uint32_t leaf : record->leaf.kept)
        if (const auto text = m_answer->trace.leaves.find(leaf);
            text != m_answer->trace.leaves.end() && text->second.tripleId == m_shownTriple)
            return leaf;
    return std::nullopt;
}

/// The derivation of the chosen leaf and head, where the numbers of this layer and step are there.
void InspectorTables::showNumber() {
    const bool word = m_answer && m_place.scope == Scope::Word && m_place.step >= 0;
    const auto leaf = keptLeaf();
    QString name;
    if (leaf) {
        const TracedLeaf& text = m_answer->trace.leaves.at(*leaf);
        name = tripleText(text.head, text.relation, text.tail);
    }
    m_leafName->setFullText(name);
    m_head->setEnabled(leaf.has_value());
    m_explain->setVisible(word);
    m_models[Number]->setTable({});
    if (!word) return setNote(Number, tr("One weight belongs to one word: choose “This word”."));
    if (!leaf) return setNote(Number, tr("Choose a leaf that this layer kept, in Leaves or Heads."));
    const bool here =
        m_explanation && m_explanation->probe.step == m_place.step && m_explanation->probe.layer == m_place.layer;
    if (!here) return setNote(Number, tr("Recompute runs the answer again and shows the numbers that this layer had."));
    const auto weight = m_explanation->of(std::max(0, m_head->currentIndex()), LeafId(*leaf));
    if (!weight.ok()) return setNote(Number, qs(weight.error().message), true);
    m_models[Number]->setTable(weightTable(*weight));
    setNote(Number, weight->traced ? tr("By a replay of the answer; worked out in double precision, the weight differs "
                                        "from the recorded one by %1.")
                                         .arg(std::abs(*weight->traced - weight->weight), 0, 'g', 2)
                                   : tr("By a replay of the answer; the trace holds no record of this step."));
}

void InspectorTables::setExplanation(const std::shared_ptr<const Answer>& answer,
                                     std::shared_ptr<const LayerExplanation> explanation) {
    if (answer != m_answer) return;
    m_explain->setEnabled(true);
    m_explanation = std::move(explanation);
    showNumber();
}

void InspectorTables::setExplanationError(const QString& message) {
    m_explain->setEnabled(true);
    m_explanation = {};
    m_models[Number]->setTable({});
    setNote(Number, message, true);
}

void InspectorTables::setWords(const std::vector<TokenEffect>& effects) {
    m_score->setEnabled(true);
    double with = 0.0, without = 0.0;
    for (const TokenEffect& effect : effects) with += effect.with, without += effect.without;
    setNote(Words, tr("All words: log p %1 with the graph, %2 without it, Δ %3")
                       .arg(fixedText(with), fixedText(without), fixedText(with - without)));
    m_effects = effects;
    m_models[Words]->setTable(m_answer ? wordTable(m_answer->trace, effects) : PlainTable{});
    for (int row = 0; row < m_models[Words]->rowCount(); ++row)
        if (m_models[Words]->index(row, 0).data(PlainTableModel::StepRole).toInt() == std::max(0, m_place.step))
            m_views[Words]->selectRow(row);
}

void InspectorTables::setWordsError(const QString& message) {
    m_score->setEnabled(true);
    setNote(Words, message, true);
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
    setNote(Lost, message, true);
}

void InspectorTables::showPaths() {
    if (m_paths.empty()) return;
    m_models[Lost]->setTable(pathTable(m_paths, m_place.step));
    setNote(Lost, tr("Triple %1 at step %2, by a replay of the answer").arg(m_pathsOf).arg(m_place.step));
}

QString InspectorTables::note(Table table) const { return m_notes[table] ? m_notes[table]->text() : QString(); }

} // namespace akv::ui
