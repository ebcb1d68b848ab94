#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program says when the disk is full or a file is cut short under its feet.

A full disk is made with RLIMIT_FSIZE: a write beyond the limit fails as it does on a full file system, without any
privilege.

usage: failures_test.py BINARY SOURCE_FOLDER
"""
import hashlib
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest

BINARY, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
WORLD = SOURCE / "datasets/world/triples.tsv"
SAMPLE = SOURCE / "datasets/world/sample.akv"
QUESTION = "What is the capital of Kazakhstan?"


def run(*arguments, limit=None):
    """`limit`: no file may grow beyond this many bytes."""
    def full_disk():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False,
                          preexec_fn=full_disk if limit is not None else None)


def content(folder):
    """Path and checksum of every file, without SQLite's side files and locks, which hold no state of their own."""
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.name.endswith(("-wal", "-shm")) and path.name != "lock"}


class Failures(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.workspace = self.folder / "w.akv"
        shutil.copytree(SAMPLE, self.workspace)

    def assert_failed(self, done):
        self.assertEqual(done.returncode, 1, (done.returncode, done.stdout, done.stderr))
        self.assertEqual(done.stdout, "")
        self.assertTrue(done.stderr.startswith("error: "), done.stderr)
        self.assertEqual(len(done.stderr.strip().split("\n")), 1)

    def info(self):
        done = run("info", self.workspace, "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        described = json.loads(done.stdout)
        return {name: described[name] for name in ("triples", "entities", "rows", "steps")}

    def test_full_disk(self):
        big = self.folder / "big.tsv"
        big.write_text("".join(f"head {i}\trelation {i % 7}\ttail {i * 7919 % 10007}\n" for i in range(20_000)))
        self.workspace = self.folder / "full.akv"
        for step in (["import", WORLD], ["kg2kv"]):
            done = run(*step, "-w", self.workspace)
            self.assertEqual(done.returncode, 0, done.stderr)
        before, files = self.info(), content(self.workspace)
        for arguments in (["import", big, "-w", self.workspace],
                          ["prepare", big, "-w", self.workspace],
                          ["edit", "-w", self.workspace, "--add", "Atlantis", "capital", "Poseidonis"],
                          ["export", "-w", self.workspace, "graphml", "--out", self.folder / "out.graphml"]):
            done = run(*arguments, limit=16_384)
            self.assert_failed(done)
            self.assertRegex(done.stderr, "full|too large|space|I/O", arguments[0])
            self.assertEqual(self.info(), before, arguments[0])
            self.assertEqual([name for name in content(self.workspace) if ".part-" in name], [])
        self.assertEqual(content(self.workspace), files)
        self.assertFalse((self.folder / "out.graphml").exists())
        again = run("edit", "-w", self.workspace, "--delete", "2")
        self.assertEqual(again.returncode, 0, again.stderr)

    def chat(self, model, between):
        """Two questions to one process; `between` is called when the first is answered."""
        process = subprocess.Popen([BINARY, "chat", "-w", str(self.workspace), "--model", str(model), "--json"],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        process.stdin.write(QUESTION + "\n")
        process.stdin.flush()
        first = json.loads(process.stdout.readline())
        between()
        second, errors = process.communicate(QUESTION + "\n", timeout=300)
        return first, second, errors, process.returncode

    def test_a_model_that_disappears_while_it_is_loaded(self):
        model = self.folder / "model"
        shutil.copytree(SOURCE / "resources/model", model)

        def destroy():
            os.truncate(model / "model.safetensors", 1000)
            (model / "adapter.safetensors").unlink()
            (model / "tokenizer.model").unlink()
        first, second, errors, code = self.chat(model, destroy)
        self.assertEqual(code, 0, errors)
        self.assertEqual(json.loads(second)["answer"], first["answer"], "weights are in memory")
        self.assert_failed(run("ask", "-w", self.workspace, QUESTION, "--model", model))

    def test_a_store_that_is_cut_short_while_it_is_open(self):
        def cut():
            for leaves in (self.workspace / "store").glob("leaves-*.akv"):
                os.truncate(leaves, 5000)
        _, second, errors, code = self.chat(SOURCE / "resources/model", cut)
        self.assertEqual((code, second), (1, ""), errors)
        self.assertRegex(errors, "^error: .*was cut to 5000 bytes")
        self.assert_failed(run("ask", "-w", self.workspace, QUESTION))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
