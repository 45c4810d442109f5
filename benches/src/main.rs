//! How long an answer and a batch take: `benches WHAT COUNT` does one thing so many times and tells the time.
//!
//! The same program runs on this machine and, built for WASI, in a WebAssembly engine. `cargo xtask bench` runs it both
//! ways and counts instructions.

mod dump;
mod households;

use std::hint::black_box;
use std::io::{self, Write};
use std::iter;
use std::time::Instant;

use doudi_engine::assess::{assess, screen, screen_afresh};
use doudi_engine::day::Day;
use doudi_engine::facts::Household;
use doudi_report::{Ground, Subject};
use doudi_rulebook::{Place, Rulebook, Town};
use doudi_words::Words;

const RULES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

/// What can be measured.
const KINDS: [(&str, Kind); 6] = [
    ("afresh", |bench, household| {
        bench.places(household, 1, |bench, household, place, town| {
            black_box(screen_afresh(place.book(town), household, bench.on).is_ok())
        })
    }),
    ("bare", |bench, household| {
        bench.places(household, 1, |bench, household, place, town| {
            black_box(screen(place.book(town), household, bench.on).is_ok())
        })
    }),
    ("traced", |bench, household| {
        bench.places(household, 1, |bench, household, place, town| {
            black_box(assess(place.book(town), household, bench.on).is_ok())
        })
    }),
    ("answer", |bench, household| bench.places(household, 1, Bench::answer)),
    ("all-places", |bench, household| bench.places(household, usize::MAX, Bench::answer)),
    ("compare", |bench, household| bench.places(household, 1, Bench::compare)),
];

type Kind = fn(&Bench, &Household) -> bool;

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    let count = arguments.next().map_or(Ok(1_000), |count| count.parse::<u64>()).map_err(|error| error.to_string())?;
    let rulebook = Rulebook::decode(RULES).map_err(|wrong| wrong.to_string())?;
    let on = Day::new(2025, 11, 20).ok_or("no such day")?;
    let bench = Bench { rulebook, on };
    if what == "differing" {
        let differing = dump::differing(&bench.rulebook, on, count);
        return writeln!(io::stdout(), "differing {count} {differing}").map_err(|error| error.to_string());
    }
    if what == "dump" {
        return dump::write(&bench.rulebook, on, count).map_err(|error| error.to_string());
    }
    let kinds = KINDS.map(|(name, _)| name).join(", ");
    let (_, kind) =
        KINDS.into_iter().find(|(name, _)| *name == what).ok_or(format!("benches: one of {kinds}, dump, differing"))?;
    // Made before the clock starts, a few at a time so that they need not all be held.
    let (mut spent, mut done) = (std::time::Duration::ZERO, 0);
    while done < count {
        let some: Vec<Household> =
            (done..count.min(done + 1_000)).map(|seed| households::household(seed, on)).collect();
        let began = Instant::now();
        if !some.iter().all(|household| kind(&bench, household)) {
            return Err(format!("benches: a household after the {done}th is refused"));
        }
        spent += began.elapsed();
        done += 1_000;
    }
    writeln!(io::stdout(), "{what} {count} {}", spent.as_micros()).map_err(|error| error.to_string())
}

struct Bench {
    rulebook: Rulebook,
    on: Day,
}

impl Bench {
    /// Looks at a household in so many places, beginning with one that hangs on the household.
    fn places(
        &self,
        household: &Household,
        most: usize,
        look: impl Fn(&Self, &Household, &Place, Option<&Town>) -> bool,
    ) -> bool {
        let places = &self.rulebook.places;
        let first = households::turn(household) % places.len().max(1);
        let chosen = places.iter().cycle().skip(first).take(most.min(places.len()));
        chosen.fold(true, |so_far, place| so_far & look(self, household, place, place.listing.towns.first()))
    }

    /// A whole answer as the page gets it.
    fn answer(&self, household: &Household, place: &Place, town: Option<&Town>) -> bool {
        let Ok(found) = assess(place.book(town), household, self.on) else { return false };
        let subject = Subject { words: Words::ZH, place, town, household, on: self.on, found: &found };
        black_box(subject.report());
        true
    }

    /// The household at each of the five places side by side, and what makes the difference.
    fn compare(&self, household: &Household, place: &Place, town: Option<&Town>) -> bool {
        let others = self.rulebook.places.iter().filter(|other| other.listing.id != place.listing.id);
        let of = |place| Ground { place, town: None, on: self.on };
        let grounds: Vec<Ground<'_>> = iter::once(Ground { town, ..of(place) }).chain(others.map(of)).collect();
        black_box(doudi_report::compare(Words::ZH, household, &grounds).is_some())
    }
}
