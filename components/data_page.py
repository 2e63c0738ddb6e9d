"""The parts of Data and methods: health, sources, methods, dictionary, downloads, changes. All text and numbers come from the release."""
from functools import lru_cache
from html import escape

import streamlit as st

from components.export.routes import release_files
from components.markdown import plain
from components.table_html import plain_table
from data import catalog, schema, store
from data.roles import BY_KEY
from queries import provenance

METHODS = (
    ("Adverts", "From 2022 on the advert file holds its rows in pairs: two neighbours that agree in everything but pay, the higher first. We read "
     "a pair as the two ends of one advertised range. The publisher does not say so; it is inferred from the file's structure. Rows without a "
     "partner are left out. Mid is the mean of the two ends, the width ratio is high over low."),
    ("Repeats", "One range can stand in the file many times, as reposts or as one band used for many openings; nothing tells which. Percentiles "
     "count every advert. Intervals and the thin-data rule use distinct ranges, and the interval takes that number down further by how unevenly "
     "ranges repeat (effective sample size): below the median by the repeats on that side, from the median on mostly by those of all ranges. "
     "Where one range carries some percent of all adverts near P75 or P90, the interval there can still be too narrow."),
    ("Percentiles", "Weighted quantiles with linear interpolation, the same as sorting every record. Values are kept to the nearest 100 US dollars "
     "(survey: 1,000), the width ratio to 0.01."),
    ("Intervals", "95 %, from order statistics: the ranks between which the true quantile lies by the binomial distribution. No shape of pay is "
     "assumed. Shares use Wilson's interval; changes between two years combine both medians' own intervals."),
    ("Thin data", "Independent records decide: under 5 words only, 5 to 9 lowest and highest, 10 to 29 the median, from 30 quartiles, gaps and "
     "changes, from 100 also P10 and P90. People: nothing under 10. Confidence words come from the half-width of the median's interval (up to "
     "5 % strong, 10 % good, 20 % fair, else thin), capped by the number of records, one step lower for years that ended more than 18 months "
     "before the release."),
    ("Money", "Adverts come in US dollars at one fixed rate a currency and year; an advert stated in the currency you choose keeps its own figure. "
     "Everything else is converted at the Federal Reserve's annual mean. PPP divides local pay by the World Bank's factor, the last known one "
     "where a year has none yet. Constant dollars use CPI-U. Records without a rate are left out and counted."),
    ("Roles", "Grouped by job title with the rules below, first match wins; titles drift. No statistics office counts AI or Machine Learning "
     "Engineers: official numbers are occupations with a fit that we judged."),
    ("Never added up", "Adverts, people, visa filings and official estimates are four units of count. They stand beside each other, never in one sum. "
     "Survey groups that hold two roles stay groups."),
)


def health(v: str) -> None:
    """Release, result of its check, and freshness of each source."""
    active, package = store.active(), catalog.package(v)
    st.header("Health", anchor="health")
    behind = f" It stands in for {active.wanted}: {active.reason}" if active.fallback else ""
    with st.spinner("Checking every file and rule of the release"):
        faults, said = _checked(v)
    verdict = "every rule of the check holds" if not faults else f"the check found {faults} faults"
    st.markdown(plain(f"Release {v}, published {package['rolescope']['published']}: {verdict}.{behind} Hashes, columns, ranges, sums, duplicates, "
                      f"pair share, codes and age of {len(package['resources'])} files were checked on this server."))
    rows = [[row["title"], row["period"], row["published"], row["accessed"]] for row in provenance.rows(store.engine(v), "sources")]
    st.html(plain_table(["Source", "Period covered", "Published", "Taken"], rows))
    if said:
        st.markdown("\n".join(f"- {plain(note)}" for note in said))


@lru_cache(maxsize=8)
def _checked(v: str) -> tuple[int, tuple[str, ...]]:
    """Number of faults, and every finding in words; files of a release never change, so once is enough."""
    from data import check  # its libraries are wanted here only

    found = check.run(catalog.folder(v))
    return sum(finding.fatal for finding in found), tuple(finding.reason for finding in found)


def sources(v: str) -> None:
    """Every source with its licence, unit of count, bias and what we changed."""
    st.header("Sources and licences", anchor="sources")
    rows = [[(row["title"], row["url"]), row["producer"], (row["licence"], row["licence_url"]), row["unit_of_count"], row["bias"], row["changes"],
             row["citation"]] for row in provenance.rows(store.engine(v), "sources")]
    st.html(plain_table(["Title", "Producer", "Licence", "One record is one", "Known bias", "What we changed", "Citation"], rows))
    st.markdown("Tables made from the Stack Overflow surveys stay under the Open Database License (ODbL 1.0) in files of their own, with their notice.")


def methods(v: str) -> None:
    """Methods in words, the title rules, the occupations and what the intake did with every row."""
    st.header("Methods", anchor="methods")
    st.html("".join(f"<p><strong>{escape(name)}.</strong> {escape(text)}</p>" for name, text in METHODS))
    engine = store.engine(v)
    with st.expander("Title rules: first match wins"):
        rules = [[row["rule"], row["use"], BY_KEY[row["role"]].name, row["pattern"], row["also"] or "", row["unless"] or "", row["note"]]
                 for row in provenance.rows(engine, "title_rules")]
        st.html(plain_table(["Rule", "For", "Role", "Title matches", "and", "but not", "Why"], rules, right=(0,)))
    with st.expander("Official occupations and their fit"):
        homes = [[BY_KEY[row["role"]].name, row["soc_code"], row["soc_title"], row["fit"], row["reason"]] for row in provenance.rows(engine, "occupations")]
        st.html(plain_table(["Role", "SOC", "Occupation", "Fit", "Why"], homes))
    with st.expander("Intake: what became of every source row"):
        steps = [[row["source_id"], row["step"], row["rows"], row["reason"]] for row in provenance.rows(engine, "intake_log")]
        st.html(plain_table(["Source", "Step", "Rows", "Why"], steps, right=(2,)))


def dictionary() -> None:
    """Every table and column with unit and meaning."""
    st.header("Data dictionary", anchor="dictionary")
    for table in schema.TABLES:
        with st.expander(f"{table.name}: one row is {plain(table.row)}"):
            rows = [[field.name, field.kind, field.unit, field.meaning, ", ".join(map(str, field.allowed))] for field in table.fields]
            st.html(plain_table(["Column", "Type", "Unit", "Meaning", "Values"], rows))


def downloads(v: str) -> None:
    """Every file of the release with size and hash."""
    st.header("Downloads", anchor="downloads")
    package = catalog.package(v)
    known = {item["path"]: item for item in (*package["resources"], *package["rolescope"].get("documents", []))}
    rows = [[(name, f"api/release/{v}/{name}"), known.get(name, {}).get("bytes", ""), known.get(name, {}).get("hash", "")]
            for name in release_files(v)]
    st.html(plain_table(["File", "Bytes", "SHA-256"], rows, right=(1,)))
    cited = f"Rolescope, data release {v}, {package['rolescope']['published']}"
    st.markdown(f"**How to cite:** {plain(cited)}, and the source of each number as listed above.")


def changes(v: str) -> None:
    """What changed since the release before."""
    st.header("What changed", anchor="changes")
    rows = [[row["kind"], row["item"], row["country"] or "", row["before"] or "", row["after"] or "", _percent(row["change_pct"]), row["note"]]
            for row in provenance.rows(store.engine(v), "changes")]
    st.html(plain_table(["Kind", "What", "Place", "Before", "After", "Change", "In words"], rows, right=(3, 4, 5)))


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:+.1f} %"
