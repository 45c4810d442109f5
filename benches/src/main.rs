//! How long an answer and a batch take: `benches WHAT COUNT` does one thing so many times and tells the time.
//!
//! The same program runs on this machine and, built for WASI, in a WebAssembly engine. `cargo xtask bench` runs it both
//! ways and counts instructions.

mod dump;
mod households;

use std::hint::black_box;
use std::io::{self, BufWriter, Write};
use std::iter;
use std::time::Instant;

use doudi_engine::assess::{assess, screen, screen_afresh};
use doudi_engine::rules::Book;
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_report::{ReportInput, Setting};
use doudi_rulebook::{Place, Rulebook, Town};
use doudi_words::Words;
use sha2::{Digest, Sha256};

const RULES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));
/// The made-up sixth county of the tests, which uses words of the vocabulary that no place uses.
const SIXTH: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sixth.bin"));

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

/// What can be measured of households of one size.
const SIZED: [(&str, Kind); 2] = [
    ("daye-screen", |bench, household| {
        bench.daye().is_some_and(|book| black_box(screen(book, household, bench.on).is_ok()))
    }),
    ("daye-assess", |bench, household| {
        bench.daye().is_some_and(|book| black_box(assess(book, household, bench.on).is_ok()))
    }),
];

type Kind = fn(&Bench, &Household) -> bool;

/// How many people the households have that are looked at by one book alone, the pilot's of 大冶: `daye-screen-3`.
const SIZES: [usize; 4] = [1, 3, 5, 9];

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
    if what == "dump" || what == "digest" {
        let sixth = Rulebook::decode(SIXTH).map_err(|wrong| wrong.to_string())?;
        let rulebooks = [&bench.rulebook, &sixth];
        if what == "dump" {
            return dump::write(&rulebooks, on, count, &mut BufWriter::new(io::stdout().lock()));
        }
        let mut hashed = Hashed(Sha256::new());
        dump::write(&rulebooks, on, count, &mut hashed)?;
        return writeln!(io::stdout(), "digest {count} {:x}", hashed.0.finalize()).map_err(|error| error.to_string());
    }
    let sized = what.rsplit_once('-').and_then(|(what, size)| Some((what, size.parse().ok()?)));
    let (name, size) = match sized {
        Some((what, size)) if SIZES.contains(&size) => (what, Some(size)),
        _ => (what.as_str(), None),
    };
    let is_it = |known: &str, is_sized: bool| known == name && is_sized == size.is_some();
    let kind = KINDS.into_iter().map(|(known, kind)| (known, false, kind));
    let mut kind = kind.chain(SIZED.into_iter().map(|(known, kind)| (known, true, kind)));
    let kinds = || {
        let sized = SIZED.map(|(name, _)| SIZES.map(|size| format!("{name}-{size}")).join(", "));
        format!(
            "benches: one of {}, {}, dump, digest, differing",
            KINDS.map(|(name, _)| name).join(", "),
            sized.join(", ")
        )
    };
    let (.., kind) = kind.find(|(known, is_sized, _)| is_it(known, *is_sized)).ok_or_else(kinds)?;
    let made = |seed| match size {
        Some(size) => households::sized_household(seed, size, on),
        None => households::household(seed, on),
    };
    // Made before the clock starts, a few at a time so that they need not all be held.
    let (mut spent, mut done) = (std::time::Duration::ZERO, 0);
    while done < count {
        let some: Vec<Household> = (done..count.min(done + 1_000)).map(made).collect();
        let began = Instant::now();
        if !some.iter().all(|household| kind(&bench, household)) {
            return Err(format!("benches: a household after the {done}th is refused"));
        }
        spent += began.elapsed();
        done += 1_000;
    }
    writeln!(io::stdout(), "{what} {count} {}", spent.as_micros()).map_err(|error| error.to_string())
}

/// Hashes what is written.
struct Hashed(Sha256);

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Bench {
    rulebook: Rulebook,
    on: Day,
}

impl Bench {
    /// The book of the pilot towns of 大冶.
    fn daye(&self) -> Option<&Book> {
        self.rulebook.places.iter().find(|place| place.listing.id == "daye").map(|place| &place.pilot)
    }

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
        let subject = ReportInput { words: Words::ZH, place, town, household, on: self.on, found: &found };
        black_box(subject.report());
        true
    }

    /// The household at each of the five places side by side, and what makes the difference.
    fn compare(&self, household: &Household, place: &Place, town: Option<&Town>) -> bool {
        let others = self.rulebook.places.iter().filter(|other| other.listing.id != place.listing.id);
        let of = |place| Setting { place, town: None, on: self.on };
        let grounds: Vec<Setting<'_>> = iter::once(Setting { town, ..of(place) }).chain(others.map(of)).collect();
        black_box(doudi_report::compare(Words::ZH, household, &grounds).is_some())
    }
}
