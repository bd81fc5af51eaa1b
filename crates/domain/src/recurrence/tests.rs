//! What rules mean, by example, and that any rule keeps its promises. Not here: the database.

use jiff::civil;
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn recurring(rule: &str, except: &[&str]) -> Recurrence {
    Recurrence {
        rule: rule.parse().unwrap(),
        except: except.iter().map(|at| at.parse().unwrap()).collect(),
        zone: TimeZone::get("Europe/Paris").unwrap(),
    }
}

/// One hour from `start`, a time on the wall in Paris.
fn hour(start: &str) -> Interval {
    let start: civil::DateTime = start.parse().unwrap();
    let from = start.in_tz("Europe/Paris").unwrap().timestamp();
    Interval {
        from,
        to: from + jiff::SignedDuration::from_hours(1),
    }
}

/// The first times of a rule as the wall in Paris shows them.
fn wall(rule: &str, first: &str, count: usize) -> Vec<String> {
    let recurring = recurring(rule, &[]);
    let times = recurring.times(hour(first)).take(count);
    times
        .map(|time| {
            let zoned = time.from.to_zoned(recurring.zone.clone());
            zoned.strftime("%Y-%m-%d %H:%M").to_string()
        })
        .collect()
}

#[test]
fn two_o_clock_stays_two_o_clock_when_the_clocks_change() {
    let times: Vec<String> = recurring("FREQ=WEEKLY", &[])
        .times(hour("2026-03-16T02:00"))
        .take(3)
        .map(|time| time.from.to_string())
        .collect();

    assert_eq!(
        times,
        [
            "2026-03-16T01:00:00Z",
            "2026-03-23T01:00:00Z",
            "2026-03-30T00:00:00Z"
        ]
    );
}

#[test]
fn a_time_that_the_clocks_skip_moves_on_and_keeps_its_length() {
    let night = recurring("FREQ=DAILY;COUNT=3", &[])
        .times(hour("2026-03-28T02:30"))
        .collect::<Vec<_>>();

    assert_eq!(night[1].from, at("2026-03-29T01:30:00Z"), "03:30 in Paris");
    assert!(night.iter().all(|time| time.seconds() == 3600));
    assert_eq!(night[2].from, at("2026-03-30T00:30:00Z"), "02:30 again");
}

#[test]
fn each_kind_of_rule_gives_its_days() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "FREQ=DAILY;INTERVAL=10",
            "2026-02-25T02:00",
            &["2026-02-25 02:00", "2026-03-07 02:00"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU",
            "2026-03-03T02:00",
            &["2026-03-03 02:00", "2026-03-08 02:00", "2026-03-17 02:00"],
        ),
        (
            "FREQ=MONTHLY;BYDAY=1TU",
            "2026-03-03T02:00",
            &["2026-03-03 02:00", "2026-04-07 02:00"],
        ),
        (
            "FREQ=MONTHLY;BYDAY=-1SU",
            "2026-03-29T04:00",
            &["2026-03-29 04:00", "2026-04-26 04:00"],
        ),
        (
            "FREQ=MONTHLY",
            "2026-01-31T02:00",
            &["2026-01-31 02:00", "2026-03-31 02:00"],
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            "2026-01-31T02:00",
            &["2026-01-31 02:00", "2026-02-28 02:00"],
        ),
        (
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            "2026-02-13T02:00",
            &["2026-02-13 02:00", "2026-03-13 02:00", "2026-11-13 02:00"],
        ),
        (
            "FREQ=YEARLY",
            "2024-02-29T02:00",
            &["2024-02-29 02:00", "2028-02-29 02:00"],
        ),
        (
            "FREQ=YEARLY;BYDAY=20MO",
            "2026-05-18T02:00",
            &["2026-05-18 02:00", "2027-05-17 02:00"],
        ),
        (
            "FREQ=WEEKLY;UNTIL=20260316",
            "2026-03-09T02:00",
            &["2026-03-09 02:00", "2026-03-16 02:00"],
        ),
        (
            "FREQ=WEEKLY;UNTIL=20260316T000000Z",
            "2026-03-09T02:00",
            &["2026-03-09 02:00"],
        ),
    ];

    for (rule, first, expected) in cases {
        let got = wall(
            rule,
            first,
            if rule.contains("UNTIL") {
                9
            } else {
                expected.len()
            },
        );
        assert_eq!(&got, expected, "{rule}");
    }
}

#[test]
fn what_is_left_out_counts_all_the_same() {
    let recurring = recurring("FREQ=DAILY;COUNT=3", &["2026-03-10T02:00:00"]);

    let times: Vec<_> = recurring.times(hour("2026-03-09T02:00")).collect();

    assert_eq!(times.len(), 2);
    assert_eq!(times[1].from, at("2026-03-11T01:00:00Z"));
    assert_eq!(recurring.check(hour("2026-03-09T02:00")), Ok(()));
}

#[test]
fn a_bad_rule_says_what_is_wrong() {
    for (rule, words) in [
        ("", "no part such as"),
        ("INTERVAL=2", "FREQ is missing"),
        ("FREQ=HOURLY", "none of DAILY"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
        ("FREQ=DAILY;COUNT=+3", "COUNT=+3"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20260101", "do not go together"),
        ("FREQ=DAILY;UNTIL=20260101T000000", "UNTIL=20260101T000000"),
        ("FREQ=DAILY;UNTIL=20260230", "UNTIL=20260230"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX"),
        ("FREQ=WEEKLY;BYDAY=é", "BYDAY=é"),
        ("FREQ=WEEKLY;BYDAY=1MO", "numbered BYDAY"),
        ("FREQ=MONTHLY;BYDAY=6MO", "never more than 5"),
        ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY=0MO"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "does not go with"),
        ("FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1", "does not go with"),
        ("FREQ=YEARLY;BYMONTH=3", "BYMONTH is not understood"),
        ("FREQ=DAILY;FREQ=DAILY", "twice"),
        ("FREQ=WEEKLY;WKST=SU", "begin on Monday"),
    ] {
        let said = rule.parse::<Rule>().unwrap_err().to_string();
        assert!(said.contains(words), "{rule}: {said}");
    }
}

#[test]
fn a_first_day_outside_the_rule_and_a_stray_exception_are_refused() {
    let monday = hour("2026-03-09T02:00");

    let first = recurring("FREQ=WEEKLY;BYDAY=TU", &[]).check(monday);
    let stray = recurring("FREQ=WEEKLY", &["2026-03-10T02:00:00"]).check(monday);
    let empty = recurring("FREQ=DAILY;UNTIL=20200101", &[]).check(monday);

    assert!(first.unwrap_err().0.contains("2026-03-09"));
    assert!(stray.unwrap_err().0.contains("2026-03-10"));
    assert!(empty.unwrap_err().0.contains("no time at all"));
}

fn rules() -> impl Strategy<Value = String> {
    let interval = 1_u16..5;
    let weekday = prop::sample::select(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"]);
    let weekdays = prop::collection::vec(weekday.clone(), 1..3).prop_map(|days| days.join(","));
    let nth = (prop::sample::select(vec![1, 2, 3, 4, 5, -1, -2]), weekday)
        .prop_map(|(nth, day)| format!("{nth}{day}"));
    let month_day = prop::sample::select(vec![1, 13, 28, 29, 30, 31, -1, -3, -31]);
    let kinds = prop_oneof![
        Just("FREQ=DAILY".to_owned()),
        weekdays
            .clone()
            .prop_map(|days| format!("FREQ=DAILY;BYDAY={days}")),
        Just("FREQ=WEEKLY".to_owned()),
        weekdays.prop_map(|days| format!("FREQ=WEEKLY;BYDAY={days}")),
        Just("FREQ=MONTHLY".to_owned()),
        nth.clone()
            .prop_map(|day| format!("FREQ=MONTHLY;BYDAY={day}")),
        month_day.prop_map(|day| format!("FREQ=MONTHLY;BYMONTHDAY={day}")),
        Just("FREQ=YEARLY".to_owned()),
        nth.prop_map(|day| format!("FREQ=YEARLY;BYDAY={day}")),
    ];
    (kinds, interval).prop_map(|(kind, every)| format!("{kind};INTERVAL={every}"))
}

proptest! {
    /// Every day that is given fits the rule's own words, none comes twice, and the clock on the wall
    /// stands where it stood, unless the clocks skipped that very time.
    #[test]
    fn times_go_on_in_order_and_keep_their_place_on_the_wall(
        text in rules(),
        day in 0_i32..3000,
        minute in 0_i8..60,
        hour_of in 0_i8..24,
    ) {
        use jiff::ToSpan as _;
        let recurring = recurring(&text, &[]);
        let on = civil::date(2020, 1, 1).checked_add(day.days()).unwrap();
        let start = on.at(hour_of, minute, 0, 0);
        let from = recurring.instant(start).unwrap();
        let first = Interval { from, to: from + jiff::SignedDuration::from_hours(2) };
        let start = from.to_zoned(recurring.zone.clone()).datetime();

        let times: Vec<Interval> = recurring.times(first).take(40).collect();

        prop_assert!(times.windows(2).all(|pair| pair[0].from < pair[1].from));
        for time in &times {
            prop_assert!(time.from >= first.from && time.seconds() == 7200);
            let wall = time.from.to_zoned(recurring.zone.clone()).datetime();
            let meant = wall.date().to_datetime(start.time());
            let is_skipped = recurring.zone.to_ambiguous_zoned(meant).is_ambiguous();
            prop_assert!(wall.time() == start.time() || is_skipped, "{wall}");
        }
        prop_assert_eq!(recurring.rule.to_string().parse::<Rule>().unwrap(), recurring.rule.clone());
    }

    #[test]
    fn no_text_at_all_breaks_the_reading(text in "\\PC{0,60}") {
        let _ = text.parse::<Rule>();
    }

    #[test]
    fn nearly_a_rule_does_not_break_the_reading(
        text in "(FREQ|INTERVAL|COUNT|UNTIL|BYDAY|BYMONTHDAY)=[-+0-9A-Z,é]{0,12}(;(INTERVAL|UNTIL|BYDAY)=[-+0-9A-Z,é]{0,12}){0,2}",
    ) {
        if let Ok(rule) = text.parse::<Rule>() {
            prop_assert_eq!(rule.to_string().parse::<Rule>(), Ok(rule));
        }
    }
}
