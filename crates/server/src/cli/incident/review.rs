//! `beffroi incident review`: what is wrong with a text before it goes out. Nothing is published.

use std::fmt::Write as _;

use clap::Args;
use serde_json::{Map, Value, json};

use super::super::remote::{Remote, Words, cell, put};

#[derive(Debug, Args)]
pub(super) struct ReviewArgs {
    #[command(flatten)]
    remote: Remote,
    #[command(flatten)]
    words: Words,
    /// The incident: its id, or the one in its address
    incident: String,
    /// Where the text would say that it stands; as it stands when not given
    #[arg(long)]
    status: Option<String>,
}

pub(super) async fn run(args: &ReviewArgs) -> anyhow::Result<()> {
    let mut command = Map::new();
    put(&mut command, "text", args.words.read()?);
    put(&mut command, "status", args.status.as_ref());
    let body = json!({ "deed": "update", "incident": args.incident, "command": command });
    let told = args.remote.post("/review", &body).await?;
    if args.remote.json {
        println!("{told}");
        return Ok(());
    }
    if told["is_masked"] == true {
        println!("A card or account number was taken out; it is never stored.");
    }
    match lines(&told["findings"]) {
        lines if lines.is_empty() => println!("The review found nothing wrong."),
        lines => println!("{}", lines.trim_end()),
    }
    Ok(())
}

/// Findings as lines: what is wrong, where it stands, what to do.
pub(in crate::cli) fn lines(findings: &Value) -> String {
    let mut lines = String::new();
    for one in findings.as_array().into_iter().flatten() {
        let mark = match one["holds"] == true {
            true => "holds it",
            false => "advice",
        };
        let (kind, message) = (cell(one, "kind"), cell(one, "message"));
        // Writing to a text never fails.
        let _ = writeln!(lines, "- {kind} ({mark}): {message}");
        for quote in one["quotes"].as_array().into_iter().flatten() {
            let place = quote["locale"].as_str().unwrap_or("facts");
            let _ = writeln!(lines, "  {place}: “{}”", cell(quote, "words"));
        }
        let _ = writeln!(lines, "  {}", cell(one, "remedy"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_lines_that_one_can_read() {
        let findings = json!([{
            "kind": "times_differ", "holds": true, "message": "Two times.", "remedy": "Choose one.",
            "quotes": [{"locale": "fr", "words": "à 14h16"}, {"locale": null, "words": "14:17"}],
        }]);

        assert_eq!(
            lines(&findings),
            "- times_differ (holds it): Two times.\n  fr: “à 14h16”\n  facts: “14:17”\n  Choose one.\n"
        );
        assert_eq!(lines(&Value::Null), "");
    }
}
