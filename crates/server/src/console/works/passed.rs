//! Who let words on planned work out all the same, when, and why: without a second look, or although the review held them.

use super::{super::waits::name_of, screen::Scene};
use crate::{
    ground::{Result, Tx},
    maintenances,
    web::format::When,
};

/// One kind of passing, with everybody who passed so.
pub(super) struct Passed {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) items: Vec<(String, When, String)>,
}

/// Who passed on one work; kinds in which nobody did are left out.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn of(tx: &mut Tx, scene: &Scene) -> Result<Vec<Passed>> {
    let reader = &scene.reader;
    let kind = |id: &'static str| Passed {
        id,
        title: reader.say(&format!("works-{id}")),
        items: vec![],
    };
    let (mut unseen, mut held) = (kind("bypasses"), kind("overrules"));
    for one in maintenances::bypasses_of(tx, scene.standing.id()).await? {
        let who = name_of(tx, reader, one.who.1).await?;
        let item = (who, reader.instant(one.at), one.reason);
        match one.is_review {
            true => held.items.push(item),
            false => unseen.items.push(item),
        }
    }
    let mut all = vec![unseen, held];
    all.retain(|one| !one.items.is_empty());
    Ok(all)
}
