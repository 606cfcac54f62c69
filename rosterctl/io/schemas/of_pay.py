"""What commands about attendance, pay and the ledger print."""

from __future__ import annotations

from rosterctl.io.schemas.document import Document

TIMES = {"times": "count", "seconds": "seconds"}

DAY = {
    "employee": "employee",
    "date": "day",
    "segment": "int?",
    "shift": "text?",
    "post": "text?",
    "words": ["text"],
    "start": "instant?",
    "end": "instant?",
    "expected_start": "instant?",
    "expected_end": "instant?",
    "arrival": "instant?",
    "departure": "instant?",
    "corrected_in": "bool",
    "corrected_out": "bool",
    "late_seconds": "seconds",
    "early_seconds": "seconds",
    "raw_late_seconds": "seconds",
    "raw_early_seconds": "seconds",
    "forgiven": "bool",
    "not_ready_seconds": "seconds",
    "waits": "bool",
    "paid_seconds": "seconds",
    "expected_seconds": "seconds",
    "leave_seconds": "seconds",
    "worked_seconds": ("seconds", "null"),
    "requests": ["text"],
    "punches": [{"time": "instant", "as": "text", "where": "text"}],
    "findings": [
        {"rule": "text", "key": "text", "code": "text", "text": "text", "mend": "text?", "authority": "text?"}
    ],
}
"""One person's one day, or one segment of it."""

LINE = {
    "date": "day?",
    "rule": "text",
    "key": "text",
    "part": "text",
    "fact": "text?",
    "code": "text",
    "title": "text",
    "authority": "text?",
    "text": "text",
    "arithmetic": "text",
    "amount": "yuan",
    "because": (["text"], "text"),
    "evidence": (["text"], "text"),
}
"""One line of pay. Sums, causes and evidence are a word in place of what ``--redact`` leaves out."""

ATTENDED = (
    Document(
        "attend-run/1",
        ("attend run",),
        "A month judged 考勤结果",
        {
            "month": "month",
            "as_of": "instant",
            "roster": "count",
            "file": "file",
            "units": "count",
            "people": "count",
            "punches": "count",
            "exceptions": [{"kind": "text", "hard": "count", "soft": "count", "pending": "count", "people": "count"}],
        },
    ),
    Document(
        "attendance/1",
        ("attend show",),
        "Somebody's days 个人考勤",
        {"month": "month", "as_of": "instant", "employee": "employee", "name": "text", "days": [DAY]},
    ),
    Document(
        "attend-exceptions/1",
        ("attend exceptions",),
        "What is wrong and what to do 异常",
        {
            "month": "month",
            "as_of": "instant",
            "exceptions": [
                {
                    "kind": "text",
                    "hard": "bool",
                    "rule": "text",
                    "key": "text",
                    "code": "text",
                    "authority": "text?",
                    "date": "day",
                    "employee": "employee",
                    "name": "text",
                    "shift": "text?",
                    "start": "instant?",
                    "end": "instant?",
                    "pending": "bool",
                    "seen": "text",
                    "todo": "text",
                    "punches": [{"time": "instant", "as": "text", "where": "text"}],
                }
            ],
        },
    ),
    Document(
        "attend-summary/1",
        ("attend summary",),
        "The month by person 考勤汇总",
        {
            "month": "month",
            "as_of": "instant",
            "people": [
                {
                    "employee": "employee",
                    "name": "text",
                    "team": "text?",
                    "due_days": "count",
                    "attended_days": "decimal",
                    "leave_days": ("decimal", "text"),
                    "absent_days": "decimal",
                    "unknown_days": "count",
                    "rest_days": "count",
                    "holidays": "count",
                    "late": TIMES,
                    "serious": TIMES,
                    "early": TIMES,
                    "missing": {"times": "count"},
                    "not_ready": TIMES,
                    "absent": TIMES,
                    "absent_half": TIMES,
                    "leave": (TIMES, "text"),
                    "leave_seconds_by_kind": ({"*": "seconds"}, "text"),
                    "worked_seconds": "seconds",
                    "overtime_seconds": "seconds",
                    "night_seconds": "seconds",
                    "unrostered": "count",
                    "appraisal": {"*": "anything"},
                }
            ],
        },
    ),
    Document(
        "punch-import/1",
        ("punch import",),
        "Files of punches taken in 打卡导入",
        {
            "as_of": "instant",
            "files": [
                {
                    "file": "file",
                    "format": "text",
                    "rows": "count",
                    "new": "count",
                    "repeats": "count",
                    "known": "count",
                    "unknown": "count",
                    "blank": "count",
                    "batch": "text?",
                }
            ],
        },
    ),
    Document(
        "punches/1",
        ("punch list",),
        "Punches 打卡记录",
        {
            "punches": [
                {
                    "employee": "text?",
                    "name": "text?",
                    "time": "instant",
                    "device": "text?",
                    "direction": "text?",
                    "clock_id": "text?",
                    "result": "text?",
                    "note": "text?",
                    "where": "text",
                }
            ]
        },
    ),
)

PAY = (
    Document(
        "pay/1",
        ("pay run",),
        "The month priced 工资结算",
        {
            "month": "month",
            "as_of": "instant",
            "roster": "count",
            "provisional": "bool",
            "unsettled": [{"why": "text", "employee": "text?", "date": "day?", "shift": "text?"}],
            "people": [
                {
                    "employee": "employee",
                    "name": "text",
                    "team": "text?",
                    "due": "count",
                    "attended": "decimal",
                    "base": ("yuan", "text"),
                    "net": ("yuan", "text"),
                    "columns": ({"*": "yuan"}, "text"),
                    "provisional": "bool",
                    "lines": [{**LINE, "amount": ("yuan", "text")}],
                }
            ],
            "closed?": {
                "number": "count",
                "as_of": "instant",
                "closed_by": "text",
                "hash": "hash",
                "same": "bool",
                "records_same": "bool",
                "changed": ["text"],
                "differences": [
                    {
                        "employee": "employee",
                        "month": "month",
                        "date": "day?",
                        "rule": "text",
                        "key": "text",
                        "closed": ("yuan", "text", "null"),
                        "now": ("yuan", "text", "null"),
                    }
                ],
            },
        },
    ),
    Document(
        "pay-explain/1",
        ("pay explain",),
        "Somebody's pay, line by line 工资说明",
        {
            "month": "month",
            "as_of": "instant",
            "employee": "employee",
            "name": "text",
            "team": "text?",
            "provisional": "bool",
            "base": ("yuan", "text"),
            "days": [DAY],
            "lines": [{**LINE, "amount": ("yuan", "text")}],
            "net": ("yuan", "text"),
        },
    ),
    Document(
        "pay-compare/1",
        ("pay compare",),
        "House rule beside lawful basis 与法定比较",
        {
            "month": "month",
            "as_of": "instant",
            "baseline": "text",
            "advice": "bool",
            "provisional": "bool",
            "people": [
                {
                    "employee": "employee",
                    "name": "text",
                    **dict.fromkeys(
                        (
                            "time",
                            "fines",
                            "lawful",
                            "repay",
                            "overtime",
                            "lawful_overtime",
                            "underpaid",
                        ),
                        ("yuan", "text"),
                    ),
                }
            ],
        },
    ),
    Document(
        "pay-close/1",
        ("pay close",),
        "Months closed 关账",
        {
            "closings": [
                {
                    "month": "month",
                    "number": "count",
                    "first": "day",
                    "end": "day",
                    "as_of": "instant",
                    "closed_by": "text",
                    "accepted": [{"why": "text", "date": "day?", "employee": "text?", "what": "text"}],
                    "records_sha256": "hash",
                    "lines_sha256": "hash",
                    "hash": "hash",
                    "people": "count",
                    "lines": "count",
                    "inputs": {"*": "hash"},
                }
            ]
        },
    ),
    Document(
        "pay-reopen/1",
        ("pay reopen",),
        "A month opened again 反关账",
        {"month": "month", "number": "count", "reopened_at": "instant", "reopened_by": "text", "reason": "text"},
    ),
)

LEDGER = (
    Document(
        "ledger-log/1",
        ("ledger log",),
        "The audit chain 审计链",
        {
            "entries": [
                {
                    "seq": "count",
                    "at": "instant",
                    "instant": "int",
                    "login": "text",
                    "employee": "text?",
                    "decided_by": "text?",
                    "action": "text",
                    "subject": "text",
                    "payload_hash": "hash",
                    "previous": "hash",
                    "hash": "hash",
                }
            ]
        },
    ),
    Document(
        "ledger-verify/1",
        ("ledger verify",),
        "Whether the ledger is whole 校验",
        {
            "entries": "count",
            "head": "hash",
            "purged": "count",
            "proven": "int?",
            "backdated": ["anything"],
            "rows": {"*": "count"},
            "flaw": ({"fault": "text", "table": "text?", "row": "text?", "columns": ["text"]}, "null"),
            "files": [{"wrong": "text", "file": "file"}],
            "whole": "bool",
        },
    ),
    Document(
        "ledger-purge/1",
        ("ledger purge",),
        "What was taken out 清除",
        {"before": "month", "entries": "count", "files": ["file"], "export": "file?", "head": "hash"},
    ),
)
