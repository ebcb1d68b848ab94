// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/model_card.h"

#include <QtWidgets/QWidget>

class QGridLayout;
class QLabel;
class QListView;
class QPushButton;
class QStackedWidget;

namespace akv::ui {

class ElidedLabel;
class ReadmeView;
class StateView;

/// The models on this machine that are known: what they are, whether they fit the open graph and why not.
class ModelsPage : public QWidget {
    Q_OBJECT
public:
    explicit ModelsPage(QWidget* parent = nullptr);
    void setCards(std::vector<ModelCard> cards);
    /// Encoder of the open graph and the width of its embeddings (0: not known), and which model is in use.
    void setContext(bool graphOpen, const QString& encoder, std::int64_t width, const QString& loadedFolder,
                    bool loading);
    QListView* view() const { return m_view; }
    QPushButton* loadButton() const { return m_load; }
    QString compatibilityText() const;
    ReadmeView* readme() const { return m_readme; }
    ModelListModel* model() const { return m_model; }

Q_SIGNALS:
    void loadRequested(const QString& folder);
    void addFolderRequested();
    void folderDropped(const QString& folder);
    void removeFolderRequested(const QString& folder);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void showCard();
    void fact(int& row, const QString& name, const QString& value);

    ModelListModel* m_model;
    QStackedWidget* m_stack;
    StateView* m_state;
    QListView* m_view;
    ElidedLabel *m_name, *m_folder;
    QLabel *m_compatibility, *m_kind;
    QWidget* m_factsBox;
    QGridLayout* m_facts;
    ReadmeView* m_readme;                            ///< holds m_factsBox
    QList<std::pair<QLabel*, QLabel*>> m_factLabels; ///< rows of m_facts; those not needed are hidden
    QPushButton *m_load, *m_add, *m_remove;
    bool m_graphOpen = false, m_loading = false;
    std::int64_t m_width = 0;
    QString m_encoder, m_loaded;
};

} // namespace akv::ui
