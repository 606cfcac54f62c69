"""``report roster`` in a real browser: figures are those of tests/golden/cases/check/month.csv, counted by hand."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from selenium.common.exceptions import JavascriptException
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select

from tests.system.looking import WIDTHS, complaints, look, overflow, violations

pytestmark = pytest.mark.system
LANGS = ("zh", "en")
Pages = dict[str, Path]


def one(browser: WebDriver, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def shown(browser: WebDriver) -> list[str]:
    """Ids of the people whose rows can be seen."""
    rows = browser.find_elements(By.CSS_SELECTOR, "table.roster tbody tr")
    return [row.find_element(By.CSS_SELECTOR, "th i").text for row in rows if row.is_displayed()]


def press(browser: WebDriver, *keys: str) -> WebElement:
    """Press keys; what has the focus then."""
    for key in keys:
        ActionChains(browser).send_keys(key).perform()
    return browser.switch_to.active_element


def spot(element: WebElement) -> tuple[str, int]:
    """Row's person and day of the month of a cell."""
    row = element.find_element(By.XPATH, "..")
    return row.find_element(By.CSS_SELECTOR, "th i").text, int(str(element.get_property("cellIndex"))) - 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_to_complain_of(browser: WebDriver, roster_pages: Pages, lang: str, width: int, scheme: str) -> None:
    look(browser, roster_pages[lang], width, scheme=scheme)
    assert complaints(browser) == []
    assert overflow(browser) == 0
    browser.execute_script("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert violations(browser) == []
    fetched = "return performance.getEntriesByType('resource').map((one) => one.name)"
    assert browser.execute_script(fetched) == []


def test_filters(browser: WebDriver, roster_pages: Pages) -> None:
    look(browser, roster_pages["en"], 1440)
    assert shown(browser) == ["T1", "T2", "T3", "T4", "T5"]
    one(browser, "#f-person").send_keys("smith")
    assert shown(browser) == ["T3"]
    one(browser, "#f-clear").click()
    assert len(shown(browser)) == 5
    Select(one(browser, "#f-team")).select_by_visible_text("甲")
    assert shown(browser) == ["T1", "T2"]
    assert one(browser, "#f-count").text == "2 of 5 people shown"
    one(browser, "#f-person").send_keys("T2")
    assert shown(browser) == ["T2"]
    notes = [note.text for note in browser.find_elements(By.CSS_SELECTOR, ".findings li") if note.is_displayed()]
    # T2's wish, two of fairness that name T2, and the surplus that names nobody
    assert len(notes) == 4
    assert sum("10-02" in note and "wishes" in note for note in notes) == 1


def test_filter_by_shift_dims_the_others(browser: WebDriver, roster_pages: Pages) -> None:
    look(browser, roster_pages["en"], 1440)
    Select(one(browser, "#f-shift")).select_by_value("1")
    assert len(shown(browser)) == 5
    kinds = [
        (cell.text, "dim" in (cell.get_attribute("class") or ""))
        for cell in browser.find_elements(
            By.CSS_SELECTOR, "table.roster tbody tr:first-child td.s0, tr:first-child td.s1"
        )
        if cell.text
    ]
    assert kinds[:3] == [("E", True), ("N", False), ("E", True)]


def test_the_grid_by_keyboard(browser: WebDriver, roster_pages: Pages) -> None:
    look(browser, roster_pages["en"], 1440)
    one(browser, "#grid .scroll").send_keys("")
    cell = press(browser, Keys.TAB)
    assert spot(cell) == ("T1", 1)
    cell = press(browser, Keys.ARROW_RIGHT)
    assert spot(cell) == ("T1", 2)
    assert one(browser, "#detail").text == "T1 李佳怡 · 2026-10-02 Fri · N 22:00–30:00"
    assert spot(press(browser, Keys.ARROW_DOWN, Keys.END)) == ("T2", 31)
    assert spot(press(browser, Keys.PAGE_DOWN, Keys.HOME)) == ("T5", 1)
    assert spot(press(browser, Keys.PAGE_UP)) == ("T1", 1)
    # the 1st has no finding: Enter opens the day
    press(browser, Keys.ENTER)
    assert Select(one(browser, "#day-date")).first_selected_option.text == "2026-10-01 Thu"


def test_a_finding_and_its_cell_by_keyboard(browser: WebDriver, roster_pages: Pages) -> None:
    look(browser, roster_pages["en"], 1440)
    one(browser, "#grid .scroll").send_keys("")
    press(browser, Keys.TAB, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    detail = one(browser, "#detail").text
    assert "E 08:00–16:00 meal 12:00–12:30" in detail
    assert "rests only 2:00" in detail
    note = press(browser, Keys.ENTER)
    assert "daily-rest" in note.text
    note.find_element(By.LINK_TEXT, "李佳怡 10-03").click()
    assert spot(browser.switch_to.active_element) == ("T1", 3)


def test_a_link_shows_a_row_that_was_filtered_out(browser: WebDriver, roster_pages: Pages) -> None:
    look(browser, roster_pages["en"], 1440)
    one(browser, "#f-person").send_keys("T3")
    browser.execute_script("location.hash = '#c0-2'")
    assert spot(browser.switch_to.active_element) == ("T1", 3)
    assert len(shown(browser)) == 5


def test_a_day_as_bars(browser: WebDriver, roster_pages: Pages) -> None:
    look(browser, roster_pages["zh"], 1440)
    rows = browser.find_elements(By.CSS_SELECTOR, "#day-rows tr")
    # 1 October: T1 early with its meal, T5 at night, and who else is on
    assert "T1 李佳怡 E 08:00–16:00 用餐 12:00–12:30" in [row.text for row in rows]
    meal = rows[0].find_element(By.CSS_SELECTOR, "rect.meal")
    bar = rows[0].find_element(By.CSS_SELECTOR, "rect.s0")
    # half an hour of eight
    assert round(bar.rect["width"] / meal.rect["width"]) == 16
    one(browser, "#day-after").click()
    one(browser, "#day-after").click()
    rows = browser.find_elements(By.CSS_SELECTOR, "#day-rows tr")
    # by hand T1 is early on the 3rd as T3 is, and T2 has the night
    assert sorted(row.text.split()[0] for row in rows) == ["T1", "T2", "T3"]
    assert one(browser, "#day-count").text == "3 人上班"


@pytest.mark.parametrize("width", WIDTHS)
def test_heads_stay(browser: WebDriver, roster_pages: Pages, width: int) -> None:
    look(browser, roster_pages["en"], width)
    browser.execute_script("document.querySelector('#grid .scroll').style.height = '150px'")
    box = one(browser, "#grid .scroll")
    browser.execute_script("arguments[0].scrollTo(200, 60)", box)
    moved = browser.execute_script("return [arguments[0].scrollLeft > 0, arguments[0].scrollTop > 0]", box)
    assert moved[1]
    assert moved[0] or width == 1440
    head, name = one(browser, "#grid thead th"), one(browser, "#p4")
    assert abs(head.rect["y"] - box.rect["y"]) < 3
    assert abs(name.rect["x"] - box.rect["x"]) < 3


def test_the_policy_lets_nothing_else_run(browser: WebDriver, roster_pages: Pages) -> None:
    look(browser, roster_pages["en"], 1440)
    made = "const made = document.createElement('{0}'); made.textContent = '{1}'; document.body.append(made);"
    with pytest.raises(JavascriptException, match="TrustedScript"):
        browser.execute_script(made.format("script", "window.ran = 1"))
    browser.execute_script(made.format("style", "body { display: none }"))
    assert browser.execute_script("return [window.ran, getComputedStyle(document.body).display]") == [None, "block"]
    assert any("Content Security Policy" in line for line in complaints(browser))


@pytest.mark.parametrize(("paper", "width", "height"), [("A4", 8.27, 11.69), ("A3", 11.69, 16.54)])
def test_print(browser: WebDriver, roster_pages: Pages, paper: str, width: float, height: float) -> None:
    look(browser, roster_pages["en"], 1440)
    wanted = {"landscape": True, "paperWidth": width, "paperHeight": height, "printBackground": True}
    data = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", wanted)["data"])
    boxes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", data)}
    assert [(round(right / 72, 1), round(top / 72, 1)) for _, _, right, top in boxes] == [
        (round(height, 1), round(width, 1))
    ]
    # grid with legend, coverage, fairness, findings: each begins a page
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 4
