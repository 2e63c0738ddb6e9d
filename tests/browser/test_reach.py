"""A small screen and a keyboard reach everything."""
import pytest
from playwright.sync_api import expect

from components.shell.pages import ENTRIES
from tests.browser.visit import opens, reader, settled

pytestmark = [pytest.mark.browser, pytest.mark.server]
PAGES = [entry.name for entry in ENTRIES]


@pytest.fixture
def phone(browser):
    with reader(browser, viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True) as opened:
        yield opened


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_scrolls_down_only(server, phone, name):
    opens(phone, f"{server}/{name}").wait_for_timeout(500)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    main = phone.locator("[data-testid=stMain]")
    assert main.evaluate("element => element.scrollWidth") <= 360
    expect(phone.locator("h1")).to_be_in_viewport()


def test_on_a_phone_every_chart_fits_the_width(server, phone):
    opens(phone, f"{server}/pay")
    charts = phone.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)")
    expect(charts.nth(2)).to_be_attached()
    for chart in charts.all():
        chart.scroll_into_view_if_needed()
        expect(chart).to_be_visible()
        box = chart.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 361 and box["width"] > 200 and box["height"] > 60


def test_on_a_phone_the_filters_open_and_work(server, phone):
    opens(phone, f"{server}/pay")
    phone.locator("[data-testid=stExpandSidebarButton]").click()
    phone.locator("[data-testid=stSidebar] button", has_text="Entry").click()
    phone.wait_for_url("**lvl=EN%2CMI%2CSE**")
    box = phone.locator("[data-testid=stSidebar] button", has_text="Entry").bounding_box()
    assert box["height"] >= 24 and box["width"] >= 24


def _focused(page):
    """Where the keyboard stands: in the filters, on a fold, on a download, or elsewhere."""
    return page.evaluate("""() => {
        const at = document.activeElement;
        if (at.closest('[data-testid=stSidebar]')) return 'filters';
        if (at.tagName === 'SUMMARY' && at.closest('.rs')) return 'fold';
        if (at.closest('.d')) return 'download';
        return at.textContent.trim().slice(0, 20);
    }""")


def test_the_tab_key_reaches_filters_reset_copy_link_folds_and_downloads(server, page):
    opens(page, f"{server}/pay")
    reached = []
    while not {"filters", "fold", "download"} <= set(reached) and len(reached) < 90:
        page.keyboard.press("Tab")
        reached.append(_focused(page))
    assert {"filters", "fold", "download"} <= set(reached), reached
    assert any("Reset" in name for name in reached) and any("Copy link" in name for name in reached)
    assert reached.index("filters") < reached.index("fold")


def test_a_fold_opens_and_closes_with_the_enter_key(server, page):
    opens(page, f"{server}/pay")
    fold = page.locator(".st-key-figure_pay_ladder details").first
    expect(fold).not_to_have_attribute("open", "")
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("open", "")
    expect(fold.locator("table")).to_be_visible()
    page.keyboard.press("Enter")
    expect(fold).not_to_have_attribute("open", "")


def test_a_pill_is_set_with_the_keyboard_alone(server, page):
    opens(page, f"{server}/pay")
    page.locator("[data-testid=stSidebar] button", has_text="Entry").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**lvl=EN%2CMI%2CSE**")


@pytest.mark.parametrize("name", PAGES)
def test_headings_go_down_one_step_at_a_time_from_one_first_heading(server, page, name):
    settled(opens(page, f"{server}/{name}"))
    steps = page.evaluate("[...document.querySelectorAll('[data-testid=stMain] :is(h1,h2,h3,h4)')].map(each => Number(each.tagName[1]))")
    assert steps[0] == 1 and steps.count(1) == 1 and len(steps) > 5
    assert all(after - before <= 1 for before, after in zip(steps, steps[1:], strict=False))
