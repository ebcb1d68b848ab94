// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/source_readers.h"

#include "core/base/strings.h"
#include "core/kg/json_objects.h"

#include <nlohmann/json.hpp>

namespace akv {

namespace {

using Json = nlohmann::json;

/// First of `names` that is a non-empty string (or a number) in the object.
std::string textOf(const Json& object, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        const auto found = object.find(name);
        if (found == object.end()) continue;
        if (found->is_string()) return found->get<std::string>();
        if (found->is_number()) return found->dump();
    }
    return {};
}

class JsonTripleReader : public TripleReader {
public:
    explicit JsonTripleReader(JsonObjects objects) : m_objects(std::move(objects)) {}

    Result<std::optional<RawTriple>> next() override {
        for (;;) {
            AKV_ASSIGN(const bool more, m_objects.next(m_text));
            if (!more) return std::optional<RawTriple>();
            const Json object = Json::parse(m_text, nullptr, false);
            if (object.is_discarded())
                return m_objects.fail("not valid JSON: " + shortened(collapseSpaces(m_text), 120));
            RawTriple triple;
            triple.head = textOf(object, {"name", "head", "subject"});
            triple.relation = textOf(object, {"description_type", "relation", "predicate"});
            triple.tail = textOf(object, {"description", "tail", "object"});
            triple.line = m_objects.line();
            if (auto reason = refuseTriple(triple)) {
                if (m_reject) m_reject({triple.line, std::move(*reason), shortened(collapseSpaces(m_text), 120)});
                continue;
            }
            return std::optional<RawTriple>(std::move(triple));
        }
    }
    void onReject(std::function<void(const Rejection&)> callback) override { m_reject = std::move(callback); }
    std::uint64_t bytesRead() const override { return m_objects.bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_objects.bytesTotal(); }
    std::string encoding() const override { return m_objects.encoding(); }

private:
    JsonObjects m_objects;
    std::string m_text;
    std::function<void(const Rejection&)> m_reject;
};

} // namespace

Result<std::unique_ptr<TripleReader>> openQkvReader(const std::filesystem::path& path, const std::string& encoding) {
    AKV_ASSIGN(auto objects, JsonObjects::open(path, encoding));
    return std::unique_ptr<TripleReader>(std::make_unique<JsonTripleReader>(std::move(objects)));
}

} // namespace akv
