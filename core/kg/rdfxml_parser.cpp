// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/rdfxml_parser.h"

#include "core/kg/rdfxml_grammar.h"

#include <algorithm>
#define XML_DTD // declares how entities are bounded
#include <expat.h>

namespace akv {

namespace {

constexpr char kSeparator = '\f';                       // no character of XML
constexpr float kMaxAmplification = 20;                 // of what is more than 8 MiB; usual files need 2
constexpr long kMaxToken = static_cast<long>(16) << 20; // of a tag or comment

/// "SPACE\fLOCAL\fPREFIX", without what there is not.
XmlName nameOf(const char* text) {
    const std::string_view all = text;
    const auto first = all.find(kSeparator);
    if (first == std::string_view::npos) return {{}, std::string(all), {}};
    const auto second = std::min(all.find(kSeparator, first + 1), all.size());
    return {std::string(all.substr(0, first)), std::string(all.substr(first + 1, second - first - 1)),
            std::string(all.substr(std::min(second + 1, all.size())))};
}

} // namespace

struct RdfXmlParser::Expat {
    XML_Parser parser = XML_ParserCreateNS("UTF-8", kSeparator);
    RdfXmlGrammar grammar;
    std::optional<Mistake> mistake;
    long fed = 0;

    explicit Expat(const std::string& base) : grammar(base) {
        if (!parser) throw std::bad_alloc();
        XML_SetBillionLaughsAttackProtectionMaximumAmplification(parser, kMaxAmplification);
        XML_SetReturnNSTriplet(parser, 1);
        XML_SetUserData(parser, this);
        XML_SetElementHandler(parser, onStart, onEnd);
        XML_SetCharacterDataHandler(parser, onText);
        XML_SetCommentHandler(parser, onComment);
        XML_SetProcessingInstructionHandler(parser, onInstruction);
        XML_SetSkippedEntityHandler(parser, onSkippedEntity);
    }
    ~Expat() { XML_ParserFree(parser); }
    Expat(const Expat&) = delete;
    Expat& operator=(const Expat&) = delete;

    std::uint64_t line() const { return XML_GetCurrentLineNumber(parser); }
    static Expat& of(void* self) { return *static_cast<Expat*>(self); }

    static void XMLCALL onStart(void* self, const XML_Char* name, const XML_Char** attributes) {
        std::vector<XmlAttribute> list;
        for (; *attributes; attributes += 2) list.push_back({nameOf(attributes[0]), attributes[1]});
        of(self).grammar.start(nameOf(name), list, of(self).line());
    }
    static void XMLCALL onEnd(void* self, const XML_Char* name) { of(self).grammar.end(nameOf(name), of(self).line()); }
    static void XMLCALL onText(void* self, const XML_Char* text, int length) {
        of(self).grammar.text({text, static_cast<std::size_t>(length)}, of(self).line());
    }
    static void XMLCALL onComment(void* self, const XML_Char* text) {
        of(self).grammar.note("<!--" + std::string(text) + "-->");
    }
    static void XMLCALL onInstruction(void* self, const XML_Char* target, const XML_Char* text) {
        of(self).grammar.note("<?" + std::string(target) + (*text ? " " : "") + text + "?>");
    }
    static void XMLCALL onSkippedEntity(void* self, const XML_Char* name, int) {
        Expat& expat = of(self);
        if (!expat.mistake) expat.mistake = Mistake{"entity '" + std::string(name) + "' is not declared", expat.line()};
        XML_StopParser(expat.parser, XML_FALSE);
    }
};

RdfXmlParser::RdfXmlParser(const std::string& base) : m_expat(std::make_unique<Expat>(base)) {}
RdfXmlParser::RdfXmlParser(RdfXmlParser&&) noexcept = default;
RdfXmlParser::~RdfXmlParser() = default;

std::optional<RdfXmlParser::Mistake>
RdfXmlParser::parse(std::string_view chunk, bool last, std::vector<Read>& statements, std::vector<Rejection>& refused) {
    Expat& e = *m_expat;
    e.grammar.output(&statements, &refused);
    const auto status = XML_Parse(e.parser, chunk.data(), static_cast<int>(chunk.size()), last ? 1 : 0);
    e.fed += static_cast<long>(chunk.size());
    if (!e.mistake && status != XML_STATUS_OK)
        e.mistake = Mistake{XML_ErrorString(XML_GetErrorCode(e.parser)), e.line()};
    if (!e.mistake && e.fed - XML_GetCurrentByteIndex(e.parser) > kMaxToken)
        e.mistake = Mistake{"more than 16 MiB belong together here; is an end missing?", e.line()};
    return e.mistake;
}

} // namespace akv
