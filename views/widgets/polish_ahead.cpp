// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/polish_ahead.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

#include <memory>
#include <vector>

namespace akv::ui {

void polishAhead(QWidget* root) {
    constexpr int kSlice = 4, kPause = 12; // milliseconds
    auto waiting = std::make_shared<std::vector<QPointer<QWidget>>>();
    for (QWidget* widget : root->findChildren<QWidget*>())
        if (!widget->testAttribute(Qt::WA_WState_Polished)) waiting->emplace_back(widget);
    auto* timer = new QTimer(root);
    QObject::connect(timer, &QTimer::timeout, root, [waiting, timer] {
        QElapsedTimer slice;
        slice.start();
        while (!waiting->empty() && slice.elapsed() < kSlice) {
            if (const auto& widget = waiting->back()) {
                widget->ensurePolished();
                widget->sizeHint(); // fonts and texts are measured once
            }
            waiting->pop_back();
        }
        if (waiting->empty()) timer->deleteLater();
    });
    timer->start(kPause);
}

} // namespace akv::ui
