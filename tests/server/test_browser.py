"""The page in a real browser behind our headers: everything draws, nothing is blocked, nothing leaves the host."""
import re

import pytest
from playwright.sync_api import sync_playwright

from tests import serving
from tests.server.shell import SCRIPT

pytestmark = [pytest.mark.browser, pytest.mark.server]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving.running(serving.launcher(tmp_path_factory.mktemp("app"), SCRIPT)) as started:
        started.wait()
        yield started


@pytest.fixture(scope="module")
def browser(chromium):
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser):
    context = browser.new_context()
    page = context.new_page()
    page.requested, page.said = [], []
    page.on("request", lambda request: page.requested.append(request.url))
    page.on("console", lambda message: page.said.append(message.text))
    yield page
    context.close()


def test_charts_tables_html_and_downloads_work_under_the_policy(server, page):
    page.goto(server.url)
    page.wait_for_selector("text=end of page", timeout=60_000)
    page.wait_for_selector("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg", timeout=60_000)
    page.wait_for_selector(".js-plotly-plot .bars", timeout=60_000)
    page.wait_for_selector("[data-testid=stDataFrame] canvas", timeout=60_000)
    assert page.inner_text("table.plain td") == "cell"
    with page.expect_download(timeout=30_000) as waiting:
        page.click("text=Get it")
    assert waiting.value.path().read_text() == "a,b\n1,2\n"
    refused = [text for text in page.said if re.search("Content Security Policy|Refused to", text)]
    assert not refused


def test_nothing_is_asked_of_another_host_and_no_visitor_id_is_stored(server, page):
    page.goto(server.url)
    page.wait_for_selector("text=end of page", timeout=60_000)
    outside = [url for url in page.requested if not url.startswith((server.url, server.url.replace("http", "ws"), "data:", "blob:"))]
    assert not outside
    assert not [cookie for cookie in page.context.cookies() if "ajs" in cookie["name"]]
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('ajs'))") == []


@pytest.mark.parametrize("fault", ["key", "escaped"])
def test_a_fault_shows_an_incident_that_the_log_has_and_nothing_of_the_code(server, page, fault):
    page.goto(f"{server.url}/?fault={fault}")
    alert = page.wait_for_selector("[data-testid=stAlert]", timeout=60_000)
    text = page.inner_text("body")
    incident = re.search(r"Incident (\w{8})", alert.inner_text()).group(1)
    assert not re.search(r"hidden-word|KeyError|Traceback|main\.py|line \d", text)
    (line,) = [line for line in server.lines() if line.get("incident") == incident]
    assert "hidden-word" in line["trace"] and line["kind"] == "KeyError"


def test_a_script_in_the_address_does_not_run(server, page):
    page.goto(f"{server.url}/?fault=%3Cimg%20src=x%20onerror=window.pwn=1%3E")
    page.wait_for_selector("text=Test page", timeout=60_000)
    assert page.evaluate("window.pwn") is None
