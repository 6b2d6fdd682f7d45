#!/usr/bin/env python3
"""Records what ansible-playbook prints for the command lines of arguments.txt into recorded.txt.

usage: record.py ANSIBLE_PLAYBOOK
"""
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    command = sys.argv[1].split()
    version = subprocess.run(command + ["--version"], capture_output=True, text=True).stdout
    environment = dict(os.environ, ANSIBLE_LOCALHOST_WARNING="0", LANG="C.UTF-8")
    with open(os.path.join(HERE, "recorded.txt"), "w") as recorded:
        recorded.write("# ansible-core %s\n" % re.search(r"\[core ([^\]]*)\]", version).group(1))
        with open(os.path.join(HERE, "arguments.txt")) as lines:
            for line in lines:
                ran = subprocess.run(
                    command + ["-i", "hosts"] + line.split(), cwd=HERE, env=environment, capture_output=True, text=True)
                recorded.write("$ %s%s" % (line, ran.stdout))
                if ran.returncode:
                    sys.stderr.write("%s%s" % (line, ran.stderr))


if __name__ == "__main__":
    main()
