//! Refusals that several deeds share.

use beffroi_domain::lifecycle::NotNext;

use crate::ground::{Refusal, RefusalKind};

/// The longest reference.
const LONGEST: usize = 40;

/// Why a statement cannot come next.
pub(super) fn not_next(not: NotNext) -> Refusal {
    match not {
        NotNext::IsOver => Refusal::of("status", not.to_string())
            .being(RefusalKind::Conflict)
            .told("refusal-incident-over"),
        NotNext::IsWriteUp => {
            Refusal::of("status", not.to_string()).told("refusal-status-postmortem")
        }
    }
}

/// # Errors
/// `Refused` at `field` for a reference that is blank, too long, or more than one line.
pub(super) fn check_reference(field: &'static str, reference: Option<&str>) -> Result<(), Refusal> {
    let fits = |text: &str| {
        let length = text.trim().chars().count();
        (1..=LONGEST).contains(&length) && !text.chars().any(char::is_control)
    };
    if reference.is_some_and(|text| !fits(text)) {
        let message = "write a reference such as TSR-1723, of at most 40 characters";
        return Err(Refusal::of(field, message).told("refusal-reference"));
    }
    Ok(())
}
