//! Every book, hammered (各地全部规则): the engine held to the naive interpreter, for every place and category.

use std::collections::BTreeMap;

use doudi_engine::assess::{Refused, screen, screen_at};
use doudi_engine::rules::Book;
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{Assessment, Fineness};
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::known::Known;
use doudi_rulebook::Rulebook;

use crate::checks::hold::{Step, excluded_by_reading, widened};
use crate::checks::soundness::on_every_core;
use crate::generate::dense::day;
use crate::generate::dice::Dice;
use crate::generate::fill::{complete, step_by_step};
use crate::generate::hide::hide;
use crate::generate::rich;
use crate::oracles::naive::{self, choices, read};

/// How many completions of each household are thrown.
const FILLS: usize = 2;
/// How many ways to decide are tried on each completion.
const OFFICES: usize = 3;
/// How many violations are kept to be shown.
const SHOWN: usize = 10;

/// What was looked at in every book, and what was found.
#[derive(Debug, Default)]
pub struct Tally {
    /// Households that had told everything.
    pub whole: u64,
    /// Households that had not.
    pub partial: u64,
    /// Outcomes of the naive interpreter that had to lie inside.
    pub outcomes: u64,
    /// Verdicts among them.
    pub verdicts: u64,
    /// Of these, that fit.
    pub fitting: u64,
    /// Single steps towards a completion, each of which had to stay inside.
    pub steps: u64,
    /// Verdicts of the engine that are open, and all of them.
    pub open: [u64; 2],
    /// With too many worlds to look at each.
    pub capped: u64,
    /// What did not hold.
    pub violations: u64,
    /// The first of these, with their seeds.
    pub shown: Vec<String>,
    /// How often each kind of violation occurred, and the first seed.
    pub kinds: BTreeMap<String, (u64, u64)>,
}

impl Tally {
    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.whole += other.whole;
        self.partial += other.partial;
        self.outcomes += other.outcomes;
        self.verdicts += other.verdicts;
        self.fitting += other.fitting;
        self.steps += other.steps;
        self.open.iter_mut().zip(other.open).for_each(|(mine, theirs)| *mine += theirs);
        self.capped += other.capped;
        self.violations += other.violations;
        self.shown.extend(other.shown);
        self.shown.truncate(SHOWN);
        for (kind, (count, seed)) in other.kinds {
            self.kinds.entry(kind).or_insert((0, seed)).0 += count;
        }
        self
    }
}

/// One household under one book.
struct Case<'b> {
    seed: u64,
    path: String,
    book: &'b Book,
    on: Day,
    fineness: Fineness,
}

impl Case<'_> {
    /// Whether the place's window is too short for what was told.
    fn is_refused(&self, household: &Household) -> bool {
        self.book.window.months < 12 && matches!(screen(self.book, household, self.on), Err(Refused::Problems(_)))
    }

    fn look(&self, household: &Household, tally: &mut Tally) -> Result<Assessment, String> {
        let found = screen_at(self.book, household, self.on, self.fineness)
            .map_err(|e| format!("seed {}: {e:?}", self.seed))?;
        tally.capped += u64::from(found.widened);
        tally.open[1] += found.verdicts.len() as u64;
        tally.open[0] += found.verdicts.iter().filter(|verdict| matches!(verdict.fits, Truth::Open(_))).count() as u64;
        Ok(found)
    }

    /// Decides everything by chance and holds what was found to what comes out.
    fn hold(
        &self,
        dice: &mut Dice,
        less: &Household,
        found: &Assessment,
        whole: &Household,
        tally: &mut Tally,
    ) -> Result<(), String> {
        for _ in 0..OFFICES {
            let choices = choices(dice, self.book, self.on)?;
            let outcome = read(self.book, whole, self.on, &choices)?;
            tally.outcomes += 1;
            tally.verdicts += outcome.verdicts.len() as u64;
            tally.fitting += outcome.verdicts.iter().filter(|verdict| verdict.fits()).count() as u64;
            if let Some(wrong) = excluded_by_reading(self.book, found, &outcome)? {
                self.violate(&wrong, &format!("{choices:?}"), less, whole, tally);
            }
        }
        Ok(())
    }

    fn violate(&self, wrong: &str, how: &str, less: &Household, whole: &Household, tally: &mut Tally) {
        tally.violations += 1;
        // What is wrong, and not with which of the categories or sums.
        let reasons = ["something new is asked", "what was not asked made a difference", "what was settled changed"];
        let reason = reasons.into_iter().find(|reason| wrong.contains(reason));
        let kind = reason.unwrap_or_else(|| wrong.split([':', '[', '(']).next().unwrap_or_default());
        let kind = kind.to_owned();
        tally.kinds.entry(kind).or_insert((0, self.seed)).0 += 1;
        // One of each kind, and the first few.
        if tally.shown.len() < SHOWN
            && tally.kinds.values().filter(|(count, _)| *count == 1).count() >= tally.shown.len()
        {
            let json = |household: &Household| serde_json::to_string(household).unwrap_or_default();
            let (seed, path, on) = (self.seed, &self.path, self.on);
            let (less, whole) = (json(less), json(whole));
            tally.shown.push(format!("seed {seed}, {path} on {on}: {wrong}\n  {how}\n  told  {less}\n  whole {whole}"));
        }
    }
}

/// Looks at one household under one of the books, told to the end and not.
///
/// # Errors
/// When something cannot be set up, which is no violation but a flaw of the net.
pub fn state(books: &[(String, &Book)], seed: u64, tally: &mut Tally) -> Result<(), String> {
    let mut dice = Dice::new(seed);
    let Some((path, book)) = books.get(dice.below(books.len())) else { return Ok(()) };
    let (year, month, date) = dice.of([
        (2024, 10, 1),
        (2025, 3, 31),
        (2025, 7, 1),
        (2025, 11, 20),
        (2025, 12, 31),
        (2026, 1, 1),
        (2026, 2, 28),
        (2026, 7, 1),
        (2027, 1, 1),
    ]);
    // What is told apart coarsely is wider, and as sound.
    let fineness = if seed.is_multiple_of(3) { dice.of(Fineness::ALL) } else { Fineness::FINEST };
    let case = Case { seed, path: path.clone(), book, on: day(year, month, date)?, fineness };
    let most = dice.of([1, 2, 3, 4, 6]);
    let mut whole = rich::household(&mut dice, case.on, most)?;
    for _ in 0..2 {
        let under = choices(&mut dice, book, case.on)?;
        rich::steer(&mut dice, book, &mut whole, case.on, &under)?;
    }
    shorten(&mut whole, book.window.months);
    tally.whole += 1;
    let found = case.look(&whole, tally)?;
    case.hold(&mut dice, &whole, &found, &whole, tally)?;

    let mut less = whole.clone();
    hide(&mut dice, &mut less);
    if case.is_refused(&less) {
        return Ok(());
    }
    tally.partial += 1;
    let found = case.look(&less, tally)?;
    case.hold(&mut dice, &less, &found, &whole, tally)?;
    for round in 0..FILLS {
        let Some((mut filled, _)) = complete(&mut dice, &less, case.on)? else { continue };
        let under = choices(&mut dice, book, case.on)?;
        let before = filled.clone();
        aim(&mut dice, book, &less, &mut filled, case.on, &under)?;
        if !doudi_engine::check::check(&filled, case.on).is_empty() {
            filled = before;
        }
        if case.is_refused(&filled) {
            continue;
        }
        case.hold(&mut dice, &less, &found, &filled, tally)?;
        if round == 0 {
            walk(&case, &mut dice, &less, &found, &filled, tally)?;
        }
    }
    Ok(())
}

/// No more months or days than the window has.
fn shorten(household: &mut Household, months: u8) {
    for head in doudi_facts::household::Head::ALL {
        for income in &mut household.incomes.of_mut(head).items {
            if let Known::Is(times) = &mut income.times {
                *times = (*times).min(income.per.most_times_in(months));
            }
        }
    }
}

/// Steers a completion where a list was left open, so that what is added is no more than what may be.
pub(crate) fn aim(
    dice: &mut Dice,
    book: &Book,
    less: &Household,
    filled: &mut Household,
    on: Day,
    under: &naive::Choices,
) -> Result<(), String> {
    let before = filled.clone();
    rich::steer(dice, book, filled, on, under)?;
    let heads = doudi_facts::household::Head::ALL;
    let is_open = |head| !less.incomes.of(head).is_complete();
    let touched = |head| before.incomes.of(head) != filled.incomes.of(head);
    // What was told stays as it was.
    let changed = |head| {
        let told = less.incomes.of(head).items.len();
        filled.incomes.of(head).items.get(..told) != before.incomes.of(head).items.get(..told)
    };
    let spent = before.expenses != filled.expenses && less.expenses.is_complete();
    let saved = before.assets != filled.assets && !matches!(less.assets.savings, Known::NotAsked | Known::Unknown);
    if spent || saved || heads.into_iter().any(|head| touched(head) && (!is_open(head) || changed(head))) {
        *filled = before;
    }
    Ok(())
}

/// Tells a completion answer by answer, in any order.
fn walk(
    case: &Case<'_>,
    dice: &mut Dice,
    first: &Household,
    found: &Assessment,
    whole: &Household,
    tally: &mut Tally,
) -> Result<(), String> {
    let mut before = found.clone();
    step_by_step(dice, first, whole, |at, more, now| {
        if case.is_refused(now) {
            return Ok(());
        }
        let after = case.look(now, tally)?;
        tally.steps += 1;
        if let Some(wrong) = widened(&before, &after, Step::Told(at, more)) {
            let asks = |found: &Assessment| {
                let all = found.verdicts.iter().map(|verdict| verdict.fits.asks());
                let all = all.fold(doudi_engine::ask::AskSet::EMPTY, |all, one| all.union(one));
                found.asks.of(all).iter().map(|ask| ask.key(case.book)).collect::<Vec<_>>().join(" ")
            };
            let how = format!("told {at}; asked {}; then {}", asks(&before), asks(&after));
            case.violate(&wrong, &how, first, now, tally);
        }
        before = after;
        Ok(())
    })?;
    Ok(())
}

/// The pilot and the general book of every place.
pub fn books(rulebook: &Rulebook) -> Vec<(String, &Book)> {
    let both = rulebook.places.iter().flat_map(|place| {
        let id = &place.listing.id;
        [(format!("{id}, pilot"), &place.pilot), (format!("{id}, general"), &place.general)]
    });
    both.collect()
}

/// Looks at so many households from a seed on, on every core.
///
/// # Errors
/// When something cannot be set up.
pub fn hammer(rulebook: &Rulebook, seed: u64, cases: u64) -> Result<Tally, String> {
    let books = books(rulebook);
    on_every_core(cases, |at, tally: &mut Tally| state(&books, seed + at, tally))
        .map(|tallies| tallies.into_iter().fold(Tally::default(), Tally::and))
}
