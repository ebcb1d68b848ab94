// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/compare_model.h"
#include "views/widgets/basics.h"

#include <array>

class QGridLayout;
class QSpinBox;

namespace akv::ui {

class TokenStrip;

/// One mode of a comparison: its own settings, the clickable words, what stood in the prompt, and a footer of figures.
class ComparePane : public Card {
    Q_OBJECT
public:
    explicit ComparePane(Mode mode, QWidget* parent = nullptr);
    Mode mode() const { return m_mode; }
    /// Settings of its own are shown and used; otherwise those of all panes.
    void setOwnSettings(bool own, const CompareSettings& shared);
    CompareSettings settings() const;
    void setFocused(bool focused);
    /// Before a run: what will be asked; `reason` not empty: why this mode cannot run.
    void setIdle(const QString& reason);
    /// What the run at `row` of the model is or has become.
    void showRun(const CompareModel& model, int row, const QString& encoder, int contextLength);

    QPushButton* focusButton() const { return m_focus; }
    TokenStrip* strip() const { return m_strip; }
    QSpinBox* kBox(int level) const { return m_k[std::size_t(level)]; }
    QSpinBox* triplesBox() const { return m_triples; }
    QString contextText() const { return m_context->text(); }
    QString messageText() const { return m_message->text(); }
    /// A figure of the footer as shown; empty: there is none yet.
    QString figure(CompareModel::Column column) const;

Q_SIGNALS:
    void focusRequested();
    void tokenClicked(int step);

private:
    void buildFooter();

    Mode m_mode;
    QPushButton* m_focus;
    QLabel *m_message, *m_context;
    QWidget *m_settings, *m_footer;
    std::array<QSpinBox*, 3> m_k{};
    QSpinBox* m_triples;
    TokenStrip* m_strip;
    QList<std::pair<CompareModel::Column, QLabel*>> m_figures;
};

} // namespace akv::ui
