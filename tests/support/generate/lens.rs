//! A lens (所见): the rules as they may be known, beside the standards that are truly in force.

use doudi_engine::rules::{Amount, Book, Confidence};
use doudi_facts::day::Day;
use doudi_facts::money::{Period, Rate};

use crate::generate::dense::{day, yuan};
use crate::generate::dice::Dice;
use crate::oracles::referee::Setting;

/// What is known of the standards, and what is so.
#[derive(Debug)]
pub struct Lens {
    /// How they are known.
    pub known: Known,
    /// The rules as they are known.
    pub book: Book,
    /// The same rules once every standard is published.
    pub published: Book,
    /// Where and when it is, and what is truly in force.
    pub ground: Setting,
    /// For each of the referee's lines the least it can be, in 分, where it is not known what it is.
    pub least: [Option<i128>; 2],
    /// Whether the figures as they are known are right.
    pub right: bool,
}

/// How the standards are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Published and in force.
    InForce,
    /// Last known before the day: raised since, or not.
    Stale,
    /// From a source that nothing firm may rest on, right or wrong.
    Weak,
    /// Not at all, for one area or both.
    Unpublished,
}

impl Known {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::InForce, Self::Stale, Self::Weak, Self::Unpublished];

    /// In words.
    pub fn tell(self) -> &'static str {
        match self {
            Self::InForce => "in force",
            Self::Stale => "last known before the day",
            Self::Weak => "from a weak source",
            Self::Unpublished => "not published",
        }
    }
}

/// Hides the standards of a book, more or less.
///
/// # Errors
/// When a figure is no amount.
pub fn lens(dice: &mut Dice, book: &Book, ground: &Setting) -> Result<Lens, String> {
    let (mut book, mut ground) = (book.clone(), *ground);
    let lines = ground.lines;
    let known =
        dice.of([Known::InForce, Known::InForce, Known::InForce, Known::Stale, Known::Weak, Known::Unpublished]);
    let other = |dice: &mut Dice| 100_000 + dice.up_to(1_500_000);
    let which = dice.below(3);
    let mut least = [None; 2];
    let amounts = book.lines.iter_mut().flat_map(|line| &mut line.amounts);
    match known {
        Known::InForce => {}
        Known::Stale => {
            let (year, month, date) = dice.of([(2026, 7, 1), (2026, 7, 2), (2027, 1, 1)]);
            ground.on = day(year, month, date)?;
            // Standards are not lowered.
            least = ground.lines.map(Some);
            ground.lines =
                ground.lines.map(|line| line + dice.of([0, 0, 1, 100]) + dice.up_to(50_000) * dice.of([0, 1]));
        }
        Known::Weak => {
            for (_, amount) in amounts.enumerate().filter(|(at, _)| *at == which || which == 2) {
                least[at_area(amount)] = Some(1);
                amount.cite.confidence = dice.of([Confidence::Mirror, Confidence::Derived, Confidence::Doubtful]);
                // Weak, and past its day: under the assumption it is that figure all the same.
                if dice.often(50) {
                    amount.checked = ground.on.plus_days(-1).unwrap_or(ground.on);
                }
                if dice.often(50) {
                    ground.lines[at_area(amount)] = other(dice);
                }
            }
        }
        Known::Unpublished => {
            let later = day(2099, 1, 1)?;
            for (_, amount) in amounts.enumerate().filter(|(at, _)| *at == which || which == 2) {
                least[at_area(amount)] = Some(1);
                amount.from = later;
                ground.lines[at_area(amount)] = other(dice);
            }
        }
    }
    let right = ground.lines == lines;
    let mut published = book.clone();
    for amount in published.lines.iter_mut().flat_map(|line| &mut line.amounts) {
        publish(amount, &ground)?;
    }
    Ok(Lens { known, book, published, ground, least, right })
}

fn publish(amount: &mut Amount, ground: &Setting) -> Result<(), String> {
    amount.value = Rate { sum: yuan(ground.lines[at_area(amount)])?, per: Period::Year };
    amount.from = amount.from.min(ground.on);
    amount.until = None;
    amount.checked = Day::new(9999, 12, 31).unwrap_or(ground.on);
    amount.cite.confidence = Confidence::Page;
    Ok(())
}

/// Where an amount of 大冶 stands among the referee's lines: it has one for each area.
fn at_area(amount: &Amount) -> usize {
    usize::from(amount.area == Some(doudi_facts::household::Area::Rural))
}
