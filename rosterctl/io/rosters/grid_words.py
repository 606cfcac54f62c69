"""What stands in the cells of a grid: shift codes or names, with posts, joined by plus, or a word for off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rosterctl.domain.case import Case
from rosterctl.errors import UsageError
from rosterctl.io.tables.suggest import nearest
from rosterctl.io.tables.text import fold
from rosterctl.messages import LANGS, text

OFF_WORDS = ("休", "休息", "off", "空", "-", "—", "－", ".", "/")


@dataclass(frozen=True, slots=True)
class Piece:
    """One assignment as a cell states it; ``post`` is ``None`` when it does not say."""

    shift: str
    post: str | None = None


Meaning = tuple[Piece, ...]
"""No pieces: a day off."""


class Words:
    """Reads cells. ``mapping`` says what a planner's own words mean here: a code, ``code/post``, ``A+B``, OFF.

    Raises :class:`UsageError` for a mapping to something that is no code of this workspace.
    """

    def __init__(self, case: Case, mapping: Mapping[str, str] | None = None) -> None:
        self.codes = tuple(case.shifts)
        self._exact: dict[str, Meaning] = {}
        self._ambiguous: dict[str, tuple[str, ...]] = {}
        for code in case.shifts:
            self._enter(case, code, code)
        self._names(case)
        for word in (*OFF_WORDS, *(text(f"roster.cell.{name}", lang) for name in ("off", "leave") for lang in LANGS)):
            self._exact.setdefault(fold(word), ())
        self._loose = self._without_case()
        for word, meaning in (mapping or {}).items():
            found = self.read(fold(meaning))
            if found is None:
                raise UsageError("roster.grid.mapping", word=word, meaning=meaning, known=self.codes)
            self._exact[fold(word)] = found

    def read(self, word: str) -> Meaning | None:
        """The meaning of a folded cell text; ``None`` when it has none. A blank cell is a day off."""
        if not word:
            return ()
        known = self._one(word)
        if known is not None or "+" not in word:
            return known
        return self._joined(word.split("+"))

    def ambiguous(self, word: str) -> tuple[str, ...]:
        """The codes of the shifts that share this name, when there are several."""
        return self._ambiguous.get(word, ())

    def like(self, word: str) -> str | None:
        """The code that was probably meant."""
        return nearest(word, self.codes)

    def _one(self, word: str) -> Meaning | None:
        known = self._exact.get(word)
        return self._loose.get(word.casefold()) if known is None else known

    def _joined(self, parts: list[str]) -> Meaning | None:
        """Pieces between pluses; the longest known one first, because a code may hold a plus."""
        for length in range(len(parts), 0, -1):
            head = self._one("+".join(parts[:length]).strip())
            if not head:
                continue
            rest = self._joined(parts[length:]) if length < len(parts) else ()
            if rest is not None:
                return (*head, *rest)
        return None

    def _enter(self, case: Case, word: str, code: str) -> None:
        self._exact.setdefault(fold(word), (Piece(code),))
        for post in case.posts:
            self._exact.setdefault(fold(f"{word}/{post}"), (Piece(code, post),))

    def _names(self, case: Case) -> None:
        """Names mean their shift where only one has it; codes go before names."""
        owners: dict[str, list[str]] = {}
        for shift in case.shifts.values():
            owners.setdefault(fold(shift.name), []).append(shift.code)
        for name, codes in owners.items():
            if len(codes) == 1:
                self._enter(case, name, codes[0])
            elif name not in self._exact:
                self._ambiguous[name] = tuple(codes)

    def _without_case(self) -> dict[str, Meaning]:
        found: dict[str, set[Meaning]] = {}
        for word, meaning in self._exact.items():
            found.setdefault(word.casefold(), set()).add(meaning)
        return {word: next(iter(meanings)) for word, meanings in found.items() if len(meanings) == 1}
