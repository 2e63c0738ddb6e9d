"""What a page asks for and complains about: nothing of another host, no error in the console."""
import pytest

from components.shell.pages import ENTRIES
from tests.browser.visit import PROBES, goes_to, opens, pill, reader, settled

pytestmark = [pytest.mark.browser, pytest.mark.server]
PAGES = [entry.name for entry in ENTRIES]


def _outside(page, server):
    own = (f"{server}/", server.replace("http", "ws", 1), "data:", "blob:")
    return [url for url in page.asked if not url.startswith(own)]


def _faults(page):
    """Errors of the console, blocked requests among them, but for the probes by which Streamlit's client finds its server."""
    return [(text, place) for text, place in page.faults if not (place.endswith(PROBES) and "404" in text)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_request_leaves_the_host_and_nothing_fails_in_the_console(server, browser, name, scheme):
    with reader(browser, color_scheme=scheme) as page:
        opens(page, f"{server}/{name}?geo=GB&src=adverts")
        for details in page.locator("details:visible > summary").all()[:6]:
            details.click()
        pill(page, "Entry").click()
        page.wait_for_url("**lvl=EN%2CMI%2CSE**")
        settled(page).wait_for_timeout(1_000)
        assert len(page.asked) > 10 and any(url.startswith("ws") for url in page.asked)
        assert not _outside(page, server)
        assert not _faults(page)
        assert not [cookie for cookie in page.context.cookies() if "ajs" in cookie["name"]]
        dark = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor") == "rgb(17, 22, 29)"
        assert dark == (scheme == "dark")


def test_every_source_and_a_walk_through_the_pages_stay_on_the_host(server, page):
    for src in ("survey", "filings", "official"):
        opens(page, f"{server}/pay?src={src}&offer=150000")
    goes_to(page, "Trust", "Data and methods")
    page.wait_for_url("**/data**")
    settled(page).wait_for_timeout(500)
    assert not _outside(page, server) and not _faults(page)


def test_text_of_a_link_is_shown_letter_by_letter_and_runs_nothing(server, page):
    evil = "%3Cimg%20src=x%20onerror=window.pwn=1%3E"
    opens(page, f"{server}/pay?geo={evil}&{evil}=1&q=![x](https://evil.example/x.png)&tab=[x](https://evil.example)&roles=:material/delete:")
    assert "<img src=x onerror=window.pwn=1>" in page.inner_text("[data-testid=stAlert]")
    assert page.evaluate("window.pwn") is None
    assert page.locator("[data-testid=stAlert] :is(img, a, script)").count() == 0
    assert not _outside(page, server) and not page.locator("a[href*=evil]").count()
