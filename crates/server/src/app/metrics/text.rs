//! A reading as text, in either form.
//!
//! The registry speaks OpenMetrics; the older form differs in a few lines of its comments, which
//! [`older`] rewrites. Labels: route and status classes, a page's slug, the version; nothing that readers send.

use std::fmt;

use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, MetricEncoder, NoLabelSet, text::encode},
    metrics::MetricType,
    registry::Registry,
};

use super::{accept::Form, process::Process};
use crate::ground::metrics::{BUCKET_ENDS, LOOKS, Route, Spread, Totals};

/// Everything that is printed, at one moment.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// What was counted.
    pub(super) totals: Totals,
    /// What the kernel tells.
    pub(super) process: Process,
    /// The kind of database.
    pub(super) database: &'static str,
    /// What the database tells; `None` while it is away.
    pub(super) facts: Option<Facts>,
}

/// What the database tells, alike on every node.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// The pages' revisions, by slug.
    pub(super) revisions: Vec<(String, i64)>,
    /// Letters that have not gone, by whether they are still tried.
    pub(super) letters: [(&'static str, i64); 2],
    /// For how long the relay has been away; 0 while it is not.
    pub(super) relay_away_seconds: i64,
    /// For how long the desk's mailbox could not be looked into; 0 while it can, and where none is set.
    pub(super) mailbox_away_seconds: i64,
    /// Providers that are followed, by whether we see them: `seen`, `new`, or the word for why not.
    pub(super) providers: Vec<(String, i64)>,
    /// How long ago the one that was looked at longest ago was; 0 without any.
    pub(super) oldest_look_seconds: i64,
    /// Words of providers that nobody knows.
    pub(super) unknown_words: i64,
}

/// Prints a reading.
///
/// # Errors
/// When the encoder refuses a value, which it has no reason to.
pub(super) fn print(reading: Reading, form: Form) -> Result<String, fmt::Error> {
    let mut registry = Registry::default();
    registry.register_collector(Box::new(reading));
    let mut text = String::with_capacity(16 * 1024);
    encode(&mut text, &registry)?;
    Ok(match form {
        Form::OpenMetrics => text,
        Form::Prometheus => older(&text),
    })
}

/// Out of OpenMetrics, Prometheus's older form: a counter is called as its samples are, information is a
/// gauge, and there is no end mark.
fn older(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut help = "";
    for line in text.lines() {
        if line == "# EOF" {
            continue;
        }
        if line.starts_with("# HELP ") {
            help = line;
            continue;
        }
        let Some((name, kind)) = line
            .strip_prefix("# TYPE ")
            .and_then(|rest| rest.split_once(' '))
        else {
            out.push_str(line);
            out.push('\n');
            continue;
        };
        let (suffix, kind) = match kind {
            "counter" => ("_total", "counter"),
            "info" => ("_info", "gauge"),
            other => ("", other),
        };
        let help = help
            .strip_prefix("# HELP ")
            .and_then(|rest| rest.strip_prefix(name))
            .unwrap_or_default();
        out.push_str(&format!(
            "# HELP {name}{suffix}{help}\n# TYPE {name}{suffix} {kind}\n"
        ));
    }
    out
}

impl Collector for Reading {
    fn encode(&self, encoder: DescriptorEncoder) -> fmt::Result {
        let mut page = Page(encoder);
        requests(&mut page, &self.totals)?;
        connections(&mut page, &self.totals)?;
        documents(&mut page, &self.totals)?;
        looks(&mut page, self)?;
        database(&mut page, self)?;
        process(&mut page, &self.process)?;
        let version: &[(&str, &str)] = &[("version", env!("CARGO_PKG_VERSION"))];
        page.begin("beffroi_build", "The running Beffroi", MetricType::Info)?
            .encode_info(&version)
    }
}

fn requests(page: &mut Page<'_>, totals: &Totals) -> fmt::Result {
    let mut family = page.begin(
        "beffroi_http_requests",
        "Requests answered, by what was asked for and by class of status",
        MetricType::Counter,
    )?;
    for (route, statuses) in Route::ALL.iter().zip(&totals.requests) {
        for (status, count) in ["1xx", "2xx", "3xx", "4xx", "5xx"].iter().zip(statuses) {
            let labels: &[(&str, &str)] = &[("class", route.name()), ("status", status)];
            counter(&mut family.encode_family(&labels)?, *count)?;
        }
    }
    let mut family = page.begin(
        "beffroi_http_request_duration_seconds",
        "How long an answer took, by what was asked for; event streams: how long they lasted",
        MetricType::Histogram,
    )?;
    for (route, spread) in Route::ALL.iter().zip(&totals.lengths) {
        let labels: &[(&str, &str)] = &[("class", route.name())];
        histogram(&mut family.encode_family(&labels)?, spread)?;
    }
    Ok(())
}

fn connections(page: &mut Page<'_>, totals: &Totals) -> fmt::Result {
    page.gauge(
        "beffroi_connections_open",
        "Connections open",
        totals.connections(),
    )?;
    page.counter("beffroi_connections", "Connections accepted", totals.opened)?;
    page.gauge(
        "beffroi_event_streams_open",
        "Event streams open",
        totals.streams(),
    )?;
    page.counter(
        "beffroi_event_streams",
        "Event streams begun",
        totals.streams_opened,
    )?;
    page.counter(
        "beffroi_refused",
        "Connections and requests that a limit turned away",
        totals.refused,
    )
}

fn documents(page: &mut Page<'_>, totals: &Totals) -> fmt::Result {
    let mut family = page.begin(
        "beffroi_rendering_duration_seconds",
        "How long rendering a document took",
        MetricType::Histogram,
    )?;
    histogram(&mut family, &totals.renderings)?;
    let mut family = page.begin(
        "beffroi_cache_lookups",
        "Look-ups of documents that are kept ready-made",
        MetricType::Counter,
    )?;
    for (outcome, count) in [("hit", totals.kept), ("miss", totals.missed)] {
        let labels: &[(&str, &str)] = &[("outcome", outcome)];
        counter(&mut family.encode_family(&labels)?, count)?;
    }
    Ok(())
}

fn looks(page: &mut Page<'_>, reading: &Reading) -> fmt::Result {
    let mut family = page.begin(
        "beffroi_watch_looks",
        "Looks at other providers' pages, by what they came to",
        MetricType::Counter,
    )?;
    for (outcome, count) in LOOKS.iter().zip(&reading.totals.looks) {
        let labels: &[(&str, &str)] = &[("outcome", outcome)];
        counter(&mut family.encode_family(&labels)?, *count)?;
    }
    let Some(facts) = &reading.facts else {
        return Ok(());
    };
    let mut family = page.begin(
        "beffroi_watch_providers",
        "Providers that are followed, by whether they are seen, or why not",
        MetricType::Gauge,
    )?;
    for (state, count) in &facts.providers {
        let labels: &[(&str, &str)] = &[("state", state)];
        family.encode_family(&labels)?.encode_gauge::<i64>(count)?;
    }
    page.begin(
        "beffroi_watch_oldest_look_seconds",
        "How long ago the provider that was looked at longest ago was; 0 where none is followed",
        MetricType::Gauge,
    )?
    .encode_gauge::<i64>(&facts.oldest_look_seconds)?;
    page.begin(
        "beffroi_watch_unknown_words",
        "Words of providers that are followed that nobody knows",
        MetricType::Gauge,
    )?
    .encode_gauge::<i64>(&facts.unknown_words)
}

fn database(page: &mut Page<'_>, reading: &Reading) -> fmt::Result {
    let mut family = page.begin(
        "beffroi_database_up",
        "Whether the database answers",
        MetricType::Gauge,
    )?;
    let labels: &[(&str, &str)] = &[("kind", reading.database)];
    gauge(
        &mut family.encode_family(&labels)?,
        u64::from(reading.facts.is_some()),
    )?;
    let Some(facts) = &reading.facts else {
        return Ok(());
    };
    let mut family = page.begin(
        "beffroi_page_revision",
        "The revision of a page; each change that readers can see adds one",
        MetricType::Gauge,
    )?;
    for (slug, revision) in &facts.revisions {
        let labels: &[(&str, &str)] = &[("page", slug)];
        family
            .encode_family(&labels)?
            .encode_gauge::<i64>(revision)?;
    }
    let mut family = page.begin(
        "beffroi_letters",
        "Letters that have not gone: still tried, or put by",
        MetricType::Gauge,
    )?;
    for (state, count) in &facts.letters {
        let labels: &[(&str, &str)] = &[("state", state)];
        family.encode_family(&labels)?.encode_gauge::<i64>(count)?;
    }
    page.begin(
        "beffroi_relay_away_seconds",
        "For how long the mail relay has been away while letters wait; 0 while it is not",
        MetricType::Gauge,
    )?
    .encode_gauge::<i64>(&facts.relay_away_seconds)?;
    page.begin(
        "beffroi_mailbox_away_seconds",
        "For how long the desk's mailbox could not be looked into; 0 while it can",
        MetricType::Gauge,
    )?
    .encode_gauge::<i64>(&facts.mailbox_away_seconds)
}

fn process(page: &mut Page<'_>, process: &Process) -> fmt::Result {
    if let Some(seconds) = process.cpu_seconds {
        page.begin(
            "process_cpu_seconds",
            "Processor time used, in user and kernel",
            MetricType::Counter,
        )?
        .encode_counter::<NoLabelSet, f64, f64>(&seconds, None)?;
    }
    if let Some(seconds) = process.started_at {
        page.begin(
            "process_start_time_seconds",
            "The start, in seconds since 1970",
            MetricType::Gauge,
        )?
        .encode_gauge::<f64>(&seconds)?;
    }
    for (name, help, figure) in [
        (
            "process_resident_memory_bytes",
            "Memory in use",
            process.resident_bytes,
        ),
        (
            "process_virtual_memory_bytes",
            "Address space taken",
            process.virtual_bytes,
        ),
        (
            "process_open_fds",
            "File descriptors in use",
            process.open_files,
        ),
        (
            "process_max_fds",
            "File descriptors that may be in use",
            process.most_files,
        ),
        ("process_threads", "Threads", process.threads),
    ] {
        if let Some(figure) = figure {
            page.gauge(name, help, figure)?;
        }
    }
    Ok(())
}

/// The text under the pen.
struct Page<'a>(DescriptorEncoder<'a>);

impl Page<'_> {
    fn begin<'s>(
        &'s mut self,
        name: &'s str,
        help: &str,
        kind: MetricType,
    ) -> Result<MetricEncoder<'s>, fmt::Error> {
        self.0
            .encode_descriptor(name, &format!("{help}."), None, kind)
    }

    fn counter(&mut self, name: &str, help: &str, count: u64) -> fmt::Result {
        counter(&mut self.begin(name, help, MetricType::Counter)?, count)
    }

    fn gauge(&mut self, name: &str, help: &str, figure: u64) -> fmt::Result {
        gauge(&mut self.begin(name, help, MetricType::Gauge)?, figure)
    }
}

fn counter(family: &mut MetricEncoder<'_>, count: u64) -> fmt::Result {
    family.encode_counter::<NoLabelSet, u64, f64>(&count, None)
}

fn gauge(family: &mut MetricEncoder<'_>, figure: u64) -> fmt::Result {
    // Wider than any memory or file table; a gauge of 64 signed bits is what the encoder takes.
    family.encode_gauge::<i64>(&i64::try_from(figure).unwrap_or(i64::MAX))
}

fn histogram(family: &mut MetricEncoder<'_>, spread: &Spread) -> fmt::Result {
    let ends = BUCKET_ENDS.iter().map(|nanos| *nanos as f64 / 1e9);
    let buckets: Vec<(f64, u64)> = ends.chain([f64::INFINITY]).zip(spread.buckets).collect();
    let seconds = spread.nanos as f64 / 1e9;
    family.encode_histogram::<NoLabelSet>(seconds, spread.count(), &buckets, None)
}
