"""The colours, type and sizes of the look: two frozen tables, the only colours there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

_BASE = """
canvas        #F5F7F8 #12181D
surface       #FFFFFF #1A2229
sunken        #EDF1F3 #141B21
nav           #EAEFF1 #0F151A
nav_sel       #D5E4E8 #17363F
hover         #F0F4F5 #222C34
line          #DDE3E7 #2C3842
line2         #7C8994 #71808C
text          #17222B #E7EDF1
muted         #51606C #A9B6C0
faint         #66737E #94A2AD
disabled      #8A96A0 #6B7984
accent        #0F5A6B #6FC5D6
accent_hover  #0B4957 #8AD2E0
on_accent     #FFFFFF #05222A
accent_soft   #DFEEF1 #17363F
accent_line   #8FBFC9 #2F6673
link          #0F5A6B #7CCBDA
focus         #0F5A6B #7CCBDA
sel           #E2EFF2 #17343D
sel_text      #0B3F4B #D3EEF4
demo          #FFFFFF #1C0E33
demo_bg       #5B3A8E #C9AEF2
demo_soft     #EFE8F8 #2A2040
demo_text     #4A2C7A #D3BDF5
chart1        #0F5A6B #7CCBDA
chart2        #8A4520 #F0A36F
chart3        #565B1E #C9CE7A
ok            #0B6650 #7FDDBB
ok_bg         #DFF3EB #12352C
ok_line       #8CC9B4 #2E7560
obs           #2B55A0 #A9C5F7
obs_bg        #E4ECFA #1C2C4C
obs_line      #A6BEE6 #3F5D97
review        #664000 #FFDD8A
review_bg     #FBE5A6 #473708
review_line   #D2A93A #8F7220
missing       #4C5963 #B4C0C9
missing_bg    #FFFFFF #1A2229
missing_line  #7C8994 #71808C
notmet        #A8380A #FFB48A
notmet_bg     #FDE7DA #46210F
notmet_line   #E2A27F #96512B
exclude       #FFFFFF #33081B
exclude_bg    #74183F #E79CBC
exclude_line  #74183F #E79CBC
acute         #FFFFFF #3A0008
acute_bg      #B30F26 #FF8A94
acute_line    #B30F26 #FF8A94
neutral       #43505A #C3CED6
neutral_bg    #E8EDF0 #28333C
neutral_line  #C6D0D6 #3D4A55
error         #A8123C #F7849C
error_bg      #FBE9ED #3A1620
error_line    #E3A3B2 #8B3A4E
heat0         #F0F4F5 #222C34
heat1         #DCE9EC #24414A
heat2         #B9D6DC #2C5F6D
heat3         #6FA6B3 #4F97A8
heat4         #B30F26 #FF8A94
heat5         #8A0A1D #FFB3C2
heat6         #640715 #FFCCD6
band1         #F6F8F9 #1D262D
band2         #EDF1F4 #222D35
band3         #E3E9ED #28343E
band4         #D8E0E6 #2F3D47
band5         #CDD7DE #374651
"""

_ROWS = [line.split() for line in _BASE.strip().splitlines()]
LIGHT: Mapping[str, str] = MappingProxyType({name: light for name, light, _ in _ROWS})
DARK: Mapping[str, str] = MappingProxyType({name: dark for name, _, dark in _ROWS})


class State(StrEnum):
    """The tones that a pill or a cell can have; the values are the prefixes of their tokens."""

    OK = "ok"
    OBS = "obs"
    REVIEW = "review"
    MISSING = "missing"
    NOT_MET = "notmet"
    EXCLUDE = "exclude"
    ACUTE = "acute"
    NEUTRAL = "neutral"
    ERROR = "error"


# The icon that belongs to a state when nothing more exact is known.
STATE_ICONS: Mapping[State, str] = MappingProxyType(
    {
        State.OK: "circle-check",
        State.OBS: "eye",
        State.REVIEW: "pen-line",
        State.MISSING: "circle-dashed",
        State.NOT_MET: "circle-minus",
        State.EXCLUDE: "square-x",
        State.ACUTE: "siren",
        State.NEUTRAL: "info",
        State.ERROR: "circle-alert",
    }
)

# The rule words of clinic.eligibility, in the order of the screen.
RULE_STATES: Mapping[str, State] = MappingProxyType(
    {
        "ACUTE": State.ACUTE,
        "EXCLUDE": State.EXCLUDE,
        "NOT_MET": State.NOT_MET,
        "REVIEW": State.REVIEW,
        "MISSING": State.MISSING,
        "OBS": State.OBS,
        "OK": State.OK,
    }
)


@dataclass(frozen=True)
class TypeStyle:
    """Size, line and weight of a text role at 100 %, in pixels."""

    size: int
    line: int
    weight: int


TYPE: Mapping[str, TypeStyle] = MappingProxyType(
    {
        "h1": TypeStyle(22, 28, 600),
        "h2": TypeStyle(18, 24, 600),
        "h3": TypeStyle(16, 22, 600),
        "body": TypeStyle(14, 20, 400),
        "editor": TypeStyle(15, 22, 400),
        "small": TypeStyle(13, 18, 400),
        "cap": TypeStyle(12, 16, 400),
        "num": TypeStyle(30, 36, 600),
    }
)

RADIUS_KEY, RADIUS_CONTROL, RADIUS_CARD, RADIUS_DIALOG = 4, 6, 8, 10
CONTROL, CONTROL_SMALL = 34, 30
ROW_COMPACT, ROW_ANSWERED, ROW_WORKLIST, ROW_REFERRAL, ROW_GROUP = 34, 39, 44, 46, 28
MENU_BAR, BANNER, TABS, ACTION_BAR, STATUS_ROW = 42, 46, 42, 54, 30
NAVIGATION, RAIL, WIZARD_RAIL, SIDE_PANE, DETAIL, FORM, CLINICIANS = (
    184,
    54,
    224,
    296,
    400,
    500,
    372,
)
SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)


def contrast(one: str, other: str) -> float:
    """The WCAG 2.1 contrast ratio of two colours written #RRGGBB."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
