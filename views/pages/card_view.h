// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/local_graph.h"

#include <QtWidgets/QWidget>

class QPushButton;
class QTextBrowser;
class QUrl;

namespace akv::ui {

/// What is known of one triple or one entity. A triple: its Q-K-V rows, its place among the clusters, how often this
/// chat read it, and the passage that it came from with head and tail marked. An entity: type, concepts, triples,
/// cluster, its share of the evidence, and a passage that names it. Triples and entities in it can be chosen.
class CardView : public QWidget {
    Q_OBJECT
public:
    explicit CardView(QWidget* parent = nullptr);
    void setCard(const TripleCard& card);
    void setEntity(const EntityCard& card);
    void clear();
    /// In how many answers of this chat the triple was evidence, and its largest share.
    void setUsage(int answers, double share);
    /// Shares of evidence of all entities: in the last answer, and summed over this chat.
    void setShares(const EntityShares& turn, const EntityShares& chat);
    const TripleCard& card() const { return m_card; }
    /// Without a name while a triple is shown.
    const EntityCard& entity() const { return m_entity; }
    QPushButton* askButton() const { return m_ask; }
    QPushButton* maskButton() const { return m_mask; }
    QTextBrowser* text() const { return m_text; }

Q_SIGNALS:
    void askRequested(const QString& question);
    void maskRequested(qint64 triple, const QString& text);
    void tripleChosen(qint64 triple);
    void entityChosen(const QString& entity);
    /// All triples of the entity are wanted.
    void tableRequested(const QString& entity);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showText();
    void follow(const QUrl& link);
    QString question() const;
    QString tripleHtml() const;
    QString entityHtml() const;

    TripleCard m_card;
    EntityCard m_entity;
    EntityShares m_turnShares, m_chatShares;
    int m_answers = 0;
    double m_share = 0.0;
    QTextBrowser* m_text;
    QPushButton *m_ask, *m_mask;
};

} // namespace akv::ui
