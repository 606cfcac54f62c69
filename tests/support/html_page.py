"""Reads a page as a browser would, as far as tests need it: a tree of elements."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"meta", "col", "input", "br", "link", "img"}


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    inside: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in the order of the page."""
        yield self
        for one in self.inside:
            if isinstance(one, Element):
                yield from one.walk()

    def all(self, tag: str, kind: str = "") -> list[Element]:
        """Elements of a tag (and a class) inside."""
        return [e for e in self.walk() if e.tag == tag and (not kind or kind in e.kinds) and e is not self]

    def one(self, tag: str, kind: str = "") -> Element:
        """The only one."""
        (found,) = self.all(tag, kind)
        return found

    def id(self, name: str) -> Element:
        """The element of that id, which must be the only one."""
        (found,) = [e for e in self.walk() if e.attrs.get("id") == name]
        return found

    @property
    def kinds(self) -> list[str]:
        """Its classes."""
        return self.attrs.get("class", "").split()

    @property
    def text(self) -> str:
        """All text inside, blanks as one."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for one in self.inside:
            if isinstance(one, str):
                yield one
            else:
                yield from one._texts()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        assert len(made.attrs) == len(attrs), self.get_starttag_text()
        self._open[-1].inside.append(made)
        if tag not in VOID:
            self._open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


def parse(page: str) -> Element:
    """The page's root; what is not closed in order fails."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader._open == [reader.root]
    return reader.root


def data_of(root: Element) -> Any:
    """What the page's script reads."""
    return json.loads("".join(str(one) for one in root.id("data").inside))


def contained(page: str) -> None:
    """Fails unless the page needs no network and its policy lets nothing but its own style and script through."""
    root = parse(page)
    assert not re.search(r"\b(?:https?|ftp|wss?):|@import|url\(", page)
    policy = next(e.attrs["content"] for e in root.all("meta") if e.attrs.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    (style,) = root.all("style")
    (script,) = [e for e in root.all("script") if "type" not in e.attrs]
    for kind, element in (("style", style), ("script", script)):
        body = "".join(str(one) for one in element.inside)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in policy
    ids = [e.attrs["id"] for e in root.walk() if "id" in e.attrs]
    assert len(ids) == len(set(ids))
    for element in root.walk():
        assert not [name for name in element.attrs if name.startswith("on") or name in ("style", "src", "action")]
        target = element.attrs.get("href", "#main")
        assert target.startswith("#"), target
        assert target[1:] in ids, target
