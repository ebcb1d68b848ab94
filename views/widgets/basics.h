// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QtWidgets/QFrame>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLayout>
#include <QtWidgets/QPushButton>

#include <functional>

class QButtonGroup;
class QHBoxLayout;
class QScrollArea;
class QTableView;
class QVBoxLayout;

namespace akv::ui {

/// Rounded card on the ground, with a hairline; `body()` is its vertical layout (16 px inside).
class Card : public QFrame {
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);
    QVBoxLayout* body() const { return m_body; }
    /// Fills with the selection colour instead of the card colour and draws no hairline (chat questions).
    void setTinted(bool tinted);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_body;
    bool m_tinted = false;
};

/// One line of text that elides instead of growing its parent; the whole text is its tooltip when it does not fit.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(const QString& text = {}, QWidget* parent = nullptr);
    void setFullText(const QString& text);
    const QString& fullText() const { return m_full; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void elide();
    QString m_full;
};

/// A font relative to the application font; follows changes of it.
void setTextFont(QLabel* label, TextFont font);

enum class TextRole { Normal, Dim, Error, Good, Knowledge, Link, Warning };
/// Gives a label one of the token colours; follows theme changes.
void setTextRole(QLabel* label, TextRole role);
QLabel* makeLabel(const QString& text, TextRole role = TextRole::Normal, QWidget* parent = nullptr);
QLabel* makeTitle(const QString& text, QWidget* parent = nullptr);
QLabel* makeCaption(const QString& text, QWidget* parent = nullptr);
/// A wrapping label that never forces its parent wider.
QLabel* makeParagraph(const QString& text, TextRole role = TextRole::Normal, QWidget* parent = nullptr);

/// Colours a link button as good or as an error.
void setTone(QPushButton* button, TextRole role);

QPushButton* makePrimaryButton(const QString& text, QWidget* parent = nullptr);
QPushButton* makeButton(const QString& text, QWidget* parent = nullptr);
QPushButton* makeLinkButton(const QString& text, QWidget* parent = nullptr);
QPushButton* makePill(const QString& text, QWidget* parent = nullptr);
/// A switch in the header of a view that keeps what it shows: checked, it does not follow the selection.
QPushButton* makeHoldButton(const QString& view, QWidget* parent = nullptr);

/// Puts `body` into a scroll area that has no frame and no ground of its own: what lies below shows through.
void fillScrollArea(QScrollArea* area, QWidget* body, const QString& accessibleName);

/// Makes a button the primary one of its card, or an ordinary one.
void setPrimary(QPushButton* button, bool primary);

/// The calm table of the program: dense rows, no grid, no row numbers, whole-row selection.
void styleTable(QTableView* table, const QString& accessibleName);

/// One sentence and one primary button, centred: for empty, loading and error states.
class StateView : public QWidget {
    Q_OBJECT
public:
    explicit StateView(QWidget* parent = nullptr);
    /// `action` empty: no button.
    void show(const QString& sentence, const QString& action, bool error = false);
    QPushButton* button() const { return m_button; }
    QString sentence() const { return m_sentence->text(); }

Q_SIGNALS:
    void actionTriggered();

private:
    QLabel* m_sentence;
    QPushButton* m_button;
};

class FlowLayout;

/// Mutually exclusive choices in one rounded bar; the chosen one is lifted.
class SegmentedControl : public QWidget {
    Q_OBJECT
public:
    explicit SegmentedControl(const QString& accessibleName, QWidget* parent = nullptr);
    void setItems(const QStringList& labels, const QStringList& hints);
    void setCurrent(int index);
    int current() const { return m_current; }
    QAbstractButton* button(int index) const;
    /// Whether segments go on in a second line where the first is full (default: the control keeps its width).
    void setWraps(bool wraps);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return m_wraps; }

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    FlowLayout* m_layout;
    QButtonGroup* m_group;
    int m_current = -1;
    bool m_wraps = false;
};

/// Lays children out in rows and wraps them.
class FlowLayout : public QLayout {
public:
    explicit FlowLayout(QWidget* parent = nullptr, int spacing = 6);
    ~FlowLayout() override;
    void addItem(QLayoutItem* item) override { m_items.append(item); }
    int count() const override { return int(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override { return index >= 0 && index < count() ? m_items.takeAt(index) : nullptr; }
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), false); }
    void setGeometry(const QRect& rect) override;
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;

private:
    int arrange(const QRect& outer, bool apply) const;
    QList<QLayoutItem*> m_items;
    int m_spacing;
};

/// Removes and deletes everything in a layout.
void clearLayout(QLayout* layout);

/// Keyboard focus ring in the accent colour around `rect`.
void paintFocusRing(QPainter& painter, const QRectF& rect, const QColor& colour, qreal radius);

} // namespace akv::ui
