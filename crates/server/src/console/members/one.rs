//! One member: what they may, and their leaving.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::MemberId;
use uuid::Uuid;

use super::link;
use super::list::{no_page, role_fields};
use crate::{
    console::{
        answer::{self, see_other, status_of},
        form::{Form, Typed, Weight, Wrong},
        frame::Frame,
        screen::{Desk, Question},
    },
    ground::{Error, Refusal, Result, Tx},
    members::{self, FactorNews, Member, Role, SignedIn},
    web::Site,
};

#[derive(Template)]
#[template(path = "console/members/one.html")]
struct OnePage {
    frame: Frame,
    wrong: Option<Wrong>,
    crumb: String,
    name: String,
    email: String,
    is_here: bool,
    roles_title: String,
    roles: Vec<(String, String)>,
    none: String,
    take: String,
    give: Form,
    more_title: String,
    link: Form,
    link_note: String,
    factors: String,
    take_factors: Option<(String, String)>,
    leave: (String, String),
}

pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    answer::page(&page(&site, &signed_in, id, None).await?, StatusCode::OK)
}

pub(super) async fn grant(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    chosen: Typed,
) -> Result<Response> {
    let changed = change(&site, &signed_in, id, &chosen, true).await;
    after(&site, &signed_in, id, changed).await
}

pub(super) async fn take(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    chosen: Typed,
) -> Result<Response> {
    let changed = change(&site, &signed_in, id, &chosen, false).await;
    after(&site, &signed_in, id, changed).await
}

async fn change(
    site: &Site,
    signed_in: &SignedIn,
    id: Uuid,
    chosen: &Typed,
    is_given: bool,
) -> Result<()> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    signed_in.everywhere(&mut tx, Role::Administrator).await?;
    let desk = Desk::of(&mut tx, site, signed_in).await?;
    let page = desk.chosen_page(chosen.get("page")).ok_or_else(no_page)?;
    match is_given {
        true => {
            let role = chosen.get("role").parse()?;
            members::grant_role(&mut tx, now, actor, MemberId(id), page, role).await?;
        }
        false => members::revoke_role(&mut tx, now, actor, MemberId(id), page).await?,
    }
    tx.commit().await
}

/// Back to the member, or the same screen with what was refused.
async fn after(
    site: &Site,
    signed_in: &SignedIn,
    id: Uuid,
    changed: Result<()>,
) -> Result<Response> {
    match changed {
        Ok(()) => Ok(see_other(&format!("/console/members/{id}"))),
        Err(Error::Refused(refusal)) => {
            let page = page(site, signed_in, id, Some(&refusal)).await?;
            answer::page(&page, status_of(&refusal))
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn ask_remove(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let question = question(&site, &signed_in, id, "remove", None).await?;
    answer::page(&question, StatusCode::OK)
}

pub(super) async fn remove(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    leave(&site, &signed_in, id, "remove").await
}

pub(super) async fn ask_factors(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let question = question(&site, &signed_in, id, "factors", None).await?;
    answer::page(&question, StatusCode::OK)
}

pub(super) async fn take_factors(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    leave(&site, &signed_in, id, "factors").await
}

pub(super) async fn ask_forget(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let question = question(&site, &signed_in, id, "forget", None).await?;
    answer::page(&question, StatusCode::OK)
}

pub(super) async fn forget(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    leave(&site, &signed_in, id, "forget").await
}

async fn leave(
    site: &Site,
    signed_in: &SignedIn,
    id: Uuid,
    deed: &'static str,
) -> Result<Response> {
    match left(site, signed_in, id, deed).await {
        Ok(()) if deed == "remove" => Ok(see_other("/console/members?done=removed")),
        Ok(()) if deed == "factors" => Ok(see_other("/console/members?done=factors")),
        Ok(()) => Ok(see_other("/console/members?done=forgotten")),
        Err(Error::Refused(refusal)) => {
            let question = question(site, signed_in, id, deed, Some(&refusal)).await?;
            answer::page(&question, status_of(&refusal))
        }
        Err(error) => Err(error),
    }
}

async fn left(site: &Site, signed_in: &SignedIn, id: Uuid, deed: &str) -> Result<()> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    signed_in.everywhere(&mut tx, Role::Administrator).await?;
    match deed {
        "remove" => members::remove_member(&mut tx, now, actor, MemberId(id)).await?,
        "factors" => {
            members::take_factors(&mut tx, now, actor, MemberId(id)).await?;
            let (from, news) = (site.writes_from(), FactorNews::Taken);
            members::send_factor_news(&mut tx, now, from, MemberId(id), news).await?;
        }
        _ => members::forget_member(&mut tx, now, actor, MemberId(id)).await?,
    }
    tx.commit().await
}

async fn question(
    site: &Site,
    signed_in: &SignedIn,
    id: Uuid,
    deed: &'static str,
    refusal: Option<&Refusal>,
) -> Result<Question> {
    let mut tx = site.db.snapshot().await?;
    let (member, desk) = member(&mut tx, site, signed_in, id).await?;
    let words = desk.words();
    let named = [("name", member.name.as_str())];
    let title = words.tell(&format!("member-{deed}-title"), &named);
    let action = format!("/console/members/{id}/{deed}");
    let label = words.tell(&format!("member-{deed}"), &named);
    let mut form = Form::to("ask", action).doing(label, Weight::Grave);
    Ok(Question {
        frame: Frame::of(&mut tx, site, signed_in, &title)
            .await?
            .at("/console/members"),
        lead: words.say(&format!("member-{deed}-lead")),
        wrong: refusal.map(|refusal| form.refuse_in(words, refusal)),
        form,
        back: (format!("/console/members/{id}"), words.say("leave-it")),
        title,
    })
}

/// The member that is meant, for somebody who administers all pages.
async fn member(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    id: Uuid,
) -> Result<(Member, Desk)> {
    signed_in.everywhere(tx, Role::Administrator).await?;
    let member = members::find_by_id(tx, MemberId(id)).await?;
    let desk = Desk::of(tx, site, signed_in).await?;
    Ok((member.ok_or(Error::NotFound)?, desk))
}

async fn page(
    site: &Site,
    signed_in: &SignedIn,
    id: Uuid,
    refusal: Option<&Refusal>,
) -> Result<OnePage> {
    let mut tx = site.db.snapshot().await?;
    let (member, desk) = member(&mut tx, site, signed_in, id).await?;
    let words = desk.words();
    let grants = members::roles_of(&mut tx, member.id).await?;
    let roles = grants.iter().map(|grant| {
        let page = grant.page.map_or("all".to_owned(), |page| page.to_string());
        (page, desk.role_said(grant))
    });
    let has_factor = members::has_factor(&mut tx, member.id).await?;
    let name = match member.name.as_str() {
        "" => words.say("member-nobody"),
        name => name.to_owned(),
    };
    let is_here = member.removed_at.is_none();
    let deed = if is_here { "remove" } else { "forget" };
    let at = format!("/console/members/{id}");
    let mut give = Form::to("give", format!("{at}/roles"))
        .asking(role_fields(&desk, &Typed::default()))
        .doing(words.say("role-give"), Weight::Main);
    Ok(OnePage {
        frame: Frame::of(&mut tx, site, signed_in, &name)
            .await?
            .at("/console/members"),
        wrong: refusal.map(|refusal| give.refuse_in(words, refusal)),
        crumb: words.say("to-members"),
        email: member.email.unwrap_or_default(),
        is_here,
        roles_title: words.say("member-roles"),
        roles: roles.collect(),
        none: words.say("member-no-roles"),
        take: words.say("role-take"),
        give,
        more_title: words.say("member-more"),
        link: link::form(site, words, &at),
        link_note: words.say("member-link-note"),
        factors: words.say(match has_factor {
            true => "member-factors-some",
            false => "member-factors-none",
        }),
        take_factors: has_factor.then(|| {
            let label = words.tell("member-factors", &[("name", &name)]);
            (format!("{at}/factors"), label)
        }),
        leave: (
            format!("{at}/{deed}"),
            words.tell(&format!("member-{deed}"), &[("name", &name)]),
        ),
        name,
    })
}
