// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/preferences_dialog.h"

#include "app/gui/appearance.h"
#include "app/gui/help_dialogs.h"
#include "app/gui/paths.h"
#include "views/bridge/language.h"
#include "views/widgets/basics.h"

#include <QtCore/QThread>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDoubleSpinBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

namespace {

QSpinBox* numberBox(const QString& name, int low, int high, int value, const QString& suffix = {}) {
    auto* box = new QSpinBox;
    box->setRange(low, high);
    box->setValue(value);
    box->setSuffix(suffix);
    box->setGroupSeparatorShown(true);
    box->setAccessibleName(name);
    return box;
}

QCheckBox* checkBox(const QString& name, bool value) {
    auto* box = new QCheckBox(name);
    box->setChecked(value);
    return box;
}

/// The system's language, English, and those that are compiled in.
QComboBox* makeLanguageBox() {
    auto* box = new QComboBox;
    box->setAccessibleName(PreferencesDialog::tr("Language"));
    box->addItem(PreferencesDialog::tr("As the system says"), QString());
    for (const Language& language : languages()) box->addItem(language.name, language.code);
    box->setCurrentIndex(std::max(0, box->findData(savedLanguage())));
    return box;
}

} // namespace

PreferencesDialog::PreferencesDialog(CommandBook& book, const Settings& settings, QWidget* parent)
    : QDialog(parent), m_settings(settings), m_sections(new QListWidget), m_pages(new QStackedWidget),
      m_shortcuts(new ShortcutsView(book)) {
    setWindowTitle(tr("Preferences"));
    resize(820, 560);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    auto* row = new QHBoxLayout;
    m_sections->setAccessibleName(tr("Sections"));
    row->addWidget(m_sections);
    row->addWidget(m_pages, 1);
    layout->addLayout(row, 1);
    buildGeneral();
    buildLook();
    buildChat();
    buildGraph();
    buildInspector();
    buildCompute();
    buildPaths();
    m_sections->addItem(tr("Shortcuts"));
    m_pages->addWidget(m_shortcuts);
    buildPrivacy();
    m_sections->setFixedWidth(m_sections->sizeHintForColumn(0) + 48);
    QPushButton* close = makePrimaryButton(tr("Close"));
    layout->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_sections, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    showSection(General);
}

void PreferencesDialog::showSection(int section) { m_sections->setCurrentRow(section); }

QFormLayout* PreferencesDialog::addSection(const QString& title, const QString& note) {
    m_sections->addItem(title);
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->addWidget(makeTitle(title));
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setVerticalSpacing(10);
    column->addLayout(form);
    if (!note.isEmpty()) column->addWidget(makeParagraph(note, TextRole::Dim));
    column->addStretch();
    auto* scroll = new QScrollArea;
    fillScrollArea(scroll, body, title);
    m_pages->addWidget(scroll);
    return form;
}

void PreferencesDialog::buildGeneral() {
    QFormLayout* form =
        addSection(tr("General"),
                   tr("Questions, answers and edits are on disk as soon as they are made; there is nothing to save. "
                      "What is being written in the question field is kept too, so often as chosen here. Telemetry: "
                      "there is none."));
    m_reopen = checkBox(tr("Open the last graph at the start"), m_settings.reopenLast);
    form->addRow(m_reopen);
    m_draft = numberBox(tr("Keep an unsent question every"), 0, 600, m_settings.draftSeconds, tr(" s"));
    m_draft->setSpecialValueText(tr("never"));
    form->addRow(tr("Keep an unsent question every"), m_draft);
    connect(m_reopen, &QCheckBox::toggled, this, &PreferencesDialog::change);
    connect(m_draft, &QSpinBox::valueChanged, this, &PreferencesDialog::change);
}

void PreferencesDialog::buildLook() {
    QFormLayout* form = addSection(tr("Appearance"), tr("Nothing on the screens moves by itself, so there is no motion "
                                                        "to reduce."));
    m_theme = new QComboBox;
    m_theme->addItem(tr("Light"), QStringLiteral("light"));
    m_theme->addItem(tr("Dark"), QStringLiteral("dark"));
    m_theme->addItem(tr("High contrast"), QStringLiteral("contrast"));
    m_theme->addItem(tr("As the system says"), QString());
    m_theme->setAccessibleName(tr("Theme"));
    m_text = numberBox(tr("Size of the text"), kSmallestText, kLargestText, currentAppearance().textPercent,
                       QStringLiteral(" %"));
    m_text->setSingleStep(10);
    form->addRow(tr("Theme"), m_theme);
    form->addRow(tr("Text"), m_text);
    form->addRow(tr("Language"), m_language = makeLanguageBox());
    form->addRow(makeParagraph(tr("A new language is used from the next start on."), TextRole::Dim));
    m_theme->setCurrentIndex(std::max(0, m_theme->findData(savedAppearance().theme)));
    connect(m_theme, &QComboBox::currentIndexChanged, this, &PreferencesDialog::applyLook);
    connect(m_text, &QSpinBox::valueChanged, this, &PreferencesDialog::applyLook);
    connect(m_language, &QComboBox::currentIndexChanged, this,
            [this] { saveLanguage(m_language->currentData().toString()); });
}

void PreferencesDialog::buildChat() {
    QFormLayout* form = addSection(tr("Chat"), tr("They hold from the next question on; every run card names them. "
                                                  "Temperature 0 always takes the likeliest word."));
    m_maxTokens = numberBox(tr("Longest answer"), 1, 4096, m_settings.maxTokens, tr(" tokens"));
    m_temperature = new QDoubleSpinBox;
    m_temperature->setRange(0.0, 2.0);
    m_temperature->setSingleStep(0.1);
    m_temperature->setValue(m_settings.temperature);
    m_temperature->setAccessibleName(tr("Temperature"));
    m_seed = numberBox(tr("Seed"), 0, 2'147'483'647, int(m_settings.seed));
    form->addRow(tr("Longest answer"), m_maxTokens);
    form->addRow(tr("Temperature"), m_temperature);
    form->addRow(tr("Seed"), m_seed);
    connect(m_maxTokens, &QSpinBox::valueChanged, this, &PreferencesDialog::change);
    connect(m_temperature, &QDoubleSpinBox::valueChanged, this, &PreferencesDialog::change);
    connect(m_seed, &QSpinBox::valueChanged, this, &PreferencesDialog::change);
}

void PreferencesDialog::buildGraph() {
    QFormLayout* form =
        addSection(tr("Graph"), tr("What the Graph page draws around an entity; it can be changed there "
                                   "for the moment."));
    m_cap = numberBox(tr("Entities drawn at most"), 5, 200, m_settings.graphCap);
    m_depth = numberBox(tr("Steps away from the middle"), 1, 3, m_settings.graphDepth);
    form->addRow(tr("Entities drawn at most"), m_cap);
    form->addRow(tr("Steps away from the middle"), m_depth);
    connect(m_cap, &QSpinBox::valueChanged, this, &PreferencesDialog::change);
    connect(m_depth, &QSpinBox::valueChanged, this, &PreferencesDialog::change);
}

void PreferencesDialog::buildInspector() {
    QFormLayout* form =
        addSection(tr("Inspector"), tr("An answer without its trace keeps its words, evidence and cost; "
                                       "to inspect it, it is asked again. A trace that meets the limit "
                                       "says so."));
    m_keepTraces = checkBox(tr("Keep the traces with the chats"), m_settings.keepTraces);
    m_traceSize = numberBox(tr("Size limit of one trace"), 1, 4096, m_settings.traceMegabytes, tr(" MB"));
    form->addRow(m_keepTraces);
    form->addRow(tr("Size limit of one trace"), m_traceSize);
    connect(m_keepTraces, &QCheckBox::toggled, this, &PreferencesDialog::change);
    connect(m_traceSize, &QSpinBox::valueChanged, this, &PreferencesDialog::change);
}

void PreferencesDialog::buildCompute() {
    QFormLayout* form =
        addSection(tr("Compute"),
                   tr("The model runs on the processor in fp32. Threads hold from the next loading on. The guardrail "
                      "asks before a model is loaded with a graph that may not fit; it never refuses for good."));
    m_threads = numberBox(tr("Threads"), 0, std::max(1, QThread::idealThreadCount()), m_settings.threads);
    m_threads->setSpecialValueText(tr("chosen by the size of the model"));
    m_guard = new QComboBox;
    for (int level = 0; level <= int(Guardrail::Level::Limit); ++level)
        m_guard->addItem(guardrailName(Guardrail::Level(level)), level);
    m_guard->setCurrentIndex(int(m_settings.guardrail.level));
    m_guard->setAccessibleName(tr("Guardrail"));
    m_limit = numberBox(tr("Own limit"), 1, 4'000'000, int(m_settings.guardrail.limit / 1'000'000), tr(" MB"));
    form->addRow(tr("Threads"), m_threads);
    form->addRow(tr("Guardrail"), m_guard);
    form->addRow(tr("Own limit"), m_limit);
    m_limit->setEnabled(m_settings.guardrail.level == Guardrail::Level::Limit);
    connect(m_threads, &QSpinBox::valueChanged, this, &PreferencesDialog::change);
    connect(m_guard, &QComboBox::currentIndexChanged, this, &PreferencesDialog::change);
    connect(m_limit, &QSpinBox::valueChanged, this, &PreferencesDialog::change);
}

void PreferencesDialog::buildPaths() {
    QFormLayout* form = addSection(tr("Paths"), tr("File dialogs begin in this folder. The sentence encoder is looked "
                                                   "for in $ATLASKV_ENCODER, then in the user's cache folder."));
    m_folder = new QLineEdit(m_settings.graphsFolder);
    m_folder->setPlaceholderText(userGraphsFolder());
    m_folder->setAccessibleName(tr("Folder for new graphs and exports"));
    m_folder->setMinimumWidth(320);
    QPushButton* choose = makeButton(tr("Choose…"));
    form->addRow(tr("New graphs and exports"), m_folder);
    form->addRow(choose);
    connect(m_folder, &QLineEdit::editingFinished, this, &PreferencesDialog::change);
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder for new graphs and exports"));
        if (folder.isEmpty()) return;
        m_folder->setText(folder);
        change();
    });
}

void PreferencesDialog::buildPrivacy() {
    QFormLayout* form = addSection(tr("Privacy"));
    form->addRow(makeParagraph(
        tr("The window works without a network: it sends nothing and asks nothing of anyone, but for the one feature "
           "below when it is switched on. Graphs, chats and traces stay in the folders that you chose.")));
    QLabel* list =
        makeParagraph(tr("Network features, each off until its address is given: a judging model for evaluations "
                         "(Evaluate page; eval --judge-endpoint), which is sent questions and answers, and on the "
                         "command line alone nouns of relations from a chat endpoint (kg2kv --endpoint). Keys are "
                         "never written to disk. Set-up downloads packages and the sentence "
                         "encoder once; the program itself never does."),
                      TextRole::Dim);
    form->addRow(list);
}

void PreferencesDialog::change() {
    Settings now = m_settings;
    now.reopenLast = m_reopen->isChecked();
    now.draftSeconds = m_draft->value();
    now.maxTokens = m_maxTokens->value();
    now.temperature = m_temperature->value();
    now.seed = quint64(m_seed->value());
    now.graphCap = m_cap->value();
    now.graphDepth = m_depth->value();
    now.keepTraces = m_keepTraces->isChecked();
    now.traceMegabytes = m_traceSize->value();
    now.threads = m_threads->value();
    now.guardrail = {Guardrail::Level(m_guard->currentData().toInt()), std::uint64_t(m_limit->value()) * 1'000'000};
    now.graphsFolder = m_folder->text().trimmed();
    m_limit->setEnabled(now.guardrail.level == Guardrail::Level::Limit);
    if (now == m_settings) return;
    m_settings = now;
    saveSettings(now);
    Q_EMIT settingsChanged(now);
}

void PreferencesDialog::applyLook() { applyAppearance({m_theme->currentData().toString(), m_text->value()}); }

} // namespace akv::ui
