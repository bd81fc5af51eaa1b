//! Statuspage's feeds and those of others through the one door.

use super::common::{self, english};
use beffroi_domain::{IncidentStatus, MaintenanceStatus, UpdateStatus};
use beffroi_readers::{
    Format, Item, Place, Told,
    record::{Inferred, RecordKind, WhenPrecision},
};

fn escaped(html: &str) -> String {
    html.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn said(stamp: &str, label: &str, text: &str) -> String {
    let (day, time) = stamp.rsplit_once(", ").expect("a day and a time");
    let (month, day) = day.split_at(4);
    format!(
        "<p><small>{month}<var data-var='date'>{day}</var>, <var data-var='time'>{}</var> {}</small><br> \
         <strong>{label}</strong> - {text}</p>",
        &time[..5],
        &time[6..]
    )
}

fn atom(entries: &[(&str, &str, &str)]) -> String {
    let entries: String = entries
        .iter()
        .map(|(id, published, html)| {
            format!(
                "<entry><id>tag:status.acme.example,2005:Incident/1</id><published>{published}</published>\
                 <updated>{published}</updated><link rel=\"alternate\" type=\"text/html\" \
                 href=\"https://status.acme.example/incidents/{id}\"/><title>Cards &amp;amp; more</title>\
                 <content type=\"html\">{}</content></entry>\n",
                escaped(html)
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xml:lang=\"en-US\" xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <id>tag:status.acme.example,2005:/history</id><link rel=\"self\" href=\"https://status.acme.example/history.atom\"/>\
         <link rel=\"alternate\" href=\"https://status.acme.example\"/><title>Acmepay Status - Incident History</title>\
         <updated>2026-01-04T08:04:51Z</updated><author><name>Acmepay</name></author>\n{entries}</feed>\n"
    )
}

fn told(text: &str) -> Vec<Told> {
    common::told(common::items(text))
}

#[test]
fn an_entry_becomes_an_incident_with_its_updates() {
    let html = [
        said(
            "Jan  1, 00:37 UTC",
            "Resolved",
            "This incident has been resolved.",
        ),
        said(
            "Dec 31, 23:50 UTC",
            "Update",
            "See <a href=\"https://x.example/a\">this</a>.",
        ),
        said("Dec 31, 23:10 UTC", "Identified", "Found &amp; known."),
    ]
    .concat();

    let items = common::items(&atom(&[("q0sv7tkwf9wl", "2026-01-01T00:37:54Z", &html)]));

    let Item::Page(page) = &items[0] else {
        panic!()
    };
    assert_eq!(page.name.as_deref(), Some("Acmepay"));
    assert_eq!(page.url.as_deref(), Some("https://status.acme.example"));
    let record = &common::told(items)[0].record;
    assert_eq!(record.title_raw, "Cards & more");
    assert_eq!(record.external_id.as_deref(), Some("q0sv7tkwf9wl"));
    assert_eq!(
        record.url.as_deref(),
        Some("https://status.acme.example/incidents/q0sv7tkwf9wl")
    );
    let updates: Vec<_> = record
        .updates
        .iter()
        .map(|one| {
            let at = one.posted_at.unwrap().to_string();
            (one.status.unwrap().as_str(), one.status_inferred, at)
        })
        .collect();
    assert_eq!(
        updates,
        [
            ("resolved", false, "2026-01-01T00:37:00Z".to_owned()),
            ("identified", true, "2025-12-31T23:50:00Z".to_owned()),
            ("identified", false, "2025-12-31T23:10:00Z".to_owned()),
        ]
    );
    assert!(record.updates[0].standard_phrase);
    assert_eq!(
        english(&record.updates[1].text),
        "See [this](https://x.example/a)."
    );
    assert_eq!(english(&record.updates[2].text), "Found & known.");
    assert_eq!(record.updates[0].posted_inferred, [Inferred::Year]);
    assert_eq!(record.updates[0].posted_precision, WhenPrecision::Minute);
}

#[test]
fn the_entrys_time_is_no_start_and_the_first_update_only_a_concluded_one() {
    let html = [
        said("Jan  1, 00:37 UTC", "Resolved", "Over."),
        said(
            "Dec 31, 23:10 UTC",
            "Investigating",
            "It began at about nine.",
        ),
    ]
    .concat();

    let record = told(&atom(&[("q0sv7tkwf9wl", "2026-01-01T00:37:54Z", &html)]))
        .remove(0)
        .record;

    let start = record.started_at.unwrap();
    assert_eq!(start.utc.unwrap().to_string(), "2025-12-31T23:10:00Z");
    assert_eq!(start.inferred, [Inferred::Year, Inferred::Publication]);
    assert!(
        record.windows.is_empty(),
        "a feed has neither components nor impact"
    );
}

#[test]
fn the_page_of_2014_is_read_though_it_has_no_marks() {
    let html = "<p><small>Mar 10, 09:09 PDT</small><br><strong>Resolved</strong> - Fine again.</p>\
                <p><small>Mar  9, 01:00 PST</small><br><strong>Investigating</strong> - Slow.</p>";
    let rss = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Parse Status - Incident History</title>\
         <link>http://status.parse.example</link><description>x</description>\
         <item><title>Slow</title><description>\n{}</description><pubDate>Mon, 10 Mar 2014 09:09:06 -0700</pubDate>\
         <link>http://status.parse.example/incidents/lzf7mjchpy20</link></item></channel></rss>",
        escaped(html)
    );

    let items = common::items(&rss);

    let Item::Page(page) = &items[0] else {
        panic!()
    };
    assert_eq!(page.name.as_deref(), Some("Parse"));
    let record = &common::told(items)[0].record;
    let times: Vec<_> = record
        .updates
        .iter()
        .map(|one| one.posted_at.unwrap().to_string())
        .collect();
    assert_eq!(
        times,
        ["2014-03-10T16:09:00Z", "2014-03-09T09:00:00Z"],
        "clocks changed between"
    );
    assert_eq!(record.external_id.as_deref(), Some("lzf7mjchpy20"));
}

#[test]
fn coming_work_is_a_maintenance_with_its_plan() {
    let html = format!(
        "<p><strong>THIS IS A SCHEDULED EVENT Jan <var data-var='date'> 9</var>, <var data-var='time'>22:00</var> - \
         Jan <var data-var='date'>10</var>, <var data-var='time'>02:00</var> UTC</strong></p>{}",
        said(
            "Dec 20, 14:36 UTC",
            "Scheduled",
            "We will work on the network."
        )
    );

    let told = told(&atom(&[("jc6j9f2gl2nl", "2026-01-09T22:00:00Z", &html)])).remove(0);

    assert_eq!(told.record.kind, RecordKind::Maintenance);
    assert_eq!(
        told.status,
        Some(UpdateStatus::Maintenance(MaintenanceStatus::Scheduled))
    );
    assert_eq!(
        told.scheduled_from.unwrap().to_string(),
        "2026-01-09T22:00:00Z"
    );
    assert_eq!(
        told.scheduled_until.unwrap().to_string(),
        "2026-01-10T02:00:00Z"
    );
    assert_eq!(
        told.record.updates[0].posted_at.unwrap().to_string(),
        "2025-12-20T14:36:00Z"
    );
    assert_eq!(told.record.started_at, None, "no work has begun");
}

#[test]
fn a_write_up_keeps_its_lines() {
    let html = [
        said(
            "Jan  3, 10:22 UTC",
            "Postmortem",
            "# Summary<br /><br />All was well.<br /><br />* one<br />* two",
        ),
        said("Dec 31, 23:10 UTC", "Resolved", "Over."),
    ]
    .concat();

    let told = told(&atom(&[("p9hy357zjvb3", "2025-12-31T23:10:21Z", &html)])).remove(0);

    assert_eq!(
        told.status,
        Some(UpdateStatus::Incident(IncidentStatus::Postmortem))
    );
    assert_eq!(
        told.record.updates[0].posted_at.unwrap().to_string(),
        "2026-01-03T10:22:00Z"
    );
}

#[test]
fn somebody_elses_feed_is_taken_as_it_is_and_said_to_be_so() {
    let rss = "<rss version=\"2.0\"><channel><title>News</title><link>https://news.example</link><description/>\
               <item><title>Outage</title><guid isPermaLink=\"false\">INC1</guid><description><![CDATA[<h3>Status: UP</h3>]]></description>\
               <pubDate>Fri, 31 Jul 2026 11:10:00 GMT</pubDate></item></channel></rss>";

    let record = told(rss).remove(0).record;

    assert_eq!(record.updates.len(), 1);
    assert_eq!(record.updates[0].status, None);
    assert_eq!(
        record.updates[0].posted_at.unwrap().to_string(),
        "2026-07-31T11:10:00Z"
    );
    assert_eq!(english(&record.updates[0].text), "### Status: UP");
    assert_eq!(record.external_id.as_deref(), Some("INC1"));
    assert_eq!(record.warnings.len(), 1);
    assert!(record.confidence <= 0.5);
}

#[test]
fn one_bad_entry_is_refused_by_its_line_and_the_next_is_read() {
    let good = said("Jan  1, 00:37 UTC", "Resolved", "Over.");
    let text = atom(&[
        ("a", "2026-01-01T00:37:54Z", &good),
        ("b", "2026-01-01T00:37:54Z", &good),
    ]);
    let bad = text.replacen(
        "<title>Cards &amp;amp; more</title>",
        "<title>Cards</titel>",
        1,
    );

    let items = common::items(&bad);

    let refused = common::refusals(&items);
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].place, Place::Line(4));
    assert_eq!(common::told(items).len(), 1);
}

#[test]
fn a_feed_that_breaks_off_keeps_what_came_before() {
    let good = said("Jan  1, 00:37 UTC", "Resolved", "Over.");
    let mut text = atom(&[
        ("a", "2026-01-01T00:37:54Z", &good),
        ("b", "2026-01-01T00:37:54Z", &good),
    ]);
    text.truncate(text.len() - 60);

    let (items, ended) = common::run("history.atom", text.as_bytes());

    assert_eq!(ended.unwrap_err().place, Place::Line(5));
    assert_eq!(common::told(items).len(), 1);
}

#[test]
fn another_alphabet_in_the_prologue_is_followed() {
    let good = said("Jan  1, 00:37 UTC", "Resolved", "Rétabli.");
    let text = atom(&[("a", "2026-01-01T00:37:54Z", &good)]).replace("UTF-8", "ISO-8859-1");
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();

    let (items, ended) = common::run("history.atom", &latin);

    assert_eq!(ended.unwrap().format, Some(Format::Atom));
    let record = common::told(items).remove(0).record;
    assert!(
        record.updates[0]
            .text
            .iter()
            .any(|(_, text)| text == "Rétabli.")
    );
}
