//! The section `[push]`: whom the services of browsers reach about what is sent to them.

use serde::Deserialize;

use crate::ground::Refusal;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FilePush {
    contact: Option<String>,
}

/// The contact, checked; `None` where the page's own address stands for it.
pub(super) fn check(file: FilePush) -> Result<Option<String>, Refusal> {
    let is_one = |contact: &str| {
        let rest = ["mailto:", "https://"]
            .iter()
            .find_map(|scheme| contact.strip_prefix(scheme));
        rest.is_some_and(|rest| !rest.is_empty())
            && contact.bytes().all(|byte| byte.is_ascii_graphic())
    };
    match file.contact {
        Some(contact) if !is_one(&contact) => Err(Refusal::of(
            "push.contact",
            "write an address such as mailto:status@example.com or https://example.com/contact",
        )),
        contact => Ok(contact),
    }
}
