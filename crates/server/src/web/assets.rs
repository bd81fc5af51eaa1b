//! Assets: the style sheet, the script, the mark, the icon; each under a name that holds its content's hash.
//!
//! `assets/page.css` is served as `/assets/page.0123456789.css` and may be kept for ever. The plain
//! name is answered too, so that `/favicon.ico` and old pages find something, but not for ever.

use std::{collections::BTreeMap, fmt::Write as _, sync::LazyLock};

use axum::{
    Router,
    extract::Path,
    http::{HeaderValue, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use bytes::Bytes;
use rust_embed::RustEmbed;

use super::cache::Policy;
use crate::ground::{Error, Result};

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Files;

/// An asset as it is served.
struct Asset {
    hashed: String,
    kind: &'static str,
    body: Bytes,
}

static ALL: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    Files::iter()
        .filter_map(|name| Some((name.to_string(), asset(&name)?)))
        .collect()
});

/// The routes of the assets.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let named = |name: &'static str| get(async move || serve(Path(name.to_owned())).await);
    Router::new()
        .route("/assets/{name}", get(serve))
        .route("/favicon.ico", named("favicon.svg"))
        .route(WORKER, named("push-worker.js"))
}

/// Where the script that shows notifications stands: at the top of a page, since it serves what stands below it.
pub const WORKER: &str = "/push-worker.js";

/// The address of an asset. The name itself where there is none, which a test forbids.
#[must_use]
pub fn address(name: &str) -> String {
    let hashed = ALL.get(name).map_or(name, |asset| &asset.hashed);
    format!("/assets/{hashed}")
}

async fn serve(Path(name): Path<String>) -> Result<Response> {
    let by_hash = ALL.values().find(|asset| asset.hashed == name);
    let (asset, policy) = match (by_hash, ALL.get(&name)) {
        (Some(asset), _) => (asset, Policy::Forever),
        (None, Some(asset)) => (asset, Policy::Fresh),
        (None, None) => return Err(Error::NotFound),
    };
    let mut response = asset.body.clone().into_response();
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    policy.write(response.headers_mut());
    Ok(response)
}

fn asset(name: &str) -> Option<Asset> {
    let file = Files::get(name)?;
    let (stem, ending) = name.rsplit_once('.')?;
    let kind = match ending {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => return None,
    };
    let hash = file
        .metadata
        .sha256_hash()
        .iter()
        .take(5)
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
    Some(Asset {
        hashed: format!("{stem}.{hash}.{ending}"),
        kind,
        body: Bytes::from(file.data.into_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_asset_that_a_page_names_is_there_under_its_hash() {
        for name in [
            "page.css",
            "page.js",
            "favicon.svg",
            "push.js",
            "report.js",
            "icon-192.png",
            "desk.css",
            "htmx.js",
        ] {
            let address = address(name);

            assert!(ALL.contains_key(name), "{name}");
            assert_ne!(address, format!("/assets/{name}"));
        }
    }
}
