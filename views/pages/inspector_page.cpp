// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/inspector_page.h"

#include "views/models/leaf_table_model.h"
#include "views/models/text.h"
#include "views/pages/inspector_tables.h"
#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"
#include "views/widgets/chart/memory_chart.h"
#include "views/widgets/funnel_view.h"
#include "views/widgets/lambda_map_view.h"
#include "views/widgets/theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace akv::ui {

namespace {

/// What a button needs that is drawn bold while it is checked.
int widthInBold(QPushButton& button) {
    button.ensurePolished();
    QFont bold = button.font();
    bold.setBold(true);
    return button.sizeHint().width() + QFontMetrics(bold).horizontalAdvance(button.text()) -
           button.fontMetrics().horizontalAdvance(button.text());
}

} // namespace

InspectorPage::InspectorPage(QWidget* parent)
    : QWidget(parent), m_stack(new QStackedWidget), m_state(new StateView), m_funnelTitle(makeLabel({})),
      m_funnelNote(makeParagraph({}, TextRole::Dim)), m_memoryText(makeCaption({})), m_where(new ElidedLabel),
      m_pinnedText(new ElidedLabel), m_scopeChoice(new SegmentedControl(tr("Scope"))),
      m_pin(makeButton(tr("Set as A"))), m_layerBox(new QWidget), m_layerLayout(new QHBoxLayout(m_layerBox)),
      m_funnel(new FunnelView), m_map(new LambdaMapView), m_table(new Quiet<QTableView>),
      m_leaves(new LeafTableModel(this)), m_mask(makeLinkButton(tr("Mask and ask again"))),
      m_open(makeLinkButton(tr("Open in graph"))), m_follow(makeHoldButton(tr("Inspector"))),
      m_chart(new MemoryChart(true)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    layout->addWidget(buildHeader());
    m_stack->addWidget(m_state);
    auto* scroll = new QScrollArea;
    fillScrollArea(scroll, buildContent(), tr("What the layer read"));
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_stack->addWidget(scroll);
    layout->addWidget(m_stack, 1);
    layout->addWidget(buildMemoryCard());
    m_state->show(tr("Ask something, then click a word of the answer."), tr("Write a question"));
    connect(m_state, &StateView::actionTriggered, this, &InspectorPage::emptyActionRequested);
    connect(m_funnel, &FunnelView::leafClicked, this, &InspectorPage::selectTriple);
    connect(m_funnel, &FunnelView::leafClicked, this, &InspectorPage::tripleChosen);
    connect(m_table, &QTableView::clicked, this, [this] { Q_EMIT tripleChosen(m_triple); });
    connect(m_map, &LambdaMapView::cellClicked, this, [this](int step, int layer) {
        setLayer(layer);
        if (step >= 0) Q_EMIT stepChosen(step);
    });
    connect(m_map, &LambdaMapView::cellCompared, this, [this](int step, int layer) {
        if (!m_pinned.answer) pin(true);
        setLayer(layer);
        Q_EMIT stepChosen(step);
        m_tables->showTable(InspectorTables::Places);
    });
    selectTriple(0);
}

QWidget* InspectorPage::buildHeader() {
    auto* header = new QWidget;
    auto* column = new QVBoxLayout(header);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(makeTitle(tr("Inspector")));
    setTextRole(m_where, TextRole::Dim);
    row->addWidget(m_where, 1);
    m_layerLayout->setContentsMargins(0, 0, 0, 0);
    m_layerLayout->setSpacing(6);
    m_layerBox->setAccessibleName(tr("KB layer"));
    row->addWidget(m_layerBox);
    row->addWidget(m_follow);
    column->addLayout(row);
    QLabel* note = makeParagraph(tr("Weights show where the layer read, not why it answered. Use What-if for cause."),
                                 TextRole::Dim);
    setTextFont(note, TextFont::Caption);
    column->addWidget(note);
    column->addLayout(buildScope());
    return header;
}

QLayout* InspectorPage::buildScope() {
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    m_scopeChoice->setItems({tr("This word"), tr("Whole answer"), tr("Prompt")},
                            {tr("The step that said the chosen word"),
                             tr("All words of the answer: sums over their steps"),
                             tr("The prefill: sums over all positions of the prompt")});
    m_scopeChoice->setCurrent(0);
    row->addWidget(m_scopeChoice);
    row->addStretch(1);
    setTextRole(m_pinnedText, TextRole::Dim);
    row->addWidget(m_pinnedText, 3);
    m_pin->setCheckable(true);
    setAccessibleRole(m_pin, QAccessible::CheckBox);
    m_pin->setProperty("small", true);
    QFont strong = font(); // as it is drawn when checked
    strong.setBold(true);
    m_pin->setMinimumWidth(QFontMetrics(strong).horizontalAdvance(tr("Set as A")) + 24);
    m_pin->setToolTip(tr("Keeps what is shown as A, to compare with what is shown next (Alt+A)"));
    row->addWidget(m_pin);
    connect(m_scopeChoice, &SegmentedControl::chosen, this, [this](int index) { setScope(Scope(index)); });
    connect(m_pin, &QPushButton::toggled, this, &InspectorPage::pin);
    return row;
}

QWidget* InspectorPage::buildContent() {
    auto* content = new QWidget;
    content->setMinimumSize(640, 500);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    auto* funnelCard = new Card;
    auto* titleRow = new QHBoxLayout;
    setTextFont(m_funnelTitle, TextFont::Strong);
    titleRow->addWidget(m_funnelTitle);
    setTextFont(m_funnelNote, TextFont::Caption);
    m_funnelNote->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    titleRow->addWidget(m_funnelNote, 1);
    funnelCard->body()->addLayout(titleRow);
    funnelCard->body()->addWidget(m_funnel, 1);
    layout->addWidget(funnelCard, 5);
    auto* lower = new QHBoxLayout;
    lower->setSpacing(12);
    auto* mapCard = new Card;
    QLabel* mapTitle = makeLabel(tr("λ knowledge: layers × words"));
    setTextFont(mapTitle, TextFont::Strong);
    mapCard->body()->addWidget(mapTitle);
    mapCard->body()->addWidget(m_map, 1);
    lower->addWidget(mapCard, 5);
    m_tables = new InspectorTables(buildLeaves());
    lower->addWidget(m_tables, 6);
    connect(m_tables, &InspectorTables::tripleChosen, this, &InspectorPage::selectTriple);
    connect(m_tables, &InspectorTables::stepChosen, this, &InspectorPage::stepChosen);
    connect(m_tables, &InspectorTables::menuWanted, this, &InspectorPage::showMenu);
    layout->addLayout(lower, 3);
    return content;
}

QWidget* InspectorPage::buildLeaves() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto* row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(m_mask);
    row->addWidget(m_open);
    column->addLayout(row);
    styleTable(m_table, tr("Leaves read by this layer for this word"));
    m_table->setModel(m_leaves);
    m_table->horizontalHeader()->setSectionResizeMode(LeafTableModel::TripleColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setResizeContentsPrecision(20);
    for (int c = 1; c < LeafTableModel::ColumnCount; ++c)
        m_table->horizontalHeader()->setSectionResizeMode(c, QHeaderView::ResizeToContents);
    m_table->setMinimumHeight(120);
    column->addWidget(m_table, 1);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QTableView::customContextMenuRequested, this, [this](const QPoint& at) {
        const QModelIndex index = m_table->indexAt(at);
        if (index.isValid())
            showMenu(index.data(LeafTableModel::TripleIdRole).toLongLong(), m_table->viewport()->mapToGlobal(at));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid()) selectTriple(current.data(LeafTableModel::TripleIdRole).toLongLong());
            });
    connect(m_mask, &QPushButton::clicked, this, [this] {
        const int r = m_leaves->rowOfTriple(m_triple);
        if (r >= 0) Q_EMIT maskRequested(m_triple, m_leaves->rows()[std::size_t(r)].text);
    });
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openInGraph(headOf(m_triple)); });
    return box;
}

Card* InspectorPage::buildMemoryCard() {
    auto* card = new Card;
    card->body()->setSpacing(4);
    auto* row = new QHBoxLayout;
    QLabel* title = makeLabel(tr("Memory, live"));
    setTextFont(title, TextFont::Strong);
    row->addWidget(title);
    row->addSpacing(16);
    row->addWidget(new MemoryLegend, 1);
    row->addWidget(m_memoryText);
    card->body()->addLayout(row);
    m_chart->setFixedHeight(88);
    card->body()->addWidget(m_chart);
    return card;
}

void InspectorPage::setMemory(const MemorySeries& series) {
    m_chart->setSeries(series);
    if (series.points().empty()) return;
    const MemorySample& now = series.points().back().sample;
    QString text = tr("process %1").arg(bytesText(now.rss));
    if (now.deviceUsed) text = tr("device %1 · %2").arg(bytesText(*now.deviceUsed), text);
    m_memoryText->setText(text);
}

void InspectorPage::setAnswer(std::shared_ptr<const Answer> answer, ClusterParents parents) {
    m_answer = std::move(answer);
    m_parents = std::move(parents);
    m_step = -1;
    rebuildLayers();
    showMap();
    m_pin->setEnabled(m_answer && !m_answer->trace.layers.empty());
    if (!m_answer)
        m_state->show(tr("Ask something, then click a word of the answer."), tr("Write a question"));
    else if (m_answer->trace.layers.empty())
        m_state->show(tr("This answer was made in %1 mode: no layer read the graph.").arg(modeLabel(m_answer->mode)),
                      tr("Write a question"));
    m_stack->setCurrentIndex(m_answer && !m_answer->trace.layers.empty() ? 1 : 0);
    m_where->setFullText({});
    m_tables->setAnswer(m_answer);
}

void InspectorPage::rebuildLayers() {
    clearLayout(m_layerLayout);
    m_layerButtons.clear();
    const std::vector<int> layers = m_answer ? m_answer->trace.kbLayers() : std::vector<int>();
    if (std::find(layers.begin(), layers.end(), m_layer) == layers.end()) m_layer = -1;
    for (const int layer : layers) {
        QPushButton* button = makeButton(layers.size() > 8 ? QString::number(layer) : tr("layer %1").arg(layer));
        button->setAccessibleName(tr("layer %1").arg(layer));
        button->setProperty("small", true);
        button->setCheckable(true);
        setAccessibleRole(button, QAccessible::RadioButton);
        button->setToolTip(tr("Decoder layer %1 (Alt+↑, Alt+↓)").arg(layer));
        button->setMinimumWidth(widthInBold(*button));
        m_layerLayout->addWidget(button);
        m_layerButtons << button;
        connect(button, &QPushButton::clicked, this, [this, layer] { setLayer(layer); });
    }
    m_layerBox->updateGeometry();
}

void InspectorPage::setStep(int step) {
    m_step = step;
    if (m_answer && m_layer < 0) {
        // Begin where the layers read the graph most for this word.
        double most = -1.0;
        for (const int layer : m_answer->trace.kbLayers())
            if (const auto value = meanLambda(m_answer->trace, step, layer); value && *value > most)
                most = *value, m_layer = layer;
    }
    showStep();
}

void InspectorPage::setLayer(int layer) {
    m_layer = layer;
    showStep();
}

void InspectorPage::moveLayer(int by) {
    if (!m_answer) return;
    const std::vector<int> layers = m_answer->trace.kbLayers();
    const auto found = std::find(layers.begin(), layers.end(), m_layer);
    if (found == layers.end()) return;
    setLayer(layers[std::size_t(std::clamp(int(found - layers.begin()) + by, 0, int(layers.size()) - 1))]);
}

QString InspectorPage::reasonForNoRecord() const {
    if (m_answer->trace.truncated)
        return tr("The trace met its size limit before this word: nothing was recorded here.");
    return tr("Layer %1 has no record for this word.").arg(m_layer);
}

void InspectorPage::showMap() {
    std::vector<int> steps;
    if (m_answer && m_scope != Scope::Prompt)
        for (const TokenRecord& token : m_answer->trace.tokens) steps.push_back(token.step);
    m_map->setMap(!m_answer                  ? LambdaMap{}
                  : m_scope == Scope::Prompt ? buildPromptMap(m_answer->trace)
                                             : buildLambdaMap(m_answer->trace),
                  std::move(steps));
}

void InspectorPage::setScope(Scope scope) {
    m_scopeChoice->setCurrent(int(scope));
    if (m_scope == scope) return;
    m_scope = scope;
    showMap();
    showStep();
}

void InspectorPage::pin(bool pinned) {
    m_pinned = pinned ? place() : Place{};
    const QSignalBlocker blocker(m_pin);
    m_pin->setChecked(pinned);
    m_pin->setText(pinned ? tr("Clear A") : tr("Set as A"));
    m_pinnedText->setFullText(pinned ? tr("A: %1").arg(placeText(m_pinned)) : QString());
    m_tables->setPinned(m_pinned);
    if (pinned) m_tables->showTable(InspectorTables::Places);
}

QString InspectorPage::whereText() const {
    const Trace& trace = m_answer->trace;
    if (m_scope == Scope::Answer) return tr("whole answer · %1 words").arg(trace.tokens.size());
    if (m_scope == Scope::Prompt) return tr("prompt · %1 positions in one prefill").arg(trace.promptTokens.size());
    const auto token = std::find_if(trace.tokens.begin(), trace.tokens.end(),
                                    [this](const TokenRecord& t) { return t.step == m_step; });
    const QString where = tr("step %1 · %2").arg(m_step).arg(m_step == 0 ? tr("prefill") : tr("decode"));
    if (token == trace.tokens.end()) return where;
    return tr("token %1 “%2” · %3")
        .arg(token - trace.tokens.begin() + 1)
        .arg(cut(qs(token->text).trimmed(), 24), where);
}

void InspectorPage::showStep() {
    if (!m_answer || m_step < 0) return;
    const Trace& trace = m_answer->trace;
    m_where->setFullText(whereText());
    for (QPushButton* button : m_layerButtons)
        button->setChecked(button->accessibleName() == tr("layer %1").arg(m_layer));
    const auto scoped = scopedRecord(trace, m_scope, m_step, m_layer);
    const ScopeTexts texts = scopeTexts(m_scope, m_layer, scoped);
    m_funnelTitle->setText(texts.title);
    m_funnelNote->setText(texts.note);
    m_leaves->setWeightHint(texts.weightHint);
    m_funnel->setFunnel(scoped ? std::optional(buildFunnel(trace, *scoped, m_parents)) : std::nullopt,
                        reasonForNoRecord());
    m_leaves->setRows(scoped ? buildLeafRows(trace, scoped->record) : std::vector<LeafRow>());
    m_map->setCurrent(m_step, m_layer);
    m_tables->setPlace(place());
    selectTriple(m_leaves->rowOfTriple(m_triple) >= 0 ? m_triple
                 : m_leaves->rows().empty()           ? 0
                                                      : m_leaves->rows().front().triple);
}

void InspectorPage::setCurrentTriple(qint64 triple) { selectTriple(triple); }

void InspectorPage::selectTriple(qint64 triple) {
    m_triple = triple;
    m_tables->setTriple(triple);
    m_funnel->setCurrentTriple(triple);
    const int row = m_leaves->rowOfTriple(triple);
    m_mask->setEnabled(row >= 0);
    m_open->setEnabled(row >= 0);
    if (row < 0)
        m_table->clearSelection();
    else if (m_table->currentIndex().row() != row || !m_table->selectionModel()->hasSelection())
        m_table->selectRow(row);
}

void InspectorPage::showMenu(qint64 triple, const QPoint& where) {
    if (triple == 0) return;
    selectTriple(triple);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Mask and ask again"), m_mask, &QPushButton::click);
    menu->addAction(tr("What if it were not there…"), this, [this, triple] { Q_EMIT whatIfRequested(triple); });
    menu->addAction(tr("How was this number made?"), this, [this] {
        setScope(Scope::Word);
        m_tables->showTable(InspectorTables::Number);
        m_tables->explainButton()->click();
    });
    menu->addAction(tr("Where was it lost?"), this, [this] {
        m_tables->showTable(InspectorTables::Lost);
        m_tables->findButton()->click();
    });
    menu->addAction(tr("Open in graph"), m_open, &QPushButton::click);
    menu->addAction(tr("Copy id"), this, [triple] { QGuiApplication::clipboard()->setText(QString::number(triple)); });
    menu->popup(where);
}

QString InspectorPage::headOf(qint64 triple) const {
    if (m_answer)
        for (const auto& [id, leaf] : m_answer->trace.leaves)
            if (leaf.tripleId == triple) return qs(leaf.head);
    return {};
}

} // namespace akv::ui
