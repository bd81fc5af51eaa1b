//! What was sent with a case, for those who may answer it: a list, and each file as a download.
//!
//! A file of a stranger is never shown by a page of ours: it is handed out as an attachment that no browser guesses about, under a
//! policy that lets it do nothing. Who took which out stands in the audit.

use axum::{
    Extension,
    body::Body,
    extract::{Path, State},
    http::{HeaderName, HeaderValue, header},
    response::Response,
};
use uuid::Uuid;

use super::{ADDRESS, Scene};
use crate::{
    ground::{Error, Result, files::Store},
    members::{Role, SignedIn},
    reports::{self, Fate, File, Opened},
    web::{Site, cache::Policy, format::When},
};

/// For a browser that shows it all the same.
const POLICY: &str = "sandbox; default-src 'none'";
/// The signs that a name may have in a header as they are.
///
/// Source: RFC 8187, 3.2.1 (`attr-char`).
const PLAIN: &[u8] = b"!#$&+-.^_`|~";

/// A file on the screen of a case.
pub(super) struct FileRow {
    /// As its sender called it.
    pub(super) name: String,
    /// Where it is handed out, where it is kept and the member may have it.
    pub(super) address: Option<String>,
    /// What it is, or why it is not there.
    pub(super) about: String,
    /// When it came.
    pub(super) when: When,
}

/// What was sent with a case.
pub(super) fn rows(scene: &Scene, files: &[File]) -> Vec<FileRow> {
    let reader = &scene.reader;
    let row = |file: &File| FileRow {
        name: file.name.clone(),
        address: match file.fate {
            Fate::Kept(_) if scene.may() => {
                Some(format!("{ADDRESS}/{}/files/{}", scene.report.id, file.id))
            }
            _ => None,
        },
        about: reports::told_of_file(reader, file),
        when: reader.instant(file.created_at),
    };
    files.iter().map(row).collect()
}

/// Answers `/console/cases/{id}/files/{file}`: the file, to be kept and not shown. The audit says that it was taken.
///
/// # Errors
/// `NotFound` without it, or where it is none of theirs; a fault when the database or the storage is away.
pub(super) async fn take(
    State(site): State<Site>,
    Extension(store): Extension<Store>,
    signed_in: SignedIn,
    Path((id, file)): Path<(Uuid, Uuid)>,
) -> Result<Response> {
    let now = site.clock.now();
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, (id, Role::Responder)).await?;
    let of = (scene.report.id, file);
    let opened = reports::open_file(&mut tx, now, signed_in.actor(), of).await?;
    tx.commit().await?;
    let bytes = store.get(now, &opened.place).await?;
    Ok(handed_out(&opened, bytes.ok_or(Error::NotFound)?))
}

fn handed_out(opened: &Opened, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, opened.kind.media()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let attachment = format!("attachment; filename*=UTF-8''{}", encoded(&opened.name));
    let attachment = HeaderValue::from_str(&attachment);
    headers.insert(
        header::CONTENT_DISPOSITION,
        attachment.unwrap_or(HeaderValue::from_static("attachment")),
    );
    Policy::Never.write(headers);
    response
}

fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte.is_ascii_alphanumeric() || PLAIN.contains(&byte) {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_no_header_and_begins_none() {
        assert_eq!(encoded("écran 1.png"), "%C3%A9cran%201.png");
        assert_eq!(encoded("a\"; b\r\nc.txt"), "a%22%3B%20b%0D%0Ac.txt");
    }
}
