"""A thousand words that nobody can guess, and where each was planted."""

import random
import re

BEGINNING = "zq"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LENGTH = 12
TOLD_BY = 8
"""So many letters of a word give it away: names of files and passages are cut."""

A_LIKELY_WORD = re.compile(rf"(?=({BEGINNING}[a-z]{{{TOLD_BY - len(BEGINNING)}}}))")


class SecretWords:
    """Hands out words; ``places`` says of each what it was planted in."""

    def __init__(self, amount: int, seed: int = 20260922) -> None:
        letters = random.Random(seed)  # noqa: S311 (the same words in each run)
        words = {"".join(letters.choices(LETTERS, k=LENGTH - len(BEGINNING))) for _ in range(amount)}
        self.left = [BEGINNING + word for word in sorted(words)]
        letters.shuffle(self.left)
        self.all = frozenset(self.left)
        self.by_beginning = {word[:TOLD_BY]: word for word in self.left}
        self.places: dict[str, str] = {}

    def take(self, amount: int, place: str) -> str:
        assert 0 < amount <= len(self.left)
        taken, self.left = self.left[:amount], self.left[amount:]
        self.places |= dict.fromkeys(taken, place)
        return " ".join(taken)

    def take_all(self, place: str) -> str:
        """Whatever is left."""
        return self.take(len(self.left), place)

    def in_text(self, text: str) -> set[str]:
        """The words that stand in a text in any case, within other words or cut short."""
        likely = A_LIKELY_WORD.findall(text.lower())
        return {self.by_beginning[found] for found in likely if found in self.by_beginning}

    def places_of(self, words: set[str]) -> set[str]:
        return {self.places[word] for word in words}


def misspelt(word: str) -> str:
    """With another letter at its end."""
    return word[:-1] + LETTERS[(LETTERS.index(word[-1]) + 7) % len(LETTERS)]
