"""What each file of ``input/`` becomes; what is wrong with them stands in ``tests/errors/input``."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from rosterctl.domain.attendance import Side
from rosterctl.domain.calendar import DayKind
from rosterctl.domain.demand import Filter
from rosterctl.domain.incidents import INCIDENT_KINDS, Incident
from rosterctl.domain.opening import OPENING_KEYS
from rosterctl.domain.people import Employee, Wage
from rosterctl.domain.requests import Compensation, Part, Status
from rosterctl.domain.shifts import Meal, Shift
from rosterctl.domain.time import Span
from rosterctl.io.inputs.carried import by_rule, read_carried
from rosterctl.io.inputs.days import read_days
from rosterctl.io.inputs.demand import read_demand
from rosterctl.io.inputs.history import read_history
from rosterctl.io.inputs.incidents import read_incidents
from rosterctl.io.inputs.known import Known
from rosterctl.io.inputs.opening import by_employee, read_opening
from rosterctl.io.inputs.pins import read_pins
from rosterctl.io.inputs.requests import read_requests
from rosterctl.io.inputs.shifts import read_shifts
from rosterctl.io.inputs.staff import read_staff
from rosterctl.io.inputs.wishes import read_wishes
from rosterctl.io.tables.words import INCIDENT_WORDS, OPENING_WORDS
from rosterctl.messages import problem_line

DAY = Shift("D", "Day", (Span(540, 1080),))
NIGHT = Shift("N", "Night", (Span(1320, 1800),), posts=frozenset({"gate"}))
KNOWN = Known(
    (Employee("E01", "张伟"), Employee("E02", "王芳")),
    frozenset({"E01", "E02"}),
    {"D": DAY, "N": NIGHT},
    frozenset({"D", "N"}),
    ("desk", "gate"),
)


def on(month: int, day: int) -> dt.date:
    return dt.date(2026, month, day)


@pytest.fixture
def csv(tmp_path: Path) -> "Csv":
    return Csv(tmp_path)


class Csv:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *lines: str) -> Path:
        path = self.folder / "some.csv"
        path.write_text("\n".join(lines), "utf-8")
        return path


def test_staff(csv: Csv) -> None:
    path = csv(
        "工号,姓名,部门,级别,职级,技能,岗位,可上班次,工时比例,工时制,入职日期,离职日期,打卡号,基本工资,生效日期",
        "E01,张伟,一组,高级,班长,电话;导诊,desk,D N,80%,综合,2020-01-01,2026-12-31,7;8,7200,2026-01-01",
        "E02,王芳,,,,,,,,,,,,,",
    )
    people, problems, named, whole = read_staff(path, KNOWN)
    assert problems == []
    assert people == (
        Employee(
            id="E01",
            name="张伟",
            team="一组",
            grade="senior",
            rank="leader",
            skills=frozenset({"电话", "导诊"}),
            posts=frozenset({"desk"}),
            shifts=frozenset({"D", "N"}),
            contract=80,
            hours_system="comprehensive",
            employed_from=on(1, 1).replace(year=2020),
            employed_until=on(12, 31),
            clock_ids=frozenset({"7", "8"}),
            wages=(Wage(on(1, 1), Decimal(7200)),),
        ),
        Employee("E02", "王芳"),
    )
    assert named == {"E01", "E02"}
    assert whole


def test_shifts(csv: Csv) -> None:
    path = csv(
        "代码,名称,时段,上班,下班,用餐,计薪分钟,计薪小时,岗位,夜班,提前到岗",
        "D,白班,,08:30,18:00,11:00-13:30/35,,,,,10",
        "S,分段,09:00-12:00；14:00-18:00,,,,,,,,",
        "N,夜班,,22:00,06:00,01:00-02:00/30带薪,,7.5,gate,,5",
        "M,拆夜,20:00-24:00;01:00-05:00,,,,420,,,否,",
        "L,晚班,,15:30,24:00,,,,,是,",
        "W,全天,08:00-32:00,,,,,,,,",
    )
    shifts, problems, _, _ = read_shifts(path, KNOWN)
    assert problems == []
    assert shifts == (
        Shift("D", "白班", (Span(510, 1080),), (Meal(Span(660, 810), 35),), arrive_early=10),
        Shift("S", "分段", (Span(540, 720), Span(840, 1080))),
        Shift("N", "夜班", (Span(1320, 1800),), (Meal(Span(1500, 1560), 30, True),), 450, frozenset({"gate"}),
              arrive_early=5),
        Shift("M", "拆夜", (Span(1200, 1440), Span(1500, 1740)), paid_minutes=420, night_stated=False),
        Shift("L", "晚班", (Span(930, 1440),), night_stated=True),
        Shift("W", "全天", (Span(480, 1920),)),
    )  # fmt: skip
    assert [shift.night for shift in shifts] == [False, False, True, False, True, True]


def test_reaches_of_shifts(csv: Csv) -> None:
    """0 is no reach at all; blank is the policy's."""
    path = csv("代码,时段,打卡提前,打卡延后", "D,09:00-18:00,60,0", "N,22:00-06:00,,1440")
    shifts, problems, _, _ = read_shifts(path, KNOWN)
    assert problems == []
    assert [(shift.reach_before, shift.reach_after) for shift in shifts] == [(60, 0), (None, 1440)]


def test_demand(csv: Csv) -> None:
    path = csv(
        "日期类型,从,到,班次,岗位,技能,级别,职级,最少,目标,最多",
        "每天,08:00,12:00,,desk,电话,中级,,1,2,3",
        "周一、周二,23:00,07:00,,,,,中层,1,,",
        "节假日,00:00,24:00,,,,,,0,,",
        "工作日,00:00,00:00,,,,,,,2,",
        "2026-10-01~2026-10-02,,,D,,,,,2,,",
        "双十一,20:00,26:00,,,,,,5,,",
    )
    rows, problems, _, _ = read_demand(path, KNOWN, ["双十一"])
    assert problems == []
    assert [(row.day, row.span, row.min, row.target, row.max) for row in rows] == [
        ("all", Span(480, 720), 1, 2, 3),
        ("mon", Span(1380, 1860), 1, None, None),
        ("tue", Span(1380, 1860), 1, None, None),
        ("holiday", Span(0, 1440), 0, None, None),
        ("workday", Span(0, 1440), None, 2, None),
        ("2026-10-01", None, 2, None, None),
        ("2026-10-02", None, 2, None, None),
        ("双十一", Span(1200, 1560), 5, None, None),
    ]
    assert rows[0].filter == Filter("desk", "电话", "intermediate")
    assert rows[1].filter == Filter(rank="middle")
    assert rows[5].filter == Filter(shift="D")
    assert str(rows[-1].place).endswith("some.csv:7")


def test_requests(csv: Csv) -> None:
    path = csv(
        "编号,类别,工号,姓名,开始日期,结束日期,时段,开始时间,结束时间,假别,状态,事由,提交时间,审批人",
        "R1,请假,E01,张伟,2026-10-12,2026-10-16,全天,,,带薪假,已批准,探亲,2026-09-01T09:00,E02",
        ",,,王芳,2026-10-20,,下半天,,,陪产假,待批,,,",
        ",加班,E02,,2026-10-21,,,18:00,20:00,,已拒绝,,,",
        ",外出,王芳,,2026-10-22,,小时,23:00,01:00,,已撤回,,,",
        ",,E01,,2026-10-23,,,,,换休假,,,,",
    )
    requests, problems, named, _ = read_requests(path, KNOWN)
    assert problems == []
    assert named == {"R1", "row-3", "row-4", "row-5", "row-6"}
    one, two, three, four, five = requests
    assert (one.id, one.kind, one.employee, one.first, one.last) == ("R1", "leave", "E01", on(10, 12), on(10, 16))
    assert (one.part, one.leave_kind, one.status) == (Part.WHOLE, "annual", Status.APPROVED)
    assert (one.reason, one.filed_at, one.decided_by) == ("探亲", "2026-09-01T09:00:00+08:00", "E02")
    assert (two.employee, two.last, two.part) == ("E02", on(10, 20), Part.SECOND_HALF)
    assert (two.leave_kind, two.status) == ("陪产假", Status.FILED)
    assert (three.kind, three.part, three.hours) == ("overtime", Part.HOURS, Span(1080, 1200))
    assert three.status is Status.REJECTED
    assert (four.kind, four.employee, four.hours) == ("outing", "E02", Span(1380, 1500))
    assert four.status is Status.WITHDRAWN
    assert (five.leave_kind, five.status, five.place.line if five.place else 0) == ("exchange", Status.FILED, 6)


def test_corrections(csv: Csv) -> None:
    path = csv(
        "类别,工号,日期,补卡类型,段,补卡时间,状态,提交时间,审批时间",
        "补卡,E01,2026-10-12,上班,,08:58,已批准,2026/10/13 9:05,2026-10-13T10:00:30+09:00",
        "correction,E01,2026-10-12,out,2,18:02:30,filed,2026-10-12T10:05:00Z,",
        "补卡,E02,2026-10-13,下班,1,次日06:01,已批准,2026年10月14日 9:05:06,",
        "补卡,E02,2026-10-14,下班卡,1,48:00,已拒绝,,",
    )
    requests, problems, _, _ = read_requests(path, KNOWN)
    assert problems == []
    assert [(r.kind, r.first, r.last, r.side, r.segment, r.time) for r in requests] == [
        ("correction", on(10, 12), on(10, 12), Side.START, 1, (8 * 60 + 58) * 60),
        ("correction", on(10, 12), on(10, 12), Side.END, 2, (18 * 60 + 2) * 60 + 30),
        ("correction", on(10, 13), on(10, 13), Side.END, 1, (30 * 60 + 1) * 60),
        ("correction", on(10, 14), on(10, 14), Side.END, 1, 48 * 3600),
    ]
    assert [(r.filed_at, r.decided_at) for r in requests] == [
        ("2026-10-13T09:05:00+08:00", "2026-10-13T09:00:30+08:00"),
        ("2026-10-12T18:05:00+08:00", None),
        ("2026-10-14T09:05:06+08:00", None),
        (None, None),
    ]
    assert (requests[0].filed_instant, requests[3].filed_instant) == (1791853500, None)
    assert (requests[0].decided_instant, requests[1].decided_instant) == (1791853230, None)


def test_a_correction_in_a_workbook(tmp_path: Path) -> None:
    """Times and instants as a spreadsheet holds them: a fraction of a day, a time of its own, a date with time."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["kind", "employee", "from", "side", "time", "status", "filed_at"],
        [
            "correction",
            "E01",
            dt.date(2026, 10, 12),
            "in",
            dt.time(8, 58, 30),
            "filed",
            dt.datetime.fromisoformat("2026-10-13T09:05"),
        ],
        ["correction", "E01", on(10, 13), "out", 0.75, "filed", 46308.378472],
        ["correction", "E01", on(10, 14), "out", dt.timedelta(hours=26, minutes=1), "filed", None],
    ):
        sheet.append(row)
    book.save(tmp_path / "requests.xlsx")
    requests, problems, _, _ = read_requests(tmp_path / "requests.xlsx", KNOWN)
    assert problems == []
    assert [request.time for request in requests] == [32310, 64800, 93660]
    assert [r.filed_at for r in requests] == ["2026-10-13T09:05:00+08:00", "2026-10-13T09:05:00+08:00", None]


def test_overtime_and_swaps(csv: Csv) -> None:
    path = csv(
        "kind,employee,from,start,end,compensation,with,status",
        "加班,E01,2026-10-12,18:00,20:00,调休,,已批准",
        "overtime,E01,2026-10-13,22:00,24:00,,,approved",
        "换班,E01,2026-10-14,,,,王芳,approved",
        "换班,E01,2026-10-15,,,,,approved",
    )
    requests, problems, _, _ = read_requests(path, KNOWN)
    assert problems == []
    assert [request.compensation for request in requests[:2]] == [Compensation.TIME_OFF, Compensation.PAY]
    assert requests[1].hours == Span(1320, 1440)
    assert [request.partner for request in requests] == [None, None, "E02", None]


def test_instants_are_on_the_workspace_clock(csv: Csv) -> None:
    """In Berlin 25 October 2026 has 02:30 twice: the first one (+02:00) is meant."""
    path = csv(
        "employee,from,status,filed_at",
        "E01,2026-10-12,filed,2026-10-01 09:00",
        "E01,2026-10-13,filed,2026-10-25 02:30",
        "E01,2026-10-14,filed,2026-10-25 03:30",
        "E01,2026-10-15,filed,2026-10-25T02:30+01:00",
    )
    requests, problems, _, _ = read_requests(path, KNOWN, zone="Europe/Berlin")
    assert problems == []
    assert [request.filed_at for request in requests] == [
        "2026-10-01T09:00:00+02:00",
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T03:30:00+01:00",
        "2026-10-25T02:30:00+01:00",
    ]


def test_an_instant_that_the_clocks_skip(csv: Csv) -> None:
    path = csv("employee,from,status,filed_at", "E01,2026-10-12,filed,2026-03-29 02:30")
    _, problems, _, _ = read_requests(path, KNOWN, zone="Europe/Berlin", shown="requests.csv")
    assert [problem_line(problem, "en") for problem in problems] == [
        'requests.csv:2: filed_at/提交时间: "2026-03-29 02:30" does not exist in the zone Europe/Berlin: '
        "the clocks were put forward. Correct it."
    ]
    assert "Europe/Berlin" in problem_line(problems[0], "zh")


def test_wishes(csv: Csv) -> None:
    path = csv(
        "工号,日期,想要,班次,权重",
        "E01,2026-10-01~2026-10-02,休,,2",
        "王芳,2026-10-05,上班,N,",
        "E02,2026-10-05,off,D,",
    )
    wishes, problems, _, _ = read_wishes(path, KNOWN)
    assert problems == []
    assert [(w.employee, w.date, w.on, w.shift, w.weight) for w in wishes] == [
        ("E01", on(10, 1), False, None, 2),
        ("E01", on(10, 2), False, None, 2),
        ("E02", on(10, 5), True, "N", 1),
        ("E02", on(10, 5), False, "D", 1),
    ]


def test_pins_that_agree_are_one(csv: Csv) -> None:
    path = csv(
        "employee,date,shift,post",
        "E01,2026-10-01~2026-10-02,休,",
        "E01,2026-10-02,OFF,",
        "E02,2026-10-01,D,",
        "E02,2026-10-01,D,desk",
        "E02,2026-10-01,D,",
        "E02,2026-10-03,-,",
    )
    pins, problems, _, _ = read_pins(path, KNOWN)
    assert problems == []
    assert [(p.employee, p.date, p.shift, p.post) for p in pins] == [
        ("E01", on(10, 1), None, None),
        ("E01", on(10, 2), None, None),
        ("E02", on(10, 1), "D", "desk"),
        ("E02", on(10, 3), None, None),
    ]


def test_days(csv: Csv) -> None:
    path = csv(
        "日期,日期类型,名称,特殊日",
        "2026-10-08~2026-10-09,休息日,厂休,",
        "2026-11-11,,,双十一",
        "2026-11-14,班,,",
    )
    days, problems, special, _ = read_days(path)
    assert problems == []
    assert [(d.date, d.kind, d.name, d.special) for d in days] == [
        (on(10, 8), DayKind.REST, "厂休", None),
        (on(10, 9), DayKind.REST, "厂休", None),
        (on(11, 11), None, None, "双十一"),
        (on(11, 14), DayKind.MOVED, None, None),
    ]
    assert special == {"双十一"}


def test_history(csv: Csv) -> None:
    path = csv(
        "工号,日期,班次,岗位",
        "E01,2026-09-29,D,desk",
        "E01,2026-09-30,休,",
        "E02,2026-09-30,N,",
        "E02,2026-09-30,D,gate",
    )
    history, problems, _, _ = read_history(path, KNOWN)
    assert problems == []
    assert [(a.employee, a.date, a.shift, a.post) for a in history] == [
        ("E01", on(9, 29), "D", "desk"),
        ("E02", on(9, 30), "N", "gate"),
        ("E02", on(9, 30), "D", "gate"),
    ]


def test_carried(csv: Csv) -> None:
    path = csv("规则,工号,次数", "fair-nights,E01,3", "fair-nights,王芳,0", "average,E01,-240")
    rows, problems, named, _ = read_carried(path, KNOWN)
    assert problems == []
    assert by_rule(rows) == {"fair-nights": {"E01": 3, "E02": 0}, "average": {"E01": -240}}
    assert named == {"fair-nights", "average"}


def test_incidents(csv: Csv) -> None:
    path = csv(
        "编号,工号,姓名,日期,类别,已核实,次数,分钟,备注",
        "I1,E01,张伟,2026-10-12,投诉,是,2,,态度",
        ",,王芳,2026/10/13,离线,否,,25,",
        ",E02,,2026-10-14,call-in,,,,",
        ",E02,,2026-10-15,迟交班报,,,,",
    )
    incidents, problems, named, _ = read_incidents(path, KNOWN)
    assert problems == []
    assert named == {"I1", "row-3", "row-4", "row-5"}
    assert [replace(item, place=None) for item in incidents] == [
        Incident("I1", "E01", on(10, 12), "complaint", True, 2, None, "态度"),
        Incident("row-3", "E02", on(10, 13), "offline", False, 1, 25),
        Incident("row-4", "E02", on(10, 14), "call-in"),
        Incident("row-5", "E02", on(10, 15), "迟交班报"),
    ]
    assert str(incidents[0].place).endswith("some.csv:2")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("不在线", "offline"),
        ("电话未接", "phone-unanswered"),
        ("用餐无人接电话", "meal-phone-unanswered"),
        ("未换班离岗", "left-without-swap"),
        ("未批假缺勤", "absence-unapproved"),
        ("私人电话", "private-call"),
        ("游戏", "game"),
        ("视频", "video"),
        ("投诉", "complaint"),
        ("应召到岗", "call-in"),
    ],
)
def test_kinds_of_incidents_by_either_name(word: str, kind: str, csv: Csv) -> None:
    path = csv("employee,date,kind", f"E01,2026-10-12,{word}", f"E01,2026-10-13,{kind.upper()}")
    assert [incident.kind for incident in read_incidents(path).values] == [kind, kind]
    assert kind in INCIDENT_KINDS


def test_every_kind_of_incident_has_words() -> None:
    assert set(INCIDENT_WORDS.values()) == set(INCIDENT_KINDS)
    assert set(OPENING_WORDS.values()) == set(OPENING_KEYS)


def test_incidents_in_toml(tmp_path: Path) -> None:
    path = tmp_path / "incidents.toml"
    path.write_text(
        '[[incident]]\nemployee = "E01"\ndate = 2026-10-12\nkind = "game"\nverified = false\ncount = 3\n', "utf-8"
    )
    (incident,) = read_incidents(path, KNOWN).values
    assert replace(incident, place=None) == Incident("row-1", "E01", on(10, 12), "game", False, 3)


def test_opening(csv: Csv) -> None:
    path = csv("工号,项目,数值", "E01,连续旷工,2", "王芳,corrections-used,0", "E01,缺勤天数,12", "E01,旷工,2")
    rows, problems, _, _ = read_opening(path, KNOWN)
    assert problems == []
    assert by_employee(rows) == {
        "E01": {"consecutive-absence": 2, "absences": 12, "unexcused-absences": 2},
        "E02": {"corrections-used": 0},
    }


def test_without_knowledge_nothing_is_checked(csv: Csv) -> None:
    wishes, problems, _, _ = read_wishes(csv("工号,日期,想要,班次", "somebody,2026-10-01,休,Z"))
    assert problems == []
    assert (wishes[0].employee, wishes[0].shift) == ("somebody", "Z")
