"""What the application answers, without a server: python3 -B -m unittest discover examples/hello/tests"""

import importlib.util
import json
import os
import pathlib
import shutil
import sys
import tempfile
import unittest
from unittest import mock
from wsgiref.util import setup_testing_defaults

sys.dont_write_bytecode = True

SOURCE = pathlib.Path(__file__).parent.parent / "hello.py"


def release(version, greeting):
    """The application as a node has it: its version and its settings in the environment."""
    settings = {"GREETING": greeting, "APP_VERSION": version}
    with tempfile.TemporaryDirectory() as directory, mock.patch.dict(os.environ, settings):
        shutil.copy(SOURCE, directory)
        spec = importlib.util.spec_from_file_location("hello", pathlib.Path(directory, "hello.py"))
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module.application


def get(application, path):
    """Status, headers and body of the answer to a GET."""
    environ = {"PATH_INFO": path}
    setup_testing_defaults(environ)
    started = []
    body = b"".join(application(environ, lambda status, headers: started.append((status, dict(headers)))))
    status, headers = started[0]
    return status, headers, body.decode()


class HelloTest(unittest.TestCase):

    def test_health_names_the_version(self):
        status, headers, body = get(release("7", "Hello"), "/health")

        self.assertEqual(status, "200 OK")
        self.assertEqual(headers["Content-Type"], "application/json")
        self.assertEqual(json.loads(body), {"status": "ok", "version": "7"})

    def test_page_greets_and_escapes(self):
        status, headers, body = get(release("7", "Fish & chips"), "/")

        self.assertEqual(status, "200 OK")
        self.assertIn("<h1>Fish &amp; chips</h1>", body)
        self.assertIn("Version 7", body)
        self.assertEqual(headers["Content-Length"], str(len(body.encode())))

    def test_other_pages_are_missing(self):
        self.assertEqual(get(release("7", "Hello"), "/nowhere")[0], "404 Not Found")


if __name__ == "__main__":
    unittest.main()
