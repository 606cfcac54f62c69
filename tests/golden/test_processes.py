"""What only a real process shows: signals, limits, closed pipes, locales."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rosterctl.io.resources import samples
from rosterctl.services.audit import audit
from rosterctl.services.month import load_month
from rosterctl.services.rosters import open_roster
from tests.golden.transcript import lay
from tests.support.run import run

PYTHON = [sys.executable, "-m", "rosterctl"]
BUILD = ["roster", "build", "--month", "2026-10"]


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return lay("tiny", tmp_path)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A month that takes far longer to be proven optimal than these tests wait."""
    return Path(shutil.copytree(samples() / "online-store", tmp_path / "store"))


def environ(**more: str) -> dict[str, str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "ROSTERCTL", "PYTHON"))}
    return {**clean, "ROSTERCTL_LANG": "en", **more}


def stamp(root: Path) -> dict[str, Any]:
    """The stamp of the draft, which is held against the checker first."""
    month = load_month(root, "2026-10")
    roster = open_roster(month, "draft").roster
    judged = audit(month.case, roster.assignments)
    assert not judged.hard
    assert roster.stamp is not None
    assert roster.stamp.penalty == judged.penalty
    found: dict[str, Any] = json.loads((root / "rosters/2026-10/draft.json").read_text("utf-8"))["stamp"]
    return found


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to one process")
def test_an_interrupted_build_keeps_the_best_roster(store: Path) -> None:
    command = [*PYTHON, *BUILD, "-v", "--workers", "2", "--time-limit", "300"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=store, env=environ(), stdout=pipe, stderr=pipe, encoding="utf-8") as process:
        assert process.stderr is not None
        assert process.stdout is not None
        first = next(line for line in process.stderr if " best " in line)
        assert "bound" in first
        process.send_signal(signal.SIGINT)
        err, out = process.stderr.read(), process.stdout.read()
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "Interrupted; the best roster so far is kept" in err
    assert "Audited from scratch by the checker: 0 hard" in err
    assert out.startswith("2026-10")
    assert stamp(store)["status"] == "interrupted"


@pytest.mark.slow
def test_the_time_limit_keeps_the_best_roster(store: Path) -> None:
    for seconds in ("5", "20", "60"):  # on a busy machine the first roster may take a while
        done = run([*BUILD, "--time-limit", seconds, "--workers", "2", "--format", "json", "--gap", "0.5"], store)
        if done.code != 6:
            break
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert found["status"] in ("feasible", "optimal")
    assert found["bound"] <= found["penalty"]
    kept = stamp(store)
    assert {name: found[name] for name in kept if name != "notes"} == {k: v for k, v in kept.items() if k != "notes"}


def test_no_roster_within_the_limit(tmp_path: Path) -> None:
    root = shutil.copytree(samples() / "duty-24h", tmp_path / "duty")
    done = run([*BUILD, "--deterministic", "0.0001"], root)
    assert done.code == 6
    assert "that does not mean that none exists" in done.err
    assert done.out == ""
    assert not (root / "rosters").exists()


@pytest.mark.parametrize(
    ("lang", "rule"),
    [
        ("en", "Demand is covered (coverage)"),
        ("zh", "（coverage）"),
    ],
)
def test_an_infeasible_month_names_rules_and_dates(tiny: Path, lang: str, rule: str) -> None:
    rows = [f"R{n},leave,T{n},2026-10-13,2026-10-13,whole,annual,approved," for n in (1, 2, 4, 5)]
    with (tiny / "input/requests.csv").open("a", encoding="utf-8") as file:
        file.write("\n".join(rows).replace("R1", "R9") + "\n")
    done = run([*BUILD, "--format", "json"], tiny, lang)
    assert done.code == 5
    assert done.out == ""
    lines = [line for line in done.err.splitlines() if line.startswith("  - ")]
    assert any(rule in line and "2026-10-13" in line for line in lines), done.err
    assert any("availability" in line and "2026-10-13" in line for line in lines), done.err
    assert not (tiny / "rosters").exists()


def test_a_reader_that_stops_early_is_no_error(tiny: Path) -> None:
    for args in (["rules", "list"], ["policy", "show", "--format", "json"], ["rules", "list", "--format", "json"]):
        reader = subprocess.Popen(["head", "-1"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        done = subprocess.run(
            [*PYTHON, *args], cwd=tiny, env=environ(), stdout=reader.stdin, stderr=subprocess.PIPE, check=False
        )
        assert reader.stdin is not None
        reader.stdin.close()
        reader.wait()
        assert (done.returncode, done.stderr) == (0, b"")


def test_stdout_that_is_closed_from_the_start(tiny: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*PYTHON, "roster", "show", "--month", "2026-10", str(Path(__file__).parent / "cases/show/month.csv")],
        cwd=tiny, env=environ(), stdout=write, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(write)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0


@pytest.mark.slow
def test_nobody_reading_the_progress_does_not_cost_the_roster(tiny: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*PYTHON, *BUILD, "-v", "--deterministic", "20"],
        cwd=tiny, env=environ(), stdout=subprocess.DEVNULL, stderr=write, check=False,
    )  # fmt: skip
    os.close(write)
    assert done.returncode == 0
    assert stamp(tiny)["status"] == "optimal"


LOCALES = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "POSIX"},
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "gbk"},
    {"PYTHONIOENCODING": "ascii:strict"},
]


@pytest.mark.parametrize("locale", LOCALES, ids=lambda item: " ".join(item.values()))
def test_output_is_utf8_whatever_the_locale(locale: dict[str, str], tiny: Path) -> None:
    command = [*PYTHON, "rules", "list", "--lang", "zh"]
    done = subprocess.run(command, cwd=tiny, env=environ(**locale), capture_output=True, check=False)
    assert done.returncode == 0
    assert "每周休息" in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout
    done = subprocess.run([*command[:-3], "show", "nothing", "--lang", "zh"], cwd=tiny, env=environ(**locale),
                          capture_output=True, check=False)  # fmt: skip
    assert "没有名为" in done.stderr.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="file names are no bytes there")
def test_a_file_name_that_is_no_utf8_is_told(tiny: Path) -> None:
    command: list[bytes | str] = [
        *PYTHON,
        "roster",
        "check",
        "--month",
        "2026-10",
        "\udcc8.csv".encode("utf-8", "surrogateescape"),
    ]
    done = subprocess.run(command, cwd=tiny, env=environ(), capture_output=True, check=False)
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr
    assert b"\xc8.csv" in done.stderr


def test_no_colour_and_no_progress_without_a_terminal(tiny: Path) -> None:
    done = run(["roster", "check", "--month", "2026-10", Path(__file__).parent / "cases/check/month.csv"], tiny)
    assert "\x1b" not in done.out + done.err


def on_a_terminal(args: list[str], cwd: Path, **more: str) -> str:
    """What a person sees who runs a command in a terminal of 80 columns."""
    import pty

    main, other = pty.openpty()
    size = {"COLUMNS": "80", "LINES": "40", "TERM": "xterm"}
    with subprocess.Popen(
        [*PYTHON, *args], cwd=cwd, env=environ(**size, **more), stdout=other, stderr=other
    ) as process:
        os.close(other)
        text = b"".join(_chunks(main))
        process.wait()
    os.close(main)
    return text.decode("utf-8")


def _chunks(file: int) -> Iterator[bytes]:
    while True:
        try:
            data = os.read(file, 65536)
        except OSError:  # Linux says so when the other end is closed
            return
        if not data:
            return
        yield data


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_colour_and_width_on_a_terminal(tiny: Path) -> None:
    from rosterctl.report.tables import shown_width

    args = ["roster", "check", "--month", "2026-10", str(Path(__file__).parent / "cases/check/month.csv")]
    bright = on_a_terminal(args, tiny)
    assert "\x1b[33m[soft]\x1b[0m wishes" in bright
    plain = on_a_terminal(args, tiny, NO_COLOR="1")
    assert "\x1b" not in plain
    assert max(shown_width(line) for line in plain.splitlines()) <= 80
    assert "\x1b" not in on_a_terminal(args, tiny, NO_COLOR="")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to one process")
def test_ctrl_c_before_the_first_roster(tiny: Path) -> None:
    """The signal comes while the month is read, or while the search has found nothing: 130, and no file."""
    hard = Path(shutil.copytree(samples() / "duty-24h", tiny / "duty"))
    command = [*PYTHON, *BUILD, "--time-limit", "300"]
    with subprocess.Popen(command, cwd=hard, env=environ(), stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr is not None
        assert process.stderr.readline()  # a warning about the input: the search begins now
        process.send_signal(signal.SIGINT)
        err = process.stderr.read()
    assert process.returncode == 130
    assert "Traceback" not in err
    assert not (hard / "rosters").exists()
