//! Everything that is found about many households, as text: to see that a change of speed changed nothing else.

use std::fmt::Write as _;
use std::io::Write;

use doudi_engine::ask::{AskSet, Asks};
use doudi_engine::assess::{Refused, assess, derive, screen, screen_afresh};
use doudi_engine::derive::replay;
use doudi_engine::plan::plan;
use doudi_engine::rules::Book;
use doudi_engine::truth::Truth;
use doudi_engine::verdict::Assessment;
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_rulebook::{Place, Rulebook};

use crate::households;

/// How many answers in a hundred the households leave open, in turn: none, some, most of what decides.
const OPEN: [u64; 3] = [0, 15, 40];

/// How many worlds the plan may look at beyond the assessment, as on the page of a result.
const LOOKS: u32 = 600;

/// Writes what every book says of each of so many households.
pub(crate) fn write(rulebooks: &[&Rulebook], on: Day, count: u64, out: &mut impl Write) -> Result<(), String> {
    let books: Vec<&Book> = rulebooks.iter().flat_map(|rulebook| &rulebook.places).flat_map(both).collect();
    for (seed, open) in (0..count).zip(OPEN.into_iter().cycle()) {
        let household = households::open_household(seed, open, on);
        for (at, book) in books.iter().enumerate() {
            let told = everything(book, &household, on).unwrap_or_else(|refused| refused.to_string());
            writeln!(out, "{seed} {at} {told}").map_err(|error| error.to_string())?;
        }
    }
    Ok(())
}

fn both(place: &Place) -> [&Book; 2] {
    [&place.pilot, &place.general]
}

/// An assessment, what to ask after it, and its derivation.
fn everything(book: &Book, household: &Household, on: Day) -> Result<String, Refused> {
    let found = assess(book, household, on)?;
    let plan = plan(book, household, on, &found, LOOKS)?;
    let derivation = derive(book, household, on, &found)?;
    let mut out = told(&found, book);
    let _ = write!(out, "\n plan {:?}\n {:?}\n {:?}", plan.next, plan.unsure, plan.skipped);
    for verdict in replay(&derivation) {
        let fits = truth(&verdict.fits, &derivation.asks, book);
        let conditions: Vec<String> =
            verdict.conditions.iter().map(|holds| truth(holds, &derivation.asks, book)).collect();
        let _ = write!(out, "\n replayed {fits} {:?} {:?} {}", verdict.word, verdict.assumed, conditions.join(" "));
    }
    for leaf in derivation.verdicts.iter().chain(&derivation.granted).flat_map(|derived| &derived.leaves) {
        for (compared, asks) in &leaf.seen {
            let _ = write!(out, "\n leaf {:?} {compared:?} {}", leaf.who, keys(*asks, &derivation.asks, book));
        }
    }
    Ok(out)
}

/// How many of so many households come out otherwise when nothing is remembered between worlds; none should.
pub(crate) fn differing(rulebook: &Rulebook, on: Day, count: u64) -> usize {
    let books: Vec<&Book> = rulebook.places.iter().flat_map(both).collect();
    let each = (0..count).zip(books.iter().cycle()).filter(|(seed, book)| {
        let household = households::household(*seed, on);
        screen(book, &household, on) != screen_afresh(book, &household, on)
    });
    each.count()
}

/// Everything but how it was found: neither the order in which asks were met nor how many worlds there were.
fn told(found: &Assessment, book: &Book) -> String {
    let truth = |known: &Truth| truth(known, &found.asks, book);
    let truths = |all: &[Truth]| all.iter().map(truth).collect::<Vec<_>>().join(" ");
    let mut out = truths(&found.members);
    for verdict in &found.verdicts {
        let _ = write!(
            out,
            "\n {} {:?} {:?} {:?} {} [{}] {:?}",
            verdict.category,
            verdict.who,
            verdict.word,
            verdict.assumed,
            truth(&verdict.fits),
            truths(&verdict.conditions),
            verdict.own
        );
        for granted in &verdict.grants {
            let asks = keys(granted.asks, &found.asks, book);
            let _ = write!(out, "\n  {} {} {:?} {asks}", granted.grant, truth(&granted.paid), granted.yearly);
        }
    }
    for group in &found.groups {
        let gates: Vec<Truth> = group.gates.iter().map(|(_, truth)| *truth).collect();
        let open: Vec<String> = group.open.iter().map(|(_, asks)| keys(*asks, &found.asks, book)).collect();
        let (fits, gates) = (truth(&group.fits), truths(&gates));
        let _ = write!(out, "\n {:?} {fits} [{gates}] {open:?} {:?}", group.categories, group.vectors);
    }
    for helped in &found.help {
        let (now, rest) = (truth(&helped.now), truth(&helped.rest));
        let _ = write!(out, "\n help {} {:?} {now} {rest} {}", helped.help, helped.who, truth(&helped.truth));
    }
    for brought in &found.bring {
        let _ = write!(out, "\n bring {} {:?} {}", brought.bring, brought.who, truth(&brought.truth));
    }
    let _ = write!(out, "\n {:?} [{}]", found.left_out, truths(&found.steps));
    let _ = write!(out, "\n {:?}\n {:?}\n {:?} {}", found.figures, found.lines, found.ledgers, found.widened);
    out
}

fn keys(asks: AskSet, of: &Asks, book: &Book) -> String {
    of.of(asks).into_iter().map(|ask| ask.key(book)).collect::<Vec<_>>().join(",")
}

fn truth(truth: &Truth, of: &Asks, book: &Book) -> String {
    match truth {
        Truth::Holds => "yes".to_owned(),
        Truth::Fails => "no".to_owned(),
        Truth::Open(asks) => format!("open({})", keys(*asks, of, book)),
    }
}
