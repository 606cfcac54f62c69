"""The nightly job of ``samples/cron`` as real processes: once, twice, twice at the same time, and with a bad file."""

from __future__ import annotations

import email
import email.policy
import hashlib
import json
import os
import pwd
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from rosterctl.domain.closing import Why
from rosterctl.domain.punches import PunchQuery
from rosterctl.io.resources import samples
from rosterctl.services.punches import list_punches
from tests.support.clerk import publish, workspace
from tests.support.shut import office, shut

pytestmark = pytest.mark.skipif(shutil.which("flock") is None, reason="the job locks with flock of util-linux")

CRON = samples() / "cron"
SCRIPT = CRON / "nightly.sh"
NIGHT = "2026-10-10T03:00+08:00"
MAIL = "out/mail/2026-10-10.txt"
CELLS = "A1 08 D D\nA2 08 D D"
# A1 has no punch out on the 8th and is not there on the 9th; A2 has two whole days
PUNCHES = [(11, "08 08:55:00"), (12, "08 08:50:00"), (12, "08 18:05:00"), (12, "09 08:51:00"), (12, "09 18:03:00")]


def attlog(path: Path, month: str = "10") -> None:
    path.write_text("".join(f"{pin:>9}\t2026-{month}-{at}\t1\t0\t1\t0\n" for pin, at in PUNCHES), "utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    root = workspace(tmp_path / "a desk", CELLS, requests="id,kind,employee,from,to,status\n")
    (root / "drop").mkdir()
    attlog(root / "drop/1_attlog.dat")
    return root


def environ(**more: str) -> dict[str, str]:
    """As cron has it: hardly anything."""
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}/usr/bin{os.pathsep}/bin",
        "LC_ALL": "C",
        "ROSTERCTL_LANG": "en",
        "ROSTERCTL_AS_OF": NIGHT,
        "MAILTO": "clerk@example.com",
        **more,
    }


def start(root: Path, **more: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(["sh", SCRIPT, root], cwd="/", env=environ(**more), stdout=pipe, stderr=pipe, text=True)


def nightly(root: Path, **more: str) -> tuple[int, str]:
    """Exit code, and what it said to stderr; it prints nothing."""
    process = start(root, **more)
    out, err = process.communicate()
    assert out == ""
    return process.returncode, err


def read_mail(root: Path, name: str = MAIL) -> EmailMessage:
    found = email.message_from_bytes((root / name).read_bytes(), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def files(root: Path) -> dict[str, str]:
    """Everything in the workspace with a hash of its bytes."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }


def punches(root: Path) -> int:
    return len(list(list_punches(root, PunchQuery(frozenset(), None, None, frozenset()))))


def shell(path: Path, text: str) -> str:
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


def judging_nothing(path: Path) -> str:
    """rosterctl, but that ``attend`` looks at nothing and finds something: the slow part is tried elsewhere."""
    finds = 'case "$1 $2" in "attend run") ;; "attend exceptions") echo "[absence] 陈思远" ;;'
    return shell(path, f'{finds} *) exec rosterctl "$@" ;; esac')


def test_one_night_and_the_same_night_again(desk: Path) -> None:
    assert nightly(desk) == (0, "")
    mail = read_mail(desk)
    assert (mail["To"], mail["Subject"]) == ("clerk@example.com", "rosterctl 2026-10-10: exceptions to look at")
    text = mail.get_content()
    told = [line for line in text.splitlines() if line.startswith(("[", "=="))]
    assert told == [
        "== attend exceptions 2026-10",
        "[missing punch] 2026-10-08 Thu · A1 陈思远 · D 09:00–18:00 · 08:55 (1_attlog.dat:1) · correction possible",
        "[absence] 2026-10-09 Fri · A1 陈思远 · D 09:00–18:00",
    ]
    assert (desk / MAIL).stat().st_mode & 0o077 == 0
    assert punches(desk) == len(PUNCHES)
    before = files(desk)
    assert "drop/1_attlog.dat" in before  # nothing is moved
    assert nightly(desk) == (0, "")
    assert files(desk) == before


def test_two_at_the_same_time(desk: Path, tmp_path: Path) -> None:
    """Both are started before either may go on; the one that has the lock waits until the other is gone."""
    slow = shell(tmp_path / "slow", f'while [ ! -e "{tmp_path}/go" ]; do sleep 0.05; done\nexec rosterctl "$@"')
    both = [start(desk, ROSTERCTL=slow) for _ in range(2)]
    try:
        for _ in range(2400):  # without a lock both would wait for ever
            if over := [one for one in both if one.poll() is not None]:
                break
            time.sleep(0.05)
        assert [one.returncode for one in over] == [75]
        assert over[0].communicate() == ("", f"nightly.sh: another run is at work in {desk}; nothing was done\n")
        assert not (desk / "punches").exists()
        assert not (desk / MAIL).exists()
    finally:
        (tmp_path / "go").touch()
    (other,) = (one for one in both if one is not over[0])
    assert other.communicate() == ("", "")
    assert other.returncode == 0
    assert punches(desk) == len(PUNCHES)
    assert [path.name for path in (desk / "out/mail").iterdir()] == ["2026-10-10.txt"]
    assert "1_attlog.dat:1" in read_mail(desk).get_content()


def test_a_bad_file_keeps_no_other_out(desk: Path, tmp_path: Path) -> None:
    (desk / "drop/0_bad.csv").write_text("rubbish\n", "utf-8")
    (desk / "drop/2_late.dat.part").write_text("half a fi", "utf-8")  # still being uploaded: not looked at
    assert nightly(desk, ROSTERCTL=judging_nothing(tmp_path / "finds")) == (4, "")
    mail = read_mail(desk)
    assert mail["Subject"] == "rosterctl 2026-10-10: not all was taken in; exceptions to look at"
    text = mail.get_content()
    assert "== punch import 0_bad.csv (exit code 4)" in text
    assert "0_bad.csv: no known punch-clock format" in text
    assert "== attend exceptions 2026-10" in text
    assert "2_late" not in text
    assert punches(desk) == len(PUNCHES)
    assert [path.name for path in (desk / "out/mail").iterdir()] == ["2026-10-10.txt"]


def test_what_is_settled_leaves_no_mail(desk: Path, tmp_path: Path) -> None:
    for name in ("2026-10-10.txt", "2026-10-10.unsent.txt", "2026-10-09.txt"):
        (desk / "out/mail").mkdir(parents=True, exist_ok=True)
        (desk / "out/mail" / name).write_text("of an earlier run", "utf-8")
    assert nightly(desk, ROSTERCTL=shell(tmp_path / "quiet", "true")) == (0, "")
    assert [path.name for path in (desk / "out/mail").iterdir()] == ["2026-10-09.txt"]


def test_the_month_before_until_it_is_closed(tmp_path: Path) -> None:
    """On 2 November October is looked at too; what is closed is not, and its file is still in the drop."""
    root = office(tmp_path / "office", punches="A1 10-08 08:55 18:00\nA2 10-08 08:55 18:00\nA3 10-12 08:50 18:00")
    publish(root, "2026-11", "A1 01 D")
    (root / "drop").mkdir()
    shutil.copy(root / "1_attlog.dat", root / "drop")
    config = root / "rosterctl.toml"  # whoever runs the job is a clerk
    me = json.dumps(pwd.getpwuid(os.geteuid()).pw_name)
    config.write_text(config.read_text("utf-8") + f'[people.{me}]\nemployee = "A4"\nroles = ["clerk"]\n', "utf-8")

    finds = judging_nothing(tmp_path / "finds")

    def parts(day: str) -> list[str]:
        assert nightly(root, ROSTERCTL=finds, ROSTERCTL_AS_OF=f"{day}T03:00+08:00") == (0, "")
        return [
            line for line in read_mail(root, f"out/mail/{day}.txt").get_content().splitlines() if line[:2] == "=="
        ]

    assert parts("2026-11-02") == ["== attend exceptions 2026-10", "== attend exceptions 2026-11"]
    shut(root, accept=tuple(Why))
    assert parts("2026-11-11") == ["== attend exceptions 2026-11"]


def test_the_mail_is_handed_on_once_and_again_after_a_failure(desk: Path, tmp_path: Path) -> None:
    shutil.rmtree(desk / "drop")
    (desk / "drop").mkdir()
    finds = judging_nothing(tmp_path / "finds")
    mailer = shell(tmp_path / "sendmail", "cat >/dev/null; exit 69")
    code, err = nightly(desk, ROSTERCTL=finds, SENDMAIL=mailer)
    assert code == 69
    unsent = desk / "out/mail/2026-10-10.unsent.txt"
    assert f"ended in 69; the mail is {unsent}" in err
    mail = unsent.read_bytes()
    shell(tmp_path / "sendmail", f'echo "$*" >>"{tmp_path}/asked"; cat >"{tmp_path}/sent"')
    for _ in range(2):
        assert nightly(desk, ROSTERCTL=finds, SENDMAIL=mailer) == (0, "")
    assert (tmp_path / "asked").read_text("utf-8") == "-t\n"
    assert (tmp_path / "sent").read_bytes() == (desk / MAIL).read_bytes() == mail
    assert not unsent.exists()


def test_a_run_that_is_killed_leaves_nothing_in_the_way(desk: Path, tmp_path: Path) -> None:
    """All of it dies while the month is being judged."""
    stuck = shell(
        tmp_path / "stuck", f'[ "$1" = punch ] || {{ : >"{tmp_path}/there"; exec sleep 600; }}\nexec rosterctl "$@"'
    )
    pipe = subprocess.PIPE
    killed = subprocess.Popen(
        ["sh", SCRIPT, desk], env=environ(ROSTERCTL=stuck), stdout=pipe, stderr=pipe, start_new_session=True
    )
    while not (tmp_path / "there").exists():
        assert killed.poll() is None
        time.sleep(0.05)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate()
    assert not (desk / MAIL).exists()
    assert nightly(desk) == (0, "")
    assert [path.name for path in (desk / "out/mail").iterdir()] == ["2026-10-10.txt"]
    assert punches(desk) == len(PUNCHES)


def test_the_lines_for_cron_and_for_systemd_do_this(desk: Path) -> None:
    """A line of the crontab as cron would run it, with its variables and no others; the service says the same."""
    lines = [line for line in (CRON / "crontab").read_text("utf-8").splitlines() if line and line[0] != "#"]
    table = dict(line.split("=", 1) for line in lines if re.match(r"\w+=", line))
    jobs = [line.split(" ", 5) for line in lines if not re.match(r"\w+=", line)]
    assert [job[:5] for job in jobs] == [["15", "3", "*", "*", "*"], ["15", "6", "*", "*", "*"]]
    (command,) = {job[5] for job in jobs}
    assert "%" not in command  # cron would take it for a new line

    def unit(name: str) -> list[tuple[str, str]]:
        lines = (CRON / name).read_text("utf-8").splitlines()
        return [(key, value) for key, _, value in (line.partition("=") for line in lines) if value]

    service = unit("rosterctl-nightly.service")
    assert dict(service)["ExecStart"] == f"/bin/{command}"
    assert dict(service)["SuccessExitStatus"] == "75"
    variables = [one for key, value in service if key == "Environment" for one in value.split()]
    assert dict(one.split("=", 1) for one in variables) == table
    assert dict(unit("rosterctl-nightly.timer"))["OnCalendar"] == "*-*-* 03:15:00 Asia/Shanghai"

    here = command.replace("/srv/roster/nightly.sh", shlex.quote(str(SCRIPT)))
    here = here.replace("/srv/roster/centre", shlex.quote(str(desk))).replace(
        "/srv/roster/drop", f"{desk.name!r}/drop"
    )
    env = {**table, "PATH": environ()["PATH"], "SENDMAIL": "true", "ROSTERCTL_AS_OF": NIGHT}
    done = subprocess.run(
        ["/bin/sh", "-c", here], cwd=desk.parent, env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    mail = read_mail(desk)
    assert mail["Subject"] == "rosterctl 2026-10-10: 有待处理的异常"
    assert "[缺卡]" in mail.get_content()


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ("rosterctl.toml", 2, "holds no rosterctl.toml"),
        ("drop", 2, "is no folder"),
        ("command", 127, "nowhere is not found"),
        ("instant", 2, "ROSTERCTL_AS_OF is no instant: soon"),
    ],
)
def test_what_is_set_up_wrong_is_said_at_once(desk: Path, change: str, code: int, said: str) -> None:
    more = {"command": {"ROSTERCTL": "nowhere"}, "instant": {"ROSTERCTL_AS_OF": "soon"}}.get(change, {})
    if not more:
        (desk / change).rename(desk / "elsewhere")
    found, err = nightly(desk, **more)
    assert found == code
    assert said in err
    assert not (desk / "out").exists()
