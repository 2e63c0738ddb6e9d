"""Rules that hold for every file: short, no SQL from text, no pickle, no HTML from data, all versions pinned."""
import ast
import re

import pytest

from tests.serving import ROOT

FOLDERS = ("data", "queries", "components", "pages", "tests")
OURS = sorted(path.relative_to(ROOT) for path in (ROOT / "app.py", *(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))))
SHIPPED = [path for path in OURS if path.parts[0] != "tests"]
#: modules that build HTML themselves, and were read for it: every text they print goes through html.escape
HTML_MODULES = {"components/frame.py", "components/table_html.py", "components/data_page.py", "components/forest.py", "components/header.py"}
#: functions of those modules that return escaped HTML
ESCAPING = {"html_table", "plain_table"}
STREAMLIT_HTML = {"html", "iframe"}
UNSAFE_MODULES = {"pickle", "cPickle", "dill", "joblib", "marshal", "shelve"}
SQL_WORDS = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|DROP|CREATE|ALTER|COPY|PRAGMA|SET)\s", re.ASCII)


def _tree(path):
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def _called(node):
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _keyword(node, name):
    return next((keyword.value for keyword in node.keywords if keyword.arg == name), None)


def _is_built(node):
    """Whether an expression puts a text together, so that it is not one literal."""
    return isinstance(node, (ast.JoinedStr, ast.BinOp)) or (isinstance(node, ast.Call) and _called(node) in ("format", "join", "replace"))


def _literals(node):
    return " ".join(part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str))


def sql_from_text(tree):
    """Lines where a text that reads like SQL is put together, or a built text is handed to `text()` or a cursor."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.JoinedStr, ast.BinOp)) and SQL_WORDS.search(_literals(node)) and _is_built(node):
            yield node.lineno
        if isinstance(node, ast.Call) and _called(node) in ("text", "exec_driver_sql", "execute") and node.args and _is_built(node.args[0]):
            yield node.lineno


def raw_html(tree):
    """Lines that let Streamlit print HTML other than a literal, a constant of the module, or what an escaping function returned."""
    constants = {node.targets[0].id for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
                 and isinstance(node.targets[0], ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            allowed, receiver = _keyword(node, "unsafe_allow_html"), getattr(node.func, "value", None)
            is_html = _called(node) in STREAMLIT_HTML and getattr(receiver, "id", "") == "st"
            if is_html and not _is_safe(node.args, constants) or (allowed is not None and getattr(allowed, "value", True) is not False):
                yield node.lineno


def _is_safe(arguments, constants):
    first = arguments[0] if arguments else None
    return (isinstance(first, ast.Constant) or getattr(first, "id", None) in constants
            or (isinstance(first, ast.Call) and _called(first) in ESCAPING))


def stored_objects(tree):
    """Lines that import or call something that turns stored bytes into objects."""
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module] if isinstance(node, ast.ImportFrom) else []
        if UNSAFE_MODULES & {str(name).split(".")[0] for name in names}:
            yield node.lineno
        if isinstance(node, ast.Call) and (_called(node) in ("read_pickle", "to_pickle") or _keyword(node, "persist") is not None):
            yield node.lineno


@pytest.mark.parametrize("path", OURS, ids=str)
def test_a_file_has_at_most_250_lines_and_a_function_at_most_40(path):
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= 250
    long = [f"{node.name}: {node.end_lineno - node.lineno + 1}" for node in ast.walk(_tree(path))
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno - node.lineno + 1 > 40]
    assert not long


@pytest.mark.parametrize("path", SHIPPED, ids=str)
def test_no_sql_is_made_of_text(path):
    assert list(sql_from_text(_tree(path))) == []


@pytest.mark.parametrize("path", SHIPPED, ids=str)
def test_nothing_stored_is_turned_into_objects(path):
    assert list(stored_objects(_tree(path))) == []


@pytest.mark.parametrize("path", [path for path in SHIPPED if path.as_posix() not in HTML_MODULES], ids=str)
def test_html_is_printed_only_by_the_modules_read_for_it(path):
    assert list(raw_html(_tree(path))) == []


@pytest.mark.parametrize(("rule", "code"), [
    (sql_from_text, 'run(f"SELECT {name} FROM pay")'),
    (sql_from_text, 'query = "DELETE FROM " + table'),
    (sql_from_text, 'query = "SELECT %s FROM pay" % name'),
    (sql_from_text, 'connection.execute("{}".format(name))'),
    (raw_html, "st.html(made)"),
    (raw_html, "st.markdown(made, unsafe_allow_html=True)"),
    (raw_html, "box.markdown('<b>', unsafe_allow_html=flag)"),
    (stored_objects, "import pickle"),
    (stored_objects, "from joblib import load"),
    (stored_objects, "pd.read_pickle(path)"),
    (stored_objects, "st.cache_data(persist='disk')"),
])
def test_each_rule_sees_what_it_forbids(rule, code):
    assert list(rule(ast.parse(code))) == [1]


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_every_requirement_is_pinned_to_one_version(name):
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    loose = [line for line in lines if line and not line.startswith("-r ") and not re.fullmatch(r"[\w.-]+(\[[\w,]+\])?==[\w.]+", line)]
    assert not loose
    assert not [line for line in lines if "://" in line or line.startswith("--")]


def test_what_is_pinned_is_everything_that_gets_installed():
    from importlib.metadata import PackageNotFoundError, distribution, requires

    from packaging.requirements import Requirement

    pinned = set()
    for name in ("requirements.txt", "tests/requirements.txt"):
        pinned |= {_plain(match) for match in re.findall(r"^([\w.-]+)(?:\[.*\])?==", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)}
    missing = set()
    for name in pinned:
        try:
            distribution(name)
        except PackageNotFoundError:
            missing.add(name)
            continue
        wanted = (Requirement(text) for text in requires(name) or ())
        missing |= {_plain(one.name) for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})} - pinned
    assert not missing


def _plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()
