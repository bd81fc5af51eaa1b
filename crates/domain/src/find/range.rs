//! Stretches of time: "entre 13h37 et 14h01", "from 10.50am until 1.42pm", "5–14 mars",
//! "2 octobre 20h-22h30".
//!
//! What only one end states (the day, the zone, the afternoon) holds for both.

use super::{
    Found, Meridiem, Stated,
    clock::{head, tail},
    fold::fold,
    stated::stated,
};
use crate::Locale;

/// From one instant to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins.
    pub from: Stated,
    /// Where it ends.
    pub to: Stated,
}

const BETWEEN: &[&str] = &["entre", "between", "tra", "fra"];
const FROM: &[&str] = &[
    "de", "du", "from", "dalle", "dal", "da", "depuis", "des", "dell'", "since",
];
const AND: &[&str] = &["et", "and", "e", "ed", "&"];
const TO: &[&str] = &[
    "a", "au", "to", "until", "till", "jusqu'a", "jusqu'au", "alle", "al", "through", "fino",
    "fino a",
];
const ARTICLES: &[&str] = &[
    "le", "la", "the", "il", "l'", "ore", "environ", "about", "vers", "del", "du", "of",
];

/// Stretches in order. `locale` is the language of the text, where known.
#[must_use]
pub fn stretches(text: &str, locale: Option<&Locale>) -> Vec<Found<Stretch>> {
    among(text, &stated(text, locale))
}

/// Stretches among the instants of a text, in order.
#[must_use]
pub fn among(text: &str, instants: &[Found<Stated>]) -> Vec<Found<Stretch>> {
    let mut all = Vec::new();
    let mut taken = 0;
    for pair in instants.windows(2) {
        let [a, b] = pair else { continue };
        if a.span.start >= taken && belongs(text, a, b) {
            taken = b.span.end;
            all.push(Found {
                span: a.span.start..b.span.end,
                value: share(&a.value, &b.value),
            });
        }
    }
    all
}

fn belongs(text: &str, a: &Found<Stated>, b: &Found<Stated>) -> bool {
    let Some(gap) = text.get(a.span.end..b.span.start) else {
        return false;
    };
    if gap.len() > 24 {
        return false;
    }
    let alike = (a.value.clock.is_some() && b.value.clock.is_some())
        || (a.value.day.is_some() && b.value.day.is_some());
    let gap = fold(gap);
    let words: Vec<&str> = gap
        .split(' ')
        .filter(|word| !word.is_empty() && !ARTICLES.contains(word))
        .collect();
    let opener = opener(text, a);
    match words.as_slice() {
        ["-"] => alike && !spaced_dash(text, a, b),
        [] => false,
        [word] if AND.contains(word) => {
            let clocks = a.value.clock.is_some() && b.value.clock.is_some();
            (BETWEEN.contains(&opener.as_str()) || a.value.opens || clocks || *word == "&") && alike
        }
        [word, ..] if TO.contains(word) => {
            alike && (FROM.contains(&opener.as_str()) || a.value.opens || word.len() > 3)
        }
        _ => false,
    }
}

/// "17h12 - 17h32" is a stretch, "12 mai - 14h" is not asked here: both ends are alike.
fn spaced_dash(text: &str, a: &Found<Stated>, b: &Found<Stated>) -> bool {
    text[a.span.end..b.span.start].contains('\n') || head(text, b.span.end, 2).starts_with('/')
}

fn opener(text: &str, a: &Found<Stated>) -> String {
    let before = fold(tail(text, a.span.start, 24));
    before
        .trim_end_matches(['*', '_', '('])
        .rsplit(' ')
        .find(|word| {
            !word.is_empty()
                && !ARTICLES[..5].contains(word)
                && *word != "environ"
                && *word != "ore"
        })
        .or_else(|| before.rsplit(' ').next())
        .unwrap_or_default()
        .to_owned()
}

fn share(a: &Stated, b: &Stated) -> Stretch {
    let (mut from, mut to) = (a.clone(), b.clone());
    if to.day.is_none() && to.relative.is_none() {
        (to.day, to.relative) = (from.day, from.relative);
    } else if from.day.is_none() && from.relative.is_none() {
        (from.day, from.relative) = (to.day, to.relative);
    }
    if let (Some(a), Some(b)) = (from.day.as_mut(), to.day) {
        a.year = a.year.or(b.year);
    }
    if from.zone.is_none() {
        from.zone.clone_from(&to.zone);
    }
    if let (Some(a), Some(b)) = (from.clock.as_mut(), to.clock) {
        let afternoon = a.time.hour() < 12 && b.meridiem == Meridiem::Stated && b.time.hour() >= 12;
        let later = a
            .time
            .hour()
            .checked_add(12)
            .filter(|hour| *hour <= b.time.hour() && afternoon);
        if let (Some(hour), Meridiem::Missing) = (later, a.meridiem) {
            a.time = jiff::civil::time(hour, a.time.minute(), a.time.second(), 0);
        }
    }
    Stretch { from, to }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let english = Locale::of("en");
        stretches(text, Some(&english))
            .iter()
            .map(|found| {
                let show = |end: &Stated| {
                    let day = end
                        .day
                        .map(|day| format!("{}/{} ", day.day, day.month))
                        .unwrap_or_default();
                    format!(
                        "{day}{}",
                        end.clock.map_or(String::new(), |clock| clock
                            .time
                            .strftime("%H:%M")
                            .to_string())
                    )
                };
                format!("{} > {}", show(&found.value.from), show(&found.value.to))
            })
            .collect()
    }

    #[test]
    fn stretches_are_read_in_all_their_forms() {
        let cases: &[(&str, &[&str])] = &[
            ("entre 13h37 et 14h01", &["13:37 > 14:01"]),
            ("Tra le 15.05 e le 15.40 si", &["15:05 > 15:40"]),
            ("closed from 9.40am until 2.15pm", &["09:40 > 14:15"]),
            ("de 10h50 à 13h42", &["10:50 > 13:42"]),
            ("à partir de 10h45 jusqu'à 11h15", &["10:45 > 11:15"]),
            ("Dal 10:45 alle 11:15", &["10:45 > 11:15"]),
            ("2 octobre 20h-22h30 :", &["2/10 20:00 > 2/10 22:30"]),
            (
                "entre le 6 juin 8h et le 7 juin 10h45",
                &["6/6 08:00 > 7/6 10:45"],
            ),
            ("le 6 juin entre 11h10 et 11h55", &["6/6 11:10 > 6/6 11:55"]),
            ("between 4.54 and 5.09pm", &["16:54 > 17:09"]),
            ("impactés 10h02 et 10h06", &["10:02 > 10:06"]),
            ("5–14 mars", &["5/3  > 14/3 "]),
        ];
        for (text, want) in cases {
            assert_eq!(&read(text), want, "{text}");
        }
    }

    #[test]
    fn a_day_before_its_clock_is_no_stretch() {
        assert_eq!(read("17 décembre - 14h08"), Vec::<String>::new());
    }
}
