//! Prints the import records of the text files given, one JSON object a line.

use std::io::Write as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        for record in beffroi_readers::text::read(&path, &std::fs::read(&path)?)? {
            writeln!(out, "{}", serde_json::to_string(&record)?)?;
        }
    }
    Ok(())
}
