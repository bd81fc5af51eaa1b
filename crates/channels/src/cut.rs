//! What is too long, cut where a sentence ends.

/// What is left of a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Cut {
    /// The words, with three dots where some are missing.
    pub text: String,
    /// Whether none are.
    pub is_whole: bool,
}

/// As much of a text as has room, without letters that steer terminals and print nothing: whole sentences where they fill half of it, else whole words. `weigh`
/// says what room a letter takes, which depends on how the service counts and on what is escaped.
pub fn cut(text: &str, room: usize, weigh: impl Fn(char) -> usize) -> Cut {
    let prints = |letter: &char| !letter.is_control() || *letter == '\n';
    let text: String = text
        .trim()
        .chars()
        .map(|one| if one == '\t' { ' ' } else { one })
        .filter(prints)
        .collect();
    let text = text.trim();
    let whole: usize = text.chars().map(&weigh).sum();
    if whole <= room {
        return Cut {
            text: text.to_owned(),
            is_whole: true,
        };
    }
    let room = room.saturating_sub(weigh(' ') + weigh('…'));
    let mut left = room;
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        let Some(rest) = left.checked_sub(weigh(letter)) else {
            break;
        };
        left = rest;
        end = at + letter.len_utf8();
    }
    let sentence = sentence_end(text, end).filter(|at| *at >= end / 2);
    let word = || text[..end].rfind(char::is_whitespace);
    let kept = match sentence.or_else(|| word().filter(|at| *at >= end / 2)) {
        Some(at) => format!("{} …", text[..at].trim_end()),
        None => format!("{}…", &text[..end]),
    };
    Cut {
        text: kept,
        is_whole: false,
    }
}

/// Where the last sentence ends that ends by `end`: after a mark that white space follows and no small letter
/// after that. A single letter before a full stop is short for a name.
fn sentence_end(text: &str, end: usize) -> Option<usize> {
    let marks = text[..end].rmatch_indices(['.', '!', '?', '…', '\n']);
    let mut ends = marks.map(|(at, mark)| (at, mark, at + mark.len()));
    ends.find_map(|(at, mark, after)| {
        if mark == "\n" {
            return Some(at);
        }
        let rest = &text[after..];
        let follows = rest.trim_start().chars().next();
        let ends = rest.starts_with(char::is_whitespace)
            && follows.is_none_or(|letter| !letter.is_lowercase());
        let before = text[..at].chars().rev();
        let is_short = mark == "." && before.take_while(|one| one.is_alphanumeric()).count() < 2;
        (ends && !is_short).then_some(after)
    })
}

/// A letter as most services count it: in units of UTF-16, which are never fewer than its characters.
pub fn units(letter: char) -> usize {
    letter.len_utf16()
}

/// A letter in bytes of JSON.
pub fn json(letter: char) -> usize {
    match letter {
        '"' | '\\' | '\n' => 2,
        other => other.len_utf8(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str, room: usize) -> String {
        cut(text, room, units).text
    }

    #[test]
    fn what_fits_is_left_as_it_is() {
        let fits = cut(" Dix lettres ", 11, units);

        assert_eq!(fits.text, "Dix lettres");
        assert!(fits.is_whole);
    }

    #[test]
    fn sentences_stay_whole() {
        let said = "Card payments are slow. No payment is lost. We look into it.";

        assert_eq!(
            text(said, 50),
            "Card payments are slow. No payment is lost. …"
        );
        assert_eq!(text(said, 40), "Card payments are slow. …");
        assert!(!cut(said, 40, units).is_whole);
        let lines = "Premier paragraphe assez long\n\nSecond paragraphe";
        assert_eq!(text(lines, 40), "Premier paragraphe assez long …");
    }

    #[test]
    fn a_full_stop_inside_a_sentence_ends_nothing() {
        let said = "Version 2.14 is out, says J. Doe of the approx. ten people who wrote it all";

        assert_eq!(
            text(said, 52),
            "Version 2.14 is out, says J. Doe of the approx. …"
        );
    }

    #[test]
    fn words_stay_whole_and_one_without_end_is_cut() {
        assert_eq!(text("une phrase sans fin aucune", 20), "une phrase sans …");
        assert_eq!(text(&"x".repeat(50), 10), format!("{}…", "x".repeat(8)));
        assert_eq!(text(&"🦆".repeat(50), 10), format!("{}…", "🦆".repeat(4)));
        assert_eq!(text("abc", 0), "…");
        assert_eq!(text("a\u{1b}[2Jb\tc\r\n", 20), "a[2Jb c");
    }

    #[test]
    fn nothing_is_ever_longer_than_its_room() {
        let said = "É “quoted”. One! Two? 🦆 three…\n\n\"Four\" \\ five. ".repeat(9);
        for room in 3..200 {
            let by_units: usize = text(&said, room).chars().map(units).sum();
            assert!(by_units <= room, "{room}");
            if room > 4 {
                let kept = cut(&said, room, json).text;
                let bytes = serde_json::to_string(&kept).unwrap().len() - 2;
                assert!(bytes <= room, "{room}");
            }
        }
    }
}
