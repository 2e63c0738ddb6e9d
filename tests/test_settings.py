"""The settings file: safe, quiet, and with the palette of the roles in both themes."""
import tomllib

import pytest

from data.roles import ROLES
from tests.serving import ROOT

SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def luminance(colour):
    """Relative luminance of #RRGGBB as WCAG 2.2 defines it."""
    channels = (int(colour[start:start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("section", "name", "value"), [
    ("browser", "gatherUsageStats", False), ("client", "showErrorDetails", "none"), ("client", "showErrorLinks", False),
    ("client", "allowedOrigins", []), ("server", "enableStaticServing", False), ("server", "enableAgentApi", False),
    ("server", "fileWatcherType", "none"), ("server", "maxUploadSize", 5), ("runner", "magicEnabled", False),
    ("runner", "postScriptGC", False), ("server", "port", 8501),
])
def test_a_setting_that_others_rely_on_stands(section, name, value):
    assert SETTINGS[section][name] == value


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_charts_take_the_roles_colours_in_their_order(theme):
    assert SETTINGS["theme"][theme]["chartCategoricalColors"][:len(ROLES)] == [role.colour for role in ROLES]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("ink", ["textColor", "primaryColor", "linkColor"])
def test_text_and_controls_can_be_read_on_both_grounds(theme, ground, ink):
    colours = SETTINGS["theme"][theme]
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_can_be_told_from_the_ground(theme):
    colours = SETTINGS["theme"][theme]
    assert min(contrast(mark, colours["backgroundColor"]) for mark in colours["chartCategoricalColors"]) >= 2.9


def test_contrast_is_the_published_measure():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
