# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks what the window tells assistive technologies. Run by scripts/accessibility."""
import os
import subprocess
import sys
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

warnings.simplefilter("ignore", DeprecationWarning)
CONTROLS = {"push button", "check box", "radio button", "page tab", "text", "combo box", "slider", "spin button",
            "progress bar", "table", "tree table", "tree", "list", "list item", "chart", "image", "menu item"}
ALIKE = {"push button", "check box", "radio button", "text", "slider", "spin button"}
MOST = 400  # children of one node that are looked at


def children(node):
    for i in range(min(node.get_child_count(), MOST)):
        child = node.get_child_at_index(i)
        if child is not None:
            yield child


def has(node, state):
    return node.get_state_set().contains(state)


def showing(root):
    """Every node that is shown, with those around it."""
    for child in children(root):
        if has(child, Atspi.StateType.SHOWING):
            yield child, root
            yield from showing(child)


def find(root, role, name):
    for node, _ in showing(root):
        if node.get_role_name() == role and (node.get_name() or "").startswith(name):
            return node
    return None


def wait(what, get, seconds=60):
    end = time.time() + seconds
    while time.time() < end:
        try:
            found = get()
        except gi.repository.GLib.Error:  # it went away while it was asked
            found = None
        if found:
            return found
        time.sleep(0.2)
    sys.exit(f"error: {what} did not come in {seconds} s")


def press(node):
    node.get_action_iface().do_action(0)


def problem(node):
    role, name = node.get_role_name(), (node.get_name() or "").strip()
    if role == "combo box":
        return None if ": " in name else "has a value and no name"
    if role in CONTROLS or has(node, Atspi.StateType.FOCUSABLE):
        if not name and node.get_role_name() != "table cell":
            return "has no name"
    if role == "chart" and not (node.get_description() or "").strip():
        return "has no summary"
    if role in {"slider", "spin button", "progress bar"} and node.get_value_iface() is None:
        return "has no value"
    return None


def check(page, root, out):
    problems, controls, alike = [], 0, {}
    for node, parent in showing(root):
        role, name = node.get_role_name(), node.get_name() or ""
        print(f"{page}\t{role}\t{name}\t{node.get_description() or ''}", file=out)
        controls += role in CONTROLS
        if what := problem(node):
            problems.append(f"{page}: {role} “{name}” in “{parent.get_name()}” {what}")
        if role == "table column header" and not name.strip() and has(node, Atspi.StateType.SHOWING):
            problems.append(f"{page}: a column of the table “{parent.get_name()}” has no header")
        if role in ALIKE:
            key = (parent.path if hasattr(parent, "path") else id(parent), role, name)
            alike[key] = alike.get(key, 0) + 1
    problems += [f"{page}: {n} × {role} “{name}” beside each other" for (_, role, name), n in alike.items() if n > 1]
    return problems, controls


def workbench():
    desktop = Atspi.get_desktop(0)
    for app in children(desktop):
        if "atlaskv" in (app.get_name() or "").lower() and app.get_child_count():
            return app
    return None


def pages_of(app):
    """Opens one view after the other and names it."""
    rail = find(app, "page tab list", "Activities")
    for tab in list(children(rail)):
        press(tab)
        yield tab.get_name()
    press(find(app, "push button", "Jobs"))
    yield "Jobs"
    press(find(app, "push button", "Search"))
    yield "Search"
    menu = next(n for n in children(app.get_child_at_index(0)) if n.get_role_name() == "menu bar")
    wanted = [i for m in children(menu) for sub in children(m) for i in [sub, *children(sub)]
              if (i.get_name() or "").startswith("Preferences")]
    press(wanted[0])
    dialog = wait("the dialog", lambda: next((w for w in children(app) if w.get_role_name() == "dialog"), None))
    for section in list(children(find(dialog, "list", "Sections"))):
        press(section)
        yield f"Preferences, {section.get_name()}"


def walk(out):
    app = wait("the window", workbench)
    press(wait("the sample's button", lambda: find(app, "push button", "Open the sample")))
    wait("the model", lambda: find(app, "radio button", "AtlasKV"), 120)
    press(wait("a question", lambda: find(app, "push button", "What is")))
    wait("an announcement of the answer", lambda: find(app, "notification", "Answer finished"), 120)
    problems, controls = [], 0
    for page in pages_of(app):
        time.sleep(1.5)
        found, n = check(page, app, out)
        problems += [p for p in found if p.split(": ", 1)[1] not in {q.split(": ", 1)[1] for q in problems}]
        controls += n
    print("\n".join(problems + [f"{controls} controls seen, {len(problems)} problems"]))
    return 1 if problems or controls < 300 else 0


def main():
    program = subprocess.Popen([sys.argv[1], "--language", "en"], stderr=subprocess.DEVNULL)
    folder = os.environ.get("TREES")
    try:
        with open(os.path.join(folder, "accessibility.tsv") if folder else os.devnull, "w", encoding="utf-8") as out:
            return walk(out)
    finally:
        program.terminate()


if __name__ == "__main__":
    sys.exit(main())
