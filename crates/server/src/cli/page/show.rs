//! `beffroi page list`.

use super::{Desk, Place};
use crate::{
    config::Settings,
    pages::{self, Page},
    web::address::{Asked, Front},
};

pub(super) async fn list(place: &Place) -> anyhow::Result<()> {
    let mut desk = Desk::open(place).await?;
    let all = pages::list(&mut desk.tx).await?;
    let origin = desk.settings.origin();
    for page in &all {
        let locales: Vec<&str> = page.locales.iter().map(|locale| locale.as_str()).collect();
        println!(
            "{:<20} {:<8} {:<12} {:<18} {}/",
            page.slug,
            page.access.as_str(),
            locales.join(","),
            page.zone.iana_name().unwrap_or_default(),
            super::show::origin(&all, &desk.settings, &origin, page),
        );
    }
    if all.is_empty() {
        println!("There is no page yet. Make one with: beffroi page create");
    }
    desk.done().await
}

/// What the absolute addresses of a page begin with.
pub(super) fn origin(all: &[Page], settings: &Settings, origin: &str, page: &Page) -> String {
    let front = Front {
        origin,
        is_public: settings.public_url.is_some(),
        page: settings.page.as_deref(),
    };
    pages::stand(all, front, &Asked::default(), page).origin
}
