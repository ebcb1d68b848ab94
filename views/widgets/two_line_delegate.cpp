// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/two_line_delegate.h"

#include "views/widgets/basics.h"
#include "views/widgets/theme.h"

#include <QtGui/QPainter>

namespace akv::ui {

void TwoLineDelegate::paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& t = themeOf(option.palette);
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(option.rect).adjusted(2, 1, -2, -1);
    if (option.state & QStyle::State_Selected) {
        p->setPen(Qt::NoPen);
        p->setBrush(t.selected);
        p->drawRoundedRect(box, kControlRadius, kControlRadius);
    }
    if (option.state & QStyle::State_HasFocus) paintFocusRing(*p, box, t.accent, kControlRadius);
    const QRectF text = box.adjusted(10, 5, -10, -5);
    const QFontMetricsF title(strongFont()), detail(captionFont());
    p->setFont(strongFont());
    p->setPen(t.text);
    p->drawText(QRectF(text.left(), text.top(), text.width(), title.height()), Qt::AlignLeft | Qt::AlignVCenter,
                title.elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    p->setFont(captionFont());
    p->setPen(t.dim);
    p->drawText(QRectF(text.left(), text.top() + title.height() + 1, text.width(), detail.height()),
                Qt::AlignLeft | Qt::AlignVCenter,
                detail.elidedText(index.data(Qt::UserRole + 1).toString(), Qt::ElideRight, text.width()));
    p->restore();
}

QSize TwoLineDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {120, int(QFontMetricsF(strongFont()).height() + QFontMetricsF(captionFont()).height()) + 14};
}

void TwoLineDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                           const QModelIndex&) const {
    editor->setGeometry(option.rect.adjusted(4, 4, -4, -4));
}

} // namespace akv::ui
