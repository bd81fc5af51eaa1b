//! More reports than usual: held against what such an hour usually brings, and never below a floor.
//!
//! Reports that come by chance are spread as Poisson has it. What is rarer than the bound by that is a spike; a floor keeps
//! two reports on a quiet night from being one. A finding, never a publication: people look at it.

/// What such an hour usually brings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual {
    /// Reports that came in all hours that were looked at.
    pub reports: u64,
    /// How many hours that were.
    pub hours: u64,
}

/// When it is a spike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Fewer reports in an hour are never one.
    pub floor: u64,
    /// How seldom so many come by chance, such as 0.001: once in a thousand hours.
    pub chance: f64,
}

/// A spike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spike {
    /// Reports in the hour.
    pub reports: u64,
    /// How many are usual in one.
    pub usual: f64,
}

/// Nobody has fewer than one in so many hours: who never had a report has seen too little to be sure.
const QUIETEST: f64 = 168.0;

/// Whether so many reports in the last hour are more than usual.
#[must_use]
pub fn spike(reports: u64, usual: Usual, bounds: Bounds) -> Option<Spike> {
    let hours = precise(usual.hours).max(1.0);
    let rate = (precise(usual.reports) / hours).max(1.0 / QUIETEST);
    (reports >= bounds.floor.max(1) && at_least(reports, rate) < bounds.chance).then_some(Spike {
        reports,
        usual: precise(usual.reports) / hours,
    })
}

/// How likely so many or more are, where `rate` are usual.
fn at_least(count: u64, rate: f64) -> f64 {
    // By logarithms: where many are usual, none at all is too seldom for a float.
    let mut term = -rate;
    let mut below = 0.0;
    for at in 0..count.min(100_000) {
        below += term.exp();
        term += (rate / precise(at + 1)).ln();
    }
    (1.0 - below).max(0.0)
}

/// Counts of reports are far below what a float holds exactly.
#[expect(clippy::cast_precision_loss, reason = "reports of an hour")]
fn precise(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BOUNDS: Bounds = Bounds {
        floor: 3,
        chance: 0.001,
    };

    fn of(reports: u64, usual: u64) -> Option<Spike> {
        let month = Usual {
            reports: usual,
            hours: 672,
        };
        spike(reports, month, BOUNDS)
    }

    #[test]
    fn what_is_usual_is_none_and_what_is_rare_is() {
        assert_eq!(of(2, 0), None, "below the floor, however quiet it was");
        assert!(
            of(3, 0).is_some(),
            "three in an hour where there were none in a month"
        );
        assert_eq!(of(4, 672), None, "four where one an hour is usual");
        let found = of(7, 672).unwrap();
        assert_eq!(found.reports, 7);
        assert!((found.usual - 1.0).abs() < 1e-9);
        assert_eq!(of(30, 672 * 20), None, "thirty where twenty are usual");
        assert!(of(40, 672 * 20).is_some());
        assert_eq!(of(1_050, 672 * 1_000), None, "where a thousand are usual");
        assert!(of(1_200, 672 * 1_000).is_some());
    }

    #[test]
    fn the_chance_is_poissons() {
        // By hand: 1 - e^-1 (1 + 1 + 1/2) = 0.0803.
        assert!((at_least(3, 1.0) - 0.080_301_397).abs() < 1e-8);
        assert!((at_least(0, 5.0) - 1.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn more_reports_never_end_a_spike(usual in 0..20_000_u64, reports in 0..500_u64) {
            if of(reports, usual).is_some() {
                prop_assert!(of(reports + 1, usual).is_some());
            }
        }

        #[test]
        fn a_busier_month_never_begins_one(usual in 0..20_000_u64, reports in 0..500_u64) {
            if of(reports, usual).is_none() {
                prop_assert!(of(reports, usual + 100).is_none());
            }
        }
    }
}
