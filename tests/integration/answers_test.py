#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The built program with the bundled model: demo, ask, mask, trace, inspect, check and eval.

usage: answers_test.py BINARY SOURCE_FOLDER
"""
import json
import math
import os
import subprocess
import sys
import tempfile
import unittest

BINARY, SOURCE = sys.argv[1], sys.argv[2]


def run(*arguments, code=0):
    done = subprocess.run([BINARY, *arguments], capture_output=True, text=True, timeout=900)
    if done.returncode != code:
        raise AssertionError(f"{arguments} gave {done.returncode}, expected {code}:\n{done.stdout}\n{done.stderr}")
    return done


class Answers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.workspace = os.path.join(cls.folder.name, "sample.akv")
        cls.answers = json.loads(run("demo", "--json", "--keep", cls.workspace).stdout)["answers"]

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def ask(self, question, *more):
        return json.loads(run("ask", "-w", self.workspace, question, "--json", *more).stdout)

    def test_demo_answers_prune_and_refuse(self):
        self.assertEqual(len(self.answers), 3)
        for answer in self.answers:
            self.assertTrue(answer["levels"])
            for level in answer["levels"]:
                for name in ("root", "inter", "leaf"):
                    self.assertLess(level[name]["kept"], level[name]["available"])
        for answer in self.answers[:2]:
            self.assertFalse(answer["refused"])
            top = answer["evidence"][0]
            self.assertIn(top["head"], answer["question"])
            self.assertIn(top["value"], answer["answer"])
            self.assertGreater(top["share"], 0.5)
        self.assertTrue(self.answers[2]["refused"])

    def test_masking_the_top_triple_changes_the_answer_and_removes_it(self):
        question = self.answers[0]["question"]
        top = self.answers[0]["evidence"][0]["triple_id"]
        masked = self.ask(question, "--mask", str(top))
        self.assertNotIn(top, [e["triple_id"] for e in masked["evidence"]])
        before = sum(t["logprob"] for t in self.answers[0]["tokens"])
        self.assertTrue(masked["answer"] != self.answers[0]["answer"] or sum(t["logprob"] for t in masked["tokens"]) != before)
        run("ask", "-w", self.workspace, question, "--mask", "999999999", code=1)

    def test_an_edited_value_is_read_at_once(self):
        top = self.answers[0]["evidence"][0]
        run("edit", "-w", self.workspace, "--set", str(top["triple_id"]), top["head"], top["relation"], "Vienna")
        edited = self.ask(self.answers[0]["question"])
        run("edit", "-w", self.workspace, "--set", str(top["triple_id"]), top["head"], top["relation"], top["tail"])
        self.assertEqual(edited["evidence"][0]["value"], "Vienna")
        self.assertNotEqual(edited["answer"], self.answers[0]["answer"])

    def test_flat_and_zero_shot(self):
        question = self.answers[0]["question"]
        flat = self.ask(question, "--mode", "kblam")
        self.assertEqual(flat["evidence"][0]["triple_id"], self.answers[0]["evidence"][0]["triple_id"])
        self.assertTrue(all(l["leaf"]["kept"] == l["leaf"]["available"] for l in flat["levels"]))
        zero = json.loads(run("ask", question, "--mode", "zero-shot", "--json").stdout)
        self.assertEqual((zero["evidence"], zero["levels"], zero["lambda_kg"]), ([], [], 0.0))

    def test_modes_with_triples_in_the_prompt(self):
        question = self.answers[0]["question"]
        gold = self.answers[0]["evidence"][0]["triple_id"]
        plain = self.answers[0]["prompt_tokens"]
        for mode, wanted in (("rag", 5), ("hybrid", 3)):
            answer = self.ask(question, "--mode", mode, "--context-triples", str(wanted))
            self.assertEqual(answer["mode"], mode)
            self.assertGreaterEqual(len(answer["evidence"]), wanted)
            self.assertEqual(answer["evidence"][0]["triple_id"], gold)
            self.assertTrue(all(e["in_prompt"] and e["rank"] == i + 1 for i, e in enumerate(answer["evidence"])))
            self.assertEqual(answer["prompt_tokens"], plain + answer["context"]["tokens"])
            self.assertEqual(answer["prefill_tokens"], answer["prompt_tokens"] + (plain if mode == "hybrid" else 0))
        chat = subprocess.run([BINARY, "chat", "-w", self.workspace, "--mode", "icl", "--json"], input=question + "\n",
                              capture_output=True, text=True, timeout=300, check=True)
        icl = json.loads(chat.stdout)
        self.assertEqual((icl["mode"], icl["context"]["sampled"]), ("icl", True))
        self.assertEqual(icl["context"]["triples"], len(icl["evidence"]))
        self.assertIsNone(icl["evidence"][0]["share"])
        broken = dict(os.environ, ATLASKV_ENCODER=self.folder.name)
        done = subprocess.run([BINARY, "ask", "-w", self.workspace, question, "--mode", "rag"], env=broken,
                              capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stderr.startswith("error: "), done.stderr)

    def test_same_seed_same_words(self):
        a, b = (self.ask("What is the author of Ulysses?", "--temperature", "1.5", "--seed", "3")["tokens"] for _ in range(2))
        self.assertEqual([t["id"] for t in a], [t["id"] for t in b])

    def test_trace_opens_without_workspace_and_model(self):
        trace = os.path.join(self.folder.name, "a.akvtrace")
        answer = self.ask(self.answers[0]["question"], "--trace", trace)
        shown = json.loads(run("inspect", trace, "--json").stdout)
        self.assertEqual(len(shown["layers"]), len({l["layer"] for l in answer["levels"]}))
        for layer in shown["layers"]:
            for name in ("root", "inter", "leaf"):
                level = layer[name]
                self.assertEqual(len(level["keys"]), level["kept"])
                self.assertLessEqual(level["runners_up"][0]["score"], level["cut_off"])
        top = answer["evidence"][0]["triple_id"]
        followed = json.loads(run("inspect", trace, "--triple", str(top), "--token", "2", "--json").stdout)
        self.assertTrue(all("kept, rank" in l["leaf"] for l in followed["triple"]["layers"]))
        described = json.loads(run("info", trace, "--json").stdout)
        self.assertEqual((described["type"], described["mode"]), ("trace", "atlaskv-copy"))
        self.assertEqual(described["answer_tokens"], len(answer["tokens"]))
        graph = os.path.join(self.folder.name, "evidence.graphml")
        run("export", "evidence", "--trace", trace, "--out", graph)
        with open(graph) as file:
            self.assertIn(f'<data key="triple_id">{top}</data><data key="rank">1</data>', file.read())
        run("export", "evidence", "--out", graph, code=1)
        lost = next(i for i in range(1, 1378) if i not in {e["triple_id"] for e in answer["evidence"]})
        replayed = json.loads(run("inspect", trace, "--triple", str(lost), "-w", self.workspace, "--json").stdout)
        self.assertEqual(len(replayed["triple"]["layers"]), len(shown["layers"]))
        for layer in replayed["triple"]["layers"]:
            self.assertIn(layer["lost_at"], ("root", "inter", "leaf", "kept"))
        with open(trace, "r+b") as file:
            file.truncate(200)
        self.assertIn("error:", run("inspect", trace, code=1).stderr)

    def test_what_if_the_triple_were_gone_or_said_something_else(self):
        question, top = self.answers[0]["question"], self.answers[0]["evidence"][0]
        gone = json.loads(run("whatif", "-w", self.workspace, question, "--mask", str(top["triple_id"]), "--json").stdout)
        self.assertEqual(gone["before"]["answer"], self.answers[0]["answer"])
        self.assertLess(gone["logprob_change"], -1.0)
        self.assertFalse(gone["same_answer"])
        self.assertIn("removed", {word["op"] for word in gone["diff"]})
        other = json.loads(run("whatif", "-w", self.workspace, question, "--set-value", f"{top['triple_id']}=Vienna",
                               "--json").stdout)
        self.assertEqual(other["after"]["evidence"][0]["value"], "Vienna")
        self.assertLess(other["logprob_change"], -1.0)
        ranked = json.loads(run("whatif", "-w", self.workspace, question, "--rank-by-cause", "2", "--json").stdout)
        self.assertEqual(ranked["causes"][0]["triple_id"], top["triple_id"])
        self.assertLessEqual(ranked["causes"][0]["logprob_change"], ranked["causes"][1]["logprob_change"])

    def test_interventions_change_the_distribution(self):
        question, top = self.answers[0]["question"], self.answers[0]["evidence"][0]
        layers = sorted({level["layer"] for level in self.answers[0]["levels"]})

        def whatif(*change):
            return json.loads(run("whatif", "-w", self.workspace, question, *change, "--json").stdout)

        silent = whatif(*(word for layer in layers for word in ("--ablate-layer", str(layer))))
        self.assertEqual(silent["ablated"], [str(layer) for layer in layers])
        self.assertEqual(silent["after"]["lambda_kg"], 0.0)
        self.assertEqual(silent["after"]["answer"], self.ask(question, "--mode", "zero-shot")["answer"])
        self.assertLess(silent["logprob_change"], -1.0)
        head = whatif("--ablate-head", f"{layers[-1]}:0")
        self.assertNotEqual(head["logprob_change"], 0.0)
        self.assertLess(head["after"]["lambda_kg"], head["before"]["lambda_kg"])
        trace = os.path.join(self.folder.name, "c.akvtrace")
        self.ask(question, "--trace", trace)
        shown = json.loads(run("inspect", trace, "--json").stdout)
        root = shown["layers"][-1]["root"]["keys"][0]["id"]
        gone = whatif("--mask-cluster", f"root:{root}")
        self.assertEqual(gone["masked_clusters"], [f"root:{root}"])
        self.assertNotIn(top["triple_id"], [e["triple_id"] for e in gone["after"]["evidence"]])
        self.assertLess(gone["logprob_change"], -1.0)
        unread = next(i for i in range(1, 1378) if i not in {e["triple_id"] for e in self.answers[0]["evidence"]})
        pinned = whatif("--pin", str(unread))
        self.assertIn(unread, [e["triple_id"] for e in pinned["after"]["evidence"]])
        more, less = whatif("--kb-scale", "1e6"), whatif("--kb-scale", "1e-6")
        self.assertEqual(more["kb_scale_factor"], "1e+06")
        self.assertIsNone(pinned["kb_scale_factor"])
        self.assertGreater(more["after"]["lambda_kg"], more["before"]["lambda_kg"])
        self.assertLess(less["after"]["lambda_kg"], less["before"]["lambda_kg"])
        for bad in (["--ablate-layer", "0"], ["--ablate-head", "3"], ["--mask-cluster", "leaf:1"], ["--pin", "999999"],
                    ["--pin", "1", "--mask", "1"], ["--kb-scale", "0"], ["--kb-scale", "much"]):
            run("whatif", "-w", self.workspace, question, *bad, code=1)

    def test_how_a_weight_was_made(self):
        trace = os.path.join(self.folder.name, "w.akvtrace")
        answer = self.ask(self.answers[0]["question"], "--trace", trace)
        top = str(answer["evidence"][0]["triple_id"])
        arguments = ("inspect", trace, "--token", "2", "--triple", top)
        weights = json.loads(run(*arguments, "--explain", "1", "-w", self.workspace, "--json").stdout)["weights"]
        self.assertTrue(weights)
        for w in weights:
            self.assertAlmostEqual(w["product"], w["key_scale"] * (w["query_dot_key"] + w["beta"]), places=6)
            self.assertAlmostEqual(w["logit"], w["product"] + w["shift"], places=9)
            self.assertAlmostEqual(w["logit"], w["engine_logit"], delta=0.01)
            self.assertAlmostEqual(w["weight"], math.exp(w["logit"] - w["largest_logit"]) / w["denominator"], places=9)
            self.assertAlmostEqual(w["weight"], w["traced_weight"], delta=1e-3)
            self.assertAlmostEqual(w["weight"], w["lambda_kg"] * w["share"], places=9)
        run(*arguments, "--explain", "99", "-w", self.workspace, code=1)
        run(*arguments, "--explain", "0", code=1)

    def test_lambda_as_a_test_of_answerability(self):
        curve = json.loads(run("whatif", "-w", self.workspace, "--lambda-roc", "6", "--json").stdout)
        self.assertEqual((curve["answerable"], curve["held_back"], len(curve["items"])), (6, 6, 12))
        yes = [i["lambda_kg"] for i in curve["items"] if i["answerable"]]
        no = [i["lambda_kg"] for i in curve["items"] if not i["answerable"]]
        pairs = [1.0 if a > b else 0.5 if a == b else 0.0 for a in yes for b in no]
        self.assertAlmostEqual(curve["auc"], sum(pairs) / len(pairs), places=9)
        first = curve["items"][0]
        self.assertAlmostEqual(self.ask(first["question"])["lambda_kg"], first["lambda_kg"], places=6)
        run("whatif", "-w", self.workspace, code=1)
        run("whatif", "-w", self.workspace, "--lambda-roc", "6", "--mode", "zero-shot", code=1)

    def test_info_of_a_model(self):
        model = json.loads(run("info", os.path.join(SOURCE, "resources/model"), "--json").stdout)
        self.assertEqual(model["type"], "model")
        self.assertEqual(model["parameters"], model["card"]["parameters"]["decoder"])
        self.assertEqual(model["adapter"]["parameters"], model["card"]["parameters"]["adapter"])

    def test_check_measures_and_passes(self):
        checks = json.loads(run("check", "-w", self.workspace, "--json").stdout)
        self.assertTrue(checks["passed"])
        self.assertGreaterEqual(len(checks["checks"]), 8)

    def test_eval_on_a_small_cell(self):
        out = os.path.join(self.folder.name, "eval")
        run("eval", "-w", self.workspace, "--sizes", "1000", "--seeds", "2", "--n", "10", "--modes", "atlaskv,kblam,zero-shot",
            "--metrics", "acc,em,refusal,mask", "--out", out)
        with open(os.path.join(out, "summary.json")) as file:
            results = {r["mode"]: r for r in json.load(file)["results"]}
        self.assertEqual(set(results), {"atlaskv", "kblam", "zero-shot", "retriever"})
        self.assertEqual(results["atlaskv"]["n"], 20)
        self.assertGreater(results["atlaskv"]["acc1_set"], 0.7)
        self.assertLess(results["atlaskv"]["leaves_scanned"], 1.0)
        self.assertEqual(results["kblam"]["leaves_scanned"], 1.0)
        self.assertLess(results["zero-shot"]["em"], 0.2)
        with open(os.path.join(out, "items.jsonl")) as file:
            self.assertGreaterEqual(len([json.loads(line) for line in file]), 60)

    def test_bad_input(self):
        for arguments in (["ask", "-w", self.workspace], ["ask", "-w", self.workspace, "  "],
                          ["ask", "-w", os.path.join(self.folder.name, "missing.akv"), "x?"],
                          ["ask", "-w", self.workspace, "x?", "--k", "0-1-2"],
                          ["ask", "-w", self.workspace, "x?", "--model", self.folder.name],
                          ["ask", "-w", self.workspace, "x?", "--mode", "magic"],
                          ["whatif", "-w", self.workspace, "x?"],
                          ["whatif", "-w", self.workspace, "x?", "--set-value", "Lyon"],
                          ["eval", "-w", self.workspace, "--sizes", "99999", "--out", os.path.join(self.folder.name, "e")]):
            done = run(*arguments, code=1)
            self.assertTrue(done.stderr.startswith("error:"), done.stderr)
            self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
