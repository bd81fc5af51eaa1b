//! File descriptors: as many as the system lets us have, since each connection is one.

use std::io;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// What is left for the database, logs and documents.
const OURS: u64 = 64;

/// Raises the soft limit to the hard one, and says so where it is still too few for `connections`.
pub fn raise_file_limit(connections: usize) {
    match raise() {
        Ok(limit) if is_enough(limit, connections) => {
            tracing::debug!(limit, "file descriptors");
        }
        Ok(limit) => tracing::warn!(
            limit,
            connections,
            "fewer file descriptors than limits.connections needs; raise the hard limit (LimitNOFILE)"
        ),
        Err(error) => tracing::warn!(%error, "the limit of file descriptors stays as it is"),
    }
}

/// The limit as it is now; the most that there is where the system sets none.
fn raise() -> io::Result<u64> {
    let hard = getrlimit(Resource::Nofile).maximum;
    let wanted = Rlimit {
        current: hard,
        maximum: hard,
    };
    setrlimit(Resource::Nofile, wanted)?;
    Ok(hard.unwrap_or(u64::MAX))
}

fn is_enough(limit: u64, connections: usize) -> bool {
    limit.saturating_sub(OURS) >= connections as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_is_a_file_and_some_are_ours() {
        assert!(is_enough(10_064, 10_000));
        assert!(!is_enough(10_000, 10_000));
    }

    #[test]
    fn the_soft_limit_becomes_the_hard_one() {
        raise_file_limit(1);

        let limit = getrlimit(Resource::Nofile);
        assert_eq!(limit.current, limit.maximum);
    }
}
