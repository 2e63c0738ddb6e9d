"""One browser for the tests of a module."""
import pytest
from playwright.sync_api import sync_playwright

from tests.browser.visit import FLAGS, reader


@pytest.fixture(scope="module")
def browser(chromium):
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser):
    with reader(browser) as opened:
        yield opened
