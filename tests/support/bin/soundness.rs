//! `cargo xtask soundness`: long runs of the nets, with what they found.

use std::time::Instant;

use doudi_tests::hull::{Tightness, small};
use doudi_tests::soundness::{hammer, on_every_core};

fn main() -> Result<(), String> {
    let rulebook = doudi_tests::rulebook()?;
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<u64>());
    let mut number = |other| numbers.next().unwrap_or(Ok(other)).map_err(|e| e.to_string());
    let (cases, seed) = (number(100_000)?, number(1)?);
    let began = Instant::now();
    let tally = hammer(&rulebook, seed, cases)?;
    println!("{tally:#?} {:?}", began.elapsed());
    let began = Instant::now();
    let tight = on_every_core(cases / 100, |at, found: &mut Tightness| small(&rulebook, seed + at, found))?.into_iter().fold(Tightness::default(), Tightness::and);
    println!("{tight:#?} {:?}", began.elapsed());
    Ok(())
}
