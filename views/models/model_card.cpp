// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/model_card.h"

#include "core/base/file.h"
#include "core/base/safetensors.h"
#include "core/model/config.h"
#include "views/models/text.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace akv::ui {

namespace fs = std::filesystem;

namespace {

/// Counts the numbers in the weights by their headers; nothing is read of the data.
QString countWeights(const fs::path& folder, ModelCard& card) {
    std::error_code ignored;
    bool any = false;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        if (entry.path().extension() != ".safetensors") continue;
        const auto file = SafetensorsFile::open(entry.path());
        if (!file.ok()) return qs(file.error().text());
        const bool adapter = entry.path().filename() == "adapter.safetensors";
        (adapter ? card.adapterParameters : card.parameters) += file.value()->elements();
        card.adapter |= adapter;
        card.bytes += entry.file_size(ignored);
        any = true;
    }
    return any ? QString() : QObject::tr("There is no .safetensors file in it.");
}

void readOwnCard(const fs::path& folder, ModelCard& card) {
    const auto text = readFile(folder / "model_card.json", 1 << 20);
    if (!text.ok()) return; // the project's own file: other models have none
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(text.value())).object();
    card.name = json.value(QStringLiteral("name")).toString(card.name);
    card.kind = json.value(QStringLiteral("kind")).toString();
    card.licence = json.value(QStringLiteral("licence")).toString();
    QStringList languages;
    for (const auto& language : json.value(QStringLiteral("languages")).toArray()) languages << language.toString();
    card.languages = languages.join(QStringLiteral(", "));
}

/// What people wrote about it; more than 1 MiB is no model card.
QString readReadme(const fs::path& folder) {
    const auto text = readFile(folder / "README.md", 1 << 20);
    if (!text.ok()) return {};
    QString readme = qs(text.value()).replace(QLatin1String("\r\n"), QLatin1String("\n"));
    static const QRegularExpression kHeader(QStringLiteral("\\A---\n.*?\n---\n"),
                                            QRegularExpression::DotMatchesEverythingOption);
    return readme.remove(kHeader).trimmed();
}

} // namespace

ModelCard readModelCard(const fs::path& folder) {
    ModelCard card;
    card.folder = qs(folder.string());
    card.name = qs(folder.filename().string());
    card.readme = readReadme(folder);
    const auto config = loadModelConfig(folder);
    if (!config.ok()) {
        card.problem = qs(config.error().text());
        return card;
    }
    card.kind = qs(config->modelType);
    card.layers = config->layers, card.hidden = config->hidden, card.heads = config->heads;
    card.vocabulary = config->vocabulary, card.context = config->maxPositions;
    const auto knowledge = loadKnowledgeConfig(folder);
    if (!knowledge.ok()) {
        card.problem = qs(knowledge.error().text());
    } else if (knowledge.value()) {
        const KnowledgeConfig& k = *knowledge.value();
        for (const int layer : k.kbLayers) card.kbLayers << layer;
        card.encoder = qs(k.encoder);
        card.encoderWidth = k.encoderWidth;
        card.refusal = qs(k.refusal);
        card.k = k.k;
    }
    readOwnCard(folder, card);
    const QString weights = countWeights(folder, card);
    if (card.problem.isEmpty()) card.problem = weights;
    return card;
}

std::vector<ModelCard> findModels(const fs::path& folder, const JobContext& context) {
    std::error_code ignored;
    std::vector<fs::path> folders;
    if (fs::exists(folder / "config.json", ignored)) folders.push_back(folder);
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        if (entry.is_directory(ignored) && fs::exists(entry.path() / "config.json", ignored))
            folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    std::vector<ModelCard> out;
    for (const auto& found : folders) {
        if (context.cancel.cancelled()) break;
        out.push_back(readModelCard(found));
    }
    if (out.empty()) {
        ModelCard none;
        none.folder = qs(folder.string());
        none.name = qs(folder.filename().string());
        none.problem = fs::is_directory(folder, ignored)
                           ? QObject::tr("Neither this folder nor one directly in it holds a config.json.")
                           : QObject::tr("The folder is not there any more.");
        out.push_back(std::move(none));
    }
    return out;
}

QString whyNotCompatible(const ModelCard& card, const QString& encoder, std::int64_t width, bool graphOpen) {
    if (!card.problem.isEmpty()) return card.problem;
    if (!graphOpen) return {};
    if (card.kbLayers.isEmpty()) return QObject::tr("It has no KB layers: it runs without the graph (zero-shot).");
    if (encoder.isEmpty()) return QObject::tr("The open graph is not embedded yet.");
    if (width > 0 && card.encoderWidth > 0 && width != card.encoderWidth)
        return QObject::tr("Its adapter reads embeddings of %1, %2 wide; those of the open graph are of %3, %4 wide. "
                           "Embed the graph again with %1, or choose another model.")
            .arg(card.encoder)
            .arg(card.encoderWidth)
            .arg(encoder)
            .arg(width);
    if (card.encoder != encoder)
        return QObject::tr(
                   "Its adapter reads embeddings of %1; the open graph was embedded with %2. Embed the graph again "
                   "with %1, or choose another model.")
            .arg(card.encoder, encoder);
    return {};
}

ModelListModel::ModelListModel(QObject* parent) : QAbstractListModel(parent) {}

void ModelListModel::setCards(std::vector<ModelCard> cards) {
    beginResetModel();
    m_cards = std::move(cards);
    endResetModel();
}

void ModelListModel::setLoaded(const QString& folder) {
    m_loaded = folder;
    if (rowCount() > 0) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int ModelListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_cards.size()); }

QVariant ModelListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const ModelCard& card = m_cards[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole: return card.name;
    case Qt::ToolTipRole: return card.folder;
    case FolderRole: return card.folder;
    case DetailRole: {
        QStringList parts;
        if (card.folder == m_loaded) parts << tr("loaded");
        if (card.bundled) parts << tr("bundled");
        if (!card.problem.isEmpty()) parts << tr("cannot be used");
        if (card.bytes > 0) parts << bytesText(card.bytes);
        if (!card.kbLayers.isEmpty()) parts << tr("KB layers: %1").arg(card.kbLayers.size());
        return parts.join(QStringLiteral(" · "));
    }
    default: return {};
    }
}

} // namespace akv::ui
