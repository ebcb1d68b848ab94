// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/start_page.h"

#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"
#include "views/widgets/theme.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtGui/QDragEnterEvent>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

namespace {

Card* cardWithTitle(const QString& title) {
    auto* card = new Card;
    QLabel* label = makeLabel(title);
    setTextFont(label, TextFont::Strong);
    card->body()->addWidget(label);
    return card;
}

void fillFacts(QGridLayout* grid, const FactList& facts) {
    clearLayout(grid);
    int row = 0;
    for (const auto& [name, value] : facts) {
        grid->addWidget(makeLabel(name, TextRole::Dim), row, 0, Qt::AlignTop);
        auto* text = new ElidedLabel(value);
        grid->addWidget(text, row++, 1);
    }
    grid->setColumnStretch(1, 1);
}

} // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent), m_sample(makePrimaryButton(tr("Open the sample"))),
      m_sampleText(makeParagraph({}, TextRole::Dim)), m_status(makeParagraph({}, TextRole::Dim)),
      m_recent(new QVBoxLayout), m_system(new QGridLayout), m_model(new QGridLayout) {
    setAcceptDrops(true);
    auto* outer = new QHBoxLayout(this);
    outer->addStretch(1);
    auto* column = new QWidget;
    column->setMaximumWidth(980);
    outer->addWidget(column, 12);
    outer->addStretch(1);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(16, 32, 16, 24);
    layout->setSpacing(16);
    QLabel* title = makeTitle(tr("AtlasKV Workbench"));
    setTextFont(title, TextFont::Display);
    layout->addWidget(title);
    layout->addWidget(makeParagraph(tr("Load a knowledge graph, ask a language model whose attention reads it, and see "
                                       "which root, inter and leaf keys each layer chose for every word."),
                                    TextRole::Dim));

    Card* begin = cardWithTitle(tr("Begin"));
    begin->body()->addWidget(m_sampleText);
    auto* buttons = new QHBoxLayout;
    QPushButton* open = makeButton(tr("Open a graph…"));
    QPushButton* import = makeButton(tr("Import your own files…"));
    for (QPushButton* b : {m_sample, open, import}) buttons->addWidget(b);
    buttons->addStretch();
    begin->body()->addLayout(buttons);
    begin->body()->addWidget(m_status);
    m_status->hide();
    layout->addWidget(begin);

    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    Card* recent = cardWithTitle(tr("Recent graphs"));
    m_recent->setSpacing(2);
    recent->body()->addLayout(m_recent);
    recent->body()->addStretch();
    row->addWidget(recent, 1);
    Card* system = cardWithTitle(tr("This machine"));
    system->body()->addLayout(m_system);
    system->body()->addStretch();
    row->addWidget(system, 1);
    Card* model = cardWithTitle(tr("Model"));
    model->body()->addLayout(m_model);
    model->body()->addStretch();
    row->addWidget(model, 1);
    layout->addLayout(row);
    layout->addStretch(1);
    connect(m_sample, &QPushButton::clicked, this, &StartPage::sampleRequested);
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(import, &QPushButton::clicked, this, &StartPage::importRequested);
    setRecent({});
}

void StartPage::setSample(const QString& description, const QString& reason) {
    m_sample->setEnabled(reason.isEmpty());
    m_sampleText->setText(reason.isEmpty() ? description : reason);
    setTextRole(m_sampleText, reason.isEmpty() ? TextRole::Dim : TextRole::Error);
}

void StartPage::setRecent(const QStringList& folders) {
    clearLayout(m_recent);
    if (folders.isEmpty()) m_recent->addWidget(makeParagraph(tr("No graph was opened yet."), TextRole::Dim));
    for (const QString& folder : folders) {
        const bool there = QFileInfo::exists(folder); // a graph is a folder, a trace a file
        QPushButton* button = makeLinkButton(fontMetrics().elidedText(QDir(folder).dirName(), Qt::ElideRight, 220));
        button->setAccessibleName(tr("Open %1").arg(folder));
        button->setToolTip(there ? folder : tr("%1 is no longer there").arg(folder));
        button->setEnabled(there);
        connect(button, &QPushButton::clicked, this, [this, folder] { Q_EMIT recentChosen(folder); });
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(2);
        row->addWidget(button);
        if (!there) {
            QPushButton *locate = makeLinkButton(tr("Locate…")), *remove = makeLinkButton(tr("Remove"));
            locate->setAccessibleName(tr("Locate %1").arg(folder));
            remove->setAccessibleName(tr("Remove %1 from the list").arg(folder));
            row->addWidget(locate);
            row->addWidget(remove);
            connect(locate, &QPushButton::clicked, this, [this, folder] { Q_EMIT locateRequested(folder); });
            connect(remove, &QPushButton::clicked, this, [this, folder] { Q_EMIT removeRequested(folder); });
        }
        row->addStretch();
        m_recent->addWidget(line);
    }
}

void StartPage::setSystem(const FactList& facts) { fillFacts(m_system, facts); }
void StartPage::setModel(const FactList& facts) { fillFacts(m_model, facts); }

void StartPage::setStatus(const QString& text, bool error) {
    m_status->setVisible(!text.isEmpty());
    m_status->setText(text);
    setTextRole(m_status, error ? TextRole::Error : TextRole::Dim);
    announce(this, text);
}

void StartPage::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void StartPage::dropEvent(QDropEvent* event) {
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) paths << url.toLocalFile();
    if (!paths.isEmpty()) Q_EMIT filesDropped(paths);
}

} // namespace akv::ui
