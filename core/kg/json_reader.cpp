// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/source_readers.h"

#include "core/base/strings.h"
#include "core/kg/json_objects.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace akv {

namespace {

using Json = nlohmann::ordered_json; // fields in the order of the file

constexpr std::size_t kSniffObjects = 200, kPreview = 10;

bool isText(const Json& value) { return value.is_string() || value.is_number() || value.is_boolean(); }
std::string textOf(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

std::optional<int> placeOf(const std::vector<std::string>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt : std::optional(int(found - names.begin()));
}

bool isQkv(const std::vector<std::string>& fields, const ColumnOrder& columns) {
    const auto name = [&](std::size_t role) { return fields[std::size_t(columns[role])]; };
    return name(0) == "name" && name(1) == "description_type" && name(2) == "description";
}

/// Q-K-V rows first, then what the header of a table would say, then three fields in their order.
std::optional<ColumnOrder> rolesOf(const std::vector<std::string>& fields) {
    const auto name = placeOf(fields, "name"), type = placeOf(fields, "description_type"),
               description = placeOf(fields, "description");
    if (name && type && description) return ColumnOrder{*name, *type, *description};
    if (auto order = headerOrder(fields)) return order;
    return fields.size() == 3 ? std::optional(ColumnOrder{0, 1, 2}) : std::nullopt;
}

Result<Json> parsed(const JsonObjects& objects, const std::string& text) {
    Json object = Json::parse(text, nullptr, false);
    if (object.is_discarded()) return objects.fail("not valid JSON: " + shortened(collapseSpaces(text), 120));
    return object;
}

std::string listed(const std::vector<std::string>& fields) {
    std::string out;
    for (std::size_t i = 0; i < fields.size() && i < 20; ++i)
        out += (i > 0 ? ", " : "") + std::to_string(i + 1) + " " + shortened(fields[i], 40);
    return out + (fields.size() > 20 ? ", …" : "");
}

Error notTriples(const std::filesystem::path& path, const std::vector<std::string>& fields) {
    return Error(ErrorCode::FileFormat,
                 "'" + path.string() + "' does not look like triples: its objects have " +
                     std::to_string(fields.size()) + " fields with text (" + listed(fields) +
                     "), not three called as head, relation and tail usually are; choose three of them (on the command "
                     "line: --columns 1,2,3 with the places of head, relation and tail)");
}

/// Unsure with three fields or more and nothing that says which ones.
Result<void> proposeRoles(const std::filesystem::path& path, const std::optional<ColumnOrder>& chosen,
                          SourceProposal& proposal) {
    const auto& fields = proposal.columnNames;
    for (int role = 0; chosen && role < 3; ++role)
        if (const int place = (*chosen)[std::size_t(role)]; place < 0 || place >= int(fields.size()))
            return Error(ErrorCode::InvalidInput,
                         "field " + std::to_string(place + 1) + " was asked for, but the objects of '" + path.string() +
                             "' have " + std::to_string(fields.size()) + " with text: " + listed(fields));
    if (fields.size() < 3) return notTriples(path, fields);
    const auto roles = chosen ? chosen : rolesOf(fields);
    proposal.unsure = !roles.has_value();
    if (roles) proposal.columns = *roles;
    return {};
}

class JsonTripleReader : public TripleReader {
public:
    JsonTripleReader(JsonObjects objects, const SourceProposal& proposal) : m_objects(std::move(objects)) {
        for (std::size_t role = 0; role < 3; ++role)
            m_fields[role] = proposal.columnNames[std::size_t(proposal.columns[role])];
    }

    Result<std::optional<RawTriple>> next() override {
        for (;;) {
            AKV_ASSIGN(const bool more, m_objects.next(m_text));
            if (!more) return std::optional<RawTriple>();
            AKV_ASSIGN(const Json object, parsed(m_objects, m_text));
            RawTriple triple;
            triple.line = m_objects.line();
            auto reason = read(object, triple);
            if (!reason) reason = refuseTriple(triple);
            if (!reason) return std::optional<RawTriple>(std::move(triple));
            if (m_reject) m_reject({triple.line, std::move(*reason), shortened(collapseSpaces(m_text), 120)});
        }
    }
    void onReject(std::function<void(const Rejection&)> callback) override { m_reject = std::move(callback); }
    std::uint64_t bytesRead() const override { return m_objects.bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_objects.bytesTotal(); }
    std::string encoding() const override { return m_objects.encoding(); }

private:
    /// A reason when a field is not there or no text.
    std::optional<std::string> read(const Json& object, RawTriple& triple) const {
        std::string* texts[] = {&triple.head, &triple.relation, &triple.tail};
        for (std::size_t role = 0; role < 3; ++role) {
            const auto found = object.find(m_fields[role]);
            if (found == object.end()) return "no field '" + m_fields[role] + "'";
            if (!isText(*found)) return "the field '" + m_fields[role] + "' is no text";
            *texts[role] = textOf(*found);
        }
        return std::nullopt;
    }

    JsonObjects m_objects;
    std::array<std::string, 3> m_fields;
    std::string m_text;
    std::function<void(const Rejection&)> m_reject;
};

} // namespace

Result<SourceProposal> proposeJson(const std::filesystem::path& path, const ReaderOptions& options) {
    SourceProposal proposal;
    proposal.format = SourceFormat::Qkv;
    AKV_ASSIGN(auto objects, JsonObjects::open(path, options.encoding));
    std::vector<Json> first;
    std::string text;
    bool array = false;
    auto& fields = proposal.columnNames;
    for (std::size_t read = 0; read < kSniffObjects; ++read) {
        AKV_ASSIGN(const bool more, objects.next(text));
        if (!more) break;
        array = objects.array() > 0;
        AKV_ASSIGN(Json object, parsed(objects, text));
        for (const auto& [name, value] : object.items())
            if (isText(value) && !placeOf(fields, name)) fields.push_back(name);
        if (first.size() < kPreview) first.push_back(std::move(object));
    }
    proposal.encoding = objects.encoding();
    AKV_CHECK(proposeRoles(path, options.columns, proposal));
    for (const Json& object : first) {
        auto& record = proposal.preview.emplace_back();
        for (const auto& field : fields) {
            const auto found = object.find(field);
            record.push_back(found != object.end() && isText(*found) ? textOf(*found) : std::string());
        }
    }
    const auto name = [&](std::size_t role) { return fields[std::size_t(proposal.columns[role])]; };
    proposal.description = std::string(isQkv(fields, proposal.columns) ? "Q-K-V rows" : "Triples") +
                           (array ? ", JSON array" : ", JSON Lines");
    if (proposal.unsure)
        proposal.description += ": choose which fields are head, relation and tail";
    else if (!isQkv(fields, proposal.columns))
        proposal.description += ": head = " + name(0) + ", relation = " + name(1) + ", tail = " + name(2);
    return proposal;
}

Result<std::unique_ptr<TripleReader>> openJsonReader(const std::filesystem::path& path, const SourceProposal& proposal,
                                                     const std::string& encoding) {
    if (proposal.unsure) return notTriples(path, proposal.columnNames);
    AKV_ASSIGN(auto objects, JsonObjects::open(path, encoding));
    return std::unique_ptr<TripleReader>(std::make_unique<JsonTripleReader>(std::move(objects), proposal));
}

} // namespace akv
