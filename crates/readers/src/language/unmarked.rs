//! Where nothing marks the change of language: the cut that the words themselves bear out best.
//!
//! Every word speaks for the languages (`words`). A change costs something, less at the beginning
//! of a paragraph or sentence, more at a capital within a sentence, and is impossible elsewhere.
//! The cheapest reading of the whole text wins (Viterbi's way, linear in its length).

use super::{Language, words::evidence};

/// What a change costs, in the currency of evidence.
#[derive(Clone, Copy)]
struct Costs {
    paragraph: i32,
    sentence: i32,
    capital: i32,
}

/// Where nothing is marked.
const FREE: Costs = Costs {
    paragraph: 4,
    sentence: 5,
    capital: 8,
};
/// Within a piece that a marker claims: only overwhelming evidence counts.
const CLAIMED: Costs = Costs {
    paragraph: 14,
    sentence: 18,
    capital: 24,
};
const IMPOSSIBLE: i32 = 1_000_000;
/// Greetings begin a text, also without a stop before them.
const GREETINGS: &[&str] = &[
    "bonjour",
    "bonsoir",
    "hello",
    "hi",
    "dear",
    "buongiorno",
    "buonasera",
    "ciao",
    "cher",
    "gentile",
    "gentili",
];

struct Word<'a> {
    text: &'a str,
    start: usize,
    cost: i32,
}

/// The text in pieces of one language each, in order. `claimed` is what a marker says, `usual` the
/// language of a text whose words tell nothing.
pub fn split(text: &str, claimed: Option<Language>, usual: Language) -> Vec<(Language, &str)> {
    let words = words(text, if claimed.is_some() { CLAIMED } else { FREE });
    let Some(first) = words.first() else {
        return Vec::new();
    };
    let path = best_path(&words, claimed, usual);
    let mut pieces = Vec::new();
    let (mut start, mut language) = (first.start, path[0]);
    for (word, next) in words.iter().zip(&path).skip(1) {
        if *next != language {
            pieces.push((language, without_rule(&text[start..word.start])));
            (start, language) = (word.start, *next);
        }
    }
    pieces.push((language, text[start..].trim()));
    pieces
}

/// A stroke or stars between two languages belong to neither.
fn without_rule(piece: &str) -> &str {
    let piece = piece.trim();
    for rule in [" /", " //", " ***", " * * *", " ~"] {
        if let Some(rest) = piece.strip_suffix(rule) {
            return rest.trim_end();
        }
    }
    piece
}

fn words(text: &str, costs: Costs) -> Vec<Word<'_>> {
    let mut all = Vec::new();
    let mut before = "";
    let mut end = 0;
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let breaks = text[end..start].matches('\n').count() > 0;
        let cost = cost(word, before, breaks, costs);
        all.push(Word {
            text: word,
            start,
            cost,
        });
        end = start + word.len();
        if word.chars().any(char::is_alphanumeric) || word.ends_with(['.', '!', '?', ':']) {
            before = word;
        }
    }
    all
}

fn cost(word: &str, before: &str, breaks: bool, costs: Costs) -> i32 {
    let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some(first) = bare.chars().next() else {
        return IMPOSSIBLE;
    };
    let opens = first.is_uppercase() || first.is_ascii_digit();
    let greeting = GREETINGS.contains(
        &bare
            .trim_end_matches([',', '.', '!'])
            .to_lowercase()
            .as_str(),
    );
    let base = if breaks {
        costs.paragraph
    } else if opens && before.ends_with(['.', '!', '?', '…', '"', ')', '|', ':', '*']) {
        costs.sentence
    } else if first.is_uppercase() {
        costs.capital
    } else {
        IMPOSSIBLE
    };
    if greeting { base - 3 } else { base }
}

fn best_path(words: &[Word<'_>], claimed: Option<Language>, usual: Language) -> Vec<Language> {
    let mut score = Language::ALL.map(|language| start_score(language, claimed, usual));
    let mut came_from: Vec<[u8; 3]> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let speaks = evidence(word.text);
        let before = score;
        let leader = (0..3).max_by_key(|place| before[*place]).unwrap_or(0);
        let mut from = [0, 1, 2];
        for place in 0..3 {
            let changed = before[leader] - word.cost;
            // On a tie the change comes late: a name between two languages stays with the first.
            if at > 0 && leader != place && changed >= before[place] {
                score[place] = changed;
                from[place] = u8::try_from(leader).unwrap_or(0);
            }
            score[place] += speaks[place];
        }
        came_from.push(from);
    }
    let mut place = (0..3)
        .max_by_key(|place| (score[*place], 3 - *place))
        .unwrap_or(0);
    let mut path: Vec<Language> = came_from
        .iter()
        .rev()
        .map(|from| {
            let here = Language::ALL[place];
            place = usize::from(from[place]);
            here
        })
        .collect();
    path.reverse();
    path
}

fn start_score(language: Language, claimed: Option<Language>, usual: Language) -> i32 {
    match claimed {
        Some(claimed) if claimed == language => 12,
        Some(_) => 0,
        None => i32::from(language == usual),
    }
}
