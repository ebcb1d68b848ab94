// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/readme_view.h"

#include "views/widgets/basics.h"

#include <QtCore/QEvent>
#include <QtGui/QDesktopServices>
#include <QtGui/QTextTable>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace akv::ui {

namespace {

/// Thin lines, room around the words, and no header where it has no words.
void tidy(QTextTable* table, const QColor& line) {
    bool header = false;
    for (int column = 0; column < table->columns(); ++column) {
        const QTextTableCell cell = table->cellAt(0, column);
        header |= cell.firstCursorPosition() != cell.lastCursorPosition();
    }
    if (!header && table->rows() > 1) table->removeRows(0, 1);
    QTextTableFormat format = table->format();
    format.setBorder(1);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderBrush(line);
    format.setBorderCollapse(true);
    format.setCellSpacing(0);
    format.setCellPadding(5);
    format.setTopMargin(6);
    format.setBottomMargin(6);
    table->setFormat(format);
}

} // namespace

QList<MarkdownSection> markdownSections(const QString& markdown, const QString& first) {
    QList<MarkdownSection> out{{first, {}}};
    bool code = false; // a line of a program may begin with ##
    for (const QString& line : markdown.split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1String("```"))) code = !code;
        if (!code && line.startsWith(QLatin1String("## ")))
            out.push_back({line.mid(3).trimmed(), {}});
        else if (code || !line.startsWith(QLatin1String("# ")))
            out.back().text += line + QLatin1Char('\n');
    }
    out.removeIf([](const MarkdownSection& section) { return section.text.trimmed().isEmpty(); });
    return out;
}

ReadmeView::ReadmeView(QWidget* facts, const QString& label, QWidget* parent)
    : QWidget(parent), m_label(label), m_choice(new SegmentedControl(tr("Parts of the model card"))),
      m_text(new QTextBrowser), m_stack(new QStackedLayout) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    m_choice->setWraps(true);
    layout->addWidget(m_choice);
    auto* top = new QWidget;
    auto* column = new QVBoxLayout(top);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(facts);
    column->addStretch();
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false); // pages of the web in the browser, nothing else
    m_stack->addWidget(top);
    m_stack->addWidget(m_text);
    layout->addLayout(m_stack, 1);
    connect(m_choice, &SegmentedControl::chosen, this, &ReadmeView::showSection);
    connect(m_text, &QTextBrowser::anchorClicked, this, [](const QUrl& url) {
        if (url.scheme() == QLatin1String("https")) QDesktopServices::openUrl(url);
    });
    m_choice->hide();
}

void ReadmeView::setMarkdown(const QString& markdown) {
    if (markdown == m_markdown) return;
    const int before = m_choice->current() - 1;
    const QString title = before >= 0 && before < m_sections.size() ? m_sections[before].title : QString();
    m_markdown = markdown;
    m_sections = markdownSections(markdown, tr("About"));
    QStringList labels{m_label};
    for (const MarkdownSection& section : m_sections) labels << section.title;
    m_choice->setItems(labels, {});
    m_choice->setVisible(!m_sections.isEmpty());
    const int chosen = title.isEmpty() ? 0 : int(std::max(qsizetype(0), labels.indexOf(title, 1)));
    m_choice->setCurrent(chosen);
    showSection(chosen);
}

void ReadmeView::showSection(int index) {
    m_stack->setCurrentIndex(index > 0 ? 1 : 0);
    if (index <= 0 || index > m_sections.size()) return;
    const MarkdownSection& section = m_sections[index - 1];
    m_text->setAccessibleName(tr("Model card: %1").arg(section.title));
    auto* document = new QTextDocument(m_text); // laid out once, when it is shown
    document->setDocumentMargin(0);
    document->setDefaultFont(m_text->font());
    document->setMarkdown(section.text);
    for (QTextFrame* frame : document->rootFrame()->childFrames())
        if (auto* table = qobject_cast<QTextTable*>(frame)) tidy(table, palette().color(QPalette::Mid));
    m_text->setDocument(document); // deletes the one before
    m_text->verticalScrollBar()->setValue(0);
}

void ReadmeView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_choice->current() > 0) showSection(m_choice->current());
}

} // namespace akv::ui
