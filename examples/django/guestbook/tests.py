"""python manage.py test in the folder of the application."""

from django.test import TestCase


class BookTest(TestCase):
    def test_keeps_what_guests_write(self):
        self.client.post("/", {"text": "It was nice here"})
        self.assertContains(self.client.get("/"), "It was nice here")

    def test_is_well(self):
        self.assertEqual("ok", self.client.get("/health").json()["status"])
