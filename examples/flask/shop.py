"""A shop with one shelf: Flask, behind any WSGI server."""

import os

from flask import Flask, abort, jsonify, render_template

VERSION = os.environ.get("APP_VERSION", "")
SHELF = {"apple": 30, "pear": 40, "plum": 20}

application = Flask(__name__)


@application.get("/")
def shelf():
    return render_template("shelf.html", shelf=SHELF, version=VERSION)


@application.get("/price/<fruit>")
def price(fruit):
    if fruit not in SHELF:
        abort(404)
    return jsonify(fruit=fruit, cents=SHELF[fruit])


@application.get("/health")
def health():
    return jsonify(status="ok", version=VERSION)
