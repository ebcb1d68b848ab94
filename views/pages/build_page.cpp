// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/build_page.h"

#include "views/models/build_text.h"
#include "views/models/core_text.h"
#include "views/models/noun_model.h"
#include "views/models/text.h"
#include "views/pages/delimiter_choice.h"
#include "views/pages/encoding_choice.h"
#include "views/pages/mapping_preview.h"
#include "views/pages/row_review_view.h"
#include "views/widgets/basics.h"
#include "views/widgets/histogram_view.h"
#include "views/widgets/theme.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

namespace {

QHBoxLayout* labelled(const QString& name, QWidget* control) {
    auto* row = new QHBoxLayout;
    QLabel* label = makeLabel(name, TextRole::Dim);
    label->setBuddy(control);
    control->setAccessibleName(name);
    if (auto* box = qobject_cast<QComboBox*>(control); box && box->lineEdit()) box->lineEdit()->setAccessibleName(name);
    row->addWidget(label);
    row->addWidget(control);
    return row;
}

} // namespace

BuildPage::BuildPage(QWidget* parent)
    : QWidget(parent), m_workspace(makeParagraph({}, TextRole::Dim)), m_encoder(makeParagraph({}, TextRole::Dim)),
      m_chooseFile(makeButton(tr("Choose files…"))), m_chooseFolder(makeButton(tr("Choose a folder…"))),
      m_proposal(makeParagraph({}, TextRole::Dim)), m_encoding(new EncodingChoice), m_delimiter(new DelimiterChoice),
      m_mapping(new MappingPreview), m_rejected(makeButton(tr("Save what was refused as CSV…"))),
      m_review(new RowReviewView), m_reviewError(makeParagraph({}, TextRole::Error)), m_histogramText(makeCaption({})),
      m_histogram(new HistogramView), m_takeEmbeddings(makeButton(tr("Take ready-made vectors…"))),
      m_takeHierarchy(makeButton(tr("Take a ready-made hierarchy…"))), m_sides(new QComboBox), m_names(new QComboBox),
      m_encoderName(new QComboBox), m_type(new QComboBox), m_testShare(new QSpinBox) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(16, 14, 16, 14);
    outer->setSpacing(12);
    auto* header = new QHBoxLayout;
    header->addWidget(makeTitle(tr("Build")));
    header->addWidget(m_workspace, 1);
    QPushButton* fresh = makeButton(tr("New graph…"));
    header->addWidget(fresh);
    connect(fresh, &QPushButton::clicked, this, &BuildPage::newWorkspaceRequested);
    outer->addLayout(header);
    auto* scroll = new QScrollArea;
    auto* body = new QWidget;
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 6, 0);
    layout->setSpacing(12);
    addStep(
        layout, Import, tr("1  Import"),
        tr("Triples from TSV, CSV, N-Triples, Turtle, N-Quads, TriG, RDF/XML, JSON-LD, GraphML, GEXF or JSON objects, "
           "or a folder: of ATLAS, of Neo4j CSV files, or a benchmark of train, valid and test. In one transaction: "
           "cancelling leaves the graph as it was."),
        tr("Import"));
    addStep(layout, Rows, tr("2  KG2KV"),
            tr("Each triple becomes a question, a key and a value; the relation becomes a noun. Same seed, same rows."),
            tr("Make rows"));
    addStep(layout, Embed, tr("3  Embed"),
            tr("Key and value strings become unit vectors. Resumable: strings that are known are taken over."),
            tr("Embed"));
    addStep(layout, Store, tr("4  Build the store"),
            tr("Leaves are clustered into inter and root keys; the recommended k comes from measured recall."),
            tr("Build"));
    layout->addStretch();
    fillScrollArea(scroll, body, tr("Steps from files to a store"));
    outer->addWidget(scroll, 1);
    buildImportOptions();
    buildRowOptions();
    buildEmbedOptions();
    buildStoreOptions();
    setWorkspace({}, {}, {}, tr("No graph is open: make a new one."));
}

void BuildPage::addStep(QVBoxLayout* layout, Step step, const QString& title, const QString& explanation,
                        const QString& action) {
    StepView& v = m_steps[step];
    v.card = new Card;
    auto* row = new QHBoxLayout;
    QLabel* name = makeLabel(title);
    setTextFont(name, TextFont::Strong);
    row->addWidget(name);
    v.state = makeCaption({});
    row->addWidget(v.state);
    row->addStretch();
    v.cancel = makeButton(tr("Cancel"));
    v.cancel->setAccessibleName(tr("Cancel: %1").arg(title));
    v.run = makePrimaryButton(action);
    row->addWidget(v.cancel);
    row->addWidget(v.run);
    v.card->body()->addLayout(row);
    v.card->body()->addWidget(makeParagraph(explanation, TextRole::Dim));
    v.options = new QVBoxLayout;
    v.card->body()->addLayout(v.options);
    v.phase = makeCaption({});
    v.bar = new QProgressBar;
    v.bar->setTextVisible(false);
    v.bar->setAccessibleName(tr("Progress: %1").arg(title));
    v.result = makeParagraph({});
    v.result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QWidget* w : std::initializer_list<QWidget*>{v.phase, v.bar, v.result}) {
        w->hide();
        v.card->body()->addWidget(w);
    }
    v.cancel->hide();
    layout->addWidget(v.card);
    connect(v.cancel, &QPushButton::clicked, this, &BuildPage::cancelRequested);
}

void BuildPage::buildImportOptions() {
    auto* row = new QHBoxLayout;
    row->addWidget(m_chooseFile);
    row->addWidget(m_chooseFolder);
    row->addStretch();
    m_steps[Import].options->addLayout(row);
    m_steps[Import].options->addWidget(m_proposal);
    auto* reading = new QHBoxLayout;
    reading->setSpacing(24);
    reading->addWidget(m_encoding);
    reading->addWidget(m_delimiter);
    reading->addStretch();
    m_steps[Import].options->addLayout(reading);
    m_steps[Import].options->addWidget(m_mapping);
    m_proposal->hide();
    m_mapping->hide();
    auto* saving = new QHBoxLayout;
    saving->addWidget(m_rejected);
    saving->addStretch();
    m_steps[Import].card->body()->addLayout(saving);
    m_rejected->hide();
    connect(m_encoding, &EncodingChoice::chosen, this, &BuildPage::encodingChosen);
    connect(m_delimiter, &DelimiterChoice::chosen, this, &BuildPage::delimiterChosen);
    connect(m_mapping, &MappingPreview::changed, this, &BuildPage::updateButtons);
    connect(m_rejected, &QPushButton::clicked, this, &BuildPage::saveRejectedRequested);
    connect(m_chooseFile, &QPushButton::clicked, this, [this] { Q_EMIT chooseSourcesRequested(false); });
    connect(m_chooseFolder, &QPushButton::clicked, this, [this] { Q_EMIT chooseSourcesRequested(true); });
    connect(m_steps[Import].run, &QPushButton::clicked, this, [this] { Q_EMIT importRequested(m_mapping->columns()); });
}

void BuildPage::buildRowOptions() {
    m_sides->addItems({tr("tail"), tr("head"), tr("both")});
    m_names->addItems({tr("any"), tr("entities"), tr("events")});
    m_testShare->setRange(0, 50);
    m_testShare->setSuffix(QStringLiteral(" %"));
    auto* row = new QHBoxLayout;
    row->setSpacing(24);
    row->addLayout(labelled(tr("asked side"), m_sides));
    row->addLayout(labelled(tr("names"), m_names));
    row->addLayout(labelled(tr("held out for tests"), m_testShare));
    row->addStretch();
    m_steps[Rows].options->addLayout(row);
    m_steps[Rows].card->body()->addWidget(m_reviewError);
    m_steps[Rows].card->body()->addWidget(m_review);
    m_reviewError->hide();
    m_review->hide();
    connect(m_review->nouns(), &NounModel::nounChosen, this, &BuildPage::nounChosen);
    connect(m_steps[Rows].run, &QPushButton::clicked, this, [this] {
        Kg2kvOptions options;
        options.sides = Kg2kvOptions::Sides(m_sides->currentIndex());
        options.names = Kg2kvOptions::Names(m_names->currentIndex());
        options.testShare = m_testShare->value() / 100.0;
        Q_EMIT rowsRequested(options);
    });
}

void BuildPage::buildEmbedOptions() {
    m_steps[Embed].options->addWidget(m_encoder);
    m_encoderName->setEditable(true);
    m_encoderName->addItems({tr("as the file's name says"), QStringLiteral("all-MiniLM-L6-v2"), QStringLiteral("OAI"),
                             QStringLiteral("BigOAI")});
    m_takeEmbeddings->setToolTip(tr("NAME_ENCODER_embd_key.npy with NAME_ENCODER_embd_value.npy beside it, one vector "
                                    "for each row"));
    auto* row = new QHBoxLayout;
    row->setSpacing(24);
    row->addWidget(m_takeEmbeddings);
    row->addLayout(labelled(tr("encoder that made them"), m_encoderName));
    row->addStretch();
    m_steps[Embed].options->addLayout(row);
    connect(m_steps[Embed].run, &QPushButton::clicked, this, &BuildPage::embedRequested);
    connect(m_takeEmbeddings, &QPushButton::clicked, this, [this] {
        const QString name = m_encoderName->currentText().trimmed();
        Q_EMIT takeEmbeddingsRequested(name == m_encoderName->itemText(0) ? QString() : name);
    });
}

LeafType BuildPage::leafType() const { return m_type->currentIndex() == 0 ? LeafType::Int8 : LeafType::Fp16; }

void BuildPage::buildStoreOptions() {
    m_type->addItems({tr("8-bit integers"), tr("16-bit floats")});
    auto* row = new QHBoxLayout;
    row->setSpacing(24);
    row->addLayout(labelled(tr("leaf codes"), m_type));
    row->addWidget(m_takeHierarchy);
    m_takeHierarchy->setToolTip(tr("NAME_ENCODER_embd_key.npy with its c2id and id2c mappings and centroids beside it, "
                                   "instead of clustering"));
    row->addStretch();
    m_steps[Store].options->addLayout(row);
    for (QWidget* w : std::initializer_list<QWidget*>{m_histogramText, m_histogram}) {
        m_steps[Store].card->body()->addWidget(w);
        w->hide();
    }
    connect(m_steps[Store].run, &QPushButton::clicked, this, [this] { Q_EMIT storeRequested(leafType()); });
    connect(m_takeHierarchy, &QPushButton::clicked, this, [this] { Q_EMIT takeHierarchyRequested(leafType()); });
}

void BuildPage::setWorkspace(const QString& folder, const Manifest& manifest, const TripleCounts& counts,
                             const QString& why) {
    m_open = !folder.isEmpty() && why.isEmpty();
    m_workspace->setText(why.isEmpty() ? folderText(folder) : why);
    m_workspace->setToolTip(why.isEmpty() ? folder : QString());
    m_triples = counts.triples;
    m_rows = manifest.rows;
    m_embedded = isEmbedded(manifest);
    const QStringList states = buildStates(counts, manifest);
    for (int i = 0; i < StepCount; ++i)
        m_steps[std::size_t(i)].state->setText(states[i].isEmpty() ? QString() : QStringLiteral("✓ ") + states[i]);
    // The next thing to do stands out; what is done may be done again.
    bool found = false;
    for (int i = 0; i < StepCount; ++i) {
        const bool next = !found && states[i].isEmpty();
        found = found || next;
        setPrimary(m_steps[std::size_t(i)].run, next);
    }
    updateButtons();
}

void BuildPage::setProposal(const QStringList& sources, const SourceProposal& proposal) {
    m_hasSources = !sources.isEmpty();
    m_proposal->setVisible(m_hasSources);
    m_proposal->setText(tr("%1\n%2, read as %3")
                            .arg(sources.join(QStringLiteral(", ")), qs(proposal.description), qs(proposal.encoding)));
    m_encoding->setRead(qs(proposal.encoding));
    m_delimiter->setRead(qs(proposal.detectedDelimiter), proposal.delimiterChosen ? qs(proposal.delimiter) : QString());
    showResult(Import, {}); // what was said of another source, encoding or delimiter
    m_mapping->setProposal(proposal);
    m_mapping->setVisible(!proposal.preview.empty());
    updateButtons();
}

void BuildPage::askForChoice(const ReadChoices& choices) {
    m_encoding->setRead(choices.triedEncoding.isEmpty() ? QStringLiteral("UTF-8") : choices.triedEncoding);
    if (choices.encoding) m_encoding->show();
    m_delimiter->setRead(choices.detectedDelimiter, choices.triedDelimiter);
    if (choices.unread.isEmpty()) return;
    m_hasSources = false;
    m_proposal->setText(choices.unread.join(QStringLiteral(", ")));
    m_proposal->show();
    m_mapping->hide();
    updateButtons();
}

void BuildPage::setEncoder(const QString& text, bool available) {
    m_encoder->setText(text);
    setTextRole(m_encoder, available ? TextRole::Dim : TextRole::Error);
    m_encoderThere = available;
    updateButtons();
}

void BuildPage::updateButtons() {
    const bool idle = !m_running;
    m_steps[Import].run->setEnabled(idle && m_open && m_hasSources && m_mapping->problem().isEmpty());
    m_steps[Rows].run->setEnabled(idle && m_open && m_triples > 0);
    m_steps[Embed].run->setEnabled(idle && m_open && m_rows > 0 && m_encoderThere);
    m_takeEmbeddings->setEnabled(idle && m_open && m_rows > 0);
    m_steps[Store].run->setEnabled(idle && m_open && m_embedded);
    m_takeHierarchy->setEnabled(idle && m_open && m_embedded);
    m_chooseFile->setEnabled(idle);
    m_chooseFolder->setEnabled(idle);
    for (int i = 0; i < StepCount; ++i) {
        const bool running = m_running && *m_running == Step(i);
        m_steps[std::size_t(i)].cancel->setVisible(running);
        m_steps[std::size_t(i)].bar->setVisible(running);
        m_steps[std::size_t(i)].phase->setVisible(running);
    }
}

void BuildPage::setRunning(std::optional<Step> step) {
    m_running = step;
    if (step) {
        m_steps[*step].bar->setRange(0, 0);
        m_steps[*step].phase->setText(tr("starting"));
        m_steps[*step].result->hide();
    }
    updateButtons();
}

void BuildPage::setProgress(Step step, const Progress& progress) {
    QString text = coreText(progress.phase);
    if (progress.total > 0) {
        m_steps[step].bar->setRange(0, 1000);
        m_steps[step].bar->setValue(int(1000.0 * double(progress.done) / double(progress.total)));
        text += tr("  %1 of %2").arg(grouped(progress.done), grouped(progress.total));
    } else {
        m_steps[step].bar->setRange(0, 0);
        if (progress.done > 0) text += QStringLiteral("  ") + grouped(progress.done);
    }
    m_steps[step].phase->setText(text);
}

void BuildPage::showResult(Step step, const QString& text, bool error) {
    m_steps[step].result->setText(text);
    m_steps[step].result->setVisible(!text.isEmpty());
    setTextRole(m_steps[step].result, error ? TextRole::Error : TextRole::Normal);
}

void BuildPage::setError(Step step, const QString& message) { showResult(step, message, true); }
QString BuildPage::resultText(Step step) const { return m_steps[step].result->text(); }
QString BuildPage::stateText(Step step) const { return m_steps[step].state->text(); }

void BuildPage::setImportReport(const ImportReport& r) {
    showResult(Import, importText(r));
    m_importReport = r;
    m_rejected->setVisible(!r.examples.empty());
}

void BuildPage::setFunnelReport(const FunnelReport& r) { showResult(Rows, funnelText(r)); }
void BuildPage::setEmbedReport(const EmbedReport& r) { showResult(Embed, embedText(r)); }
void BuildPage::setBuildReport(const BuildReport& r) { showResult(Store, storeText(r)); }

void BuildPage::setReview(const RowReview& review) {
    m_reviewError->hide();
    m_review->setReview(review);
    m_review->setVisible(!review.nouns.empty());
    m_histogram->setSizes(review.clusterSizes);
    m_histogramText->setText(tr("clusters by number of leaves: %1").arg(m_histogram->summary()));
    m_histogram->setVisible(!review.clusterSizes.empty());
    m_histogramText->setVisible(!review.clusterSizes.empty());
}

void BuildPage::setReviewError(const QString& message) {
    m_reviewError->setText(message);
    m_reviewError->setVisible(!message.isEmpty());
}

} // namespace akv::ui
