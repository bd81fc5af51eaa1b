//! How long functions and files are; the limits, and the ones to look at first.
//!
//! A line `// tidy: long because …` in the function, or anywhere in a file that is too long, says
//! why it is right as it is.

use std::fmt::Write;

use super::{
    Finding, House,
    source::{Function, Source},
};

const LONGEST_FUNCTION: usize = 80;
const LONGEST_FILE: usize = 500;
const REASON: &str = "// tidy: long because ";

/// Finds functions and files that are too long and do not say why.
pub fn check(source: &Source, findings: &mut Vec<Finding>) {
    let lines: Vec<&str> = source.text.lines().collect();
    for function in source.functions() {
        let body = &lines[function.line - 1..function.line - 1 + function.lines];
        if function.lines > LONGEST_FUNCTION && !has_reason(body) {
            let message = format!(
                "`{}` has {} lines; {LONGEST_FUNCTION} are the limit",
                function.name, function.lines
            );
            findings.push(Finding::new(&source.path, function.line, message));
        }
    }
    if lines.len() > LONGEST_FILE && !has_reason(&lines) {
        let message = format!("{} lines; {LONGEST_FILE} are the limit", lines.len());
        findings.push(Finding::new(&source.path, 1, message));
    }
}

fn has_reason(lines: &[&str]) -> bool {
    lines
        .iter()
        .any(|line| line.trim_start().starts_with(REASON))
}

/// Median, 95th percentile and the ten longest, of functions and of files.
pub fn report(house: &House) -> String {
    let functions = |source: &Source| -> Vec<(usize, String)> {
        let place =
            |function: Function| format!("{}:{} {}", source.path, function.line, function.name);
        source
            .functions()
            .into_iter()
            .map(|function| (function.lines, place(function)))
            .collect()
    };
    let files = house
        .sources
        .iter()
        .map(|source| (source.text.lines().count(), source.path.clone()));
    let mut report = table(
        "functions",
        house.sources.iter().flat_map(functions).collect(),
    );
    report.push_str(&table("files", files.collect()));
    report
}

fn table(what: &str, mut sizes: Vec<(usize, String)>) -> String {
    sizes.sort_by(|one, other| other.cmp(one));
    let at = |part: usize| {
        sizes
            .get(sizes.len() * (100 - part) / 100)
            .map_or(0, |size| size.0)
    };
    let mut table = format!(
        "{} {what}: median {} lines, 95 in 100 up to {}; the longest:\n",
        sizes.len(),
        at(50),
        at(95)
    );
    for (lines, place) in sizes.iter().take(10) {
        writeln!(table, "{lines:>6}  {place}").expect("a string takes every write");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: String) -> usize {
        let mut findings = Vec::new();
        check(
            &Source::parse("crates/server/src/x.rs", text),
            &mut findings,
        );
        findings.len()
    }

    #[test]
    fn a_function_over_the_limit_needs_a_reason() {
        let filling = "    a();\n".repeat(LONGEST_FUNCTION);

        assert_eq!(found(format!("fn f() {{\n{filling}}}")), 1);
        assert_eq!(
            found(format!(
                "fn f() {{\n    {REASON}it is a table.\n{filling}}}"
            )),
            0
        );
        assert_eq!(
            found(format!(
                "fn f() {{\n{}}}",
                "    a();\n".repeat(LONGEST_FUNCTION - 2)
            )),
            0
        );
    }

    #[test]
    fn a_file_over_the_limit_needs_a_reason() {
        let filling = "const A: u8 = 1;\n".repeat(LONGEST_FILE);

        assert_eq!(found(filling.clone()), 0);
        assert_eq!(found(format!("{filling}const B: u8 = 1;\n")), 1);
        assert_eq!(found(format!("{filling}{REASON}it is a table.\n")), 0);
    }

    #[test]
    fn the_report_names_median_percentile_and_the_longest() {
        let sizes = (1..=100).map(|size| (size, format!("f{size}"))).collect();

        let table = table("functions", sizes);

        assert!(
            table.starts_with("100 functions: median 50 lines, 95 in 100 up to 95;"),
            "{table}"
        );
        assert!(
            table.contains("   100  f100\n") && !table.contains("f90\n"),
            "{table}"
        );
    }
}
