//! What is new in an answer: what others had said before is left out, wherever it stands, and signatures too.
//!
//! Read in order: [`cut`], `end` (from where on all is old), `Attribution` (the line that says who wrote), `without_signature`.
//! Programs of mail write these in the language of their user, so they are known in several; what is not known stays, since a
//! word too many is better than one lost.

/// What is left of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) text: String,
    pub(super) is_cut: bool,
}

/// How "----- Original Message -----" reads, without its dashes, in small letters.
const ORIGINAL: &[&str] = &[
    "original message",
    "original appointment",
    "message d'origine",
    "message original",
    "message transféré",
    "messaggio originale",
    "messaggio inoltrato",
    "forwarded message",
    "ursprüngliche nachricht",
    "originalnachricht",
    "mensaje original",
    "mensagem original",
    "oorspronkelijk bericht",
    "reply message",
];
/// Who wrote it, in the head of a quoted mail.
const FROM: &[&str] = &["from", "de", "da", "von", "van"];
/// What stands below that.
const BESIDE: &[&str] = &[
    "sent",
    "date",
    "to",
    "subject",
    "cc",
    "envoyé",
    "à",
    "a",
    "objet",
    "inviato",
    "data",
    "oggetto",
    "gesendet",
    "datum",
    "an",
    "betreff",
    "enviado",
    "para",
    "asunto",
    "assunto",
    "verzonden",
    "aan",
    "onderwerp",
];
/// How a line begins that says who wrote what follows.
const BEGINS: &[&str] = &["on ", "le ", "il ", "am ", "el ", "em ", "op "];
/// How it ends, before its colon.
const ENDS: &[&str] = &[
    "wrote",
    "writes",
    "a écrit",
    "ha scritto",
    "escribió",
    "escreveu",
    "schreef",
    "geschreven",
    "geschrieben",
];
/// Lines that a telephone writes below everything.
const DEVICES: &[&str] = &[
    "sent from my ",
    "sent from outlook",
    "get outlook for ",
    "envoyé de mon ",
    "envoyé depuis mon ",
    "envoyé à partir de ",
    "télécharger outlook pour ",
    "obtenez outlook pour ",
    "inviato da ",
    "inviato dal mio ",
    "ottieni outlook per ",
    "scarica outlook per ",
    "von meinem ",
    "gesendet von ",
    "enviado desde mi ",
    "sent via ",
];
/// A line that says who wrote goes over so many at most.
const FOLDED: usize = 4;

/// The new words of a text.
pub(super) fn cut(text: &str, marks: &[&str]) -> Cut {
    let lines: Vec<&str> = text.lines().collect();
    let end = end(&lines, marks);
    let mut is_cut = end < lines.len();
    let mut kept: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < end {
        if is_quoted(lines[at]) {
            is_cut = true;
            at += 1;
        } else if let Some(length) = attribution(&lines[at..end]) {
            is_cut = true;
            at += length;
        } else {
            kept.push(lines[at]);
            at += 1;
        }
    }
    let new = tidy(without_signature(&kept));
    match new.is_empty() {
        // An answer below what our mark cut off, or nothing but quotations: better all of it than nothing.
        true => Cut {
            text: tidy(&lines),
            is_cut: false,
        },
        false => Cut { text: new, is_cut },
    }
}

/// The line from which on nothing is new.
fn end(lines: &[&str], marks: &[&str]) -> usize {
    let found = (0..lines.len()).find(|at| {
        let line = bare(lines[*at]);
        marks.iter().any(|mark| line.contains(mark))
            || is_original(line)
            || is_head(&lines[*at..])
            || is_unmarked(&lines[*at..])
    });
    let Some(mut end) = found else {
        return lines.len();
    };
    // The rule above it, and who wrote it, belong to it.
    while end > 0 && is_rule(lines[end - 1]) {
        end -= 1;
    }
    let first = end.saturating_sub(FOLDED);
    let begins = (first..end).find(|at| {
        let length = attribution(&lines[*at..end]);
        length.is_some_and(|length| lines[at + length..end].iter().all(|line| is_rule(line)))
    });
    begins.unwrap_or(end)
}

/// Says who wrote, and what follows bears no marks: all of it is old.
fn is_unmarked(lines: &[&str]) -> bool {
    attribution(lines).is_some_and(|length| {
        let rest = &lines[length..];
        rest.iter()
            .find(|line| !line.trim().is_empty())
            .is_none_or(|line| !is_quoted(line))
    })
}

fn is_quoted(line: &str) -> bool {
    line.trim_start().starts_with('>')
}

/// A line without the marks of quotations before it.
fn bare(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t', '\u{a0}'])
        .trim_end()
}

/// Empty, or a line that is drawn.
fn is_rule(line: &str) -> bool {
    let line = bare(line);
    line.chars()
        .all(|sign| matches!(sign, '-' | '_' | '*' | '=' | '—' | '─'))
}

fn is_original(line: &str) -> bool {
    let is_ruled = line.starts_with("--") || line.starts_with("__") || line.starts_with("==");
    let words = line
        .trim_matches(['-', '_', '=', ' ', '\u{a0}'])
        .replace('’', "'");
    is_ruled && ORIGINAL.contains(&&*words.to_lowercase())
}

/// The head of a mail, as some programs put it above what they quote.
fn is_head(lines: &[&str]) -> bool {
    let label = |line: &str| {
        let line = bare(line).trim_start_matches('*');
        let (label, _) = line.split_once(':')?;
        Some(
            label
                .trim_matches(['*', ' ', '\u{a0}', '\u{202f}'])
                .to_lowercase(),
        )
    };
    let is_from = lines
        .first()
        .and_then(|line| label(line))
        .is_some_and(|label| FROM.contains(&&*label));
    let beside = lines.iter().skip(1).take(6).filter_map(|line| label(line));
    is_from && beside.filter(|label| BESIDE.contains(&&**label)).count() >= 2
}

/// How many lines say who wrote what follows: "On 4 March 2026 at 10:12, Ann wrote:".
fn attribution(lines: &[&str]) -> Option<usize> {
    let mut said = String::new();
    for (at, line) in lines.iter().take(FOLDED).enumerate() {
        let line = bare(line);
        if line.is_empty() {
            return None;
        }
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(&line.to_lowercase());
        if at == 0 && !begins(&said) {
            return None;
        }
        if ends(&said) {
            return Some(at + 1);
        }
    }
    None
}

fn begins(said: &str) -> bool {
    BEGINS.iter().any(|begin| said.starts_with(begin))
        || said.starts_with(|sign: char| sign.is_ascii_digit())
}

/// Without a day or a time in it, it is somebody's own sentence.
fn ends(said: &str) -> bool {
    let Some(before) = said.strip_suffix(':') else {
        return false;
    };
    let before = before.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    let is_dated = said.bytes().filter(u8::is_ascii_digit).count() >= 3;
    let is_said = ENDS.iter().any(|end| before.ends_with(end))
        || (said.starts_with("am ") && said.contains(" schrieb "))
        || (before.ends_with('>')
            && before.contains('@')
            && said.starts_with(|sign: char| sign.is_ascii_digit()));
    is_dated && is_said
}

/// Without what stands below every mail of theirs.
fn without_signature<'a, 'b>(lines: &'b [&'a str]) -> &'b [&'a str] {
    let drawn = lines
        .iter()
        .position(|line| matches!(line.trim_end(), "--" | "—") || *line == "-- ");
    let mut lines = &lines[..drawn.filter(|at| *at > 0).unwrap_or(lines.len())];
    while let Some((last, rest)) = lines.split_last() {
        let said = bare(last).to_lowercase();
        let is_device =
            DEVICES.iter().any(|begin| said.starts_with(begin)) && said.chars().count() < 80;
        if !(said.is_empty() || (is_device && !rest.is_empty())) {
            break;
        }
        lines = rest;
    }
    lines
}

/// Without empty lines around it, and with one at most between two others.
fn tidy(lines: &[&str]) -> String {
    let mut out = String::new();
    for line in lines {
        let line = line.trim_end();
        if line.trim().is_empty() && (out.is_empty() || out.ends_with("\n\n")) {
            continue;
        }
        out.push_str(line);
        out.push('\n');
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(text: &str) -> String {
        cut(text, &["## write above this line ##"]).text
    }

    #[test]
    fn what_stands_below_a_head_or_a_rule_is_old() {
        for old in [
            "-----Original Message-----\nFrom: a@b.example",
            "-------- Message d’origine --------\nx",
            "________________________________\nDe : Desk <d@b.example>\nEnvoyé : mercredi\nÀ : Ann\nObjet : R-7K2M\n\nx",
            "*From:* Desk\n*Sent:* Wednesday\n*To:* Ann\n*Subject:* x\n\ny",
            "Il giorno mer 4 mar 2026 alle ore 10:12 Desk <d@b.example>\nha scritto:\n\n> x\n> y",
            "On Wed, Mar 4, 2026 at 10:12 AM Desk of somebody with a long name\n<a-very-long-address@desk.example>\nwrote:\n\n> x",
            "Le 4 mars 2026 à 10:12, Desk a écrit :\n\nx\ny",
            "Am Mi., 4. März 2026 um 10:12 Uhr schrieb Desk <d@b.example>:\n> x",
            "2026-03-04 10:12 GMT+01:00 Desk <d@b.example>:\n> x",
            "On 4 March 2026 at 10:12, Desk wrote:\n> ## write above this line ##\n> x",
            "## write above this line ##\n\nHello",
        ] {
            let text = format!("It works again.\n\nThank you\n\n{old}");
            assert_eq!(new(&text), "It works again.\n\nThank you", "{old}");
            assert!(cut(&text, &["## write above this line ##"]).is_cut, "{old}");
        }
    }

    #[test]
    fn an_answer_below_or_between_what_is_quoted_stays() {
        let below = "On 4 March 2026 at 10:12, Desk wrote:\n> Does it work?\n\nNo, it does not.\n";
        assert_eq!(new(below), "No, it does not.");
        let between = "> Since when?\nSince 10:40.\n> Which terminals?\nAll.";
        assert_eq!(new(between), "Since 10:40.\nAll.");
    }

    #[test]
    fn signatures_go_and_sentences_stay() {
        assert_eq!(new("It fails.\n-- \nAnn\nShop"), "It fails.");
        assert_eq!(new("Ça marche.\n\nEnvoyé de mon iPhone"), "Ça marche.");
        assert_eq!(
            new("Sent from my iPhone"),
            "Sent from my iPhone",
            "better than nothing"
        );
        let own = "On our side the bank wrote:\nwait until tomorrow";
        assert_eq!(new(own), own, "nothing in it is a day or a time");
        let own = "From: the till in room 2\nit fails since 10:40";
        assert_eq!(new(own), own);
    }

    #[test]
    fn what_would_leave_nothing_is_kept_whole() {
        let all = "> It works.\n> Thank you.";
        assert_eq!(
            cut(all, &[]),
            Cut {
                text: all.to_owned(),
                is_cut: false
            }
        );
    }
}
