// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/basics.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractScrollArea>
#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>

namespace akv::ui::test {

/// The classes of a widget and of those around it, up to its window.
inline QString whereIs(const QWidget* widget) {
    QStringList path;
    for (const QWidget* w = widget; w && !w->isWindow(); w = w->parentWidget())
        path.prepend(QLatin1String(w->metaObject()->className()).mid(qsizetype(0)));
    return path.join(QLatin1Char('/'));
}

/// A widget of Qt's own inside a control, which speaks for it.
inline bool inner(const QWidget* w) {
    const QWidget* parent = w->parentWidget();
    return w->objectName().startsWith(QStringLiteral("qt_")) || qobject_cast<const QAbstractSpinBox*>(parent) ||
           qobject_cast<const QComboBox*>(parent) || qobject_cast<const QLineEdit*>(parent) ||
           qobject_cast<const QScrollBar*>(w) ||
           (parent && qobject_cast<const QAbstractScrollArea*>(parent->parentWidget()) &&
            QLatin1String(w->metaObject()->className()) == QLatin1String("QWidget"));
}

/// Texts of the visible labels and buttons of a page that have less room than they need, and where they are.
inline QStringList clippedTexts(QWidget& page) {
    QStringList out;
    for (QWidget* w : page.findChildren<QWidget*>()) {
        if (!w->isVisible() || w->visibleRegion().isEmpty()) continue;
        if (const auto* label = qobject_cast<QLabel*>(w);
            label && !label->text().isEmpty() && !qobject_cast<ElidedLabel*>(w)) {
            const bool cut = label->wordWrap() ? label->heightForWidth(label->width()) > label->height() + 1
                                               : label->sizeHint().width() > label->width() + 1 ||
                                                     label->fontMetrics().height() > label->height() + 1;
            if (cut) out << QStringLiteral("“%1” in %2").arg(label->text().left(60), whereIs(w));
        } else if (const auto* button = qobject_cast<QAbstractButton*>(w);
                   button && !button->text().isEmpty() && !inner(w)) {
            if (button->minimumSizeHint().width() > button->width() + 1 ||
                button->fontMetrics().height() > button->height() + 1)
                out << QStringLiteral("button “%1” in %2").arg(button->text(), whereIs(w));
        }
    }
    return out;
}

} // namespace akv::ui::test
