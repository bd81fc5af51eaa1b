//! A device that keeps passkeys, as a browser hands its answers over: ES256, no attestation. Says what it is told to, so
//! that a test can have it lie.

use ring::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use serde_json::{Value, json};

/// Somebody is there, and it is the owner.
const VERIFIED: u8 = 0b101;
const PRESENT: u8 = 0b001;
const HAS_KEY: u8 = 0b0100_0000;

pub struct Authenticator {
    keys: EcdsaKeyPair,
    id: Vec<u8>,
    owner: String,
    counter: u32,
    pub origin: &'static str,
    pub is_verified: bool,
}

impl Authenticator {
    /// A device with a key, and what it answers to somebody who asks for a new one.
    pub fn made(options: &Value, origin: &'static str) -> (Self, String) {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        let keys = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).unwrap();
        let id = digest(&SHA256, document.as_ref()).as_ref()[..16].to_vec();
        let owner = options["user"]["id"].as_str().unwrap().to_owned();
        let device = Self {
            keys,
            id,
            owner,
            counter: 0,
            origin,
            is_verified: true,
        };
        let answer = device.attested(options);
        (device, answer)
    }

    fn attested(&self, options: &Value) -> String {
        let public = self.keys.public_key().as_ref();
        let mut data = self.head(&options["rp"]["id"], HAS_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&public[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&public[33..65]);
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let said = self.said("webauthn.create", options);
        let response =
            json!({ "attestationObject": base64(&object), "clientDataJSON": base64(&said) });
        self.answer(&response)
    }

    /// What it answers to somebody who asks it to sign.
    pub fn signed(&mut self, options: &Value) -> String {
        self.counter += 1;
        let data = self.head(&options["rpId"], 0);
        let said = self.said("webauthn.get", options);
        let mut message = data.clone();
        message.extend(digest(&SHA256, &said).as_ref());
        let signature = self.keys.sign(&SystemRandom::new(), &message).unwrap();
        self.answer(&json!({
            "authenticatorData": base64(&data),
            "clientDataJSON": base64(&said),
            "signature": base64(signature.as_ref()),
            "userHandle": self.owner,
        }))
    }

    fn head(&self, host: &Value, more: u8) -> Vec<u8> {
        let host = digest(&SHA256, host.as_str().unwrap().as_bytes());
        let mut data = host.as_ref().to_vec();
        data.push(more | if self.is_verified { VERIFIED } else { PRESENT });
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn said(&self, kind: &str, options: &Value) -> Vec<u8> {
        let said = json!({
            "type": kind,
            "challenge": options["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        });
        said.to_string().into_bytes()
    }

    fn answer(&self, response: &Value) -> String {
        let id = base64(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response }).to_string()
    }
}

/// For addresses, without what fills it up.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let group = |three: &[u8]| -> String {
        let bits = three
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - three.len()));
        let letter = |n: usize| char::from(LETTERS[(bits >> (18 - 6 * n)) as usize & 63]);
        (0..=three.len()).map(letter).collect()
    };
    bytes.chunks(3).map(group).collect()
}
