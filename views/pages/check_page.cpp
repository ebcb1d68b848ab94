// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/check_page.h"

#include "views/models/core_text.h"
#include "views/models/export_table.h"
#include "views/models/text.h"
#include "views/widgets/basics.h"
#include "views/widgets/theme.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace akv::ui {

CheckPage::CheckPage(QWidget* parent)
    : QWidget(parent), m_run(makePrimaryButton(tr("Run the self-check"))), m_status(makeParagraph({}, TextRole::Dim)),
      m_grid(new QGridLayout) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    layout->addWidget(makeTitle(tr("Self-check")));
    auto* card = new Card;
    auto* row = new QHBoxLayout;
    row->addWidget(m_status, 1);
    row->addWidget(m_run);
    card->body()->addLayout(row);
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(10);
    card->body()->addLayout(m_grid);
    layout->addWidget(card);
    layout->addStretch();
    connect(m_run, &QPushButton::clicked, this, &CheckPage::runRequested);
    setReady(tr("Open a graph and a model first."));
}

void CheckPage::setReady(const QString& reason) {
    m_run->setEnabled(reason.isEmpty());
    m_status->setText(reason.isEmpty() ? tr("Asks a question made from a row of this graph, several times, and "
                                            "measures on the real records whether the invariants hold.")
                                       : reason);
    setTextRole(m_status, TextRole::Dim);
}

void CheckPage::setRunning(bool running) {
    m_run->setEnabled(!running);
    if (running) m_status->setText(tr("Running…"));
}

void CheckPage::setError(const QString& message) {
    m_run->setEnabled(true);
    m_status->setText(message);
    setTextRole(m_status, TextRole::Error);
}

void CheckPage::setResults(const std::vector<CheckResult>& results) {
    m_run->setEnabled(true);
    clearLayout(m_grid);
    const auto passed = std::count_if(results.begin(), results.end(), [](const CheckResult& r) { return r.passed; });
    m_status->setText(tr("%1 of %2 invariants hold.").arg(passed).arg(results.size()));
    setTextRole(m_status, std::size_t(passed) == results.size() ? TextRole::Good : TextRole::Error);
    const QStringList heads = {QString(), tr("invariant"), tr("measured"), tr("holds when")};
    for (int c = 0; c < heads.size(); ++c) m_grid->addWidget(makeCaption(heads[c]), 0, c);
    ExportTable numbers{tr("Self-check"), heads.mid(1) << tr("result"), {}};
    int row = 1;
    for (const CheckResult& r : results) {
        QLabel* mark = makeLabel(r.passed ? QStringLiteral("✓") : QStringLiteral("✗"),
                                 r.passed ? TextRole::Good : TextRole::Error);
        mark->setAccessibleName(r.passed ? tr("holds") : tr("violated"));
        m_grid->addWidget(mark, row, 0, Qt::AlignTop);
        m_grid->addWidget(makeParagraph(coreText(r.name)), row, 1);
        QLabel* number = makeParagraph(qs(r.number), r.passed ? TextRole::Normal : TextRole::Error);
        setTextFont(number, TextFont::Mono);
        m_grid->addWidget(number, row, 2);
        QLabel* limit = makeParagraph(qs(r.limit), TextRole::Dim);
        m_grid->addWidget(limit, row++, 3);
        numbers.rows << QStringList{coreText(r.name), qs(r.number), qs(r.limit), mark->accessibleName()};
    }
    setProperty(kNumbersProperty, QVariant::fromValue(numbers));
    m_grid->setColumnStretch(1, 5);
    m_grid->setColumnStretch(2, 4);
    m_grid->setColumnStretch(3, 3);
}

} // namespace akv::ui
