//! Everything that is found about many households, as text: to see that a change of speed changed nothing else.

use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};

use doudi_engine::ask::AskSet;
use doudi_engine::assess::{assess, screen, screen_afresh};
use doudi_engine::day::Day;
use doudi_engine::rules::Book;
use doudi_engine::truth::Truth;
use doudi_engine::verdict::Assessment;
use doudi_rulebook::Rulebook;

use crate::households;

/// Writes what every book of every place says of each of so many households in turn.
pub(crate) fn write(rulebook: &Rulebook, on: Day, count: u64) -> io::Result<()> {
    let books: Vec<&Book> = rulebook.places.iter().flat_map(|place| [&place.pilot, &place.general]).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    for (seed, book) in (0..count).zip(books.iter().cycle()) {
        let household = households::household(seed, on);
        match assess(book, &household, on) {
            Ok(found) => writeln!(out, "{seed} {}", told(&found, book))?,
            Err(refused) => writeln!(out, "{seed} {refused}")?,
        }
    }
    out.flush()
}

/// How many of so many households come out otherwise when nothing is remembered between worlds; none should.
pub(crate) fn differing(rulebook: &Rulebook, on: Day, count: u64) -> usize {
    let books: Vec<&Book> = rulebook.places.iter().flat_map(|place| [&place.pilot, &place.general]).collect();
    let each = (0..count).zip(books.iter().cycle()).filter(|(seed, book)| {
        let household = households::household(*seed, on);
        screen(book, &household, on) != screen_afresh(book, &household, on)
    });
    each.count()
}

/// Everything but how it was found: neither the order in which asks were met nor how many worlds there were.
fn told(found: &Assessment, book: &Book) -> String {
    let keys = |asks: AskSet| found.asks.of(asks).into_iter().map(|ask| ask.key(book)).collect::<Vec<_>>().join(",");
    let truth = |truth: &Truth| match truth {
        Truth::Holds => "yes".to_owned(),
        Truth::Fails => "no".to_owned(),
        Truth::Open(asks) => format!("open({})", keys(*asks)),
    };
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
            let _ = write!(out, "\n  {} {} {:?}", granted.grant, truth(&granted.paid), granted.yearly);
        }
    }
    for group in &found.groups {
        let gates: Vec<Truth> = group.gates.iter().map(|(_, truth)| *truth).collect();
        let _ =
            write!(out, "\n {:?} {} [{}] {:?}", group.categories, truth(&group.fits), truths(&gates), group.vectors);
    }
    for helped in &found.help {
        let (now, rest) = (truth(&helped.now), truth(&helped.rest));
        let _ = write!(out, "\n help {} {:?} {now} {rest} {}", helped.help, helped.who, truth(&helped.truth));
    }
    for brought in &found.bring {
        let _ = write!(out, "\n bring {} {:?} {}", brought.bring, brought.who, truth(&brought.truth));
    }
    let _ = write!(out, "\n {:?}\n {:?}\n {:?} {}", found.figures, found.lines, found.ledgers, found.widened);
    out
}
