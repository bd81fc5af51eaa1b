//! A list is taken in: pasted, vouched for, and accounted for line by line.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

use super::{ADDRESS, page_of};
use crate::{
    console::{
        answer::{self, status_of},
        form::{Control, Field, Form, Typed, Weight, Wrong},
        frame::Frame,
    },
    ground::{Error, Refusal, Result},
    members::SignedIn,
    pages::Page,
    subscribers::sheet::{self, Account},
    web::{Site, Words},
};

#[derive(Template)]
#[template(path = "console/subscribers/import.html")]
struct ImportPage {
    frame: Frame,
    back: (String, String),
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    /// What became of the list.
    account: Vec<String>,
    /// The title of what was refused, and each line with why.
    refused: Option<(String, Vec<(String, String)>)>,
    form: Form,
}

/// Answers `/console/subscribers/{slug}/import`.
///
/// # Errors
/// `NotFound` for a page that is none of theirs; a fault when the database is away.
pub(super) async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response> {
    let page = screen(&site, &signed_in, &slug, &Typed::default()).await?.0;
    answer::page(&page, StatusCode::OK)
}

/// Takes the list in.
///
/// # Errors
/// As [`ask`].
pub(super) async fn bring(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    typed: Typed,
) -> Result<Response> {
    let (mut page, whose) = screen(&site, &signed_in, &slug, &typed).await?;
    let words = Frame::words_of(&signed_in);
    match taken(&site, &signed_in, &whose, &typed).await {
        Ok(account) => {
            page.form = form(words, &slug, &Typed::default());
            page.account = said(words, &account);
            page.refused = refused(words, &account);
            answer::page(&page, StatusCode::OK)
        }
        Err(Error::Refused(refusal)) => {
            page.wrong = Some(page.form.refuse_in(words, &refusal));
            answer::page(&page, status_of(&refusal))
        }
        Err(error) => Err(error),
    }
}

async fn taken(site: &Site, signed_in: &SignedIn, page: &Page, typed: &Typed) -> Result<Account> {
    if !typed.is_on("vouch") {
        let message = "tick that each of these addresses has said yes";
        return Err(Refusal::of("vouch", message)
            .told("refusal-subscription-vouch")
            .into());
    }
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let (reason, text) = (typed.get("reason"), typed.get("file"));
    sheet::import(&site.db, now, actor, page, reason, text).await
}

async fn screen(
    site: &Site,
    signed_in: &SignedIn,
    slug: &str,
    typed: &Typed,
) -> Result<(ImportPage, Page)> {
    let mut tx = site.db.snapshot().await?;
    let whose = page_of(&mut tx, signed_in, slug).await?;
    let words = Frame::words_of(signed_in);
    let title = words.say("subscribers-import-title");
    let page = ImportPage {
        frame: Frame::of(&mut tx, site, signed_in, &title)
            .await?
            .at(ADDRESS),
        back: (format!("{ADDRESS}/{slug}"), words.say("subscribers-title")),
        wrong: None,
        title,
        lead: words.say("subscribers-import-lead"),
        account: vec![],
        refused: None,
        form: form(words, slug, typed),
    };
    Ok((page, whose))
}

fn form(words: &Words, slug: &str, typed: &Typed) -> Form {
    let file = Control::Text {
        value: typed.get("file").to_owned(),
        rows: 10,
    };
    let columns = sheet::COLUMNS.join(", ");
    let hint = words.tell("subscribers-file-hint", &[("columns", &columns)]);
    let vouch = Control::Check {
        is_on: typed.is_on("vouch"),
    };
    Form::to("import", format!("{ADDRESS}/{slug}/import"))
        .asking([
            Field::of("file", words.say("subscribers-file"), file).hinted(hint),
            Field::of(
                "reason",
                words.say("subscribers-reason"),
                Control::line(typed.get("reason")),
            )
            .hinted(words.say("subscribers-reason-hint")),
            Field::of("vouch", words.say("subscribers-vouch"), vouch),
        ])
        .doing(words.say("subscribers-import-do"), Weight::Main)
}

fn said(words: &Words, account: &Account) -> Vec<String> {
    [
        ("subscribers-came-new", account.new),
        ("subscribers-came-known", account.known),
        ("subscribers-came-left", account.left),
        ("subscribers-came-refused", account.refused),
    ]
    .into_iter()
    .filter(|(key, count)| *count > 0 || *key == "subscribers-came-new")
    .map(|(key, count)| words.count(key, count, &[]))
    .collect()
}

fn refused(words: &Words, account: &Account) -> Option<(String, Vec<(String, String)>)> {
    let line = |number: &usize| {
        let number = i64::try_from(*number).unwrap_or(i64::MAX);
        words.count("subscribers-line", number, &[])
    };
    let each = account.why.iter();
    let each: Vec<_> = each
        .map(|(number, refusal)| (line(number), words.refused(refusal)))
        .collect();
    (!each.is_empty()).then(|| (words.say("subscribers-refused"), each))
}
