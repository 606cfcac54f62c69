"""``report attendance`` in a real browser: the month of tests/golden/cases/attend."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.system.looking import WIDTHS, complaints, look, overflow, violations

pytestmark = pytest.mark.system
LANGS = ("zh", "en")
Pages = dict[str, Path]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_to_complain_of(
    browser: WebDriver, attendance_pages: Pages, lang: str, width: int, scheme: str
) -> None:
    look(browser, attendance_pages[lang], width, scheme=scheme)
    assert complaints(browser) == []
    assert overflow(browser) == 0
    assert violations(browser) == []


def seen(browser: WebDriver, selector: str) -> list[str]:
    found = browser.find_elements(By.CSS_SELECTOR, selector)
    return [one.text for one in found if one.is_displayed()]


def test_filters(browser: WebDriver, attendance_pages: Pages) -> None:
    look(browser, attendance_pages["en"], 1440)
    assert len(seen(browser, ".findings li")) == 4
    browser.find_element(By.ID, "f-found").click()
    assert seen(browser, "table.roster tbody th i") == ["A1", "A4"]
    browser.find_element(By.ID, "f-clear").click()
    browser.find_element(By.ID, "f-person").send_keys("李佳怡")
    assert seen(browser, "table.roster tbody th i") == ["A2"]
    assert seen(browser, ".findings li") == []
    # late by four and by five minutes
    assert [row.split()[0] for row in seen(browser, ".lines tbody tr")] == ["A2", "A2"]


def test_from_an_exception_to_its_day_and_back(browser: WebDriver, attendance_pages: Pages) -> None:
    look(browser, attendance_pages["en"], 1440)
    browser.find_element(By.LINK_TEXT, "2026-10-12 Mon").click()
    cell = browser.switch_to.active_element
    assert cell.text == "A"
    assert "absent" in browser.find_element(By.ID, "detail").text
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    assert "absence" in browser.switch_to.active_element.text
