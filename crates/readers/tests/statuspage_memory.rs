//! Memory does not grow with the source: 48 MB flow by, made up as they are read, and the process
//! stays as small as after the first entries. A binary of its own, since it looks at its whole
//! process.
#![cfg(target_os = "linux")]

use std::{
    io::{BufReader, Read},
    ops::ControlFlow,
};

use beffroi_readers::{Format, Item, ReadOptions, read};

/// Entries in a source, and the ballast in each that a reader must let go.
const ENTRIES: usize = 480;
const BALLAST_BYTES: usize = 100_000;

/// Far less than what flows by, more than an allocator's moods.
const SLACK_KB: u64 = 8 * 1024;

/// A source that is made while it is read.
struct Endless<F: FnMut(usize) -> String> {
    make: F,
    next: usize,
    piece: Vec<u8>,
    at: usize,
}

impl<F: FnMut(usize) -> String> Read for Endless<F> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.piece.len() && self.next < ENTRIES + 2 {
            self.piece = (self.make)(self.next).into_bytes();
            self.at = 0;
            self.next += 1;
        }
        let count = into.len().min(self.piece.len() - self.at);
        into[..count].copy_from_slice(&self.piece[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// The most memory that this process ever held.
fn highest_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("a process has a status");
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let figure = line.and_then(|line| line.split_whitespace().nth(1));
    figure.expect("Linux tells it").parse().expect("a number")
}

/// By how much the memory's height rose after the first entries.
fn growth_kb(format: Format, make: impl FnMut(usize) -> String) -> u64 {
    let source = Endless {
        make,
        next: 0,
        piece: Vec::new(),
        at: 0,
    };
    let mut seen = 0;
    let mut early = 0;
    let summary = read(
        "endless",
        Some(format),
        BufReader::new(source),
        &ReadOptions::default(),
        &mut |item| {
            if let Item::Incident(_) = item {
                seen += 1;
                if seen == 20 {
                    early = highest_kb();
                }
            }
            ControlFlow::Continue(())
        },
    );
    assert_eq!(summary.expect("a good source").incidents, ENTRIES);
    highest_kb().saturating_sub(early)
}

#[test]
fn memory_does_not_grow_with_the_source() {
    let ballast = "x".repeat(BALLAST_BYTES);
    let json = |at: usize| match at {
        0 => "{\"page\":{\"name\":\"Acmepay\"},\"incidents\":[".to_owned(),
        at if at > ENTRIES => "]}".to_owned(),
        at => {
            let comma = if at == 1 { "" } else { "," };
            format!("{comma}{{\"id\":\"{at}\",\"name\":\"Cards\",\"metadata\":\"{ballast}\"}}")
        }
    };
    let atom = |at: usize| match at {
        0 => "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Acmepay</title>".to_owned(),
        at if at > ENTRIES => "</feed>".to_owned(),
        at => format!("<entry><id>{at}</id><title>Cards</title><!-- {ballast} --></entry>"),
    };

    let grown = [
        growth_kb(Format::StatuspageJson, json),
        growth_kb(Format::Atom, atom),
    ];

    assert!(grown.iter().all(|kb| *kb < SLACK_KB), "{grown:?} KB more");
}
