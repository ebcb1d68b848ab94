// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/models_page.h"

#include "views/models/text.h"
#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"
#include "views/widgets/two_line_delegate.h"

#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtGui/QDragEnterEvent>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QListView>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

ModelsPage::ModelsPage(QWidget* parent)
    : QWidget(parent), m_model(new ModelListModel(this)), m_stack(new QStackedWidget), m_state(new StateView),
      m_view(new Quiet<QListView>), m_name(new ElidedLabel), m_folder(new ElidedLabel),
      m_compatibility(makeParagraph({})), m_kind(makeParagraph({}, TextRole::Dim)), m_factsBox(new QWidget),
      m_facts(new QGridLayout(m_factsBox)), m_load(makePrimaryButton(tr("Load"))),
      m_add(makeButton(tr("Add a folder…"))), m_remove(makeButton(tr("Forget"))) {
    setAcceptDrops(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    auto* header = new QHBoxLayout;
    header->addWidget(makeTitle(tr("Models")));
    header->addStretch();
    header->addWidget(m_add);
    layout->addLayout(header);
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    auto* listCard = new Card;
    listCard->body()->setContentsMargins(6, 6, 6, 6);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new TwoLineDelegate(m_view));
    m_view->setAccessibleName(tr("Models"));
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    listCard->body()->addWidget(m_view);
    row->addWidget(listCard, 3);
    auto* card = new Card;
    auto* title = new QHBoxLayout;
    setTextFont(m_name, TextFont::Title);
    title->addWidget(m_name, 1);
    title->addWidget(m_remove);
    title->addWidget(m_load);
    card->body()->addLayout(title);
    setTextRole(m_folder, TextRole::Dim);
    setTextFont(m_folder, TextFont::Caption);
    card->body()->addWidget(m_folder);
    card->body()->addWidget(m_kind);
    card->body()->addWidget(m_compatibility);
    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setHorizontalSpacing(24);
    m_facts->setVerticalSpacing(6);
    m_facts->setColumnStretch(1, 1);
    card->body()->addWidget(m_factsBox);
    card->body()->addStretch();
    row->addWidget(card, 7);
    m_stack->addWidget(m_state);
    m_stack->addWidget(content);
    layout->addWidget(m_stack, 1);
    m_state->show(tr("Looking for models…"), {});
    connect(m_state, &StateView::actionTriggered, this, &ModelsPage::addFolderRequested);
    connect(m_add, &QPushButton::clicked, this, &ModelsPage::addFolderRequested);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &ModelsPage::showCard);
    connect(m_view, &QListView::activated, m_load, &QPushButton::click);
    connect(m_load, &QPushButton::clicked, this,
            [this] { Q_EMIT loadRequested(m_view->currentIndex().data(ModelListModel::FolderRole).toString()); });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        Q_EMIT removeFolderRequested(m_view->currentIndex().data(ModelListModel::FolderRole).toString());
    });
}

void ModelsPage::setCards(std::vector<ModelCard> cards) {
    m_model->setCards(std::move(cards));
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    m_state->show(tr("No model is known. A model is a folder with config.json and .safetensors weights."),
                  tr("Add a folder…"));
    m_view->setCurrentIndex(m_model->index(0)); // shows its card
}

void ModelsPage::setContext(bool graphOpen, const QString& encoder, std::int64_t width, const QString& loaded,
                            bool loading) {
    m_width = width;
    m_graphOpen = graphOpen;
    m_encoder = encoder;
    m_loaded = loaded;
    m_loading = loading;
    m_model->setLoaded(loading ? QString() : loaded);
    showCard();
}

void ModelsPage::fact(int& row, const QString& name, const QString& value) {
    if (value.isEmpty()) return;
    if (row == int(m_factLabels.size())) { // kept for the next card: making labels is the slow part of showing one
        m_factLabels.emplace_back(makeLabel({}, TextRole::Dim), makeParagraph({}));
        m_factLabels[row].first->setBuddy(m_factLabels[row].second);
        m_facts->addWidget(m_factLabels[row].first, row, 0, Qt::AlignTop);
        m_facts->addWidget(m_factLabels[row].second, row, 1);
    }
    const auto [key, label] = m_factLabels[row++];
    key->setText(name);
    label->setText(value);
    key->show();
    label->show();
}

void ModelsPage::showCard() {
    const int at = m_view->currentIndex().row();
    if (at < 0 || at >= m_model->rowCount()) return;
    const ModelCard& card = m_model->cards()[std::size_t(at)];
    m_factsBox->hide(); // a label shown in a visible box lays the whole window out; this way it happens once
    m_name->setFullText(card.name);
    m_folder->setFullText(card.folder);
    m_kind->setText(card.kind);
    const QString reason = whyNotCompatible(card, m_encoder, m_width, m_graphOpen);
    m_compatibility->setText(
        !reason.isEmpty() ? QStringLiteral("✗ %1").arg(reason)
        : m_graphOpen     ? m_width > 0 ? tr("✓ Fits the open graph: both %1, %2 wide.").arg(m_encoder).arg(m_width)
                                        : tr("✓ Fits the open graph (%1).").arg(m_encoder)
                          : tr("No graph is open to compare it with."));
    setTextRole(m_compatibility, !reason.isEmpty() ? TextRole::Error : m_graphOpen ? TextRole::Good : TextRole::Dim);
    QStringList layers;
    for (const int layer : card.kbLayers) layers << QString::number(layer);
    int row = 0;
    if (card.parameters > 0)
        fact(row, tr("parameters"),
             card.adapterParameters > 0
                 ? tr("%1, adapter %2").arg(grouped(card.parameters), grouped(card.adapterParameters))
                 : grouped(card.parameters));
    if (card.layers > 0)
        fact(row, tr("shape"),
             tr("%1 layers, hidden %2, %3 heads, vocabulary %4")
                 .arg(card.layers)
                 .arg(card.hidden)
                 .arg(card.heads)
                 .arg(grouped(std::uint64_t(card.vocabulary))));
    if (card.context > 0) fact(row, tr("context"), tr("%1 tokens").arg(grouped(std::uint64_t(card.context))));
    fact(row, tr("KB layers"), layers.join(QStringLiteral(", ")));
    if (!card.encoder.isEmpty()) fact(row, tr("encoder"), tr("%1, %2 wide").arg(card.encoder).arg(card.encoderWidth));
    if (!card.kbLayers.isEmpty())
        fact(row, tr("own k"), QStringLiteral("%1-%2-%3").arg(card.k.root).arg(card.k.inter).arg(card.k.leaf));
    if (card.bytes > 0) fact(row, tr("weights on disk"), bytesText(card.bytes));
    fact(row, tr("refusal"), card.refusal);
    fact(row, tr("languages"), card.languages);
    fact(row, tr("licence"), card.licence);
    for (; row < m_factLabels.size(); ++row) m_factLabels[row].first->hide(), m_factLabels[row].second->hide();
    m_factsBox->show();
    const bool loaded = card.folder == m_loaded && !m_loading;
    m_load->setText(loaded ? tr("Loaded") : tr("Load"));
    m_load->setAccessibleName(m_load->text());
    m_load->setEnabled(card.problem.isEmpty() && !loaded && !m_loading);
    m_load->setToolTip(card.problem);
    m_remove->setVisible(!card.bundled);
}

/// A folder; of a file, the folder that holds it.
void ModelsPage::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void ModelsPage::dropEvent(QDropEvent* event) {
    for (const QUrl& url : event->mimeData()->urls()) {
        const QFileInfo what(url.toLocalFile());
        if (!url.isLocalFile() || !what.exists()) continue;
        event->acceptProposedAction();
        Q_EMIT folderDropped(what.isDir() ? what.absoluteFilePath() : what.absolutePath());
    }
}

QString ModelsPage::compatibilityText() const { return m_compatibility->text(); }

} // namespace akv::ui
