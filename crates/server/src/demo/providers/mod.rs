//! Providers that do not exist, followed as real ones are: each look is a reply in the form of its page, read by that form's own
//! reader and taken in, from ninety days ago until now. Nothing is asked on the network, now or later.
//!
//! Read in order: `story` (what stands in `data/providers.toml`), `scene` (a page at one instant), `forms` (that page as its form
//! writes it), [`follow`] (the first start), [`look_again`] (a later one).

mod forms;
mod scene;
mod story;

use anyhow::Context as _;
use beffroi_domain::{Actor, PageId};
use beffroi_readers::watch::{Place, Reply, Seen};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use scene::{Plot, Step};

use crate::{
    ground::{Result, Tx},
    pages::{self, Page},
    providers::{self, Follow, Provider},
};

/// How long before the first start they have been followed.
const FOLLOWED: SignedDuration = SignedDuration::from_hours(97 * 24);
/// Nobody looks at them but a start of the demo: the next look is due when nobody will wait for it any more.
const NEVER: SignedDuration = SignedDuration::from_hours(100 * 365 * 24);

/// Follows them all, and looks at each as often as its page changed since.
pub(super) async fn follow(
    tx: &mut Tx,
    now: Timestamp,
    page: PageId,
    zone: &TimeZone,
) -> Result<()> {
    let page = pages::find_by_id(tx, page)
        .await?
        .context("the demo's page")?;
    for story in story::read().context("the demo's providers")? {
        let began = now.saturating_sub(FOLLOWED).unwrap_or(now);
        let new = Follow {
            slug: story.slug.clone(),
            name: story.name.clone(),
            sector: story.sector.clone(),
            place: Place::of(&story.page),
            form: Some(story.form.clone()),
            locale: story.locale.parse().context("a demo provider's locale")?,
            zone: zone.clone(),
            selectors: std::collections::BTreeMap::new(),
            is_empty_clear: true,
            pages: vec![page.id],
        };
        let id = providers::follow(tx, began, Actor::System, &new).await?;
        let provider = providers::load(tx, id).await?;
        let plot = Plot::of(&story, now, zone);
        for step in plot.steps(began, now) {
            look(tx, &page, &provider, &plot, step).await?;
        }
        providers::rest_until(tx, id, now.saturating_add(NEVER).unwrap_or(Timestamp::MAX)).await?;
    }
    Ok(())
}

/// One look at a page, at the instant of a step; true where that changed anything.
async fn look(
    tx: &mut Tx,
    page: &Page,
    provider: &Provider,
    plot: &Plot<'_>,
    step: Step,
) -> Result<bool> {
    if let Some(why) = plot.dark_at(step.at) {
        return providers::blind(tx, step.at, provider.id, why).await;
    }
    let seen = read(page, provider, plot, step.at)?;
    let taken = providers::take_in(tx, step.at, provider.id, &seen, false).await?;
    Ok(taken.is_anything())
}

/// What the form's own reader makes of the page as it stood at `at`.
fn read(page: &Page, provider: &Provider, plot: &Plot<'_>, at: Timestamp) -> Result<Seen> {
    let form = provider.form().context("a demo provider's form")?;
    let context = provider.context(at, &page.locales);
    let mut whole: Option<Seen> = None;
    for (role, body) in forms::replies(plot, at)? {
        let reply = Reply {
            role,
            url: &provider.place.page,
            headers: &[],
            body: body.as_bytes(),
        };
        let seen = (form.read)(&reply, &context)
            .map_err(|blind| anyhow::anyhow!("{}: {blind}", provider.slug))?;
        match &mut whole {
            Some(known) => known.join(seen),
            None => whole = Some(seen),
        }
    }
    Ok(whole.context("a demo provider's reply")?)
}

/// A later start looks at what changed since, and once more. True where anything did.
pub(super) async fn look_again(tx: &mut Tx, now: Timestamp, page: &Page) -> Result<bool> {
    let mut is_new = false;
    for story in story::read().context("the demo's providers")? {
        let Some(provider) = providers::find_by_slug(tx, &story.slug).await? else {
            continue;
        };
        if provider.left_at.is_some() {
            continue;
        }
        let first = provider.created_at.saturating_add(FOLLOWED).unwrap_or(now);
        let plot = Plot::of(&story, first, &page.zone);
        let last = provider.checked_at.unwrap_or(first);
        for step in plot.later(last, now) {
            is_new |= look(tx, page, &provider, &plot, step).await?;
        }
        let rest = now.saturating_add(NEVER).unwrap_or(Timestamp::MAX);
        providers::rest_until(tx, provider.id, rest).await?;
    }
    Ok(is_new)
}

#[cfg(test)]
mod tests {
    use beffroi_domain::Locale;

    use super::*;

    #[test]
    fn every_story_can_be_told_in_its_form_at_any_time_of_it() {
        let now: Timestamp = "2026-03-04T11:00:00Z".parse().unwrap();
        let (began, zone) = (now - FOLLOWED, TimeZone::UTC);
        for story in story::read().unwrap() {
            let plot = Plot::of(&story, now, &zone);
            let form = beffroi_readers::watch::form(&story.form).unwrap();
            let steps = plot.steps(began, now);

            assert!(steps.len() > 4, "{}", story.slug);
            for step in steps {
                let context = beffroi_readers::watch::Context {
                    now: step.at,
                    place: Place::of(&story.page),
                    name: story.name.clone(),
                    locale: Locale::of("en"),
                    locales: vec![Locale::of("fr"), Locale::of("en")],
                    zone: TimeZone::UTC,
                    selectors: std::collections::BTreeMap::new(),
                    is_empty_clear: true,
                };
                for (role, body) in forms::replies(&plot, step.at).unwrap() {
                    let reply = Reply {
                        role,
                        url: &story.page,
                        headers: &[],
                        body: body.as_bytes(),
                    };
                    let seen = (form.read)(&reply, &context).unwrap();
                    assert_eq!(seen.unknown, Vec::<String>::new(), "{}", story.slug);
                }
            }
        }
    }
}
