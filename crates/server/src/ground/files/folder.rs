//! A folder of this machine, or one that several nodes share.

use std::{
    fs,
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use super::Place;
use crate::ground::Result;

/// Where it is.
#[derive(Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new(path: PathBuf) -> Self {
        Self(path)
    }

    pub(super) async fn put(&self, place: &Place, bytes: Vec<u8>) -> Result<()> {
        let path = self.0.join(place.path());
        let said = path.display().to_string();
        aside(move || write(&path, &bytes))
            .await?
            .with_context(|| format!("a file cannot be kept at {said}"))?;
        Ok(())
    }

    pub(super) async fn get(&self, place: &Place) -> Result<Option<Vec<u8>>> {
        let path = self.0.join(place.path());
        match aside(move || fs::read(path)).await? {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) async fn delete(&self, place: &Place) -> Result<()> {
        let path = self.0.join(place.path());
        match aside(move || fs::remove_file(path)).await? {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}

/// A disk makes one wait, and others are served meanwhile.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<io::Result<T>> {
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.context("a look at the disk broke off")?)
}

/// Whole or not at all: what breaks off has another name.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    made(folder)?;
    let draft = path.with_extension("part");
    let mut file = opened(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&draft, path)?;
    // The name has to last as well as the bytes.
    fs::File::open(folder)?.sync_all()
}

#[cfg(unix)]
fn made(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(not(unix))]
fn made(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(unix)]
fn opened(path: &Path) -> io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    options.open(path)
}

#[cfg(not(unix))]
fn opened(path: &Path) -> io::Result<fs::File> {
    fs::File::create(path)
}
