"""What commands about requests, rules, policies and the installation print."""

from __future__ import annotations

from rosterctl.io.schemas.document import Document
from rosterctl.io.schemas.of_rosters import BREACH

BOTH = {"zh": "text", "en": "text"}

REFUSAL = {
    "rule": "text",
    "key": "text",
    "code": "text",
    "text": "text",
    "authority?": "text?",
    "clause?": "text?",
}

REQUEST = {
    "place?": "text",
    "line?": "text",
    "result?": "text",
    "id?": "text?",
    "kind?": "text",
    "employee?": "employee",
    "first?": "day",
    "last?": "day",
    "part?": "text?",
    "start?": "clock?",
    "end?": "clock?",
    "leave_kind?": "text?",
    "with?": "text?",
    "side?": "text?",
    "segment?": "int?",
    "time?": "clock?",
    "compensation?": "text?",
    "emergency?": "bool",
    "over_cap?": ("text", "bool", "null"),
    "reason?": "text?",
    "evidence?": "text?",
    "papers?": "text?",
    "key?": "text?",
    "filed_at?": "instant",
    "filed_by?": "text",
    "expires?": "day?",
    "state?": "text",
    "needs?": ["text"],
    "done?": "count",
    "need?": "text?",
    "decided_by?": "text?",
    "decided_at?": "instant?",
}

REQUESTS = (
    Document(
        "requests/1",
        (
            "request list",
            "request file",
            "request approve",
            "request reject",
            "request withdraw",
            "request expire",
            "request evidence",
        ),
        "Requests and how they stand 申请",
        {"as_of?": "instant", "requests": [REQUEST]},
    ),
    Document(
        "request-check/1",
        ("request check",),
        "What would become of a request 预检",
        {
            "as_of": "instant",
            "needs": ["text"],
            "refused": [{"*": "anything"}],
            "noted": [{"*": "anything"}],
            "loses": [
                {
                    "date": "day",
                    "start": "clock",
                    "end": "clock",
                    "post": "text?",
                    "skill": "text?",
                    "grade": "text?",
                    "rank": "text?",
                    "shift": "text?",
                    "have": "count",
                    "need": "count",
                }
            ],
            "covers": [{"date": "day", "shift": "text", "post": "text", "people": ["employee"]}],
            "loss_known": "bool",
        },
    ),
    Document(
        "request-suggest/1",
        ("request suggest",),
        "Who could take a shift 换班建议",
        {
            "employee": "employee",
            "date": "day",
            "version": "count",
            "more": "count",
            "refused": [{"employee": "employee", **BREACH}],
            "candidates": [
                {
                    "place": "count",
                    "employee": "employee",
                    "name": "text",
                    "kind": "text",
                    "gives": "text?",
                    "penalty": "int",
                    "hours": "text",
                    "month": "text",
                    "skills": "text?",
                    "grade": "text?",
                    "rank": "text?",
                    "why": "text",
                }
            ],
        },
    ),
    Document(
        "swap-check/1",
        ("request check",),
        "What a swap would change 换班检查",
        {
            "month": "month",
            "version": "count",
            "kind": "text",
            "legal": "bool",
            "penalty": "int",
            "penalty_by_rule": {"*": "int"},
            "cells": [
                {
                    "employee": "employee",
                    "name": "text",
                    "date": "day",
                    "before": "text",
                    "after": "text",
                    "meals": ["anything"],
                }
            ],
            "breaches": [BREACH],
            "come": [BREACH],
            "gone": [BREACH],
        },
    ),
    Document(
        "balances/1",
        ("request balance",),
        "Days that are left 假期余额",
        {
            "as_of": "instant",
            "balances": [
                {
                    "employee": "employee",
                    "name": "text",
                    "kind": "text",
                    "source": "text",
                    "first?": "day?",
                    "expires?": "day?",
                    "granted?": "seconds",
                    "used?": "seconds",
                    "left": ("seconds", "null"),
                    "days?": "text?",
                }
            ],
        },
    ),
    Document(
        "rest-decision/1",
        ("request settle-rest",),
        "What became of rest days not taken 休息日处理",
        {
            "as_of": "instant",
            "id": "text",
            "employee": "employee",
            "month": "month",
            "days": "count",
            "settled": "text",
            "expires": "day?",
            "decided_by": "text",
            "reason": "text?",
            "evidence": "text?",
        },
    ),
    Document(
        "overtime/1",
        ("pay overtime",),
        "Overtime worked, not worked and not approved 加班",
        {
            "month": "month",
            "as_of": "instant",
            "roster": "count",
            "worked": [
                {
                    "date": "day",
                    "employee": "employee",
                    "name": "text",
                    "request": "text",
                    "what": "text",
                    "seconds": "seconds",
                    "given": "text",
                    "percent": ("percent", "null"),
                    "amount": ("yuan", "text", "null"),
                    "time_off_seconds": ("seconds", "null"),
                    "expires": "day?",
                }
            ],
            "not_worked": [
                {
                    "date": "day",
                    "employee": "employee",
                    "name": "text",
                    "request": "text",
                    "start": "instant",
                    "end": "instant",
                    "missing_seconds": "seconds",
                    "why": "text",
                }
            ],
            "not_approved": [
                {
                    "date": "day",
                    "employee": "employee",
                    "name": "text",
                    "shift": "text?",
                    "how": "text",
                    "from": "text?",
                    "seconds": "seconds",
                    "reliefs": ["anything"],
                }
            ],
        },
    ),
    Document(
        "handovers/1",
        ("handover list", "handover sign", "handover refuse", "handover review"),
        "Hand-overs 交接班",
        {
            "as_of": "instant",
            "handovers": [
                {
                    "id": "text?",
                    "date": "day",
                    "due": "clock",
                    "post": "text",
                    "outgoing": "text",
                    "incoming": "text?",
                    "expected": "bool",
                    "state": "text",
                    "outgoing_at": "instant?",
                    "incoming_at": "instant?",
                    "ended": "instant?",
                    "held": ("seconds", "null"),
                    "reason": "text?",
                    "note": "text?",
                    "evidence": "text?",
                    "manager_by": "text?",
                    "manager_at": "instant?",
                    "director_by": "text?",
                    "director_at": "instant?",
                    "reviewed": ["text"],
                }
            ],
        },
    ),
)

PARAMETER = {
    "name": "text",
    "unit": "text?",
    "required": "bool",
    "default": "anything",
    "range": "text?",
    "meaning": "text",
}

RULES = (
    Document(
        "rules/1",
        ("rules list",),
        "The rules there are 规则",
        {
            "rules": [
                {
                    "id": "text",
                    "kind": "text",
                    "title": BOTH,
                    "clauses": ["text"],
                    "authority": ["text"],
                    "law": ["text"],
                    "default_mode": "text",
                    "default_weight": "int?",
                }
            ]
        },
    ),
    Document(
        "rule/1",
        ("rules show",),
        "A rule's page 规则说明",
        {
            "id": "text",
            "kind": "text",
            "title": BOTH,
            "clauses": ["text"],
            "authority": ["text"],
            "law": ["text"],
            "default_mode": "text",
            "default_weight": "int?",
            "unit": (BOTH, "null"),
            "prose": {"*": BOTH},
            "parameters": [PARAMETER],
            "findings": {"*": {**BOTH, "mend_zh": "text?", "mend_en": "text?", "severity": "text?", "local": "bool"}},
            "examples": [{"*": "anything"}],
        },
    ),
    Document(
        "rules-trace/1",
        ("rules trace",),
        "From clause to test 条款追溯",
        {
            "clauses": [
                {
                    "clause": "text",
                    "regulation": "text",
                    "article": "text",
                    "asks": "text",
                    "rules": ["text"],
                    "presets": ["text"],
                    "test": "text?",
                }
            ]
        },
    ),
    Document(
        "policy/1",
        ("policy show",),
        "The rules in force 现行制度",
        {
            "name": "text",
            "chain": ["text"],
            "files": [{"file": "file", "sha256": "hash"}],
            "rules": [
                {
                    "rule": "text",
                    "key": "text",
                    "mode": "hard|soft|off",
                    "weight": "count",
                    "for": {"*": ["text"]},
                    "params": {"*": "anything"},
                    "authority": "text?",
                    "valid_from": "day?",
                    "valid_until": "day?",
                    "place": "text?",
                    "origin": {"*": "text"},
                }
            ],
        },
    ),
    Document(
        "policy-diff/1",
        ("policy diff",),
        "What two policies state differently 制度比较",
        {
            "a": "text",
            "b": "text",
            "differences": [
                {"key": "text", "valid_from": "day?", "field": "text?", "a": "anything", "b": "anything"}
            ],
        },
    ),
    Document(
        "policy-lint/1",
        ("policy lint",),
        "A policy and its months beside the law 合法性检查",
        {
            "policy": "text",
            "on": "day",
            "month": "month?",
            "advice": "bool",
            "findings": [
                {
                    "severity": "text",
                    "provision": "text",
                    "code": "text",
                    "local": "bool",
                    "key": "text?",
                    "authority": "text?",
                    "employee": "text?",
                    "where": "text?",
                    "law": ["text"],
                    "text": "text",
                    "lawful": "text?",
                }
            ],
        },
    ),
)

HOUSE = (
    Document(
        "init/1", ("init",), "A workspace made 新建", {"workspace": "file", "preset": "text", "files": ["file"]}
    ),
    Document(
        "doctor/1",
        ("doctor",),
        "Installation and workspace 自检",
        {"checks": [{"what": "text", "well": "bool", "seen": "text"}]},
    ),
    Document(
        "schemas/1",
        ("schema list",),
        "The schemas there are 模式",
        {"schemas": [{"name": "text", "of": "text", "used": ["text"], "title": "text"}]},
    ),
)
