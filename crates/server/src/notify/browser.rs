//! To browsers: what is announced, and the question that shows that there is one where somebody says.

use beffroi_channels::{
    Channel, Outgoing, Reply, To, Told, Verdict, judge,
    push::{self, Browser, Chance, Question, Vapid},
};
use jiff::Timestamp;

use super::{Post, wording::Unfit};
use crate::{
    ground::token,
    pages::Page,
    subscribers::{self, Bell, Hearer, Keys, Subscription},
    web::words,
};

/// What is announced, to the browser of one who hears it.
pub(super) fn notification(
    told: &Told,
    to: &To<'_>,
    hearer: &Hearer,
    vapid: Option<&Vapid>,
    now: Timestamp,
) -> Result<Outgoing, Unfit> {
    let browser = browser(&hearer.address, hearer.keys.as_ref())?;
    let vapid = vapid.ok_or_else(no_contact)?;
    Ok(push::notification(
        told,
        to,
        &browser,
        vapid,
        &chance(),
        now,
    ))
}

/// Asks a browser for its yes, which only the one that has the keys can read; whether it is on its way, and nothing where
/// nobody will ever read it.
pub(super) async fn ask(
    post: &Post,
    sub: &Subscription,
    page: &Page,
    bell: &Bell,
    base: &str,
) -> Result<Option<()>, String> {
    let Ok(browser) = browser(&sub.address, sub.keys.as_ref()) else {
        return Ok(None);
    };
    let contact = subscribers::push_contact(post.sight.contact.as_deref(), base);
    let vapid = contact.and_then(|contact| bell.vapid(contact));
    let vapid = vapid.ok_or_else(no_contact)?;
    let locale = &sub.wishes.locale;
    let words = words::first_of([locale]);
    let token = bell.token(sub.id);
    let now = post.clock.now();
    let question = Question {
        title: page.name_in(locale),
        body: &words.say("push-question"),
        locale: words.locale(),
        url: &subscribers::manage_address(base, locale, &token),
        confirm: &format!("{locale}/subscriptions/{token}"),
    };
    let Outgoing::Call(call) = push::question(&question, &browser, &vapid, &chance(), now) else {
        return Ok(None);
    };
    let posted = post.outside.post(&call).await;
    let posted = posted.map_err(|error| error.reason())?;
    let reply = Reply {
        status: posted.status,
        retry_after: posted.retry_after.as_deref(),
        body: &posted.body,
        at: post.clock.now(),
    };
    match judge(Channel::WebPush, &reply) {
        Verdict::Delivered => Ok(Some(())),
        Verdict::Again { .. } => Err(format!("the answer was {}", posted.status)),
        Verdict::Gone(_) | Verdict::Refused(_) => Ok(None),
    }
}

fn browser(address: &str, keys: Option<&Keys>) -> Result<Browser, Unfit> {
    let Some(Keys::Push { p256dh, auth }) = keys else {
        return Err("a browser without its keys".to_owned());
    };
    Browser::parse(address, p256dh, auth).map_err(|error| error.to_string())
}

fn no_contact() -> Unfit {
    "nobody is named whom the services of browsers reach: set push.contact, or a public_url with https".to_owned()
}

fn chance() -> Chance {
    Chance {
        key: token::random(),
        salt: token::random(),
    }
}
