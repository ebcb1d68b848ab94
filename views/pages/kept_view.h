// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/kept_preview.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;
class QSlider;

namespace akv::ui {

class FunnelView;

/// What one layer would keep for one word while the k sliders move: worked out from the word's recorded query, nothing
/// is generated. The sliders are the page's k; Run then asks the whole answer with it.
class KeptView : public QWidget {
    Q_OBJECT
public:
    explicit KeptView(QWidget* parent = nullptr);
    /// Offers the words and KB layers of the answer; null: none.
    void setAnswer(std::shared_ptr<const Answer> answer);
    /// The word and layer that are shown elsewhere; ignored where the answer has none such.
    void setPlace(int step, int layer);
    /// `k` and `scale` as the page says; `prunes`: whether k matters in its mode.
    void setWanted(const PruneK& k, const std::optional<ScaleChange>& scale, bool prunes);
    /// The query is looked for again.
    void askAgain();
    void setPreview(const KeptPreview& preview);
    void setError(const QString& message);

    QComboBox* wordBox() const { return m_word; }
    QComboBox* layerBox() const { return m_layer; }
    QSlider* slider(int level) const { return m_k[level]; }
    FunnelView* funnel() const { return m_funnel; }
    QString text() const;

Q_SIGNALS:
    /// The word whose query is wanted.
    void placeChosen(const std::shared_ptr<const akv::Answer>& answer, int step, int layer);
    /// What the layer is to be asked with.
    void wanted(const akv::PruneK& k, const std::optional<akv::ScaleChange>& scale);
    /// A slider was moved: level 0 root, 1 inter, 2 leaf.
    void kMoved(int level, int k);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QLayout* buildPlace();
    QLayout* buildSliders();
    void ask();
    void showSliders();

    std::shared_ptr<const Answer> m_answer;
    PruneK m_wantedK;
    std::optional<ScaleChange> m_scale;
    bool m_prunes = true, m_asked = false;
    QComboBox *m_word, *m_layer;
    QSlider* m_k[3] = {};
    QLabel* m_number[3] = {};
    QLabel* m_text;
    FunnelView* m_funnel;
};

} // namespace akv::ui
