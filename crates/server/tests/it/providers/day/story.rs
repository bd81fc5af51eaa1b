//! What a provider tells and how it really is; and its page, written as its maker's tool would write it.

use beffroi_domain::ComponentStatus;
use jiff::{SignedDuration, Timestamp};

use super::super::pages::Host;
use crate::support::at;

/// Whose tool its page is made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    Statuspage,
    IncidentIo,
    Instatus,
    Feed,
}

/// A provider, as the script knows it to be.
pub struct Story {
    pub slug: &'static str,
    pub tool: Tool,
    pub host: Host,
    pub status: ComponentStatus,
    /// Until when readers could rightly read what stood before.
    pub since: Timestamp,
    /// Something else stands where its page was.
    pub is_away: bool,
    pub told: Vec<Told>,
    pub works: Vec<Works>,
}

/// An incident.
pub struct Told {
    pub id: &'static str,
    pub title: &'static str,
    pub level: ComponentStatus,
    pub posts: Vec<Post>,
    /// When it came to say something else, where anybody could read it.
    pub sayings: Vec<Timestamp>,
    /// By which tool it was told.
    pub tool: Tool,
    pub is_listed: bool,
}

pub struct Post {
    pub at: Timestamp,
    pub status: &'static str,
    pub text: &'static str,
}

/// Planned work.
pub struct Works {
    pub id: &'static str,
    pub from: &'static str,
    pub until: &'static str,
    pub status: &'static str,
    pub sayings: Vec<Timestamp>,
}

impl Told {
    pub fn status(&self) -> &'static str {
        self.posts
            .last()
            .map_or("investigating", |post| post.status)
    }

    pub fn is_open(&self) -> bool {
        self.is_listed && self.status() != "resolved"
    }
}

impl Story {
    /// As bad as what is open; work counts where nothing is.
    pub fn condition(&self) -> ComponentStatus {
        let open = self.told.iter().filter(|one| one.is_open());
        let worst = open.map(|one| one.level).max();
        let is_worked_on = self.works.iter().any(|one| one.status == "in_progress");
        worst.unwrap_or(match is_worked_on {
            true => ComponentStatus::UnderMaintenance,
            false => ComponentStatus::Operational,
        })
    }

    /// Its host answers so from now on.
    pub fn publish(&self) {
        match self.tool {
            Tool::Statuspage => self.statuspage(),
            Tool::IncidentIo => self.incident_io(),
            Tool::Instatus => self.instatus(),
            Tool::Feed => self.feed(),
        }
    }

    fn listed(&self) -> impl Iterator<Item = &Told> {
        let is_its = |one: &&Told| one.is_listed && one.tool == self.tool;
        // The newest first, as all of them write it.
        self.told.iter().rev().filter(is_its)
    }

    fn open(&self) -> impl Iterator<Item = &Told> {
        self.listed().filter(|one| one.is_open())
    }

    fn statuspage(&self) {
        let page = format!(
            r#"{{"id":"p","name":"{}","time_zone":"Etc/UTC"}}"#,
            self.slug
        );
        let works: Vec<String> = self.works.iter().map(planned).collect();
        let summary = format!(
            r#"{{"page":{page},"components":[{{"id":"c1","name":"Payments","status":"{}","page_id":"p"}}],
            "incidents":[{}],"scheduled_maintenances":[{}],"status":{{"indicator":"{}","description":""}}}}"#,
            self.status.as_str(),
            joined(self.open().map(|one| one.json("c1"))),
            joined(
                works
                    .iter()
                    .filter(|one| !one.contains("completed"))
                    .cloned()
            ),
            indicator(self.status),
        );
        self.host.says("/robots.txt", "User-agent: *\nDisallow:\n");
        self.host.says("/", "<html><title>Status</title></html>");
        self.host.says("/api/v2/summary.json", &summary);
        let all = joined(self.listed().map(|one| one.json("c1")));
        let list = format!(r#"{{"page":{page},"incidents":[{all}]}}"#);
        self.host.says("/api/v2/incidents.json", &list);
        let list = format!(
            r#"{{"page":{page},"scheduled_maintenances":[{}]}}"#,
            works.join(",")
        );
        self.host.says("/api/v2/scheduled-maintenances.json", &list);
        self.host.says("/history.json?page=1", r#"{"months":[]}"#);
    }

    fn incident_io(&self) {
        const PART: &str = "01JZ8Q5A00000000000000CARD";
        let page = format!(
            r#"{{"id":"01JZ8Q4W7XK2M9T5V3B6N1C0RD","name":"{}","url":"{}"}}"#,
            self.slug,
            self.host.url("/")
        );
        let summary = format!(
            r#"{{"page":{page},"components":[{{"id":"{PART}","name":"Payments","status":"{}","position":0}}],
            "incidents":[{}],"status":{{"indicator":"{}","description":""}}}}"#,
            self.status.as_str(),
            joined(self.open().map(|one| one.json(PART))),
            indicator(self.status),
        );
        self.host.says("/robots.txt", "User-agent: *\nDisallow:\n");
        let root = r#"<html><title>Status</title><script>{"component_impacts":[]}</script></html>"#;
        self.host.says("/", root);
        self.host.says("/api/v2/summary.json", &summary);
        let all = joined(self.listed().map(|one| one.json(PART)));
        let list = format!(r#"{{"page":{page},"incidents":[{all}]}}"#);
        self.host.says("/api/v2/incidents.json", &list);
        let widget = r#"{"page_title":"Orgel","ongoing_incidents":[],"in_progress_maintenances":[],"scheduled_maintenances":[]}"#;
        self.host.says("/api/v1/summary", widget);
    }

    fn instatus(&self) {
        let word = match self.status {
            ComponentStatus::Operational => "UP".to_owned(),
            other => format!("ONE{}", shouted(other)),
        };
        let incident = |one: &Told| {
            let (first, last) = (&one.posts[0], &one.posts[one.posts.len() - 1]);
            format!(
                r#"{{"id":"{}","name":"{}","started":"{}","status":"{}","impact":"{}","url":"{}","updatedAt":"{}"}}"#,
                one.id,
                one.title,
                first.at,
                last.status.to_uppercase(),
                shouted(one.level),
                self.host.url(&format!("/{}", one.id)),
                last.at
            )
        };
        let open: Vec<String> = self.open().map(incident).collect();
        // A list that is empty is left out.
        let list = match open.is_empty() {
            true => String::new(),
            false => format!(r#","activeIncidents":[{}]"#, open.join(",")),
        };
        let page = format!(
            r#"{{"name":"{}","url":"{}","status":"{word}"}}"#,
            self.slug,
            self.host.url("")
        );
        self.host.says("/robots.txt", "User-agent: *\nDisallow:\n");
        self.host.says("/", "<html><title>Status</title></html>");
        let summary = format!(r#"{{"page":{page}{list}}}"#);
        self.host.says("/summary.json", &summary);
        let part = format!(
            r#"{{"components":[{{"id":"cm1","name":"API","status":"{}","order":0,"group":null}}]}}"#,
            shouted(self.status)
        );
        self.host.says("/v2/components.json", &part);
    }

    fn feed(&self) {
        let item = |one: &Told| {
            let posts = one.posts.iter().rev().map(|post| {
                let (label, rest) = post.status.split_at(1);
                format!(
                    "<div><p><strong>{}</strong></p><h3>{}{rest}</h3><p>{}</p></div>",
                    dated(post.at),
                    label.to_uppercase(),
                    post.text
                )
            });
            format!(
                "<item><title>{}</title><link>{}</link><guid isPermaLink=\"false\">{}</guid><description><![CDATA[
                <h3>Status: {}</h3><p>Severity: {}</p><h4>Updates:</h4>{}]]></description><pubDate>{}</pubDate></item>",
                one.title,
                self.host.url(&format!("/i/{}", one.id)),
                one.id,
                one.status().to_uppercase(),
                one.level.as_str(),
                posts.collect::<String>(),
                dated(one.posts[0].at)
            )
        };
        let items: String = self.listed().map(item).collect();
        self.host.says("/robots.txt", "User-agent: *\nDisallow:\n");
        let feed = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{} System Status</title>
            <link>https://status.example.com</link><description>How it is</description>{items}</channel></rss>"#,
            self.slug
        );
        self.host.says("/feed.xml", &feed);
    }
}

impl Told {
    /// As Statuspage writes it, and incident.io too.
    fn json(&self, part: &str) -> String {
        let post = |post: &Post| {
            format!(
                r#"{{"id":"u-{}-{}","status":"{}","body":"{}","created_at":"{}","display_at":"{}"}}"#,
                self.id,
                post.at.as_second(),
                post.status,
                post.text,
                post.at,
                post.at
            )
        };
        let (first, last) = (&self.posts[0], &self.posts[self.posts.len() - 1]);
        let over = match last.status {
            "resolved" => format!(r#""resolved_at":"{}","#, last.at),
            _ => String::new(),
        };
        format!(
            r#"{{"id":"{}","name":"{}","status":"{}","impact":"{}",{over}"created_at":"{}","started_at":"{}",
            "updated_at":"{}","incident_updates":[{}],"components":[{{"id":"{part}","name":"Payments"}}]}}"#,
            self.id,
            self.title,
            last.status,
            indicator(self.level),
            first.at,
            first.at,
            last.at,
            joined(self.posts.iter().rev().map(post))
        )
    }
}

fn planned(one: &Works) -> String {
    let said = at(one.from) - SignedDuration::from_hours(2);
    format!(
        r#"{{"id":"{id}","name":"Moving the queue","status":"{status}","impact":"maintenance","created_at":"{said}",
        "updated_at":"{said}","scheduled_for":"{from}","scheduled_until":"{until}","incident_updates":[{{"id":"u-{id}",
        "status":"scheduled","body":"We move the queue.","created_at":"{said}","display_at":"{said}"}}],
        "components":[{{"id":"c1","name":"Payments"}}]}}"#,
        id = one.id,
        status = one.status,
        from = one.from,
        until = one.until,
    )
}

fn joined(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join(",")
}

/// Statuspage's word for how bad it is, of a page and of an incident.
fn indicator(status: ComponentStatus) -> &'static str {
    match status {
        ComponentStatus::MajorOutage => "critical",
        ComponentStatus::PartialOutage => "major",
        ComponentStatus::DegradedPerformance => "minor",
        ComponentStatus::UnderMaintenance => "maintenance",
        _ => "none",
    }
}

/// Instatus's word.
fn shouted(status: ComponentStatus) -> String {
    status.as_str().replace('_', "").to_uppercase()
}

fn dated(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
