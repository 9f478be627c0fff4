"""Terms: escapes, canonical numbers, dates with their precision."""

import pytest

from kg.notation import date, decimal, plain, text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ('甲"乙\\丙', '"甲\\"乙\\\\丙"'),
        ("a\tb\nc\rd\be\ff", '"a\\tb\\nc\\rd\\be\\ff"'),
        ("\x01\x0b\x7f\ufffe", '"\\u0001\\u000B\\u007F\\uFFFE"'),
        ("\x00\ud800\udfff", '"\ufffd\ufffd\ufffd"'),
        ("𠀀", '"𠀀"'),
        ("", '""'),
    ],
)
def test_escapes(value, written):
    assert plain(value) == written
    assert text(value) == f"{written}@zh"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.9, "0.9"),
        (46000000.0, "46000000"),
        (1e-7, "0.0000001"),
        (1e21, "1" + "0" * 21),
        (-0.0, "0"),
        (-2.50, "-2.5"),
        (7, "7"),
    ],
)
def test_decimals_are_canonical(value, written):
    assert decimal(value) == f'"{written}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_none(value):
    assert decimal(value) is None


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2024", "gYear"),
        ("2024-03", "gYearMonth"),
        ("2024-02-29", "date"),
        ("2023-02-29", None),
        ("2024-13", None),
        ("0000", None),
    ]
    + [(v, None) for v in ("", "去年底", "2024-3-6", "2024-03-06T00:00", "２０２４")],
)
def test_dates_have_their_precision(value, kind):
    written = date(value)
    assert written == (f'"{value}"^^<http://www.w3.org/2001/XMLSchema#{kind}>' if kind else None)
