//! What an entry of a timeline is: by the marks its source put on it, else by its words.

use beffroi_domain::EntryKind;
use beffroi_readers::record::EntryRecord;

/// Marks in the order in which they win where an entry carries several: a recurrence is also a
/// start, and an end is often also a resumption.
const BY_WEIGHT: &[EntryKind] = &[
    EntryKind::Recurrence,
    EntryKind::Start,
    EntryKind::End,
    EntryKind::Resume,
    EntryKind::CrisisUnit,
    EntryKind::Communication,
    EntryKind::Detection,
    EntryKind::Fix,
];

/// Beginnings of words, folded, that tell a kind in French, English and Italian. The first row that
/// fits wins: "communication of the crisis unit" is the crisis unit's.
const WORDS: &[(EntryKind, &[&str])] = &[
    (
        EntryKind::CrisisUnit,
        &[
            "cellule de crise",
            "cellule incident",
            "cellule dediee",
            "crisis unit",
            "crisis cell",
            "crisis team",
            "crisis meeting",
            "incident cell",
            "incident unit",
            "war room",
            "cellula di crisi",
            "unita di crisi",
            "cellula incident",
        ],
    ),
    (
        EntryKind::Communication,
        &[
            "communication",
            "communique",
            "status page",
            "statuspage",
            "comunicazion",
        ],
    ),
    (
        EntryKind::Fix,
        &[
            "rollback",
            "correctif",
            "correction",
            "redemarrage",
            "fix ",
            "hotfix",
            "patch",
            "restart",
            "reboot",
            "correttiv",
            "correzion",
            "riavvio",
        ],
    ),
    (
        EntryKind::Detection,
        &[
            "detect",
            "alert",
            "remontee",
            "signalement",
            "reported",
            "first reports",
            "reports from",
            "feedback from",
            "rilev",
            "segnalazion",
            "avvis",
        ],
    ),
];

/// The kind of an event that its source tells in several languages, the one to believe first.
pub(super) fn kind<'a>(tellings: impl Iterator<Item = &'a EntryRecord> + Clone) -> EntryKind {
    let marked = |kind: &&EntryKind| tellings.clone().any(|entry| entry.marks.contains(kind));
    if let Some(kind) = BY_WEIGHT.iter().find(marked) {
        return *kind;
    }
    tellings
        .clone()
        .find_map(|entry| by_words(&entry.text))
        .unwrap_or(EntryKind::Event)
}

fn by_words(text: &str) -> Option<EntryKind> {
    let folded = format!("{} ", fold(text));
    let says = |words: &[&str]| words.iter().any(|word| begins_a_word(&folded, word));
    WORDS
        .iter()
        .find(|(_, words)| says(words))
        .map(|(kind, _)| *kind)
}

fn begins_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

/// Lower case, without the accents of French and Italian.
fn fold(text: &str) -> String {
    let plain = |c: char| match c {
        'à' | 'â' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'ì' => 'i',
        'ô' | 'ò' => 'o',
        'ù' | 'û' => 'u',
        'ç' => 'c',
        c if c.is_whitespace() => ' ',
        other => other,
    };
    text.to_lowercase().chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str, marks: &[EntryKind]) -> EntryRecord {
        EntryRecord {
            text: text.to_owned(),
            marks: marks.to_vec(),
            ..EntryRecord::default()
        }
    }

    #[test]
    fn a_mark_wins_over_words_in_any_language() {
        let tellings = [
            entry("Alerte : plus aucun paiement", &[]),
            entry("Alert: no payment", &[EntryKind::Start]),
        ];

        assert_eq!(kind(tellings.iter()), EntryKind::Start);
    }

    #[test]
    fn the_more_telling_of_several_marks_wins() {
        let again = [entry("x", &[EntryKind::Start, EntryKind::Recurrence])];
        let over = [entry("x", &[EntryKind::Resume, EntryKind::End])];

        assert_eq!(kind(again.iter()), EntryKind::Recurrence);
        assert_eq!(kind(over.iter()), EntryKind::End);
    }

    #[test]
    fn words_tell_where_no_mark_does() {
        for (text, expected) in [
            ("Ouverture d'une cellule de crise", EntryKind::CrisisUnit),
            ("prima comunicazione ai clienti", EntryKind::Communication),
            ("Déploiement du rollback", EntryKind::Fix),
            ("premières remontées", EntryKind::Detection),
            ("We prefix every alias", EntryKind::Event),
            ("call with the partner", EntryKind::Event),
        ] {
            assert_eq!(kind([entry(text, &[])].iter()), expected, "{text}");
        }
    }
}
