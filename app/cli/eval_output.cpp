// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval_output.h"

#include "core/eval/published.h"

#include <cstdio>

namespace akv::cli {

namespace {

template <class... Args>
std::string format(const char* pattern, Args... args) {
    char text[256];
    std::snprintf(text, sizeof text, pattern, args...);
    return text;
}

std::string kText(const EvalResult& r) {
    std::string out;
    for (const auto& k : r.k) out += (out.empty() ? "" : ", ") + format("%u-%u-%u", k.root, k.inter, k.leaf);
    return out;
}

std::string percent(const Figures& figures, const char* name) {
    const auto found = figures.find(name);
    if (found == figures.end()) return "             -";
    return format("%6.1f +- %4.1f", 100 * found->second.mean, 100 * found->second.half);
}

void printResult(Output& out, const EvalResult& r) {
    out.line(format("%-12s size %-7u n %llu + %llu", r.mode.c_str(), r.size,
                    static_cast<unsigned long long>(r.questions), static_cast<unsigned long long>(r.unanswerable)) +
             (r.byLayer.empty() || r.mode == "kblam" ? std::string() : "  k " + kText(r)));
    for (const auto& [name, figure] : r.figures)
        out.line(format("  %-20s %6.1f %% +- %.1f", name.c_str(), 100 * figure.mean, 100 * figure.half));
    for (const auto& [layer, figures] : r.byLayer)
        out.line(format("  by layer %d alone    ACC@1 ", layer) + percent(figures, "acc1") + " %  ACC@5 " +
                 percent(figures, "acc5") + " %");
    for (const auto& part : r.parts)
        out.line(format("  %-31s n %-5llu ACC@1 ", part.text.c_str(), static_cast<unsigned long long>(part.questions)) +
                 percent(part.figures, "acc1") + " %  exact match " + percent(part.figures, "em") + " %");
    const auto cost = [&](const char* name) {
        const auto found = r.cost.find(name);
        return found == r.cost.end() ? 0.0 : found->second.mean;
    };
    if (cost("time_to_first_token_s") > 0)
        out.line(format("  cost: first token %.3f s, %.0f tokens/s, prompt %.0f tokens, KG %.1f MB, KV cache %.2f MB, "
                        "process peak %.0f MB",
                        cost("time_to_first_token_s"), cost("tokens_per_s"), cost("prompt_tokens"),
                        cost("kg_bytes") / 1e6, cost("kv_cache_bytes") / 1e6, cost("rss_peak_bytes") / 1e6));
}

void printKSweep(Output& out, const EvalReport::Sweep& sweep) {
    out.line("k sweep (prefill only; mass recall: share of the exact top-k_L attention mass that pruning kept), %:");
    out.line("  rows    k                  ACC@1          ACC@5    mass recall leaves scanned");
    for (const auto& r : sweep.results)
        out.line(format("  %-7u %-12s", r.size, kText(r).c_str()) + percent(r.figures, "acc1") + " " +
                 percent(r.figures, "acc5") + " " + percent(r.figures, "mass_recall") + " " +
                 percent(r.figures, "leaves_scanned"));
}

void printSettingSweep(Output& out, const EvalReport::Sweep& sweep) {
    out.line(sweep.name == "scale" ? "sweep of kb_scale_factor (none: knowledge logits are not shifted), %:"
                                   : "sweep of KB layers (those named read, the others are ablated), %:");
    std::string heading = "  rows    mode         setting     ";
    for (const char* name : {"ACC@1 set", "ACC@5 set", "exact match", "refusal P", "refusal R"})
        heading += format(" %14s", name);
    out.line(heading);
    for (const auto& r : sweep.results) {
        std::string line = format("  %-7u %-12s %-12s", r.size, r.mode.c_str(), r.setting.c_str());
        for (const char* name : {"acc1_set", "acc5_set", "em", "refusal_precision", "refusal_recall"})
            line += " " + percent(r.figures, name);
        out.line(line);
    }
}

void printSweeps(Output& out, const EvalReport& report) {
    for (const auto& sweep : report.sweeps) sweep.name == "k" ? printKSweep(out, sweep) : printSettingSweep(out, sweep);
}

void printPublished(Output& out, const EvalReport& report) {
    if (!report.paper) return;
    out.line("published (arXiv 2510.17934), other model and other data: context, never like for like");
    for (const auto& p : publishedFigures())
        out.line(
            format("  %-6s %-18s size %-6u ACC@1 %5.1f %%  ACC@5 %5.1f %%", p.set, p.method, p.size, p.acc1, p.acc5));
}

} // namespace

void print(Output& out, const EvalReport& report, const std::filesystem::path& folder) {
    out.line("layer rule: " + report.layerRule + "; +- is the 95 % interval over seeds; n: answerable + unanswerable");
    for (const auto& r : report.results) printResult(out, r);
    printSweeps(out, report);
    printPublished(out, report);
    for (const auto& note : report.notes) out.line("note: " + note);
    out.line("written: " + (folder / "summary.json").string() + ", summary.md, items.jsonl");
}

} // namespace akv::cli
