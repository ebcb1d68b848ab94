// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/conversation_model.h"
#include "views/widgets/basics.h"

#include <QtWidgets/QWidget>

class QAction;

namespace akv::ui {

class DiffLabel;
class EvidenceModel;
class FlowLayout;
class IndicatorCard;
class LambdaLegend;
class TokenStrip;

/// A question and its answer in the conversation: clickable words, three indicators, evidence chips, and for a run
/// with masked triples the word difference to the run that it repeats.
class TurnView : public QWidget {
    Q_OBJECT
public:
    explicit TurnView(QWidget* parent = nullptr);
    /// `base` is the turn that this one repeats without some triples; null if none.
    void setTurn(const Turn& turn, const Turn* base);
    int turnId() const { return m_turn; }
    TokenStrip* strip() const { return m_strip; }
    /// Chips as shown, for tests and keyboard users.
    const QList<QPushButton*>& chips() const { return m_chips; }
    QString noteText() const { return m_note->text(); }
    /// What the comparison with the base run says in words.
    static QString maskVerdict(const Turn& turn, const Turn& base);

Q_SIGNALS:
    void tokenSelected(int turn, int step);
    void tripleSelected(int turn, qint64 triple);
    void maskRequested(int turn, qint64 triple, const QString& text);
    void openInGraph(const QString& entity);
    void regenerateRequested(int turn);
    void editRequested(int turn);
    void whatIfRequested(int turn);
    void saveTraceRequested(int turn);
    void evidenceExportRequested(int turn);

private:
    void showAnswer(const Turn& turn);
    void showIndicators(const Answer& answer);
    void showChips();
    void addChip(int row);
    void showDifference(const Turn& turn, const Turn* base);
    void showNote(const Turn& turn);

    int m_turn = 0;
    bool m_allChips = false;
    Card *m_bubble, *m_card;
    QPushButton *m_edit, *m_whatIf;
    QAction* m_saveEvidence = nullptr;
    QLabel *m_question, *m_maskNote, *m_streaming, *m_note;
    DiffLabel* m_difference;
    TokenStrip* m_strip;
    LambdaLegend* m_legend;
    QWidget *m_indicators, *m_chipBox, *m_links;
    IndicatorCard *m_grounding, *m_match, *m_lambda;
    FlowLayout* m_chipLayout;
    EvidenceModel* m_evidence;
    QList<QPushButton*> m_chips;
};

} // namespace akv::ui
