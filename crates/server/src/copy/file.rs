//! The form of a backup: lines of JSON, compressed by gzip; docs/backup.md tells it.
//!
//! Read in order: [`Header`], [`Writer`], [`Reader`]. A reader believes nothing: each table's rows are
//! counted and hashed against what stands behind them, and all lines against what stands at the end.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use anyhow::Context;
use flate2::{Compression, bufread::GzDecoder, write::GzEncoder};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::sum::{Sum, hex};
use crate::ground::{
    Refusal, Result,
    db::{Kind, Table, Value},
};

/// The version of the form.
const FORM: u32 = 1;
/// A row longer than this is none of ours.
const LINE_BYTES: u64 = 512 * 1024 * 1024;

/// What the first line says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Header {
    /// The version of the form.
    pub(super) beffroi_backup: u32,
    /// The program that wrote it.
    pub(super) program: String,
    /// When.
    pub(super) made_at: jiff::Timestamp,
    /// The versions of its tables.
    pub(super) schema: Vec<i64>,
    /// All tables, in the order in which they follow.
    pub(super) tables: Vec<Promised>,
}

/// A table, and how many rows of it follow.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Promised {
    /// The table.
    #[serde(flatten)]
    pub(super) table: Table,
    /// Its rows.
    pub(super) rows: u64,
}

impl Header {
    pub(super) fn new(
        made_at: jiff::Timestamp,
        schema: Vec<i64>,
        tables: Vec<(Table, u64)>,
    ) -> Self {
        Self {
            beffroi_backup: FORM,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at,
            schema,
            tables: tables
                .into_iter()
                .map(|(table, rows)| Promised { table, rows })
                .collect(),
        }
    }

    /// All rows that are promised.
    pub(super) fn rows(&self) -> u64 {
        self.tables.iter().map(|one| one.rows).sum()
    }
}

/// Behind the rows of a table.
#[derive(Serialize, Deserialize)]
struct End {
    end: String,
    #[serde(flatten)]
    sum: Sum,
}

/// The last line.
#[derive(Serialize, Deserialize)]
struct Trailer {
    lines: u64,
    sha256: String,
}

/// Writes a backup; the file is nobody else's to read, since it holds what opens private pages.
pub(super) struct Writer {
    out: GzEncoder<BufWriter<File>>,
    hash: Sha256,
    lines: u64,
}

impl Writer {
    pub(super) fn create(path: &Path, header: &Header) -> Result<Self> {
        let file = private(path).with_context(|| format!("cannot write {}", path.display()))?;
        let mut writer = Self {
            out: GzEncoder::new(BufWriter::new(file), Compression::default()),
            hash: Sha256::new(),
            lines: 0,
        };
        writer.json(header)?;
        Ok(writer)
    }

    fn json(&mut self, value: &impl Serialize) -> Result<()> {
        let mut text = serde_json::to_vec(value)?;
        text.push(b'\n');
        self.line(&text)
    }

    /// A row as `sum::line` writes it.
    pub(super) fn line(&mut self, line: &[u8]) -> Result<()> {
        self.lines += 1;
        self.hash.update(line);
        Ok(self.out.write_all(line)?)
    }

    pub(super) fn end(&mut self, table: &Table, sum: Sum) -> Result<()> {
        self.json(&End {
            end: table.name.clone(),
            sum,
        })
    }

    /// Writes the trailer, and waits until everything is on the disk.
    pub(super) fn finish(mut self) -> Result<()> {
        let trailer = Trailer {
            lines: self.lines,
            sha256: hex(self.hash.clone()),
        };
        self.json(&trailer)?;
        let file = self.out.finish()?.into_inner().map_err(io::Error::from)?;
        Ok(file.sync_all()?)
    }
}

fn private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Reads a backup, line by line.
pub(super) struct Reader {
    lines: BufReader<GzDecoder<BufReader<File>>>,
    path: PathBuf,
    hash: Sha256,
    number: u64,
    part: String,
}

impl Reader {
    pub(super) fn open(path: &Path) -> Result<(Self, Header)> {
        let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut reader = Self {
            lines: BufReader::new(GzDecoder::new(BufReader::new(file))),
            path: path.to_owned(),
            hash: Sha256::new(),
            number: 0,
            part: "the header".to_owned(),
        };
        let line = reader.line()?;
        let form: Form = reader.json(&line)?;
        if form.beffroi_backup != FORM {
            let why = format!(
                "its form is {}, this program reads {FORM}",
                form.beffroi_backup
            );
            return Err(reader.refusal(&why).into());
        }
        let header = reader.json(&line)?;
        Ok((reader, header))
    }

    /// The next row of a table, or nothing when its end is reached, which then was as it should be.
    ///
    /// # Errors
    /// `Refused`, with the line, when the file is not what was written.
    pub(super) fn row(&mut self, table: &Table) -> Result<Option<Vec<Value>>> {
        self.part = format!("table {}", table.name);
        let at = self.lines.fill_buf().map(|bytes| bytes.first().copied());
        match at {
            Ok(Some(b'[')) => {
                let line = self.line()?;
                let values: Vec<serde_json::Value> = self.json(&line)?;
                match row(table, values) {
                    Some(row) => Ok(Some(row)),
                    None => Err(self.refusal("a row that does not fit its table").into()),
                }
            }
            Ok(Some(_)) => Ok(None),
            Ok(None) => Err(self.cut_off().into()),
            Err(error) => Err(self.broken(&error).into()),
        }
    }

    /// The end of a table, held against the rows that were read.
    pub(super) fn end(&mut self, table: &Table, read: &Sum) -> Result<()> {
        let line = self.line()?;
        let told: End = self.json(&line)?;
        if told.end != table.name || told.sum.rows != read.rows {
            let why = format!(
                "{} rows are told and {} are there",
                told.sum.rows, read.rows
            );
            return Err(self.refusal(&why).into());
        }
        if told.sum.sha256 != read.sha256 {
            let why = "the rows are not those that were written: their hash differs";
            return Err(self.refusal(why).into());
        }
        Ok(())
    }

    /// The last line, held against all before it; nothing may follow.
    pub(super) fn finish(mut self) -> Result<()> {
        self.part = "the last line".to_owned();
        let (lines, sha256) = (self.number, hex(self.hash.clone()));
        let line = self.line()?;
        let told: Trailer = self.json(&line)?;
        if (told.lines, told.sha256) != (lines, sha256) {
            return Err(self
                .refusal("the file is not what was written: the hash over it differs")
                .into());
        }
        let mut rest = [0];
        let more = self.lines.read(&mut rest);
        let behind =
            more.and_then(|more| Ok(more + self.lines.get_mut().get_mut().read(&mut rest)?));
        match behind {
            Ok(0) => Ok(()),
            Ok(_) => Err(self
                .refusal("something follows that does not belong there")
                .into()),
            Err(error) => Err(self.broken(&error).into()),
        }
    }

    fn line(&mut self) -> Result<Vec<u8>> {
        self.number += 1;
        let mut line = Vec::new();
        let read = (&mut self.lines)
            .take(LINE_BYTES)
            .read_until(b'\n', &mut line);
        match read {
            Err(error) => Err(self.broken(&error).into()),
            Ok(_) if line.last() != Some(&b'\n') => Err(self.cut_off().into()),
            Ok(_) => {
                self.hash.update(&line);
                Ok(line)
            }
        }
    }

    fn json<'l, T: Deserialize<'l>>(&self, line: &'l [u8]) -> Result<T, Refusal> {
        serde_json::from_slice(line).map_err(|_| match self.number {
            1 => self.no_backup(),
            _ => self.refusal("not what stands there in a backup"),
        })
    }

    fn broken(&self, error: &io::Error) -> Refusal {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => self.cut_off(),
            io::ErrorKind::InvalidInput if self.number <= 1 => self.no_backup(),
            _ => self.refusal(&format!("it cannot be unpacked ({error})")),
        }
    }

    fn no_backup(&self) -> Refusal {
        Refusal::whole(format!("{} is no backup of Beffroi's", self.path.display()))
    }

    fn cut_off(&self) -> Refusal {
        self.refusal("the file ends here, before its end: it was cut off")
    }

    fn refusal(&self, why: &str) -> Refusal {
        let (path, number, part) = (self.path.display(), self.number, &self.part);
        Refusal::whole(format!("{path}: line {number}, {part}: {why}"))
    }
}

/// All that must be known of a form that is not ours.
#[derive(Deserialize)]
struct Form {
    beffroi_backup: u32,
}

fn row(table: &Table, values: Vec<serde_json::Value>) -> Option<Vec<Value>> {
    use serde_json::Value as Json;
    if values.len() != table.columns.len() {
        return None;
    }
    let fitted = table.columns.iter().zip(values).map(|(column, value)| {
        Some(match (column.kind, value) {
            (Kind::Int, Json::Null) => Value::Int(None),
            (Kind::Text, Json::Null) => Value::Text(None),
            (Kind::Id, Json::Null) => Value::Id(None),
            (Kind::Int, Json::Number(number)) => Value::Int(Some(number.as_i64()?)),
            (Kind::Text, Json::String(text)) => Value::Text(Some(text)),
            (Kind::Id, Json::String(text)) => Value::Id(Some(text.parse().ok()?)),
            _ => return None,
        })
    });
    fitted.collect()
}
