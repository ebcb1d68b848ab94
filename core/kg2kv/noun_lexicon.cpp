// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg2kv/relation_words.h"

#include <string>
#include <unordered_map>

namespace akv {

namespace {

struct Line {
    const char *phrase, *tail, *head;
};

// clang-format off
constexpr Line kLexicon[] = {
    // Classes, parts and membership.
    {"instance of", "type", "instance"}, {"is a", "type", "instance"}, {"is an", "type", "instance"},
    {"is", "description", "described subject"}, {"be", "description", "described subject"}, {"are", "description", "described subject"},
    {"type", "type", "instance"}, {"rdf:type", "type", "instance"}, {"subclass of", "superclass", "subclass"},
    {"is a kind of", "kind", "special kind"}, {"is a type of", "kind", "special kind"}, {"kind of", "kind", "special kind"},
    {"has part", "part", "whole"}, {"has parts", "part", "whole"}, {"part of", "whole", "part"}, {"is part of", "whole", "part"},
    {"has member", "member", "group"}, {"member of", "membership", "member"}, {"is member of", "membership", "member"},
    {"is a member of", "membership", "member"}, {"member of organization", "membership", "member"}, {"belongs to", "owner", "belonging"},
    {"belongs to topic", "topic", "term"}, {"is made of", "material", "product"}, {"made of", "material", "product"},
    {"made from", "material", "product"}, {"consists of", "component", "whole"}, {"composed of", "component", "whole"},
    {"has attribute", "attribute", "attributed quality"}, {"has property", "property", "bearer"}, {"has", "feature", "possessor"},
    {"have", "feature", "possessor"}, {"had", "feature", "possessor"}, {"has a", "feature", "possessor"}, {"with", "companion", "companion"},
    {"and", "companion", "companion"}, {"same as", "synonym", "synonym"}, {"is used in region", "region of use", "regional term"},
    {"also known as", "other name", "bearer of the name"}, {"known as", "other name", "bearer of the name"},
    {"formerly known as", "former name", "present name"}, {"named after", "namesake", "thing named"}, {"named by", "namer", "thing named"},
    {"species or genus", "species or genus", "example"}, {"category of", "category", "member"}, {"specialization of", "general field", "specialization"},
    {"opposite of", "opposite", "opposite"}, {"different from", "counterpart", "counterpart"}, {"similar to", "similar item", "similar item"},
    // Cause, time and logic (event graphs).
    {"because", "cause", "effect"}, {"because of", "cause", "effect"}, {"caused by", "cause", "effect"}, {"is caused by", "cause", "effect"},
    {"cause of", "effect", "cause"}, {"cause of death", "cause of death", "victim"}, {"death cause", "cause of death", "victim"},
    {"causes", "effect", "cause"}, {"leads to", "consequence", "cause"}, {"results in", "result", "cause"}, {"result in", "result", "cause"},
    {"as a result", "result", "cause"}, {"as a result of", "cause", "result"}, {"therefore", "consequence", "reason"}, {"so", "consequence", "reason"},
    {"in order to", "purpose", "means"}, {"so that", "purpose", "means"}, {"for", "purpose", "means"}, {"to", "target", "source"},
    {"before", "later event", "earlier event"}, {"after", "earlier event", "later event"}, {"then", "next event", "previous event"},
    {"at the same time", "simultaneous event", "simultaneous event"}, {"simultaneously", "simultaneous event", "simultaneous event"},
    {"while", "simultaneous event", "simultaneous event"}, {"during", "period", "event"}, {"when", "occasion", "event"}, {"if", "condition", "consequence"},
    {"unless", "exception", "rule"}, {"although", "contrast", "contrast"}, {"but", "contrast", "contrast"}, {"entails", "implication", "premise"},
    {"according", "basis", "result"}, {"according to", "source", "statement"}, {"based on", "basis", "derived item"}, {"is based on", "basis", "derived item"},
    {"depends on", "dependency", "dependent"}, {"related to", "related item", "related item"}, {"is related to", "related item", "related item"},
    {"associated with", "association", "association"}, {"is associated with", "association", "association"}, {"must", "requirement", "obliged party"},
    {"shall", "requirement", "obliged party"}, {"should", "recommendation", "advised party"}, {"can", "ability", "able party"}, {"may", "permission", "permitted party"},
    {"required for", "purpose", "requirement"}, {"is required for", "purpose", "requirement"}, {"applicable", "scope", "applicable item"},
    {"applicable to", "scope", "applicable item"}, {"applies to", "scope", "applicable item"}, {"covering", "coverage", "covering item"},
    {"is participated by", "participant", "participation"}, {"participated by", "participant", "participation"},
    {"participates in", "participation", "participant"}, {"participated in", "participation", "participant"}, {"participant in", "participation", "participant"},
    // People.
    {"born", "date of birth", "person born"}, {"birthday", "birthday", "person born"}, {"born in", "birthplace", "native"}, {"was born in", "birthplace", "native"},
    {"birth place", "birth place", "native"}, {"place of birth", "place of birth", "native"}, {"died", "date of death", "person who died"},
    {"died in", "place of death", "person who died"}, {"death place", "death place", "person who died"}, {"place of death", "place of death", "person who died"},
    {"place of burial", "place of burial", "person buried"}, {"buried in", "burial place", "person buried"}, {"resting place", "resting place", "person buried"},
    {"lives in", "residence", "resident"}, {"place lived", "residence", "resident"}, {"residence", "residence", "resident"}, {"hometown", "hometown", "native"},
    {"works for", "employer", "employee"}, {"works at", "workplace", "employee"}, {"works in", "field of work", "worker"}, {"employer", "employer", "employee"},
    {"educated at", "alma mater", "alumnus"}, {"studied at", "alma mater", "alumnus"}, {"alma mater", "alma mater", "alumnus"}, {"graduated from", "alma mater", "graduate"},
    {"notable alumnus", "notable alumnus", "alma mater"}, {"notable student", "notable student", "teacher"}, {"married to", "spouse", "spouse"},
    {"is married to", "spouse", "spouse"}, {"spouse", "spouse", "spouse"}, {"sibling", "sibling", "sibling"}, {"friend", "friend", "friend"}, {"peer", "peer", "peer"},
    {"unmarried partner", "partner", "partner"}, {"child", "child", "parent"}, {"children", "child", "parent"}, {"parent", "parent", "child"},
    {"father", "father", "child"}, {"mother", "mother", "child"}, {"child of", "parent", "child"}, {"parent of", "child", "parent"}, {"relative", "relative", "relative"},
    {"citizenship", "citizenship", "citizen"}, {"country of citizenship", "country of citizenship", "citizen"}, {"nationality", "nationality", "national"},
    {"occupation", "occupation", "practitioner"}, {"profession", "profession", "practitioner"}, {"position held", "position held", "office holder"},
    {"languages spoken, written, or signed", "language", "speaker"}, {"language spoken", "spoken language", "speaker"}, {"spoken in", "language area", "spoken language"},
    {"ethnic group", "ethnic group", "member"}, {"religion", "religion", "follower"}, {"gender", "gender", "person"}, {"medical condition", "medical condition", "patient"},
    {"member of political party", "political party", "party member"}, {"member of sports team", "team", "team member"}, {"plays for", "team", "player"},
    {"plays for team", "team", "player"}, {"played for team", "former team", "former player"}, {"influenced by", "influence", "follower"}, {"influenced", "follower", "influence"},
    {"doctoral advisor", "doctoral advisor", "doctoral student"}, {"doctoral student", "doctoral student", "doctoral advisor"}, {"instrument", "instrument", "instrumentalist"},
    {"instrument played", "instrument", "instrumentalist"}, {"instrumentalist", "instrumentalist", "instrument"}, {"sport", "sport", "athlete"}, {"field of work", "field of work", "specialist"},
    {"known for", "claim to fame", "famous subject"}, {"won", "prize", "winner"}, {"award won", "award", "award winner"}, {"award winner", "award winner", "award"},
    {"nominated for award", "award nomination", "nominee"}, {"nominated for", "nomination", "nominee"}, {"nominated for work", "nominated work", "nominee"}, {"nominated work", "nominated work", "nominee"},
    {"competed at", "competition", "competitor"}, {"founded organization", "founded organization", "founder"}, {"inducted into the rock and roll hall of fame in", "year of induction into the Rock and Roll Hall of Fame", "inductee"},
    {"teaches field of study", "field of study taught", "teaching institution"}, {"notable person who died of this", "notable victim", "cause of death"},
    {"notable person with condition", "notable patient", "condition"}, {"appeared on program", "program", "guest"}, {"impersonated celebrity", "impersonated celebrity", "impersonator"},
    {"term start", "start of term", "office holder"}, {"term end", "end of term", "office holder"}, {"residents", "resident", "residence"}, {"knows", "acquaintance", "acquaintance"},
    // Works.
    {"author", "author", "written work"}, {"written by", "author", "written work"}, {"is written by", "author", "written work"}, {"writer", "writer", "written work"}, {"wrote", "written work", "author"},
    {"notable work", "notable work", "author"}, {"notable works", "notable work", "author"}, {"creator", "creator", "creation"}, {"created by", "creator", "creation"}, {"director", "director", "directed work"},
    {"directed by", "director", "directed work"}, {"directed film", "directed film", "director"}, {"distributed film", "distributed film", "distributor"}, {"composer", "composer", "composition"}, {"music composer", "composer", "composition"},
    {"cast member", "cast member", "film"}, {"starring", "star", "film"}, {"acted in film", "film", "actor"}, {"acted in", "acting credit", "actor"}, {"plays character (hamilton)", "character in Hamilton", "actor in Hamilton"}, {"performed by", "performer", "performance"},
    {"performer", "performer", "performance"}, {"artist", "artist", "work"}, {"genre", "genre", "example"}, {"title in genre", "title", "genre"}, {"artist in genre", "artist", "genre"},
    {"narrative location", "setting", "story"}, {"filming location", "filming location", "film"}, {"released in", "release region", "released title"}, {"record label", "record label", "signed artist"}, {"artist signed to label", "signed artist", "record label"},
    {"producer", "producer", "production"}, {"publisher", "publisher", "publication"}, {"published by", "publisher", "publication"}, {"published in", "place of publication", "publication"}, {"recorded in", "recording location", "recording"},
    {"language of work or name", "language", "work"}, {"depicted as", "depiction", "depicted subject"}, {"appears in", "appearance", "character"}, {"presented at ceremony", "award ceremony", "presented award"}, {"award winner at ceremony", "award winner", "ceremony"},
    {"award-winning contributor", "award-winning contributor", "work"}, {"work honored at ceremony", "honored work", "ceremony"}, {"shown at film festival", "film festival", "film shown"}, {"features appearance by", "guest", "appearance"}, {"produced program", "produced program", "producer"},
    {"broadcast program", "program", "broadcaster"}, {"wrote for program", "program", "writer"}, {"designed sets for film", "film", "set designer"}, {"subsequent work", "subsequent work", "previous work"}, {"previous work", "previous work", "subsequent work"},
    {"is the subject of film", "film", "film subject"}, {"appears in ranked list", "ranked list", "list entry"}, {"invented by", "inventor", "invention"}, {"inventor", "inventor", "invention"}, {"discovered by", "discoverer", "discovery"},
    {"discoverer or inventor", "discoverer or inventor", "discovery or invention"}, {"architect", "architect", "building"}, {"designer", "designer", "design"}, {"movement", "movement", "representative"}, {"time period", "time period", "period example"},
    // Places.
    {"capital", "capital", "territory with this capital"}, {"capital of", "country it is the capital of", "capital"}, {"located in", "location", "place inside"}, {"is located in", "location", "place inside"}, {"location", "location", "place inside"},
    {"located in country", "country", "place inside"}, {"located in county", "county", "place inside"}, {"located in state", "state", "place inside"}, {"located in area", "area", "place inside"}, {"city in", "country", "city"}, {"country", "country", "place or item"},
    {"located in the administrative territorial entity", "administrative area", "place inside"}, {"located in the administrative terroritorial entity", "administrative area", "place inside"}, {"contains", "content", "container"},
    {"contains country", "country", "continent"}, {"contains county or district", "county or district", "state"}, {"partially contains", "partly contained place", "place"}, {"contains nutrient", "nutrient", "food"}, {"shares border with", "neighbour", "neighbour"}, {"borders", "neighbour", "neighbour"},
    {"border", "neighbour", "neighbour"}, {"continent", "continent", "country"}, {"country of origin", "country of origin", "product"}, {"headquarters location", "headquarters location", "organization based there"}, {"headquartered in", "headquarters location", "organization based there"},
    {"based in", "base", "organization based there"}, {"location of formation", "place of formation", "group formed there"}, {"place founded", "place of foundation", "organization founded there"}, {"county seat", "county seat", "county"}, {"flows into", "mouth", "tributary"}, {"confluence with", "confluent river", "confluent river"},
    {"river mouth", "mouth", "tributary"}, {"moon of", "planet", "moon"}, {"official language", "official language", "country"}, {"language", "language", "country or work"}, {"currency", "currency", "country"}, {"calling code", "calling code", "country"},
    {"internet domain", "internet domain", "country"}, {"driving side", "driving side", "country"}, {"government type", "form of government", "country"}, {"form of government", "form of government", "country"}, {"head of state", "head of state", "state"}, {"independence year", "year of independence", "country"},
    {"diplomatic relation", "diplomatic partner", "diplomatic partner"}, {"exports to", "export market", "exporter"}, {"on line", "line", "station"}, {"in fare zone", "fare zone", "station"}, {"reachable by", "means of transport", "destination"}, {"landlocked", "landlocked status", "country"},
    {"practiced by country", "country where it is practised", "religion"}, {"first-level division of", "country", "first-level division"}, {"twin town", "twin town", "twin town"}, {"average yearly temperature in celsius", "average yearly temperature in Celsius", "country"},
    // Organizations, science, health.
    {"founded by", "founder", "founded organization"}, {"founder", "founder", "founded organization"}, {"owned by", "owner", "possession"}, {"owner", "owner", "possession"}, {"parent organization", "parent organization", "subsidiary"}, {"subsidiary", "subsidiary", "parent company"},
    {"parent company", "parent company", "subsidiary"}, {"acquired by", "acquirer", "acquired company"}, {"chief executive officer", "chief executive officer", "company"}, {"industry", "industry", "company"}, {"product or material produced", "product", "producer"}, {"manufacturer", "manufacturer", "product"},
    {"member state", "member state", "organization"}, {"notable member", "notable member", "group"}, {"included sport", "sport", "event"}, {"combatant", "combatant", "conflict"}, {"battle", "battle", "participant"}, {"participating country", "participating country", "event"}, {"won medals at", "event with medals", "medal winner"},
    {"issued by", "issuer", "issued item"}, {"provided by", "provider", "provision"}, {"used in", "place of use", "item used"}, {"used for", "use", "means"}, {"is used for", "use", "means"}, {"are used to", "use", "means"}, {"is used to", "use", "means"}, {"uses", "tool", "user"}, {"use", "use", "means"},
    {"symptom of", "disease", "symptom"}, {"symptoms", "symptom", "disease"}, {"risk factor", "risk factor", "disease"}, {"drug used for treatment", "drug", "condition treated"}, {"health specialty", "medical specialty", "condition"}, {"treats", "treated condition", "treatment"}, {"studies", "object of study", "field of study"},
    {"practiced by", "practitioner", "practice"}, {"awarded to", "recipient", "award"}, {"is awarded to", "recipient", "award"}, {"lays down", "rule", "rule-maker"}, {"comply with", "standard to comply with", "complying item"}, {"chemical symbol", "chemical symbol", "chemical element"},
    {"atomic number", "atomic number", "chemical element"}, {"definition", "definition", "term"}, {"synonym", "synonym", "synonym"}, {"antonym", "antonym", "antonym"}, {"hypernym", "hypernym", "hyponym"}, {"hyponym", "hyponym", "hypernym"}, {"description", "description", "described subject"}, {"adjective form", "adjective form", "place"},
    {"is the", "description", "described subject"}, {"follows", "predecessor", "successor"}, {"followed by", "successor", "predecessor"}, {"successor", "successor", "predecessor"}, {"predecessor", "predecessor", "successor"}, {"replaced by", "successor", "predecessor"}, {"replaces", "predecessor", "successor"},
    // Comparisons that occur in extracted rules.
    {"shall be less than", "upper limit", "limited quantity"}, {"shall be greater than", "lower limit", "limited quantity"}, {"shall be", "required state", "subject"}, {"must be", "required state", "subject"}, {"should be", "recommended state", "subject"}, {"can be", "possible state", "subject"},
    {"less than", "larger item", "smaller item"}, {"greater than", "smaller item", "larger item"}, {"equal to", "equal item", "equal item"},
};
// clang-format on

} // namespace

std::optional<NounPair> lexiconNouns(std::string_view phrase) {
    static const auto table = [] {
        std::unordered_map<std::string, NounPair> made;
        for (const Line& line : kLexicon) made.try_emplace(line.phrase, NounPair{line.tail, line.head});
        return made;
    }();
    const auto found = table.find(std::string(phrase));
    if (found == table.end()) return std::nullopt;
    return found->second;
}

} // namespace akv
