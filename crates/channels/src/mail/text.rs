//! A letter as plain text: lines of at most 72 letters, addresses whole on a line of their own.

use crate::Letter;

/// The longest line, in letters.
pub(super) const WIDTH: usize = 72;

/// The letter as plain text.
pub fn write(letter: &Letter) -> String {
    // Whole, however long: it is looked for as it stands here.
    let mark = letter.thread.iter().map(|thread| thread.mark.clone());
    let mut blocks: Vec<String> = mark.chain([wrap(&letter.greeting)]).collect();
    blocks.extend(letter.paragraphs.iter().map(|text| wrap(text)));
    if let Some(button) = &letter.button {
        blocks.push(format!("{}\n{}", wrap(&button.label), button.address));
    }
    blocks.extend(letter.notes.iter().map(|text| wrap(text)));
    // What stands below two hyphens and a space is a signature to mail programs.
    let signature = format!("-- \n{}", wrap(&letter.signature));
    format!("{}\n\n{signature}\n", blocks.join("\n\n"))
}

/// Breaks at spaces, never inside a word; a space that does not break stays whole.
pub(super) fn wrap(text: &str) -> String {
    wrap_to(text, WIDTH)
}

/// The same, to another width.
pub(super) fn wrap_to(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text
        .split(|letter: char| letter == ' ' || letter.is_control())
        .filter(|word| !word.is_empty())
    {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_short_and_no_word_is_broken() {
        let wrapped = wrap(&"Lorem ipsum dolor ".repeat(20));

        assert!(wrapped.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(wrapped.lines().count() > 4);
        assert_eq!(wrapped.split_whitespace().count(), 60);
    }

    #[test]
    fn a_space_that_does_not_break_is_kept() {
        let filling = "x".repeat(66);

        let wrapped = wrap(&format!("{filling} vraiment\u{202f}?"));

        assert_eq!(wrapped, format!("{filling}\nvraiment\u{202f}?"));
    }
}
