//! What is shown while a run goes: a bar on a terminal, or one line of JSON a record.

use std::io::{self, Write};

use beffroi_readers::record::ImportRecord;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use crate::imports::{Match, Watch};

/// A bar on standard error; nothing where that is no terminal.
pub(super) struct Bar {
    bar: ProgressBar,
    source: String,
    records: u64,
}

impl Bar {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
        Self {
            bar,
            source: String::new(),
            records: 0,
        }
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

fn style(length: Option<u64>) -> ProgressStyle {
    let template = match length {
        Some(_) => "{wide_bar} {bytes}/{total_bytes} {msg}",
        None => "{spinner} {bytes} {msg}",
    };
    ProgressStyle::with_template(template).expect("a literal template")
}

impl Watch for Bar {
    fn progress(&mut self, source: &str, read: u64, length: Option<u64>) {
        if self.source != source {
            source.clone_into(&mut self.source);
            self.records = 0;
            self.bar.set_style(style(length));
            match length {
                Some(length) => self.bar.set_length(length),
                None => self.bar.unset_length(),
            }
        }
        self.bar.set_position(read);
    }

    fn record(&mut self, _record: &ImportRecord, _matched: Option<&Match>) -> io::Result<()> {
        self.records += 1;
        self.bar.set_message(format!("{} records", self.records));
        Ok(())
    }
}

/// One line of JSON a record, on standard output.
pub(super) struct Lines {
    out: io::Stdout,
}

impl Lines {
    pub(super) fn new() -> Self {
        Self { out: io::stdout() }
    }
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    record: &'a ImportRecord,
    #[serde(rename = "match", skip_serializing_if = "Option::is_none")]
    matched: Option<MatchLine<'a>>,
}

#[derive(Serialize)]
struct MatchLine<'a> {
    source: &'a str,
    ordinal: u32,
    why: &'a str,
}

impl Watch for Lines {
    fn progress(&mut self, _source: &str, _read: u64, _length: Option<u64>) {}

    fn record(&mut self, record: &ImportRecord, matched: Option<&Match>) -> io::Result<()> {
        let matched = matched.map(|with| MatchLine {
            source: &with.source,
            ordinal: with.ordinal,
            why: &with.why,
        });
        let mut line = serde_json::to_vec(&Line { record, matched })?;
        line.push(b'\n');
        self.out.write_all(&line)
    }
}
