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
    /// `base` is the turn that this one repeats without some triples, or the run before this one when it was only asked
    /// again; null if none.
    void setTurn(const Turn& turn, const Turn* base);
    /// This is run `number` (from 1) of `count` of the same question.
    void setVariant(int number, int count);
    QString variantText() const { return m_variant->text(); }
    QPushButton* variantButton(bool next) const { return next ? m_nextVariant : m_previousVariant; }
    QPushButton* runCardButton() const { return m_runCard; }
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
    void runCardRequested(int turn);
    void forkRequested(int turn);
    /// Another run of the same question: -1 the one before, 1 the next.
    void variantRequested(int turn, int by);
    void evidenceExportRequested(int turn);

private:
    void buildLinks();
    void buildVariants();
    void showAnswer(const Turn& turn);
    void showIndicators(const Answer& answer);
    void showChips();
    void addChip(int row);
    void showDifference(const Turn& turn, const Turn* base);
    void showNote(const Turn& turn);

    int m_turn = 0;
    bool m_allChips = false;
    Card *m_bubble, *m_card;
    QPushButton *m_edit, *m_whatIf, *m_runCard, *m_fork, *m_previousVariant, *m_nextVariant;
    QLabel *m_question, *m_maskNote, *m_streaming, *m_note, *m_variant;
    QAction* m_saveEvidence = nullptr;
    DiffLabel* m_difference;
    TokenStrip* m_strip;
    LambdaLegend* m_legend;
    QWidget *m_indicators, *m_chipBox, *m_links, *m_variants;
    IndicatorCard *m_grounding, *m_match, *m_lambda;
    FlowLayout* m_chipLayout;
    EvidenceModel* m_evidence;
    QList<QPushButton*> m_chips;
};

} // namespace akv::ui
