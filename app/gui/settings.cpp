// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/settings.h"

#include <QtCore/QSettings>

#include <algorithm>

namespace akv::ui {

namespace {

/// Calls visit(key, field) for every field; reading and writing cannot drift apart.
template <class Fields, class Visit>
void forEachField(Fields& s, const Visit& visit) {
    visit("general/reopenLast", s.reopenLast);
    visit("general/draftSeconds", s.draftSeconds);
    visit("chat/maxTokens", s.maxTokens);
    visit("chat/temperature", s.temperature);
    visit("chat/seed", s.seed);
    visit("graph/cap", s.graphCap);
    visit("graph/depth", s.graphDepth);
    visit("trace/keep", s.keepTraces);
    visit("trace/megabytes", s.traceMegabytes);
    visit("compute/threads", s.threads);
    visit("compute/guardrail", s.guardrail.level);
    visit("compute/guardrailLimit", s.guardrail.limit);
    visit("paths/graphs", s.graphsFolder);
}

} // namespace

Settings savedSettings() {
    Settings out;
    const QSettings stored;
    forEachField(out, [&](const char* key, auto& field) {
        using Field = std::decay_t<decltype(field)>;
        const QVariant value = stored.value(QLatin1String(key));
        if (!value.isValid()) return;
        if constexpr (std::is_enum_v<Field>)
            field = Field(value.toInt());
        else if constexpr (std::is_same_v<Field, std::uint64_t>)
            field = value.toULongLong();
        else
            field = value.value<Field>();
    });
    out.maxTokens = std::clamp(out.maxTokens, 1, 4096);
    out.temperature = std::clamp(out.temperature, 0.0, 2.0);
    out.traceMegabytes = std::clamp(out.traceMegabytes, 1, 4096);
    out.guardrail.level = Guardrail::Level(std::clamp(int(out.guardrail.level), 0, int(Guardrail::Level::Limit)));
    return out;
}

void saveSettings(const Settings& settings) {
    QSettings stored;
    forEachField(settings, [&](const char* key, const auto& field) {
        using Field = std::decay_t<decltype(field)>;
        if constexpr (std::is_enum_v<Field>)
            stored.setValue(QLatin1String(key), int(field));
        else if constexpr (std::is_same_v<Field, std::uint64_t>)
            stored.setValue(QLatin1String(key), qulonglong(field));
        else
            stored.setValue(QLatin1String(key), field);
    });
}

QString savedDraft() { return QSettings().value(QStringLiteral("draft")).toString(); }

void saveDraft(const QString& text) {
    QSettings stored;
    if (text.trimmed().isEmpty())
        stored.remove(QStringLiteral("draft"));
    else
        stored.setValue(QStringLiteral("draft"), text);
    stored.sync();
}

} // namespace akv::ui
