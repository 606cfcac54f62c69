"""The month's folder: a draft that may be replaced, versions that may not."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from rosterctl.domain.roster_text import roster_hash
from rosterctl.errors import InputError, RefusedError, UsageError
from rosterctl.io.rosters.roster_store import RosterFolder
from rosterctl.messages import LANGS, error_text, problem_line
from tests.support.desk import sample


@pytest.fixture
def folder(tmp_path: Path) -> RosterFolder:
    return RosterFolder(tmp_path / "rosters" / "2026-10")


def test_an_empty_folder(folder: RosterFolder) -> None:
    assert folder.draft() is None
    assert folder.latest() is None
    assert folder.versions() == ()
    assert folder.next_version() == 1
    assert not folder.path.exists()


def test_drafts_replace_each_other(folder: RosterFolder) -> None:
    folder.write_draft(sample())
    shorter = replace(sample(), assignments=sample().assignments[:1])
    assert folder.write_draft(shorter) == folder.path / "draft.json"
    assert folder.draft() == shorter
    assert [file.name for file in folder.path.iterdir()] == ["draft.json"]


def test_a_draft_that_cannot_be_written_leaves_the_old_one(
    folder: RosterFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write_draft(sample())
    before = folder.file("draft").read_bytes()

    def broken(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="disk full"):
        folder.write_draft(replace(sample(), assignments=()))
    assert folder.file("draft").read_bytes() == before
    assert [file.name for file in folder.path.iterdir()] == ["draft.json"]


def test_versions_count_up_and_stay(folder: RosterFolder) -> None:
    one, path = folder.publish(sample())
    two, _ = folder.publish(replace(sample(), assignments=()), "人手不足")
    assert path.name == "v1.json"
    assert one.publication is not None
    assert one.publication.hash == roster_hash(sample())
    assert two.publication is not None
    assert (two.publication.version, two.publication.accepted) == (2, "人手不足")
    assert folder.versions() == (1, 2)
    assert folder.latest() == folder.read("v2") == folder.read("latest") == two
    assert folder.read("v1") == one
    folder.write_draft(one)
    draft = folder.draft()
    assert draft is not None
    assert draft.publication is None


@pytest.mark.parametrize("links", [True, False])
def test_a_published_file_is_never_overwritten(
    folder: RosterFolder, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    folder.publish(sample())
    before = folder.file("v1").read_bytes()
    monkeypatch.setattr(RosterFolder, "next_version", lambda _: 1)
    if not links:

        def unsupported(*_: object) -> None:
            raise OSError("no links here")

        monkeypatch.setattr(os, "link", unsupported)
    with pytest.raises(RefusedError) as caught:
        folder.publish(replace(sample(), assignments=()))
    assert folder.file("v1").read_bytes() == before
    assert [file.name for file in folder.path.iterdir()] == ["v1.json"]
    assert all("v1" in error_text(caught.value, lang) for lang in LANGS)


def test_publishing_without_links(folder: RosterFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", unsupported)
    published, path = folder.publish(sample())
    assert folder.latest() is not None
    assert published.publication is not None
    assert [file.name for file in folder.path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("name", "filled", "code"),
    [
        ("draft", False, "roster.store.missing.none"),
        ("latest", False, "roster.store.missing.none"),
        ("v2", True, "roster.store.missing"),
        ("draft", True, "roster.store.missing"),
        ("final", True, "roster.store.name"),
        ("v0", False, "roster.store.name.none"),
    ],
)
def test_asking_for_what_is_not_there(folder: RosterFolder, name: str, filled: bool, code: str) -> None:
    if filled:
        folder.publish(sample())
    with pytest.raises(UsageError) as caught:
        folder.read(name)
    assert caught.value.code == code
    assert all(name in error_text(caught.value, lang) for lang in LANGS)


def test_a_renamed_version_is_noticed(folder: RosterFolder) -> None:
    _, path = folder.publish(sample())
    path.rename(path.with_name("v7.json"))
    with pytest.raises(InputError) as caught:
        folder.latest()
    assert caught.value.problems[0].code == "roster.store.number"
    assert all("v7" in problem_line(caught.value.problems[0], lang) for lang in LANGS)
