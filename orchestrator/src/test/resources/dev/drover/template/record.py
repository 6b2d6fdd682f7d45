"""Asks ansible-core what the templates in a file yield: python record.py templates.txt > cases.jsonl, with a Python that has ansible-core;
python record.py collections.txt > collections.jsonl with one that has the package ansible and what its filters need (netaddr, jmespath, jsonpatch,
hashids, prettytable, tomli_w).

The first line says which versions answered, and the variables; then each template with its value or the class of its error.
"""

import datetime
import json
import os
import re
import sys

import jinja2
from ansible import release
from ansible.errors import AnsibleBrokenConditionalError, AnsibleTemplateSyntaxError, AnsibleUndefinedVariable
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.loader import init_plugin_loader
from ansible.template import Templar, trust_as_template

HERE = os.path.dirname(os.path.abspath(__file__))
VARIABLES = {
    "n": 5, "flag": True, "nothing": None, "empty": "", "ratio": 2.5, "big": 12345678901234567890,
    "names": ["ann", "Bob"], "groups_of": ["web", "db"],
    "shop": {"name": "shop", "port": 80, "tags": ["a", "b"]},
    "url": "https://{{ shop.name }}.example.org:{{ shop.port }}/",
    "deep": {"list": ["{{ n }}", "{{ shop.name }}-{{ n }}"], "flag": "{{ not flag }}"},
    "broken": "{{ nosuch }}", "holder": {"good": 1, "bad": "{{ nosuch }}"},
    "loop_a": "{{ loop_b }}", "loop_b": "{{ loop_a }}",
    "users": [
        {"name": "eve", "uid": 1001, "groups": ["dev"], "admin": False},
        {"name": "adam", "uid": 1000, "groups": ["dev", "wheel"], "admin": True, "keys": ["k1"]},
    ],
    "result": {"rc": 0, "changed": True, "failed": False, "stdout": "ok"},
}


def trusted(value):
    if isinstance(value, str):
        return trust_as_template(value)
    if isinstance(value, dict):
        return {key: trusted(item) for key, item in value.items()}
    return [trusted(item) for item in value] if isinstance(value, list) else value


def tagged(value):
    if isinstance(value, float):
        return {"__float__": repr(value)}
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, dict):
        if all(isinstance(key, str) for key in value):
            return {str(key): tagged(item) for key, item in value.items()}
        return {"__dict__": [[tagged(key), tagged(item)] for key, item in value.items()]}
    if isinstance(value, (list, tuple)):
        return [tagged(item) for item in value]
    if isinstance(value, bytes):
        return {"__bytes__": value.decode("utf-8")}
    if isinstance(value, (datetime.datetime, datetime.date)):
        return {"__datetime__": value.isoformat()}
    if "Omit" in type(value).__name__:
        return {"__omit__": True}
    raise ValueError(f"a {type(value)}")


def error(problem):
    while problem is not None:
        if isinstance(problem, AnsibleUndefinedVariable):
            return "undefined"
        if isinstance(problem, AnsibleTemplateSyntaxError):
            return "syntax"
        if isinstance(problem, AnsibleBrokenConditionalError):
            return "broken-conditional"
        problem = problem.__cause__
    return "any"


def main():
    os.environ.update(TZ="UTC")
    init_plugin_loader([])
    versions = f"ansible-core {release.__version__}, Jinja2 {jinja2.__version__}, Python {sys.version.split()[0]}"
    print(json.dumps({"recorded_with": versions, "variables": tagged(VARIABLES)}))
    topic = ""
    for line in open(os.path.join(HERE, sys.argv[1]), encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# "):
            topic = line[2:]
            continue
        condition = line.startswith("? ")
        text = (line[2:] if condition else line).replace("⏎", "\n")
        templar = Templar(loader=DataLoader(), variables=trusted(VARIABLES))
        case = {"category": topic, "mode": "conditional" if condition else "template", "template": text}
        try:
            ask = templar.evaluate_conditional if condition else templar.template
            case["expect"] = {"value": tagged(ask(trust_as_template(text)))}
        except Exception as problem:
            message = str(problem).split("\n")[0]
            if "resolved to an Omit scalar" in message:
                case["expect"] = {"value": {"__omit__": True}}
            elif re.search("No (filter|test) named|lookup plugin .* was not found", message):
                case["expect"] = {"error": "missing-plugin", "message": message}
            else:
                case["expect"] = {"error": error(problem), "message": message}
        print(json.dumps(case))


main()
