// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/row_review.h"
#include "views/models/read_choices.h"

#include <QtWidgets/QWidget>

#include <array>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace akv::ui {

class Card;
class DelimiterChoice;
class EncodingChoice;
class HistogramView;
class MappingPreview;
class RowReviewView;

/// The four steps from files to a leaf store. Each is a job with progress and cancel; each shows the report of the step
/// as it came back, with counts that add up.
class BuildPage : public QWidget {
    Q_OBJECT
public:
    enum Step { Import, Rows, Embed, Store, StepCount };
    explicit BuildPage(QWidget* parent = nullptr);

    /// The workspace that is being built; empty folder: none. `why` explains when it cannot be written.
    void setWorkspace(const QString& folder, const Manifest& manifest, const TripleCounts& counts, const QString& why);
    void setProposal(const QStringList& sources, const SourceProposal& proposal);
    /// A source cannot be read as it is: offers another encoding or delimiter. Sources that are not even recognised
    /// take the place of those before: there is nothing to import yet.
    void askForChoice(const ReadChoices& choices);
    void setEncoder(const QString& text, bool available);
    void setRunning(std::optional<Step> step);
    void setProgress(Step step, const Progress& progress);
    void setError(Step step, const QString& message);
    void setImportReport(const ImportReport& report);
    void setFunnelReport(const FunnelReport& report);
    void setEmbedReport(const EmbedReport& report);
    void setBuildReport(const BuildReport& report);
    void setReview(const RowReview& review);
    void setReviewError(const QString& message);
    EncodingChoice* encoding() const { return m_encoding; }
    DelimiterChoice* delimiter() const { return m_delimiter; }
    QPushButton* takeEmbeddingsButton() const { return m_takeEmbeddings; }
    QPushButton* takeHierarchyButton() const { return m_takeHierarchy; }
    QComboBox* encoderNameBox() const { return m_encoderName; }
    QString stateText(Step step) const;
    MappingPreview* mapping() const { return m_mapping; }
    RowReviewView* review() const { return m_review; }
    HistogramView* histogram() const { return m_histogram; }
    QPushButton* rejectedButton() const { return m_rejected; }
    const ImportReport& importReport() const { return m_importReport; }
    QPushButton* runButton(Step step) const { return m_steps[step].run; }
    QString resultText(Step step) const;

Q_SIGNALS:
    void newWorkspaceRequested();
    void chooseSourcesRequested(bool folder);
    void importRequested(const std::optional<akv::ColumnOrder>& columns);
    void encodingChosen(const QString& encoding);
    void delimiterChosen(const QString& delimiter);
    void saveRejectedRequested();
    void nounChosen(const QString& relation, akv::MaskedSide missing, const QString& noun);
    void rowsRequested(const akv::Kg2kvOptions& options);
    void embedRequested();
    /// Files are to be chosen; `encoder` is who made them, empty: as the file's name says.
    void takeEmbeddingsRequested(const QString& encoder);
    void storeRequested(akv::LeafType type);
    void takeHierarchyRequested(akv::LeafType type);
    void cancelRequested();

private:
    struct StepView {
        Card* card = nullptr;
        QLabel *state = nullptr, *result = nullptr, *phase = nullptr;
        QProgressBar* bar = nullptr;
        QPushButton *run = nullptr, *cancel = nullptr;
        QVBoxLayout* options = nullptr;
    };
    void addStep(QVBoxLayout* layout, Step step, const QString& title, const QString& explanation,
                 const QString& action);
    void buildImportOptions();
    void buildRowOptions();
    void buildEmbedOptions();
    void buildStoreOptions();
    LeafType leafType() const;
    void updateButtons();
    void showResult(Step step, const QString& text, bool error = false);

    std::array<StepView, StepCount> m_steps;
    QLabel *m_workspace, *m_encoder;
    QPushButton *m_chooseFile, *m_chooseFolder;
    QLabel* m_proposal;
    EncodingChoice* m_encoding;
    DelimiterChoice* m_delimiter;
    MappingPreview* m_mapping;
    QPushButton* m_rejected;
    RowReviewView* m_review;
    QLabel *m_reviewError, *m_histogramText;
    HistogramView* m_histogram;
    ImportReport m_importReport;
    QPushButton *m_takeEmbeddings, *m_takeHierarchy;
    QComboBox *m_sides, *m_names, *m_encoderName, *m_type;
    QSpinBox* m_testShare;
    bool m_open = false, m_hasSources = false, m_encoderThere = false;
    std::uint64_t m_triples = 0, m_rows = 0;
    bool m_embedded = false;
    std::optional<Step> m_running;
};

} // namespace akv::ui
