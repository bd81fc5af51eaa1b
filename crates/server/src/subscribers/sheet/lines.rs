//! Lines of cells, read and written. Source: RFC 4180.

/// A line; what a spreadsheet would take for a formula has an apostrophe in front.
pub(super) fn line(cells: &[String]) -> String {
    let written: Vec<String> = cells
        .iter()
        .map(|cell| {
            let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            let cell = if is_formula {
                format!("'{cell}")
            } else {
                cell.clone()
            };
            match cell.contains([',', '"', '\n', '\r']) {
                true => format!("\"{}\"", cell.replace('"', "\"\"")),
                false => cell,
            }
        })
        .collect();
    written.join(",") + "\r\n"
}

/// Lines that are not empty, each with its number in the text; divided as the first line is, by commas or semicolons.
pub(super) fn records(text: &str) -> impl Iterator<Item = (usize, Vec<String>)> {
    let first = text.lines().next().unwrap_or_default();
    let divider = match first.contains(';') && !first.contains(',') {
        true => ';',
        false => ',',
    };
    let (mut rest, mut number) = (text, 1);
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let at = number;
            let (cells, taken) = record(rest, divider);
            number += rest[..taken].matches('\n').count().max(1);
            rest = &rest[taken..];
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                return Some((at, cells));
            }
        }
        None
    })
}

/// One record, and how many bytes it took.
fn record(text: &str, divider: char) -> (Vec<String>, usize) {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let is_first = cells.last().is_some_and(String::is_empty);
        match sign {
            '"' if quoted && signs.peek().is_some_and(|(_, next)| *next == '"') => {
                signs.next();
                push(&mut cells, '"');
            }
            '"' if quoted || is_first => quoted = !quoted,
            '\n' if !quoted => return (cells, at + 1),
            '\r' if !quoted => {}
            sign if sign == divider && !quoted => cells.push(String::new()),
            sign => push(&mut cells, sign),
        }
    }
    (cells, text.len())
}

fn push(cells: &mut [String], sign: char) {
    if let Some(last) = cells.last_mut() {
        last.push(sign);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_with_their_numbers_quotes_and_either_divider() {
        let read: Vec<_> = records("a,b\r\n\"x, \"\"y\"\"\nz\",2\n\n3,4").collect();
        let cells = |one: &str, other: &str| vec![one.to_owned(), other.to_owned()];

        assert_eq!(
            read,
            [
                (1, cells("a", "b")),
                (2, cells("x, \"y\"\nz", "2")),
                (5, cells("3", "4"))
            ]
        );
        let read: Vec<_> = records("a;b\n1,5;2").collect();
        assert_eq!(read[1].1, cells("1,5", "2"));
    }

    #[test]
    fn what_is_written_is_read_again_and_no_formula() {
        let cells = ["=1+1@example.com", "a\"b,c", "", "x\ny"].map(str::to_owned);

        let written = line(&cells);
        let read = records(&written).next().unwrap().1;

        assert!(written.starts_with("'="), "{written}");
        assert_eq!(read[0].trim_start_matches('\''), cells[0]);
        assert_eq!(read[1..], cells[1..]);
    }
}
