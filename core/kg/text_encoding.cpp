// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/text_encoding.h"

#include "core/base/strings.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <iconv.h>

namespace akv {

namespace {

const iconv_t kNone = reinterpret_cast<iconv_t>(-1);

struct Alias {
    std::string_view name, usual;
};
constexpr Alias kAliases[] = {
    {"AUTO", ""},
    {"UTF8", "UTF-8"},
    {"LATIN1", "ISO-8859-1"},
    {"LATIN-1", "ISO-8859-1"},
    {"CP1252", "WINDOWS-1252"},
    {"UTF16LE", "UTF-16LE"},
    {"UTF16BE", "UTF-16BE"},
};

} // namespace

Result<std::string> encodingName(const std::string& name) {
    std::string upper(trimmed(name));
    std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
    for (const auto& alias : kAliases)
        if (upper == alias.name) upper = alias.usual;
    if (upper.empty() || upper == "UTF-8") return upper;
    // A slash would ask for characters to be replaced or dropped without a word.
    const bool plain = std::all_of(upper.begin(), upper.end(), [](unsigned char c) {
        return std::isalnum(c) || c == '-' || c == '_' || c == '.' || c == ':' || c == '+';
    });
    const iconv_t known = plain ? ::iconv_open("UTF-8", upper.c_str()) : kNone;
    if (known == kNone)
        return Error(ErrorCode::InvalidInput, "the encoding '" + name +
                                                  "' is not known; examples: auto, utf-8, windows-1252, latin1, "
                                                  "utf-16le, utf-16be, iso-8859-15, gb18030 ('iconv -l' lists all)");
    ::iconv_close(known);
    return upper;
}

ByteOrderMark byteOrderMark(std::string_view start) {
    using namespace std::string_view_literals;
    if (start.starts_with("\xEF\xBB\xBF"sv)) return {"UTF-8", 3};
    if (start.starts_with("\xFF\xFE\0\0"sv)) return {"UTF-32LE", 4};
    if (start.starts_with("\0\0\xFE\xFF"sv)) return {"UTF-32BE", 4};
    if (start.starts_with("\xFF\xFE"sv)) return {"UTF-16LE", 2};
    if (start.starts_with("\xFE\xFF"sv)) return {"UTF-16BE", 2};
    return {};
}

Result<std::unique_ptr<TextDecoder>> TextDecoder::create(std::filesystem::path path, const std::string& encoding,
                                                         std::uint64_t offset) {
    std::unique_ptr<TextDecoder> decoder(new TextDecoder);
    AKV_ASSIGN(decoder->m_encoding, encodingName(encoding));
    const iconv_t iconv = ::iconv_open("UTF-8", decoder->m_encoding.c_str());
    if (iconv == kNone) return Error(ErrorCode::Internal, "the system cannot convert from " + encoding);
    decoder->m_iconv = iconv;
    decoder->m_path = std::move(path);
    decoder->m_offset = offset;
    return decoder;
}

TextDecoder::~TextDecoder() {
    if (m_iconv) ::iconv_close(static_cast<iconv_t>(m_iconv));
}

Error TextDecoder::fail(std::string_view bytes, const std::string& what) const {
    std::string hex;
    for (std::size_t i = 0; i < std::min<std::size_t>(bytes.size(), 4); ++i) {
        char text[8];
        std::snprintf(text, sizeof text, "%s0x%02x", i > 0 ? " " : "", static_cast<unsigned char>(bytes[i]));
        hex += text;
    }
    return Error(ErrorCode::FileFormat, "'" + m_path.string() + "' is not " + m_encoding + ": line " +
                                            std::to_string(m_line) + ", byte offset " + std::to_string(m_offset) + " " +
                                            what + " (" + hex + "); choose another encoding");
}

Result<void> TextDecoder::decode(std::string_view bytes, std::string& out) {
    m_rest += bytes;
    char* in = m_rest.data();
    std::size_t left = m_rest.size();
    for (;;) {
        const std::size_t before = out.size(), leftBefore = left, room = 2 * left + 64;
        out.resize(before + room);
        char* target = out.data() + before;
        std::size_t free = room;
        const auto done = ::iconv(static_cast<iconv_t>(m_iconv), &in, &left, &target, &free);
        const int problem = done == static_cast<std::size_t>(-1) ? errno : 0;
        out.resize(before + room - free);
        m_offset += leftBefore - left;
        m_line +=
            static_cast<std::uint64_t>(std::count(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(), '\n'));
        if (problem == E2BIG) continue;
        if (problem == EILSEQ) return fail({in, left}, "holds bytes that it has no character for");
        if (problem != 0 && left > 16) return fail({in, left}, "holds an endless character");
        break; // all of it, or up to a character that goes on in the next piece
    }
    m_rest.erase(0, m_rest.size() - left);
    return {};
}

Result<void> TextDecoder::finish(std::string& out) {
    if (!m_rest.empty()) return fail(m_rest, "is where the file ends within a character; it is truncated");
    char last[64];
    char* target = last;
    std::size_t free = sizeof last;
    if (::iconv(static_cast<iconv_t>(m_iconv), nullptr, nullptr, &target, &free) == static_cast<std::size_t>(-1))
        return Error(ErrorCode::FileFormat,
                     "'" + m_path.string() + "' has no proper end as " + m_encoding + "; choose another encoding");
    out.append(last, sizeof last - free);
    return {};
}

} // namespace akv
