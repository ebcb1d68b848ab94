// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pictures/numbers_dialog.h"

#include "views/models/plain_table_model.h"
#include "views/models/text.h"
#include "views/pictures/picture_tables.h"
#include "views/pictures/view_export.h"
#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

NumbersDialog::NumbersDialog(const NumberFile& numbers, const QString& file, QWidget* parent)
    : QDialog(parent), m_numbers(numbers), m_file(file), m_box(new QComboBox), m_area(new QScrollArea),
      m_table(new Quiet<QTableView>), m_save(makePrimaryButton(tr("Save the picture…"))) {
    setWindowTitle(tr("Numbers of %1").arg(QFileInfo(file).fileName()));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(960, 760);
    auto* column = new QVBoxLayout(this);
    column->addWidget(makeTitle(numbers.title.isEmpty() ? QFileInfo(file).fileName() : numbers.title));
    m_box->setAccessibleName(tr("Table of the file"));
    for (const ExportTable& table : m_numbers.tables)
        m_box->addItem(table.picture.isEmpty() ? tr("%1 (table)").arg(table.name) : table.name);
    column->addWidget(m_box);
    m_table->setModel(new PlainTableModel(m_table));
    styleTable(m_table, tr("The numbers of the picture"));
    auto* parts = new QSplitter(Qt::Vertical);
    parts->addWidget(m_area);
    parts->addWidget(m_table);
    parts->setSizes({480, 200});
    column->addWidget(parts, 1);
    auto* buttons = new QHBoxLayout;
    QPushButton* close = makeButton(tr("Close"));
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_save);
    column->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_save, &QPushButton::clicked, this, &NumbersDialog::save);
    connect(m_box, &QComboBox::currentIndexChanged, this, &NumbersDialog::showTable);
    int first = 0;
    while (first + 1 < m_numbers.tables.size() && m_numbers.tables[first].picture.isEmpty()) ++first;
    if (m_numbers.tables.value(first).picture.isEmpty()) first = 0;
    m_box->setCurrentIndex(first);
    showTable(first);
}

void NumbersDialog::showTable(int index) {
    if (index < 0 || index >= m_numbers.tables.size()) return;
    const ExportTable& table = m_numbers.tables[index];
    static_cast<PlainTableModel*>(m_table->model())->setTable(plainTableOf(table));
    m_error.clear();
    m_picture = nullptr;
    auto picture = pictureOf(table);
    if (picture.ok()) {
        m_picture = picture.value().release();
        m_picture->setMinimumSize(m_picture->size()); // as it was exported, or larger
        fillScrollArea(m_area, m_picture, windowTitle());
    } else {
        m_error = qs(picture.error().text());
        fillScrollArea(m_area, makeParagraph(m_error, TextRole::Error), windowTitle());
    }
    m_area->setVisible(!picture.ok() || !table.picture.isEmpty()); // a plain table stands below already
    m_save->setEnabled(m_picture);
}

void NumbersDialog::save() {
    const QString proposed = QFileInfo(m_file).path() + QLatin1Char('/') + QFileInfo(m_file).completeBaseName();
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Save the picture"), proposed + QStringLiteral(".svg"), exportFilters());
    if (file.isEmpty() || !m_picture) return;
    const auto saved = exportView(*m_picture, m_numbers.title, file);
    if (!saved.ok()) QMessageBox::warning(this, tr("Save the picture"), qs(saved.error().text()));
}

} // namespace akv::ui
