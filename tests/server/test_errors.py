"""One boundary: an apology and an incident id on screen, the trace only in the log."""
import re

import pytest
from sqlalchemy.exc import OperationalError
from streamlit.testing.v1 import AppTest

from components import errors
from data.catalog import ReleaseError
from data.store import StoreDown, StoreError

PAGE = """
import streamlit as st
from components.errors import boundary
{before}
with boundary("pay"):
    {inside}
st.write("footer")
"""


def _run(inside, before=""):
    return AppTest.from_string(PAGE.format(before=before, inside=inside)).run()


def _shown(page):
    return " ".join(element.value for element in (*page.error, *page.markdown, *page.exception))


def test_a_fault_in_a_page_shows_an_incident_that_the_log_has_and_no_trace(caplog):
    page = _run('{}["hidden-word"]')
    assert not page.exception
    incident = re.search(r"Incident `(\w{8})`", page.error[0].value).group(1)
    (record,) = [record for record in caplog.records if record.name == "rolescope"]
    assert (record.about["incident"], record.about["where"], record.about["kind"]) == (incident, "pay", "KeyError")
    assert "hidden-word" in str(record.exc_info[1])
    assert not re.search(r"hidden-word|KeyError|Traceback|\.py|line \d", _shown(page))


def test_what_stands_outside_the_boundary_still_works():
    assert _run('{}["x"]').markdown[-1].value == "footer"


def test_a_stop_passes_through():
    page = _run("st.stop()")
    assert not page.error
    assert not page.markdown


def test_a_rerun_passes_through():
    page = _run('st.session_state.update(again=True); st.rerun()', 'if st.session_state.get("again"): st.write("second run"); st.stop()')
    assert not page.error
    assert page.markdown[0].value == "second run"


@pytest.mark.parametrize(("fault", "apology"), [
    (StoreDown("no answer"), errors.DATABASE),
    (OperationalError("SELECT secret", {}, Exception("host 10.0.0.1")), errors.DATABASE),
    (StoreError("folder /var/x"), errors.RELEASE),
    (ReleaseError("rates.csv is missing"), errors.RELEASE),
    (KeyError("x"), errors.PAGE),
    (ZeroDivisionError(), errors.PAGE),
])
def test_each_kind_of_fault_has_its_own_words(fault, apology):
    assert errors.apology_for(fault) is apology


def test_the_database_sentence_holds_no_sql_address_or_password():
    page = _run("raise OperationalError('SELECT salary', {}, Exception('postgresql://app:hush-hush@10.0.0.1/x'))",
                "from sqlalchemy.exc import OperationalError")
    assert "The database does not answer." in _shown(page)
    assert not re.search(r"SELECT|hush|10\.0\.0\.1|Operational", _shown(page))
