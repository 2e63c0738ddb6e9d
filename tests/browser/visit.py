"""A reader's visit: open a page, read what it shows, use its controls."""
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from queries.filters import Filters

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
expect.set_options(timeout=30_000)
#: what Streamlit's client asks of each page's own address first, before it finds the server's
PROBES = ("/_stcore/health", "/_stcore/host-config")


@contextmanager
def reader(browser: Browser, **options) -> Iterator[Page]:
    """A clean browser context with one page, which notes what it asked for and what went wrong in it."""
    context = browser.new_context(**options)
    page = context.new_page()
    page.asked, page.faults = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("websocket", lambda socket: page.asked.append(socket.url))
    page.on("console", lambda message: message.type == "error" and page.faults.append((message.text, message.location["url"])))
    page.on("pageerror", lambda error: page.faults.append((str(error), "")))
    yield page
    context.close()


def opens(page: Page, address: str) -> Page:
    """Open an address and wait until the page has drawn itself to its last line."""
    page.goto(address)
    return settled(page)


def settled(page: Page) -> Page:
    """Wait until the script has run and the footer is there."""
    expect(page.locator("[data-testid=stMain]")).to_contain_text("Rolescope · data release")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)
    return page


def expect_sentence(page: Page, words: str) -> None:
    """The sentence under the title comes to hold these words."""
    expect(page.locator("[data-testid=stMain] p", has_text="Selection:").first).to_contain_text(words)


def expect_selection(page: Page, filters: Filters, **local: str) -> None:
    """The address comes to hold exactly this selection."""
    page.wait_for_url(lambda url: query(url) == filters.to_query() | local, timeout=30_000)
    expect_sentence(page, filters.describe())


def query(url: str) -> dict[str, str]:
    """The parameters of an address."""
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def pill(page: Page, label: str) -> Locator:
    """A pill of the filter bar."""
    return page.locator("[data-testid=stSidebar] button", has_text=label)


def goes_to(page: Page, group: str, label: str) -> None:
    """Click a page in the navigation at the top."""
    page.locator("[data-testid=stTopNavSection]", has_text=group).click()
    page.locator("[data-testid=stTopNavDropdownLink]", has_text=label).click()


def copied_link(page: Page) -> str:
    """The link that Copy link offers."""
    page.locator("button", has_text="Copy link").click()
    return page.locator("[data-testid=stPopoverBody] code").inner_text(timeout=10_000).strip()


def numbers(page: Page) -> Locator:
    """Every heading and every table of Pay, once all six of each are there."""
    found = page.locator("[data-testid=stMain] h2, .rs table")
    expect(found).to_have_count(12)
    return found
