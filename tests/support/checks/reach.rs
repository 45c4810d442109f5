//! Reach (够得着): how much of what is left open, for any category of any book, really can turn out either way.
//!
//! [`crate::hull`] tries everything there is for 低保 and 低保边缘. No book can be tried out in full for fourteen categories,
//! so here completions and decisions are thrown, many for each household: what is reached is open for a reason, and what
//! is not reached is only not shown to be. The share is a lower bound.

use doudi_engine::assess::screen;
use doudi_engine::check::check;
use doudi_engine::rules::Book;
use doudi_engine::truth::Truth;
use doudi_facts::day::Day;
use doudi_facts::household::Household;

use crate::checks::wide::aim;
use crate::generate::dense::day;
use crate::generate::dice::Dice;
use crate::generate::fill::complete;
use crate::generate::hide::hide_some;
use crate::generate::rich;
use crate::oracles::hull::Tightness;
use crate::oracles::naive::{Outcome, choices, read};

/// How many completions are thrown for each household, at most.
const THROWS: usize = 400;

/// Looks at one small household under one of the books, with one or two answers left open.
///
/// # Errors
/// When something cannot be set up.
pub fn small(books: &[(String, &Book)], seed: u64, found: &mut Tightness) -> Result<(), String> {
    let mut dice = Dice::new(seed);
    let Some((_, book)) = books.get(dice.below(books.len())) else { return Ok(()) };
    let on = day(2025, 11, 20)?;
    let most = dice.of([1, 2, 3]);
    let mut less = rich::household(&mut dice, on, most)?;
    let under = choices(&mut dice, book, on)?;
    rich::steer(&mut dice, book, &mut less, on, &under)?;
    let few = 1 + dice.below(2);
    hide_some(&mut dice, &mut less, few);
    let told = screen(book, &less, on).map_err(|e| format!("seed {seed}: {e:?}"))?;
    let mut seen = vec![[false; 2]; told.verdicts.len()];
    let is_left = |seen: &[[bool; 2]]| {
        let both = told.verdicts.iter().zip(seen);
        both.clone().any(|(verdict, seen)| matches!(verdict.fits, Truth::Open(_)) && *seen != [true; 2])
    };
    for _ in 0..THROWS {
        if !is_left(&seen) {
            break;
        }
        let Some(outcome) = throw(&mut dice, book, &less, on)? else { continue };
        for (verdict, seen) in told.verdicts.iter().zip(&mut seen) {
            let is = outcome.verdicts.iter().find(|is| (is.category, is.who) == (verdict.category, verdict.who));
            if let Some(is) = is {
                seen[usize::from(is.fits())] = true;
            }
        }
    }
    for (verdict, seen) in told.verdicts.iter().zip(seen) {
        found.verdicts += 1;
        match verdict.fits {
            Truth::Holds | Truth::Fails => found.settled += 1,
            Truth::Open(_) if seen == [true; 2] => found.reached += 1,
            Truth::Open(_) => {
                let id = &book.categories[verdict.category].id;
                let end = if seen[1] { "never fails" } else { "never fits" };
                found.offenders.entry(format!("{id} {end}")).or_insert((0, seed)).0 += 1;
            }
        }
    }
    Ok(())
}

/// One completion, often with a sum on a line or a 分 beside it, and what comes out once everything is decided.
fn throw(dice: &mut Dice, book: &Book, less: &Household, on: Day) -> Result<Option<Outcome>, String> {
    let Some((mut whole, _)) = complete(dice, less, on)? else { return Ok(None) };
    let under = choices(dice, book, on)?;
    if dice.often(40) {
        let before = whole.clone();
        aim(dice, book, less, &mut whole, on, &under)?;
        if !check(&whole, on).is_empty() {
            whole = before;
        }
    }
    read(book, &whole, on, &under).map(Some)
}
