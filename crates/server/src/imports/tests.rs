//! What the tests of this room share.

use beffroi_domain::{Locale, LocalizedText, PageId};
use jiff::{Timestamp, tz::TimeZone};

use crate::{ground::token, pages::Page};

/// A page in Paris that speaks French, English and Italian.
pub(super) fn page() -> Page {
    Page {
        id: PageId(token::new_id(Timestamp::UNIX_EPOCH)),
        public_id: token::new_public_id(),
        slug: "test".to_owned(),
        name: LocalizedText::new(),
        locales: ["fr", "en", "it"].map(Locale::of).to_vec(),
        zone: TimeZone::get("Europe/Paris").unwrap(),
        since: Timestamp::UNIX_EPOCH,
        hosts: vec![],
        access: crate::pages::Access::Public,
        revision: 1,
        created_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
    }
}
