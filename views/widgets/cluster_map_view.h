// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/cluster_tree.h"

#include <QtWidgets/QWidget>

namespace akv::ui {

/// The inter keys in the plane of their two largest principal components. Size by leaves, filled when kept in this
/// chat; keys below the selected root stand out. A query is an arrow: its direction in this plane. At most 5,000 evenly
/// spaced keys are drawn.
class ClusterMapView : public QWidget {
    Q_OBJECT
public:
    explicit ClusterMapView(QWidget* parent = nullptr);
    void setTree(std::shared_ptr<const ClusterTree> tree, const ClusterUsage& usage);
    void setSelected(std::optional<ClusterKey> key);
    /// Draws an arrow from the middle of the keys; nullopt: none.
    void setQuery(std::optional<MapQuery> query);
    const std::optional<MapQuery>& query() const { return m_query; }
    const ClusterUsage& usage() const { return m_usage; }
    const std::optional<ClusterKey>& selected() const { return m_selected; }
    /// Where the arrow ends, in widget coordinates.
    QPointF queryTip() const;
    std::size_t drawn() const;
    const std::shared_ptr<const ClusterTree>& tree() const { return m_tree; } ///< null: none yet
    QPointF positionOf(std::uint32_t inter) const;
    QSize sizeHint() const override { return {380, 280}; }
    QSize minimumSizeHint() const override { return {220, 160}; }

Q_SIGNALS:
    void keySelected(const akv::ui::ClusterKey& key);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    void measure();
    void describe();
    void paintQuery(QPainter& p) const;
    QPointF placeOf(qreal x, qreal y) const;
    int interAt(const QPointF& position) const;
    std::uint32_t stride() const;

    std::shared_ptr<const ClusterTree> m_tree;
    ClusterUsage m_usage;
    std::optional<ClusterKey> m_selected;
    std::optional<MapQuery> m_query;
    float m_left = 0, m_right = 1, m_low = 0, m_high = 1;
    std::uint32_t m_biggest = 1;
};

} // namespace akv::ui
