// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/cluster_tree.h"
#include "views/widgets/accessible.h"

namespace akv::ui {

/// The hierarchy as an icicle: root, inter and leaf side by side, heights by number of leaves. The darker a key, the
/// more often it was kept in this chat; the path of the selected key is outlined. Double click or Enter zooms in,
/// Backspace zooms out, arrows move.
class IcicleView : public ItemsWidget {
    Q_OBJECT
public:
    explicit IcicleView(QWidget* parent = nullptr);
    void setTree(std::shared_ptr<const ClusterTree> tree, const ClusterUsage& usage);
    void setFocusKey(std::optional<ClusterKey> focus);
    void setSelected(std::optional<ClusterKey> key);
    std::optional<ClusterKey> focusKey() const { return m_focus; }
    std::optional<ClusterKey> selected() const { return m_selected; }
    const std::vector<IcicleBox>& boxes() const { return m_boxes; }
    const std::shared_ptr<const ClusterTree>& tree() const { return m_tree; } ///< null: none yet
    const ClusterUsage& usage() const { return m_usage; }
    QRectF rectOf(const IcicleBox& box) const;
    int itemCount() const override;
    QString itemName(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override;
    void chooseItem(int item) override;
    QSize sizeHint() const override { return {620, 520}; }
    QSize minimumSizeHint() const override { return {360, 240}; }

Q_SIGNALS:
    void keySelected(const akv::ui::ClusterKey& key);
    void zoomed(const std::optional<akv::ui::ClusterKey>& focus);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    void arrange();
    int boxAt(const QPointF& position) const;
    int boxOf(const ClusterKey& key) const;
    bool onPath(const IcicleBox& box) const;
    void paintBox(QPainter& p, const IcicleBox& box) const;
    void move(int levelBy, int by);
    QString labelOf(const IcicleBox& box) const;
    QString tipOf(const IcicleBox& box) const;

    std::shared_ptr<const ClusterTree> m_tree;
    ClusterUsage m_usage;
    std::optional<ClusterKey> m_focus, m_selected;
    std::vector<IcicleBox> m_boxes;
};

} // namespace akv::ui
