"""Writes what PyPI python-dateutil makes of a list of rules: python3 make.py > dateutil.txt

Each line: rule, first time on the wall in Europe/Paris, then the times as dateutil gives them, on the wall.
"""

from datetime import datetime
from itertools import islice

from dateutil.rrule import rrulestr

CASES = [
    ("FREQ=DAILY", "2026-02-25T02:00:00"),
    ("FREQ=DAILY;INTERVAL=3", "2025-12-30T23:45:00"),
    ("FREQ=DAILY;BYDAY=MO,WE,FR", "2026-02-25T02:00:00"),
    ("FREQ=DAILY;INTERVAL=2;BYMONTHDAY=1,15,-1", "2026-01-01T05:00:00"),
    ("FREQ=DAILY;COUNT=4", "2024-02-27T12:00:00"),
    ("FREQ=WEEKLY", "2026-03-15T04:00:00"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU", "2026-03-03T04:00:00"),
    ("FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,MO", "2026-03-08T04:00:00"),
    ("FREQ=WEEKLY;BYDAY=SA,SU;COUNT=7", "2026-01-03T04:00:00"),
    ("FREQ=MONTHLY", "2026-01-31T04:00:00"),
    ("FREQ=MONTHLY;INTERVAL=5", "2026-01-30T04:00:00"),
    ("FREQ=MONTHLY;BYDAY=1TU", "2026-03-03T04:00:00"),
    ("FREQ=MONTHLY;BYDAY=-1SU", "2026-01-25T04:00:00"),
    ("FREQ=MONTHLY;BYDAY=5WE", "2026-04-29T04:00:00"),
    ("FREQ=MONTHLY;BYDAY=2MO,-2FR;INTERVAL=2", "2026-01-12T04:00:00"),
    ("FREQ=MONTHLY;BYDAY=SA,SU", "2026-02-01T04:00:00"),
    ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31T04:00:00"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31T04:00:00"),
    ("FREQ=MONTHLY;BYMONTHDAY=-31,15", "2026-01-01T04:00:00"),
    ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-02-13T04:00:00"),
    ("FREQ=YEARLY", "2024-02-29T04:00:00"),
    ("FREQ=YEARLY;INTERVAL=2", "2026-07-14T04:00:00"),
    ("FREQ=YEARLY;BYDAY=20MO", "2026-05-18T04:00:00"),
    ("FREQ=YEARLY;BYDAY=-1SU", "2026-12-27T04:00:00"),
    ("FREQ=YEARLY;BYDAY=53TH", "2026-12-31T04:00:00"),
    ("FREQ=YEARLY;BYMONTHDAY=29", "2026-01-29T04:00:00"),
    ("FREQ=YEARLY;BYDAY=MO;BYMONTHDAY=1,-1", "2026-06-01T04:00:00"),
]

for rule, first in CASES:
    start = datetime.fromisoformat(first)
    times = islice(rrulestr(rule, dtstart=start), 14)
    print(rule, first, *(time.isoformat() for time in times))
