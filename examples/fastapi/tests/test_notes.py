"""python -m unittest discover -s tests -t . in the folder of the application."""

import asyncio
import unittest

import notes


class NotesTest(unittest.TestCase):
    def test_keeps_notes(self):
        asyncio.run(notes.put("milk", notes.Note(text="two bottles")))
        self.assertEqual("two bottles", asyncio.run(notes.get("milk")).text)

    def test_is_well(self):
        self.assertEqual("ok", asyncio.run(notes.health())["status"])


if __name__ == "__main__":
    unittest.main()
