//! What happens on that day, to whom and when.

use beffroi_domain::ComponentStatus::{self, DegradedPerformance, MajorOutage, PartialOutage};
use jiff::Timestamp;

use super::{
    super::pages::Host,
    story::{Post, Story, Told, Tool, Works},
};
use crate::support::at;

/// What happens.
#[derive(Clone, Copy)]
pub enum Deed {
    /// An incident begins; of this id and title, so bad, and told in these words.
    Opens(&'static str, &'static str, ComponentStatus, &'static str),
    /// A post of this status.
    Posts(&'static str, &'static str, &'static str),
    /// A post of an incident says something else from now on.
    Corrects(&'static str, usize, &'static str),
    /// A title does.
    Renames(&'static str, &'static str),
    /// An incident is taken back.
    Vanishes(&'static str),
    /// Work is planned, begins, is done.
    Plans(&'static str, &'static str, &'static str),
    Begins(&'static str),
    Ends(&'static str),
    /// A sign-in stands before the page.
    Walls,
    /// It wants fewer questions, for so many seconds.
    Refuses(u32),
    /// The page is there again.
    Returns,
    /// It is at another place and of another make from now on.
    Moves,
}

use Deed::{
    Begins, Corrects, Ends, Moves, Opens, Plans, Posts, Refuses, Renames, Returns, Vanishes, Walls,
};

/// Whom, in the order of [`super::stories`].
pub const ORGEL: usize = 0;
pub const MAUL: usize = 1;
pub const GEIGE: usize = 2;

/// The minute of the day, whom, and what: in order.
pub const DAY: &[(&str, usize, Deed)] = &[
    (
        "01:20",
        ORGEL,
        Opens(
            "a",
            "Payments fail",
            PartialOutage,
            "We are looking into failing payments.",
        ),
    ),
    (
        "01:50",
        ORGEL,
        Posts("a", "identified", "A supplier of ours does not answer."),
    ),
    (
        "02:20",
        ORGEL,
        Corrects("a", 1, "A cable of ours does not answer."),
    ),
    (
        "02:40",
        ORGEL,
        Posts("a", "resolved", "Payments work again."),
    ),
    (
        "03:10",
        GEIGE,
        Opens(
            "EXone",
            "The press jams",
            MajorOutage,
            "The press does not turn.",
        ),
    ),
    (
        "03:20",
        ORGEL,
        Plans("w", "2026-03-05T05:10:00Z", "2026-03-05T06:10:00Z"),
    ),
    (
        "03:40",
        GEIGE,
        Posts("EXone", "monitoring", "The press turns, we look on."),
    ),
    ("04:10", GEIGE, Posts("EXone", "resolved", "It turns well.")),
    ("05:10", ORGEL, Begins("w")),
    ("06:10", ORGEL, Ends("w")),
    (
        "07:10",
        ORGEL,
        Opens(
            "b",
            "Refunds fail",
            DegradedPerformance,
            "Refunds are late.",
        ),
    ),
    ("07:40", ORGEL, Vanishes("b")),
    (
        "08:10",
        MAUL,
        Opens("cm1open", "Webhooks arrive late", PartialOutage, ""),
    ),
    ("08:40", MAUL, Posts("cm1open", "identified", "")),
    ("09:15", MAUL, Walls),
    ("10:05", MAUL, Posts("cm1open", "resolved", "")),
    ("10:15", MAUL, Returns),
    (
        "11:10",
        GEIGE,
        Opens("EXtwo", "Late cider", DegradedPerformance, "Cider is laet."),
    ),
    ("11:35", GEIGE, Corrects("EXtwo", 0, "Cider is late.")),
    ("12:00", ORGEL, Moves),
    (
        "13:10",
        GEIGE,
        Posts("EXtwo", "resolved", "Cider is there."),
    ),
    (
        "14:10",
        ORGEL,
        Opens(
            "01KAB3D8Q7ZZ0000000000INC1",
            "Cards are declined",
            MajorOutage,
            "Cards are declined.",
        ),
    ),
    (
        "14:40",
        ORGEL,
        Posts(
            "01KAB3D8Q7ZZ0000000000INC1",
            "monitoring",
            "A remedy is in place.",
        ),
    ),
    (
        "15:10",
        ORGEL,
        Posts("01KAB3D8Q7ZZ0000000000INC1", "resolved", "Cards work."),
    ),
    ("16:15", GEIGE, Refuses(1800)),
    ("16:40", GEIGE, Returns),
    (
        "17:10",
        MAUL,
        Opens("cm2open", "The API is slow", DegradedPerformance, ""),
    ),
    ("18:10", MAUL, Posts("cm2open", "monitoring", "")),
    ("18:40", MAUL, Posts("cm2open", "resolved", "")),
    (
        "19:10",
        GEIGE,
        Opens(
            "EXthree",
            "A false alarm",
            MajorOutage,
            "The press is silent.",
        ),
    ),
    ("19:40", GEIGE, Vanishes("EXthree")),
    (
        "20:10",
        ORGEL,
        Opens(
            "01KAB3D8Q7ZZ0000000000INC2",
            "Payuots wait",
            PartialOutage,
            "Payouts wait.",
        ),
    ),
    (
        "20:40",
        ORGEL,
        Renames("01KAB3D8Q7ZZ0000000000INC2", "Payouts wait"),
    ),
];

/// The deeds of a minute.
pub fn at_minute(minute: i64) -> impl Iterator<Item = (usize, Deed)> {
    let is_now = move |(when, _, _): &&(&str, usize, Deed)| minute_of(when) == minute;
    DAY.iter()
        .filter(is_now)
        .map(|(_, whom, deed)| (*whom, *deed))
}

pub fn minute_of(when: &str) -> i64 {
    let (hours, minutes) = when.split_once(':').unwrap();
    hours.parse::<i64>().unwrap() * 60 + minutes.parse::<i64>().unwrap()
}

/// An incident that was over before the day began.
pub fn past(tool: Tool) -> Told {
    let post = |when: &str, status, text| Post {
        at: at(when),
        status,
        text,
    };
    Told {
        id: "before",
        title: "Yesterday",
        level: PartialOutage,
        posts: vec![
            post("2026-03-04T08:00:00Z", "investigating", "It began."),
            post("2026-03-04T09:00:00Z", "resolved", "It ended."),
        ],
        sayings: vec![at("2026-03-05T00:00:00Z")],
        tool,
        is_listed: true,
    }
}

/// It happens: what is true, and what stands on the page.
pub fn happens(story: &mut Story, deed: Deed, now: Timestamp, elsewhere: &Host) {
    match deed {
        Opens(id, title, level, text) => story.told.push(Told {
            id,
            title,
            level,
            posts: vec![Post {
                at: now,
                status: "investigating",
                text,
            }],
            sayings: vec![now],
            tool: story.tool,
            is_listed: true,
        }),
        Posts(id, status, text) => {
            one(story, id).posts.push(Post {
                at: now,
                status,
                text,
            });
            // What is over stands no more on a page of Instatus.
            let is_read = !story.is_away && (story.tool, status) != (Tool::Instatus, "resolved");
            one(story, id).sayings.extend(is_read.then_some(now));
        }
        Corrects(id, post, text) => {
            one(story, id).posts[post].text = text;
            one(story, id).sayings.push(now);
        }
        Renames(id, title) => {
            one(story, id).title = title;
            one(story, id).sayings.push(now);
        }
        Vanishes(id) => one(story, id).is_listed = false,
        Plans(id, from, until) => story.works.push(Works {
            id,
            from,
            until,
            status: "scheduled",
            sayings: vec![now],
        }),
        Begins(id) => work(story, id, "in_progress").sayings.push(now),
        Ends(id) => {
            work(story, id, "completed");
        }
        Walls | Refuses(_) => story.is_away = true,
        Returns => story.is_away = false,
        Moves => {}
    }
    let is = story.condition();
    if is != story.status || matches!(deed, Walls | Refuses(_) | Returns) {
        story.since = now;
    }
    story.status = is;
    stands(story, deed, elsewhere);
}

/// What its hosts answer from now on.
fn stands(story: &mut Story, deed: Deed, elsewhere: &Host) {
    const WALL: &str = "<!DOCTYPE html><title>Sign in</title><form><input type=password></form>";
    match deed {
        Walls => {
            for path in ["/", "/summary.json", "/v2/components.json"] {
                story.host.says(path, WALL);
            }
        }
        Refuses(seconds) => {
            let seconds = seconds.to_string();
            let wait = [("retry-after", seconds.as_str())];
            story.host.answers("/feed.xml", 429, &wait, "");
        }
        Moves => {
            let to = elsewhere.url("/");
            for path in ["/", "/api/v2/summary.json", "/api/v2/incidents.json"] {
                story.host.answers(path, 301, &[("location", &to)], "");
            }
            story.host = elsewhere.clone();
            story.tool = Tool::IncidentIo;
            story.publish();
        }
        _ if story.is_away => {}
        _ => story.publish(),
    }
}

fn one<'a>(story: &'a mut Story, id: &str) -> &'a mut Told {
    story.told.iter_mut().find(|one| one.id == id).unwrap()
}

fn work<'a>(story: &'a mut Story, id: &str, status: &'static str) -> &'a mut Works {
    let work = story.works.iter_mut().find(|one| one.id == id).unwrap();
    work.status = status;
    work
}
