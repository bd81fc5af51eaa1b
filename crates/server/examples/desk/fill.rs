//! The demo with a desk that is open, and somebody at the console.

use anyhow::{Context as _, Result};
use beffroi::{
    demo,
    ground::{Clock, Db, db::DbUrl},
    incidents,
    members::{self, NewMember, Role, Way},
    pages, reports,
};
use beffroi_domain::{Actor, Locale};
use serde_json::json;

/// Fills an empty database; prints the cookie of whoever is signed in, and what goes on.
#[expect(
    clippy::print_stdout,
    reason = "what was filled is what this program is for"
)]
pub async fn fill(database: &str) -> Result<()> {
    let url: DbUrl = database.parse()?;
    let db = Db::open(&url).await?;
    let now = Clock::System.now();
    demo::fill(&db, now).await?;
    let mut tx = db.begin().await?;
    let page = pages::find_by_slug(&mut tx, demo::SLUG).await?;
    let page = page.context("the demo's page")?.id;
    let mut rules = reports::desk_of(&mut tx, page).await?.rules;
    rules.is_open = true;
    reports::set_rules(&mut tx, now, Actor::System, page, &rules).await?;
    let open = incidents::open_on(&mut tx, page).await?;
    let about = &open.first().context("a live incident")?.public_id;
    let new = NewMember {
        name: "Ada".to_owned(),
        email: "ada@example.com".to_owned(),
        locale: Some(Locale::of("en")),
    };
    let ada = members::create_member(&mut tx, now, Actor::System, new).await?;
    members::grant_role(&mut tx, now, Actor::System, ada, None, Role::Administrator).await?;
    let way = Way::Password;
    let secret =
        members::start_session(&mut tx, now, Actor::System, ada, "browser", way, true).await?;
    let said = json!({ "cookie": format!("beffroi={secret}"), "about": about.as_str() });
    tx.commit().await?;
    println!("{said}");
    Ok(())
}
