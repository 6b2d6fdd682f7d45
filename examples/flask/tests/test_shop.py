"""python -m unittest discover -s tests -t . in the folder of the application."""

import unittest

import shop


class ShopTest(unittest.TestCase):
    def setUp(self):
        self.client = shop.application.test_client()

    def test_shows_the_shelf_and_the_version(self):
        page = self.client.get("/").get_data(as_text=True)
        self.assertIn("apple: 30 cents", page)
        self.assertIn("Version", page)

    def test_knows_prices(self):
        self.assertEqual({"fruit": "pear", "cents": 40}, self.client.get("/price/pear").get_json())
        self.assertEqual(404, self.client.get("/price/melon").status_code)

    def test_is_well(self):
        self.assertEqual("ok", self.client.get("/health").get_json()["status"])


if __name__ == "__main__":
    unittest.main()
