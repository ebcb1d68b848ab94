// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/train_page.h"

#include "views/models/text.h"
#include "views/widgets/basics.h"
#include "views/widgets/chart/line_chart.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

TrainPage::TrainPage(QWidget* parent)
    : QWidget(parent), m_target(new QComboBox), m_config(new QLineEdit), m_data(new QLineEdit), m_out(new QLineEdit),
      m_resume(new QCheckBox(tr("Resume from the newest checkpoint"))), m_start(makePrimaryButton(tr("Start"))),
      m_choose(makeButton(tr("Choose…"))), m_open(makeButton(tr("Open curves.csv…"))),
      m_message(makeParagraph({}, TextRole::Dim)), m_file(makeCaption({})), m_last(makeParagraph({}, TextRole::Dim)),
      m_stack(new QStackedWidget), m_state(new StateView), m_loss(new LineChart(tr("step"), tr("loss"))),
      m_validation(new LineChart(tr("step"), tr("share"))) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    auto* header = new QHBoxLayout;
    header->setSpacing(12);
    header->addWidget(makeTitle(tr("Train")));
    header->addWidget(m_file);
    header->addStretch();
    header->addWidget(m_open);
    layout->addLayout(header);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(buildControls(), 3);
    m_stack->addWidget(m_state);
    m_stack->addWidget(buildCurves());
    row->addWidget(m_stack, 8);
    layout->addLayout(row, 1);
    m_state->show(tr("No run is shown. Start one, or open the curves.csv of a run, also of one that is still going."),
                  tr("Open curves.csv…"));
    connect(m_state, &StateView::actionTriggered, this, &TrainPage::openCurvesRequested);
    connect(m_open, &QPushButton::clicked, this, &TrainPage::openCurvesRequested);
    updateButtons();
}

QWidget* TrainPage::buildControls() {
    auto* card = new Card;
    const auto field = [&](const QString& caption, QLineEdit* edit, const QString& hint) {
        QLabel* label = makeLabel(caption, TextRole::Dim);
        label->setBuddy(edit);
        edit->setAccessibleName(caption);
        edit->setPlaceholderText(hint);
        card->body()->addWidget(label);
        card->body()->addWidget(edit);
    };
    QLabel* title = makeLabel(tr("Run"));
    setTextFont(title, TextFont::Strong);
    card->body()->addWidget(title);
    m_target->addItems({tr("language model with its knowledge heads"), tr("adapter alone, language model frozen")});
    m_target->setAccessibleName(tr("What is trained"));
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    card->body()->addWidget(m_target);
    field(tr("configuration (JSON)"), m_config, tr("as for `atlaskv train --config`"));
    card->body()->addWidget(m_choose, 0, Qt::AlignLeft);
    field(tr("training folder"), m_data, tr("as configured"));
    field(tr("output folder"), m_out, tr("as configured"));
    m_resume->setAccessibleName(m_resume->text());
    card->body()->addWidget(m_resume);
    card->body()->addStretch();
    card->body()->addWidget(m_last);
    card->body()->addWidget(m_message);
    card->body()->addWidget(m_start);
    connect(m_choose, &QPushButton::clicked, this, &TrainPage::chooseConfigRequested);
    connect(m_config, &QLineEdit::textChanged, this, &TrainPage::updateButtons);
    connect(m_start, &QPushButton::clicked, this, [this] {
        if (m_running)
            Q_EMIT stopRequested();
        else
            Q_EMIT startRequested(m_target->currentIndex() == 1, m_config->text().trimmed(), m_data->text().trimmed(),
                                  m_out->text().trimmed(), m_resume->isChecked());
    });
    return card;
}

QWidget* TrainPage::buildCurves() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    for (auto [title, chart] : {std::pair(tr("Loss"), m_loss), std::pair(tr("Validation"), m_validation)}) {
        auto* card = new Card;
        QLabel* label = makeLabel(title);
        setTextFont(label, TextFont::Strong);
        card->body()->addWidget(label);
        card->body()->addWidget(chart, 1);
        column->addWidget(card, 1);
    }
    return box;
}

void TrainPage::setConfig(const QString& file) { m_config->setText(file); }

void TrainPage::updateButtons() {
    m_start->setText(m_running ? tr("Stop") : tr("Start"));
    m_start->setAccessibleName(m_start->text());
    m_start->setEnabled(m_running || !m_config->text().trimmed().isEmpty());
    m_start->setToolTip(m_running ? tr("Ends after the present step; the last checkpoint can be resumed") : QString());
}

void TrainPage::setRunning(bool running, const QString& out) {
    m_running = running;
    if (running) setMessage(tr("Training into %1…").arg(out), false);
    updateButtons();
}

void TrainPage::setMessage(const QString& message, bool error) {
    m_message->setText(message);
    setTextRole(m_message, error ? TextRole::Error : TextRole::Dim);
}

void TrainPage::setCurves(const QString& file, const std::vector<Curve>& curves) {
    m_file->setText(cut(file, 90));
    m_file->setToolTip(file);
    const auto pick = [&](std::initializer_list<std::pair<const char*, QString>> names) {
        std::vector<Curve> out;
        for (const auto& [column, label] : names)
            if (const Curve* curve = findCurve(curves, QLatin1String(column))) out.push_back({label, curve->points});
        return out;
    };
    m_loss->setCurves(
        pick({{"loss", tr("loss")}, {"grounding_loss", tr("grounding loss")}, {"val_loss", tr("validation loss")}}));
    m_validation->setCurves(pick({{"val_exact", tr("value exact")},
                                  {"val_grounding", tr("gold row first")},
                                  {"val_refused", tr("refused what is not there")},
                                  {"val_false_refusals", tr("refused what is there")}}),
                            0.0, 1.05);
    QStringList last;
    for (const auto& [column, label] : {std::pair("loss", tr("loss")), std::pair("tokens_per_s", tr("tokens/s")),
                                        std::pair("val_exact", tr("value exact")), std::pair("seconds", tr("seconds"))})
        if (const Curve* curve = findCurve(curves, QLatin1String(column)); curve && !curve->points.empty())
            last << QStringLiteral("%1 %2").arg(label).arg(curve->points.back().y, 0, 'g', 4);
    const Curve* loss = findCurve(curves, QStringLiteral("loss"));
    m_last->setText(loss && !loss->points.empty()
                        ? tr("step %1: %2").arg(loss->points.back().x, 0, 'f', 0).arg(last.join(QStringLiteral(" · ")))
                        : tr("No step is written yet."));
    m_stack->setCurrentIndex(1);
}

QString TrainPage::messageText() const { return m_message->text(); }

} // namespace akv::ui
