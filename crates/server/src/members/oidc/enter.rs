//! Who comes in by a provider: whoever is linked; else whoever was invited, by an address that the provider has verified; else
//! whoever the operator lets in by domain or group.

use beffroi_domain::{Actor, MemberId};
use jiff::Timestamp;

use super::{
    Admission, Identity, ProviderSettings, Stop,
    identity::{link_identity, recognized},
};
use crate::{
    ground::{Result, Tx},
    members::{NewMember, create_member, find_by_email, grant_role},
    params,
};

/// The member whom the provider vouches for, linked from now on.
///
/// # Errors
/// `Refused` when that is nobody who may come in.
pub async fn enter(
    tx: &mut Tx,
    now: Timestamp,
    provider: &ProviderSettings,
    identity: &Identity,
) -> Result<MemberId> {
    if let Some(member) = recognized(tx, now, identity).await? {
        return Ok(member);
    }
    let stop = |stop: Stop| stop.refusal(&provider.name);
    let email = identity.email.as_deref();
    let email = email.ok_or_else(|| stop(Stop::Unverified))?;
    let invited = find_by_email(tx, email).await?;
    let member = match (invited, &provider.admits) {
        (Some(member), _) => member.id,
        (None, Some(admits)) if admits.fits(email, &identity.groups) => {
            admit(tx, now, admits, email, identity).await?
        }
        (None, _) => return Err(stop(Stop::Stranger).into()),
    };
    let actor = Actor::Member(member.0);
    link_identity(tx, now, actor, member, provider, identity).await?;
    // The letter that invited them opens nothing any more.
    tx.exec(
        "DELETE FROM invitations WHERE member_id = $1 AND kind = 'invite'",
        params![member],
    )
    .await?;
    recognized(tx, now, identity).await?;
    Ok(member)
}

async fn admit(
    tx: &mut Tx,
    now: Timestamp,
    admits: &Admission,
    email: &str,
    identity: &Identity,
) -> Result<MemberId> {
    let name = identity.name.as_deref().unwrap_or(email);
    let new = NewMember {
        name: name.chars().take(80).collect(),
        email: email.to_owned(),
        locale: None,
    };
    let member = create_member(tx, now, Actor::System, new).await?;
    grant_role(tx, now, Actor::System, member, None, admits.role).await?;
    Ok(member)
}

impl Admission {
    fn fits(&self, email: &str, groups: &[String]) -> bool {
        let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
        let is_in_domain = self.domains.is_empty()
            || self
                .domains
                .iter()
                .any(|own| own.eq_ignore_ascii_case(domain));
        let is_in_group =
            self.groups.is_empty() || self.groups.iter().any(|own| groups.contains(own));
        let is_asked = !self.domains.is_empty() || !self.groups.is_empty();
        is_asked && is_in_domain && is_in_group
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::members::Role;

    fn admits(domains: &[&str], groups: &[&str]) -> Admission {
        let owned = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
        Admission {
            domains: owned(domains),
            groups: owned(groups),
            groups_claim: "groups".to_owned(),
            role: Role::Reader,
        }
    }

    #[test]
    fn a_domain_is_the_whole_of_what_follows_and_both_must_fit() {
        let crew = ["crew".to_owned()];

        assert!(admits(&["Example.com"], &[]).fits("a@example.com", &[]));
        assert!(!admits(&["example.com"], &[]).fits("a@sub.example.com", &[]));
        assert!(!admits(&["example.com"], &[]).fits("a@notexample.com", &[]));
        assert!(admits(&[], &["crew"]).fits("a@b.example", &crew));
        assert!(!admits(&["example.com"], &["crew"]).fits("a@example.com", &[]));
        assert!(!admits(&[], &[]).fits("a@example.com", &crew));
    }
}
