// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/help_dialogs.h"

#include "app/gui/command_book.h"
#include "core/device/memory_sampler.h"
#include "core/engine/engine.h"
#include "views/models/indicators.h"
#include "views/models/text.h"
#include "views/widgets/basics.h"

#include <QtCore/QSysInfo>
#include <QtCore/QThread>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QKeySequenceEdit>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

namespace {

QVBoxLayout* prepare(QDialog& dialog, const QString& title, QSize size) {
    dialog.setWindowTitle(title);
    dialog.setAttribute(Qt::WA_DeleteOnClose);
    dialog.resize(size);
    auto* layout = new QVBoxLayout(&dialog);
    layout->setSpacing(12);
    return layout;
}

void addClose(QDialog& dialog, QVBoxLayout& layout) {
    QPushButton* close = makePrimaryButton(QObject::tr("Close"));
    layout.addWidget(close, 0, Qt::AlignRight);
    QObject::connect(close, &QPushButton::clicked, &dialog, &QDialog::accept);
}

} // namespace

ShortcutsView::ShortcutsView(CommandBook& book, QWidget* parent)
    : QWidget(parent), m_book(book), m_filter(new QLineEdit), m_table(new QTableWidget), m_keys(new QKeySequenceEdit),
      m_set(makeButton(tr("Give these keys"))), m_clear(makeButton(tr("No keys"))),
      m_reset(makeLinkButton(tr("All as they came"))), m_note(makeParagraph({}, TextRole::Dim)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_filter->setPlaceholderText(tr("Filter by command or keys"));
    m_filter->setAccessibleName(tr("Filter the shortcuts"));
    m_filter->setClearButtonEnabled(true);
    layout->addWidget(m_filter);
    m_table->setColumnCount(2);
    m_table->setHorizontalHeaderLabels({tr("Command"), tr("Keys")});
    styleTable(m_table, tr("Commands and their keys"));
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    layout->addWidget(m_table, 1);
    auto* row = new QHBoxLayout;
    m_keys->setAccessibleName(tr("New keys"));
    row->addWidget(m_keys, 1);
    for (QPushButton* button : {m_set, m_clear, m_reset}) row->addWidget(button);
    layout->addLayout(row);
    layout->addWidget(m_note);
    m_note->setText(tr("Choose a command, press its new keys, then “Give these keys”."));
    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutsView::filter);
    connect(m_set, &QPushButton::clicked, this, [this] {
        QAction* action = current();
        if (!action) return;
        const QKeySequence keys = m_keys->keySequence();
        if (m_book.setKeys(action, keys))
            m_note->setText(tr("“%1” has the keys %2 now.").arg(m_book.titleOf(action), CommandBook::keysText(action)));
        else
            m_note->setText(
                tr("%1 belongs to “%2”: give that command other keys first.")
                    .arg(keys.toString(QKeySequence::NativeText), m_book.titleOf(m_book.owner(keys, action))));
        fill();
    });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        if (QAction* action = current()) m_book.setKeys(action, {});
        fill();
    });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        m_book.resetKeys();
        m_note->setText(tr("All commands have the keys that they came with."));
        fill();
    });
    fill();
}

QAction* ShortcutsView::current() const {
    const int row = m_table->currentRow();
    return row >= 0 ? m_book.find(m_table->item(row, 0)->data(Qt::UserRole).toString()) : nullptr;
}

QString ShortcutsView::noteText() const { return m_note->text(); }

void ShortcutsView::fill() {
    const int row = m_table->currentRow();
    m_table->setRowCount(int(m_book.all().size()));
    int i = 0;
    for (const QAction* action : m_book.all()) {
        auto* title = new QTableWidgetItem(m_book.titleOf(action));
        title->setData(Qt::UserRole, action->objectName());
        m_table->setItem(i, 0, title);
        m_table->setItem(i++, 1, new QTableWidgetItem(CommandBook::keysText(action)));
    }
    m_table->selectRow(std::max(0, row));
    filter();
}

void ShortcutsView::filter() {
    const QString text = m_filter->text().trimmed();
    for (int row = 0; row < m_table->rowCount(); ++row)
        m_table->setRowHidden(row, !m_table->item(row, 0)->text().contains(text, Qt::CaseInsensitive) &&
                                       !m_table->item(row, 1)->text().contains(text, Qt::CaseInsensitive));
}

ConceptsDialog::ConceptsDialog(QWidget* parent) : QDialog(parent) {
    QVBoxLayout* layout = prepare(*this, tr("Concepts"), {640, 620});
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    const std::pair<QString, QString> words[] = {
        {tr("Triple"), tr("Head, relation and tail, with a number that never changes.")},
        {tr("Row"),
         tr("A question, its key and its value, made from a triple. Keys are what attention compares with the "
            "question; values are what it reads.")},
        {tr("Root, inter, leaf"), tr("The three levels of keys. A leaf is the key of one row; inter and root keys are "
                                     "means of the keys below them. Every KB layer keeps the best k_R, k_I and k_L.")},
        {tr("KB layer"), tr("A layer of the model that attends to the graph beside the words of the prompt.")},
        {tr("λ knowledge"), lambdaDefinition()},
        {tr("Evidence share"), evidenceDefinition()},
        {tr("Grounded"), groundingDefinition()},
        {tr("Faithful"), matchDefinition()},
        {tr("Kept of available"), tr("How many keys of a level were kept, of those that were compared. Where both are "
                                     "equal, nothing was pruned there.")}};
    for (const auto& [word, meaning] : words) {
        QLabel* title = makeLabel(word);
        setTextFont(title, TextFont::Strong);
        column->addWidget(title);
        column->addWidget(makeParagraph(meaning, TextRole::Dim));
    }
    column->addStretch();
    auto* scroll = new QScrollArea;
    fillScrollArea(scroll, body, tr("Concepts"));
    layout->addWidget(scroll, 1);
    addClose(*this, *layout);
}

DiagnosticsDialog::DiagnosticsDialog(const JobModel& jobs, std::shared_ptr<const Engine> engine,
                                     const WorkspaceSummary& workspace, QWidget* parent)
    : QDialog(parent), m_jobs(jobs), m_engine(std::move(engine)), m_workspace(workspace), m_text(new QPlainTextEdit),
      m_names(new QCheckBox(tr("With names of jobs, which may quote questions and folders"))) {
    QVBoxLayout* layout = prepare(*this, tr("Diagnostics"), {680, 520});
    layout->addWidget(makeParagraph(tr("Nothing is sent. Copy this text where it is needed."), TextRole::Dim));
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("Diagnostics"));
    layout->addWidget(m_text, 1);
    layout->addWidget(m_names);
    QPushButton* copy = makeButton(tr("Copy"));
    layout->addWidget(copy, 0, Qt::AlignLeft);
    connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(text()); });
    connect(m_names, &QCheckBox::toggled, this, &DiagnosticsDialog::fill);
    addClose(*this, *layout);
    fill();
}

QString DiagnosticsDialog::text() const { return m_text->toPlainText(); }

void DiagnosticsDialog::fill() {
    const MemorySample memory = MemorySampler().sample();
    QStringList lines{
        QStringLiteral("%1 %2, Qt %3")
            .arg(QApplication::applicationDisplayName(), QApplication::applicationVersion(), QLatin1String(qVersion())),
        QStringLiteral("%1, %2, %3 threads")
            .arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture())
            .arg(QThread::idealThreadCount()),
        QStringLiteral("memory: process %1 (peak %2), free %3 of %4")
            .arg(bytesText(memory.rss), bytesText(memory.rssPeak), bytesText(memory.systemAvailable),
                 bytesText(memory.systemTotal)),
        m_engine ? QStringLiteral("model: %1, hash %2").arg(qs(m_engine->info().name), qs(m_engine->info().hash))
                 : QStringLiteral("model: none"),
        m_workspace.folder.isEmpty() ? QStringLiteral("graph: none")
                                     : QStringLiteral("graph: %1 triples, store %2, encoder %3%4")
                                           .arg(m_workspace.counts.triples)
                                           .arg(qs(m_workspace.manifest.storeHash), qs(m_workspace.manifest.encoder),
                                                m_workspace.storeProblem.isEmpty() ? QString()
                                                : m_names->isChecked() ? QStringLiteral(", ") + m_workspace.storeProblem
                                                                       : QStringLiteral(", store not usable"))};
    for (int row = 0; row < m_jobs.rowCount(); ++row) {
        QStringList cells;
        for (int column = m_names->isChecked() ? 0 : 1; column < JobModel::ColumnCount; ++column) {
            const QString cell = m_jobs.index(row, column).data().toString();
            const bool names = column == JobModel::State && !m_names->isChecked();
            cells << (names ? cell.section(QLatin1Char(':'), 0, 0) : cell);
        }
        lines << QStringLiteral("job: ") + cells.join(QStringLiteral(" | "));
    }
    m_text->setPlainText(lines.join(QLatin1Char('\n')));
}

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent) {
    QVBoxLayout* layout = prepare(*this, tr("About and licences"), {520, 420});
    layout->addWidget(makeTitle(
        QStringLiteral("%1 %2").arg(QApplication::applicationDisplayName(), QApplication::applicationVersion())));
    for (const QString& text :
         {tr("A workbench for language models whose attention reads a knowledge graph. It implements AtlasKV (arXiv "
             "2510.17934) with absorbed scoring; related: KBLaM (arXiv 2410.10450), AutoSchemaKG (arXiv 2505.23628)."),
          tr("The program: GPL-3.0-or-later. The bundled model: CC BY-SA 3.0, see its card. The sample graph: see its "
             "licence notes."),
          tr("It is built with Qt %1 (LGPL-3.0), QCustomPlot (GPL-3.0), LibTorch (BSD), SQLite (public domain), "
             "SentencePiece (Apache-2.0), igraph (GPL-2.0), serd (ISC), pugixml (MIT), Expat (MIT), nlohmann/json "
             "(MIT), PCRE2 "
             "(BSD), "
             "utf8proc (MIT), zstd (BSD), xxHash (BSD), libcurl (curl), CLI11 (BSD).")
              .arg(QLatin1String(qVersion()))})
        layout->addWidget(makeParagraph(text));
    layout->addStretch();
    addClose(*this, *layout);
}

} // namespace akv::ui
