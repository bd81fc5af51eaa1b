//! A provider's page at one instant of its story.

use beffroi_domain::{ComponentStatus, status};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::{
    super::when::Calendar,
    story::{Notice, Part, Post, Story, When},
};

/// A story with its times.
pub(super) struct Plot<'a> {
    pub(super) story: &'a Story,
    /// The first start of the demo.
    first: Timestamp,
    zone: &'a TimeZone,
}

/// An instant at which the page says something else, or is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step {
    pub(super) at: Timestamp,
}

/// A notice as its page had it at an instant.
pub(super) struct Told<'a> {
    pub(super) notice: &'a Notice,
    pub(super) began: Timestamp,
    pub(super) title: String,
    /// Number, time, status and words, the newest first.
    pub(super) posts: Vec<(usize, Timestamp, String, String)>,
    pub(super) is_over: bool,
}

impl<'a> Plot<'a> {
    pub(super) fn of(story: &'a Story, first: Timestamp, zone: &'a TimeZone) -> Self {
        Self { story, first, zone }
    }

    /// The instants between `from` and `to` at which anything changed, and both.
    pub(super) fn steps(&self, from: Timestamp, to: Timestamp) -> Vec<Step> {
        let mut all = vec![from, to];
        for notice in &self.story.notices {
            let began = self.instant(notice.when);
            let posts = notice.posts.iter().map(|post| post.after);
            let changes = notice.changes.iter().map(|change| change.after);
            let more = notice.taken_back.into_iter().chain([0, notice.minutes]);
            all.extend(
                posts
                    .chain(changes)
                    .chain(more)
                    .map(|minutes| after(began, minutes)),
            );
        }
        for dark in &self.story.darks {
            let began = self.instant(dark.when);
            all.push(began);
            all.push(after(began, dark.minutes));
        }
        all.retain(|at| from <= *at && *at <= to);
        all.sort_unstable();
        all.dedup();
        all.into_iter().map(|at| Step { at }).collect()
    }

    /// The looks of a later start: what changed since the last one, and now.
    pub(super) fn later(&self, last: Timestamp, now: Timestamp) -> Vec<Step> {
        let mut all = self.steps(last, now);
        all.retain(|step| last < step.at);
        all
    }

    fn instant(&self, when: When) -> Timestamp {
        match when {
            When::Now { from_now } => {
                let whole = self.first.as_second().div_euclid(60) * 60;
                after(
                    Timestamp::from_second(whole).unwrap_or(self.first),
                    from_now,
                )
            }
            When::Day { ago, at, weekday } => {
                let on = Calendar::of(self.first, self.zone, ago, weekday).base;
                let at = on.to_datetime(at).to_zoned(self.zone.clone());
                at.map_or(self.first, |at| at.timestamp())
            }
        }
    }

    /// Why nobody can tell at `at`; `None` where somebody can.
    pub(super) fn dark_at(&self, at: Timestamp) -> Option<&'a str> {
        let is_dark = |dark: &&super::story::Dark| {
            let began = self.instant(dark.when);
            began <= at && at < after(began, dark.minutes)
        };
        let dark = self.story.darks.iter().find(is_dark)?;
        Some(&dark.why)
    }

    /// What the page lists at `at`, the newest first.
    pub(super) fn told(&self, at: Timestamp) -> Vec<Told<'a>> {
        let all = self.story.notices.iter();
        let mut all: Vec<Told<'a>> = all.filter_map(|notice| self.tell(notice, at)).collect();
        all.sort_by_key(|told| std::cmp::Reverse(told.began));
        all
    }

    fn tell(&self, notice: &'a Notice, at: Timestamp) -> Option<Told<'a>> {
        let began = self.instant(notice.when);
        let is_gone = notice
            .taken_back
            .is_some_and(|minutes| after(began, minutes) <= at);
        let said = |(number, post): (usize, &Post)| {
            let when = after(began, post.after);
            let words = self.words(notice, Some(number), &post.text, began, at);
            (when <= at).then(|| (number, when, post.status.clone(), words))
        };
        let posts = notice.posts.iter().enumerate();
        let mut posts: Vec<_> = posts.filter_map(said).collect();
        posts.reverse();
        let newest = posts.first()?.2.clone();
        let is_over = status::is_over(&newest);
        (!is_gone).then(|| Told {
            title: self.words(notice, None, &notice.title, began, at),
            is_over,
            notice,
            began,
            posts,
        })
    }

    /// A text as it stood at `at`, its times put in.
    fn words(
        &self,
        notice: &Notice,
        post: Option<usize>,
        first: &str,
        began: Timestamp,
        at: Timestamp,
    ) -> String {
        let changes = notice.changes.iter();
        let mut changes = changes.filter(|one| one.post == post && after(began, one.after) <= at);
        let text = changes.next_back().map_or(first, |change| &change.text);
        let mut out = String::new();
        let mut rest = text;
        // `{12}` is the clock time of so many minutes after the beginning.
        while let Some((before, (inside, behind))) = rest
            .split_once('{')
            .and_then(|(before, behind)| Some((before, behind.split_once('}')?)))
        {
            out.push_str(before);
            match inside.parse() {
                Ok(minutes) => out.push_str(&self.clock(after(began, minutes))),
                Err(_) => out.push_str(inside),
            }
            rest = behind;
        }
        out + rest
    }

    fn clock(&self, at: Timestamp) -> String {
        let local = at.to_zoned(self.zone.clone());
        local.strftime("%H:%M %Z").to_string()
    }

    /// How a component is at `at`, in one place or anywhere.
    pub(super) fn degree(
        &self,
        part: &Part,
        region: Option<&str>,
        at: Timestamp,
    ) -> ComponentStatus {
        let open = self.told(at).into_iter().filter(|told| !told.is_over);
        let touches = |told: &Told<'_>| {
            let notice = told.notice;
            let has_begun = !notice.planned || told.began <= at;
            let is_there = region.is_none_or(|region| {
                notice.regions.is_empty() || notice.regions.iter().any(|one| one == region)
            });
            has_begun && is_there && notice.parts.contains(&part.id)
        };
        let degrees = open.filter(touches).map(|told| told.notice.degree);
        degrees.max().unwrap_or(ComponentStatus::Operational)
    }

    /// How the page is as a whole: as the worst of its components.
    pub(super) fn worst(&self, at: Timestamp) -> ComponentStatus {
        let parts = self.story.parts.iter();
        let worst = parts.map(|part| self.degree(part, None, at)).max();
        worst.unwrap_or(ComponentStatus::Operational)
    }
}

pub(super) fn after(at: Timestamp, minutes: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_mins(minutes))
        .unwrap_or(at)
}
