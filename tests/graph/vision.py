"""How colours look to eyes that lack a kind of cone, and how far apart two of them are."""

from __future__ import annotations

import math

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]
# Machado, Oliveira and Fernandes (2009), A physiologically-based model for simulation of color vision deficiency,
# IEEE Transactions on Visualization and Computer Graphics 15(6), table of matrices at severity 1.0; for linear sRGB.
SIGHTS: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
# IEC 61966-2-1: linear sRGB to XYZ, and the white point D65.
TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE: Triple = (0.95047, 1.0, 1.08883)


def times(matrix: Matrix, vector: Triple) -> Triple:
    """A matrix applied to a vector."""
    x, y, z = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def linear(colour: str) -> Triple:
    """`#rrggbb` as light, each part from 0 to 1."""
    parts = (byte / 255 for byte in bytes.fromhex(colour[1:]))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2."""
    return sum(weight * part for weight, part in zip(TO_XYZ[1], linear(colour), strict=True))


def contrast(a: str, b: str) -> float:
    """Contrast ratio after WCAG 2, from 1 to 21."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, sight: str = "normal") -> Triple:
    """A colour in CIELAB as one sight has it."""
    r, g, b = (min(1.0, max(0.0, part)) for part in times(SIGHTS[sight], linear(colour)))
    ratios = (part / white for part, white in zip(times(TO_XYZ, (r, g, b)), WHITE, strict=True))
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(a: Triple, b: Triple) -> float:
    """CIEDE2000, after Sharma, Wu and Dalal (2005), Color Research and Application 30(1)."""
    mean = (math.hypot(*a[1:]) + math.hypot(*b[1:])) / 2
    grey = 1.5 - 0.5 * math.sqrt(mean**7 / (mean**7 + 25**7))
    (l1, u1, v1), (l2, u2, v2) = (a[0], grey * a[1], a[2]), (b[0], grey * b[1], b[2])
    c1, c2 = math.hypot(u1, v1), math.hypot(u2, v2)
    h1, h2 = (math.degrees(math.atan2(v, u)) % 360 for u, v in ((u1, v1), (u2, v2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 and c2 else 0.0
    across = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = h1 + turn / 2 if c1 and c2 else h1 + h2
    t = 1.0 - 0.17 * cosine(hue - 30) + 0.24 * cosine(2 * hue) + 0.32 * cosine(3 * hue + 6) - 0.2 * cosine(4 * hue - 63)
    s_l = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    s_c, s_h = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    spin = 60 * math.exp(-((((hue % 360) - 275) / 25) ** 2))
    r = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7)) * math.sin(math.radians(spin))
    dl, dc, dh = (l2 - l1) / s_l, (c2 - c1) / s_c, across / s_h
    return math.sqrt(dl * dl + dc * dc + dh * dh + r * dc * dh)


def cosine(degrees: float) -> float:
    """Of an angle in degrees."""
    return math.cos(math.radians(degrees))
