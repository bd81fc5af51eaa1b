//! A day of three providers, played at speed: their pages move as pages do, two nodes look, and at each hour what is kept and what
//! readers see is held against what really happened.
//!
//! Read in order: the test, `Day` (a minute, an hour, the end), `script` (what happens when), `story` (what is true, and the pages
//! that tell it).

mod script;
mod story;

use std::collections::BTreeMap;

use beffroi::{
    app,
    ground::Db,
    providers::{self, Follow, Provider, Watch},
};
use beffroi_domain::{ComponentStatus, Locale};
use beffroi_readers::{record::RecordKind, watch::Place};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use self::{
    script::{GEIGE, MAUL, ORGEL, at_minute, happens, minute_of, past},
    story::{Story, Told, Tool},
};
use super::{
    follow, load,
    pages::{Host, entries, events, with},
};
use crate::support::{TestApp, at};

const BEGIN: &str = "2026-03-05T00:00:00Z";
/// Looks are ten minutes apart, five while something is open; a tenth more or less, and the clock goes by minutes.
const SETTINGS: &str =
    "gap_ms = 0\nat_once = 1\ninterval_seconds = 600\nopen_interval_seconds = 300";
/// From a change to the look that sees it.
const BOUND: SignedDuration = SignedDuration::from_mins(12);
/// The same where nobody could tell before: waits have grown to a quarter of an hour, and a tenth.
const BLIND_BOUND: SignedDuration = SignedDuration::from_mins(18);

struct Day {
    app: TestApp,
    nodes: [Watch; 2],
    /// How many looks each node took.
    looks: [usize; 2],
    stories: Vec<Story>,
    providers: Vec<Provider>,
    /// Where the one that moves will be.
    elsewhere: Host,
    /// When the first address of each was asked, and how often in that minute.
    asked: Vec<Vec<(i64, usize)>>,
}

#[tokio::test]
async fn a_day_of_three_moving_providers_is_remembered_as_it_was() {
    for app in TestApp::each().await {
        let (mut day, another) = Day::begin(app).await;

        for minute in 0..24 * 60 {
            if minute % 60 == 0 || [9 * 60 + 30, 16 * 60 + 35].contains(&minute) {
                day.hour().await;
            }
            day.minute(minute).await;
        }

        day.hour().await;
        day.remembered().await;
        day.asked_politely();
        another.close().await;
    }
}

fn stories(hosts: [Host; 3]) -> Vec<Story> {
    let [orgel, maul, geige] = hosts;
    let story = |slug, tool, host, told| Story {
        slug,
        tool,
        host,
        status: ComponentStatus::Operational,
        since: at(BEGIN),
        is_away: false,
        told,
        works: Vec::new(),
    };
    vec![
        story(
            "orgel",
            Tool::Statuspage,
            orgel,
            vec![past(Tool::Statuspage)],
        ),
        story("maultrommel", Tool::Instatus, maul, vec![]),
        story("bassgeige", Tool::Feed, geige, vec![past(Tool::Feed)]),
    ]
}

impl Day {
    /// All three are followed since midnight; and the second node's database, to be closed.
    async fn begin(mut app: TestApp) -> (Self, Db) {
        let watch = with(&mut app, SETTINGS);
        let mut another = app.app.clone();
        another.db = Db::open(&app.url).await.unwrap();
        let other = app::watch(&another);
        app.app.clock.set(at(BEGIN));
        let host = || Host::at("127.0.0.1");
        let stories = stories([host().await, host().await, host().await]);
        let mut all = Vec::new();
        for story in &stories {
            story.publish();
            let (form, path) = match story.tool {
                Tool::Statuspage | Tool::IncidentIo => ("statuspage", ""),
                Tool::Instatus => ("instatus", ""),
                Tool::Feed => ("feed", "/feed.xml"),
            };
            let new = Follow {
                slug: story.slug.to_owned(),
                name: story.slug.to_owned(),
                sector: "acquirer".to_owned(),
                place: Place::of(&story.host.url(path)),
                form: Some(form.to_owned()),
                locale: Locale::of("en"),
                zone: TimeZone::UTC,
                selectors: BTreeMap::new(),
                is_empty_clear: true,
                pages: vec![app.page.id],
            };
            let id = follow(&app, &new).await.unwrap();
            all.push(load(&app, id).await);
        }
        let day = Self {
            app,
            nodes: [watch, other],
            looks: [0; 2],
            asked: vec![Vec::new(); stories.len()],
            stories,
            providers: all,
            elsewhere: Host::at("127.0.0.2").await,
        };
        day.app
            .app
            .clock
            .set(at(BEGIN) - SignedDuration::from_mins(1));
        (day, another.db)
    }

    /// What happens in a minute happens, and both nodes look at what is due.
    async fn minute(&mut self, minute: i64) {
        let now = at(BEGIN) + SignedDuration::from_mins(minute);
        self.app.app.clock.set(now);
        for (whom, deed) in at_minute(minute) {
            happens(&mut self.stories[whom], deed, now, &self.elsewhere);
        }
        let mut looks = 0;
        loop {
            let first = usize::try_from(minute % 2).unwrap();
            let second = 1 - first;
            let (one, other) = tokio::join!(
                self.nodes[first].look_at_what_is_due(),
                self.nodes[second].look_at_what_is_due()
            );
            let (one, other) = (one.unwrap(), other.unwrap());
            self.looks[first] += one;
            self.looks[second] += other;
            looks += one + other;
            if one + other == 0 {
                break;
            }
        }
        for whom in 0..self.stories.len() {
            let path = ["/api/v2/summary.json", "/summary.json", "/feed.xml"][whom];
            let paths = self.stories[whom].host.paths();
            let count = paths.iter().filter(|one| *one == path).count();
            if count > 0 {
                self.asked[whom].push((minute, count));
            }
        }
        if looks > 0 {
            self.never_green_while_blind(now).await;
        }
    }

    /// What is kept never says that all is well where it is not, but for as long as a look may be away; and never while
    /// nobody can tell.
    async fn never_green_while_blind(&self, now: Timestamp) {
        for (story, provider) in self.stories.iter().zip(&self.providers) {
            let kept = load(&self.app, provider.id).await;
            let is_late = now.duration_since(story.since) > BOUND;
            let truth = match story.is_away {
                true => ComponentStatus::Unknown,
                false => story.status,
            };
            assert_eq!(
                kept.blind.is_some(),
                kept.status == ComponentStatus::Unknown,
                "{} at {now}: {kept:?}",
                story.slug
            );
            let is_green = kept.status == ComponentStatus::Operational;
            assert!(
                !is_green || truth == ComponentStatus::Operational || !is_late,
                "{} at {now} is {truth:?}: {kept:?}",
                story.slug
            );
        }
    }

    /// All that happened is known by now.
    async fn hour(&self) {
        let now = self.app.now();
        for (story, provider) in self.stories.iter().zip(&self.providers) {
            let at = format!("{} at {now}", story.slug);
            let truth = match story.is_away {
                true => ComponentStatus::Unknown,
                false => story.status,
            };
            let is_before_the_day = now < self::at(BEGIN);
            let truth = match is_before_the_day {
                true => ComponentStatus::Unknown,
                false => truth,
            };
            let page = self.app.get(&format!("/en/providers/{}", story.slug)).await;
            assert_eq!(page.text("h1"), sentence(story.slug, truth), "{at}");
            if story.is_away {
                let parts = page.texts(".services .row-status");
                assert!(
                    parts.iter().all(|part| part == "Unknown"),
                    "{at}: {parts:?}"
                );
            }
            if !is_before_the_day {
                self.archive(story, provider, &at).await;
            }
        }
    }

    /// Each incident stands in the archive once and as it is told; what is behind a wall, as it was told before.
    async fn archive(&self, story: &Story, provider: &Provider, at: &str) {
        let kept = entries(&self.app, provider).await.unwrap();
        assert_eq!(kept.len(), story.told.len() + story.works.len(), "{at}");
        for told in &story.told {
            let is_it = |one: &&providers::Entry| {
                one.notice.told.record.external_id.as_deref() == Some(told.id)
            };
            let entry = kept
                .iter()
                .find(is_it)
                .unwrap_or_else(|| panic!("{at}: {}", told.id));
            let record = &entry.notice.told.record;
            assert_eq!(record.title_raw, told.title, "{at}");
            if !story.is_away {
                assert_eq!(entry.is_open, told.is_open(), "{at}: {} {entry:?}", told.id);
            }
            let is_missed = !told.is_listed && told.tool == Tool::Statuspage;
            assert_eq!(entry.gone_at.is_some(), is_missed, "{at}: {}", told.id);
            if told.tool != Tool::Instatus {
                assert_eq!(said(entry), wanted(told), "{at}: {}", told.id);
            }
        }
        for works in &story.works {
            let entry = kept
                .iter()
                .find(|one| one.kind == RecordKind::Maintenance)
                .unwrap();
            assert_eq!(
                entry.is_open,
                works.status == "in_progress",
                "{at}: {}",
                works.id
            );
        }
    }

    /// What each said at which time, held against when it said so: each saying once, and soon.
    async fn remembered(&self) {
        for (story, provider) in self.stories.iter().zip(&self.providers) {
            for entry in entries(&self.app, provider).await.unwrap() {
                let id = entry.notice.told.record.external_id.clone().unwrap();
                let told = story
                    .told
                    .iter()
                    .find(|one| one.id == id)
                    .map(|one| &one.sayings);
                let works = story
                    .works
                    .iter()
                    .find(|one| one.id == id)
                    .map(|one| &one.sayings);
                let sayings = told.or(works).unwrap();
                let mut tx = self.app.db().snapshot().await.unwrap();
                let mut versions = providers::versions_of(&mut tx, entry.id).await.unwrap();
                versions.reverse();
                let seen: Vec<Timestamp> = versions.iter().map(|one| one.seen_at).collect();
                assert_eq!(seen.len(), sayings.len(), "{id}: {seen:?} for {sayings:?}");
                for (seen, said) in seen.iter().zip(sayings) {
                    let delay = seen.duration_since(*said);
                    assert!(
                        (SignedDuration::ZERO..=BOUND).contains(&delay),
                        "{id}: said at {said}, seen at {seen}"
                    );
                }
            }
        }
        let events = events(&self.app).await;
        let all = events
            .iter()
            .flat_map(|event| event["entries"].as_array().unwrap());
        let mut new: Vec<String> = all
            .filter(|entry| entry[1] == "new")
            .map(|entry| entry[0].to_string())
            .collect();
        new.sort();
        let count = new.len();
        new.dedup();
        assert_eq!(new.len(), count, "whoever reacts hears of each once");
        let told = self
            .stories
            .iter()
            .map(|one| one.told.len() + one.works.len());
        assert_eq!(count, told.sum::<usize>());
    }

    /// No page was asked twice in one turn, nor sooner than its turn came; and both nodes did their part.
    fn asked_politely(&self) {
        let all: usize = self.looks.iter().sum();
        assert!(
            self.looks.iter().all(|looks| looks * 4 > all),
            "{:?}",
            self.looks
        );
        // The look that finds out where a page went to asks it more than once.
        let noon = minute_of("12:00");
        let is_moving =
            |whom: usize, minute: i64| whom == ORGEL && (noon..noon + 12).contains(&minute);
        for (whom, asked) in self.asked.iter().enumerate() {
            let is_seen = |minute: i64| match whom {
                MAUL => !(minute_of("09:15")..minute_of("10:35")).contains(&minute),
                _ => true,
            };
            // So does the one that finds out whether a page that is not seen went elsewhere.
            let may_search = |minute| is_moving(whom, minute) || !is_seen(minute);
            for (minute, count) in asked {
                assert!(
                    *count == 1 || may_search(*minute),
                    "{whom} in minute {minute}: {count}"
                );
            }
            for pair in asked.windows(2) {
                let gap = pair[1].0 - pair[0].0;
                assert!(
                    gap >= 4 || !is_seen(pair[0].0) || is_moving(whom, pair[0].0),
                    "{whom}: {pair:?}"
                );
                assert!(
                    gap <= 12 || !is_seen(pair[0].0) || whom == GEIGE,
                    "{whom}: {pair:?}"
                );
            }
        }
        let refused = |(minute, _): &&(i64, usize)| *minute >= minute_of("16:15");
        let after: Vec<i64> = self.asked[GEIGE]
            .iter()
            .filter(refused)
            .map(|one| one.0)
            .collect();
        assert!(
            after[1] - after[0] >= 30,
            "it said when to come again: {after:?}"
        );
        let back = |(minute, _): &&(i64, usize)| *minute >= minute_of("10:15");
        let returned = self.asked[MAUL].iter().find(back).unwrap().0 - minute_of("10:15");
        assert!(
            SignedDuration::from_mins(returned) <= BLIND_BOUND,
            "{returned}"
        );
    }
}

/// What was said, in order of time.
fn said(entry: &providers::Entry) -> Vec<String> {
    let updates = entry.notice.told.record.updates.iter();
    let mut all: Vec<(Option<Timestamp>, String)> = updates
        .map(|one| {
            let text = one.text.iter().map(|(_, text)| text.to_owned());
            (one.posted_at, text.collect())
        })
        .collect();
    all.sort();
    all.into_iter().map(|(_, text)| text).collect()
}

fn wanted(told: &Told) -> Vec<String> {
    told.posts.iter().map(|post| post.text.to_owned()).collect()
}

/// What stands on top of a provider's page.
fn sentence(name: &str, status: ComponentStatus) -> String {
    match status {
        ComponentStatus::Operational => format!("{name} works."),
        ComponentStatus::Unknown => format!("Nobody can tell whether {name} works."),
        ComponentStatus::UnderMaintenance => format!("{name} is under maintenance."),
        ComponentStatus::DegradedPerformance => format!("{name} is slow or unreliable."),
        ComponentStatus::PartialOutage => format!("{name} is partly down."),
        ComponentStatus::MajorOutage => format!("{name} is down."),
    }
}
