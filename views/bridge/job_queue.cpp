// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/job_queue.h"

namespace akv::ui {

JobQueue::JobQueue(QObject* parent) : QObject(parent) {
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
}

JobQueue::~JobQueue() { m_pool.waitForDone(); }

} // namespace akv::ui
