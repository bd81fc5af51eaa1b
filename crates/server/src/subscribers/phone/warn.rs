//! Whoever administers the installation is told, once for each day and month, that there are no more segments.

use beffroi_domain::Actor;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::Full;
use crate::{
    audit,
    ground::{Result, Tx},
    members::{self, Member, Role},
    outbox::{self, Letter},
    params,
    subscribers::Sender,
    web::{
        host_of,
        letters::{self, Heading},
        words,
    },
};

/// How long it is of use to hear of it.
const NEWS: SignedDuration = SignedDuration::from_hours(24);

/// Says that nothing goes any more today, or this month: in the log, in the audit, and by a letter to each who administers
/// the installation. `house` is the installation itself.
///
/// # Errors
/// A fault when the database is away.
pub async fn warn(tx: &mut Tx, now: Timestamp, house: Sender<'_>, full: &Full) -> Result<()> {
    let Full { period, most, .. } = full;
    let first = tx
        .exec(
            "UPDATE phone_spending SET told_at = $2 WHERE period = $1 AND told_at IS NULL",
            params![period.as_str(), now],
        )
        .await?;
    if first == 0 {
        return Ok(());
    }
    tracing::error!(
        %period,
        segments = *most,
        "short messages are spent: none goes until it is over, or until sms.segments_a_day and sms.segments_a_month allow more"
    );
    audit::record(tx, now, Actor::System, "sms.spent", Uuid::nil(), period).await?;
    if !house.has_mail {
        return Ok(());
    }
    for member in administrators(tx).await? {
        write(tx, now, house, &member, full).await?;
    }
    Ok(())
}

async fn administrators(tx: &mut Tx) -> Result<Vec<Member>> {
    let mut all = Vec::new();
    for member in members::list(tx).await? {
        let grants = members::roles_of(tx, member.id).await?;
        let is_one =
            |grant: &members::Grant| grant.page.is_none() && grant.role == Role::Administrator;
        if grants.iter().any(is_one) {
            all.push(member);
        }
    }
    Ok(all)
}

async fn write(
    tx: &mut Tx,
    now: Timestamp,
    house: Sender<'_>,
    member: &Member,
    full: &Full,
) -> Result<()> {
    let Some(to) = member.email.as_deref() else {
        return Ok(());
    };
    let heading = Heading {
        host: host_of(house.base),
        name: &member.name,
    };
    let address = format!("{}/console/subscribers", house.base);
    let words = words::first_of(&member.locale);
    let says = letters::spent(words, heading, (full.is_month, full.most), address);
    let letter = Letter {
        key: &format!("sms-spent:{}:{}", full.period, member.id),
        kind: "sms-spent",
        to,
        subject: Some(member.id.0),
        says: &says,
        expires_at: Some(now + NEWS),
    };
    outbox::letter(tx, now, &letter).await.map(drop)
}
