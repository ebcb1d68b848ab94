#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks who includes whom: app -> views -> core, never back; inside core only folders further up in CORE_ORDER.

Usage: check_includes.py ROOT | --self-test
Every violation is printed as `file:line: include "x": reason`; the exit code is 1 when there is one.
"""
import pathlib
import re
import sys
import tempfile

CORE_ORDER = ["base", "device", "trace", "net", "kg", "kg2kv", "text", "encoder", "hikvp", "corpus", "workspace", "model",
              "engine", "chat", "train", "eval", "serve"]
LAYERS = ["core", "views", "app"]
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
TORCH = re.compile(r"^(torch|ATen|c10)/")
QT = re.compile(r"^(Q[A-Z]|Qt[A-Z])")
WIDGETS = re.compile(r"^(QtWidgets|QtPrintSupport|QApplication|QWidget|QMainWindow|QDialog|QDockWidget|QFrame|QLabel|QLineEdit|"
                     r"Q\w*(Button|Layout|Edit|Box|Menu|Bar|Splitter|Delegate|Style|Dialog|Slider|TabWidget|ScrollArea)$|"
                     r"Q(Table|Tree|List|Graphics|Abstract(Item|Scroll))\w*(View|Area|Widget)$|QStackedWidget|QToolTip|"
                     r"QGraphics\w+)")
GUI_WIDGETS_BUT_NOT = {"QTextLayout", "QStyleHints"}  # of QtGui, in spite of their names
SIZE_LIMITS = {".cpp": 600, ".h": 400, ".cu": 600}


def folders_of(path):
    return path.split("/")


def torch_allowed(path):
    name = path.rsplit("/", 1)[-1]
    return bool(re.search(r"_torch(_test)?\.(cpp|h|cu)$", name))


def violation(path, target):
    """Reason why the file `path` must not include `target`, or None. Paths are relative to the root, with slashes."""
    here = folders_of(path)
    there = folders_of(target)
    if TORCH.match(target):
        if here[0] in ("views", "app"):
            return "views and app never see LibTorch"
        if not torch_allowed(path):
            return "LibTorch is included only by files named *_torch.cpp and *_torch.h"
    if target.endswith("_torch.h") and here[0] in ("core", "tests") and not torch_allowed(path):
        if not target.endswith("guard_torch.h"):
            return "a header ending in _torch.h is private to *_torch files"
    if target == "qcustomplot.h" and not path.startswith("views/widgets/"):
        return "qcustomplot.h is included only by the chart library in views/widgets"
    if here[0] == "core" and QT.match(target):
        return "core knows no Qt"
    if path.startswith("views/models/") and target not in GUI_WIDGETS_BUT_NOT and WIDGETS.match(target):
        return "views/models never include Widgets"
    if here[0] not in LAYERS:
        return None
    if there[0] == "tests":
        return "only tests include tests"
    if there[0] not in LAYERS:
        return None
    if LAYERS.index(there[0]) > LAYERS.index(here[0]):
        return f"{here[0]} must not include {there[0]} (app -> views -> core)"
    if here[0] == "core" and there[0] == "core" and here[1] != there[1]:
        for folder in (here[1], there[1]):
            if folder not in CORE_ORDER:
                return f"core/{folder} is not in the order of folders; add it to CORE_ORDER at its place"
        if CORE_ORDER.index(there[1]) > CORE_ORDER.index(here[1]):
            return f"core/{here[1]} comes before core/{there[1]} in the order of folders"
    if path.startswith("views/models/") and re.match(r"views/(widgets|pages|bridge)/", target):
        return "views/models know neither widgets nor pages"
    if path.startswith("views/pages/") and target.startswith("views/pages/"):
        if page_of(path) != page_of(target):
            return "pages never include each other"
    return None


def page_of(path):
    """ask_page.cpp, ask_page.h and ask_page_parts.cpp belong together: compared by the words before `_page`."""
    name = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return name.split("_page")[0]


def is_page(path):
    return path.startswith("views/pages/") and "_page" in path.rsplit("/", 1)[-1]


def check(root):
    root = pathlib.Path(root)
    problems = []
    files = 0
    for top in LAYERS + ["tests"]:
        for path in sorted((root / top).rglob("*")):
            if path.suffix not in (".h", ".cpp", ".cu") or not path.is_file():
                continue
            files += 1
            name = path.relative_to(root).as_posix()
            lines = path.read_text(encoding="utf-8").split("\n")
            if not any("SPDX-License-Identifier" in line for line in lines[:3]):
                problems.append(f"{name}:1: no SPDX line")
            if top != "tests" and len(lines) > SIZE_LIMITS[path.suffix]:
                problems.append(f"{name}:1: {len(lines)} lines, at most {SIZE_LIMITS[path.suffix]}; split the file")
            for number, line in enumerate(lines, 1):
                found = INCLUDE.match(line)
                if not found:
                    continue
                target = found.group(1) or found.group(2)
                reason = violation(name, target)
                if reason and is_page(name) and "pages never" in reason and not is_page(target):
                    reason = None  # helpers shared by pages
                if reason:
                    problems.append(f'{name}:{number}: include "{target}": {reason}')
    return files, problems


PLANTED = [
    ("core/kg/a.cpp", '#include "core/engine/engine.h"', "comes before"),
    ("core/kg/b.cpp", '#include "views/models/x.h"', "must not include views"),
    ("core/kg/c.cpp", "#include <QString>", "knows no Qt"),
    ("core/model/d.cpp", "#include <ATen/ATen.h>", "only by files named"),
    ("core/model/e.cpp", '#include "core/model/weights_torch.h"', "private"),
    ("core/nowhere/f.cpp", '#include "core/base/error.h"', "not in the order"),
    ("core/base/g.cpp", '#include "tests/support/temp_folder.h"', "only tests"),
    ("views/models/h.cpp", "#include <QtWidgets>", "never include Widgets"),
    ("views/models/i.cpp", "#include <QTableView>", "never include Widgets"),
    ("views/models/j.cpp", "#include <torch/torch.h>", "never see LibTorch"),
    ("views/models/k.cpp", '#include "views/pages/ask_page.h"', "neither widgets nor pages"),
    ("views/bridge/l.cpp", '#include "app/gui/main_window.h"', "must not include app"),
    ("views/bridge/m.cpp", "#include <qcustomplot.h>", "chart library"),
    ("views/pages/ask_page.cpp", '#include "views/pages/import_page.h"', "never include each other"),
    ("app/cli/n.cpp", "#include <c10/core/Device.h>", "never see LibTorch"),
]
INNOCENT = [
    ("core/kg/a.cpp", '#include "core/base/result.h"\n#include <string>'),
    ("core/model/b_torch.cpp", '#include <ATen/ATen.h>\n#include "core/model/weights_torch.h"'),
    ("core/engine/c.cpp", '#include "core/workspace/workspace.h"\n// #include "views/x.h"'),
    ("views/models/d.cpp", "#include <QAbstractTableModel>\n#include <QColor>"),
    ("views/pages/ask_page_parts.cpp", '#include "views/pages/ask_page.h"\n#include "views/widgets/chart.h"'),
    ("views/widgets/chart.cpp", "#include <qcustomplot.h>"),
    ("app/gui/e.cpp", '#include "views/pages/ask_page.h"\n#include "core/base/error.h"'),
]


def plant(root, path, text, spdx=True):
    file = pathlib.Path(root) / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(("// SPDX-License-Identifier: GPL-3.0-or-later\n" if spdx else "") + text + "\n", encoding="utf-8")


def self_test():
    for path, text, reason in PLANTED:
        with tempfile.TemporaryDirectory() as root:
            plant(root, path, text)
            _, problems = check(root)
            assert len(problems) == 1 and reason in problems[0], (path, text, problems)
            assert problems[0].startswith(f"{path}:2: "), problems
    with tempfile.TemporaryDirectory() as root:
        for path, text in INNOCENT:
            plant(root, path, text)
        files, problems = check(root)
        assert files == len(INNOCENT) and not problems, problems
        plant(root, "core/kg/long.cpp", "\n" * 700)
        plant(root, "core/kg/bare.cpp", "", spdx=False)
        assert len(check(root)[1]) == 2, check(root)[1]
    print(f"{len(PLANTED)} planted violations found, {len(INNOCENT)} innocent files passed")


def main():
    if sys.argv[1:] == ["--self-test"]:
        self_test()
        return 0
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    files, problems = check(sys.argv[1])
    if files == 0:
        problems.append(f"no sources found under {sys.argv[1]}")
    for problem in problems:
        print(problem)
    print(f"{files} files checked, {len(problems)} violation(s)")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
