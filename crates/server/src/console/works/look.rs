//! What the review says of words on planned work: beside them as they are typed, and where they are held.
//!
//! Read in order: [`Look`], [`look_at`]. The deed is done in a transaction that is never committed. Not here: what readers will
//! see of it, which the screen of a draft shows.

use askama::{Template, filters::HtmlSafe};

use super::super::{desk::review::Findings, form::Typed, heard::Heard};
use crate::{
    deliveries,
    ground::{Error, Refusal, RefusalKind, Result},
    maintenances::{self, Deed},
    members::{Role, SignedIn},
    web::{Reader, Site},
};

/// What stands beside the form.
#[derive(Clone, Debug, Template)]
#[template(path = "console/works/look.html")]
pub(super) struct Look {
    title: String,
    /// Why there is nothing to be seen yet.
    note: Option<String>,
    /// What to do to see something.
    none: Option<String>,
    findings: Option<Findings>,
    /// Whom it would be told to.
    heard: Option<Heard>,
}

impl HtmlSafe for Look {}

impl Look {
    /// Nothing has been written yet.
    pub(super) fn empty(reader: &Reader) -> Self {
        Self {
            title: reader.say("works-look-title"),
            note: None,
            none: Some(reader.say("works-look-none")),
            findings: None,
            heard: None,
        }
    }

    /// What came with a refusal, where that is why it was refused.
    pub(super) fn refused(
        reader: &Reader,
        refusal: &Refusal,
        deed: Option<&Deed>,
        (form, role): (&'static str, Role),
        typed: &Typed,
    ) -> Self {
        let is_held = refusal.kind == RefusalKind::Held && !refusal.found.is_empty();
        let held = deed.filter(|_| is_held).map(|deed| {
            let found = refusal.found.clone();
            Findings::of(reader.words, found, deed.text(), (form, role), typed)
        });
        Self {
            none: held.is_none().then(|| reader.say("works-look-none")),
            findings: held,
            ..Self::empty(reader)
        }
    }
}

/// What the review says of a deed as it would go out now.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn look_at(
    site: &Site,
    signed_in: &SignedIn,
    reader: &Reader,
    deed: Result<Deed, Refusal>,
    form: (&'static str, Role),
    (typed, is_live): (&Typed, bool),
) -> Result<Look> {
    let looked = match deed {
        Ok(deed) => rehearsed(site, signed_in, reader, deed, form, (typed, is_live)).await,
        Err(refusal) => Err(refusal.into()),
    };
    match looked {
        Err(Error::Refused(refusal)) => Ok(Look {
            note: Some(reader.words.refused(&refusal)),
            none: None,
            ..Look::empty(reader)
        }),
        other => other,
    }
}

async fn rehearsed(
    site: &Site,
    signed_in: &SignedIn,
    reader: &Reader,
    deed: Deed,
    form: (&'static str, Role),
    (typed, is_live): (&Typed, bool),
) -> Result<Look> {
    let text = deed.text().clone();
    let mut tx = site.db.begin().await?;
    let done = maintenances::rehearse(&mut tx, reader.now, signed_in.actor(), deed).await?;
    let said = deliveries::rehearsed(&mut tx).await?;
    drop(tx);
    let heard = Heard::of(site, signed_in, reader, &said, (form.0, typed, is_live)).await?;
    let heard = Some(heard);
    if text.is_empty() && done.found.is_empty() {
        return Ok(Look {
            heard,
            ..Look::empty(reader)
        });
    }
    Ok(Look {
        none: None,
        heard,
        findings: Some(Findings::of(reader.words, done.found, &text, form, typed)),
        ..Look::empty(reader)
    })
}
