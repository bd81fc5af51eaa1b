//! Networks of addresses, as an operator writes them down.

use std::net::IpAddr;

/// Addresses and networks.
#[derive(Clone, Debug, Default)]
pub struct Networks(Vec<Network>);

#[derive(Clone, Copy, Debug)]
struct Network {
    address: u128,
    prefix: u32,
}

impl Networks {
    /// Reads addresses (`10.0.0.1`) and networks (`10.0.0.0/8`, `fd00::/8`); `None` where one entry is neither.
    #[must_use]
    pub fn parse(entries: &[String]) -> Option<Self> {
        let networks: Option<Vec<Network>> = entries.iter().map(|entry| network(entry)).collect();
        networks.map(Self)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `address` is in one of them.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let wanted = bits(address);
        self.0.iter().any(|network| {
            let shift = 128 - network.prefix;
            shift == 128 || wanted >> shift == network.address >> shift
        })
    }
}

fn network(entry: &str) -> Option<Network> {
    let (address, prefix) = match entry.trim().split_once('/') {
        Some((address, prefix)) => (address.parse().ok()?, Some(prefix.parse::<u32>().ok()?)),
        None => (entry.trim().parse().ok()?, None),
    };
    let (width, offset) = match address {
        IpAddr::V4(_) => (32, 96),
        IpAddr::V6(_) => (128, 0),
    };
    let prefix = prefix.unwrap_or(width);
    (prefix <= width).then(|| Network {
        address: bits(address),
        prefix: prefix + offset,
    })
}

/// IPv4 as IPv4-mapped IPv6, so that both forms of one address are the same.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn mapped_addresses_are_the_same_addresses() {
        let networks = Networks::parse(&["127.0.0.1".to_owned(), "10.0.0.0/8".to_owned()]).unwrap();

        assert!(networks.contains(ip("::ffff:10.1.2.3")) && networks.contains(ip("127.0.0.1")));
        assert!(!networks.contains(ip("::1")) && !networks.contains(ip("127.0.0.2")));
    }

    #[test]
    fn nonsense_is_refused() {
        for bad in ["10.0.0.0/33", "proxy.example.com", "10.0.0.0/x", ""] {
            assert!(Networks::parse(&[bad.to_owned()]).is_none(), "{bad}");
        }
    }
}
