"""Prints what each of the benchmark's templates takes in Jinja2, in microseconds, as JSON. The templates are compiled before."""

import json
import pathlib
import statistics
import sys
import time

import jinja2

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ITEMS = 1000

VARIABLES = {
    "app_name": "shop",
    "gunicorn_socket": "/run/shop/gunicorn.sock",
    "http_port": 80,
    "app_domains": ["shop.example.org", "www.shop.example.org"],
    "nginx_max_body_size": "10m",
    "hosts": [
        {"name": f"web{i}", "address": f"10.0.0.{i % 250}", "port": 8000 + i, "enabled": i % 3 != 0}
        for i in range(ITEMS)
    ],
}


def measured(work):
    """The median of seven seconds of one second each, after one second that does not count."""
    results = []
    for _ in range(8):
        count, start = 0, time.perf_counter()
        while time.perf_counter() - start < 1:
            work()
            count += 1
        results.append((time.perf_counter() - start) / count * 1e6)
    return statistics.median(results[1:])


def main():
    environment = jinja2.Environment(trim_blocks=True, keep_trailing_newline=True)
    site = environment.from_string((ROOT / "templates/nginx-site.conf.j2").read_text())
    loop = environment.from_string((ROOT / "bench/template/templates/loop.j2").read_text())
    patterns = (ROOT / "bench/template/templates/expressions.txt").read_text().splitlines()
    expressions = [environment.from_string(patterns[i % len(patterns)].replace("N", str(i))) for i in range(ITEMS)]
    json.dump(
        {
            "python": sys.version.split()[0],
            "jinja2": jinja2.__version__,
            "site": measured(lambda: site.render(VARIABLES)),
            "loop": measured(lambda: loop.render(VARIABLES)),
            "expressions": measured(lambda: [one.render(VARIABLES) for one in expressions]),
        },
        sys.stdout,
    )


main()
