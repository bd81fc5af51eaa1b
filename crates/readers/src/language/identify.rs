//! The language of a whole text, by its words; for short texts with the help of letter patterns.

use whatlang::{Detector, Lang};

use super::{Language, words::evidence};

/// The language of a text; `None` where its words tell nothing, or two languages equally.
#[must_use]
pub fn whole(text: &str) -> Option<Language> {
    by_words(text).or_else(|| by_letters(text, &sum(text)))
}

/// The language that the words of a text speak for; letter patterns do not help.
#[must_use]
pub fn by_words(text: &str) -> Option<Language> {
    let sum = sum(text);
    let best = best(&sum)?;
    let rivals = Language::ALL.iter().filter(|other| **other != best);
    let second = rivals.map(|other| sum[other.index()]).max();
    (sum[best.index()] > second.unwrap_or(0)).then_some(best)
}

/// What the words of a text speak for, together.
pub(crate) fn sum(text: &str) -> [i32; 3] {
    let mut sum = [0; 3];
    for word in text.split_whitespace() {
        for (sum, more) in sum.iter_mut().zip(evidence(word)) {
            *sum += more;
        }
    }
    sum
}

fn best(sum: &[i32; 3]) -> Option<Language> {
    Language::ALL
        .into_iter()
        .filter(|language| sum[language.index()] > 0)
        .max_by_key(|language| sum[language.index()])
}

/// Letter patterns decide between the languages that the words leave open.
fn by_letters(text: &str, sum: &[i32; 3]) -> Option<Language> {
    let most = sum.iter().max()?;
    let open: Vec<Lang> = Language::ALL
        .into_iter()
        .filter(|language| sum[language.index()] == *most)
        .map(|language| match language {
            Language::Fr => Lang::Fra,
            Language::En => Lang::Eng,
            Language::It => Lang::Ita,
        })
        .collect();
    let guess = Detector::with_allowlist(open).detect(super::chrome::beginning(text))?;
    match guess.lang() {
        Lang::Fra => Some(Language::Fr),
        Lang::Eng => Some(Language::En),
        Lang::Ita => Some(Language::It),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_few_words_are_told_apart() {
        assert_eq!(whole("Retards de virements"), Some(Language::Fr));
        assert_eq!(whole("Card payments declined"), Some(Language::En));
        assert_eq!(whole("Pagamenti con carta rifiutati"), Some(Language::It));
        assert_eq!(whole("Perturbations en cours"), Some(Language::Fr));
        assert_eq!(whole(""), None);
    }
}
