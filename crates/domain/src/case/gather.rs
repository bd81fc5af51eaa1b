//! Reports that look like one trouble: near in time, of one component, by one method, in like words.
//!
//! What nobody said stands against nothing. Two that are of one component and method need no like words; where one of the two
//! is open, the words decide. A group is what hangs together by such pairs.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use crate::find::fold::fold;

/// Two that are further apart are not of one trouble by their looks alone.
const NEAR: SignedDuration = SignedDuration::from_hours(3);
/// From so many of a hundred words in common on, two texts are alike.
const ALIKE: usize = 25;
/// Shorter words say little.
const SHORTEST: usize = 4;

/// A report, as far as it can look like another.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    /// When it came.
    pub at: Timestamp,
    /// Of which component, where that was said.
    pub component: Option<&'a str>,
    /// By which method of payment, where that was said.
    pub method: Option<&'a str>,
    /// What happens.
    pub words: &'a str,
}

/// Those that look like one trouble, by their place in what was given, in order; two at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike(pub Vec<usize>);

/// Gathers those that look alike; the group with the newest first.
#[must_use]
pub fn gather(all: &[Told<'_>]) -> Vec<Alike> {
    let words = numbered(all);
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|at| all[*at].at);
    let mut roots: Vec<usize> = (0..all.len()).collect();
    for (place, one) in order.iter().enumerate() {
        for other in &order[place + 1..] {
            if all[*other].at.duration_since(all[*one].at) > NEAR {
                break;
            }
            let (first, second) = (root(&mut roots, *one), root(&mut roots, *other));
            // What hangs together already needs no look: of hundreds about one trouble most are.
            if first != second && is_alike(&all[*one], &all[*other], &words[*one], &words[*other]) {
                roots[second] = first;
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..all.len() {
        groups.entry(root(&mut roots, at)).or_default().push(at);
    }
    let mut groups: Vec<Alike> = groups
        .into_values()
        .filter(|group| group.len() > 1)
        .map(Alike)
        .collect();
    let newest = |group: &Alike| group.0.iter().map(|at| all[*at].at).max();
    groups.sort_by_key(|group| std::cmp::Reverse(newest(group)));
    groups
}

fn root(roots: &mut [usize], mut at: usize) -> usize {
    while roots[at] != at {
        roots[at] = roots[roots[at]];
        at = roots[at];
    }
    at
}

fn is_alike(one: &Told<'_>, other: &Told<'_>, words: &[usize], others: &[usize]) -> bool {
    match (
        agree(one.component, other.component),
        agree(one.method, other.method),
    ) {
        (Some(false), _) | (_, Some(false)) => false,
        (Some(true), Some(true)) => true,
        _ => share(words, others) >= ALIKE,
    }
}

/// Whether two say the same; `None` where one of them says nothing.
fn agree(one: Option<&str>, other: Option<&str>) -> Option<bool> {
    one.zip(other).map(|(one, other)| one == other)
}

/// Of a hundred words that either has, those that both have.
fn share(words: &[usize], others: &[usize]) -> usize {
    let both = count_common(words, others);
    let either = words.len() + others.len() - both;
    (both * 100).checked_div(either).unwrap_or_default()
}

/// How many two sorted lists have in common.
fn count_common(mut words: &[usize], mut others: &[usize]) -> usize {
    let mut both = 0;
    while let (Some((one, rest)), Some((other, more))) = (words.split_first(), others.split_first())
    {
        if one <= other {
            words = rest;
        }
        if other <= one {
            others = more;
        }
        both += usize::from(one == other);
    }
    both
}

/// The words of each as sorted numbers, the same for the same word: each pair is compared, and there may be many.
fn numbered(all: &[Told<'_>]) -> Vec<Vec<usize>> {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut number = |word: String| {
        let next = numbers.len();
        *numbers.entry(word).or_insert(next)
    };
    let of_one = |one: &Told<'_>| {
        let unlike: BTreeSet<usize> = words(one.words).into_iter().map(&mut number).collect();
        unlike.into_iter().collect()
    };
    all.iter().map(of_one).collect()
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let all = folded.split(|sign: char| !sign.is_alphanumeric());
    all.filter(|word| word.chars().count() >= SHORTEST && word.chars().any(char::is_alphabetic))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told<'a>(
        minute: i64,
        component: Option<&'a str>,
        method: Option<&'a str>,
        words: &'a str,
    ) -> Told<'a> {
        Told {
            at: Timestamp::from_second(1_772_600_000 + minute * 60).unwrap(),
            component,
            method,
            words,
        }
    }

    #[test]
    fn one_component_and_method_within_hours_is_one_trouble() {
        let all = [
            told(0, Some("cards"), Some("visa"), "Refusé"),
            told(5, Some("payouts"), None, "Money is late"),
            told(100, Some("cards"), Some("visa"), "It does not go through"),
            told(900, Some("cards"), Some("visa"), "Again"),
        ];
        assert_eq!(gather(&all), [Alike(vec![0, 2])]);
    }

    #[test]
    fn where_something_was_not_said_the_words_decide() {
        let all = [
            told(
                0,
                None,
                None,
                "Le terminal affiche une erreur 05 à chaque paiement",
            ),
            told(
                9,
                Some("terminals"),
                None,
                "Erreur 05 sur le terminal, chaque paiement est refusé",
            ),
            told(12, None, None, "Je ne peux pas me connecter au portail"),
            told(
                15,
                Some("cards"),
                Some("visa"),
                "le terminal affiche une erreur à chaque paiement",
            ),
        ];
        let groups = gather(&all);
        assert_eq!(groups.len(), 1);
        assert!(groups[0].0.starts_with(&[0, 1]), "{groups:?}");
        assert!(!groups[0].0.contains(&2));
    }

    #[test]
    fn another_component_is_another_trouble_whatever_the_words() {
        let same = "payments are refused with code 05 everywhere";
        let all = [
            told(0, Some("cards"), None, same),
            told(1, Some("wallets"), None, same),
        ];
        assert!(gather(&all).is_empty());
        assert!(gather(&[]).is_empty());
    }

    #[test]
    fn what_hangs_together_by_a_third_is_one_and_the_newest_comes_first() {
        let all = [
            told(0, Some("a"), Some("x"), "one"),
            told(170, Some("a"), Some("x"), "two"),
            told(340, Some("a"), Some("x"), "three"),
            told(341, Some("b"), Some("x"), "four"),
            told(342, Some("b"), Some("x"), "five"),
        ];
        assert_eq!(gather(&all), [Alike(vec![3, 4]), Alike(vec![0, 1, 2])]);
    }
}
