//! Everyone who may come in, and inviting somebody.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};

use super::link::{self, Left};
use crate::{
    console::{
        answer::{self, status_of},
        form::{Control, Field, Form, Typed, Weight, Wrong},
        frame::Frame,
        screen::{Desk, Done},
    },
    ground::{Error, Refusal, Result},
    members::{self, NewMember, Role, SignedIn},
    web::{Site, format::When},
};

#[derive(Template)]
#[template(path = "console/members/list.html")]
struct ListPage {
    frame: Frame,
    wrong: Option<Wrong>,
    title: String,
    rows: Vec<Row>,
    gone_title: String,
    gone: Vec<Row>,
    invite_title: String,
    invite: Form,
}

struct Row {
    id: String,
    name: String,
    email: String,
    roles: Vec<String>,
    /// "no address for on-call messages", where there is none.
    routes: Option<String>,
    gone: Option<(String, When)>,
}

pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(done): Query<Done>,
) -> Result<Response> {
    let mut page = page(&site, &signed_in, &Typed::default()).await?;
    let known = [
        ("removed", "done-removed"),
        ("factors", "done-factors-taken"),
        ("forgotten", "done-forgotten"),
        ("sent", "done-sent"),
    ];
    page.frame.done = done.said(&signed_in, &known);
    answer::page(&page, StatusCode::OK)
}

pub(super) async fn invite(
    State(site): State<Site>,
    signed_in: SignedIn,
    typed: Typed,
) -> Result<Response> {
    match invited(&site, &signed_in, &typed).await {
        Ok(left) => left.answer("/console/members"),
        Err(Error::Refused(refusal)) => {
            let mut page = page(&site, &signed_in, &typed).await?;
            let words = Frame::words_of(&signed_in);
            page.wrong = Some(page.invite.refuse_in(words, &refusal));
            answer::page(&page, status_of(&refusal))
        }
        Err(error) => Err(error),
    }
}

async fn invited(site: &Site, signed_in: &SignedIn, typed: &Typed) -> Result<Left> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    signed_in.everywhere(&mut tx, Role::Administrator).await?;
    let desk = Desk::of(&mut tx, site, signed_in).await?;
    let role: Role = typed.get("role").parse()?;
    let page = desk.chosen_page(typed.get("page")).ok_or_else(no_page)?;
    let new = NewMember {
        name: typed.get("name").to_owned(),
        email: typed.get("email").to_owned(),
        locale: None,
    };
    let id = members::create_member(&mut tx, now, actor, new).await?;
    members::grant_role(&mut tx, now, actor, id, page, role).await?;
    let member = members::find_by_id(&mut tx, id)
        .await?
        .ok_or(Error::NotFound)?;
    let left = link::hand_on(&mut tx, site, signed_in, &member, false).await?;
    tx.commit().await?;
    Ok(left)
}

pub(super) fn no_page() -> Refusal {
    Refusal::of("page", "choose a page, or all of them").told("refusal-token-pages")
}

async fn page(site: &Site, signed_in: &SignedIn, typed: &Typed) -> Result<ListPage> {
    let mut tx = site.db.snapshot().await?;
    signed_in.everywhere(&mut tx, Role::Administrator).await?;
    let desk = Desk::of(&mut tx, site, signed_in).await?;
    let words = desk.words();
    let (mut rows, mut gone) = (vec![], vec![]);
    let reached = members::members_with_routes(&mut tx).await?;
    for member in members::list(&mut tx).await? {
        let grants = members::roles_of(&mut tx, member.id).await?;
        let left = member.removed_at.map(|at| desk.reader.instant(at));
        let row = Row {
            id: member.id.to_string(),
            email: member.email.unwrap_or_default(),
            roles: grants.iter().map(|grant| desk.role_said(grant)).collect(),
            routes: (!reached.contains(&member.id)).then(|| words.say("routes-none")),
            gone: left.map(|at| (words.say("member-left"), at)),
            name: match member.name.as_str() {
                "" => words.say("member-nobody"),
                name => name.to_owned(),
            },
        };
        if row.gone.is_some() {
            &mut gone
        } else {
            &mut rows
        }
        .push(row);
    }
    let title = words.say("members-title");
    Ok(ListPage {
        frame: Frame::of(&mut tx, site, signed_in, &title)
            .await?
            .at("/console/members"),
        wrong: None,
        rows,
        gone_title: words.say("members-gone"),
        gone,
        invite_title: words.say("invite-title"),
        invite: invite_form(&desk, typed),
        title,
    })
}

fn invite_form(desk: &Desk, typed: &Typed) -> Form {
    let words = desk.words();
    let email = Control::input("email", "off", typed.get("email"));
    let mut fields = vec![
        Field::named(words, "name", Control::line(typed.get("name"))),
        Field::named(words, "email", email),
    ];
    fields.extend(role_fields(desk, typed));
    Form::to("invitation", "/console/members")
        .asking(fields)
        .doing(words.say("invite-enter"), Weight::Main)
}

/// Which role, and on which page.
pub(super) fn role_fields(desk: &Desk, typed: &Typed) -> [Field; 2] {
    let (roles, pages) = (
        desk.role_picks(typed.get("role")),
        desk.page_picks(typed.get("page")),
    );
    [
        Field::named(desk.words(), "role", Control::List(roles)),
        Field::named(desk.words(), "page", Control::List(pages)),
    ]
}
