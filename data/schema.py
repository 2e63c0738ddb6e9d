"""The data dictionary: every table and column of a release, once, with type, unit and meaning.

The build writes by it, the check and the store read by it, and the Data page prints it.
"""
from dataclasses import dataclass

LEVELS = ("EN", "MI", "SE", "EX")
MODES = ("onsite", "hybrid", "remote")
BANDS = ("0-2", "3-5", "6-10", "11+")
WAGE_LEVELS = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Field:
    """One column. `kind` is a Data Package type: string, integer, number, year, date."""

    name: str
    kind: str
    unit: str
    meaning: str
    allowed: tuple = ()
    low: float | None = None
    high: float | None = None
    blank: bool = False


@dataclass(frozen=True)
class Table:
    """One table. `files` are its resources: parts under another licence stay files of their own."""

    name: str
    row: str
    key: tuple
    files: tuple
    fields: tuple


_COUNT = dict(kind="integer", unit="count", low=1)

PAY_COUNTS = Table(
    "pay_counts",
    "one pay value of one measure in one cell of source, role, level, country, year, mode, employment and currency",
    ("source", "role", "level", "country", "year", "mode", "employment", "currency", "measure", "value"),
    ("pay_counts_adverts", "pay_counts_survey", "pay_counts_filings"),
    (
        Field("source", "string", "", "where the records come from; sources are never added up", ("adverts", "survey", "filings")),
        Field("role", "string", "", "role, or a survey group of two roles that the survey does not separate",
              ("ai", "ml", "ds", "se", "ai+ml", "ds+ml")),
        Field("level", "string", "", "adverts: EN entry, MI mid, SE senior, EX executive; survey: years of coding; any where not recorded",
              LEVELS + BANDS + ("any",)),
        Field("country", "string", "ISO 3166-1 alpha-2", "country of the employer (adverts, filings) or the person (survey); XX = too few people to name"),
        Field("year", "year", "year", "year the pay was advertised, reported or filed (filings: fiscal year)", low=2020, high=2026),
        Field("mode", "string", "", "place of work as recorded; hybrid is hardly recorded after 2022", MODES + ("any",)),
        Field("employment", "string", "", "FT full time, PT part time, CT contract, FL freelance", ("FT", "PT", "CT", "FL", "any")),
        Field("currency", "string", "ISO 4217", "currency the pay was stated in before it was turned into US dollars"),
        Field("measure", "string", "", "low, mid, high: ends and mean of an advertised base range; ratio: high / low; total: yearly total pay of a person; base: offered base floor of a filing",
              ("low", "mid", "high", "ratio", "total", "base")),
        Field("value", "number", "US dollars a year, to the nearest 100 (survey: 1,000), halves up; ratio without unit, to 0.01", "the pay value", low=1, high=2_000_000),
        Field("n", meaning="records with this value", **_COUNT),
        Field("n_distinct", meaning="independent records among them: distinct advertised ranges; people; filings", **_COUNT),
        Field("n_squares", meaning="sum over independent records of the squared number of repeats; gives the effective sample size", **_COUNT),
    ),
)

PAY_PERCENTILES = Table(
    "pay_percentiles",
    "percentiles of one occupation, area, level and year as its publisher printed them",
    ("source", "soc_code", "area", "level", "year"),
    ("pay_percentiles",),
    (
        Field("source", "string", "", "official: OEWS; filings: LCA aggregates of FY2026 H1", ("official", "filings")),
        Field("soc_code", "string", "SOC 2018", "occupation code"),
        Field("soc_title", "string", "", "occupation title"),
        Field("area", "string", "", "US, a state's postal code, or a city of the worksite"),
        Field("area_type", "string", "", "kind of area; metro: a city as the filing names it", ("nation", "state", "metro")),
        Field("level", "string", "", "prevailing-wage level of the filing, or any", WAGE_LEVELS + ("any",)),
        Field("year", "year", "year", "reference May (official) or fiscal year (filings)", low=2020, high=2026),
        Field("period", "string", "", "reference period in words"),
        Field("n", "integer", "jobs (official) or filings", "size of the group; blank where the publisher gives none", low=1, blank=True),
        Field("p10_usd", "number", "US dollars a year", "10th percentile", low=1, blank=True),
        Field("p25_usd", "number", "US dollars a year", "25th percentile", low=1, blank=True),
        Field("p50_usd", "number", "US dollars a year", "median", low=1, blank=True),
        Field("p75_usd", "number", "US dollars a year", "75th percentile", low=1, blank=True),
        Field("p90_usd", "number", "US dollars a year", "90th percentile", low=1, blank=True),
        Field("mean_usd", "number", "US dollars a year", "mean", low=1, blank=True),
        Field("mean_rse_pct", "number", "percent", "relative standard error of the mean", low=0, blank=True),
        Field("topcoded", "string", "", "percentiles the publisher withheld as above its top code, separated by spaces", blank=True),
    ),
)

OCCUPATIONS = Table(
    "occupations", "one role read as one official occupation", ("role", "soc_code"), ("occupations",),
    (
        Field("role", "string", "", "role", ("ai", "ml", "ds", "se")),
        Field("soc_code", "string", "SOC 2018", "occupation code"),
        Field("soc_title", "string", "", "occupation title"),
        Field("fit", "string", "", "how well the occupation stands for the role; our judgement", ("close", "approximate", "weak")),
        Field("reason", "string", "", "evidence for the fit"),
    ),
)

FILING_EMPLOYERS = Table(
    "filing_employers", "employers that filed for one role in one fiscal year", ("role", "year"), ("filing_employers",),
    (
        Field("role", "string", "", "role by title", ("ai", "ml", "ds", "se")),
        Field("year", "year", "fiscal year", "October of the year before to September", low=2022, high=2025),
        Field("employers", meaning="distinct employers with a certified filing for the title", **_COUNT),
        Field("titles", meaning="distinct job titles", **_COUNT),
    ),
)

RATES = Table(
    "rates", "one conversion rate or index of one year", ("kind", "code", "year"), ("rates",),
    (
        Field("kind", "string", "", "fx: market rate; advert_fx: the fixed rate the advert file uses; ppp: purchasing power parity; cpi: US consumer prices",
              ("fx", "advert_fx", "ppp", "cpi")),
        Field("code", "string", "ISO 4217 (fx, advert_fx), ISO 3166-1 alpha-2 (ppp), US (cpi)", "what the rate is for"),
        Field("year", "year", "year", "year of the rate", low=2015, high=2026),
        Field("rate", "number", "local units per US dollar; per international dollar (ppp); index 1982-84 = 100 (cpi)", "the rate", low=0.0001, high=1_000_000),
        Field("months", "integer", "months", "months behind the annual mean; blank for ppp and advert_fx", low=1, high=12, blank=True),
    ),
)

COUNTRIES = Table(
    "countries", "one country that a source names", ("code",), ("countries",),
    (
        Field("code", "string", "ISO 3166-1 alpha-2", "country code; XX = other countries, too few people to name"),
        Field("name", "string", "", "English short name"),
        Field("currency", "string", "ISO 4217", "its currency", blank=True),
    ),
)

SOURCES = Table(
    "sources", "one source", ("source_id",), ("sources",),
    (
        Field("source_id", "string", "", "short name used in every figure's meta line"),
        Field("producer", "string", "", "who made the data"),
        Field("title", "string", "", "title of the data set"),
        Field("citation", "string", "", "full citation"),
        Field("url", "string", "", "the producer's page"),
        Field("licence", "string", "", "licence"),
        Field("licence_url", "string", "", "the licence's own text"),
        Field("published", "string", "", "date the producer published this vintage"),
        Field("accessed", "string", "", "date we took it"),
        Field("period", "string", "", "time the data cover"),
        Field("period_end", "date", "date", "last day the data cover; ages are counted from it"),
        Field("unit_of_count", "string", "", "what one record is",
              ("advert", "person", "filing", "official estimate", "rate", "code")),
        Field("bias", "string", "", "known bias"),
        Field("changes", "string", "", "what we changed"),
        Field("files", "string", "", "resources of the release that use it, separated by spaces"),
    ),
)

TITLE_RULES = Table(
    "title_rules", "one rule that turns a job title into a role; the first match wins", ("rule",), ("title_rules",),
    (
        Field("rule", "integer", "", "order of trial", low=1),
        Field("use", "string", "", "titles the rule is for: advertised or written to the government", ("adverts", "filings")),
        Field("role", "string", "", "role", ("ai", "ml", "ds", "se")),
        Field("pattern", "string", "", "regular expression that the title must match, case ignored"),
        Field("also", "string", "", "second expression that must match too", blank=True),
        Field("unless", "string", "", "expression that must not match", blank=True),
        Field("note", "string", "", "why"),
    ),
)

INTAKE_LOG = Table(
    "intake_log", "what one step of the intake did with the rows of one source", ("source_id", "step"), ("intake_log",),
    (
        Field("source_id", "string", "", "source"),
        Field("step", "string", "", "what was done"),
        Field("rows", "integer", "rows", "how many rows", low=0),
        Field("reason", "string", "", "why"),
    ),
)

CHANGES = Table(
    "changes", "one difference from the release before", ("kind", "item", "country"), ("changes",),
    (
        Field("kind", "string", "", "release or method: a note; source: added, dropped or another vintage; rows: size "
              "of a file; median: middle of the advertised range, full time, the two latest years of each release",
              ("release", "method", "source", "rows", "median")),
        Field("item", "string", "", "release, method, source, file or role"),
        Field("country", "string", "ISO 3166-1 alpha-2", "country of a median; any where it is not of one country"),
        Field("before", "string", "rows or US dollars", "value in the release before", blank=True),
        Field("after", "string", "rows or US dollars", "value in this release", blank=True),
        Field("change_pct", "number", "percent", "change", blank=True),
        Field("note", "string", "", "the change in words"),
    ),
)

TABLES = (PAY_COUNTS, PAY_PERCENTILES, OCCUPATIONS, FILING_EMPLOYERS, RATES, COUNTRIES, SOURCES, TITLE_RULES, INTAKE_LOG,
          CHANGES)
BY_NAME = {table.name: table for table in TABLES}
