"""Turns a template and values into one self-contained page.

Everything that comes from a workspace goes through autoescape or :func:`data_block`. The Content-Security-Policy
allows this page's own style and script, each by its hash, and nothing else: no network, no inline handlers, no forms.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from rosterctl import __version__
from rosterctl.errors import InternalError
from rosterctl.messages import Lang, text

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

POLICY = (
    "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
)


def page(template: str, lang: Lang, values: Mapping[str, Any], *, style: str = "", data: Any = None) -> str:
    """The page of a template in ``templates/`` with its style sheet and script inside.

    ``style`` is added to the style sheet: trusted text, never words of a workspace. ``data`` is for the script.
    """
    from markupsafe import Markup

    sheet = _file("page.css") + style
    script = _file("page.js")
    for body in (sheet, script):
        if "</" in body:
            raise InternalError("page.closing")
    shell = {
        "lang": lang,
        "code": {"zh": "zh-CN", "en": "en"}[lang],
        "policy": POLICY.format(style=_hash(sheet), script=_hash(script)),
        "sheet": Markup(sheet),
        "script": Markup(script),
        "data": data_block(data),
        "version": __version__,
    }
    return _environment(lang).get_template(template).render({**values, **shell})


def data_block(data: Any) -> Markup:
    """JSON that can stand inside a script element: no letter of it can end the element or begin a comment."""
    from markupsafe import Markup

    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        plain = plain.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(plain)


def _environment(lang: Lang) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("rosterctl.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["t"] = lambda code, **values: text(code, lang, values)
    return made


def _file(name: str) -> str:
    return (files("rosterctl.report.html") / "templates" / name).read_text("utf-8")


def _hash(body: str) -> str:
    return base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
