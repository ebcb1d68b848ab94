#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real `atlaskv`: data commands, exit codes, what goes to which stream, and interruption.

Usage: cli_data_test.py BINARY SOURCE_ROOT
"""
import contextlib
import hashlib
import json
import os
import pathlib
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import unittest

BINARY, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
WORLD = ROOT / "datasets/world/triples.tsv"
GLAZING = ROOT / "tests/data/atlas/CICGPC_Glazing_ver1.0a"


def call(*arguments, code=0):
    done = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
    return done


class DataCommands(unittest.TestCase):
    big = pathlib.Path()

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.big = pathlib.Path(folder.name) / "big.tsv"
        with open(cls.big, "w", encoding="utf-8") as file:
            for i in range(800_000):
                file.write(f"head {i}\trelation {i % 7}\ttail {i * 7919 % 100003}\n")

    def start_long_import(self):
        """An import that is in the middle of its transaction: its write-ahead log has grown."""
        process = subprocess.Popen([BINARY, "import", self.big, "-w", self.workspace], stderr=subprocess.PIPE, text=True)
        log = self.workspace / "kg.sqlite-wal"
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and process.poll() is None:
            if log.exists() and log.stat().st_size > 1_000_000:
                return process
            time.sleep(0.02)
        process.kill()
        raise AssertionError("the import was never seen at work: " + process.communicate()[1])

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.workspace = self.folder / "w.akv"

    def test_import_kg2kv_info_export(self):
        report = json.loads(call("import", GLAZING, "-w", self.workspace, "--json").stdout)
        self.assertEqual((report["read"], report["kept"], report["passages"], report["concepts"]), (492, 492, 10, 608))
        funnel = json.loads(call("kg2kv", "-w", self.workspace, "--json").stdout)
        self.assertEqual(funnel["rows"] + sum(funnel["rejected"].values()), funnel["candidates"])
        info = json.loads(call("info", self.workspace, "--json").stdout)
        self.assertEqual((info["entities"], info["triples"], info["rows"]), (500, 492, funnel["rows"]))
        self.assertEqual(info["steps"], {"rows": "ready", "embeddings": "missing", "store": "missing"})
        out = self.folder / "rows.json"
        done = call("export", "-w", self.workspace, "qkv", "--out", out)
        self.assertEqual(done.stdout.strip(), str(out))
        self.assertEqual(len(json.loads(out.read_text(encoding="utf-8"))), funnel["rows"])
        back = json.loads(call("import", out, "-w", self.folder / "b.akv", "--json").stdout)
        self.assertEqual(back["kept"], funnel["rows"])

    def test_graph_formats_and_encodings(self):
        call("import", WORLD, "-w", self.workspace)
        call("export", "-w", self.workspace, "triples", "--out", self.folder / "a.tsv")
        expected = (self.folder / "a.tsv").read_bytes()
        for kind in ["nt", "graphml", "gexf"]:
            out = self.folder / f"out.{kind}"
            call("export", "-w", self.workspace, kind, "--out", out)
            again = self.folder / f"{kind}.akv"
            report = json.loads(call("import", out, "-w", again, "--json").stdout)
            self.assertEqual((report["rejected"], report["encodings"]), ({}, {out.name: "UTF-8"}))
            call("export", "-w", again, "triples", "--out", self.folder / "b.tsv")
            self.assertEqual((self.folder / "b.tsv").read_bytes(), expected, kind)
        latin = self.folder / "latin.csv"
        latin.write_bytes("head,relation,tail\nPerú,currency,sol\n".encode("latin-1"))
        failed = call("import", latin, "-w", self.folder / "l.akv", code=1)
        self.assertRegex(failed.stderr, "line 2, byte offset 22 holds 0xfa; .*windows-1252")
        report = self.folder / "report.json"
        call("import", latin, "-w", self.folder / "l.akv", "--encoding", "latin1", "--report", report)
        self.assertEqual(json.loads(report.read_text())["encodings"], {"latin.csv": "ISO-8859-1"})
        self.assertIn("klingon", call("import", latin, "-w", self.workspace, "--encoding", "klingon", code=1).stderr)

    def test_the_delimiter_can_be_chosen(self):
        source = self.folder / "a.txt"
        source.write_text("Peru, Republic of~capital~Lima\nQuito~capital of~Ecuador\n")
        failed = call("import", source, "-w", self.workspace, code=1)
        self.assertRegex(failed.stderr, r"1 column\(s\) separated by tab.*--delimiter NAME")
        self.assertFalse(self.workspace.exists())
        self.assertEqual(json.loads(call("import", source, "-w", self.workspace, "--delimiter", "~", "--json").stdout)["kept"], 2)
        piped = self.folder / "b.txt"
        piped.write_text("a;1|r;2|b|x\nc;1|r;2|d|x\n")
        self.assertEqual(json.loads(call("info", piped, "--json").stdout)["delimiter"], "pipe")
        for name, head in [("pipe", "a;1"), ("|", "a;1"), ("semicolon", "a")]:
            out = self.folder / f"{head}.akv"
            call("import", piped, "-w", out, "--delimiter", name)
            rows = call("export", "-w", out, "triples", "--out", self.folder / "t.tsv")
            self.assertEqual((self.folder / "t.tsv").read_text().splitlines()[-2].split("\t")[0], head, rows.stderr)
        wrong = call("import", source, "-w", self.workspace, "--delimiter", "klingon", code=1).stderr
        self.assertRegex(wrong, "'klingon' is not one character; give comma, tab, semicolon, pipe")
        triples = self.folder / "a.nt"
        triples.write_text("<http://x/a> <http://x/p> <http://x/b> .\n")
        none = call("import", triples, "-w", self.workspace, "--delimiter", "tab", code=1).stderr
        self.assertRegex(none, "a.nt' is RDF triples, N-Triples, which has no delimiter to choose")

    def test_quads_are_one_graph_and_the_names_of_their_graphs_are_reported(self):
        quads = self.folder / "a.nq"
        quads.write_text("<http://x/a> <http://x/p> <http://x/b> <http://x/g1> .\nbroken\n"
                         "<http://x/a> <http://x/p> <http://x/b> <http://x/g2> .\n<http://x/b> <http://x/p> <http://x/c> .\n")
        report = self.folder / "report.json"
        done = call("import", quads, "-w", self.workspace, "--report", report)
        self.assertIn("a.nq: 2 statements of 2 named graphs were read as one graph; the names of the graphs are not kept, "
                      "the first is http://x/g1", done.stdout)
        told = json.loads(report.read_text())
        self.assertEqual((told["read"], told["kept"], told["rejected"]["duplicate"], told["examples"][0]["line"]), (4, 2, 1, 2))
        self.assertEqual(told["graphs"], {"a.nq": {"named": 2, "statements": 2, "first": [
            {"name": "http://x/g1", "statements": 1}, {"name": "http://x/g2", "statements": 1}]}})
        trig = self.folder / "a.txt"
        trig.write_text("<http://x/g> { <http://x/a> <http://x/p> <http://x/b> . <http://x/c> <http://x/p> <http://x/d> }\n")
        again = json.loads(call("import", trig, "-w", self.folder / "t.akv", "--format", "trig", "--json").stdout)
        self.assertEqual((again["kept"], again["graphs"]["a.txt"]["named"]), (2, 1))
        self.assertIn("nothing in it could be: line 1", call("import", trig, "-w", self.workspace, "--format", "nquads", code=1).stderr)

    def test_rdf_xml_and_json_ld_are_read_as_n_triples_are(self):
        sources = {
            "g.nt": '<http://x/a> <http://www.w3.org/2000/01/rdf-schema#label> "Ada"@en .\n'
                    "<http://x/a> <http://x/knows> <http://x/b_c> .\n<http://x/a> <http://x/born> \"1815\" .\n",
            "g.owl": '<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [<!ENTITY x "http://x/">]>\n<rdf:RDF xmlns="http://x/"'
                     ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xml:base="http://x/"'
                     ' xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"><rdf:Description rdf:about="&x;a">'
                     '<rdfs:label xml:lang="en">Ada</rdfs:label><knows rdf:resource="b_c"/><born>1815</born>'
                     "</rdf:Description></rdf:RDF>\n",
            "g.jsonld": '{"@context": {"@vocab": "http://x/", "label": "http://www.w3.org/2000/01/rdf-schema#label"},'
                        ' "@graph": [{"@id": "http://x/a", "label": {"@value": "Ada", "@language": "en"},'
                        ' "knows": {"@id": "http://x/b_c"}, "born": 1815}]}\n'}
        written = set()
        for name, text in sources.items():
            (self.folder / name).write_text(text, encoding="utf-8")
            report = json.loads(call("import", self.folder / name, "-w", self.folder / f"{name}.akv", "--json").stdout)
            self.assertEqual((report["read"], report["kept"], report["rejected"]), (2, 2, {}), name)
            call("export", "-w", self.folder / f"{name}.akv", "triples", "--out", self.folder / "t.tsv")
            written.add("\n".join(sorted((self.folder / "t.tsv").read_text(encoding="utf-8").splitlines())))
        self.assertEqual(len(written), 1, written)
        self.assertIn("Ada\tknows\tb c", written.pop())
        kept = self.folder / "g.nt.akv"
        for name, text, error in [
                ("bad.rdf", sources["g.owl"].replace("</born>", "</died>"), "line 3: not well-formed XML: mismatched tag"),
                ("far.jsonld", '{"@context": "https://x.org/c.jsonld", "p": 1}', "the @context is at 'https://x.org/c.jsonld'"),
                ("a.xml", "<svg/>", "is XML, but neither GraphML, GEXF nor RDF/XML")]:
            (self.folder / name).write_text(text, encoding="utf-8")
            self.assertIn(error, call("import", self.folder / name, "-w", kept, code=1).stderr)
        self.assertEqual(json.loads(call("info", kept, "--json").stdout)["triples"], 2)

    def test_folders_of_benchmarks_and_of_neo4j(self):
        def write(files):
            for name, text in files.items():
                path = self.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")

        labels = {"Q1": {"label": "Lima", "description": "capital of Peru"}, "Q2": {"label": "Peru"}, "Q3": {"label": "Lima"}}
        write({"data/triples/c-s/train.txt": "Q1\tP1\tQ2\nQ3\tP1\tQ7\n", "data/triples/c-s/test.txt": "Q1\tP1\tQ2\n",
               "data/triples/c-s/test_negatives.txt": "Q2\tP1\tQ1\n", "data/entities/en/entities.json": json.dumps(labels),
               "data/relations/en/relations.json": '{"P1": {"label": "capital of"}}'})
        info = json.loads(call("info", self.folder / "data", "--json").stdout)
        self.assertEqual((info["format"], info["preview"][1]), ("splits", ["Lima (Q3)", "capital of", "Q7"]))
        self.assertIn("train.txt 2, test.txt 1 triples; labels of 3 entities and 1 relations; 1 entities without a label keep "
                      "their ids; not read: test_negatives.txt", info["description"])
        report = json.loads(call("import", self.folder / "data", "-w", self.workspace, "--json").stdout)
        self.assertEqual((report["read"], report["kept"], report["entities"], report["passages"]), (3, 2, 4, 1))
        write({"data/triples/c-m/train.txt": "Q1\tP1\tQ2\n"})
        failed = call("import", self.folder / "data", "-w", self.folder / "x.akv", code=1).stderr
        self.assertRegex(failed, "holds 2 data sets: c-m, c-s; .*give the folder of one, for example .*c-m")
        raw = self.folder / "data/triples/c-s/train.txt"
        call("import", raw, "-w", self.folder / "r.akv", "--format", "tsv")
        call("export", "-w", self.folder / "r.akv", "triples", "--out", self.folder / "r.tsv")
        self.assertIn("Q3\tP1\tQ7", (self.folder / "r.tsv").read_text())

        write({"neo/people-header.csv": "id:ID(P),name,age:int,:LABEL\n", "neo/people-1.csv": "1,Keanu,59,Actor\n2,Ann,,\n",
               "neo/films.csv": ":ID(F),title\n1,Speed\n",
               "neo/rels.csv": ":START_ID(P),:END_ID(F),:TYPE\n1,1,ACTED_IN\n3,1,ACTED_IN\n"})
        told = json.loads(call("import", self.folder / "neo", "-w", self.folder / "n.akv", "--json").stdout)
        self.assertEqual((told["read"], told["kept"], told["entities"]), (4, 3, 5))
        self.assertEqual(told["rejected"], {"edge from an id that no node has": 1})
        call("export", "-w", self.folder / "n.akv", "triples", "--out", self.folder / "n.tsv")
        self.assertEqual((self.folder / "n.tsv").read_text().splitlines()[1:],
                         ["Keanu\tage\t59", "Keanu\ttype\tActor", "Keanu\tACTED_IN\tSpeed"])
        call("import", self.folder / "neo", "-w", self.folder / "x.akv", "--format", "atlas", code=1)

    def test_ready_made_embeddings_and_hierarchy(self):
        source = self.folder / "s.tsv"
        source.write_text("a\tcapital of\tb\nc\tcapital of\td\ne\tcapital of\tf\n")
        call("import", source, "-w", self.workspace)
        call("kg2kv", "-w", self.workspace)

        def write(name, rows):
            header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({len(rows)}, 2), }}\n".encode()
            data = b"".join(struct.pack("<2f", *row) for row in rows)
            path = self.folder / f"set_toy_embd_{name}.npy"
            path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + data)
            return path

        keys = write("key", [(0, 1), (1, 0), (0, 1)])
        write("value", [(1, 0), (0, 1)])
        failed = call("embed", "-w", self.workspace, "--from", keys, code=1)
        self.assertIn("is [2, 2], but the graph has 3 rows", failed.stderr)
        write("value", [(1, 0), (0, 1), (1, 1)])
        taken = json.loads(call("embed", "-w", self.workspace, "--from", keys, "--json").stdout)
        sums = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (keys, self.folder / "set_toy_embd_value.npy")]
        self.assertEqual((taken["rows"], taken["encoder"]), (3, "toy"))
        self.assertEqual([file["sha256"] for file in taken["files"]], sums)
        (self.folder / "set_toy_embd_key_inter1_c2id_mapping.json").write_text('{"0": [1], "1": [0, 2]}')
        (self.folder / "set_toy_embd_key_root_c2id_mapping.json").write_text('{"0": [1, 0]}')
        built = json.loads(call("build", "-w", self.workspace, "--hierarchy", keys, "--json").stdout)
        self.assertEqual((built["rows"], built["inter"], built["root"], len(built["hierarchy_files"])), (3, 2, 1, 2))
        info = json.loads(call("info", self.workspace, "--json").stdout)
        self.assertEqual((info["steps"]["store"], info["encoder"]), ("ready", "toy"))
        self.assertEqual([file["sha256"] for file in info["embedding_files"]], sums)
        (self.folder / "set_toy_embd_key_root_c2id_mapping.json").write_text('{"0": [1]}')
        failed = call("build", "-w", self.workspace, "--hierarchy", keys, code=1)
        self.assertIn("1 of 2 are in a cluster", failed.stderr)
        again = json.loads(call("info", self.workspace, "--json").stdout)
        self.assertEqual(again["store"]["hash"], info["store"]["hash"], "the store is as it was")

    def test_data_on_stdout_messages_on_stderr(self):
        call("import", WORLD, "-w", self.workspace)
        done = call("kg2kv", "-w", self.workspace, "--json", "--quiet")
        json.loads(done.stdout)
        self.assertEqual(done.stderr, "")
        failed = call("build", "-w", self.workspace, code=1)
        self.assertEqual(failed.stdout, "")
        self.assertRegex(failed.stderr, r"^error: .*embed")

    def test_exit_codes(self):
        call("frobnicate", code=2)
        call("import", WORLD, code=2)
        call("--help")
        call("import", "--help")
        call("import", WORLD, "-w", self.workspace, "--format", "docx", code=2)
        for bad, expected in [(self.folder / "missing.tsv", "cannot open"), (self.folder, "is a folder")]:
            done = call("import", bad, "-w", self.workspace, code=1)
            self.assertTrue(done.stderr.startswith("error: "), done.stderr)
            self.assertIn(expected, done.stderr)
            self.assertEqual(len(done.stderr.strip().split("\n")), 1)
        self.assertFalse(self.workspace.exists(), "a source that cannot be read makes no workspace")

    def test_edit(self):
        call("import", WORLD, "-w", self.workspace)
        call("kg2kv", "-w", self.workspace)
        done = call("edit", "-w", self.workspace, "--add", "Atlantis", "capital", "Poseidonis", "--delete", "2", "--json")
        self.assertEqual(json.loads(done.stdout), {"added": [1379], "changed": [], "removed": [2]})
        info = json.loads(call("info", self.workspace, "--json").stdout)
        self.assertEqual((info["triples"], info["rows"], info["steps"]["rows"]), (1378, 1378, "ready"))
        call("edit", "-w", self.workspace, "--delete", "2", code=1)
        call("edit", "-w", self.workspace, code=1)

    def keep_chats(self):
        """Two chats as the workbench keeps them; the schema is the program's own."""
        (self.workspace / "chats.sqlite").touch()
        call("export", "-w", self.workspace, "chats", "--out", self.folder / "none.md", code=1)
        with contextlib.closing(sqlite3.connect(self.workspace / "chats.sqlite")) as base, base:
            for chat, title in ((1, "Rivers"), (2, "Cities")):
                base.execute("INSERT INTO chats(id, title, created, updated) VALUES(?, ?, 0, ?)", (chat, title, chat))
                base.execute("INSERT INTO turns(chat, question, state, mode, request, created) VALUES(?, ?, 'asked', "
                             "'atlaskv', '{\"masked\": [7], \"masked_text\": \"a · b · c\"}', 0)", (chat, f"Which {title}?"))

    def test_export_chats(self):
        call("import", WORLD, "-w", self.workspace)
        done = call("export", "-w", self.workspace, "chats", "--out", self.folder / "c.md", code=1)
        self.assertIn("keeps no chats", done.stderr)
        self.keep_chats()
        out = self.folder / "c.json"
        report = json.loads(call("export", "-w", self.workspace, "chats", "--out", out, "--json").stdout)
        self.assertEqual(report, {"what": "chats", "records": 2, "files": [str(out)]})
        chats = json.loads(out.read_text(encoding="utf-8"))["chats"]
        self.assertEqual([c["title"] for c in chats], ["Cities", "Rivers"])  # newest first
        self.assertEqual(chats[1]["turns"][0]["masked"], [7])
        call("export", "-w", self.workspace, "chats", "--chat", "1", "--out", self.folder / "c.md")
        text = (self.folder / "c.md").read_text(encoding="utf-8")
        self.assertIn("# Rivers", text)
        self.assertNotIn("Cities", text)
        call("export", "-w", self.workspace, "chats", "--format", "html", "--out", self.folder / "c")
        self.assertTrue((self.folder / "c").read_text(encoding="utf-8").startswith("<!DOCTYPE html>"))
        for arguments, words in ((["--out", self.folder / "c.doc"], "md, html, json or report"),
                                 (["--out", self.folder / "d"], "no ending"),
                                 (["--chat", "9", "--out", self.folder / "d.md"], "no chat 9")):
            done = call("export", "-w", self.workspace, "chats", *arguments, code=1)
            self.assertIn(words, done.stderr)
        call("export", "-w", self.workspace, "chats", "--format", "docx", "--out", self.folder / "d", code=2)
        self.assertFalse((self.folder / "d").exists())

    def test_columns_and_report(self):
        source = self.folder / "c.tsv"
        source.write_text("Lima\tPeru\tcapital\nQuito\tEcuador\tcapital\nx\ty\n", encoding="utf-8")
        report = self.folder / "report.json"
        call("import", source, "-w", self.workspace, "--columns", "t,h,r", "--report", report)
        self.assertEqual(json.loads(report.read_text())["rejected"], {"3 columns expected, 2 found": 1})
        out = self.folder / "t.tsv"
        call("export", "-w", self.workspace, "triples", "--out", out)
        self.assertEqual(out.read_text().split("\n")[1], "Peru\tcapital\tLima")
        call("import", source, "-w", self.workspace, "--columns", "h,h,r", code=1)

    def test_interrupt_keeps_the_earlier_state(self):
        call("import", WORLD, "-w", self.workspace)
        process = self.start_long_import()
        busy = subprocess.run([BINARY, "import", str(WORLD), "-w", str(self.workspace)], capture_output=True, text=True,
                              check=False)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, errors)
        self.assertIn("unchanged", errors)
        self.assertEqual(busy.returncode, 1)
        self.assertIn(f"process {process.pid}", busy.stderr)
        info = json.loads(call("info", self.workspace, "--json").stdout)
        self.assertEqual(info["triples"], 1378)

    def test_killed_writer_leaves_a_usable_workspace(self):
        call("import", WORLD, "-w", self.workspace)
        process = self.start_long_import()
        process.kill()
        process.communicate()
        self.assertEqual(process.returncode, -signal.SIGKILL)
        again = json.loads(call("import", WORLD, "-w", self.workspace, "--json").stdout)
        self.assertEqual((again["kept"], again["triples"]), (0, 1378))

    def test_plot_draws_exported_numbers(self):
        numbers = self.folder / "numbers.csv"
        about = {"kind": "lines", "x": "rows", "y": "ACC, %", "log_x": True, "low": 0, "high": 100, "width": 460, "height": 280}
        lines = ['# atlaskv-numbers 1 {"title": "t"}', "# table " + json.dumps({"name": "ACC", "rows": 2, "picture": about}),
                 "curve,x,y,half width", "AtlasKV,10,99.5,1", "AtlasKV,1000,50,5", ""]
        numbers.write_text("\r\n".join(lines), encoding="utf-8")
        if not (pathlib.Path(BINARY).parent / "atlaskv-workbench").exists():
            self.assertIn("build the target atlaskv-workbench", call("plot", numbers, "--out", self.folder / "a.svg", code=1).stderr)
            return
        drawn = json.loads(call("plot", numbers, "--out", self.folder / "a.svg", "--json").stdout)
        self.assertEqual((drawn["kind"], drawn["rows"], drawn["name"]), ("lines", 2, "ACC"))
        svg = (self.folder / "a.svg").read_text(encoding="utf-8")
        self.assertIn('viewBox="0 0 460 280"', svg)
        self.assertIn("ACC, %", svg)
        call("plot", numbers, "--out", self.folder / "a.png")
        png = (self.folder / "a.png").read_bytes()
        self.assertEqual((png[:8], png[16:24]), (b"\x89PNG\r\n\x1a\n", (920).to_bytes(4, "big") + (560).to_bytes(4, "big")))
        call("plot", numbers, "--out", self.folder / "a.pdf", "--theme", "dark")
        self.assertTrue((self.folder / "a.pdf").read_bytes().startswith(b"%PDF"))
        numbers.write_text("\r\n".join(lines).replace("1000,50", "1000,fifty"), encoding="utf-8")
        said = call("plot", numbers, "--out", self.folder / "b.svg", code=1).stderr
        self.assertIn("line 5", said)
        self.assertIn("'fifty'", said)
        self.assertFalse((self.folder / "b.svg").exists())
        self.assertIn("svg, png, pdf", call("plot", numbers, "--out", self.folder / "b.txt", code=1).stderr)
        self.assertIn("1 to 1", call("plot", self.good(lines), "--out", self.folder / "b.svg", "--table", 2, code=1).stderr)

    def good(self, lines):
        file = self.folder / "good.csv"
        file.write_text("\n".join(lines), encoding="utf-8")
        return file


if __name__ == "__main__":
    os.environ["NO_COLOR"] = "1"
    unittest.main(argv=sys.argv[:1], verbosity=2)
