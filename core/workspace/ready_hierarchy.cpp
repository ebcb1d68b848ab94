// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/npy_reader.h"
#include "core/base/strings.h"
#include "core/hikvp/balanced_kmeans.h"
#include "core/workspace/ready_files.h"
#include "core/workspace/split_parts.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>

namespace akv {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;
constexpr std::string_view kPrefix = "_embd_key";
constexpr std::uint32_t kNone = 0xFFFFFFFF;

Error wrong(const fs::path& file, const std::string& what) {
    return Error(ErrorCode::FileFormat, "'" + file.string() + "': " + what);
}

Result<std::uint32_t> idOf(const fs::path& file, const std::string& text) {
    std::uint32_t id = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), id);
    if (parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && id < kNone) return id;
    return wrong(file, "the id '" + shortened(text, 40) + "' is not a whole number from 0");
}

/// For messages; never what is nested, which may be deeper than the stack.
std::string textOf(const Json& value) {
    return value.is_structured() ? std::string(value.is_array() ? "a list" : "an object") : shortened(value.dump(), 40);
}

Result<Json> readMapping(const fs::path& file) {
    AKV_ASSIGN(const std::string text, readFile(file));
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || json.empty())
        return wrong(file, "no JSON object with entries like \"0\": [1, 2]; " + grouped(text.size()) + " bytes");
    return json;
}

/// One level: members of every cluster by ascending cluster id, in the order of the file.
struct Level {
    std::vector<std::uint32_t> ids;                  ///< of the clusters that have members
    std::vector<std::vector<std::uint32_t>> members; ///< of them
    std::vector<std::uint32_t> clusterOf;            ///< index into ids, by member
};

/// Reads {"cluster": [members]}; every member from 0 to `count` - 1 must occur once.
Result<Level> readClusters(const fs::path& file, std::uint64_t count, const std::string& memberName) {
    AKV_ASSIGN(const Json json, readMapping(file));
    std::map<std::uint32_t, std::vector<std::uint32_t>> clusters;
    std::vector<std::uint32_t> clusterOf(count, kNone);
    std::uint64_t seen = 0;
    for (const auto& [name, list] : json.items()) {
        AKV_ASSIGN(const std::uint32_t id, idOf(file, name));
        if (!list.is_array()) return wrong(file, "cluster " + name + " has no list of members");
        for (const auto& item : list) {
            const auto where = [&] { return "cluster " + name + " names " + memberName + " " + textOf(item); };
            if (!item.is_number_unsigned() || item.get<std::uint64_t>() >= count)
                return wrong(file, where() + "; there are " + grouped(count) + ", counted from 0");
            const auto member = item.get<std::uint32_t>();
            if (clusterOf[member] != kNone)
                return wrong(file, where() + ", which cluster " + std::to_string(clusterOf[member]) + " names, too");
            clusterOf[member] = id;
            ++seen;
        }
        if (!list.empty()) clusters[id] = list.get<std::vector<std::uint32_t>>();
    }
    if (seen != count) {
        const auto lost = std::find(clusterOf.begin(), clusterOf.end(), kNone) - clusterOf.begin();
        return wrong(file, grouped(seen) + " of " + grouped(count) + " are in a cluster; the first that is not is " +
                               memberName + " " + std::to_string(lost));
    }
    Level level;
    for (auto& [id, members] : clusters) {
        for (const auto member : members) clusterOf[member] = static_cast<std::uint32_t>(level.ids.size());
        level.ids.push_back(id);
        level.members.push_back(std::move(members));
    }
    level.clusterOf = std::move(clusterOf);
    return level;
}

/// {"member": cluster} must say the same.
Result<void> compareInverse(const fs::path& file, const Level& level, const std::string& memberName) {
    AKV_ASSIGN(const Json json, readMapping(file));
    if (json.size() != level.clusterOf.size())
        return wrong(file, grouped(json.size()) + " entries, but the c2id mapping beside it has " +
                               grouped(level.clusterOf.size()));
    for (const auto& [name, cluster] : json.items()) {
        AKV_ASSIGN(const std::uint32_t member, idOf(file, name));
        if (member >= level.clusterOf.size()) return wrong(file, "there is no " + memberName + " " + name);
        const std::uint32_t expected = level.ids[level.clusterOf[member]];
        if (!cluster.is_number_unsigned() || cluster.get<std::uint64_t>() != expected)
            return wrong(file, memberName + " " + name + " is in cluster " + textOf(cluster) +
                                   ", but the c2id mapping beside it says " + std::to_string(expected));
    }
    return {};
}

/// Greatest difference of two rows.
double distance(std::span<const float> a, std::span<const float> b) {
    double most = 0.0;
    for (std::size_t j = 0; j < a.size(); ++j) {
        const double d = std::abs(double(a[j]) - double(b[j]));
        most = std::isnan(d) ? INFINITY : std::max(most, d);
    }
    return most;
}

/// Centroids of the clusters of a level from their file; they must be near one of the `means`.
Result<Matrix> readCentroids(const fs::path& file, const Level& level, const std::vector<Matrix>& means) {
    constexpr double kTolerance = 5e-3; // half precision at a size of one, and a sum in another order
    AKV_ASSIGN(const NpyMatrix read, readNpyMatrix(file));
    const std::size_t width = means.front().cols;
    if (read.matrix.cols != width || read.matrix.rows <= level.ids.back())
        return wrong(file, "the centroids are [" + std::to_string(read.matrix.rows) + ", " +
                               std::to_string(read.matrix.cols) + "]; the mapping goes up to cluster " +
                               std::to_string(level.ids.back()) + " and the keys have width " + std::to_string(width));
    Matrix out(level.ids.size(), width);
    for (std::size_t c = 0; c < out.rows; ++c) {
        const auto row = read.matrix.row(level.ids[c]);
        double size = 1.0, nearest = INFINITY;
        for (const float x : means.front().row(c)) size = std::max(size, std::abs(double(x)));
        for (const Matrix& mean : means) nearest = std::min(nearest, distance(row, mean.row(c)));
        if (!(nearest <= kTolerance * size))
            return wrong(file, "centroid " + std::to_string(level.ids[c]) + " is " + std::to_string(nearest) +
                                   " away from the mean of its " + grouped(level.members[c].size()) +
                                   " members; the hierarchy belongs to other embeddings, or to other rows");
        std::copy(row.begin(), row.end(), out.row(c).begin());
    }
    return out;
}

class HierarchyFiles {
public:
    HierarchyFiles(std::string prefix, const Matrix& keys) : m_prefix(std::move(prefix)), m_keys(keys) {}

    Result<ReadyHierarchy> read() {
        AKV_ASSIGN(m_inter, level("_inter1", m_keys.rows, "row"));
        AKV_CHECK(noneEmpty("_inter1", m_inter));
        AKV_ASSIGN(const Matrix inter, centroids("_inter1.npy", m_inter, {means(m_keys, m_inter)}));
        m_above.resize(inter.rows);
        std::iota(m_above.begin(), m_above.end(), 0U);
        AKV_ASSIGN(const Matrix topmost, readBetween(inter));
        AKV_ASSIGN(Level root, level("_root", topmost.rows, "inter cluster"));
        climb(root);
        AKV_ASSIGN(Matrix roots, centroids("_root.npy", root, {means(topmost, root), meansOfRows(root)}));
        for (auto level = m_between.rbegin(); level != m_between.rend(); ++level) descend(root, *level);
        order(inter, root, std::move(roots));
        return std::move(m_out);
    }

private:
    fs::path path(std::string_view suffix) const { return m_prefix + std::string(suffix); }
    static bool exists(const fs::path& file) {
        std::error_code ignored;
        return fs::exists(file, ignored);
    }
    Result<Level> level(const std::string& name, std::uint64_t count, const std::string& memberName) {
        const fs::path c2id = path(name + "_c2id_mapping.json"), id2c = path(name + "_id2c_mapping.json");
        AKV_ASSIGN(Level out, readClusters(c2id, count, memberName));
        m_out.files.push_back(c2id);
        if (exists(id2c)) {
            AKV_CHECK(compareInverse(id2c, out, memberName));
            m_out.files.push_back(id2c);
        }
        return out;
    }
    Result<Matrix> centroids(std::string_view suffix, const Level& level, const std::vector<Matrix>& means) {
        if (!exists(path(suffix))) return means.front();
        m_out.files.push_back(path(suffix));
        return readCentroids(path(suffix), level, means);
    }
    /// The levels _inter2, _inter3, … that a deeper hierarchy has below its roots. They are checked as the others and
    /// then left out: the inter1 clusters below a root become its own. Returns the centroids of the topmost.
    Result<Matrix> readBetween(Matrix below) {
        for (int n = 2;; ++n) {
            const std::string name = "_inter" + std::to_string(n);
            if (!exists(path(name + "_c2id_mapping.json"))) return below;
            AKV_ASSIGN(Level between, level(name, below.rows, "cluster of inter" + std::to_string(n - 1)));
            AKV_CHECK(noneEmpty(name, between));
            climb(between);
            AKV_ASSIGN(below, centroids(name + ".npy", between, {means(below, between), meansOfRows(between)}));
            m_between.push_back(std::move(between));
            ++m_out.levels;
        }
    }
    /// Clusters are named by their numbers from 0 on, so there is a member for each of them.
    Result<void> noneEmpty(const std::string& name, const Level& level) const {
        const std::uint64_t count = std::uint64_t(level.ids.back()) + 1;
        if (count == level.ids.size()) return {};
        return wrong(path(name + "_c2id_mapping.json"),
                     "clusters up to " + std::to_string(count - 1) + ", but only " + std::to_string(level.ids.size()) +
                         " of them have members; remove the empty ones and number the rest from 0");
    }
    static Matrix means(const Matrix& members, const Level& level) {
        return labelMeans(members, level.clusterOf, static_cast<std::uint32_t>(level.ids.size()));
    }
    /// Means of the keys below the clusters of `level`, which m_above leads to.
    Matrix meansOfRows(const Level& level) const {
        std::vector<std::uint32_t> clusterOf(m_keys.rows);
        for (std::size_t i = 0; i < clusterOf.size(); ++i) clusterOf[i] = m_above[m_inter.clusterOf[i]];
        return labelMeans(m_keys, clusterOf, static_cast<std::uint32_t>(level.ids.size()));
    }
    void climb(const Level& level) {
        for (auto& cluster : m_above) cluster = level.clusterOf[cluster];
    }
    /// Members of `root` in terms of the members of `level`, which were its members.
    static void descend(Level& root, const Level& level) {
        for (auto& members : root.members) {
            std::vector<std::uint32_t> below;
            for (const auto cluster : members)
                below.insert(below.end(), level.members[cluster].begin(), level.members[cluster].end());
            members = std::move(below);
        }
    }
    /// Cluster order: roots, their inter clusters, their rows; inter clusters are numbered anew in that order.
    void order(const Matrix& inter, const Level& root, Matrix roots) {
        Hierarchy& h = m_out.clustering.hierarchy;
        h.root = std::move(roots);
        h.inter = Matrix(inter.rows, inter.cols);
        h.interBegin = h.leafBegin = {0};
        std::size_t next = 0;
        for (const auto& inters : root.members) {
            for (const std::uint32_t old : inters) {
                std::ranges::copy(inter.row(old), h.inter.row(next++).begin());
                const auto& rows = m_inter.members[old];
                m_out.clustering.order.insert(m_out.clustering.order.end(), rows.begin(), rows.end());
                h.leafBegin.push_back(static_cast<std::uint32_t>(m_out.clustering.order.size()));
            }
            h.interBegin.push_back(static_cast<std::uint32_t>(next));
        }
    }

    std::string m_prefix;
    const Matrix& m_keys;
    Level m_inter;
    std::vector<Level> m_between;
    std::vector<std::uint32_t> m_above; ///< by inter1 cluster: its cluster on the topmost level so far
    ReadyHierarchy m_out;
};

void append(Matrix& to, const Matrix& from) {
    if (to.cols == 0) to.cols = from.cols;
    to.data.insert(to.data.end(), from.data.begin(), from.data.end());
    to.rows += from.rows;
}

/// `from` after `to`, without its leading 0.
void appendBegins(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& from) {
    if (to.empty()) to.push_back(0);
    const std::uint32_t offset = to.back();
    for (std::size_t i = 1; i < from.size(); ++i) to.push_back(offset + from[i]);
}

} // namespace

Result<ReadyHierarchy> readReadyHierarchy(const fs::path& file, const Matrix& keys) {
    const std::string name = file.string();
    const auto at = name.rfind(kPrefix);
    if (at == std::string::npos)
        return Error(ErrorCode::InvalidInput, "'" + name +
                                                  "' is not named as a hierarchy is: NAME_ENCODER_embd_key.npy with "
                                                  "NAME_ENCODER_embd_key_inter1_c2id_mapping.json and "
                                                  "…_root_c2id_mapping.json beside it");
    return HierarchyFiles(name.substr(0, at + kPrefix.size()), keys).read();
}

Result<ReadyHierarchy> readReadyHierarchy(const Workspace& workspace, const fs::path& file, const Matrix& keys,
                                          const JobContext& context) {
    AKV_ASSIGN(const auto parts, rowParts(workspace, file, context));
    if (parts.front().prefix.empty()) return readReadyHierarchy(file, keys);
    ReadyHierarchy out;
    Hierarchy& h = out.clustering.hierarchy;
    for (const RowPart& part : parts) {
        AKV_CHECK(context.checkCancelled());
        auto read = readReadyHierarchy(part.file, gatherRows(keys, part.rows));
        if (!read.ok())
            return std::move(read).error().with("with a test split both sides have a hierarchy: train_… and test_…");
        const Hierarchy& own = read->clustering.hierarchy;
        append(h.root, own.root);
        append(h.inter, own.inter);
        appendBegins(h.interBegin, own.interBegin);
        appendBegins(h.leafBegin, own.leafBegin);
        for (const auto row : read->clustering.order) out.clustering.order.push_back(part.rows[row]);
        out.files.insert(out.files.end(), read->files.begin(), read->files.end());
        out.levels = std::max(out.levels, read->levels);
    }
    return out;
}

} // namespace akv
