// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/sweep_view.h"

#include "views/models/text.h"
#include "views/widgets/accessible.h"
#include "views/widgets/chart/line_chart.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <set>

namespace akv::ui {

namespace {

/// Fills the box and keeps what was chosen as far as it is still there; else `otherwise`.
void offer(QComboBox* box, const std::vector<std::pair<QString, QVariant>>& items, int otherwise) {
    const QSignalBlocker blocker(box);
    const QVariant chosen = box->currentData();
    box->clear();
    for (const auto& [text, value] : items) box->addItem(text, value);
    const int at = box->findData(chosen);
    box->setCurrentIndex(at >= 0 ? at : otherwise);
    box->setVisible(box->count() > 1);
}

} // namespace

SweepView::SweepView(QWidget* parent)
    : Card(parent), m_note(makeCaption({})), m_kind(new QComboBox), m_mode(new QComboBox), m_size(new QComboBox),
      m_chart(new LineChart({}, tr("%"))), m_table(new Quiet<QTableView>) {
    auto* bar = new QHBoxLayout;
    m_kind->setAccessibleName(tr("What the sweep changed"));
    m_mode->setAccessibleName(tr("Mode of the sweep"));
    m_size->setAccessibleName(tr("Graph size of the sweep"));
    bar->addWidget(m_kind);
    bar->addWidget(m_note);
    bar->addStretch();
    bar->addWidget(m_mode);
    bar->addWidget(m_size);
    body()->addLayout(bar);
    body()->addWidget(m_chart, 3);
    m_table->setModel(new PlainTableModel(m_table));
    styleTable(m_table, tr("Sweep"));
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    body()->addWidget(m_table, 2);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        offerModesAndSizes();
        showChosen();
    });
    for (QComboBox* box : {m_mode, m_size}) connect(box, &QComboBox::currentIndexChanged, this, &SweepView::showChosen);
}

SweepChoice SweepView::choice() const {
    return {SweepKind(m_kind->currentData().toInt()), m_mode->currentData().toString(),
            std::uint64_t(m_size->currentData().toULongLong())};
}

void SweepView::offerKinds() {
    std::set<SweepKind> kinds;
    for (const SweepLine& line : m_lines) kinds.insert(line.kind);
    std::vector<std::pair<QString, QVariant>> items;
    for (const SweepKind kind : kinds) items.push_back({tr("sweep of %1").arg(sweepName(kind)), int(kind)});
    offer(m_kind, items, 0);
    m_kind->setVisible(true);
}

void SweepView::offerModesAndSizes() {
    std::vector<std::pair<QString, QVariant>> modes, sizes;
    std::set<std::uint64_t> known;
    for (const SweepLine& line : m_lines) {
        if (line.kind != choice().kind) continue;
        if (std::none_of(modes.begin(), modes.end(), [&](const auto& item) { return item.second == line.mode; }))
            modes.push_back({modeLabel(line.mode), line.mode});
        known.insert(line.size);
    }
    for (const std::uint64_t size : known) sizes.push_back({tr("%1 rows").arg(grouped(size)), quint64(size)});
    offer(m_mode, modes, 0);
    offer(m_size, sizes, int(sizes.size()) - 1);
}

void SweepView::setLines(std::vector<SweepLine> lines) {
    m_lines = std::move(lines);
    offerKinds();
    offerModesAndSizes();
    showChosen();
}

void SweepView::showChosen() {
    const auto chosen = linesOf(m_lines, choice());
    m_note->setText(choice().kind == SweepKind::K
                        ? tr("prefill only; bars: 95 % interval over the draws")
                        : tr("answers with this setting; bars: 95 % interval over the draws"));
    static_cast<PlainTableModel*>(m_table->model())->setTable(sweepTable(chosen));
    SweepPicture picture = sweepPicture(chosen);
    m_chart->setXAxis(picture.xLabel, picture.categories, picture.joined);
    m_chart->setCurves(std::move(picture.curves), 0.0, 105.0);
}

} // namespace akv::ui
