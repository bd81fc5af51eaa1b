//! `beffroi page desk`: whether readers of a page can report something, and what they are promised.

use clap::Args;
use jiff::SignedDuration;

use super::{Desk, Place};
use crate::{
    pages,
    reports::{self, DeskRules},
};

#[derive(Debug, Args)]
pub(super) struct DeskArgs {
    #[command(flatten)]
    place: Place,
    /// The page
    slug: String,
    /// Readers can report something
    #[arg(long)]
    open: bool,
    /// They cannot; the pages of their cases stay
    #[arg(long, conflicts_with = "open")]
    close: bool,
    /// Within so many hours somebody answers; 0 promises nothing
    #[arg(long, value_name = "HOURS")]
    answer_within: Option<u16>,
    /// After so many hours somebody else is called; 0 calls nobody
    #[arg(long, value_name = "HOURS")]
    escalate_after: Option<u16>,
    /// Cases are kept for so many days after they were closed
    #[arg(long, value_name = "DAYS")]
    keep_days: Option<i64>,
    /// Files are kept for so many days
    #[arg(long, value_name = "DAYS")]
    keep_files_days: Option<i64>,
}

/// Sets what is named and prints how the desk stands then.
pub(super) async fn set(args: &DeskArgs) -> anyhow::Result<()> {
    let mut desk = Desk::open(&args.place).await?;
    let page = desk.page(&args.slug).await?;
    let before = reports::find_desk(&mut desk.tx, page.id).await?;
    let before = before.map_or_else(DeskRules::default, |desk| desk.rules);
    let rules = args.over(before);
    if rules != before {
        let (now, tx) = (desk.now, &mut desk.tx);
        reports::set_rules(tx, now, pages::OPERATOR, page.id, &rules).await?;
    }
    let address = desk.address(&page).await?;
    desk.done().await?;
    match rules.is_open {
        true => println!("{}: open at {address}/report", page.slug),
        false => println!("{}: closed", page.slug),
    }
    println!("  answers within: {} h", rules.answer_within.as_hours());
    println!(
        "  calls somebody else after: {} h",
        rules.escalate_after.as_hours()
    );
    println!(
        "  keeps cases for: {} days after they were closed",
        rules.keep_days
    );
    println!("  keeps files for: {} days", rules.keep_files_days);
    Ok(())
}

impl DeskArgs {
    fn over(&self, before: DeskRules) -> DeskRules {
        let hours = |one: Option<u16>| one.map(|hours| SignedDuration::from_hours(hours.into()));
        DeskRules {
            is_open: self.open || (before.is_open && !self.close),
            answer_within: hours(self.answer_within).unwrap_or(before.answer_within),
            escalate_after: hours(self.escalate_after).unwrap_or(before.escalate_after),
            keep_days: self.keep_days.unwrap_or(before.keep_days),
            keep_files_days: self.keep_files_days.unwrap_or(before.keep_files_days),
            ..before
        }
    }
}
