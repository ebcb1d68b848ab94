// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/bridge/job_slot.h"
#include "views/models/model_card.h"

#include <QtCore/QStringList>

namespace akv::ui {

/// Looks through folders for models, in a worker; nothing is loaded.
class ModelsController : public QObject {
    Q_OBJECT
public:
    explicit ModelsController(QObject* parent = nullptr) : QObject(parent) {}
    /// `bundled` comes first and is marked as such; it may be empty.
    void scan(const QString& bundled, const QStringList& folders);

Q_SIGNALS:
    void scanned(const std::vector<akv::ui::ModelCard>& cards);

private:
    JobSlot m_slot;
};

} // namespace akv::ui
