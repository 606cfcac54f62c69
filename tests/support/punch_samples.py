"""Makes ``samples/punch-formats``: a small file of each format, laid out as the clocks and programs lay theirs out.

``python -m tests.support.punch_samples`` writes them anew; the people are those of ``samples/hospital-desk``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from rosterctl.io.resources import samples

FOLDER = samples() / "punch-formats"
Row = Sequence[str | float | None]

ATTLOG = (
    (101, "2026-10-09 07:52:11"),
    (102, "2026-10-09 07:58:40"),
    (104, "2026-10-09 08:00:00"),
    (105, "2026-10-09 08:03:27"),
    (105, "2026-10-09 08:03:29"),
    (103, "2026-10-09 11:58:02"),
    (101, "2026-10-09 12:01:15"),
    (101, "2026-10-09 12:01:15"),
    (102, "2026-10-09 17:30:05"),
    (104, "2026-10-09 17:31:44"),
    (105, "2026-10-09 17:35:00"),
    (107, "2026-10-09 22:55:31"),
    (107, "2026-10-10 07:02:18"),
    (101, "2026-10-10 07:55:03"),
)
ATTLOG_SERIAL = (
    (108, "2026-10-09 07:49:00"),
    (109, "2026-10-09 07:51:12"),
    (110, "2026-10-09 07:59:59"),
    (111, "2026-10-09 08:15:01"),
    (112, "2026-10-09 08:00:00"),
    (108, "2026-10-09 17:30:30"),
    (109, "2026-10-09 17:33:10"),
    (110, "2026-10-09 17:30:00"),
    (111, "2026-10-09 17:29:58"),
    (112, "2026-10-09 18:02:45"),
)
RAW_HEADS = [
    *("姓名", "考勤组", "部门", "工号", "职位", "UserId", "考勤日期", "考勤时间", "打卡时间", "打卡结果", "打卡地址"),
    *("打卡备注", "异常打卡原因", "打卡图片1", "打卡图片2", "打卡设备", "管理员修改备注"),
    *(f"管理员修改备注图片{number}" for number in (1, 2, 3)),
]
PLACE = "医院门诊大厅"


def attlog() -> str:
    return "".join(f"{pin:>9}\t{time}\t1\t0\t1\t0\n" for pin, time in ATTLOG)


def attlog_serial() -> str:
    lines = [f"{pin:>9}\t{time}\t1\t{255 if n % 2 else 0}\t15\t0" for n, (pin, time) in enumerate(ATTLOG_SERIAL)]
    return "\r\n".join(["CGKK223862906", *lines, "3F9A"]) + "\r\n"


def zk_chinese() -> str:
    rows = [
        ("导诊一组", "陈思远", "101", "2026/10/12 7:53:20", "1", "指纹"),
        ("导诊一组", "李佳怡", "102", "2026/10/12 7:57:09", "1", "指纹"),
        ("导诊一组", "王梓涵", "103", "2026/10/12 8:00:00", "2", "密码"),
        ("导诊一组", "赵一鸣", "104", "2026/10/12 8:10:41", "1", "指纹"),
        ("导诊一组", "陈思远", "101", "2026/10/12 11:45:00", "1", "指纹"),
        ("导诊一组", "陈思远", "101", "2026/10/12 12:20:00", "1", "指纹"),
        ("导诊一组", "李佳怡", "102", "2026/10/12 17:30:12", "1", "指纹"),
        ("导诊一组", "王梓涵", "103", "2026/10/12 17:30:00", "2", "密码"),
        ("导诊一组", "赵一鸣", "104", "2026/10/12 18:01:01", "1", "指纹"),
        ("导诊一组", "陈思远", "101", "2026/10/12 20:05:33", "1", "指纹"),
    ]
    return _csv(["部门", "姓名", "考勤号码", "日期时间", "机器号", "比对方式"], rows)


def zk_english() -> str:
    names = {105: "Zhou Yutong", 106: "Wu Jiacheng", 107: "Xu Jingwen"}
    rows = [
        (105, "2026-10-12 07:44:00", "C/In"),
        (106, "2026-10-12 07:58:12", "C/In"),
        (107, "2026-10-12 08:00:01", "C/In"),
        (105, "2026-10-12 12:00:30", "C/Out"),
        (105, "2026-10-12 12:31:08", "C/In"),
        (106, "2026-10-12 17:30:00", "C/Out"),
        (107, "2026-10-12 17:45:59", "C/Out"),
        (105, "2026-10-12 17:50:00", "C/Out"),
        (106, "2026-10-13 07:59:00", "C/In"),
        (107, "2026-10-13 07:59:30", "C/In"),
    ]
    heads = ["Department", "Name", "No.", "Date/Time", "Status", "Location ID", "ID Number", "VerifyCode", "CardNo"]
    return _csv(heads, [("Desk 1", names[pin], str(pin), time, way, "3", "", "FP", "") for pin, time, way in rows])


def hik_chinese() -> str:
    rows = [
        ("陈思远", "H01", "2026-10-13 07:50:00", "门诊大厅门1"),
        ("李佳怡", "H02", "2026-10-13 07:55:10", "门诊大厅门1"),
        ("王梓涵", "H03", "2026-10-13 07:59:47", "门诊大厅门2"),
        ("赵一鸣", "H04", "2026-10-13 08:01:00", "门诊大厅门1"),
        ("周雨桐", "H05", "2026-10-13 08:16:05", "门诊大厅门1"),
        ("陈思远", "H01", "2026-10-13 17:30:00", "门诊大厅门2"),
        ("李佳怡", "H02", "2026-10-13 17:31:22", "门诊大厅门1"),
        ("王梓涵", "H03", "2026-10-13 17:33:00", "门诊大厅门2"),
        ("赵一鸣", "H04", "2026-10-13 17:35:18", "门诊大厅门1"),
        ("周雨桐", "H05", "2026-10-13 20:00:00", "门诊大厅门1"),
    ]
    table = [(name, number, "导诊一组", time, "人脸", door, "内部") for name, number, time, door in rows]
    return _csv(["人员姓名", "工号", "所属组织", "事件时间", "验证方式", "考勤点", "数据来源"], table)


def hik_english() -> str:
    rows = [
        ("'107", "Xu Jingwen", "2026-10-13 07:48:00", "None"),
        ("'108", "Sun Haoran", "2026-10-13 07:52:31", "Check-in"),
        ("'109", "Ma Xiaoyan", "2026-10-13 07:58:00", "Check-in"),
        ("'110", "Zhu Junjie", "2026-10-13 08:00:00", "Check-in"),
        ("'111", "Hu Shiqi", "2026-10-13 08:31:07", "Check-in"),
        ("'107", "Xu Jingwen", "2026-10-13 17:30:00", "None"),
        ("'108", "Sun Haoran", "2026-10-13 17:30:45", "Check-out"),
        ("'109", "Ma Xiaoyan", "2026-10-13 17:32:00", "Check-out"),
        ("'110", "Zhu Junjie", "2026-10-13 17:29:59", "Check-out"),
        ("'111", "Hu Shiqi", "2026-10-13 18:00:00", "Check-out"),
    ]
    heads = ["Person ID", "Name", "Department", "Time", "Attendance Status", "Attendance Check Point", "Custom Name"]
    heads += ["Data Source", "Handling Type", "Temperature", "Abnormal"]
    table = [(*row[:2], "Desk", *row[2:], "Hall_Door1", "", "Original Records", "", "", "No") for row in rows]
    return _csv(heads, table)


def plain_csv() -> str:
    return (
        "工号,时间,设备,方向,备注\n"
        "H01,2026-10-14 07:55:00,前台,进,\n"
        "H02,2026/10/14 7:59,前台,进,\n"
        "Ｈ０３,２０２６/１０/１４ ８：００：３０,前台,进,全角\n"
        "104,2026-10-14T08:01:15+08:00,前台,进,打卡号\n"
        "0105,2026-10-14T00:02:00Z,前台,进,\n"
        "吴嘉诚,2026年10月14日 8时05分,前台,进,姓名\n"
        "H07,46309.333344907,后门,进,Excel 序列值\n"
        "H01,2026/10/14 下午 5:30:10,前台,出,\n"
        "H02,2026-10-14 17:30,前台,出,\n"
        'H03,2026-10-14 17:31:00,"前台,东侧",出,\n'
        "H04,2026-10-14 17:32:00,,,\n"
    )


def agents() -> str:
    rows = [
        ("H01", "陈思远", "2026-10-14 07:58:30", "2026-10-14 11:40:12", "8001"),
        ("H01", "陈思远", "2026-10-14 12:15:44", "2026-10-14 17:31:00", "8001"),
        ("H02", "李佳怡", "2026-10-14 08:00:02", "2026-10-14 17:30:05", "8002"),
        ("H03", "王梓涵", "2026-10-14 08:07:19", "2026-10-14 17:29:00", "8003"),
        ("H07", "徐静雯", "2026-10-14 22:58:00", "2026-10-15 07:01:26", "8004"),
        ("H08", "孙浩然", "2026-10-15 07:59:10", "", "8005"),
    ]
    return _csv(["坐席工号", "坐席姓名", "登录时间", "登出时间", "分机"], rows)


def plain_book() -> list[Row]:
    """Excel keeps a time as a day's number: 46308.25 is six in the morning of 13 October 2026."""
    day = 46308.0
    return [
        ("员工编号", "打卡时间", "打卡机"),
        ("H01", day + 28_500 / 86_400, "A"),
        ("H02", day + 28_741 / 86_400, "A"),
        ("H03", day + 28_799 / 86_400, "B"),
        ("H04", day + 28_801 / 86_400, "B"),
        ("H05", day + 30_000.4 / 86_400, "B"),
        ("H01", day + 63_000 / 86_400, "A"),
        ("H02", day + 63_059 / 86_400, "A"),
        ("H03", "2026-10-13 17:30:30", "B"),
        ("H04", "2026/10/13 17:31", "B"),
        ("H05", day + 72_000 / 86_400, None),
    ]


def dingtalk_raw() -> list[Row]:
    def row(name: str, number: str, day: str, due: str, time: str | None, result: str, device: str | None) -> Row:
        filled = (name, "导诊", "客服中心", number, "客服", f"user{number}", day, due, time, result)
        there = PLACE if time else None
        return (*filled, there, None, None, None, None, device, None, None, None, None)

    one, two = "26-10-15 星期四", "26-10-16 星期五"
    return [
        ("原始记录 统计日期：2026-10-15 至 2026-10-16",),
        ("报表生成时间：2026-10-17 09:12",),
        RAW_HEADS,
        row("陈思远", "H01", one, "2026-10-15 08:00", "2026-10-15 07:56", "正常", "iPhone 15"),
        row("陈思远", "H01", one, "2026-10-15 17:30", "2026-10-15 17:32", "正常", "iPhone 15"),
        row("李佳怡", "H02", one, "2026-10-15 08:00", "2026-10-15 08:11", "迟到", "HUAWEI P60"),
        row("李佳怡", "H02", one, "2026-10-15 17:30", "2026-10-15 17:05", "早退", "HUAWEI P60"),
        row("王梓涵", "H03", one, "2026-10-15 08:00", None, "未打卡", None),
        row("王梓涵", "H03", one, "2026-10-15 17:30", "2026-10-15 17:30", "正常", "M2 考勤机"),
        row("赵一鸣", "H04", one, "2026-10-15 08:00", "2026-10-15 08:45", "严重迟到", "M2 考勤机"),
        row("赵一鸣", "H04", one, "2026-10-15 17:30", "2026-10-15 17:40", "正常", "M2 考勤机"),
        row("周雨桐", "H05", two, "2026-10-16 08:00", "2026-10-16 10:20", "旷工迟到", "M2 考勤机"),
        row("周雨桐", "H05", two, "2026-10-16 17:30", None, "未打卡", None),
        row("徐静雯", "H07", one, "2026-10-15 23:00", "2026-10-15 22:58", "正常", "M2 考勤机"),
        row("徐静雯", "H07", one, "2026-10-16 07:00", "2026-10-16 07:03", "正常", "M2 考勤机"),
    ]


def dingtalk_daily() -> list[Row]:
    who = ("姓名", "考勤组", "部门", "工号", "职位", "UserId", "日期", "班次")
    pairs = [f"{side}{n}打卡{what}" for n in (1, 2, 3) for side in ("上班", "下班") for what in ("时间", "结果")]
    more = ("关联的审批单", "出勤天数", "迟到次数", "请假")
    below = (*[None] * (len(who) + len(pairs) + 3), "事假(小时)", "年假(天)")

    def row(name: str, number: str, day: str, shift: str, *checks: str | None) -> Row:
        cells = [*checks, *[None] * (len(pairs) - len(checks))]
        return (name, "导诊", "客服中心", number, "客服", f"user{number}", day, shift, *cells, None, 1, 0, None, None)

    d15, d16 = "26-10-15 星期四", "26-10-16 星期五"
    day, split, night = "早班 08:00-17:30", "两头班 08:00-12:00 14:00-18:00", "夜班 19:00-次日02:00"
    return [
        ("每日统计表 统计日期：2026-10-15 至 2026-10-16",),
        ("报表生成时间：2026-10-17 09:12",),
        (*who, *pairs, *more, None),
        below,
        row("陈思远", "H01", d15, day, "07:56", "正常", "17:32", "正常"),
        row("李佳怡", "H02", d15, day, "08:11", "迟到", "17:05", "早退"),
        row("王梓涵", "H03", d15, day, None, "缺卡", "17:30", "正常"),
        row("赵一鸣", "H04", d15, split, "07:59", "正常", "12:01", "正常", "13:58", "正常", "18:00", "正常"),
        row("徐静雯", "H07", d15, night, "18:50", "正常", "次日02:15", "正常"),
        row("周雨桐", "H05", d15, "休息"),
        row("陈思远", "H01", d16, day, "07:59", "正常", "17:30", "正常"),
        row("李佳怡", "H02", d16, day, "08:00", "正常", "17:31", "正常"),
        row("王梓涵", "H03", d16, day, "08:02", "迟到", "17:33", "正常"),
        row("周雨桐", "H05", d16, day, "07:45", "正常", None, "缺卡"),
    ]


def dingtalk_monthly() -> list[Row]:
    who = ("姓名", "考勤组", "部门", "工号", "职位", "UserId")
    sums = ("出勤天数", "休息天数", "工作时长(分钟)", "迟到次数", "请假", None)
    days = ("1", "2", "六", "日", "5", "6", "7")

    def row(name: str, number: str, *cells: str) -> Row:
        return (name, "导诊", "客服中心", number, "客服", f"user{number}", 5, 2, 2400, 0, None, None, *cells)

    off = "休息\n(-)"
    return [
        ("月度汇总 统计日期：2026-10-01 至 2026-10-07",),
        ("报表生成时间：2026-10-08 10:00",),
        (*who, *sums, "考勤结果", *[None] * 6),
        (*[None] * 10, "事假(小时)", "年假(天)", *days),
        row("陈思远", "H01", "早班:正常\n(07:55,17:31)", off, off, off, off, "早班:正常\n(07:58,17:30)", off),
        row("李佳怡", "H02", off, "早班:迟到9分钟\n(08:09,17:40)", off, off, off, off, "早班:正常\n(08:00,17:30)"),
        row("王梓涵", "H03", off, off, "早班:下班缺卡\n(07:50)", off, off, off, off),
        row("徐静雯", "H07", "夜班:正常\n(18:48,次日02:03)", off, off, off, off, off, off),
        row("周雨桐", "H05", off, off, off, "早班:事假\n(-)", off, off, off),
    ]


def wecom() -> list[Row]:
    first = ("时间", "姓名", "账号", "基础信息", None, "考勤概况", *[None] * 6, "外出打卡", None, None)
    basics = ("部门", "职务", "所属规则", "班次", "最早", "最晚", "打卡次数(次)", "标准工作时长(小时)", "考勤结果")
    below = (*[None] * 3, *basics, "外出打卡次数(次)", "最早", "最晚")
    groups = ("上班1", None, "下班1", None)
    checks = ("打卡时间", "打卡状态", "打卡时间", "打卡状态")

    def row(
        day: str, name: str, account: str, early: str, late: str, count: float, *pair: str, out: str = "--"
    ) -> Row:
        rule = "--" if not pair else "导诊规则"
        info = ("客服中心", "--", rule, "早班 08:00-17:30" if pair else "--", early, late, count, 9, "正常")
        outing = (0 if out == "--" else 1, out, out)
        return (day, name, account, *info, *outing, *(pair or ("--",) * 4))

    d1, d2 = "2026/10/15 星期四", "2026/10/16 星期五"
    return [
        ("概况统计与打卡明细",),
        ("统计时间:10-15 ～ 10-16     制表时间:2026-10-17 09:00(UTC+8)",),
        (*first, *groups),
        (*below, *checks),
        row(d1, "陈思远", "ChenSiYuan", "07:51", "17:36", 2, "07:51", "正常", "17:36", "正常"),
        row(d1, "李佳怡", "LiJiaYi", "08:12", "17:30", 3, "08:12", "迟到12分钟", "17:30", "正常", out="10:30"),
        row(d1, "王梓涵", "WangZiHan", "07:58", "07:58", 1, "07:58", "正常", "未打卡", "缺卡"),
        row(d1, "徐静雯", "XuJingWen", "18:55", "次日02:15", 2, "18:55", "正常", "次日02:15", "正常"),
        row(d1, "欧阳若兰", "OuYangRuoLan", "09:20", "16:10", 2),
        row(d1, "周雨桐", "ZhouYuTong", "--", "--", 0),
        row(d2, "陈思远", "ChenSiYuan", "07:40", "18:20", 4, "07:59", "正常", "17:30", "正常"),
        row(d2, "李佳怡", "LiJiaYi", "08:00", "17:31", 2, "08:00", "正常", "17:31", "正常"),
        row(d2, "王梓涵", "WangZiHan", "07:57", "17:30", 2, "07:57", "正常", "17:30", "正常"),
        row(d2, "周雨桐", "ZhouYuTong", "--", "--", 0, "--", "--", "--", "--"),
    ]


def _csv(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "".join(f"{','.join(row)}\n" for row in (heads, *rows))


def book(path: Path, sheet: str, rows: Sequence[Row], *, dates: Sequence[int] = ()) -> None:
    """A workbook of one sheet; ``dates`` are columns whose numbers are shown as times."""
    with xlsxwriter.Workbook(path) as made:
        page = made.add_worksheet(sheet)
        moment = made.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    page.write_string(number, column, value)
                elif value is not None:
                    page.write_number(number, column, value, moment if column in dates else None)


def write_all(folder: Path = FOLDER) -> None:
    folder.mkdir(exist_ok=True)
    texts = {
        "1_attlog.dat": (attlog(), "ascii"),
        "zk-attlog-serial.dat": (attlog_serial(), "ascii"),
        "zk-export.csv": (zk_chinese(), "gb18030"),
        "zk-export-en.csv": (zk_english(), "utf-8"),
        "hikvision.csv": (hik_chinese(), "utf-8-sig"),
        "hikvision-en.csv": (hik_english(), "utf-8"),
        "plain.csv": (plain_csv(), "utf-8"),
        "agent-log.csv": (agents(), "gb18030"),
    }
    for name, (body, encoding) in texts.items():
        (folder / name).write_bytes(body.encode(encoding))
    book(folder / "plain.xlsx", "打卡", plain_book(), dates=(1,))
    book(folder / "dingtalk-raw.xlsx", "原始记录", dingtalk_raw())
    book(folder / "dingtalk-daily.xlsx", "每日统计", dingtalk_daily())
    book(folder / "dingtalk-monthly.xlsx", "月度汇总", dingtalk_monthly())
    book(folder / "上下班打卡_日报_20261015-20261016.xlsx", "概况统计与打卡明细", wecom())


if __name__ == "__main__":
    write_all()
