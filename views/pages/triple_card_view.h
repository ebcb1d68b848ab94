// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/local_graph.h"

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;
class QTextBrowser;

namespace akv::ui {

/// One triple: its Q-K-V rows, its place among the clusters, how often this chat read it, and the passage that it came
/// from with head and tail marked.
class TripleCardView : public QWidget {
    Q_OBJECT
public:
    explicit TripleCardView(QWidget* parent = nullptr);
    void setCard(const TripleCard& card);
    void clear();
    /// In how many answers of this chat the triple was evidence, and its largest share.
    void setUsage(int answers, double share);
    const TripleCard& card() const { return m_card; }
    QPushButton* askButton() const { return m_ask; }
    QPushButton* maskButton() const { return m_mask; }
    QTextBrowser* text() const { return m_text; }

Q_SIGNALS:
    void askRequested(const QString& question);
    void maskRequested(qint64 triple, const QString& text);

private:
    QString html() const;

    TripleCard m_card;
    int m_answers = 0;
    double m_share = 0.0;
    QTextBrowser* m_text;
    QPushButton *m_ask, *m_mask;
};

} // namespace akv::ui
