//! Figures of the impact, and consequences that outlast it.

use beffroi_domain::{
    EntryKind, FigureUnit, LocalizedText, Section,
    find::{self, Share, fold::has_any},
};

use super::{dated::Dated, report::Report};
use crate::record::{ConsequenceRecord, ImpactRecord, When};

/// Shares stated in the updates and in the write-up's sections on impact and service; those of
/// other sections speak of something else.
#[must_use]
pub fn impact(report: &Report) -> Vec<ImpactRecord> {
    let writeup = report.writeup();
    let sections = [Section::Impact, Section::Service]
        .into_iter()
        .filter_map(|section| writeup?.section(section));
    let prose = report
        .spoken()
        .filter_map(|update| update.first())
        .map(|part| part.text.as_str());
    let mut all: Vec<ImpactRecord> = Vec::new();
    for text in sections.chain(prose) {
        for found in find::shares(text) {
            let record = share(found.value);
            if !all
                .iter()
                .any(|known| (known.low, known.high) == (record.low, record.high))
            {
                all.push(record);
            }
        }
    }
    all.extend(counts(report));
    all
}

fn share(share: Share) -> ImpactRecord {
    ImpactRecord {
        low: share.low,
        high: share.high,
        unit: FigureUnit::Percent,
        of: share.of,
    }
}

/// Things that are counted where something is affected.
const THINGS: &[&str] = &[
    "debit",
    "transaction",
    "paiement",
    "payment",
    "commande",
    "order",
    "client",
    "customer",
    "marchand",
    "merchant",
    "addebit",
    "pagament",
];

fn counts(report: &Report) -> Vec<ImpactRecord> {
    let lines = report
        .writeup()
        .map(|writeup| writeup.timeline.as_slice())
        .unwrap_or_default();
    lines
        .iter()
        .flat_map(|line| find::counts(&line.text))
        .filter(|found| found.value.value >= 10 && has_any(&find::fold(&found.value.of), THINGS))
        .map(|found| {
            #[expect(
                clippy::cast_precision_loss,
                reason = "counts in texts are far below 2^52"
            )]
            let value = found.value.value as f64;
            ImpactRecord {
                low: value,
                high: value,
                unit: FigureUnit::Count,
                of: found.value.of,
            }
        })
        .collect()
}

/// What is still done for those affected, folded.
const AFTERMATH: &[&str] = &[
    "rembours",
    "annulation",
    "refund",
    "reversal",
    "reversement",
    "virement",
    "payout",
    "rimbors",
    "annullament",
    "bonific",
    "rattrap",
];

/// Lines after service came back that still make good what it did.
#[must_use]
pub fn consequences(
    lines: &[Dated<'_>],
    locale: &beffroi_domain::Locale,
) -> Vec<ConsequenceRecord> {
    let resumed = lines
        .iter()
        .position(|line| line.is(EntryKind::Resume) || line.is(EntryKind::End));
    let Some(resumed) = resumed else {
        return Vec::new();
    };
    let after = lines[resumed + 1..]
        .iter()
        .filter(|line| has_any(&find::fold(&line.line.text), AFTERMATH));
    after
        .map(|line| ConsequenceRecord {
            text: LocalizedText::single(locale.clone(), line.line.text.clone()),
            end: line.until.clone().or_else(|| line.at.clone()) as Option<When>,
        })
        .collect()
}
