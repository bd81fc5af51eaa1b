//! A letter to whoever writes a word: the mail that readers will get, marked as a preview in its subject and in a thread of its own.

use beffroi_channels::{
    Mail,
    mail::announce::{self, Draft, Sender},
};

use super::{
    Post,
    told::told,
    wording::{reader_of, stands},
};
use crate::{
    deliveries::{Broadcast, Proof},
    ground::{Result, outbound::RelayError},
    outbox::Claimed,
};

/// The mail of such a letter.
pub(super) async fn mail(post: &Post, from: &str, claimed: &Claimed) -> Result<Mail, RelayError> {
    let never = |problem: String| RelayError::Never(problem, None);
    let proof: Proof = serde_json::from_str(&claimed.body)
        .map_err(|_| never("it has a form that is not known".to_owned()))?;
    let stood = async {
        let mut look = post.db.snapshot().await?;
        stands(&mut look, &post.sight, proof.said.page).await
    };
    // A database that is away says nothing of the letter.
    let (page, address) = stood
        .await
        .map_err(|error| RelayError::Later(error.to_string(), None))?;
    let broadcast = Broadcast {
        id: claimed.id,
        created_at: claimed.created_at,
        said: proof.said,
        gathered: vec![],
    };
    let reader = reader_of(&page, &address, &broadcast, &proof.locale);
    let mut told = told(&reader, &page, &broadcast);
    for what in [&mut told.kind, &mut told.heading] {
        *what = reader
            .words
            .tell("bell-preview", &[("heading", what.as_str())]);
    }
    told.key = claimed.key.clone();
    told.subject = claimed.id.simple().to_string();
    let sender = Sender {
        from,
        reply_to: None,
        at: claimed.created_at,
    };
    let draft = Draft::new(&told, &sender).map_err(|error| never(error.to_string()))?;
    let id = claimed.id.simple().to_string();
    // There is nothing to change and nothing to leave: both lead to the page.
    let home = told.page.address.clone();
    let mail = draft.mail(&announce::Reader {
        to: claimed.recipient.as_deref().unwrap_or_default(),
        id: &id,
        why: &reader.say("bell-why-preview"),
        manage: &home,
        leave: &home,
        one_click: None,
        leave_by_mail: None,
        bounces_to: None,
    });
    mail.map_err(|error| never(error.to_string()))
}
