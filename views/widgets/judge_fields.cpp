// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/judge_fields.h"

#include "views/widgets/basics.h"

#include <QtCore/QUrl>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDoubleSpinBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

JudgeFields::JudgeFields(QWidget* parent)
    : QWidget(parent), m_use(new QCheckBox(tr("judging model (network)"))), m_url(new QLineEdit),
      m_model(new QLineEdit), m_key(new QLineEdit), m_rate(new QDoubleSpinBox) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_use->setAccessibleName(tr("Let a judging model score the answers"));
    m_use->setToolTip(
        tr("A chat model behind an OpenAI-compatible address says from 0 to 1 whether an answer states the "
           "fact of the reference answer."));
    column->addWidget(m_use);
    auto* box = new QWidget;
    auto* fields = new QVBoxLayout(box);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(6);
    fields->addWidget(makeParagraph(tr("Every question, its reference answer and the model's answer leave this machine "
                                       "and are sent to this address. The key is held in memory alone."),
                                    TextRole::Warning));
    const auto add = [fields](const QString& text, QWidget* field) {
        QLabel* label = makeLabel(text, TextRole::Dim);
        label->setBuddy(field);
        fields->addWidget(label);
        fields->addWidget(field);
    };
    m_url->setPlaceholderText(QStringLiteral("https://host/v1"));
    m_url->setAccessibleName(tr("Address of the judging model"));
    add(tr("address (OpenAI-compatible)"), m_url);
    m_model->setAccessibleName(tr("Name of the judging model"));
    add(tr("model, as the address names it"), m_model);
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setAccessibleName(tr("Key for the judging model"));
    m_key->setPlaceholderText(tr("from $ATLASKV_API_KEY, or none"));
    add(tr("key"), m_key);
    m_rate->setRange(0.0, 1000.0);
    m_rate->setValue(2.0);
    m_rate->setSpecialValueText(tr("no limit"));
    m_rate->setAccessibleName(tr("Requests a second at most"));
    add(tr("requests a second at most"), m_rate);
    column->addWidget(box);
    box->hide();
    connect(m_use, &QCheckBox::toggled, box, &QWidget::setVisible);
    connect(m_use, &QCheckBox::toggled, this, &JudgeFields::changed);
    for (QLineEdit* field : {m_url, m_model, m_key})
        connect(field, &QLineEdit::textChanged, this, &JudgeFields::changed);
}

std::optional<JudgeRequest> JudgeFields::request() const {
    if (!m_use->isChecked()) return std::nullopt;
    return JudgeRequest{m_url->text().trimmed(), m_model->text().trimmed(), m_key->text(), m_rate->value()};
}

QString JudgeFields::objection() const {
    const auto wanted = request();
    if (!wanted) return {};
    const QUrl url(wanted->url, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() ||
        (url.scheme() != QStringLiteral("http") && url.scheme() != QStringLiteral("https")))
        return tr("The judging model needs an address that begins with http:// or https://.");
    if (wanted->model.isEmpty()) return tr("Name the judging model: results say who judged.");
    return {};
}

} // namespace akv::ui
