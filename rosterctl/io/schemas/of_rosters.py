"""What commands about rosters and demand print."""

from __future__ import annotations

from rosterctl.io.schemas.document import Document

FOUND = {
    "rule": "text",
    "key": "text",
    "hard": "bool",
    "cost": "penalty",
    "employees": ["employee"],
    "dates": ["day"],
    "text": "text",
}
"""What a finding says wherever it is printed."""

BREACH = {**FOUND, "code": "text", "size": "count", "clause": "text?"}
"""What would come of a change."""

FINDING = {
    **FOUND,
    "code": "text",
    "size": "count",
    "values": {"*": "anything"},
    "authority": "text?",
    "where": ["text"],
    "mend": "text?",
}

CHANGE = {
    "employee": "employee",
    "name": "text",
    "date": "day",
    "before": "text",
    "after": "text",
    "changed": ["text"],
}

WHOM = {"skill": "text?", "grade": "text?", "rank": "text?", "shift": "text?"}

CHOICE = {**FOUND, "authority": "text?"}

ROSTERS = (
    Document(
        "build/1",
        ("roster build",),
        "A roster that was built 编排结果",
        {
            "month": "month",
            "draft": "file",
            "as_of": "instant?",
            "input_hash": "hash",
            "version": "text",
            "status": "text",
            "penalty": "penalty",
            "bound": "int?",
            "seed": "int?",
            "workers": "int?",
            "findings": "count",
        },
    ),
    Document(
        "what-if/1",
        ("roster build",),
        "Two rosters side by side 假设比较",
        {
            "month": "month",
            "as_of": "instant",
            "what_if": ["text"],
            "lines": [
                {
                    "part": "status|penalty|bound|hard|soft|cells|rule|short|below",
                    "what": "text",
                    "plain": ("int", "text", "null"),
                    "supposed": ("int", "text", "null"),
                }
            ],
        },
    ),
    Document(
        "findings/1",
        ("roster check",),
        "What rules find in a roster 检查结果",
        {"month": "month", "roster": "text", "penalty": "penalty", "hard": "count", "findings": [FINDING]},
    ),
    Document(
        "roster-grid/1",
        ("roster show",),
        "A roster, day by day 班表",
        {
            "first": "day",
            "end": "day",
            "days": [{"date": "day", "kind": "text", "weekend": "bool", "name": "text?"}],
            "notes": [{"first": "day", "last": "day", "note": "text"}],
            "people": [
                {
                    "id": "employee",
                    "name": "text",
                    "team": "text?",
                    "cells": {"*": "text"},
                    "leave": ["day"],
                    "work_days": "count",
                    "rest_days": "count",
                    "nights": "count",
                    "paid_minutes": "minutes",
                    "weekend_days": "count",
                }
            ],
            "coverage": [
                {
                    "date": "day",
                    "from": "clock?",
                    "to": "clock?",
                    "post": "text?",
                    **WHOM,
                    "min": "int?",
                    "target": "int?",
                    "max": "int?",
                    "lowest": "int",
                    "highest": "int",
                    "short": "int",
                    "below": "int",
                    "over": "int",
                }
            ],
            "shifts": [{"code": "text", "name": "text", "time": "text", "paid_minutes": "minutes", "night": "bool"}],
        },
    ),
    Document(
        "roster-diff/1",
        ("roster diff",),
        "What two rosters do differently 班表比较",
        {
            "before": "text",
            "after": "text",
            "people": [
                {
                    "employee": "employee",
                    "name": "text",
                    "cells": "count",
                    "days_before": "count",
                    "days_after": "count",
                    "minutes_before": "minutes",
                    "minutes_after": "minutes",
                }
            ],
            "changes": [CHANGE],
        },
    ),
    Document(
        "roster-repair/1",
        ("roster repair",),
        "Who changes what when somebody is away 调整通知",
        {
            "month": "month",
            "begins": "day",
            "proven": "bool",
            "cells": "count",
            "people": "count",
            "least": "int?",
            "changes": [{**CHANGE, "why": "text"}],
        },
    ),
    Document(
        "roster-explain/1",
        ("roster explain",),
        "Why a month has no roster, and ways out 无解说明",
        {
            "month": "month",
            "feasible": "bool",
            "minimal": "bool?",
            "conflict": [
                {
                    "rule": "text",
                    "key": "text",
                    "dates": ["day"],
                    "who?": ["employee"],
                    "text": "text",
                    "shifts?": ["text"],
                    "low?": "int?",
                    "high?": "int?",
                    "people?": "count",
                }
            ],
            "facts": [
                {"date": "day", "staff": "count", "leave": "count", "free": "count", "need": ["text"], "text": "text"}
            ],
            "ways": [
                {
                    "text": "text",
                    "cost": "int?",
                    "verified": "bool",
                    "proof": "text?",
                    "measures": [
                        {
                            "kind": "text",
                            "date?": "day?",
                            "count?": "int",
                            "shifts?": ["text"],
                            "what?": "text",
                            "from?": "int",
                            "to?": "int",
                            "by?": "int",
                            "of?": "int",
                            "who?": ["employee"],
                            "rule?": "text",
                            "key?": "text",
                        }
                    ],
                }
            ],
            "open": ["anything"],
        },
    ),
    Document(
        "roster-why/1",
        ("roster explain",),
        "Why somebody holds what, and what else would cost 单格说明",
        {
            "employee": "employee",
            "date": "day",
            "held": "text?",
            "pins": ["text"],
            "leave": [{"id": "text", "kind": "text"}],
            "wishes": ["anything"],
            "choices": [{"holds": "text", "hard": "count", "penalty": "int", "new": [CHOICE], "gone": [CHOICE]}],
        },
    ),
    Document(
        "on-call/1",
        ("roster on-call",),
        "Who can be called in 备班",
        {
            "month": "month",
            "roster": "text",
            "on_call": [
                {
                    "date": "day",
                    "key": "text",
                    "shifts": "text",
                    "employee": "employee",
                    "name": "text",
                    "team": "text",
                }
            ],
        },
    ),
    Document(
        "import/1",
        ("roster import",),
        "A roster taken in 导入",
        {"draft": "file", "assignments": "count", "findings": "count"},
    ),
    Document(
        "export/1", ("roster export",), "A file written 导出", {"file": "file", "month": "month", "roster": "text"}
    ),
    Document(
        "publish/1",
        ("roster publish",),
        "A version frozen 发布",
        {
            "month": "month",
            "file": "file",
            "version": "count",
            "hash": "hash",
            "accepted": "text?",
            "findings": "count",
            "head?": "hash?",
        },
    ),
    Document(
        "report/1",
        ("report roster", "report attendance"),
        "A page written 报表",
        {
            "file": "file",
            "month": "month",
            "roster?": "text",
            "hard?": "count",
            "soft?": "count",
            "penalty?": "penalty",
            "as_of?": "instant",
            "exceptions?": "count",
        },
    ),
    Document(
        "demand-size/1",
        ("demand size",),
        "Seats from calls, by Erlang C 座席需求",
        {
            "service_level": "number",
            "within": "seconds",
            "shrinkage": "number",
            "max_occupancy": "number?",
            "intervals": [
                {
                    "day": "text",
                    "from": "clock",
                    "to": "clock",
                    "shift": "text?",
                    "post": "text?",
                    "skill": "text?",
                    "calls": "number",
                    "handling": "number",
                    "load": "number",
                    "positions": "count",
                    "occupancy": "number",
                    "service": "number",
                    "wait": "number",
                    "min": "count",
                    "target": "count",
                }
            ],
        },
    ),
    Document(
        "demand-show/1",
        ("demand show",),
        "Load, seats and the service that a roster will give 服务水平",
        {
            "month": "month",
            "roster": "text?",
            "intervals": [
                {
                    "date": "day",
                    "from": "clock",
                    "to": "clock",
                    "shift": "text?",
                    "post": "text?",
                    "skill": "text?",
                    "calls": "number",
                    "load": "number",
                    "wanted": "count",
                    "heads": "int?",
                    "service": "number?",
                }
            ],
        },
    ),
)
