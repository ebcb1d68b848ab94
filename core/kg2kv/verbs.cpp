// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg2kv/relation_words.h"

#include "core/base/strings.h"

#include <string>
#include <unordered_map>

namespace akv {

namespace {

struct Entry {
    const char *base, *agent, *object, *action;
    const char* past = nullptr;       ///< when irregular
    const char* participle = nullptr; ///< when it differs from the past
};

// clang-format off
constexpr Entry kVerbs[] = {
    {"accept", "acceptor", "accepted item", "acceptance"},
    {"achieve", "achiever", "achievement", "achievement"},
    {"acquire", "acquirer", "acquisition", "acquisition"},
    {"act", "actor", "role", "acting"},
    {"adapt", "adapter", "adaptation", "adaptation"},
    {"address", "addresser", "addressed topic", "treatment"},
    {"affect", "influencing factor", "affected item", "effect"},
    {"allow", "enabler", "permitted item", "permission"},
    {"analyze", "analyst", "analysed item", "analysis"},
    {"announce", "announcer", "announcement", "announcement"},
    {"apply", "applicant", "application", "application"},
    {"appoint", "appointer", "appointee", "appointment"},
    {"approve", "approver", "approved item", "approval"},
    {"ask", "asker", "asked item", "request"},
    {"assess", "assessor", "assessed item", "assessment"},
    {"assign", "assigner", "assignment", "assignment"},
    {"attack", "attacker", "attack target", "attack"},
    {"attend", "attendee", "attended event", "attendance"},
    {"award", "award giver", "award", "award"},
    {"bear", "bearer", "burden", "birth", "bore", "born"},
    {"begin", "starter", "beginning", "beginning", "began", "begun"},
    {"belong", "member", "owner", "membership"},
    {"break", "breaker", "broken item", "break", "broke", "broken"},
    {"bring", "bringer", "brought item", "delivery", "brought"},
    {"build", "builder", "building", "construction", "built"},
    {"buy", "buyer", "purchase", "purchase", "bought"},
    {"call", "caller", "called item", "call"},
    {"carry", "carrier", "cargo", "transport"},
    {"cause", "cause", "effect", "cause"},
    {"celebrate", "celebrant", "celebration", "celebration"},
    {"certify", "certifier", "certified item", "certification"},
    {"change", "changer", "change", "change"},
    {"choose", "chooser", "choice", "choice", "chose", "chosen"},
    {"cite", "citing work", "citation", "citation"},
    {"claim", "claimant", "claim", "claim"},
    {"collaborate", "collaborator", "collaborator", "collaboration"},
    {"collect", "collector", "collection", "collection"},
    {"command", "commander", "command", "command"},
    {"compete", "competitor", "competition", "competition"},
    {"compose", "composer", "composition", "composition"},
    {"conduct", "conductor", "conducted activity", "conduct"},
    {"connect", "connector", "connection", "connection"},
    {"conquer", "conqueror", "conquest", "conquest"},
    {"construct", "constructor", "construction", "construction"},
    {"consume", "consumer", "consumed item", "consumption"},
    {"contain", "container", "content", "containment"},
    {"contribute", "contributor", "contribution", "contribution"},
    {"control", "controller", "controlled item", "control"},
    {"convert", "converter", "conversion", "conversion"},
    {"cover", "covering item", "coverage", "coverage"},
    {"create", "creator", "creation", "creation"},
    {"cross", "crossing", "crossed item", "crossing"},
    {"damage", "damaging factor", "damaged item", "damage"},
    {"defeat", "victor", "defeated opponent", "defeat"},
    {"define", "defining source", "definition", "definition"},
    {"deliver", "deliverer", "delivery", "delivery"},
    {"demonstrate", "demonstrator", "demonstrated item", "demonstration"},
    {"depend", "dependent", "dependency", "dependence"},
    {"depict", "depicter", "depicted subject", "depiction"},
    {"derive", "deriver", "derivative", "derivation"},
    {"describe", "describer", "described subject", "description"},
    {"design", "designer", "design", "design"},
    {"destroy", "destroyer", "destroyed item", "destruction"},
    {"detect", "detector", "detected item", "detection"},
    {"determine", "determining factor", "determined item", "determination"},
    {"develop", "developer", "development", "development"},
    {"direct", "director", "directed work", "direction"},
    {"discover", "discoverer", "discovery", "discovery"},
    {"discuss", "discusser", "discussed topic", "discussion"},
    {"distribute", "distributor", "distributed item", "distribution"},
    {"draw", "drafter", "drawing", "drawing", "drew", "drawn"},
    {"drive", "driver", "driven item", "drive", "drove", "driven"},
    {"edit", "editor", "edited work", "editing"},
    {"educate", "educator", "student", "education"},
    {"elect", "elector", "elected person", "election"},
    {"eliminate", "eliminator", "eliminated item", "elimination"},
    {"embed", "embedder", "embedded item", "embedding"},
    {"employ", "employer", "employee", "employment"},
    {"enable", "enabler", "enabled item", "enablement"},
    {"endorse", "endorser", "endorsement", "endorsement"},
    {"establish", "founder", "establishment", "establishment"},
    {"evaluate", "evaluator", "evaluated item", "evaluation"},
    {"examine", "examiner", "examined item", "examination"},
    {"execute", "executor", "executed item", "execution"},
    {"exhibit", "exhibitor", "exhibit", "exhibition"},
    {"explain", "explainer", "explained topic", "explanation"},
    {"export", "exporter", "export", "export"},
    {"express", "expresser", "expressed item", "expression"},
    {"feature", "featuring item", "feature", "feature"},
    {"fight", "fighter", "opponent", "fight", "fought"},
    {"finance", "financier", "financed item", "financing"},
    {"find", "finder", "finding", "finding"},
    {"follow", "follower", "predecessor", "succession"},
    {"form", "former", "formed item", "formation"},
    {"found", "founder", "founded organization", "foundation"},
    {"fund", "funder", "funded item", "funding"},
    {"generate", "generator", "generated item", "generation"},
    {"give", "giver", "gift", "gift", "gave", "given"},
    {"govern", "governor", "governed territory", "government"},
    {"grow", "grower", "crop", "growth", "grew", "grown"},
    {"guide", "guide", "guided item", "guidance"},
    {"handle", "handler", "handled item", "handling"},
    {"help", "helper", "helped party", "help"},
    {"hold", "holder", "holding", "holding", "held"},
    {"host", "host", "hosted event", "hosting"},
    {"identify", "identifier", "identified item", "identification"},
    {"implement", "implementer", "implementation", "implementation"},
    {"import", "importer", "import", "import"},
    {"improve", "improver", "improvement", "improvement"},
    {"include", "including whole", "included item", "inclusion"},
    {"increase", "increasing factor", "increased item", "increase"},
    {"indicate", "indicator", "indicated item", "indication"},
    {"influence", "influence", "influenced subject", "influence"},
    {"inform", "informant", "informed party", "information"},
    {"inherit", "heir", "inheritance", "inheritance"},
    {"inhibit", "inhibitor", "inhibited item", "inhibition"},
    {"inspire", "inspiration", "inspired work", "inspiration"},
    {"interact", "interaction partner", "interaction partner", "interaction"},
    {"introduce", "introducer", "introduction", "introduction"},
    {"invade", "invader", "invaded territory", "invasion"},
    {"invent", "inventor", "invention", "invention"},
    {"invest", "investor", "investment", "investment"},
    {"involve", "involving event", "involved party", "involvement"},
    {"issue", "issuer", "issued item", "issue"},
    {"join", "member", "joined group", "joining"},
    {"keep", "keeper", "kept item", "keeping", "kept"},
    {"kill", "killer", "victim", "killing"},
    {"know", "knower", "acquaintance", "knowledge", "knew", "known"},
    {"launch", "launcher", "launched item", "launch"},
    {"lead", "leader", "led group", "leadership", "led"},
    {"learn", "learner", "learned subject", "learning"},
    {"leave", "leaver", "left place", "departure", "left"},
    {"limit", "limiting factor", "limit", "limitation"},
    {"like", "admirer", "liked item", "liking"},
    {"list", "lister", "listed item", "listing"},
    {"live", "resident", "residence", "residence"},
    {"lose", "loser", "loss", "loss", "lost"},
    {"love", "lover", "beloved", "love"},
    {"maintain", "maintainer", "maintained item", "maintenance"},
    {"make", "maker", "product", "making", "made"},
    {"manage", "manager", "managed item", "management"},
    {"manufacture", "manufacturer", "product", "manufacture"},
    {"marry", "spouse", "spouse", "marriage"},
    {"measure", "measuring instrument", "measured quantity", "measurement"},
    {"meet", "meeting party", "met requirement", "meeting", "met"},
    {"mention", "mentioning source", "mentioned item", "mention"},
    {"minimise", "minimiser", "minimised item", "minimisation"},
    {"minimize", "minimizer", "minimized item", "minimization"},
    {"modify", "modifier", "modified item", "modification"},
    {"monitor", "monitor", "monitored item", "monitoring"},
    {"move", "mover", "moved item", "movement"},
    {"name", "namer", "name", "naming"},
    {"need", "needing party", "need", "need"},
    {"nominate", "nominator", "nominee", "nomination"},
    {"obtain", "obtainer", "obtained item", "acquisition"},
    {"offer", "offering party", "offer", "offer"},
    {"operate", "operator", "operated item", "operation"},
    {"oppose", "opponent", "opposed item", "opposition"},
    {"order", "orderer", "order", "order"},
    {"organize", "organizer", "organized event", "organization"},
    {"own", "owner", "possession", "ownership"},
    {"paint", "painter", "painting", "painting"},
    {"participate", "participant", "participated event", "participation"},
    {"pay", "payer", "payment", "payment", "paid"},
    {"perform", "performer", "performance", "performance"},
    {"play", "player", "played item", "playing"},
    {"possess", "possessor", "possession", "possession"},
    {"practice", "practitioner", "practice", "practice"},
    {"predict", "predictor", "prediction", "prediction"},
    {"present", "presenter", "presentation", "presentation"},
    {"prevent", "preventer", "prevented item", "prevention"},
    {"process", "processor", "processed item", "processing"},
    {"produce", "producer", "product", "production"},
    {"promote", "promoter", "promoted item", "promotion"},
    {"propose", "proposer", "proposal", "proposal"},
    {"protect", "protector", "protected item", "protection"},
    {"prove", "prover", "proven statement", "proof", "proved", "proven"},
    {"provide", "provider", "provision", "provision"},
    {"publish", "publisher", "publication", "publication"},
    {"raise", "raiser", "raised item", "raising"},
    {"read", "reader", "reading", "reading"},
    {"receive", "recipient", "received item", "receipt"},
    {"recognize", "recognizer", "recognized item", "recognition"},
    {"recommend", "recommender", "recommendation", "recommendation"},
    {"record", "recorder", "recording", "recording"},
    {"reduce", "reducing factor", "reduced item", "reduction"},
    {"refer", "referrer", "reference", "reference"},
    {"reflect", "reflector", "reflected item", "reflection"},
    {"regulate", "regulator", "regulated item", "regulation"},
    {"reject", "rejecter", "rejected item", "rejection"},
    {"release", "releaser", "release", "release"},
    {"remove", "remover", "removed item", "removal"},
    {"replace", "replacement", "replaced item", "replacement"},
    {"report", "reporter", "report", "report"},
    {"represent", "representative", "represented party", "representation"},
    {"request", "requester", "request", "request"},
    {"require", "requirer", "requirement", "requirement"},
    {"research", "researcher", "research topic", "research"},
    {"reveal", "revealer", "revealed item", "revelation"},
    {"review", "reviewer", "reviewed item", "review"},
    {"rule", "ruler", "ruled territory", "rule"},
    {"run", "operator", "operated item", "operation", "ran", "run"},
    {"say", "speaker", "statement", "statement", "said"},
    {"score", "scorer", "score", "scoring"},
    {"see", "observer", "observed item", "sight", "saw", "seen"},
    {"sell", "seller", "sold item", "sale", "sold"},
    {"send", "sender", "sent item", "dispatch", "sent"},
    {"serve", "server", "served party", "service"},
    {"set", "setter", "setting", "setting"},
    {"share", "sharer", "shared item", "sharing"},
    {"show", "presenter", "shown item", "presentation", "showed", "shown"},
    {"sign", "signatory", "signed item", "signature"},
    {"sing", "singer", "song", "singing", "sang", "sung"},
    {"solve", "solver", "solved problem", "solution"},
    {"speak", "speaker", "spoken language", "speech", "spoke", "spoken"},
    {"sponsor", "sponsor", "sponsored item", "sponsorship"},
    {"start", "starter", "started item", "start"},
    {"state", "stating source", "statement", "statement"},
    {"study", "student", "studied subject", "study"},
    {"submit", "submitter", "submission", "submission"},
    {"succeed", "successor", "predecessor", "succession"},
    {"suggest", "suggester", "suggestion", "suggestion"},
    {"supersede", "superseding item", "superseded item", "supersession"},
    {"supply", "supplier", "supply", "supply"},
    {"support", "supporter", "supported item", "support"},
    {"take", "taker", "taken item", "taking", "took", "taken"},
    {"target", "targeting party", "target", "targeting"},
    {"teach", "teacher", "taught subject", "teaching", "taught"},
    {"tell", "teller", "told story", "telling", "told"},
    {"test", "tester", "tested item", "test"},
    {"think", "thinker", "thought", "thinking", "thought"},
    {"track", "tracker", "tracked item", "tracking"},
    {"train", "trainer", "trainee", "training"},
    {"transfer", "transferrer", "transferred item", "transfer"},
    {"transform", "transformer", "transformed item", "transformation"},
    {"translate", "translator", "translation", "translation"},
    {"transport", "transporter", "cargo", "transport"},
    {"treat", "treatment", "treated condition", "treatment"},
    {"understand", "understanding party", "understood item", "understanding", "understood"},
    {"use", "user", "used item", "use"},
    {"view", "viewer", "viewed item", "viewing"},
    {"visit", "visitor", "visited place", "visit"},
    {"want", "wanting party", "wanted item", "wish"},
    {"wear", "wearer", "worn item", "wearing", "wore", "worn"},
    {"win", "winner", "prize", "win", "won"},
    {"work", "worker", "work", "work"},
    {"write", "writer", "written work", "writing", "wrote", "written"},
};
// clang-format on

bool isVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

std::string withEnding(std::string base, std::string_view ending) {
    const char last = base.back();
    const bool consonantY = last == 'y' && base.size() > 1 && !isVowel(base[base.size() - 2]);
    if (ending == "s") {
        if (consonantY) return base.substr(0, base.size() - 1) + "ies";
        const bool hisses = last == 's' || last == 'x' || last == 'z' || base.ends_with("ch") || base.ends_with("sh");
        return base + (hisses ? "es" : "s");
    }
    if (ending == "ed" && consonantY) return base.substr(0, base.size() - 1) + "ied";
    if (last == 'e' && ending == "ed") return base + "d";
    if (last == 'e' && ending == "ing") return base.substr(0, base.size() - 1) + "ing";
    // plan -> planned, embed -> embedded; "develop" and "visit" are not stressed on the last syllable.
    static constexpr std::string_view kDoubled[] = {"embed", "submit", "transfer", "refer",  "control", "run", "win",
                                                    "set",   "begin",  "plan",     "permit", "get",     "cut"};
    for (const auto word : kDoubled)
        if (base == word) return base + last + std::string(ending);
    return base + std::string(ending);
}

using Table = std::unordered_map<std::string, VerbReading>;

const Table& table() {
    static const Table made = [] {
        Table readings;
        for (const Entry& verb : kVerbs) {
            const VerbNouns nouns{verb.agent, verb.object, verb.action};
            const std::string past = verb.past ? verb.past : withEnding(verb.base, "ed");
            readings.try_emplace(withEnding(verb.base, "s"), VerbReading{nouns, VerbForm::ThirdPerson});
            readings.try_emplace(past, VerbReading{nouns, VerbForm::Past});
            readings.try_emplace(verb.participle ? verb.participle : past, VerbReading{nouns, VerbForm::Past});
            readings.try_emplace(withEnding(verb.base, "ing"), VerbReading{nouns, VerbForm::Gerund});
            readings.try_emplace(verb.base, VerbReading{nouns, VerbForm::Base});
        }
        return readings;
    }();
    return made;
}

} // namespace

std::optional<VerbReading> readVerb(std::string_view word) {
    const auto found = table().find(asciiLower(word));
    if (found == table().end()) return std::nullopt;
    return found->second;
}

std::optional<VerbNouns> guessFromParticiple(std::string_view word) {
    const std::string lower = asciiLower(word);
    if (lower.size() < 5 || !lower.ends_with("ed") || lower.ends_with("eed")) return std::nullopt;
    const std::string stem = lower.substr(0, lower.size() - 2);
    std::string agent = stem + "er", action = stem + "ing";
    if (stem.ends_with("at") || stem.ends_with("ct") || stem.ends_with("ut") || stem.ends_with("it"))
        agent = stem + "or";
    if (stem.ends_with("i")) action = stem.substr(0, stem.size() - 1) + "ying";
    if (stem.ends_with("at")) action = stem + "ion";
    return VerbNouns{agent, lower + " item", action};
}

} // namespace akv
