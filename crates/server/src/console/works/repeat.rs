//! How work comes again, as one chooses it: on which days, how often, until when; or by a rule that is typed.
//!
//! Read in order: [`fields`], [`meant`] (the rule out of the form), [`put`] (the form out of a rule), [`dates`].

use beffroi_domain::{
    Recurrence,
    recurrence::{DAYS, Ends, Frequency, Rule, WeekdayOf},
    window::Interval,
};
use jiff::civil::{Date, Weekday};

use super::super::form::{Control, Field, Pick, Typed};
use crate::{ground::Refusal, web::Reader};

/// What can be chosen, in order; the first is no way to come again.
const WAYS: &[&str] = &["once", "daily", "weekly", "nth", "monthly", "rule"];
/// Which of a month, counted from its beginning, or the last.
const NTHS: &[&str] = &["", "1", "2", "3", "4", "-1"];
/// How many times are shown before a rule is stored.
const SHOWN: usize = 6;

/// The fields: which way, how often, on which days, until when, and a rule of one's own.
pub(super) fn fields(reader: &Reader, typed: &Typed, is_series: bool) -> Vec<Field> {
    let chosen = typed.filled("recurrence").unwrap_or(WAYS[0]);
    let ways = WAYS.iter().filter(|way| !is_series || **way != WAYS[0]);
    let way = |way: &&str| pick(reader, "repeat", way, *way == chosen);
    let days: Vec<&str> = typed.all("days").collect();
    let day = |(day, _): &(&str, Weekday)| pick(reader, "day", day, days.contains(day));
    let which = typed.get("nth");
    let nth = |nth: &&str| {
        let word = match *nth {
            "" => "0",
            "-1" => "last",
            other => other,
        };
        let label = reader.say(&format!("works-nth-{word}"));
        Pick::of(*nth, label, *nth == which)
    };
    let line = |name: &str, kind| Control::input(kind, "off", typed.get(name));
    let list = |picks| Control::List(picks);
    let field = |name: &'static str, key: &str, control| {
        Field::of(name, reader.say(key), control).hinted(reader.say(&format!("{key}-hint")))
    };
    vec![
        field("recurrence", "works-repeat", list(ways.map(way).collect())),
        field("every", "works-every", line("every", "numeric")),
        field(
            "days",
            "works-days",
            Control::Several(DAYS.iter().map(day).collect()),
        ),
        field("nth", "works-nth", list(NTHS.iter().map(nth).collect())),
        field("until", "works-until", line("until", "date")),
        field("rule", "works-rule", line("rule", "text")),
    ]
}

fn pick(reader: &Reader, what: &str, word: &str, is_chosen: bool) -> Pick {
    let label = reader.say(&format!("works-{what}-{}", word.to_lowercase()));
    Pick::of(word, label, is_chosen)
}

/// The rule that was chosen for work whose first time is `first`; none where it is done once.
///
/// # Errors
/// `Refused` for a day, a number or a rule that is none.
pub(super) fn meant(
    reader: &Reader,
    typed: &Typed,
    first: Interval,
) -> Result<Option<Recurrence>, Refusal> {
    let day = first.from.to_zoned(reader.zone.clone()).date();
    let text = match typed.get("recurrence") {
        "daily" => "FREQ=DAILY".to_owned(),
        "weekly" => format!("FREQ=WEEKLY;BYDAY={}", days(typed, day).join(",")),
        "nth" => format!("FREQ=MONTHLY;BYDAY={}", nth_days(typed, day).join(",")),
        "monthly" => format!("FREQ=MONTHLY;BYMONTHDAY={}", day.day()),
        "rule" => typed.get("rule").trim().to_owned(),
        _ => return Ok(None),
    };
    let every = match (typed.get("recurrence"), every(typed)?) {
        ("rule", _) | (_, 1) => String::new(),
        (_, every) => format!(";INTERVAL={every}"),
    };
    let until = until(typed)?.map(|until| format!(";UNTIL={}", until.strftime("%Y%m%d")));
    let text = format!("{text}{every}{}", until.unwrap_or_default());
    let rule = text.parse::<Rule>().map_err(|bad| {
        Refusal::of("rule", bad.to_string()).says("refusal-work-rule", [("rule", text)])
    })?;
    Ok(Some(Recurrence {
        rule,
        except: vec![],
        zone: reader.zone.clone(),
    }))
}

/// The days that were chosen; that of the first time where none was.
fn days(typed: &Typed, first: Date) -> Vec<&'static str> {
    let chosen: Vec<&str> = typed.all("days").collect();
    let is_chosen = |(word, day): &&(&'static str, Weekday)| match chosen.is_empty() {
        true => *day == first.weekday(),
        false => chosen.contains(word),
    };
    DAYS.iter()
        .filter(is_chosen)
        .map(|(word, _)| *word)
        .collect()
}

/// The same as the first, second … of their month; that of the first time where none was chosen.
fn nth_days(typed: &Typed, first: Date) -> Vec<String> {
    let own = ((first.day() - 1) / 7 + 1).to_string();
    let nth = typed.filled("nth").unwrap_or(&own);
    let days = days(typed, first);
    days.iter().map(|day| format!("{nth}{day}")).collect()
}

fn every(typed: &Typed) -> Result<u16, Refusal> {
    let number = typed.filled("every").map_or(Ok(1), str::parse);
    number.ok().filter(|number| *number > 0).ok_or_else(|| {
        let message = "write a whole number: 1 for each time, 2 for every second …";
        Refusal::of("every", message).told("refusal-work-every")
    })
}

fn until(typed: &Typed) -> Result<Option<Date>, Refusal> {
    let day = typed.filled("until").map(str::parse::<Date>);
    day.transpose().map_err(|_| {
        let message = "write a day such as 2026-12-31, or leave it empty";
        Refusal::of("until", message).told("refusal-work-until")
    })
}

/// A rule as if it had been chosen; what the form has no words for stands as a rule of one's own.
pub(super) fn put(typed: &mut Typed, again: &Recurrence) {
    let mut rule = again.rule.clone();
    let until = match rule.ends {
        Ends::On(day) => Some(day),
        Ends::At(at) => Some(at.to_zoned(again.zone.clone()).date()),
        Ends::Never | Ends::After(_) => None,
    };
    if let Some(until) = until {
        typed.set("until", until.to_string());
        rule.ends = Ends::Never;
    }
    let nths: Vec<Option<i8>> = rule.by_day.iter().map(|one| one.nth).collect();
    let plain = (rule.by_month_day.is_empty(), rule.ends == Ends::Never);
    let way = match (rule.frequency, plain, nths.first()) {
        (Frequency::Daily, (true, true), None) => "daily",
        (Frequency::Weekly, (true, true), _) if nths.iter().all(Option::is_none) => "weekly",
        (Frequency::Monthly, (true, true), Some(Some(nth)))
            if nths.iter().all(|one| *one == Some(*nth))
                && NTHS.contains(&nth.to_string().as_str()) =>
        {
            typed.set("nth", nth.to_string());
            "nth"
        }
        (Frequency::Monthly, (false, true), None) if rule.by_month_day.len() == 1 => "monthly",
        _ => {
            typed.set("rule", rule.to_string());
            "rule"
        }
    };
    typed.set("recurrence", way);
    typed.set("every", rule.interval.to_string());
    for WeekdayOf { day, .. } in rule.by_day.iter().filter(|_| way != "rule") {
        let mut all = DAYS.iter();
        let word = all.find(|(_, one)| one == day).map_or("", |(word, _)| word);
        typed.add("days", word);
    }
}

/// The next times of a rule that is not stored yet.
pub(super) fn dates(reader: &Reader, again: &Recurrence, first: Interval) -> Vec<String> {
    let next = again.times(first).take(SHOWN);
    next.map(|time| reader.instant(time.from).text).collect()
}

/// What was shown of a rule, so that another one is shown again.
pub(super) fn fingerprint(again: &Recurrence, first: Interval) -> String {
    format!("{} {} {}", first.from, first.to, again.rule)
}

#[cfg(test)]
mod tests {
    use beffroi_domain::Locale;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::web::{Address, words};

    fn reader() -> Reader {
        Reader {
            words: words::first_of([&Locale::of("en")]),
            zone: TimeZone::get("Europe/Paris").unwrap(),
            fallback: vec![],
            now: "2026-03-02T10:00:00Z".parse().unwrap(),
            address: Address::default(),
        }
    }

    /// 2026-03-03 is the first Tuesday of its month.
    fn first() -> Interval {
        Interval {
            from: "2026-03-03T21:00:00Z".parse().unwrap(),
            to: "2026-03-03T23:00:00Z".parse().unwrap(),
        }
    }

    fn rule(pairs: &[(&str, &str)]) -> String {
        let mut typed = Typed::default();
        for (name, value) in pairs {
            typed.add(name, *value);
        }
        let again = meant(&reader(), &typed, first()).unwrap().unwrap();
        let mut back = Typed::default();
        put(&mut back, &again);
        let same = meant(&reader(), &back, first()).unwrap().unwrap();
        assert_eq!(
            same, again,
            "a rule that is put into its form comes out the same"
        );
        again.rule.to_string()
    }

    #[test]
    fn what_is_chosen_is_a_rule_and_back() {
        assert_eq!(rule(&[("recurrence", "daily")]), "FREQ=DAILY");
        assert_eq!(rule(&[("recurrence", "weekly")]), "FREQ=WEEKLY;BYDAY=TU");
        let days = [
            ("recurrence", "weekly"),
            ("days", "TU"),
            ("days", "TH"),
            ("every", "2"),
        ];
        assert_eq!(rule(&days), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH");
        let until = [("recurrence", "nth"), ("until", "2026-12-31")];
        assert_eq!(rule(&until), "FREQ=MONTHLY;UNTIL=20261231;BYDAY=1TU");
        let last = [("recurrence", "nth"), ("nth", "-1"), ("days", "FR")];
        assert_eq!(rule(&last), "FREQ=MONTHLY;BYDAY=-1FR");
        assert_eq!(
            rule(&[("recurrence", "monthly")]),
            "FREQ=MONTHLY;BYMONTHDAY=3"
        );
        let own = [
            ("recurrence", "rule"),
            ("rule", "FREQ=WEEKLY;COUNT=3;BYDAY=TU"),
        ];
        assert_eq!(rule(&own), "FREQ=WEEKLY;COUNT=3;BYDAY=TU");
    }

    #[test]
    fn what_is_no_number_or_rule_is_refused_at_its_field() {
        let field = |pairs: &[(&str, &str)]| {
            let mut typed = Typed::default();
            for (name, value) in pairs {
                typed.set(name, *value);
            }
            meant(&reader(), &typed, first()).unwrap_err().field
        };
        assert_eq!(
            field(&[("recurrence", "daily"), ("every", "0")]),
            Some("every")
        );
        assert_eq!(
            field(&[("recurrence", "daily"), ("until", "soon")]),
            Some("until")
        );
        assert_eq!(
            field(&[("recurrence", "rule"), ("rule", "weekly")]),
            Some("rule")
        );
    }
}
