//! The blob the page carries: read back the same, and whatever else it may be, read or refused without a panic.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use doudi_engine::rules::{PersonTest, Test};
use doudi_facts::wire::{self, Wire};
use doudi_rulebook::{Rulebook, Unreadable};
use doudi_tests::rulebook;

fn blob() -> Vec<u8> {
    rulebook().unwrap().encode().unwrap()
}

fn put(value: &impl Wire) -> Vec<u8> {
    let mut out = Vec::new();
    value.put(&mut out);
    out
}

/// A few hundred places all over a blob, its beginning and end among them; reading all of it once for each byte would
/// take hours.
fn places(length: usize) -> impl Iterator<Item = usize> {
    (0..length.min(40)).chain((40..length).step_by((length / 200).max(1) | 1)).chain(length.saturating_sub(20)..length)
}

#[test]
fn the_rulebook_is_read_back_the_same() {
    assert_eq!(Rulebook::decode(&blob()), rulebook().map_err(|_| Unreadable));
}

#[test]
fn a_blob_cut_short_or_too_long_is_refused() {
    let mut blob = blob();
    for end in places(blob.len()) {
        assert_eq!(Rulebook::decode(&blob[..end]), Err(Unreadable), "cut at {end}");
    }
    blob.push(0);
    assert_eq!(Rulebook::decode(&blob), Err(Unreadable));
}

#[test]
fn a_byte_changed_is_read_or_refused() {
    let mut blob = blob();
    for at in places(blob.len()) {
        for mask in [0x01, 0x80, 0xff] {
            blob[at] ^= mask;
            // What is read is a rulebook that can be written; that it is the right one, nobody says.
            if let Ok(other) = Rulebook::decode(&blob) {
                assert!(other.encode().is_ok(), "{mask:#x} at {at}");
            }
            blob[at] ^= mask;
        }
    }
}

#[test]
fn what_is_no_value_is_refused() {
    assert_eq!(wire::read::<bool>(&[2]), None);
    assert_eq!(wire::read::<Test>(&[33]), None);
    assert_eq!(wire::read::<String>(&[2, 0xc3, 0x28]), None);
    assert_eq!(wire::read::<String>(&[3, b'a', b'b']), None);
    assert_eq!(wire::read::<Vec<u8>>(&[0xff, 0xff, 0xff, 0x7f]), None);
    assert_eq!(wire::read::<usize>(&[0x80, 0x80, 0x80, 0x80, 0]), None);
    assert_eq!(wire::read::<usize>(&put(&0x0fff_ffff_usize)), Some(0x0fff_ffff));
    assert_eq!(wire::read::<usize>(&put(&0x1000_0000_usize)), None);
}

#[test]
fn a_test_is_only_so_deep() {
    // A single test takes three levels: itself, its family and its word.
    let nested = |levels: u8| (3..levels).fold(PersonTest::Counts.into(), |inner, _| Test::Not(Box::new(inner)));
    assert_eq!(wire::read(&put(&nested(32))), Some(nested(32)));
    assert_eq!(wire::read::<Test>(&put(&nested(33))), None);
    assert_eq!(wire::read::<Test>(&[2; 100_000]), None);
    assert_eq!(wire::read::<Test>(&[1; 100_000]), None);
}
