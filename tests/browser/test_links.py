"""The address in a real browser: it opens a selection, follows every change, and leads back."""
import pytest
from playwright.sync_api import expect

from queries.filters import Filters
from tests import serving
from tests.browser.visit import copied_link, expect_selection, expect_sentence, goes_to, numbers, opens, pill, query, reader, settled

pytestmark = [pytest.mark.browser, pytest.mark.server]
DEFAULT = Filters.default()


@pytest.fixture(scope="module")
def fresh():
    """A server that nobody has opened a page of."""
    with serving.running() as started:
        started.wait()
        yield started.url


def test_a_deep_link_as_the_first_page_after_a_start_shows_the_whole_frame_with_its_filters(fresh, page):
    opens(page, f"{fresh}/pay?roles=ai,ds&geo=GB&lvl=SE&cur=GBP")
    expect(page.locator("h1")).to_have_text("Pay")
    expect(page.locator("[data-testid=stTopNavSection]")).to_have_text(["Decide", "Trust"])
    expect_sentence(page, "AI Engineer and Data Scientist in the United Kingdom, senior level")
    bar = page.locator("[data-testid=stSidebar]")
    expect(bar.locator("button[aria-pressed=true], button[data-testid*=Active]")).to_have_text(["AIE", "DS", "Senior"])
    assert bar.locator("[data-testid=stSelectbox]").first.locator("input").input_value().startswith("United Kingdom")
    expect(page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first).to_be_visible()


def test_a_change_of_a_filter_writes_every_parameter_and_a_reload_keeps_it(server, page):
    opens(page, f"{server}/pay")
    assert query(page.url) == {}
    pill(page, "Entry").click()
    wanted = DEFAULT.but(lvl=("EN", "MI", "SE"))
    expect_selection(page, wanted)
    page.reload()
    expect_selection(settled(page), wanted)
    assert query(page.url) == wanted.to_query()


def test_back_and_forward_walk_through_the_selections(server, page):
    opens(page, f"{server}/pay?geo=GB")
    first, second = DEFAULT.but(geo="GB", lvl=("EN", "MI", "SE")), DEFAULT.but(geo="GB", lvl=("EN", "MI", "SE", "EX"))
    pill(page, "Entry").click()
    expect_selection(page, first)
    pill(page, "Executive").click()
    expect_selection(page, second)
    page.go_back()
    expect_selection(page, first)
    page.go_back()
    expect_sentence(page, "United Kingdom, mid and senior level")
    assert query(page.url) == {"geo": "GB"}
    page.go_forward()
    expect_selection(page, first)


def test_back_to_the_page_as_it_was_opened_shows_the_defaults_it_opened_with(server, page):
    opens(page, f"{server}/pay")
    pill(page, "Entry").click()
    expect_selection(page, DEFAULT.but(lvl=("EN", "MI", "SE")))
    page.go_back()
    expect_sentence(page, DEFAULT.describe())
    assert query(page.url) == {}


@pytest.mark.parametrize("link", ["pay?geo=GB", "pay?geo=ZZ&lvl=XX", "pay"])
def test_back_is_never_a_trap(server, page, link):
    page.goto("about:blank")
    opens(page, f"{server}/{link}")
    pill(page, "Entry").click()
    page.wait_for_url("**lvl=EN%2CMI%2CSE**")
    for _ in range(3):
        page.go_back()
        page.wait_for_timeout(800)
        if page.url == "about:blank":
            break
    assert page.url == "about:blank"


def test_going_to_another_page_and_back_by_the_navigation_keeps_the_selection_in_the_address(server, page):
    opens(page, f"{server}/pay?geo=GB&roles=ai,ds")
    wanted = DEFAULT.but(geo="GB", roles=("ai", "ds"))
    goes_to(page, "Trust", "Data and methods")
    expect(page.locator("h1")).to_have_text("Data and methods")
    expect_sentence(page, wanted.describe())
    assert Filters.from_query(query(page.url)) == (wanted, ())
    pill(page, "Entry").click()
    wanted = wanted.but(lvl=("EN", "MI", "SE"))
    expect_selection(page, wanted)
    goes_to(page, "Decide", "Pay")
    expect(page.locator("h1")).to_have_text("Pay")
    expect_selection(page, wanted)
    page.go_back()
    page.wait_for_timeout(1500)
    if page.url == f"{server}/pay":  # a slow browser keeps the click and the address it led to as two entries
        expect_sentence(page, wanted.describe())
        page.go_back()
    expect(page.locator("h1")).to_have_text("Data and methods")
    expect_selection(page, wanted)


@pytest.mark.parametrize("name", ["pay", "data"])
def test_a_link_with_bad_values_is_rewritten_and_says_what_was_dropped(server, page, name):
    opens(page, f"{server}/{name}?geo=ZZ&roles=ai,%00,zz&yr=2025-2022&cur=1e999&%3Cb%3E=1&lvl=%ff&mode=remote")
    expect_selection(page, DEFAULT.but(roles=("ai",), yr=(2022, 2025), mode="remote"))
    warning = page.locator("[data-testid=stAlert]")
    for word in ("geo: “ZZ”", "roles: ", "yr: the two years were in reverse order", "cur: “1e999”", "<b>: no such parameter", "lvl: "):
        expect(warning).to_contain_text(word)
    assert page.locator("[data-testid=stAlert] b").count() == 0


def test_a_link_to_the_bare_address_opens_the_first_page_with_its_selection(server, page):
    opens(page, f"{server}/?geo=GB&roles=ai,ds")
    expect(page.locator("h1")).to_have_text("Pay")
    expect_sentence(page, "AI Engineer and Data Scientist in the United Kingdom")


def test_the_copied_link_holds_every_parameter_and_shows_another_reader_the_same_numbers(server, browser, page):
    opens(page, f"{server}/pay?geo=CA&lvl=EN,SE&offer=150000")
    link = copied_link(page)
    assert query(link) == DEFAULT.but(geo="CA", lvl=("EN", "SE")).to_query() | {"offer": "150000"}
    assert link.startswith(f"{server}/pay?") and len(link) < 2_000
    mine = numbers(page).all_text_contents()
    with reader(browser) as other:
        expect(numbers(opens(other, link))).to_have_text(mine, use_inner_text=False)
        assert other.locator("[data-testid=stAlert]").count() == 0


def test_two_readers_with_different_filters_never_see_each_others(server, browser):
    with reader(browser) as one, reader(browser) as two:
        opens(one, f"{server}/pay?geo=GB&roles=ai&lvl=SE")
        opens(two, f"{server}/pay?geo=CA&roles=se&lvl=SE")
        for turn in range(6):
            levels = ("SE",) if turn % 2 else ("EN", "SE")
            pill(one, "Entry").click()
            pill(two, "Entry").click()
            expect_selection(one, DEFAULT.but(geo="GB", roles=("ai",), lvl=levels))
            expect_selection(two, DEFAULT.but(geo="CA", roles=("se",), lvl=levels))
            settled(one), settled(two)
            assert "Canada, " not in one.inner_text("[data-testid=stMain]") and "Software Engineer" not in one.inner_text("h2 >> nth=0")
            assert "United Kingdom, " not in two.inner_text("[data-testid=stMain]") and "AI Engineer:" not in two.inner_text("h2 >> nth=0")


def test_a_cleared_offer_leaves_the_link_and_the_figure(server, page):
    opens(page, f"{server}/pay?offer=180000")
    heading = page.locator("h2", has_text="An offer of $180,000")
    expect(heading).to_be_visible()
    box = page.locator("[data-testid=stNumberInput] input")
    box.fill("")
    box.press("Enter")
    expect_selection(page, DEFAULT)
    expect(heading).to_have_count(0)
