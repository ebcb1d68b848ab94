// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/hikvp/leaf_store.h"

#include <QtCore/QAbstractListModel>

#include <filesystem>
#include <vector>

namespace akv::ui {

/// A folder that may hold a model: what its files say, without loading it.
struct ModelCard {
    QString folder, name, kind, licence, encoder, refusal, languages;
    QString problem; ///< why it cannot be loaded; empty: nothing speaks against it
    QString readme;  ///< its README.md without the header of a model hub, markdown; empty: it has none
    std::uint64_t bytes = 0, parameters = 0, adapterParameters = 0;
    std::int64_t layers = 0, hidden = 0, heads = 0, vocabulary = 0, context = 0, encoderWidth = 0;
    QList<int> kbLayers;
    PruneK k;
    bool bundled = false, adapter = false;
};

/// Reads a folder's configuration and the headers of its weights.
ModelCard readModelCard(const std::filesystem::path& folder);
/// The folder itself and its direct subfolders that hold a config.json.
std::vector<ModelCard> findModels(const std::filesystem::path& folder, const JobContext& context);

/// Whether a model can read a graph: empty when it can, else the reason. `encoder`, `width`: of the graph; empty and 0:
/// not embedded.
QString whyNotCompatible(const ModelCard& card, const QString& encoder, std::int64_t width, bool graphOpen);

/// The models that were found; one of them is loaded.
class ModelListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { DetailRole = Qt::UserRole + 1, FolderRole };
    explicit ModelListModel(QObject* parent = nullptr);
    void setCards(std::vector<ModelCard> cards);
    void setLoaded(const QString& folder);
    const std::vector<ModelCard>& cards() const { return m_cards; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<ModelCard> m_cards;
    QString m_loaded;
};

} // namespace akv::ui
