"""The shared store: loaded once, read by sessions that cannot write, and honest about a server that is away."""
import os
import signal
import threading
import time

import pytest
from sqlalchemy import create_engine, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from data import catalog, postgres_store, store, tables
from data.store import StoreBusy, StoreDown, StoreError
from tests import releases

pytestmark = pytest.mark.database
RATES = tables.TABLES["rates"]
SOURCES = tables.TABLES["sources"]


@pytest.fixture
def postgres_url(postgres, own_store, monkeypatch):
    """An own store on the test server, without the schema a test before may have left."""
    url = postgres.url()
    monkeypatch.setenv("DATABASE_URL", url)
    _run(postgres, text("DROP SCHEMA IF EXISTS rolescope_2026_11 CASCADE"))
    return url


def _run(postgres, *statements):
    engine = create_engine(postgres_store._psycopg(postgres.url()))
    with engine.begin() as connection:
        results = [connection.execute(statement) for statement in statements]
    engine.dispose()
    return results


def _titles(engine):
    with engine.connect() as connection:
        return set(connection.execute(select(SOURCES.c.title)).scalars())


def test_a_release_is_loaded_once_and_found_again(own_store, postgres_url, monkeypatch):
    releases.write(own_store, "2026.11", rows=4)
    assert store.engine("2026.11").dialect.name == "postgresql"
    assert store.probe("2026.11")["pay_counts"] == 12
    store.forget()
    monkeypatch.setattr(postgres_store, "_load", None)
    assert store.probe("2026.11")["rates"] == 4


def test_a_session_can_not_write(own_store, postgres_url):
    releases.write(own_store, "2026.11")
    row = {"kind": "fx", "code": "USD", "year": 2024, "rate": 2.0}
    with store.engine("2026.11").connect() as connection, pytest.raises(DBAPIError, match="read-only transaction"):
        connection.execute(insert(RATES), row)


def test_a_runaway_query_is_cut_after_two_seconds(own_store, postgres_url):
    releases.write(own_store, "2026.11")
    began = time.monotonic()
    with store.engine("2026.11").connect() as connection, pytest.raises(DBAPIError, match="statement timeout"):
        connection.execute(select(func.pg_sleep(10)))
    assert 1.5 < time.monotonic() - began < 3


def test_changed_content_under_the_same_id_is_loaded_again(own_store, postgres_url):
    releases.write(own_store, "2026.11", mark="old")
    assert _titles(store.engine("2026.11")) == {"old"}
    store.forget()
    own_store.rename(own_store.with_name("gone"))
    releases.write(own_store, "2026.11", mark="new")
    assert _titles(store.engine("2026.11")) == {"new"}


def test_a_table_that_lost_rows_is_noticed(own_store, postgres, postgres_url):
    releases.write(own_store, "2026.11")
    store.engine("2026.11")
    _run(postgres, text("DELETE FROM rolescope_2026_11.rates WHERE ctid IN (SELECT ctid FROM rolescope_2026_11.rates LIMIT 1)"))
    with pytest.raises(StoreError, match="table rates holds 3 rows instead of 4"):
        store.probe("2026.11")


def test_a_failed_load_leaves_what_was_there(own_store, postgres_url, monkeypatch):
    releases.write(own_store, "2026.11", mark="old")
    kept = store.engine("2026.11")
    store._engines.clear()
    own_store.rename(own_store.with_name("gone"))
    folder = releases.write(own_store, "2026.11", mark="new")
    catalog.forget()
    (folder / "rates.csv").write_text((folder / "rates.csv").read_text().replace("1234.5", "much"))
    releases.reseal(folder)
    with pytest.raises(catalog.ReleaseError, match="'much' is no number"):
        store.engine("2026.11")
    assert _titles(kept) == {"old"}


def test_a_role_that_may_not_load_is_told_who_should(own_store, postgres, postgres_url, monkeypatch):
    releases.write(own_store, "2026.11")
    _run(postgres, text("DROP ROLE IF EXISTS reader"), text("CREATE ROLE reader LOGIN"))
    monkeypatch.setenv("DATABASE_URL", postgres.url("reader"))
    with pytest.raises(StoreError, match="python -m data load"):
        store.engine("2026.11")


def test_a_role_that_may_only_read_is_enough_once_the_release_is_there(own_store, postgres, postgres_url, monkeypatch):
    releases.write(own_store, "2026.11")
    store.load("2026.11")
    _run(postgres, text("DROP ROLE IF EXISTS viewer"), text("CREATE ROLE viewer LOGIN"),
         text("GRANT USAGE ON SCHEMA rolescope_2026_11 TO viewer"), text("GRANT SELECT ON ALL TABLES IN SCHEMA rolescope_2026_11 TO viewer"))
    monkeypatch.setenv("DATABASE_URL", postgres.url("viewer"))
    assert store.probe("2026.11")["rates"] == 4
    store.forget()
    _run(postgres, text("DROP SCHEMA rolescope_2026_11 CASCADE"), text("DROP ROLE viewer"))


def test_a_second_loader_leaves_and_names_the_first(own_store, postgres, postgres_url):
    releases.write(own_store, "2026.11")
    engine = create_engine(postgres_store._psycopg(postgres_url))
    with engine.connect() as holder, holder.begin():
        postgres_store._take_lock(holder, "2026.11", 0)
        pid = holder.execute(select(func.pg_backend_pid())).scalar_one()
        began = time.monotonic()
        with pytest.raises(StoreBusy, match=f"already running, database session pid {pid}"):
            store.load("2026.11")
        assert time.monotonic() - began < 3
    engine.dispose()
    store.load("2026.11")


def test_readers_go_on_when_the_server_was_restarted(own_store, postgres, postgres_url):
    releases.write(own_store, "2026.11", mark="same")
    engine = store.engine("2026.11")
    assert _titles(engine) == {"same"}
    postgres.stop()
    postgres.start()
    assert _titles(engine) == {"same"}


def test_a_server_that_is_away_is_a_plain_sentence_without_its_password(own_store, monkeypatch):
    releases.write(own_store, "2026.11")
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:hush-hush@127.0.0.1:9/none")
    with pytest.raises(StoreDown, match="does not answer") as caught:
        store.engine("2026.11")
    assert "hush" not in str(caught.value)


def test_an_older_release_does_not_stand_in_when_only_the_server_is_away(own_store, monkeypatch):
    for release_id in ("2025.01", "2026.11"):
        releases.write(own_store, release_id)
    store.engine("2025.01")
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@127.0.0.1:9/none")
    with pytest.raises(StoreDown):
        store.active()
    assert catalog.latest() == "2026.11"


def test_ten_visitors_are_answered_within_four_seconds_while_the_server_hangs_and_the_next_at_once(own_store, postgres, postgres_url):
    releases.write(own_store, "2026.11")
    engine = store.engine("2026.11")
    engine.dispose()
    waits = []

    def ask():
        began = time.monotonic()
        with pytest.raises(DBAPIError):
            _titles(engine)
        waits.append(time.monotonic() - began)

    os.kill(postgres.pid(), signal.SIGSTOP)
    try:
        visitors = [threading.Thread(target=ask) for _ in range(10)]
        for visitor in visitors:
            visitor.start()
        for visitor in visitors:
            visitor.join(20)
        ask()
    finally:
        os.kill(postgres.pid(), signal.SIGCONT)
    assert len(waits) == 11
    assert max(waits[:10]) < 4
    assert waits[10] < 0.2


@pytest.mark.parametrize(("url", "words"), [
    ("mysql://app@host/name", "starts with mysql"),
    ("sqlite:///somewhere", "starts with sqlite"),
])
def test_another_kind_of_database_is_refused_by_name(own_store, monkeypatch, url, words):
    releases.write(own_store, "2026.11")
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(StoreError, match=words):
        store.engine("2026.11")


def test_only_plain_release_ids_name_a_schema():
    assert postgres_store.schema_name("2026.11") == "rolescope_2026_11"
    with pytest.raises(StoreError, match="cannot name a schema"):
        postgres_store.schema_name('x"; DROP SCHEMA public; --')
