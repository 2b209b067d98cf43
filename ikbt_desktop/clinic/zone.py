"""The clock on the wall of a Swedish clinic: by it, days and hours are shown, printed and counted.

It stands alone, so that the first window may tell an hour without the calendar of the red days.
"""

from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/Stockholm")
