// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

#include <cstdint>
#include <vector>

namespace akv::ui {

/// How many clusters have how many members, in at most 24 bars of equal width; the numbers are also its description.
class HistogramView : public QWidget {
    Q_OBJECT
public:
    explicit HistogramView(QWidget* parent = nullptr);
    void setSizes(std::vector<std::uint32_t> sizes);

    struct Bar {
        std::uint32_t from = 0, to = 0; ///< sizes, both included
        std::uint32_t count = 0;
    };
    const std::vector<Bar>& bars() const { return m_bars; }
    const std::vector<std::uint32_t>& sizes() const { return m_sizes; }
    /// "137 clusters, 5 to 13 leaves, none empty".
    QString summary() const;
    QSize sizeHint() const override { return {420, 120}; }
    QSize minimumSizeHint() const override { return {240, 100}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRectF barRect(std::size_t bar) const;

    std::vector<std::uint32_t> m_sizes;
    std::vector<Bar> m_bars;
};

} // namespace akv::ui
