#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real `atlaskv eval` with the bundled model: protocol, resume, distractors, k sweep, judge, and kg2kv with invented
triples and with nouns from an endpoint. Endpoints are fakes on this machine.

usage: evaluation_test.py BINARY SOURCE_FOLDER [Evaluation | EvaluationInFull]
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

BINARY, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
sys.path.insert(0, str(SOURCE / "tests/support"))
from fake_chat_server import FakeChatServer  # noqa: E402

TINY = SOURCE / "tests/data/eval/tiny.tsv"


def call(*arguments, code=0, **environment):
    done = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False,
                          env={**os.environ, **environment})
    assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
    return done


def read(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def items(folder):
    return [json.loads(line) for line in (folder / "items.jsonl").read_text(encoding="utf-8").splitlines()]


class WithTinyGraph(unittest.TestCase):
    folder = workspace = pathlib.Path()

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.workspace = cls.folder / "tiny.akv"
        call("prepare", TINY, "-w", cls.workspace)

    def out(self):
        return self.folder / self.id().rsplit(".", 1)[-1]

    def eval(self, *more, code=0, workspace=None):
        return call("eval", "-w", workspace or self.workspace, "--out", self.out(), *more, code=code)

    def serve(self, answer):
        server = FakeChatServer(answer)
        self.addCleanup(server.close)
        return server


class Evaluation(WithTinyGraph):
    def test_protocol(self):
        document = json.loads(self.eval("--sizes", "20", "--seeds", "2", "--n", "4", "--modes", "atlaskv,zero-shot", "--metrics",
                                        "acc,em,f1,rouge,bertscore,refusal,mask", "--json").stdout)
        summary = read(self.out() / "summary.json")
        self.assertEqual(summary["results"], document["results"])
        rows = {r["mode"]: r for r in summary["results"]}
        self.assertEqual(set(rows), {"atlaskv", "zero-shot", "retriever"})
        atlas = rows["atlaskv"]
        self.assertEqual((atlas["n"], atlas["n_unanswerable"], atlas["seed_count"]), (8, 8, 2))
        for name in ("acc1", "acc5", "acc1_set", "acc5_set", "em", "f1", "rouge_1", "rouge_2", "rouge_l", "bertscore",
                     "refusal_recall", "leaves_scanned"):
            self.assertIn(name, atlas)
            self.assertIn(name, atlas["ci95"])
        self.assertNotIn("acc1", rows["zero-shot"])
        self.assertGreaterEqual(rows["retriever"]["acc1"], 0.8)
        self.assertEqual([l["layer"] for l in atlas["acc_by_layer"]], [4, 5, 6])
        for name in ("rss_peak_bytes", "kg_bytes", "weights_bytes", "kv_cache_bytes", "time_to_first_token_s", "prompt_tokens"):
            self.assertGreater(atlas["cost"][name], 0, name)
        self.assertGreater(summary["training_nouns"], 1000)
        lines = items(self.out())
        self.assertEqual(len(lines), 2 * (8 + 8 + 4))
        asked = [i for i in lines if i["mode"] == "atlaskv" and i["answerable"]]
        self.assertEqual(sum(i["rank"] is not None and i["rank"] <= 1 for i in asked) / 8, atlas["acc1"])
        self.assertTrue(all(1 <= len(i["evidence"]) <= 5 and i["gold"] for i in asked))
        self.assertIn("| 20 | atlaskv |", (self.out() / "summary.md").read_text(encoding="utf-8"))

    def test_what_training_has_seen_apart(self):
        model = self.folder / "model"
        model.mkdir()
        for file in (SOURCE / "resources/model").iterdir():
            if not file.name.endswith(".txt"):  # written below; a link would change the shipped file
                (model / file.name).symlink_to(file)
        (model / "nouns.txt").write_text("Capital\n\nauthor\n")
        (model / "value_words.txt").write_text("the\t2000\nof\t49\n")
        self.eval("--sizes", "40", "--seeds", "1", "--n", "10", "--modes", "atlaskv", "--metrics", "acc", "--model", model)
        summary = read(self.out() / "summary.json")
        self.assertEqual((summary["training_nouns"], summary["training_value_words"], summary["notes"]), (2, 2, []))
        row = next(r for r in summary["results"] if r["mode"] == "atlaskv")
        seen, unseen = row["nouns_seen"], row["nouns_unseen"]
        self.assertEqual(seen["n"] + unseen["n"], row["n"])
        self.assertAlmostEqual((seen["n"] * seen["acc1"] + unseen["n"] * unseen["acc1"]) / row["n"], row["acc1"])
        self.assertTrue(all(i["noun_seen"] == (i["noun"] == "capital") for i in items(self.out())))
        parts = {name: row[name]["n"] for name in row if name.startswith("value_words_")}
        self.assertEqual(sum(parts.values()), row["n"])
        self.assertEqual(row["value_words_rare"]["n"], sum(i.get("rarest_word") == 0 for i in items(self.out())
                                                           if i["mode"] == "atlaskv" and i["answerable"]))

    def test_layers_of_acc_are_chosen_and_stated(self):
        options = ["--sizes", "20", "--seeds", "1", "--n", "4", "--modes", "atlaskv", "--metrics", "acc"]
        refused = self.eval(*options, "--layers", "4,7", code=1)
        self.assertIn("layer 7 of the layer rule is no KB layer", refused.stderr)
        self.assertIn("4 5 6", refused.stderr)
        self.eval(*options, "--layers", "4")
        row = next(r for r in read(self.out() / "summary.json")["results"] if r["mode"] == "atlaskv")
        self.assertEqual(row["layer_rule"], "sum over the chosen KB layers 4")
        alone = next(l for l in row["acc_by_layer"] if l["layer"] == 4)
        self.assertEqual((row["acc1"], row["acc5"]), (alone["acc1"], alone["acc5"]))
        other = self.eval(*options, code=1)
        self.assertIn("layers was [4], now null", other.stderr)

    def test_finished_cells_are_taken_over(self):
        options = ["--sizes", "20", "--n", "3", "--modes", "atlaskv", "--metrics", "acc"]
        self.eval(*options, "--seeds", "1")
        cells = self.out() / "cells"
        before = {p.name: p.stat().st_mtime_ns for p in cells.iterdir()}
        more = self.eval(*options, "--seeds", "2")
        self.assertIn("1 cells were finished before", more.stderr)
        after = {p.name: p.stat().st_mtime_ns for p in cells.iterdir()}
        self.assertEqual({name: after[name] for name in before}, before)
        self.assertEqual(set(after) - set(before), {"atlaskv-20-1.jsonl", "retriever-20-1.jsonl"})
        other = self.eval(*options, "--seeds", "2", "--k", "1-2-3", code=1)
        self.assertIn('k was "auto", now [1,2,3]', other.stderr)
        self.assertEqual({p.name: p.stat().st_mtime_ns for p in cells.iterdir()}, after)

    def test_interrupted_and_killed_runs_go_on(self):
        options = ["--sizes", "30", "--n", "3", "--modes", "atlaskv", "--metrics", "acc,em", "--seeds", "4", "--max-tokens", "12"]
        command = [BINARY, "eval", "-w", self.workspace, "--out", self.out(), *options]
        for number, (stop, expected) in enumerate([(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)]):
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            deadline = time.monotonic() + 120
            while time.monotonic() < deadline and process.poll() is None:
                if len(list((self.out() / "cells").glob("atlaskv-*.jsonl"))) > number:
                    break
                time.sleep(0.01)
            process.send_signal(stop)
            _, errors = process.communicate(timeout=60)
            self.assertEqual(process.returncode, expected, errors)
            self.assertGreater(len(list((self.out() / "cells").glob("atlaskv-*.jsonl"))), number)
        self.eval(*options)
        whole = self.folder / "whole"
        call("eval", "-w", self.workspace, "--out", whole, *options)
        strip = lambda folder: [{k: v for k, v in r.items() if k != "cost"} for r in read(folder / "summary.json")["results"]]
        self.assertEqual(strip(self.out()), strip(whole))

    def test_distractors_and_sizes_beyond_the_graph(self):
        invented = self.folder / "invented.akv"
        call("kg2kv", "-w", invented, "--synthetic", "150", "--seed", "4")
        more = self.folder / "invented.tsv"
        call("export", "-w", invented, "triples", "--out", more)
        options = ["--sizes", "120", "--seeds", "1", "--n", "5", "--modes", "atlaskv", "--metrics", "acc"]
        refused = self.eval(*options, code=1)
        self.assertRegex(refused.stderr, r"^error: .*\b120\b.*\b40\b")
        self.eval(*options, "--distractors", more)
        summary = read(self.out() / "summary.json")
        self.assertEqual(summary["distractors"], {"rows": 150, "left_out_shared_keys": 0})
        self.assertEqual(summary["results"][0]["size"], 120)
        own = {line.split("\t")[0] for line in TINY.read_text(encoding="utf-8").splitlines()}
        self.assertTrue(all(any(name in i["question"] for name in own) for i in items(self.out())))
        cached = list((self.out() / "cache").glob("distractors-*.akv"))
        self.assertEqual(len(cached), 1)
        keys = cached[0] / "embeddings/keys.f32"
        before = keys.stat().st_mtime_ns
        self.eval(*options, "--distractors", more, "--sizes", "130")
        self.assertEqual(keys.stat().st_mtime_ns, before)
        beyond = self.eval(*options, "--distractors", more, "--sizes", "100000", code=1)
        self.assertIn("150", beyond.stderr)

    def test_judge(self):
        server = self.serve(lambda system, user: "0.25" if "capital" in user else "Score: 1")
        options = ["--sizes", "40", "--seeds", "1", "--n", "8", "--modes", "atlaskv", "--metrics", "acc,em", "--judge-endpoint",
                   server.url, "--judge-rate", "0", "--max-tokens", "8"]
        self.assertIn("--judge-model", self.eval(*options, code=1).stderr)
        server.failures = [429, 500]
        call("eval", "-w", self.workspace, "--out", self.out(), *options, "--judge-model", "fake-judge", ATLASKV_API_KEY="secret")
        summary = read(self.out() / "summary.json")
        self.assertEqual(summary["judge_model"], "fake-judge")
        row = next(r for r in summary["results"] if r["mode"] == "atlaskv")
        scores = [i["judge"] for i in items(self.out()) if i["mode"] == "atlaskv"]
        self.assertEqual({0.25, 1.0}, set(scores))
        self.assertAlmostEqual(row["judge"], sum(scores) / len(scores))
        self.assertIn("judge_em_agreement", row)
        self.assertEqual({model for model, _ in server.requests}, {"fake-judge"})
        self.assertEqual(set(server.keys), {"Bearer secret"})
        self.assertNotIn("secret", "".join(p.read_text(errors="replace") for p in self.out().rglob("*") if p.is_file()))
        asked = len(server.requests)
        (self.out() / "cells/atlaskv-40-0.jsonl").unlink()
        self.eval(*options, "--judge-model", "fake-judge")
        self.assertEqual(len(server.requests), asked, "the same answers are not judged twice")

    def test_judge_that_gives_no_number(self):
        server = self.serve(lambda system, user: "That is hard to say.")
        done = self.eval("--sizes", "20", "--seeds", "1", "--n", "2", "--modes", "atlaskv", "--metrics", "acc", "--judge-endpoint",
                         server.url, "--judge-rate", "0", "--judge-model", "m", "--max-tokens", "4", code=1)
        self.assertIn("no number from 0 to 1", done.stderr)

    def test_bad_input(self):
        empty = self.folder / "empty.json"
        empty.write_text("")
        for arguments, word, code in [(["--questions", empty], "empty", 1), (["--metrics", "acc,magic"], "magic", 2),
                                      (["--modes", "magic"], "magic", 1), (["--form", "99"], "99", 1), (["--sizes", "41"], "41", 1), (["--sizes", "0"], "0", 1),
                                      (["--k-grid", "1,2"], "--k-grid", 1),
                                      (["--scale-grid", "ten"], "--scale-grid", 1), (["--layer-grid", "4-5"], "--layer-grid", 1),
                                      (["--distractors", self.folder / "no.tsv"], "no.tsv", 1)]:
            done = self.eval(*arguments, code=code)
            self.assertIn(word, done.stderr)
            self.assertEqual(done.stdout, "")

    def test_nouns_from_an_endpoint(self):
        made = {"relation: capital, missing: tail": "seat of government", "relation: currency, missing: tail": "I do not know what you mean, sorry"}
        server = self.serve(lambda system, user: made.get(user, "thing"))
        server.failures = [503]
        workspace = self.folder / "nouns.akv"
        call("import", TINY, "-w", workspace)
        endpoint = ["--nouns", "endpoint", "--endpoint", server.url, "--endpoint-model", "namer", "--endpoint-rate", "0"]
        report = json.loads(call("kg2kv", "-w", workspace, *endpoint, "--json").stdout)
        self.assertEqual(report["nouns"]["refused"], 1)
        out = self.folder / "rows.tsv"
        call("export", "-w", workspace, "rows", "--out", out)
        rows = [line.split("\t") for line in out.read_text(encoding="utf-8").splitlines()[1:]]
        nouns = {(r[4], r[7]) for r in rows}
        self.assertIn(("seat of government", "endpoint"), nouns)
        self.assertTrue(any(noun == "currency" and source != "endpoint" for noun, source in nouns), nouns)
        asked = len(server.requests)
        again = json.loads(call("kg2kv", "-w", workspace, *endpoint, "--json").stdout)
        self.assertEqual((len(server.requests), again["nouns"]["requests"]), (asked, 0))
        server.failures = [401]
        refused = call("kg2kv", "-w", workspace, *endpoint[:5], "other-model", code=1)
        self.assertIn("status 401", refused.stderr)
        self.assertEqual(call("export", "-w", workspace, "rows", "--out", out).returncode, 0)
        call("kg2kv", "-w", workspace, "--nouns", "endpoint", code=1)


class EvaluationInFull(WithTinyGraph):
    """The longer ones."""

    def test_every_mode_is_measured(self):
        modes = ["atlaskv", "kblam", "hybrid", "rag", "icl", "zero-shot"]
        self.eval("--sizes", "20", "--seeds", "1", "--n", "3", "--modes", ",".join(modes), "--metrics", "acc,em,mask", "--max-tokens",
                  "16", "--form", "held-out")
        summary = read(self.out() / "summary.json")
        rows = {r["mode"]: r for r in summary["results"]}
        self.assertEqual(list(rows), [*modes, "retriever"])
        self.assertEqual({m for m, r in rows.items() if "acc1" in r}, {"atlaskv", "kblam", "hybrid", "rag", "retriever"})
        self.assertEqual(rows["rag"]["acc1"], rows["retriever"]["acc1"])
        self.assertEqual(rows["hybrid"]["acc5"], rows["atlaskv"]["acc5"])  # both rank by the question's own prefill
        self.assertGreater(rows["icl"]["cost"]["prompt_tokens"], rows["rag"]["cost"]["prompt_tokens"])
        self.assertGreater(rows["rag"]["cost"]["prompt_tokens"], rows["zero-shot"]["cost"]["prompt_tokens"])
        self.assertIn("form held-out", summary["questions"])

    def test_k_sweep_and_paper_protocol(self):
        done = self.eval("--protocol", "paper", "--sizes", "10,30", "--seeds", "2", "--generations", "2", "--n", "6", "--metrics",
                         "acc,em", "--modes", "atlaskv", "--k-grid", "1,4:2,10:4", "--max-tokens", "6")
        self.assertIn("never like for like", done.stdout)
        summary = read(self.out() / "summary.json")
        self.assertEqual(summary["protocol"], "paper")
        rows = {r["size"]: r for r in summary["results"] if r["mode"] == "atlaskv"}
        self.assertEqual((rows[10]["n"], rows[30]["n"], rows[30]["n_unanswerable"]), (12, 12, 0))
        self.assertEqual((rows[30]["k"], rows[30]["generations"]), ([128, 64, 16], 2))
        self.assertEqual(len(summary["published"]), 36)
        # The bundled model's card lists what it was trained on, and this graph is not among that.
        self.assertNotIn("trained", " ".join(summary["notes"]))
        sweep = [r for r in read(self.out() / "k_sweep.json")["results"] if r["size"] == 30]
        self.assertEqual([r["k"] for r in sweep], [[1, 2, 4], [1, 10, 4], [4, 2, 4], [4, 10, 4]])
        self.assertLess(sweep[0]["mass_recall"], sweep[3]["mass_recall"])
        self.assertLess(sweep[0]["leaves_scanned"], sweep[3]["leaves_scanned"])
        self.assertAlmostEqual(sweep[3]["leaves_scanned"], 1.0, places=6)
        # Not 1: above the first KB layer the pruned run asks with its own queries.
        self.assertGreater(sweep[3]["mass_recall"], 0.95)

    def test_scale_and_layer_sweeps(self):
        options = ["--sizes", "30", "--seeds", "2", "--n", "6", "--metrics", "acc,em,refusal", "--modes",
                   "atlaskv,zero-shot", "--max-tokens", "12"]
        for grid, wrong in (("--scale-grid", "1,much"), ("--layer-grid", "4+"), ("--layer-grid", "7"), ("--k-grid", "1:2")):
            refused = self.eval(*options, grid, wrong, code=1)
            self.assertIn(wrong.strip("+"), refused.stderr)
        nothing = self.eval("--sizes", "30", "--modes", "zero-shot", "--scale-sweep", code=1)
        self.assertIn("none of the modes attends to keys of the graph", nothing.stderr)
        done = self.eval(*options, "--scale-grid", "none,0.001", "--layer-sweep")
        self.assertIn("sweep of kb_scale_factor", done.stdout)
        scale, layers = read(self.out() / "scale_sweep.json"), read(self.out() / "layer_sweep.json")
        self.assertEqual([(r["mode"], r["setting"]) for r in scale["results"]], [("atlaskv", "none"), ("atlaskv", "0.001")])
        self.assertEqual([r["setting"] for r in layers["results"]], ["4", "5", "6", "5+6", "4+6", "4+5", "4+5+6"])
        run = next(r for r in read(self.out() / "summary.json")["results"] if r["mode"] == "atlaskv")
        figures = ("acc1_set", "acc5_set", "em", "refusal_precision", "refusal_recall")
        for own in (scale["results"][0], layers["results"][-1]):  # the model's own settings: what the run itself gives
            self.assertEqual([own[f] for f in figures], [run[f] for f in figures])
            self.assertEqual((own["n"], own["n_unanswerable"]), (run["n"], run["n_unanswerable"]))
        # Knowledge that hardly weighs is not read; a layer alone is not what the model was trained with.
        self.assertEqual((scale["results"][1]["em"], scale["results"][1]["refusal_recall"]), (0, 1))
        self.assertNotEqual([r["em"] for r in layers["results"][:3]], [run["em"]] * 3)
        setting = [i for i in items(self.out()) if "setting" in i]
        self.assertEqual(setting, [])  # items.jsonl is the run; the sweeps' items are their cells
        cells = sorted(p.name for p in (self.out() / "cells").glob("atlaskv-30-0-*"))
        self.assertIn("atlaskv-30-0-layer-4+5.jsonl", cells)
        more = self.eval(*options, "--scale-grid", "none,0.001,3", "--layer-sweep")
        self.assertIn("scale sweep, 3", more.stderr)
        self.assertNotIn("scale sweep, none", more.stderr)  # taken over
        self.assertEqual(len(read(self.out() / "scale_sweep.json")["results"]), 3)

    def test_script(self):
        out = self.folder / "script"
        command = [SOURCE / "scripts/evaluate", "--quick", "--out", out, TINY]
        for _ in range(2):  # the second time everything is there
            done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False,
                                  env={**os.environ, "ATLASKV_BIN": BINARY})
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("## tiny", done.stdout)
            self.assertIn("| 30 | atlaskv |", done.stdout)
            self.assertIn("| 10 | retriever |", done.stdout)
            self.assertEqual([r["size"] for r in read(out / "evaluation.json")[0]["results"]], [10, 10, 30, 30])
        self.assertIn("finished before", done.stderr)


if __name__ == "__main__":
    os.environ["NO_COLOR"] = "1"
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
