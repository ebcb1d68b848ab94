// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/memory_series.h"

#include <QtWidgets/QWidget>

class QLabel;

namespace akv::ui {

class MemoryChart;

/// Live memory of the process and, where there is one, of the device; with the numbers as a table.
class MemoryPage : public QWidget {
    Q_OBJECT
public:
    explicit MemoryPage(QWidget* parent = nullptr);
    void setMemory(const MemorySeries& series, std::uint64_t diskBytes);

private:
    MemoryChart* m_chart;
    QLabel* m_values[10] = {};
    QLabel* m_source;
};

} // namespace akv::ui
