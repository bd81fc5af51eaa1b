//! What could be taken for markup, made plain.

/// A space that nobody sees. It parts what would otherwise be a mention.
const HIDDEN: char = '\u{200b}';

/// What HTML and Slack take for markup.
///
/// Source: <https://docs.slack.dev/messaging/formatting-message-text#escaping>.
pub fn angles(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => plain.push_str("&amp;"),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            other => plain.push(other),
        }
    }
    plain
}

/// What a letter takes once [`angles`] and JSON have written it.
pub fn angles_json(letter: char) -> usize {
    match letter {
        '&' => 5,
        '<' | '>' => 4,
        other => crate::cut::json(other),
    }
}

/// Markdown as Discord and Mattermost read it, and what they take for a mention. Addresses stay as they
/// are, so that they can be followed.
///
/// Source: <https://spec.commonmark.org/0.31.2/#backslash-escapes>; Mattermost turns Slack's `<!channel>` into a
/// mention (`server/channels/app/slack.go`).
pub fn markdown(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        if is_address(piece.trim_end()) {
            plain.push_str(piece);
        } else {
            escape(piece, &mut plain);
        }
    }
    plain
}

fn escape(piece: &str, plain: &mut String) {
    let mut before = None;
    for letter in piece.chars() {
        let is_escaped = is_mark(letter) || letter == '.' && before.is_some_and(char::is_numeric);
        if is_escaped {
            plain.push('\\');
        }
        plain.push(letter);
        if calls(letter, before) {
            plain.push(HIDDEN);
        }
        before = Some(letter);
    }
}

/// Whether a mention could begin here; in `ann@example.org` none does.
fn calls(letter: char, before: Option<char>) -> bool {
    letter == '<' || letter == '@' && !before.is_some_and(char::is_alphanumeric)
}

/// What a letter takes at most once [`markdown`] has written it, in units of UTF-16.
pub fn markdown_units(letter: char) -> usize {
    let is_more = is_mark(letter) || matches!(letter, '.' | '<' | '@');
    letter.len_utf16() + usize::from(is_more)
}

/// What a letter takes at most once [`markdown`] or [`mentions`] and JSON have written it.
pub fn markdown_json(letter: char) -> usize {
    let more = match letter {
        '<' | '@' => HIDDEN.len_utf8(),
        letter if is_mark(letter) || letter == '.' => 2,
        _ => 0,
    };
    crate::cut::json(letter) + more
}

fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '\\' | '*' | '_' | '~' | '`' | '|' | '>' | '#' | '-' | '+' | '[' | ']' | '(' | ')' | '!'
    )
}

/// What is called a mention where no markup is read: parted, and nothing else.
pub fn mentions(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut before = None;
    for letter in text.chars() {
        plain.push(letter);
        if calls(letter, before) {
            plain.push(HIDDEN);
        }
        before = Some(letter);
    }
    plain
}

/// A link as Markdown has it.
pub fn link(label: &str, address: &str) -> String {
    format!("[{}]({})", markdown(label), linkable(address))
}

/// An address without what could end it too early.
pub fn linkable(address: &str) -> String {
    let mut safe = String::with_capacity(address.len());
    for letter in address.chars() {
        match letter {
            '(' => safe.push_str("%28"),
            ')' => safe.push_str("%29"),
            '<' => safe.push_str("%3C"),
            '>' => safe.push_str("%3E"),
            '|' => safe.push_str("%7C"),
            ' ' => safe.push_str("%20"),
            other => safe.push(other),
        }
    }
    safe
}

/// An address that holds nothing but letters, figures and what no service takes for a mark.
fn is_address(word: &str) -> bool {
    let rest = word.strip_prefix("https://");
    let rest = rest.or_else(|| word.strip_prefix("http://"));
    let is_plain =
        |letter: char| letter.is_ascii_alphanumeric() || "./_~%?=&+#:,;-".contains(letter);
    rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(is_plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_slack_reads_as_a_mention_is_words() {
        assert_eq!(
            angles("<!channel> R&D <@U1>"),
            "&lt;!channel&gt; R&amp;D &lt;@U1&gt;"
        );
    }

    #[test]
    fn marks_are_words_and_addresses_can_be_followed() {
        assert_eq!(markdown("**gros** _titre_"), r"\*\*gros\*\* \_titre\_");
        assert_eq!(markdown("1. [x](y)"), r"1\. \[x\]\(y\)");
        assert_eq!(
            markdown("voir https://a.example/b_c?d=1 là"),
            "voir https://a.example/b_c?d=1 là"
        );
        assert_eq!(markdown("à ann@example.org"), "à ann@example.org");
        // What only looks like one is escaped like everything else.
        assert!(!markdown("https://a/@everyone").contains("@everyone"));
        assert!(markdown("https://a/)[x](https://b").contains(r"\)\["));
    }

    #[test]
    fn nobody_is_called() {
        for call in ["@everyone", "a.@here", "<!channel>", "<@U1>", "@Ann"] {
            for plain in [markdown(call), mentions(call)] {
                assert!(
                    !plain.contains(&call[call.find(['@', '<']).unwrap()..]),
                    "{plain}"
                );
                assert_eq!(plain.replace([HIDDEN, '\\'], ""), call);
            }
        }
    }

    #[test]
    fn a_letter_never_takes_more_than_its_weight() {
        for code in 0..0x3000 {
            let Some(letter) = char::from_u32(code) else {
                continue;
            };
            let word = format!("1{letter}");
            let taken: usize = markdown(&word).chars().map(char::len_utf16).sum();
            assert!(taken <= 1 + markdown_units(letter), "{letter:?}");
            if letter.is_control() && letter != '\n' {
                continue;
            }
            let json = |text: &str| serde_json::to_string(text).unwrap().len() - 2;
            let one = letter.to_string();
            assert!(json(&angles(&one)) <= angles_json(letter), "{letter:?}");
            let heavy = markdown_json(letter);
            assert!(json(&markdown(&word)) <= 1 + heavy, "{letter:?}");
            assert!(json(&mentions(&one)) <= heavy, "{letter:?}");
        }
    }
}
