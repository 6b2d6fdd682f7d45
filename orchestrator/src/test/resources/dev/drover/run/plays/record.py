#!/usr/bin/env python3
"""Records how ansible-core runs the playbooks beside this file, or compares its answers with those recorded.

usage: record.py [--check|--live] ANSIBLE_PLAYBOOK [PLAYBOOK...]

ANSIBLE_PLAYBOOK is the command that runs ansible-playbook. Each playbook gets a file with the ending .answer: for each host how each task
ended and what debug showed, then the recap, the figures of set_stats and the exit code. A first line "# --tags x" holds options; --env NAME=VALUE among them is a
variable of the environment. With --check nothing is written. With --live both are run now: ansible-playbook is asked again, and drover
runs the same playbooks (PlaysTest, by Maven); each difference is printed.
"""
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))

CALLBACK = '''
import json
from ansible.plugins.callback import CallbackBase

class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "answers"

    def _line(self, result, status):
        if result._task.action.split(".")[-1] == "meta":
            return
        shown = ""
        if result._task.action.split(".")[-1] in ("debug", "fail", "assert") and not result._task.loop:
            fields = {k: v for k, v in result._result.items() if not k.startswith("_") and k not in
                      ("changed", "failed", "invocation", "skipped", "skip_reason", "false_condition", "exception", "warnings",
                       "failed_when_result", "attempts", "deprecations", "evaluated_to", "assertion", "failed_when_suppressed_exception")}
            ours = str(fields.get("msg", "")).startswith("Task failed: ")  # each tool words its own errors
            if status != "skipped" and not ours:
                shown = " " + json.dumps(fields, sort_keys=True, ensure_ascii=False, default=str)
        print("@%s %s: %s%s" % (result._host.get_name(), result._task.get_name().strip(), status, shown), flush=True)

    def v2_runner_on_ok(self, result):
        if result._task.action.split(".")[-1] in ("include_tasks", "include_role"):
            return
        self._line(result, "changed" if result._result.get("changed") else "ok")

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self._line(result, "ignored" if ignore_errors else "failed")

    def v2_runner_on_skipped(self, result):
        self._line(result, "skipped")

    def v2_runner_on_unreachable(self, result):
        self._line(result, "unreachable")

    def v2_playbook_on_include(self, included):
        import os
        for host in included._hosts:
            print("@%s include %s: ok" % (host.get_name(), os.path.basename(included._filename)), flush=True)

    def v2_playbook_on_stats(self, stats):
        for host in sorted(stats.processed):
            s = stats.summarize(host)
            print("=%s ok=%d changed=%d unreachable=%d failed=%d skipped=%d rescued=%d ignored=%d" % (
                host, s["ok"], s["changed"], s["unreachable"], s["failures"], s["skipped"], s["rescued"], s["ignored"]), flush=True)
        if stats.custom:
            print("=stats " + json.dumps(stats.custom, sort_keys=True, ensure_ascii=False), flush=True)
'''


def playbooks():
    """Those one folder below this one; what lies deeper are roles and files they use."""
    for folder, _, files in sorted(os.walk(HERE)):
        for name in sorted(files):
            path = os.path.join(folder, name)
            if name.endswith(".yml") and os.path.dirname(os.path.dirname(path)) == HERE:
                yield path


def options(path):
    with open(path) as file:
        first = file.readline()
    return first[2:].split() if first.startswith("# -") else []


def settings(path):
    """The variables of the environment among the options, and the rest of them."""
    words, variables, rest = options(path), {}, []
    while words:
        word = words.pop(0)
        if word == "--env":
            name, value = words.pop(0).split("=", 1)
            variables[name] = value
        else:
            rest.append(word)
    return variables, rest


def answer(command, path):
    variables, rest = settings(path)
    with tempfile.TemporaryDirectory() as plugins, tempfile.TemporaryDirectory() as home:
        with open(os.path.join(plugins, "answers.py"), "w") as file:
            file.write(CALLBACK)
        environment = dict(
            os.environ, ANSIBLE_STDOUT_CALLBACK="answers", ANSIBLE_CALLBACK_PLUGINS=plugins, ANSIBLE_RETRY_FILES_ENABLED="0",
            ANSIBLE_LOCALHOST_WARNING="0", ANSIBLE_DEPRECATION_WARNINGS="0", HOME=home, TZ="UTC", LANG="C.UTF-8",
            ANSIBLE_PYTHON_INTERPRETER=os.path.realpath(sys.executable))
        environment.update(variables)
        ran = subprocess.run(
            command + ["-i", os.path.join(HERE, "hosts"), "-c", "local", os.path.basename(path)] + rest,
            cwd=os.path.dirname(path), env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    hosts, recap = {}, []
    for line in ran.stdout.splitlines():
        if line.startswith("@"):
            host, rest = line[1:].split(" ", 1)
            hosts.setdefault(host, []).append(rest)
        elif line.startswith("="):
            recap.append(line[1:])
    text = []
    for host in sorted(hosts):
        text.append("[%s]" % host)
        text.extend(hosts[host])
    text.append("[recap]")
    text.extend(recap)
    text.append("exit %d" % ran.returncode)
    if not recap:
        sys.stderr.write("%s: %s\n" % (path, ran.stderr or ran.stdout))
    return "\n".join(text).replace(HERE, "HERE") + "\n"


def main():
    arguments = sys.argv[1:]
    live = "--live" in arguments
    check = live or "--check" in arguments
    arguments = [one for one in arguments if one not in ("--check", "--live")]
    if not arguments:
        sys.exit(__doc__)
    command = arguments[0].split()
    version = subprocess.run(command + ["--version"], capture_output=True, text=True).stdout
    version = re.search(r"\[core ([^\]]*)\]", version).group(1)
    different = 0
    for path in [os.path.abspath(one) for one in arguments[1:]] or playbooks():
        text = "# ansible-core %s\n%s" % (version, answer(command, path))
        target = path[: -len(".yml")] + ".answer"
        before = open(target).read() if os.path.exists(target) else ""
        if before.split("\n", 1)[-1] != text.split("\n", 1)[-1]:
            different += 1
            print("%s %s" % ("differs:" if check else "recorded:", os.path.relpath(target, HERE)))
            if not check:
                with open(target, "w") as file:
                    file.write(text)
    if live:
        project = HERE[: HERE.index("/orchestrator/")]
        ran = subprocess.run(["mvn", "-q", "-B", "package", "-Dtest=PlaysTest", "-Dsurefire.failIfNoSpecifiedTests=false"], cwd=project)
        different += ran.returncode
    sys.exit(1 if check and different else 0)


if __name__ == "__main__":
    main()
