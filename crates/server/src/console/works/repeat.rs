//! How work comes again, as one chooses it: the rule of what most people mean, or one that is typed.

use beffroi_domain::{Recurrence, recurrence::Rule, window::Interval};
use jiff::civil::{Date, Weekday};

use super::super::form::{Control, Field, Pick, Typed};
use crate::{ground::Refusal, web::Reader};

/// What can be chosen, in order.
const WAYS: &[&str] = &[
    "once",
    "daily",
    "weekly",
    "fortnightly",
    "nth",
    "monthly",
    "rule",
];

/// The fields: which way, a rule of one's own, until when.
pub(super) fn fields(reader: &Reader, typed: &Typed) -> Vec<Field> {
    let chosen = typed.filled("recurrence").unwrap_or("once");
    let pick = |way: &&str| {
        Pick::of(
            *way,
            reader.say(&format!("works-repeat-{way}")),
            *way == chosen,
        )
    };
    let until = Control::input("date", "off", typed.get("until"));
    vec![
        Field::of(
            "recurrence",
            reader.say("works-repeat"),
            Control::List(WAYS.iter().map(pick).collect()),
        )
        .hinted(reader.say("works-repeat-hint")),
        Field::of("until", reader.say("works-until"), until).hinted(reader.say("works-until-hint")),
        Field::of(
            "rule",
            reader.say("works-rule"),
            Control::line(typed.get("rule")),
        )
        .hinted(reader.say("works-rule-hint")),
    ]
}

/// The rule that was chosen for work whose first time is `first`; none where it is done once.
///
/// # Errors
/// `Refused` for a day or a rule that is none.
pub(super) fn meant(
    reader: &Reader,
    typed: &Typed,
    first: Interval,
) -> Result<Option<Recurrence>, Refusal> {
    let day = first.from.to_zoned(reader.zone.clone()).date();
    let until = until(typed)?;
    let text = match typed.get("recurrence") {
        "daily" => "FREQ=DAILY".to_owned(),
        "weekly" => format!("FREQ=WEEKLY;BYDAY={}", tag(day.weekday())),
        "fortnightly" => format!("FREQ=WEEKLY;INTERVAL=2;BYDAY={}", tag(day.weekday())),
        "nth" => format!(
            "FREQ=MONTHLY;BYDAY={}{}",
            (day.day() - 1) / 7 + 1,
            tag(day.weekday())
        ),
        "monthly" => format!("FREQ=MONTHLY;BYMONTHDAY={}", day.day()),
        "rule" => typed.get("rule").trim().to_owned(),
        _ => return Ok(None),
    };
    let text = match until {
        Some(until) => format!("{text};UNTIL={}", until.strftime("%Y%m%d")),
        None => text,
    };
    let rule = text.parse::<Rule>().map_err(|bad| {
        Refusal::of("rule", bad.to_string()).says("refusal-work-rule", [("rule", text)])
    })?;
    Ok(Some(Recurrence {
        rule,
        except: vec![],
        zone: reader.zone.clone(),
    }))
}

fn until(typed: &Typed) -> Result<Option<Date>, Refusal> {
    let day = typed.filled("until").map(str::parse::<Date>);
    day.transpose().map_err(|_| {
        let message = "write a day such as 2026-12-31, or leave it empty";
        Refusal::of("until", message).told("refusal-work-until")
    })
}

fn tag(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}
