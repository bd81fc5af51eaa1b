//! The section `[files]`: where files are kept that come with reports.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::mail::{read, roots_in};
use crate::ground::{
    Refusal,
    db::DbUrl,
    files::{BucketSettings, Store},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileFiles {
    folder: Option<PathBuf>,
    s3_endpoint: Option<String>,
    s3_bucket: Option<String>,
    s3_region: String,
    s3_key_id: Option<String>,
    s3_secret: Option<String>,
    s3_secret_file: Option<PathBuf>,
    s3_ca_file: Option<PathBuf>,
    s3_allow_private: bool,
}

impl Default for FileFiles {
    fn default() -> Self {
        Self {
            folder: None,
            s3_endpoint: None,
            s3_bucket: None,
            s3_region: "us-east-1".to_owned(),
            s3_key_id: None,
            s3_secret: None,
            s3_secret_file: None,
            s3_ca_file: None,
            s3_allow_private: false,
        }
    }
}

/// Where files are kept, as it was set.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// In which folder; beside the database where none is named.
    pub folder: Option<PathBuf>,
    /// In a bucket instead.
    pub bucket: Option<Store>,
}

impl Files {
    pub(super) fn store(&self, database: &DbUrl) -> Store {
        match (&self.bucket, &self.folder) {
            (Some(bucket), _) => bucket.clone(),
            (None, Some(folder)) => Store::in_folder(folder.clone()),
            (None, None) => Store::in_folder(beside(database)),
        }
    }
}

/// `beffroi-files` for `beffroi.db`.
fn beside(database: &DbUrl) -> PathBuf {
    let named = |path: &Path| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        path.with_file_name(format!("{stem}-files"))
    };
    match database {
        DbUrl::File(path) => named(path),
        DbUrl::Postgres(_) => PathBuf::from("beffroi-files"),
    }
}

/// The section, checked.
pub(super) fn check(file: FileFiles) -> Result<Files, Refusal> {
    let secret = file.s3_secret_file.as_deref();
    let secret = secret
        .map(|path| read("files.s3_secret_file", path))
        .transpose()?;
    let roots = file.s3_ca_file.as_deref();
    let roots = roots
        .map(|path| roots_in("files.s3_ca_file", path))
        .transpose()?;
    let folder = file.folder.filter(|path| !path.as_os_str().is_empty());
    let Some(endpoint) = file.s3_endpoint else {
        let is_half = file.s3_bucket.is_some() || file.s3_key_id.is_some();
        let message = "write where the storage is, such as https://s3.example.com, or leave out its bucket and key";
        return match is_half {
            true => Err(Refusal::of("files.s3_endpoint", message)),
            false => Ok(Files {
                folder,
                bucket: None,
            }),
        };
    };
    if folder.is_some() {
        let message = "files are kept in a folder or in a bucket; leave out files.folder or files.s3_endpoint";
        return Err(Refusal::of("files.folder", message));
    }
    let settings = BucketSettings {
        endpoint,
        bucket: bucket(file.s3_bucket)?,
        region: one_word("files.s3_region", Some(file.s3_region))?,
        key_id: one_word("files.s3_key_id", file.s3_key_id)?,
        secret: one_word("files.s3_secret", secret.or(file.s3_secret))?,
        may_be_private: file.s3_allow_private,
        roots,
    };
    Ok(Files {
        folder: None,
        bucket: Some(Store::in_bucket(settings)?),
    })
}

/// Source: Amazon S3's rules for the names of buckets, with the capitals and underscores of older ones.
fn bucket(name: Option<String>) -> Result<String, Refusal> {
    let name = name.unwrap_or_default();
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let is_end = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = name.as_bytes();
    let is_good = (3..=255).contains(&bytes.len())
        && bytes.iter().all(|byte| is_sign(*byte))
        && is_end(bytes.first())
        && is_end(bytes.last());
    let message = "write the name of the bucket: 3 letters or more, figures, hyphens and dots";
    match is_good {
        true => Ok(name),
        false => Err(Refusal::of("files.s3_bucket", message)),
    }
}

fn one_word(key: &'static str, text: Option<String>) -> Result<String, Refusal> {
    let text = text.unwrap_or_default().trim().to_owned();
    match !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        true => Ok(text),
        false => Err(Refusal::of(
            key,
            "write it as the storage gave it: letters, figures and signs, on one line",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(more: FileFiles) -> Result<Files, Refusal> {
        check(FileFiles {
            s3_key_id: Some("key".to_owned()),
            s3_secret: Some("secret".to_owned()),
            s3_bucket: Some("files".to_owned()),
            s3_endpoint: Some("https://s3.example.com".to_owned()),
            ..more
        })
    }

    #[test]
    fn files_are_beside_the_database_where_nothing_is_said() {
        let here = |url: DbUrl| beside(&url);

        let file = DbUrl::File("/srv/status/beffroi.db".into());
        assert_eq!(here(file), Path::new("/srv/status/beffroi-files"));
        let server = DbUrl::Postgres("postgres://localhost/x".to_owned());
        assert_eq!(here(server), Path::new("beffroi-files"));
        assert!(check(FileFiles::default()).unwrap().bucket.is_none());
    }

    #[test]
    fn half_a_bucket_is_refused_at_what_is_missing() {
        assert!(set(FileFiles::default()).unwrap().bucket.is_some());
        for (field, file) in [
            (
                "files.s3_endpoint",
                FileFiles {
                    s3_bucket: Some("files".to_owned()),
                    ..FileFiles::default()
                },
            ),
            (
                "files.s3_bucket",
                FileFiles {
                    s3_endpoint: Some("https://s3.example.com".to_owned()),
                    ..FileFiles::default()
                },
            ),
            (
                "files.s3_key_id",
                FileFiles {
                    s3_endpoint: Some("https://s3.example.com".to_owned()),
                    s3_bucket: Some("files".to_owned()),
                    ..FileFiles::default()
                },
            ),
            (
                "files.s3_secret",
                FileFiles {
                    s3_endpoint: Some("https://s3.example.com".to_owned()),
                    s3_bucket: Some("files".to_owned()),
                    s3_key_id: Some("key".to_owned()),
                    ..FileFiles::default()
                },
            ),
        ] {
            assert_eq!(check(file).unwrap_err().field, Some(field));
        }
    }

    #[test]
    fn a_folder_beside_a_bucket_and_storage_in_the_clear_are_refused() {
        let both = set(FileFiles {
            folder: Some("files".into()),
            ..FileFiles::default()
        });
        let clear = |may: bool| {
            check(FileFiles {
                s3_endpoint: Some("http://10.0.0.1:9000".to_owned()),
                s3_bucket: Some("files".to_owned()),
                s3_key_id: Some("key".to_owned()),
                s3_secret: Some("secret".to_owned()),
                s3_allow_private: may,
                ..FileFiles::default()
            })
        };

        assert_eq!(both.unwrap_err().field, Some("files.folder"));
        assert_eq!(clear(false).unwrap_err().field, Some("files.s3_endpoint"));
        assert!(clear(true).is_ok());
    }

    #[test]
    fn a_secret_is_never_printed() {
        let printed = format!("{:?}", set(FileFiles::default()).unwrap());

        assert!(!printed.contains("secret"), "{printed}");
    }
}
