// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/bridge/job_slot.h"
#include "views/models/cluster_tree.h"
#include "views/models/job_model.h"

namespace akv::ui {

/// Reads the hierarchy of a workspace's leaf store: sizes at once, names of roots and (in stores of up to a few
/// thousand inter clusters) of inters, leaves of one inter cluster when they are asked for.
class HierarchyController : public QObject {
    Q_OBJECT
public:
    explicit HierarchyController(JobModel& jobs, QObject* parent = nullptr);
    void setWorkspace(const QString& folder, const QString& storeHash);
    /// Reads the hierarchy unless that is done or running.
    void load();
    void readLeaves(std::uint32_t inter);
    void readInters(std::uint32_t root);
    /// The path of a triple's first row: found() or failed().
    void findTriple(qint64 triple);
    std::shared_ptr<const ClusterTree> tree() const { return m_tree; }

Q_SIGNALS:
    void loading();
    void loaded();       ///< tree() is another store's
    void namesArrived(); ///< tree() has more names
    void found(std::uint32_t leaf);
    void failed(const QString& message);

private:
    void merge(const std::function<void(ClusterTree&)>& add);

    JobModel& m_jobs;
    QString m_folder, m_hash, m_loadedHash;
    std::shared_ptr<const ClusterTree> m_tree;
    JobSlot m_load, m_names, m_find;
};

} // namespace akv::ui
