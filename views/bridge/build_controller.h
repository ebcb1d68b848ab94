// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/row_review.h"
#include "views/bridge/job_slot.h"
#include "views/models/job_model.h"
#include "views/models/read_choices.h"

#include <QtCore/QStringList>

namespace akv::ui {

/// Runs the steps of the pipeline on one workspace, one at a time, each in a worker that opens the workspace for
/// writing. Cancelling leaves the previous state.
class BuildController : public QObject {
    Q_OBJECT
public:
    explicit BuildController(JobModel& jobs, QObject* parent = nullptr);
    void setWorkspace(const QString& folder) { m_folder = folder; }
    /// Whose attention measures the recommended k after a build; empty: the clustering alone.
    void setModel(const QString& folder) { m_model = folder; }

    /// Looks at the first source; the answer arrives as detected() or stepFailed(0, …), then also as choiceNeeded()
    /// where that would help.
    void detect(const QStringList& sources) { look(sources, {}); }
    /// Look again at the sources that were given last, with another encoding (as for encodingName()) or delimiter (as
    /// for delimiterOf()); the other choice stays.
    void setEncoding(const QString& encoding);
    void setDelimiter(const QString& delimiter);
    /// `columns`: positions of head, relation and tail as chosen; nullopt: as detected.
    void importSources(std::optional<ColumnOrder> columns = std::nullopt);
    /// Reads nouns, identical keys and cluster sizes; they arrive as reviewed().
    void review();
    /// Keeps the user's noun for the next rows, then reviews again.
    void chooseNoun(const QString& relation, MaskedSide missing, const QString& noun);
    void makeRows(const Kg2kvOptions& options);
    void embed();
    /// Ready-made embeddings instead; `encoder` empty: as the file's name says.
    void takeEmbeddings(const QString& file, const QString& encoder);
    /// `hierarchy`: a file of a ready-made one that is taken instead of clustering.
    void buildStore(LeafType type, const QString& hierarchy = {});
    void cancel() { m_run.cancel(); }
    bool running() const { return m_run.running(); }
    /// Where the encoder is, or what to do to get it.
    Result<std::filesystem::path> encoder() const { return findMiniLm(); }

Q_SIGNALS:
    void detected(const QStringList& sources, const akv::SourceProposal& proposal);
    /// A source could not be read as it is, and may be when something else is chosen.
    void choiceNeeded(const akv::ui::ReadChoices& choices);
    void stepStarted(int step);
    void stepProgress(int step, const akv::Progress& progress);
    void stepFailed(int step, const QString& message);
    void imported(const akv::ImportReport& report);
    void rowsMade(const akv::FunnelReport& report);
    void embedded(const akv::EmbedReport& report);
    void storeBuilt(const akv::BuildReport& report);
    void stepEnded(int step);
    void reviewed(const akv::RowReview& review);
    void reviewFailed(const QString& message);

private:
    template <class Report>
    void runStep(int step, const QString& title, std::function<Result<Report>(Workspace&, const JobContext&)> work,
                 void (BuildController::*done)(const Report&));
    void look(const QStringList& sources, const ReaderOptions& options);

    JobModel& m_jobs;
    QString m_folder, m_model;
    QStringList m_sources, m_wanted;  ///< recognised; looked at last
    ReaderOptions m_options, m_tried; ///< of m_sources; of m_wanted
    QString m_detectedDelimiter;      ///< of m_sources
    JobSlot m_detect, m_run, m_review, m_choose;
};

} // namespace akv::ui
