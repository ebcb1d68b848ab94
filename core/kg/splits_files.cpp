// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/splits_files.h"

#include "core/base/strings.h"
#include "core/kg/delimited_reader.h"
#include "core/kg/source_readers.h"
#include "core/kg/splits_labels.h"

#include <algorithm>
#include <map>
#include <set>

namespace akv {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kSplits[] = {"train", "valid", "validation", "dev", "test"};
constexpr std::string_view kEnds[] = {".txt", ".tsv"};

struct SplitName {
    std::string set; ///< what stands before the split, without the separator
    std::size_t rank = 0;
    bool negatives = false;
};

bool endsWithPart(std::string& stem, std::string_view part) {
    const std::string lower = asciiLower(stem);
    if (!lower.ends_with(part)) return false;
    const std::size_t before = stem.size() - part.size();
    if (before > 0 && std::string_view(".-_").find(stem[before - 1]) == std::string_view::npos) return false;
    stem.resize(before > 0 ? before - 1 : 0);
    return true;
}

/// "codex-m.train.tsv", "train.txt", "valid_negatives.txt".
std::optional<SplitName> splitName(const fs::path& file) {
    if (std::ranges::find(kEnds, asciiLower(file.extension().string())) == std::end(kEnds)) return std::nullopt;
    SplitName name;
    name.set = file.stem().string();
    name.negatives = endsWithPart(name.set, "negatives");
    for (std::size_t i = 0; i < std::size(kSplits); ++i) {
        if (!endsWithPart(name.set, kSplits[i])) continue;
        name.rank = i;
        return name;
    }
    return std::nullopt;
}

/// Absolute, without "." and a slash at the end.
fs::path plain(const fs::path& folder) { return (fs::absolute(folder) / "").lexically_normal().parent_path(); }

using Sets = std::map<std::string, SplitsFiles>; ///< by the name in the files, which may be empty

Sets setsIn(const fs::path& folder) {
    std::map<std::string, std::vector<std::pair<std::size_t, fs::path>>> found;
    std::map<std::string, std::vector<fs::path>> negatives;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const auto name = entry.is_regular_file(ignored) ? splitName(entry.path()) : std::nullopt;
        if (name && name->negatives) negatives[name->set].push_back(entry.path());
        if (name && !name->negatives) found[name->set].emplace_back(name->rank, entry.path());
    }
    Sets sets;
    for (auto& [name, files] : found) {
        std::ranges::sort(files);
        SplitsFiles& set = sets[name];
        set.name = name.empty() ? plain(folder).filename().string() : name;
        for (std::size_t i = 0; i < files.size(); ++i) {
            const bool again = i > 0 && files[i].first == files[i - 1].first;
            (again ? set.leftOut : set.splits).push_back(files[i].second);
        }
        std::ranges::sort(negatives[name]);
        set.leftOut.insert(set.leftOut.end(), negatives[name].begin(), negatives[name].end());
    }
    return sets;
}

/// `name` in `folder`, in its en/ or its first other subfolder that has it.
fs::path inLanguage(const fs::path& folder, const std::string& name) {
    std::error_code ignored;
    for (const auto& place : {folder / name, folder / "en" / name})
        if (fs::is_regular_file(place, ignored)) return place;
    std::vector<fs::path> others;
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        if (fs::is_regular_file(entry.path() / name, ignored)) others.push_back(entry.path() / name);
    return others.empty() ? fs::path() : *std::ranges::min_element(others);
}

void addLabels(const fs::path& folder, SplitsFiles& files) {
    std::error_code ignored;
    const auto add = [&](std::vector<fs::path>& to, const std::string& many, const std::string& one) {
        for (const auto& name : {many + ".json", many + ".tsv", many + ".txt", one + "2text.txt", one + "2text.tsv",
                                 one + "2textlong.txt", one + "2textlong.tsv", one + "2label.txt", one + "2label.tsv"})
            if (fs::is_regular_file(folder / name, ignored)) to.push_back(folder / name);
        if (const auto found = inLanguage(folder / many, many + ".json"); !found.empty()) to.push_back(found);
    };
    add(files.entities, "entities", "entity");
    add(files.relations, "relations", "relation");
    for (const auto& types : {folder, folder / "types"}) {
        if (files.entityTypes.empty()) files.entityTypes = inLanguage(types, "entity2types.json");
        if (files.typeLabels.empty()) files.typeLabels = inLanguage(types, "types.json");
    }
}

/// Beside the splits, in the folder that was given, and where the repository of CoDEx has them.
void findLabels(const fs::path& given, SplitsFiles& files) {
    const fs::path beside = fs::absolute(files.splits.front()).lexically_normal().parent_path();
    std::vector<fs::path> folders = {beside};
    const fs::path other = plain(given);
    if (other != beside) folders.push_back(other);
    const fs::path above = beside.parent_path().parent_path();
    if (beside.parent_path().filename() == "triples" && above != other) folders.push_back(above);
    for (const auto& folder : folders) addLabels(folder, files);
}

Error severalSets(const fs::path& folder, const std::vector<std::pair<std::string, fs::path>>& sets) {
    std::string names;
    for (const auto& [name, place] : sets) names += (names.empty() ? "" : ", ") + name;
    const auto& [name, first] = sets.front();
    std::error_code ignored;
    const std::string advice = fs::is_directory(first, ignored)
                                   ? "give the folder of one, for example " + first.string()
                                   : "give the files of one, for example " + first.string() + " and the others of " +
                                         name + "; their labels are found beside them";
    return Error(ErrorCode::FileFormat, "'" + folder.string() + "' holds " + std::to_string(sets.size()) +
                                            " data sets: " + names + "; one graph is made of one set: " + advice);
}

bool isLabelFile(const fs::path& file) {
    const std::string stem = asciiLower(file.stem().string());
    return stem == "entities" || stem == "relations" || stem == "types" || stem.starts_with("entity2") ||
           stem.starts_with("relation2");
}

} // namespace

std::vector<fs::path> SplitsFiles::all() const {
    std::vector<fs::path> files = splits;
    for (const auto* labels : {&entities, &relations}) files.insert(files.end(), labels->begin(), labels->end());
    for (const auto* file : {&entityTypes, &typeLabels})
        if (!file->empty()) files.push_back(*file);
    return files;
}

Result<std::optional<SplitsFiles>> findSplits(const fs::path& folder) {
    std::vector<std::pair<std::string, fs::path>> names;
    std::optional<SplitsFiles> only;
    const auto add = [&](Sets sets, bool below) {
        for (auto& [name, set] : sets) {
            const fs::path& first = set.splits.front();
            names.emplace_back(set.name, below && sets.size() == 1 ? first.parent_path() : first);
            only = std::move(set);
        }
    };
    add(setsIn(folder), false);
    if (names.empty()) {
        std::set<fs::path> below;
        std::error_code ignored;
        for (const auto& parent : {folder, folder / "triples"})
            for (const auto& entry : fs::directory_iterator(parent, ignored))
                if (entry.is_directory(ignored)) below.insert(entry.path());
        for (const auto& child : below) add(setsIn(child), true);
    }
    if (names.size() > 1) return severalSets(folder, names);
    if (only) findLabels(folder, *only);
    return only;
}

SplitsFiles splitsOfFile(const fs::path& file) {
    SplitsFiles files;
    const auto name = splitName(file);
    files.name = name && !name->set.empty() ? name->set : file.stem().string();
    files.splits = {file};
    const fs::path folder = file.parent_path().empty() ? fs::path(".") : file.parent_path();
    findLabels(folder, files);
    for (const auto& [set, found] : name ? setsIn(folder) : Sets()) {
        const auto place = std::ranges::find(found.splits, folder / file.filename());
        if (place != found.splits.end()) files.before.assign(found.splits.begin(), place);
    }
    return files;
}

bool hasLabelsBeside(const fs::path& file, const std::string& encoding) {
    constexpr std::uint64_t kLookAhead = std::uint64_t(64) << 20;
    const SplitsFiles files = splitsOfFile(file);
    if (files.entities.empty() || isLabelFile(file)) return false;
    auto reader = DelimitedReader::open(file, "\t", false, encoding);
    std::vector<std::string> fields;
    std::set<std::string> first, last; // ends in the first three and in the last three columns
    for (int records = 0; reader.ok() && records < 20; ++records) {
        const auto more = (*reader)->next(fields);
        if (!more.ok() || (*more && fields.size() < 3)) return false;
        if (!*more) break;
        if (headerOrder(fields)) continue;
        const std::size_t n = fields.size();
        for (const std::size_t c : {std::size_t(0), std::size_t(2)}) {
            first.emplace(trimmed(fields[c]));
            last.emplace(trimmed(fields[n - 3 + c]));
        }
    }
    if (first.empty()) return false;
    const std::size_t firsts = first.size(), lasts = last.size();
    for (const auto& labels : files.entities) {
        const auto read = readLabels(labels, encoding, kLookAhead, [&](const LabelRecord& record) -> Result<void> {
            first.erase(record.id);
            last.erase(record.id);
            return {};
        });
        if (!read.ok()) break; // read again, and said, when it is wanted
    }
    return 10 * first.size() <= firsts || 10 * last.size() <= lasts;
}

} // namespace akv
