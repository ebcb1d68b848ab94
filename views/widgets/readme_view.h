// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QStackedLayout;
class QTextBrowser;

namespace akv::ui {

class SegmentedControl;

/// A part of a markdown text.
struct MarkdownSection {
    QString title, text;
};
/// By its headings of the second level; what stands before them, without the title of the whole, is called `first`.
QList<MarkdownSection> markdownSections(const QString& markdown, const QString& first);

/// Facts, and what people wrote about the same thing section by section: a whole README with its tables takes too long
/// to lay out at once.
class ReadmeView : public QWidget {
    Q_OBJECT
public:
    /// `facts` becomes a child, called `label`.
    ReadmeView(QWidget* facts, const QString& label, QWidget* parent = nullptr);
    /// Empty: the facts alone. The section of that title stays chosen.
    void setMarkdown(const QString& markdown);
    QTextBrowser* text() const { return m_text; }
    SegmentedControl* sections() const { return m_choice; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void showSection(int index);

    QString m_label, m_markdown;
    QList<MarkdownSection> m_sections;
    SegmentedControl* m_choice;
    QTextBrowser* m_text;
    QStackedLayout* m_stack;
};

} // namespace akv::ui
