"""Links made by strangers. On the first page every parameter with every text; on each other page, which shares the frame that reads
links, some 200 of these. Nothing breaks, and what was dropped is said."""
import pytest

from queries.filters import PAGE_LOCAL, Filters
from tests.pages.opened import PAGES, address, is_sound, notice, opened, selection, unopened

LABELS = ("tab", "sel", "q", "card")
NAMES = (*Filters.default().to_query(), *PAGE_LOCAL, "nonsense")
PAYLOADS = [
    "", " ", "\0", "\0\0US", "\x01\x1b[31m", "\r\nLocation: https://evil.example", "US\r\nX: y", "\t", "%00", "%ff", "%zz", "\ufffd", "\ufeff", "😀",
    "👩‍👩‍👧‍👦" * 20, "\u202eSU", "\u200b", "مرحبا", "Ａ", "ß", "nan", "inf", "-inf", "1e999", "-1e999", "-0", "0x1f", "9" * 30, "-" + "9" * 30,
    "' OR '1'='1", "'; DROP TABLE pay_counts; --", "<script>window.pwn=1</script>", "<img src=x onerror=window.pwn=1>", "<style>*{display:none}</style>",
    "javascript:window.pwn=1", "![x](https://evil.example/x.png)", ":material/delete:", "$\\frac{1}{0}$", "../../../etc/passwd", "None", "[]", "{}", "ai;ml",
    "2025-2024-2023", "9999-9998", "2025.01/..", ",,,,", "x" * 100_000, "a," * 50_000,
]


def _kept(name: str, text: str) -> bool:
    """Whether a parameter may take this text: only names of tabs and search texts are free, if short and printable."""
    return name in LABELS and text.strip() != "" and text.strip().isprintable() and len(text.strip().encode()) <= 60


@pytest.fixture(scope="module")
def sessions():
    """One session a page, opened when first asked for; each link is opened in it as an edited address bar would."""
    held = {}
    return lambda name: held.setdefault(name, unopened(name))


def _open(session, **query):
    session.query_params.clear()
    session.query_params.update(query)
    return session.run()


def _texts(page: str, parameter: str) -> list[str]:
    """All texts on the first page; on the others every fourth, beginning elsewhere for each parameter."""
    return PAYLOADS if page == PAGES[0] else PAYLOADS[NAMES.index(parameter) % 4::4]


@pytest.mark.parametrize("parameter", NAMES)
@pytest.mark.parametrize("page", PAGES)
def test_a_hostile_value_breaks_nothing_and_is_named_in_a_notice_if_it_was_dropped(sessions, page, parameter):
    for text in _texts(page, parameter):
        session = _open(sessions(page), **{parameter: text})
        shown = notice(session)
        assert is_sound(session), text[:60]
        assert selection(session) == Filters.default(), text[:60]
        if _kept(parameter, text):
            assert shown == "" and address(session) == {parameter: text}, text[:60]
        else:
            assert f"{parameter}: " in shown and len(shown) < 300, text[:60]
            assert address(session) == Filters.default().to_query(), text[:60]


@pytest.mark.parametrize("parameter", NAMES)
def test_a_hostile_value_breaks_nothing_as_the_first_link_of_a_session(parameter):
    for text in ("\0", "\r\nx", "1e999", "<img src=x onerror=window.pwn=1>"):
        session = opened("pay", **{parameter: text})
        assert is_sound(session) and (f"{parameter}: " in notice(session)) != _kept(parameter, text)


@pytest.mark.parametrize("page", PAGES)
def test_what_is_good_in_a_bad_link_is_kept(sessions, page):
    session = _open(sessions(page), roles=["ai,zz", "\0"], geo="gb", yr="2025-2022", lvl="SE,SE", cur="1e999", offer="nan", band_lo="9000", band_hi="8000", x="1")
    wanted = Filters.default().but(roles=("ai",), geo="GB", yr=(2022, 2025), lvl=("SE",))
    assert is_sound(session) and selection(session) == wanted
    assert address(session) == wanted.to_query() | {"band_lo": "8000", "band_hi": "9000"}
    for name in ("roles", "yr", "lvl", "cur", "offer", "band_lo", "x"):
        assert f"{name}: " in notice(session)
    assert "geo:" not in notice(session)


@pytest.mark.parametrize("query", [{"geo": "gb"}, {"roles": "se,ai"}, {"yr": "2024"}, {"v": "latest"}, {"q": "rag"}, {"offer": "180000"}, {"utm_source": "mail"}], ids=str)
@pytest.mark.parametrize("page", PAGES)
def test_where_nothing_was_dropped_there_is_no_notice_and_the_address_stays(sessions, page, query):
    session = _open(sessions(page), **query)
    assert is_sound(session) and notice(session) == "" and address(session) == query


MANY = {
    "1,000 parameters": ({f"p{place}": "1" for place in range(1_000)}, "p0 and 999 more: "),
    "1,001 parameters": ({f"p{place}": "1" for place in range(1_001)}, "too long"),
    "1,000 repeats": ({"geo": ["US", "GB"] * 500}, "geo: "),
    "1,001 repeats": ({"geo": ["GB"] * 1_001}, "too long"),
    "525 kB": ({"q": "x" * 525_000}, "too long"),
    "500 kB": ({"geo": "x" * 500_000}, "geo: "),
}


@pytest.mark.parametrize(("query", "words"), MANY.values(), ids=MANY)
@pytest.mark.parametrize("page", PAGES)
def test_a_link_too_long_for_the_server_breaks_nothing_and_says_so(sessions, page, query, words):
    session = _open(sessions(page), **query)
    assert is_sound(session) and words in notice(session) and len(notice(session)) < 300
    assert address(session) == selection(session).to_query()
    assert selection(session) == Filters.default().but(geo="GB" if "geo: it was given" in notice(session) else "US")


def test_each_page_gets_at_least_200_hostile_links():
    assert len(set(PAYLOADS)) >= 40
    assert all(sum(len(_texts(page, parameter)) for parameter in NAMES) >= 200 for page in PAGES)
