"""Shift colours: letters can be read on them, and people who see fewer colours still tell neighbours apart."""

from __future__ import annotations

import math
import re
from itertools import combinations

import pytest

from rosterctl.domain.shifts import Shift
from rosterctl.domain.time import Span
from rosterctl.report.html.shades import DAY, INK, NIGHT, PAPER, shades

Rgb = tuple[float, float, float]

# Machado, Oliveira, Fernandes 2009, severity 1.0, on linear RGB
SEEN = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}
WHITE = (0.95047, 1.0, 1.08883)


def linear(colour: str) -> Rgb:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    values = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return red, green, blue


def light(rgb: Rgb) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def lab(rgb: Rgb) -> Rgb:
    red, green, blue = rgb
    xyz = (
        0.4124564 * red + 0.3575761 * green + 0.1804375 * blue,
        light(rgb),
        0.0193339 * red + 0.1191920 * green + 0.9503041 * blue,
    )
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (max(v, 0) / w for v, w in zip(xyz, WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, other: str, eyes: str) -> float:
    """CIE 1976 distance as those eyes see it."""
    seen = []
    for colour in (one, other):
        rgb = linear(colour)
        red, green, blue = (sum(a * b for a, b in zip(row, rgb, strict=True)) for row in SEEN[eyes])
        seen.append(lab((red, green, blue)))
    return math.dist(*seen)


@pytest.mark.parametrize(("palette", "ink"), [(DAY, INK), (NIGHT, PAPER)], ids=["day", "night"])
def test_letters_can_be_read(palette: tuple[str, ...], ink: str) -> None:
    for colour in palette:
        low, high = sorted((light(linear(colour)), light(linear(ink))))
        assert (high + 0.05) / (low + 0.05) >= 7, colour


@pytest.mark.parametrize("eyes", SEEN)
def test_day_shifts_are_told_apart(eyes: str) -> None:
    close = {pair: apart(*pair, eyes) for pair in combinations(DAY, 2)}
    assert min(close.values()) > 10, min(close, key=lambda pair: close[pair])


def test_nights_are_darker_than_days_even_without_colour() -> None:
    assert max(light(linear(c)) for c in NIGHT) * 3 < min(light(linear(c)) for c in DAY)


def test_shifts_beyond_the_palette_are_striped() -> None:
    day = [Shift(f"D{n}", "", (Span(540, 1080),)) for n in range(7)]
    rules = shades([*day, Shift("N", "", (Span(1320, 1800),))]).splitlines()
    found = [(re.findall(r"background-color:(#\w+)", rule)[0], "gradient" in rule) for rule in rules]
    assert found == [*((colour, False) for colour in DAY), (DAY[0], True), (NIGHT[0], False)]
