"""The words, Chinese and English, that cells may hold in place of a value."""

from __future__ import annotations

from collections.abc import Mapping

from rosterctl.domain.attendance import Side
from rosterctl.domain.requests import Compensation, Part, Status

OFF_WORDS = frozenset({"休", "休息", "公休", "空", "off", "rest", ".", "-", "–", "—"})
"""A day off in a cell that could also hold a shift code (lower case)."""

YES_NO: Mapping[str, bool] = {
    **dict.fromkeys(("是", "y", "yes", "true", "1", "√", "✓", "对"), True),
    **dict.fromkeys(("否", "n", "no", "false", "0", "×", "不"), False),
}

ON_OFF: Mapping[str, bool] = {
    **dict.fromkeys(("on", "work", "上", "上班", "想上", "要", "是", "y", "yes", "1"), True),
    **dict.fromkeys(("off", "rest", "休", "休息", "不上", "不想上", "不要", "否", "n", "no", "0"), False),
}

DAY_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("workday", "workdays", "weekday", "weekdays", "工作日", "平日", "上班日"), "workday"),
    **dict.fromkeys(("rest", "rest day", "休息日", "公休日", "休", "周末", "weekend", "weekends"), "rest"),
    **dict.fromkeys(("moved", "moved workday", "调休上班", "调休上班日", "补班", "班"), "moved"),
    **dict.fromkeys(("holiday", "节假日", "法定节假日", "法定假日", "节日"), "holiday"),
}

WEEKDAYS: Mapping[str, str] = {
    word: key
    for key, words in {
        "mon": ("mon", "monday", "周一", "星期一", "礼拜一"),
        "tue": ("tue", "tuesday", "周二", "星期二", "礼拜二"),
        "wed": ("wed", "wednesday", "周三", "星期三", "礼拜三"),
        "thu": ("thu", "thursday", "周四", "星期四", "礼拜四"),
        "fri": ("fri", "friday", "周五", "星期五", "礼拜五"),
        "sat": ("sat", "saturday", "周六", "星期六", "礼拜六"),
        "sun": ("sun", "sunday", "周日", "周天", "星期日", "星期天", "礼拜天", "礼拜日"),
    }.items()
    for word in words
}

DEMAND_DAYS: Mapping[str, str] = {
    **dict.fromkeys(("all", "every day", "每天", "每日", "全部", "所有"), "all"),
    **DAY_KINDS,
    **WEEKDAYS,
}

REQUEST_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("leave", "请假", "休假"), "leave"),
    **dict.fromkeys(("overtime", "加班"), "overtime"),
    **dict.fromkeys(("swap", "换班", "调班"), "swap"),
    **dict.fromkeys(("correction", "补卡", "补签"), "correction"),
    **dict.fromkeys(("outing", "外出", "公出"), "outing"),
}

PARTS: Mapping[str, Part] = {
    **dict.fromkeys(("whole", "whole day", "全天", "整天"), Part.WHOLE),
    **dict.fromkeys(("first-half", "first half", "am", "上半天", "上午", "上半班"), Part.FIRST_HALF),
    **dict.fromkeys(("second-half", "second half", "pm", "下半天", "下午", "下半班"), Part.SECOND_HALF),
    **dict.fromkeys(("hours", "小时", "按小时", "时段"), Part.HOURS),
}

STATUSES: Mapping[str, Status] = {
    **dict.fromkeys(("filed", "pending", "待批", "待审批", "已提交", "审批中"), Status.FILED),
    **dict.fromkeys(("approved", "已批准", "批准", "同意", "通过", "已通过"), Status.APPROVED),
    **dict.fromkeys(("rejected", "已拒绝", "拒绝", "驳回", "不同意"), Status.REJECTED),
    **dict.fromkeys(("withdrawn", "已撤回", "撤回", "撤销", "已撤销"), Status.WITHDRAWN),
}

SIDES: Mapping[str, Side] = {
    **dict.fromkeys(("in", "start", "上班", "上班卡", "签到"), Side.START),
    **dict.fromkeys(("out", "end", "下班", "下班卡", "签退"), Side.END),
}

COMPENSATIONS: Mapping[str, Compensation] = {
    **dict.fromkeys(("pay", "paid", "加班费", "加班工资"), Compensation.PAY),
    **dict.fromkeys(("time-off", "time off", "调休", "补休", "换休"), Compensation.TIME_OFF),
}

LEAVE_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("personal", "事假"), "personal"),
    **dict.fromkeys(("sick", "病假"), "sick"),
    **dict.fromkeys(("marriage", "婚假"), "marriage"),
    **dict.fromkeys(("maternity", "产假"), "maternity"),
    **dict.fromkeys(("bereavement", "丧假"), "bereavement"),
    **dict.fromkeys(("exchange", "换休假", "换休", "调休", "调休假"), "exchange"),
    **dict.fromkeys(("annual", "带薪假", "年假", "年休假", "带薪年假"), "annual"),
    **dict.fromkeys(("injury", "工伤假", "工伤"), "injury"),
    **dict.fromkeys(("nursing", "哺乳假", "哺乳时间", "哺乳"), "nursing"),
    **dict.fromkeys(("prenatal", "产检假", "产检", "产前检查"), "prenatal"),
}

INCIDENT_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("offline", "不在线", "离线"), "offline"),
    **dict.fromkeys(("phone-unanswered", "phone unanswered", "电话未接", "未接电话"), "phone-unanswered"),
    **dict.fromkeys(("meal-phone-unanswered", "用餐无人接电话", "用餐电话无人接"), "meal-phone-unanswered"),
    **dict.fromkeys(("left-without-swap", "left without swap", "未换班离岗", "擅自离岗"), "left-without-swap"),
    **dict.fromkeys(("absence-unapproved", "未批假缺勤", "未批准缺勤"), "absence-unapproved"),
    **dict.fromkeys(("private-call", "private call", "私人电话"), "private-call"),
    **dict.fromkeys(("game", "games", "游戏", "玩游戏"), "game"),
    **dict.fromkeys(("video", "videos", "视频", "看视频"), "video"),
    **dict.fromkeys(("complaint", "投诉", "客户投诉"), "complaint"),
    **dict.fromkeys(("call-in", "call in", "应召到岗", "应召"), "call-in"),
}

OPENING_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("consecutive-absence", "连续旷工", "连续旷工天数"), "consecutive-absence"),
    **dict.fromkeys(("corrections-used", "已用补卡", "已用补卡次数"), "corrections-used"),
    **dict.fromkeys(("absences", "缺勤", "缺勤天数"), "absences"),
    **dict.fromkeys(("unexcused-absences", "旷工", "旷工天数"), "unexcused-absences"),
    **dict.fromkeys(("service-months", "以前工龄", "以前工龄月数"), "service-months"),
    **dict.fromkeys(("annual-hours", "年假小时", "年假余额"), "annual-hours"),
    **dict.fromkeys(("exchange-hours", "调休小时", "调休余额"), "exchange-hours"),
}

GRADES: Mapping[str, str] = {
    **dict.fromkeys(("junior", "初级"), "junior"),
    **dict.fromkeys(("intermediate", "中级"), "intermediate"),
    **dict.fromkeys(("senior", "高级"), "senior"),
}

RANKS: Mapping[str, str] = {
    **dict.fromkeys(("agent", "员工", "客服", "专员"), "agent"),
    **dict.fromkeys(("leader", "班长", "组长"), "leader"),
    **dict.fromkeys(("middle", "中层", "主管", "经理"), "middle"),
    **dict.fromkeys(("director", "总监", "主任"), "director"),
}

HOURS_SYSTEMS: Mapping[str, str] = {
    **dict.fromkeys(("standard", "标准", "标准工时", "标准工时制"), "standard"),
    **dict.fromkeys(("comprehensive", "综合", "综合工时", "综合工时制", "综合计算工时制"), "comprehensive"),
    **dict.fromkeys(("flexible", "不定时", "不定时工时制", "不定时工作制"), "flexible"),
}
