//! Cards in rooms where people talk: one file a service.
//!
//! Read in order: [`card`], `cut` (what is too long), `escape` (what could be taken for markup), then a service.
//! What somebody wrote is never markup: it stands where a service reads none, or is escaped. So nobody
//! calls a room together (`@channel`, `<!here>`, `@everyone`) by the title of an incident.
//! Deliberately absent: pictures, and buttons that do anything but lead to the page.

mod discord;
mod escape;
mod google_chat;
mod mattermost;
mod slack;
mod teams;
#[cfg(test)]
mod tests;

use crate::{Call, Channel, Fact, Outgoing, To, Told};

/// A card for a room; none for channels that are no rooms.
#[must_use]
pub fn card(channel: Channel, told: &Told, to: &To<'_>) -> Option<Outgoing> {
    let body = match channel {
        Channel::Slack => slack::card(told, to),
        Channel::Teams => teams::card(told, to),
        Channel::Discord => discord::card(told, to),
        Channel::Mattermost => mattermost::card(told, to),
        Channel::GoogleChat => google_chat::card(told, to),
        Channel::Email
        | Channel::Webhook
        | Channel::Statuspage
        | Channel::Sms
        | Channel::WebPush => return None,
    };
    Some(Outgoing::Call(Call::json(to.url, &body)))
}

/// As many facts as stand on a card: ten, the fewest that a service takes. Some services take no empty ones.
fn facts(told: &Told) -> impl Iterator<Item = &Fact> {
    let prints = |text: &str| {
        text.chars()
            .any(|one| !one.is_whitespace() && !one.is_control())
    };
    let says = move |fact: &&Fact| prints(&fact.label) && prints(&fact.says);
    told.facts.iter().filter(says).take(10)
}

/// Who speaks, and why.
fn speaker(told: &Told) -> String {
    format!("{} · {}", told.page.name, told.heading)
}

/// The way to the page of whoever is quoted, and the reader's own links, where they have any.
fn own_links<'a>(told: &'a Told, to: &To<'a>) -> impl Iterator<Item = (&'a str, &'a str)> {
    let manage = to.manage.map(|url| (told.labels.manage.as_str(), url));
    let leave = to.leave.map(|url| (told.labels.leave.as_str(), url));
    let official = told.official().into_iter();
    official.chain(manage).chain(leave)
}

/// What the way to the page is called: what was cut off is said to be there.
fn way(told: &Told, is_whole: bool) -> &str {
    if is_whole {
        &told.labels.open
    } else {
        &told.labels.rest
    }
}
