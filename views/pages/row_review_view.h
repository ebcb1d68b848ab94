// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/row_review.h"

#include <QtWidgets/QTabWidget>

class QLabel;
class QTableView;
class QTableWidget;

namespace akv::ui {

class NounModel;

/// The rows of a workspace to look through: relations with their nouns, which can be changed, and identical keys.
class RowReviewView : public QTabWidget {
    Q_OBJECT
public:
    explicit RowReviewView(QWidget* parent = nullptr);
    void setReview(const RowReview& review);
    NounModel* nouns() const { return m_nouns; }
    QTableView* nounTable() const { return m_nounTable; }
    QTableWidget* groupTable() const { return m_groups; }

private:
    NounModel* m_nouns;
    QTableView* m_nounTable;
    QTableWidget* m_groups;
    QLabel* m_waiting;
};

} // namespace akv::ui
