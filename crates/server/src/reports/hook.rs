//! The way out to a help desk: an address that is called with each event of a case, and the secret that signs the calls.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use beffroi_channels::{
    Call, Channel,
    webhook::{CaseNews, Secret, Stamp, case},
};
use beffroi_domain::{Actor, PageId, ReportId};
use jiff::Timestamp;

use super::{desk_of, store, tell::Body};
use crate::{
    audit,
    ground::{Refusal, Result, Tx, token},
    outbox::Claimed,
    pages, params,
    subscribers::Address,
};

/// What the outbox calls such a call.
pub const HOOK: &str = "report.hook";

/// Says which address is called with each event of a page's cases, and gives the secret that signs the calls: it is shown here and
/// nowhere else. Without an address nobody is called. Each time the secret is another.
///
/// # Errors
/// `Refused` at `url` where it is no address that can be called.
pub async fn set_hook(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    url: Option<&str>,
) -> Result<Option<String>> {
    desk_of(tx, page).await?;
    let address = url
        .map(|url| Address::of(Channel::Webhook, url))
        .transpose();
    let address = address.map_err(|refusal| Refusal {
        field: Some("url"),
        ..refusal
    })?;
    let secret = address.as_ref().map(|_| {
        let bytes: [u8; 32] = token::random();
        format!("whsec_{}", STANDARD.encode(bytes))
    });
    tx.exec(
        "UPDATE report_desks SET hook_url = $2, hook_secret = $3 WHERE page_id = $1",
        params![
            page,
            address.as_ref().map(Address::written),
            secret.as_deref()
        ],
    )
    .await?;
    let what = if secret.is_some() { "set" } else { "none" };
    audit::record(tx, now, actor, "page.desk.hook", page.0, what).await?;
    Ok(secret)
}

/// Where a page's help desk is called; nothing where nobody is.
///
/// # Errors
/// A fault when the database is away.
pub async fn hook_of(tx: &mut Tx, page: PageId) -> Result<Option<String>> {
    Ok(row_of(tx, page).await?.map(|(url, _)| url))
}

async fn row_of(tx: &mut Tx, page: PageId) -> Result<Option<(String, String)>> {
    let row: Option<(Option<String>, Option<String>)> = tx
        .find(
            "SELECT hook_url, hook_secret FROM report_desks WHERE page_id = $1",
            params![page],
        )
        .await?;
    Ok(row.and_then(|(url, secret)| url.zip(secret)))
}

/// The call that an event asks for, as it is made at `now`; nothing where nobody is to be called any more.
///
/// # Errors
/// A fault when the database is away, or the event has a form that is not known.
pub async fn call_of(tx: &mut Tx, now: Timestamp, event: &Claimed) -> Result<Option<Call>> {
    let body: Body = serde_json::from_str(&event.body)?;
    let Some(id) = event.subject.map(ReportId) else {
        return Ok(None);
    };
    let Some(report) = store::find_by_id(tx, id).await? else {
        return Ok(None);
    };
    let page = pages::find_by_id(tx, report.page).await?;
    let (Some(page), Some((url, secret))) = (page, row_of(tx, report.page).await?) else {
        return Ok(None);
    };
    let secrets: Vec<Secret> = Secret::parse(&secret).into_iter().collect();
    let stamp = Stamp {
        id: event.id,
        at: now,
        secrets: &secrets,
    };
    let news = CaseNews {
        report: &report.id.to_string(),
        reference: &report.reference.to_string(),
        page: &page.public_id.to_string(),
        state: report.state.as_str(),
        entry: body.entry.map(|id| id.to_string()),
    };
    Ok(Some(case(
        &url,
        body.news.as_str(),
        event.created_at,
        &news,
        &stamp,
    )))
}
