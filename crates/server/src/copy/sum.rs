//! What two copies of a table are held against each other by: how many rows, and a hash over them.
//!
//! A row is hashed in the form in which a backup writes it, in the order of the primary key, so that a
//! file, SQLite and PostgreSQL come to the same figure.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ground::db::Value;

/// Rows and hash of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sum {
    /// How many rows.
    pub(super) rows: u64,
    /// SHA-256 over the rows, as hexadecimal figures.
    pub(super) sha256: String,
}

/// A sum under way.
#[derive(Default)]
pub(super) struct Summing {
    rows: u64,
    hash: Sha256,
}

impl Summing {
    /// Adds a row as [`line`] writes it.
    pub(super) fn add(&mut self, line: &[u8]) {
        self.rows += 1;
        self.hash.update(line);
    }

    pub(super) fn end(self) -> Sum {
        Sum {
            rows: self.rows,
            sha256: hex(self.hash),
        }
    }
}

/// A row as one line of JSON: an array of its values, and a line feed.
pub(super) fn line(row: &[Value]) -> Vec<u8> {
    let values: Vec<serde_json::Value> = row.iter().map(json).collect();
    let mut line = serde_json::to_vec(&values).expect("values of JSON are JSON");
    line.push(b'\n');
    line
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Int(value) => (*value).into(),
        Value::Text(value) => value.clone().into(),
        Value::Id(value) => value.map(|id| id.to_string()).into(),
        Value::Bool(value) => (*value).into(),
    }
}

pub(super) fn hex(hash: Sha256) -> String {
    use std::fmt::Write;
    hash.finalize()
        .iter()
        .fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").expect("writing to a String");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_one_line_whatever_stands_in_it() {
        let id = "0193a000-0000-7000-8000-00000000000a".parse().unwrap();
        let row = [
            Value::Int(Some(-5)),
            Value::Text(Some("é \"x\"\n".to_owned())),
            Value::Id(Some(id)),
            Value::Text(None),
        ];

        let line = String::from_utf8(line(&row)).unwrap();

        assert_eq!(
            line,
            "[-5,\"é \\\"x\\\"\\n\",\"0193a000-0000-7000-8000-00000000000a\",null]\n"
        );
    }

    #[test]
    fn the_order_of_rows_counts() {
        let sum = |lines: [&str; 2]| {
            let mut summing = Summing::default();
            lines.iter().for_each(|line| summing.add(line.as_bytes()));
            summing.end()
        };

        assert_eq!(sum(["a\n", "b\n"]).rows, 2);
        assert_ne!(sum(["a\n", "b\n"]), sum(["b\n", "a\n"]));
    }
}
