"""PyPI icalendar: every calendar of the demo is read without an error, and each event is whole."""

import json
import pathlib
import sys
import urllib.request
from datetime import date, datetime, timezone

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from report import end, test

from icalendar import Calendar

ORIGIN = sys.argv[1]


def fetched(path):
    with urllib.request.urlopen(ORIGIN + path) as answer:
        return answer.read()


def events(path):
    calendar = Calendar.from_ical(fetched(path))
    assert not calendar.errors, calendar.errors
    return calendar.walk("VEVENT")


incidents = json.loads(fetched("/api/v2/incidents.json"))["incidents"]
ids = [one["id"] for one in incidents]
paths = [f"/{locale}/{name}.ics" for locale in ("fr", "en", "it") for name in ("calendar", "maintenances")]
paths += [f"/en/incidents/{id}/calendar.ics" for id in ids[:10]]


def whole(path):
    uids = []
    for event in events(path):
        assert not event.errors, event.errors
        uids.append(str(event["UID"]))
        begin = event["DTSTART"].dt
        if isinstance(begin, datetime):
            assert begin.tzinfo == timezone.utc or begin.utcoffset().total_seconds() == 0
        else:
            assert isinstance(begin, date)
        if "DTEND" in event:
            assert event["DTEND"].dt > begin, event
            assert type(event["DTEND"].dt) is type(begin)
        assert int(event["SEQUENCE"]) >= 0 and event["DTSTAMP"] and event["SUMMARY"]
        assert str(event["URL"]).startswith(ORIGIN)
    assert len(set(uids)) == len(uids)
    return uids


for path in paths:
    test(path)(lambda path=path: whole(path))


@test("asked again, every event has the same id")
def _():
    assert whole("/en/calendar.ics") == whole("/en/calendar.ics") != []
    assert sorted(whole("/it/calendar.ics")) == sorted(whole("/fr/calendar.ics"))


@test("work that comes again is there time by time, a week apart on the wall in Paris")
def _():
    from zoneinfo import ZoneInfo

    titles = [str(event["SUMMARY"]) for event in events("/en/maintenances.ics")]
    again = max(set(titles), key=titles.count)
    times = [event["DTSTART"].dt for event in events("/en/maintenances.ics") if event["SUMMARY"] == again]
    wall = [time.astimezone(ZoneInfo("Europe/Paris")) for time in sorted(times)]
    assert len(wall) > 50
    assert {(time.weekday(), time.hour, time.minute) for time in wall} == {(1, 3, 30)}, wall[:3]
    assert all((after.date() - before.date()).days == 7 for before, after in zip(wall, wall[1:]))


end()
