"""PyPI feedparser: every feed of the demo is well-formed to it, and says what the page says."""

import calendar
import json
import pathlib
import re
import sys
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from report import end, test

import feedparser

ORIGIN = sys.argv[1]


def fetched(path):
    with urllib.request.urlopen(ORIGIN + path) as answer:
        return answer.read().decode()


def named(path):
    """The feeds that the head of a page names, but for those that feedparser does not read."""
    links = re.findall(r'<link rel="alternate" type="([^"]*)"[^>]* href="([^"]*)"', fetched(path))
    return [address for kind, address in links if kind in ("application/atom+xml", "application/rss+xml")]


component = json.loads(fetched("/api/v2/components.json"))["components"][-1]["id"]
incidents = [one["id"] for one in json.loads(fetched("/api/v2/incidents.json"))["incidents"]]
feeds = ["/history.rss", "/history.atom", "/history.rss?locale=it", "/history.atom?locale=en"]
feeds += [f"/en/components/{component}/feed.{ending}" for ending in ("rss", "atom")]
for page in ["/fr/", "/en/", "/it/"] + [f"/it/incidents/{id}" for id in incidents[:10]]:
    feeds += named(page)


def well_formed(path):
    feed = feedparser.parse(ORIGIN + path)
    assert feed.bozo is False, f"{feed.get('bozo_exception')}"
    assert feed.feed.title and feed.feed.language, feed.feed
    assert len(feed.entries) <= 25
    ids = [entry.id for entry in feed.entries]
    assert len(set(ids)) == len(ids)
    for entry in feed.entries:
        assert entry.title and entry.link.startswith(ORIGIN), entry
        assert "<strong>" in (entry.content[0].value if "content" in entry else entry.summary)
    stamps = [calendar.timegm(one.published_parsed) for one in feed.entries if "published_parsed" in one]
    assert stamps == sorted(stamps, reverse=True), stamps


for path in feeds:
    test(path)(lambda path=path: well_formed(path))


@test("the feed of the page tells what its programming interface tells last")
def _():
    entries = feedparser.parse(f"{ORIGIN}/history.atom").entries
    newest = json.loads(fetched("/api/v2/incidents.json"))["incidents"]
    addresses = [entry.link for entry in entries]
    assert any(address.endswith(newest[0]["id"]) for address in addresses[:3]), addresses


@test("an entry of an incident leads to a place on its page")
def _():
    entry = feedparser.parse(f"{ORIGIN}/en/incidents/{incidents[0]}/feed.atom").entries[0]
    address, fragment = entry.link.split("#")
    assert f'id="{fragment}"' in fetched(address.removeprefix(ORIGIN))


end()
