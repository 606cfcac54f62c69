"""A browser for the tests that need one, and the pages that they look at. ``make ci`` runs them."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from tests.golden.transcript import CASES, lay
from tests.support.run import run

DRIVER, BROWSER = "/usr/bin/chromedriver", "/usr/bin/chromium"
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
AS_OF = ("--as-of", "2026-09-25T09:00+08:00")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    """Here a skip is a failure: these tests are only run where what they need must be there."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, which make ci does not accept: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """One browser with an empty profile."""
    options = webdriver.ChromeOptions()
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.binary_location = BROWSER
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def roster_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Language → page of a roster of five people in which somebody has a third shift by hand, made by the command."""
    root = lay("tiny", tmp_path_factory.mktemp("roster"))
    sheet = root / "month.csv"
    shutil.copyfile(CASES / "check" / "month.csv", sheet)
    text = sheet.read_text("utf-8-sig")
    sheet.write_text(text.replace("T1,李佳怡,甲,E,N,,", "T1,李佳怡,甲,E,N,E,"), "utf-8-sig")
    pages = {}
    for lang in ("zh", "en"):
        pages[lang] = root / f"{lang}.html"
        done = run(
            ["report", "roster", "--month", "2026-10", "month.csv", "--output", pages[lang], *AS_OF], root, lang
        )
        assert done.code == 0, done.err
    return pages


@pytest.fixture(scope="session")
def attendance_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Language → page of the month that tests/golden/cases/attend judges."""
    root = lay("clerk", tmp_path_factory.mktemp("attendance"))
    for name in ("month.csv", "1_attlog.dat"):
        shutil.copyfile(CASES / "attend" / name, root / name)
    judged = ("--as-of", "2026-11-10T09:00+08:00")
    month = ("--month", "2026-10")
    steps: list[list[str | Path]] = [
        ["roster", "import", *month, "month.csv", *AS_OF],
        ["roster", "publish", *month, "--accept", "four people", *AS_OF],
        ["punch", "import", "1_attlog.dat", *judged],
    ]
    pages = {lang: root / f"{lang}.html" for lang in ("zh", "en")}
    steps += [["report", "attendance", *month, *judged, "--lang", lang, "--output", pages[lang]] for lang in pages]
    for step in steps:
        done = run(step, root)
        assert done.code == 0, done.err
    return pages
