//! What an answer means: delivered, to be tried again, refused, or an address that is gone.
//!
//! Read in order: [`judge`], `by_status` (what holds for all of HTTP), then one function for each service; and
//! [`judge_smtp`] for what relays answer.
//! Only what a service documents ends an address; whatever nobody explains is tried again, since a
//! reader who hears a thing late has lost less than one who is silently forgotten.
//! Not here: how often, and what is done with an address that keeps failing. Nor what never became an
//! answer, such as a connection that failed: that is always tried again.

mod smtp;
#[cfg(test)]
mod tests;

pub use smtp::{Enhanced, judge_smtp};

use std::time::Duration;

use jiff::{Timestamp, fmt::rfc2822};
use serde::{Deserialize, Serialize};

/// A way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Electronic mail.
    Email,
    /// Somebody's own program, by our payload.
    Webhook,
    /// Somebody's own program, by Statuspage's payload.
    Statuspage,
    /// Slack.
    Slack,
    /// Microsoft Teams.
    Teams,
    /// Discord.
    Discord,
    /// Mattermost.
    Mattermost,
    /// Google Chat.
    GoogleChat,
    /// A short message to a telephone, through a gateway.
    Sms,
    /// A browser, through the service of whoever made it.
    WebPush,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Email,
        Self::Webhook,
        Self::Statuspage,
        Self::Slack,
        Self::Teams,
        Self::Discord,
        Self::Mattermost,
        Self::GoogleChat,
        Self::Sms,
        Self::WebPush,
    ];

    /// The word in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Webhook => "webhook",
            Self::Statuspage => "statuspage",
            Self::Slack => "slack",
            Self::Teams => "teams",
            Self::Discord => "discord",
            Self::Mattermost => "mattermost",
            Self::GoogleChat => "google_chat",
            Self::Sms => "sms",
            Self::WebPush => "web_push",
        }
    }
}

/// An answer, as far as it matters.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    /// Its status.
    pub status: u16,
    /// The header `Retry-After`, as it came.
    pub retry_after: Option<&'a str>,
    /// The beginning of its body; a few hundred letters are enough.
    pub body: &'a str,
    /// When it came, for waits that end at an instant.
    pub at: Timestamp,
}

/// What an answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It arrived.
    Delivered,
    /// It can arrive later.
    Again {
        /// Not before; where nobody said, whoever sends decides.
        after: Option<Duration>,
        /// Why it did not arrive.
        why: Reason,
    },
    /// Nothing will arrive at this address any more: it is not to be asked again.
    Gone(Reason),
    /// This message will never arrive; the next may.
    Refused(Reason),
}

/// Why something did not arrive. What a receiver wrote is not repeated: it may hold anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// They ask for patience.
    Busy,
    /// They, or something before them, are broken.
    Failing,
    /// They took too long to read it.
    Slow,
    /// They lead elsewhere; we do not follow.
    Moved,
    /// There is no such address, or no longer.
    NoSuchAddress,
    /// They ask for no more.
    AskedToLeave,
    /// The place that it led to is closed.
    Closed,
    /// They do not let us in.
    Forbidden,
    /// It is larger than they take.
    TooLarge,
    /// They have no room left.
    Full,
    /// They cannot read it.
    Unreadable,
    /// They answered what nobody documents.
    Unexplained,
}

impl Reason {
    /// The word in tables and counters.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::Failing => "failing",
            Self::Slow => "slow",
            Self::Moved => "moved",
            Self::NoSuchAddress => "no_such_address",
            Self::AskedToLeave => "asked_to_leave",
            Self::Closed => "closed",
            Self::Forbidden => "forbidden",
            Self::TooLarge => "too_large",
            Self::Full => "full",
            Self::Unreadable => "unreadable",
            Self::Unexplained => "unexplained",
        }
    }
}

/// What an answer means in a channel.
#[must_use]
pub fn judge(channel: Channel, reply: &Reply<'_>) -> Verdict {
    let known = match channel {
        Channel::Webhook | Channel::Statuspage => webhook(reply),
        Channel::Slack => slack(reply),
        Channel::Teams => teams(reply),
        Channel::Discord => discord(reply),
        Channel::Mattermost => mattermost(reply),
        Channel::GoogleChat => google_chat(reply),
        Channel::WebPush => web_push(reply),
        // No two gateways answer alike, and mails are answered by [`judge_smtp`].
        Channel::Email | Channel::Sms => None,
    };
    known.unwrap_or_else(|| by_status(reply))
}

/// What holds for all of HTTP. A status that says nothing definite is tried again.
///
/// Source: RFC 9110, 15; RFC 6585, 4.
fn by_status(reply: &Reply<'_>) -> Verdict {
    let after = wait(reply);
    let again = |why| Verdict::Again { after, why };
    match reply.status {
        200..=299 => Verdict::Delivered,
        300..=399 => again(Reason::Moved),
        400 | 406 | 411 | 415 | 422 => Verdict::Refused(Reason::Unreadable),
        401 | 403 | 407 => again(Reason::Forbidden),
        404 | 405 => again(Reason::NoSuchAddress),
        408 => again(Reason::Slow),
        413 => Verdict::Refused(Reason::TooLarge),
        425 | 429 => again(Reason::Busy),
        500..=599 => again(Reason::Failing),
        _ => again(Reason::Unexplained),
    }
}

/// A receiver that answers 410 wants no more; anything else that fails is tried again, also what says
/// that it cannot read us: it may be mended tomorrow, and means no harm to us until then.
///
/// Source: Standard Webhooks 1.0.0, "Delivery success and failure".
fn webhook(reply: &Reply<'_>) -> Option<Verdict> {
    let after = wait(reply);
    match reply.status {
        410 => Some(Verdict::Gone(Reason::AskedToLeave)),
        400 | 406 | 411 | 415 | 422 => Some(Verdict::Again {
            after,
            why: Reason::Unreadable,
        }),
        _ => None,
    }
}

/// A body of one word says what is wrong; a limit comes with `Retry-After`.
///
/// Source: <https://api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks>,
/// <https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks> ("Handling errors"),
/// <https://api.slack.com/docs/rate-limits>.
fn slack(reply: &Reply<'_>) -> Option<Verdict> {
    match (reply.status, reply.body.trim()) {
        (200..=299, _) => None,
        (_, "no_service" | "no_service_id" | "no_team" | "team_disabled" | "invalid_token") => {
            Some(Verdict::Gone(Reason::NoSuchAddress))
        }
        (_, "channel_not_found" | "channel_is_archived") | (410, _) => {
            Some(Verdict::Gone(Reason::Closed))
        }
        (_, "action_prohibited" | "posting_to_general_channel_denied" | "no_active_hooks") => {
            Some(Verdict::Refused(Reason::Forbidden))
        }
        (_, "invalid_payload" | "no_text" | "too_many_attachments" | "invalid_blocks") => {
            Some(Verdict::Refused(Reason::Unreadable))
        }
        _ => None,
    }
}

/// A webhook that was deleted is code 10015, and a call with it counts towards a ban of our address, so it
/// ends at once. A limit says in the body how long, in seconds with a fraction.
///
/// Source: <https://discord.com/developers/docs/topics/rate-limits>,
/// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes>.
fn discord(reply: &Reply<'_>) -> Option<Verdict> {
    #[derive(Deserialize)]
    struct Body {
        code: Option<i64>,
        retry_after: Option<f64>,
    }
    let body: Option<Body> = serde_json::from_str(reply.body).ok();
    let code = body.as_ref().and_then(|body| body.code);
    match (reply.status, code) {
        (404, Some(10_015 | 10_003)) => Some(Verdict::Gone(Reason::NoSuchAddress)),
        // A token that does not fit the webhook.
        (401, Some(50_027)) => Some(Verdict::Gone(Reason::NoSuchAddress)),
        (429, _) => {
            let said = body.and_then(|body| body.retry_after).and_then(seconds);
            Some(Verdict::Again {
                after: said.or_else(|| wait(reply)),
                why: Reason::Busy,
            })
        }
        _ => None,
    }
}

/// Connectors tell limits also with status 200 and a sentence in the body; a workflow answers 202. A workflow
/// that was deleted or switched off says so by name, and in which state it is.
///
/// Source: <https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using>
/// ("Rate limiting for connectors"),
/// <https://learn.microsoft.com/troubleshoot/power-platform/power-apps/connections/best-practices-when-updating-a-flow>.
fn teams(reply: &Reply<'_>) -> Option<Verdict> {
    let says = |words: &str| reply.body.contains(words);
    let after = wait(reply);
    match reply.status {
        200..=299 if says("HTTP error 429") => Some(Verdict::Again {
            after,
            why: Reason::Busy,
        }),
        200..=299 if says("HTTP error 413") => Some(Verdict::Refused(Reason::TooLarge)),
        404 if says("WorkflowNotFound") => Some(Verdict::Gone(Reason::NoSuchAddress)),
        410 => Some(Verdict::Gone(Reason::NoSuchAddress)),
        400..=499 if says("WorkflowTriggerIsNotEnabled") && says("state 'Deleted'") => {
            Some(Verdict::Gone(Reason::NoSuchAddress))
        }
        // Whoever switched it off may switch it on again.
        400..=499 if says("WorkflowTriggerIsNotEnabled") => Some(Verdict::Again {
            after,
            why: Reason::Closed,
        }),
        _ => None,
    }
}

/// A hook that was deleted answers 400 or, in later versions, 404; the name of the error tells it from a
/// message that cannot be read. Hooks that are switched off (501) may be switched on again.
///
/// Source: mattermost/mattermost, `server/channels/app/webhook.go` (`HandleIncomingWebhook`).
fn mattermost(reply: &Reply<'_>) -> Option<Verdict> {
    #[derive(Deserialize)]
    struct Body {
        id: String,
    }
    let body: Option<Body> = serde_json::from_str(reply.body).ok();
    let id = body.map(|body| body.id).unwrap_or_default();
    match (reply.status, id.as_str()) {
        (200..=299, _) => None,
        (_, "web.incoming_webhook.invalid.app_error") => Some(Verdict::Gone(Reason::NoSuchAddress)),
        (_, "web.incoming_webhook.disabled.app_error") => Some(Verdict::Again {
            after: wait(reply),
            why: Reason::Closed,
        }),
        _ => None,
    }
}

/// Errors are those of Google's programs: `NOT_FOUND` for a space or webhook that is gone, 429 with growing
/// waits.
///
/// Source: <https://developers.google.com/workspace/chat/limits>, <https://google.aip.dev/193>.
fn google_chat(reply: &Reply<'_>) -> Option<Verdict> {
    #[derive(Deserialize)]
    struct Body {
        error: Status,
    }
    #[derive(Deserialize)]
    struct Status {
        status: String,
    }
    let body: Option<Body> = serde_json::from_str(reply.body).ok();
    let status = body.map(|body| body.error.status).unwrap_or_default();
    match (reply.status, status.as_str()) {
        (404, "NOT_FOUND") => Some(Verdict::Gone(Reason::NoSuchAddress)),
        _ => None,
    }
}

/// A browser that is gone, or that asked for no more, is 404 or 410. A key that does not fit is ours to mend.
///
/// Source: RFC 8030, 7.3 and 8.4; RFC 8292, 4.2.
fn web_push(reply: &Reply<'_>) -> Option<Verdict> {
    match reply.status {
        404 => Some(Verdict::Gone(Reason::NoSuchAddress)),
        410 => Some(Verdict::Gone(Reason::AskedToLeave)),
        _ => None,
    }
}

/// The longest wait that we let somebody else set.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// What `Retry-After` asks for: seconds, or an instant.
///
/// Source: RFC 9110, 10.2.3.
fn wait(reply: &Reply<'_>) -> Option<Duration> {
    let asked = reply.retry_after?.trim();
    if let Ok(said) = asked.parse() {
        return seconds(said);
    }
    let until = rfc2822::DateTimeParser::new().parse_timestamp(asked).ok()?;
    let left = until.duration_since(reply.at);
    Some(left.unsigned_abs().min(LONGEST_WAIT)).filter(|_| left.is_positive())
}

fn seconds(said: f64) -> Option<Duration> {
    // What is no number stays none; what is too large for a wait is the longest one.
    let said = if said > LONGEST_WAIT.as_secs_f64() {
        LONGEST_WAIT.as_secs_f64()
    } else {
        said
    };
    Duration::try_from_secs_f64(said).ok()
}
