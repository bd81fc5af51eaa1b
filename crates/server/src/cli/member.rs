//! `beffroi member`: who may come in to the console, from the machine itself; also when nobody can any more.

use std::{net::SocketAddr, process::ExitCode};

use clap::{Args, Subcommand};

use super::Place;
use crate::{
    app::App,
    config::Settings,
    ground::{Clock, Db, Refusal, Result, Tx},
    members::{self, FactorNews, InvitationKind, Member, NewMember, Role},
    pages::{self, OPERATOR},
};

/// Let people in to the console.
#[derive(Debug, Args)]
pub(super) struct MemberArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a member, and print the one-time link that lets them in.
    Invite(InviteArgs),
    /// Print a one-time link for a member who has lost their password; or, without an address, for the
    /// first administrator.
    Link(LinkArgs),
    /// Take a member's second factor away: app, passkeys and recovery codes; ends all their sessions.
    TakeFactors(TakeArgs),
    /// List members and their roles.
    List(ListArgs),
}

#[derive(Debug, Args)]
struct InviteArgs {
    #[command(flatten)]
    place: Place,
    /// The mail address that they sign in with
    email: String,
    /// As they are called
    #[arg(long)]
    name: String,
    /// reader, responder, publisher or administrator
    #[arg(long, value_parser = role_of, default_value = "reader")]
    role: Role,
    /// The page that the role is for; all when not given
    #[arg(long, value_name = "SLUG")]
    page: Option<String>,
}

#[derive(Debug, Args)]
struct LinkArgs {
    #[command(flatten)]
    place: Place,
    /// The mail address that they sign in with
    email: Option<String>,
}

#[derive(Debug, Args)]
struct TakeArgs {
    #[command(flatten)]
    place: Place,
    /// The mail address that they sign in with
    email: String,
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    place: Place,
}

fn role_of(text: &str) -> Result<Role, String> {
    text.parse().map_err(|refusal: Refusal| refusal.message)
}

pub(super) async fn run(args: MemberArgs) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Invite(args) => invite(args).await,
        Command::Link(args) => link(args).await,
        Command::TakeFactors(args) => take_factors(args).await,
        Command::List(args) => list(args).await,
    }?;
    Ok(ExitCode::SUCCESS)
}

/// Says how to become the first administrator, where there is none; nothing while the database is away.
pub(super) async fn print_first_link(app: &App, listening: SocketAddr) {
    let made = async {
        let mut tx = app.db.begin().await?;
        let made = members::make_first_link(&mut tx, app.clock.now(), OPERATOR).await?;
        tx.commit().await?;
        Result::<_, crate::ground::Error>::Ok(made)
    };
    let origin = app.settings.public_url.clone();
    let origin = origin.unwrap_or_else(|| format!("http://{listening}"));
    match made.await {
        Ok(Some(key)) => println!(
            "Nobody administers this installation yet. Within a day, open this once:\n{}",
            address(&origin, &key)
        ),
        Ok(None) => {}
        Err(error) => tracing::warn!(%error, "no link for a first administrator"),
    }
}

async fn invite(args: &InviteArgs) -> anyhow::Result<()> {
    let (settings, db, mut tx) = open(&args.place).await?;
    let now = Clock::System.now();
    let page = match &args.page {
        None => None,
        Some(slug) => match pages::find_by_slug(&mut tx, slug).await? {
            Some(page) => Some(page.id),
            None => anyhow::bail!("there is no page {slug:?}"),
        },
    };
    let new = NewMember {
        name: args.name.clone(),
        email: args.email.clone(),
        locale: None,
    };
    let id = members::create_member(&mut tx, now, OPERATOR, new).await?;
    members::grant_role(&mut tx, now, OPERATOR, id, page, args.role).await?;
    let kind = InvitationKind::Invite;
    let key = members::make_link(&mut tx, now, OPERATOR, kind, id).await?;
    let is_administered = members::has_administrator(&mut tx).await?;
    tx.commit().await?;
    db.close().await;
    println!("{}", address(&settings.origin(), &key));
    if !is_administered {
        eprintln!(
            "Nobody administers this installation yet. `beffroi member link` prints the link that makes the first \
             administrator."
        );
    }
    Ok(())
}

async fn link(args: &LinkArgs) -> anyhow::Result<()> {
    let (settings, db, mut tx) = open(&args.place).await?;
    let key = key_for(&mut tx, args.email.as_deref()).await?;
    tx.commit().await?;
    db.close().await;
    println!("{}", address(&settings.origin(), &key));
    Ok(())
}

async fn key_for(tx: &mut Tx, email: Option<&str>) -> anyhow::Result<String> {
    let now = Clock::System.now();
    let Some(email) = email else {
        let made = members::make_first_link(tx, now, OPERATOR).await?;
        return made.ok_or_else(|| {
            anyhow::anyhow!(
                "there is an administrator already; name the address of whoever is to come in"
            )
        });
    };
    let member = member_of(tx, email).await?;
    let kind = InvitationKind::Recover;
    Ok(members::make_link(tx, now, OPERATOR, kind, member.id).await?)
}

async fn take_factors(args: &TakeArgs) -> anyhow::Result<()> {
    let (settings, db, mut tx) = open(&args.place).await?;
    let (now, member) = (Clock::System.now(), member_of(&mut tx, &args.email).await?);
    members::take_factors(&mut tx, now, OPERATOR, member.id).await?;
    let from = settings.mail.is_some().then(|| settings.origin());
    let news = FactorNews::Taken;
    members::send_factor_news(&mut tx, now, from.as_deref(), member.id, news).await?;
    tx.commit().await?;
    db.close().await;
    println!(
        "{} comes in with the password alone, and is signed out everywhere.",
        args.email
    );
    Ok(())
}

async fn member_of(tx: &mut Tx, email: &str) -> anyhow::Result<Member> {
    match members::find_by_email(tx, email).await? {
        Some(member) => Ok(member),
        None => anyhow::bail!("nobody signs in with {email}; see: beffroi member list"),
    }
}

async fn list(args: &ListArgs) -> anyhow::Result<()> {
    let (_, db, mut tx) = open(&args.place).await?;
    let pages = pages::list(&mut tx).await?;
    for member in members::list(&mut tx).await? {
        if member.removed_at.is_some() {
            continue;
        }
        let grants = members::roles_of(&mut tx, member.id).await?;
        let said: Vec<String> = grants
            .iter()
            .map(|grant| {
                let page = pages.iter().find(|page| Some(page.id) == grant.page);
                let where_to = page.map_or("all pages", |page| &page.slug);
                format!("{} of {where_to}", grant.role.as_str())
            })
            .collect();
        println!("{}", line(&member, &said.join(", ")));
    }
    drop(tx);
    db.close().await;
    Ok(())
}

fn line(member: &Member, roles: &str) -> String {
    let email = member.email.as_deref().unwrap_or_default();
    format!("{email}\t{}\t{roles}", member.name)
}

async fn open(place: &Place) -> anyhow::Result<(Settings, Db, Tx)> {
    let settings = place.settings()?;
    let db = Db::open(&settings.database).await?;
    let tx = db.begin().await?;
    Ok((settings, db, tx))
}

fn address(origin: &str, key: &str) -> String {
    format!("{origin}/console/welcome?key={key}")
}
