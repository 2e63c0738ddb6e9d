"""The shared store: one PostgreSQL schema a release, loaded once in one transaction, read by sessions that cannot write."""
import re
import time
from contextlib import contextmanager

from psycopg import sql
from sqlalchemy import Connection, Engine, create_engine, event, func, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateSchema, DropSchema

from data import schema, tables
from data.faults import StoreBusy, StoreDown, StoreError

#: seconds during which a server that did not answer is not asked again, so that waiting visitors do not queue up
KNOWN_DOWN = 5.0


def open_release(url: str, release_id: str, wait: float) -> Engine:
    """A read-only engine over the release's schema, which is loaded first where it is missing or of other content.

    `wait`: seconds to wait for another process that loads the same release. Raises ReleaseError, StoreError or StoreDown.
    """
    reader = read_only(url, release_id)
    with _plain_faults():
        if not holds(reader, release_id):
            _load(url, release_id, wait)
    return reader


def read_only(url: str, release_id: str) -> Engine:
    """An engine whose sessions see one release's schema, refuse to write, and give up after two seconds."""
    settings = f"-csearch_path={schema_name(release_id)} -cdefault_transaction_read_only=on -cstatement_timeout=2000"
    engine = create_engine(_psycopg(url), pool_pre_ping=True, pool_size=5, max_overflow=5, pool_recycle=1800, pool_timeout=2,
                           connect_args={"connect_timeout": 2, "options": settings})
    _remember_down(engine)
    return engine


def holds(engine: Engine, release_id: str) -> bool:
    """Whether the engine's schema holds exactly this release in the layout of today's dictionary."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(tables.STAMP.name, schema=schema_name(release_id)):
            return False
        return bool(tables.stamped(connection, release_id))


def schema_name(release_id: str) -> str:
    """The schema of one release. Raises StoreError for an id that is not made of letters, digits, dots and dashes."""
    if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z.-]{0,39}", release_id):
        raise StoreError(f"Release id {release_id!r} cannot name a schema. Use letters, digits, dots and dashes, at most 40.")
    return "rolescope_" + re.sub(r"[.-]", "_", release_id).lower()


def _psycopg(url: str):
    parsed = make_url(re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql+psycopg://", url))
    if parsed.drivername != "postgresql+psycopg":
        raise StoreError(f"DATABASE_URL starts with {parsed.drivername}://. Use postgresql://user@host/name, "
                         "or unset it to keep the data in a local file.")
    return parsed


def _remember_down(engine: Engine) -> None:
    failed_at = [float("-inf")]

    @event.listens_for(engine, "do_connect")
    def connect(dialect, record, arguments, settings):
        if time.monotonic() - failed_at[0] < KNOWN_DOWN:
            raise dialect.loaded_dbapi.OperationalError("the database did not answer a moment ago")
        try:
            return dialect.loaded_dbapi.connect(*arguments, **settings)
        except dialect.loaded_dbapi.OperationalError:
            failed_at[0] = time.monotonic()
            raise


def _load(url: str, release_id: str, wait: float) -> None:
    name = schema_name(release_id)
    engine = create_engine(_psycopg(url), poolclass=NullPool, connect_args={"connect_timeout": 2, "options": "-cstatement_timeout=60000"})
    with engine.connect().execution_options(schema_translate_map={None: name}) as connection, connection.begin():
        _take_lock(connection, release_id, wait)
        if inspect(connection).has_schema(name):
            connection.execute(DropSchema(name, cascade=True))
        connection.execute(CreateSchema(name))
        tables.METADATA.create_all(connection)
        written = {described.name: _copy(connection, name, release_id, described) for described in schema.TABLES}
        tables.seal(connection, release_id, written)


def _take_lock(connection: Connection, release_id: str, wait: float) -> None:
    """Hold the release's advisory lock until the transaction ends, however it ends."""
    until, key = time.monotonic() + wait, func.hashtext(f"rolescope {release_id}")
    while not connection.execute(select(func.pg_try_advisory_xact_lock(key))).scalar_one():
        if time.monotonic() >= until:
            raise StoreBusy(f"Release {release_id}: a load is already running, database session {_holder(connection, key)}. "
                            "Wait for it to end, or end it and start again.")
        time.sleep(0.05)


def _holder(connection: Connection, key) -> str:
    held = text("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = (:key)::bigint & 4294967295 LIMIT 1")
    number = connection.execute(select(key)).scalar_one()
    return f"pid {connection.execute(held, {'key': number}).scalar() or 'unknown'}"


def _copy(connection: Connection, name: str, release_id: str, described: schema.Table) -> int:
    columns = sql.SQL(", ").join(sql.Identifier(field.name) for field in described.fields)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(name, described.name), columns)
    written = 0
    with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in tables.rows(release_id, described):
            copy.write_row(row)
            written += 1
    return written


@contextmanager
def _plain_faults():
    """Turn the driver's errors into ours, without its address or password."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise StoreDown("The database that DATABASE_URL names does not answer. Start it, or correct DATABASE_URL; "
                        "the dashboard tries again by itself.") from error
    except ProgrammingError as error:
        raise StoreError("The database does not hold this release, and this role may not load it. "
                         "Run `python -m data load` once with a role that may create a schema.") from error
    except DBAPIError as error:
        raise StoreError("The database refused the release. The log has its own words.") from error
