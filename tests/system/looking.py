"""What the tests do with a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from selenium.webdriver.chrome.webdriver import WebDriver

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (390, 1440)


def look(browser: WebDriver, page: Path, width: int, *, scheme: str = "light") -> None:
    """Open a page in a window of that width."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})
    browser.get("about:blank")  # the same file with another fragment would not be loaded again
    browser.get(page.as_uri())


def complaints(browser: WebDriver) -> list[str]:
    """What the console holds since it was last asked."""
    entries: list[dict[str, Any]] = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return [entry["message"] for entry in entries]


def violations(browser: WebDriver) -> list[str]:
    """What axe-core finds on the page as it is now: rule, why, and where."""
    browser.execute_script(AXE.read_text("utf-8"))
    found: dict[str, Any] = browser.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, {resultTypes: ['violations']}).then(done, (e) => done({error: String(e)}));"
    )
    assert "error" not in found, found
    return [
        f"{one['id']}: {one['help']}: {json.dumps([node['target'] for node in one['nodes']][:5])}"
        for one in found["violations"]
    ]


def overflow(browser: WebDriver) -> int:
    """How many pixels the page is wider than the window."""
    wide: int = browser.execute_script(
        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wide
