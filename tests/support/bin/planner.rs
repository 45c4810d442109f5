//! `cargo xtask plan`: how many questions the plan asks, against the whole form and against the best there is.

use std::time::Instant;

use doudi_facts::day::Day;
use doudi_tests::checks::cases;
use doudi_tests::checks::planner::{Checked, certificate};
use doudi_tests::checks::planner_walk::{Walk, walk};
use doudi_tests::checks::soundness::on_every_core;
use doudi_tests::checks::wide;
use doudi_tests::generate::dice::Dice;
use doudi_tests::generate::rich;
use doudi_tests::oracles::naive;
use doudi_tests::oracles::planner_best::{Depths, depths};

fn main() -> Result<(), String> {
    let rulebook = doudi_tests::rulebook()?;
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<u64>());
    let mut number = |other| numbers.next().unwrap_or(Ok(other)).map_err(|e| e.to_string());
    let (households, small, checked) = (number(1000)?, number(100)?, number(200)?);
    let books = wide::books(&rulebook);

    let began = Instant::now();
    let library = cases::all()?;
    let of_cases = on_every_core(library.len() as u64, |at, counts: &mut Vec<[usize; 3]>| {
        let Some((_, case)) = usize::try_from(at).ok().and_then(|at| library.get(at)) else { return Ok(()) };
        let (book, household, on) = case.prepare(&rulebook)?;
        counts.push(counted(&walk(book, &household, on, 0)?));
        Ok(())
    })?;
    tell("the case library", of_cases.into_iter().flatten().collect(), began);

    let began = Instant::now();
    let on = "2025-11-20".parse::<Day>().map_err(|e| e.to_string())?;
    let of_random = on_every_core(households, |at, counts: &mut Vec<[usize; 3]>| {
        let mut dice = Dice::new(at + 1);
        let Some((_, book)) = books.get(dice.below(books.len())) else { return Ok(()) };
        let most = dice.of([1, 2, 3, 4]);
        let mut whole = rich::household(&mut dice, on, most)?;
        let under = naive::choices(&mut dice, book, on)?;
        rich::steer(&mut dice, book, &mut whole, on, &under)?;
        counts.push(counted(&walk(book, &whole, on, 0)?));
        Ok(())
    })?;
    tell("random households, every book", of_random.into_iter().flatten().collect(), began);

    let began = Instant::now();
    let best = on_every_core(small, |at, found: &mut Vec<Option<Depths>>| {
        found.push(depths(&rulebook, at + 1, 2000)?);
        Ok(())
    })?;
    let best: Vec<Option<Depths>> = best.into_iter().flatten().collect();
    let known: Vec<Depths> = best.iter().flatten().copied().collect();
    println!(
        "\nAgainst the best: {small} small households, {} with too many states, in {} s",
        best.len() - known.len(),
        began.elapsed().as_secs()
    );
    spread("unknown", known.iter().map(|one| one.unknown).collect());
    spread("ours, worst case", known.iter().map(|one| one.ours as usize).collect());
    spread("best, worst case", known.iter().map(|one| one.best as usize).collect());
    spread("ours beyond the best", known.iter().map(|one| one.ours.saturating_sub(one.best) as usize).collect());

    let began = Instant::now();
    let found = on_every_core(checked, |at, found: &mut Checked| certificate(&books, at + 1, 12, found))?;
    let found = found.into_iter().fold(Checked::default(), Checked::and);
    println!("\nCertificate: {} households in {} s", found.households, began.elapsed().as_secs());
    println!("{:>8}  open questions asked", found.asked);
    let reasons = [
        "nothing there",
        "of somebody who does not count",
        "no rule looks at it",
        "only if a rare list has something",
        "decided",
    ];
    for (reason, count) in reasons.iter().zip(found.skipped) {
        println!("{count:>8}  skipped: {reason}");
    }
    println!("{:>8}  told and put aside", found.aside);
    println!("{:>8}  answers tried, {} changed something", found.tried, found.wrong.len());
    for wrong in found.wrong.iter().take(12) {
        println!("{wrong}");
    }
    Ok(())
}

fn counted(walk: &Walk) -> [usize; 3] {
    [walk.asked.len(), walk.form, walk.subjects]
}

fn tell(what: &str, counts: Vec<[usize; 3]>, began: Instant) {
    println!("\n{what}: {} households, in {} s", counts.len(), began.elapsed().as_secs());
    spread("questions asked", counts.iter().map(|count| count[0]).collect());
    spread("questions of the form", counts.iter().map(|count| count[1]).collect());
    spread("asked of 100 of the form", counts.iter().map(|count| count[0] * 100 / count[1].max(1)).collect());
    spread("subjects", counts.iter().map(|count| count[2]).collect());
}

/// Mean (to the tenth), 95th of a hundred, most.
fn spread(what: &str, mut all: Vec<usize>) {
    all.sort_unstable();
    let many = all.len().max(1);
    let tenths = all.iter().sum::<usize>() * 10 / many;
    let at = |part: usize| all.get((many * part / 100).min(many - 1)).copied().unwrap_or(0);
    println!(
        "{:>8}.{}{:>6}{:>6}{:>6}  {what} (mean, median, 95th, most)",
        tenths / 10,
        tenths % 10,
        at(50),
        at(95),
        at(100)
    );
}
