"""The tables of ``rosterctl.toml`` about the ledger: who may act, who may open the file, whose requests count.

::

    [people.zhangwei]             # the login of the machine
    employee = "H01"              # an id of input/staff
    roles = ["clerk"]             # clerk, approver, payroll, keeper; may be left out

    [ledger]
    mode = "0600"                 # the owner alone; or "0660": the owner and the file's group
    requests = "ledger"           # plans, attendance and pay take requests from the ledger; or "input": from
                                  # input/requests. Left out: from the ledger as soon as anybody may act
"""

from __future__ import annotations

from typing import Any

from rosterctl.domain.acting import ROLES, Acting
from rosterctl.io.tables.problems import Problems
from rosterctl.io.tables.suggest import nearest
from rosterctl.io.tables.toml_lines import TomlFile

MODES = {"0600": 0o600, "0660": 0o660}
SOURCES = ("ledger", "input")
"""Where requests may be taken from."""
_LEDGER = ("mode", "requests")
_PERSON = ("employee", "roles")


def read_people(file: TomlFile, value: Any, problems: Problems) -> tuple[Acting, ...]:
    """Everybody who may act, in the order of the file."""
    if not isinstance(value, dict):
        problems.add("config.people", file.place("people"))
        return ()
    return tuple(found for login, table in value.items() if (found := _person(file, login, table, problems)))


def _person(file: TomlFile, login: str, table: Any, problems: Problems) -> Acting | None:
    place = file.place("people", login)
    if not isinstance(table, dict) or not isinstance(table.get("employee"), str) or not table["employee"].strip():
        problems.add("config.person", place, login=login)
        return None
    for name in table:
        if name not in _PERSON:
            _unknown(file, ("people", login, name), name, _PERSON, problems)
    roles = table.get("roles", [])
    if not isinstance(roles, list) or not all(isinstance(role, str) for role in roles):
        problems.add("config.roles", file.place("people", login, "roles"), login=login, known=ROLES)
        return None
    for number, role in enumerate(roles):
        if role not in ROLES:
            problems.add("config.role", file.place("people", login, "roles", number), read=role, known=ROLES)
    return Acting(login, table["employee"].strip(), frozenset(roles) & frozenset(ROLES))


def read_ledger(file: TomlFile, value: Any, problems: Problems) -> dict[str, Any]:
    """The permissions of a new ledger (those of the owner alone when nothing is stated), and where requests come
    from, where that is stated."""
    if not isinstance(value, dict):
        problems.add("config.ledger", file.place("ledger"))
        return {}
    for name in value:
        if name not in _LEDGER:
            _unknown(file, ("ledger", name), name, _LEDGER, problems)
    found: dict[str, Any] = {}
    mode, source = value.get("mode", "0600"), value.get("requests")
    if isinstance(mode, str) and mode in MODES:
        found["ledger"] = MODES[mode]
    else:
        problems.add("config.mode", file.place("ledger", "mode"), read=str(mode)[:60], known=tuple(MODES))
    if source is None or source in SOURCES:
        found["requests"] = source
    else:
        problems.add("config.requests", file.place("ledger", "requests"), read=str(source)[:60], known=SOURCES)
    return found


def _unknown(file: TomlFile, path: tuple[str, ...], name: str, known: tuple[str, ...], problems: Problems) -> None:
    like = nearest(name, known)
    if like is None:
        problems.add("config.key", file.place(*path), key=name, known=known)
    else:
        problems.add("config.key-like", file.place(*path), key=name, like=like)
