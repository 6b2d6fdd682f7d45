"""A small web application: a page that greets, and a health check that names the version."""

import json
import os
import socket

from markupsafe import Markup

VERSION = os.environ.get("APP_VERSION", "")
GREETING = os.environ.get("GREETING", "Hello")

PAGE = Markup("""<!doctype html>
<title>{greeting}</title>
<h1>{greeting}</h1>
<p>Version {version}, served by {host}.</p>
""")


def application(environ, start_response):
    """Answers a request as PEP 3333 says: / with a page, /health with JSON, everything else with 404."""
    match environ["PATH_INFO"]:
        case "/":
            page = PAGE.format(greeting=GREETING, version=VERSION, host=socket.gethostname())
            return answer(start_response, "200 OK", "text/html; charset=utf-8", page)
        case "/health":
            health = {"status": "ok", "version": VERSION}
            return answer(start_response, "200 OK", "application/json", json.dumps(health) + "\n")
        case _:
            return answer(start_response, "404 Not Found", "text/plain; charset=utf-8", "There is no such page.\n")


def answer(start_response, status, content_type, text):
    """Starts the response and answers with its body."""
    body = text.encode()
    start_response(status, [("Content-Type", content_type), ("Content-Length", str(len(body)))])
    return [body]
