// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

#include <QtWidgets/QFrame>

#include <vector>

class QMenu;
class QPushButton;
class QSpinBox;

namespace akv::ui {

class SegmentedControl;

/// Graph, model, mode and k of the next question, and the way to the search.
class TopBar : public QFrame {
    Q_OBJECT
public:
    explicit TopBar(QWidget* parent = nullptr);

    void setGraphText(const QString& text);
    void setModelText(const QString& text);
    /// Menus of the two chips; owned by the caller.
    void setMenus(QMenu* graph, QMenu* model);
    /// Modes that can run now; the first is chosen when the present one is not among them.
    void setModes(const std::vector<Mode>& modes);
    Mode mode() const;
    void setMode(Mode mode);
    /// The k in use and what is recommended for this graph (measured recall).
    void setK(const PruneK& k, const PruneK& recommended, const QString& why);
    PruneK k() const;

    QPushButton* searchButton() const { return m_search; }
    QPushButton* graphButton() const { return m_graph; }
    QPushButton* themeButton() const { return m_theme; }
    QPushButton* modeButton() const { return m_modeButton; }
    /// What does not fit gives way step by step: see fit().
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void modeChosen(Mode mode);
    void kChosen(PruneK k);
    void searchRequested();
    void themeToggled();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildKMenu();
    void buildModeMenu();
    void showK();
    void showTexts();
    int neededWidth() const;
    /// Where the bar is narrow or the type large, the modes move into a menu; where that is not enough, names are cut.
    void fit();
    void updateIcons();

    QPushButton *m_graph, *m_model, *m_kButton, *m_search, *m_theme, *m_modeButton;
    QString m_graphText, m_modelText;
    int m_narrow = 0; ///< 0: all there; 1: the modes in a menu; 2: short names, too
    bool m_fitting = false;
    SegmentedControl* m_modes;
    std::vector<Mode> m_modeList;
    QSpinBox* m_spin[3] = {};
    QPushButton* m_useRecommended = nullptr;
    PruneK m_k, m_recommended;
};

/// Device, speed, self-check and jobs along the bottom edge.
class StatusStrip : public QFrame {
    Q_OBJECT
public:
    explicit StatusStrip(QWidget* parent = nullptr);
    void setDevice(const QString& text);
    void setSpeed(const QString& text);
    /// `good`: nullopt = not run yet.
    void setSelfCheck(const QString& text, std::optional<bool> good);
    void setJobs(const QString& text, std::optional<double> fraction);

Q_SIGNALS:
    void jobsClicked();
    void selfCheckClicked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    class QLabel *m_device, *m_speed;
    QPushButton *m_check, *m_jobs;
    class QProgressBar* m_bar;
};

} // namespace akv::ui
