"""Each parameter of a link: what is understood, what is not, and the notice for what was dropped."""
import pytest

from data import catalog
from data.roles import ROLE_KEYS
from queries.filters import CURRENCIES, PAYS, REAL_YEARS, SOURCES, Filters

DEFAULT = Filters.default()
GOOD = [
    ("roles", "ai", ("ai",)), ("roles", "se,ai", ("ai", "se")), ("roles", "AI,Ds", ("ai", "ds")), ("roles", " ml , se ", ("ml", "se")),
    ("roles", ["ds", "ai"], ("ai", "ds")), ("roles", ["ds,ml", "se"], ("ml", "ds", "se")), ("roles", "ai,ml,ds,se", ROLE_KEYS),
    *(("focus", key, key) for key in ROLE_KEYS), ("focus", "ML", "ml"),
    ("geo", "GB", "GB"), ("geo", "gb", "GB"), ("geo", "all", "all"), ("geo", "ALL", "all"), ("geo", "CA", "CA"), ("geo", " in ", "IN"),
    ("lvl", "EN", ("EN",)), ("lvl", "ex,en", ("EN", "EX")), ("lvl", ["SE", "mi"], ("MI", "SE")), ("lvl", "EN,MI,SE,EX", ("EN", "MI", "SE", "EX")),
    ("yr", "2023-2024", (2023, 2024)), ("yr", "2022", (2022, 2022)), ("yr", "2020-2026", (2020, 2026)), ("yr", " 2021-2021 ", (2021, 2021)),
    ("yr", "2023–2024", (2023, 2024)),
    *(("src", name, name) for name in SOURCES), ("src", "SURVEY", "survey"),
    *(("pay", name, name) for name in PAYS), ("pay", "High", "high"),
    *(("mode", name, name) for name in ("any", "onsite", "hybrid", "remote")), ("mode", "Remote", "remote"),
    *(("cur", code, code) for code in CURRENCIES), ("cur", "eur", "EUR"), ("cur", "ppp", "PPP"),
    *(("real", year, year) for year in ("nominal", *REAL_YEARS)), ("real", "NOMINAL", "nominal"),
    ("adj", "raw", "raw"), ("adj", "matched", "matched"), ("adj", "Matched", "matched"),
    *(("v", release, release) for release in catalog.ids()), ("v", "latest", catalog.latest()), ("v", "Latest", catalog.latest()),
]
#: parameter, value, what is kept of it (None: nothing), words of the notice
BAD = [
    ("roles", "zz", None, "zz"), ("roles", "", None, "empty"), ("roles", ",,,", None, "empty"), ("roles", "ai,zz", ("ai",), "zz"),
    ("roles", "zz,yy,ai", ("ai",), "1 more"), ("roles", "ai,ai", ("ai",), "twice"), ("roles", ["ai", "ai"], ("ai",), "twice"),
    ("roles", "ai" + "," * 3000 + "zz", ("ai",), "zz"), ("roles", "ai;ml", None, "ai;ml"),
    ("focus", "zz", None, "zz"), ("focus", "", None, "empty"), ("focus", ["ai", "ml"], "ml", "several"), ("focus", "ml,zz", "ml", "dropped"),
    ("geo", "ZZ", None, "ZZ"), ("geo", "", None, "empty"), ("geo", "United States", None, "United States"), ("geo", ["US", "GB"], "GB", "several"),
    ("lvl", "XX", None, "XX"), ("lvl", "", None, "empty"), ("lvl", "SE,XX", ("SE",), "XX"), ("lvl", "SE,se", ("SE",), "twice"),
    ("yr", "2025-2022", (2022, 2025), "reverse"), ("yr", "2019-2024", (2020, 2024), "cut"), ("yr", "2024-9999", (2024, 2026), "cut"),
    ("yr", "1900-1950", None, "outside"), ("yr", "0000", None, "outside"), ("yr", "", None, "empty"), ("yr", "nan", None, "nan"),
    ("yr", "1e999", None, "1e999"), ("yr", "-0", None, "-0"), ("yr", "2024-", None, "2024-"), ("yr", "2024-2025-2026", None, "2024-2025-2026"),
    ("yr", "9" * 30, None, "999"), ("yr", ["2022", "2023-2024"], (2023, 2024), "several"), ("yr", ["2023-2024", "junk"], (2023, 2024), "several"),
    ("yr", "٢٠٢٤", None, "not a year"), ("yr", "2024 2025", None, "2024 2025"),
    ("src", "all", None, "all"), ("src", "", None, "empty"), ("src", ["survey", "filings"], "filings", "several"),
    ("pay", "median", None, "median"), ("mode", "home", None, "home"), ("cur", "XBT", None, "XBT"), ("cur", "", None, "empty"),
    ("real", "2019", None, "2019"), ("real", "1e3", None, "1e3"), ("adj", "fair", None, "fair"),
    ("v", "1999.01", None, "1999.01"), ("v", "../2025.01", None, "../2025.01"), ("v", "", None, "empty"), ("v", "inf", None, "inf"),
]
#: texts that no parameter understands
HOSTILE = [
    "\0", "\r\nSet-Cookie: a=b", "\n", "\x1b[31m", "%00", "%zz", "\ufffd", "😀" * 50, "\u202eabc", "مرحبا", "nan", "inf", "-inf", "1e999", "-0", "9" * 30,
    "-1", "' OR 1=1 --", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "../../etc/passwd", "x" * 100_000,
    "\ud800", "None", "null", "[]", "{}", "__class__", "ß", "ﬁ",
]
NAMES = tuple(DEFAULT.to_query())


def test_an_empty_link_means_the_defaults_and_says_nothing():
    assert Filters.from_query({}) == (DEFAULT, ())


@pytest.mark.parametrize(("name", "text", "value"), GOOD, ids=str)
def test_a_good_value_is_taken_in_any_case_and_spelling_without_a_notice(name, text, value):
    found, notices = Filters.from_query({name: text})
    assert getattr(found, name) == value
    assert notices == ()


@pytest.mark.parametrize(("name", "text", "kept", "said"), BAD, ids=lambda value: str(value)[:40])
def test_what_can_be_understood_is_kept_and_the_rest_is_named_in_a_notice(name, text, kept, said):
    found, notices = Filters.from_query({name: text})
    assert getattr(found, name) == (getattr(DEFAULT, name) if kept is None else kept)
    (notice,) = notices
    assert notice.param == name and said in notice.reason
    assert notice.used == "the default is used" if kept is None else notice.used.startswith("used: ")


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:30])
@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_text_leaves_the_default_and_a_short_printable_notice(name, text):
    found, notices = Filters.from_query({name: text})
    assert found == DEFAULT
    (notice,) = notices
    assert str(notice).startswith(f"{name}: ")
    assert str(notice).isprintable() and len(str(notice)) < 200


@pytest.mark.parametrize("name", ["geographie", "ROLES", "", "\r\nx", "x" * 100_000, "<b>", "__init__", "lvl "])
def test_an_unknown_parameter_is_dropped_with_its_name(name):
    found, (notice,) = Filters.from_query({name: "1", "geo": "GB"})
    assert found == DEFAULT.but(geo="GB")
    assert "no such parameter" in str(notice) and str(notice).isprintable() and len(str(notice)) < 120
    assert notice.param.startswith(name[:3].strip()) or not name.isprintable()


def test_a_thousand_and_one_unknown_parameters_make_one_notice_with_their_number():
    found, (notice,) = Filters.from_query({f"p{place}": "1" for place in range(1001)})
    assert found == DEFAULT
    assert notice.param == "p0 and 1000 more"


def test_one_parameter_a_thousand_times_gives_its_last_known_value():
    found, (notice,) = Filters.from_query({"cur": ["USD"] * 998 + ["GBP", "zz"]})
    assert found.cur == "GBP" and notice.param == "cur"


def test_parameters_of_a_page_or_the_host_are_no_business_of_the_filters():
    assert Filters.from_query({"tab": "x", "offer": "1e999", "utm_source": "mail", "embed": "true"}) == (DEFAULT, ())


def test_each_bad_parameter_has_a_notice_of_its_own():
    notices = Filters.from_query({name: "?" for name in NAMES})[1]
    assert sorted(notice.param for notice in notices) == sorted(NAMES)


@pytest.mark.parametrize(("v", "src", "yr"), [
    ("2026.11", "adverts", (2024, 2025)), ("2026.11", "survey", (2024, 2025)), ("2026.11", "filings", (2024, 2026)), ("2026.11", "official", (2024, 2025)),
    ("2025.01", "adverts", (2024, 2025)), ("2025.01", "survey", (2024, 2024)), ("2025.01", "filings", (2024, 2024)), ("2025.01", "official", (2022, 2023)),
])
def test_default_years_are_the_latest_two_of_the_source_in_the_release_of_the_link(v, src, yr):
    assert Filters.from_query({"src": src, "v": v})[0].yr == yr


def test_years_of_the_link_win_over_the_default_of_its_source():
    assert Filters.from_query({"yr": "2024", "src": "official"})[0].yr == (2024, 2024)
