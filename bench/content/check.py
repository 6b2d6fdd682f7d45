"""Checks every role and playbook below a directory with drover, and counts findings by code.

Roles get a playbook of their own, made beside them. Findings of equal place and message count once.
Details are written to findings.jsonl in the directory.
"""
import collections
import json
import os
import pathlib
import subprocess
import sys
import time

import yaml

drover, content = sys.argv[1], pathlib.Path(sys.argv[2])
BATCH = 25


class Loader(yaml.SafeLoader):
    """Reads tags of any name."""


Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def is_playbook(path):
    try:
        document = yaml.load(path.read_text(), Loader)
    except Exception:
        return False
    return isinstance(document, list) and bool(document) and all(
        isinstance(play, dict) and ("hosts" in play or any(k.endswith("import_playbook") for k in play))
        for play in document)


def roles():
    for tasks in sorted(content.glob("**/roles/*/tasks")):
        if "/tests/" not in str(tasks) and "/.made/" not in str(tasks):
            yield tasks.parent


def playbooks():
    for path in sorted(content.glob("**/*.y*ml")):
        if any(part in ("playbooks", "playbook") for part in path.parts) and ".made" not in path.parts \
                and "roles" not in path.parts and "/tests/" not in str(path) and is_playbook(path):
            yield path


def check(paths, cwd, environment):
    command = [drover, "check", "-i", "web1,", "--output", "json", *map(str, paths)]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=600)
    if done.returncode in (0, 4) and done.stdout.startswith("{"):
        return json.loads(done.stdout)["problems"]
    if len(paths) > 1:
        return [problem for path in paths for problem in check([path], cwd, environment)]
    return [{"severity": "error", "code": "CRASH", "message": (done.stderr or done.stdout)[:500], "file": str(paths[0]),
             "line": 0, "column": 0}]


def main():
    made = content / ".made"
    made.mkdir(exist_ok=True)
    all_roles = list(roles())
    role_books = []
    for number, role in enumerate(all_roles):
        book = made / f"{number:04}.yml"
        parts = role.parts
        name = str(role)
        if "ansible_collections" in parts:
            at = parts.index("ansible_collections")
        if "ansible_collections" in parts and at + 4 == len(parts) - 1:
            name = f"{parts[at + 1]}.{parts[at + 2]}.{role.name}"
        book.write_text(f"- hosts: all\n  roles: [{json.dumps({'role': name})}]\n")
        role_books.append(book)
    books = list(playbooks())
    environment = dict(os.environ, ANSIBLE_COLLECTIONS_PATH=":".join(sorted(
                           {str(path.parent) for path in content.glob("**/ansible_collections")})),
                       ANSIBLE_ROLES_PATH=":".join(sorted({str(role.parent) for role in all_roles})))
    began = time.monotonic()
    problems = []
    everything = role_books + books
    for at in range(0, len(everything), BATCH):
        problems += check(everything[at:at + BATCH], content, environment)
    seen = {(p["severity"], p["code"], p["file"], p["line"], p["column"], p["message"]): p for p in problems}
    with open(content / "findings.jsonl", "w") as out:
        for problem in seen.values():
            out.write(json.dumps(problem) + "\n")
    counts = collections.Counter((p["severity"], p["code"] or "-") for p in seen.values())
    print(f"{len(all_roles)} roles, {len(books)} playbooks in {time.monotonic() - began:.0f} s")
    for (severity, code), count in sorted(counts.items()):
        print(f"{severity:8} {code:8} {count}")


main()
