// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/models_controller.h"

#include "views/models/text.h"

namespace akv::ui {

void ModelsController::scan(const QString& bundled, const QStringList& folders) {
    using Cards = std::vector<ModelCard>;
    m_slot.start<Cards>(
        [bundled, folders](const JobContext& context) -> Result<Cards> {
            Cards out;
            if (!bundled.isEmpty()) {
                out.push_back(readModelCard(std::filesystem::path(toStd(bundled))));
                out.back().bundled = true;
            }
            for (const QString& folder : folders)
                for (ModelCard& card : findModels(std::filesystem::path(toStd(folder)), context)) {
                    const bool known = std::any_of(out.begin(), out.end(),
                                                   [&](const ModelCard& c) { return c.folder == card.folder; });
                    if (!known) out.push_back(std::move(card));
                }
            return out;
        },
        [this](Result<Cards> cards) {
            if (cards.ok()) Q_EMIT scanned(cards.value());
        });
}

} // namespace akv::ui
