//! The section `[calls]`: which private addresses may be called for those who asked to be told there.

use std::path::PathBuf;

use serde::Deserialize;

use super::mail::roots_in;
use crate::ground::{Refusal, network::Networks, outbound::Outbound};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileCalls {
    open: Vec<String>,
    ca_file: Option<PathBuf>,
}

/// How other people's programs are called.
#[derive(Clone, Debug, Default)]
pub struct Calls {
    /// Private networks that may be called; none but the public internet else.
    pub open: Networks,
    /// Certificates that are trusted beside the public ones, as PEM.
    pub roots: Option<String>,
}

/// The section, checked.
pub(super) fn check(file: FileCalls) -> Result<Calls, Refusal> {
    let message = "write addresses or networks, such as \"10.20.0.0/16\"";
    let open = Networks::parse(&file.open).ok_or_else(|| Refusal::of("calls.open", message))?;
    let roots = file.ca_file.as_deref();
    let roots = roots
        .map(|path| roots_in("calls.ca_file", path))
        .transpose()?;
    let unread = |_| {
        Refusal::of(
            "calls.ca_file",
            "there is no certificate in it that can be read",
        )
    };
    Outbound::opening(open.clone(), roots.as_deref()).map_err(unread)?;
    Ok(Calls { open, roots })
}
