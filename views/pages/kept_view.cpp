// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/kept_view.h"

#include "views/models/text.h"
#include "views/widgets/basics.h"
#include "views/widgets/funnel_view.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSlider>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

KeptView::KeptView(QWidget* parent)
    : QWidget(parent), m_word(new QComboBox), m_layer(new QComboBox), m_text(makeParagraph({})),
      m_funnel(new FunnelView) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(buildPlace());
    column->addLayout(buildSliders());
    column->addWidget(m_text);
    auto* scroll = new QScrollArea;
    fillScrollArea(scroll, m_funnel, tr("What would be kept"));
    column->addWidget(scroll, 1);
    column->addWidget(makeCaption(tr("From the recorded query of this word in this layer; nothing is generated. In a "
                                     "whole answer with this k the layers above would ask otherwise: Run shows it.")));
    connect(m_word, &QComboBox::currentIndexChanged, this, &KeptView::askAgain);
    connect(m_layer, &QComboBox::currentIndexChanged, this, &KeptView::askAgain);
}

QLayout* KeptView::buildPlace() {
    auto* row = new QHBoxLayout;
    m_word->setAccessibleName(tr("Word whose query is asked"));
    m_layer->setAccessibleName(tr("KB layer that is asked"));
    for (QComboBox* box : {m_word, m_layer}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(10);
        row->addWidget(box, 1);
    }
    row->addStretch(1);
    return row;
}

QLayout* KeptView::buildSliders() {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    const QString names[] = {tr("root"), tr("inter"), tr("leaf")};
    const QString whole[] = {tr("root keys that would be kept"), tr("inter keys that would be kept"),
                             tr("leaf keys that would be kept")};
    for (int i = 0; i < 3; ++i) {
        m_k[i] = new QSlider(Qt::Horizontal);
        m_k[i]->setRange(1, 64);
        m_k[i]->setAccessibleName(whole[i]);
        m_k[i]->setToolTip(whole[i]);
        m_number[i] = makeLabel({});
        setTextFont(m_number[i], TextFont::Mono);
        m_number[i]->setMinimumWidth(m_number[i]->fontMetrics().horizontalAdvance(QStringLiteral("00000")));
        QLabel* name = makeLabel(tr("k %1").arg(names[i]), TextRole::Dim);
        name->setBuddy(m_k[i]);
        grid->addWidget(name, 0, 3 * i);
        grid->addWidget(m_k[i], 0, 3 * i + 1);
        grid->addWidget(m_number[i], 0, 3 * i + 2);
        grid->setColumnStretch(3 * i + 1, 1);
        connect(m_k[i], &QSlider::valueChanged, this, [this, i](int value) { Q_EMIT kMoved(i, value); });
    }
    return grid;
}

void KeptView::setAnswer(std::shared_ptr<const Answer> answer) {
    m_answer = std::move(answer);
    m_asked = false;
    {
        const QSignalBlocker words(m_word), layers(m_layer);
        m_word->clear();
        m_layer->clear();
        if (m_answer) {
            for (const AnswerToken& token : m_answer->tokens)
                m_word->addItem(tr("word %1: %2").arg(token.index + 1).arg(qs(token.text).trimmed()), token.step);
            for (const int layer : m_answer->trace.kbLayers()) m_layer->addItem(tr("layer %1").arg(layer), layer);
            m_layer->setCurrentIndex(m_layer->count() - 1);
        }
    }
    m_funnel->setFunnel(std::nullopt, m_layer->count() > 0 ? tr("Its query is being looked for.")
                                                           : tr("This answer read no keys of the graph."));
    m_text->clear();
    ask();
}

void KeptView::setPlace(int step, int layer) {
    const QSignalBlocker words(m_word), layers(m_layer);
    if (const int at = m_word->findData(step); at >= 0) m_word->setCurrentIndex(at);
    if (const int at = m_layer->findData(layer); at >= 0) m_layer->setCurrentIndex(at);
    askAgain();
}

void KeptView::setWanted(const PruneK& k, const std::optional<ScaleChange>& scale, bool prunes) {
    const bool same = k == m_wantedK && scale == m_scale && prunes == m_prunes;
    m_wantedK = k, m_scale = scale, m_prunes = prunes;
    showSliders();
    if (!same && isVisible()) Q_EMIT wanted(m_wantedK, m_scale);
}

void KeptView::showSliders() {
    const std::uint32_t k[] = {m_wantedK.root, m_wantedK.inter, m_wantedK.leaf};
    for (int i = 0; i < 3; ++i) {
        const QSignalBlocker blocker(m_k[i]);
        m_k[i]->setValue(int(k[i]));
        m_k[i]->setEnabled(m_prunes && m_layer->count() > 0);
        m_number[i]->setText(QString::number(k[i]));
    }
}

void KeptView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    ask();
}

void KeptView::askAgain() {
    m_asked = false;
    ask();
}

/// A replay takes a while, so that the word is looked for only while the view is seen.
void KeptView::ask() {
    if (!isVisible() || m_asked || !m_answer || m_layer->count() == 0 || m_word->count() == 0) return;
    m_asked = true;
    setTextRole(m_text, TextRole::Dim);
    m_text->setText(tr("Looking for the query of this word…"));
    Q_EMIT placeChosen(m_answer, m_word->currentData().toInt(), m_layer->currentData().toInt());
    Q_EMIT wanted(m_wantedK, m_scale);
}

void KeptView::setPreview(const KeptPreview& preview) {
    if (preview.answer != m_answer || preview.step != m_word->currentData().toInt() ||
        preview.layer != m_layer->currentData().toInt())
        return;
    constexpr std::uint64_t kMost = 1024; // as the page's own fields
    const std::uint64_t most[] = {preview.roots, preview.inters, preview.leaves};
    for (int i = 0; i < 3; ++i) {
        const QSignalBlocker blocker(m_k[i]);
        m_k[i]->setRange(1, int(std::clamp<std::uint64_t>(most[i], 1, i == 2 ? 64 : kMost)));
    }
    showSliders();
    m_funnel->setFunnel(buildFunnel(*preview.trace, preview.step, preview.layer, preview.parents));
    setTextRole(m_text, TextRole::Normal);
    m_text->setText(keptPreviewText(preview));
}

void KeptView::setError(const QString& message) {
    m_funnel->setFunnel(std::nullopt, {});
    setTextRole(m_text, TextRole::Error);
    m_text->setText(message);
}

QString KeptView::text() const { return m_text->text(); }

} // namespace akv::ui
