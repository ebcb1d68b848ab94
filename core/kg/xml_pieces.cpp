// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/xml_pieces.h"

#include "core/base/strings.h"

#include <algorithm>

namespace akv {

namespace {

constexpr int kMaxDepth = 100;

bool blank(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

} // namespace

Result<XmlPieces> XmlPieces::open(const std::filesystem::path& path, const std::string& encoding, Dialect dialect) {
    AKV_ASSIGN(PieceReader reader, PieceReader::open(path, encoding));
    return XmlPieces(std::move(reader), dialect);
}

bool XmlPieces::isContainer(const std::string& name) const {
    return name == root() || name == "graph" || (m_dialect == Dialect::Gexf && (name == "nodes" || name == "edges"));
}

bool XmlPieces::startsWith(std::size_t at, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (m_reader.peek(at + i) != static_cast<unsigned char>(text[i])) return false;
    return true;
}

/// Behind the next `end` at or behind `at`.
Result<std::size_t> XmlPieces::upTo(std::size_t at, std::string_view end, const std::string& what) {
    for (; m_reader.peek(at) != -1; ++at)
        if (startsWith(at, end)) return at + end.size();
    AKV_CHECK(m_reader.problem());
    return m_reader.fail("the file ends inside " + what + " of what begins here; it is truncated", m_reader.line());
}

/// Behind the comment, CDATA section, processing instruction or DOCTYPE at `at`; `at` when there is none.
Result<std::size_t> XmlPieces::skippable(std::size_t at) {
    if (startsWith(at, "<!--")) return upTo(at + 4, "-->", "a comment");
    if (startsWith(at, "<![CDATA[")) return upTo(at + 9, "]]>", "a CDATA section");
    if (startsWith(at, "<?")) return upTo(at + 2, "?>", "a processing instruction");
    if (!startsWith(at, "<!")) return at;
    for (std::size_t i = at; m_reader.peek(i) != '>' && m_reader.peek(i) != -1; ++i)
        if (m_reader.peek(i) == '[')
            return m_reader.fail("the DOCTYPE declares entities or elements; they are not read, and so neither is a "
                                 "file that may need them. Remove the DOCTYPE and write the texts out",
                                 m_reader.line());
    return upTo(at, ">", "a DOCTYPE");
}

Result<XmlPieces::Tag> XmlPieces::tag(std::size_t at) {
    Tag out;
    std::size_t i = at + 1;
    out.closing = m_reader.peek(i) == '/';
    if (out.closing) ++i;
    for (int c = m_reader.peek(i); c != -1 && c != '>' && c != '/' && c != '<' && !blank(c); c = m_reader.peek(++i)) {
        out.name += static_cast<char>(c);
        if (out.name.size() > 1000) break;
    }
    if (const auto colon = out.name.rfind(':'); colon != std::string::npos) out.name.erase(0, colon + 1);
    for (int quote = 0;; ++i) {
        const int c = m_reader.peek(i);
        if (c == -1 || (c == '<' && quote == 0)) {
            AKV_CHECK(m_reader.problem());
            return m_reader.fail("the tag <" + wellFormedUtf8(shortened(out.name, 40)) + "> has no end",
                                 m_reader.line());
        }
        if (quote != 0)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            break;
    }
    out.empty = m_reader.peek(i - 1) == '/' && !out.closing;
    out.length = i + 1 - at;
    if (out.name.empty() || firstInvalidUtf8(out.name))
        return m_reader.fail("'<' without the name of an element", m_reader.line());
    return out;
}

/// Bytes of the element that begins at the reader with `first`.
Result<std::size_t> XmlPieces::elementLength(const Tag& first) {
    std::size_t at = first.length;
    for (int depth = first.empty ? 0 : 1; depth > 0;) {
        while (m_reader.peek(at) != '<' && m_reader.peek(at) != -1) ++at;
        if (m_reader.peek(at) == -1) {
            AKV_CHECK(m_reader.problem());
            return m_reader.fail("the file ends inside the <" + first.name + "> that began here; it is truncated",
                                 m_reader.line());
        }
        AKV_ASSIGN(const std::size_t behind, skippable(at));
        if (behind > at) {
            at = behind;
            continue;
        }
        AKV_ASSIGN(const Tag inner, tag(at));
        at += inner.length;
        if (!inner.empty) depth += inner.closing ? -1 : 1;
        if (depth > kMaxDepth)
            return m_reader.fail("elements nested deeper than " + std::to_string(kMaxDepth), m_reader.line());
    }
    return at;
}

/// A container that opens or closes.
Result<void> XmlPieces::container(const Tag& tag) {
    if (tag.closing) {
        if (m_open.empty() || m_open.back().name != tag.name)
            return m_reader.fail(
                "</" + tag.name + "> found where " +
                    (m_open.empty() ? std::string("nothing is open") : "</" + m_open.back().name + "> was expected"),
                m_reader.line());
        m_open.pop_back();
    } else if (!tag.empty) {
        if (static_cast<int>(m_open.size()) > kMaxDepth)
            return m_reader.fail("elements nested deeper than " + std::to_string(kMaxDepth), m_reader.line());
        m_open.push_back({tag.name, m_reader.line()});
    }
    AKV_CHECK(m_reader.take(tag.length));
    return {};
}

Result<void> XmlPieces::skipBlanks() {
    std::size_t at = 0;
    while (blank(m_reader.peek(at)) && at < 65536) ++at;
    AKV_CHECK(m_reader.take(at));
    return m_reader.problem();
}

Result<std::optional<XmlPiece>> XmlPieces::next() {
    for (;;) {
        AKV_CHECK(skipBlanks());
        const int c = m_reader.peek(0);
        if (blank(c)) continue;
        AKV_CHECK(m_reader.problem());
        if (c == -1) {
            if (!m_open.empty())
                return m_reader.fail("the file ends inside the <" + m_open.back().name +
                                         "> that began here; it is truncated",
                                     m_open.back().line);
            if (!m_rootSeen) return m_reader.fail("no <" + root() + "> element was found", m_reader.line());
            return std::optional<XmlPiece>();
        }
        if (c != '<') return m_reader.fail("text found where an element was expected", m_reader.line());
        AKV_ASSIGN(const std::size_t skip, skippable(0));
        if (skip > 0) {
            AKV_CHECK(m_reader.take(skip));
            continue;
        }
        AKV_ASSIGN(const Tag first, tag(0));
        if (m_open.empty() && (m_rootSeen || first.name != root()))
            return m_reader.fail("<" + shortened(first.name, 40) + "> found where " +
                                     (m_rootSeen ? "the file should end"
                                                 : "<" + root() + "> was expected; is this " +
                                                       (m_dialect == Dialect::Gexf ? "GEXF?" : "GraphML?")),
                                 m_reader.line());
        m_rootSeen = true;
        if (isContainer(first.name) || first.closing) {
            AKV_CHECK(container(first));
            continue;
        }
        XmlPiece piece{first.name, {}, m_reader.line()};
        AKV_ASSIGN(const std::size_t length, elementLength(first));
        AKV_ASSIGN(piece.text, m_reader.take(length));
        return std::optional<XmlPiece>(std::move(piece));
    }
}

} // namespace akv
