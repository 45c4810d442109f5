//! Soundness (可靠性), hammered: households that have not told everything, under rules that may not be known, against
//! everything they may turn out to be.

use std::collections::BTreeMap;

use doudi_engine::assess::screen;
use doudi_engine::rules::{Book, Test};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::Assessment;
use doudi_facts::household::{Away, Household, Lives, Person, Relation};
use doudi_facts::known::Known as Answer;
use doudi_rulebook::Rulebook;

use crate::checks::hold::{Step, assumed, excluded, widened};
use crate::generate::dense::{self, Application};
use crate::generate::dice::Dice;
use crate::generate::fill::{fill, step_by_step};
use crate::generate::hide::hide;
use crate::generate::lens::{Known, Lens, lens};
use crate::oracles::referee::{Choices, judge};

/// How many completions of each household are thrown.
const FILLS: usize = 2;
/// One household in so many has more worlds than are looked at: those whose seed is a multiple.
pub const CROWDS: u64 = 1000;
/// How many violations are kept to be shown.
const SHOWN: usize = 10;

/// What was looked at, and what was found.
#[derive(Debug, Default)]
pub struct Tally {
    /// Households that had not told everything, under rules as they were known.
    pub states: u64,
    /// Of these, by how the standards were known.
    pub known: [u64; 4],
    /// Of these, with a category that is open.
    pub open: u64,
    /// Of these, with too many worlds to look at each.
    pub capped: u64,
    /// Outcomes of the referee that had to lie inside.
    pub outcomes: u64,
    /// Of these, on a line or a 分 beside it.
    pub beside: u64,
    /// Single steps towards a completion, each of which had to stay inside.
    pub steps: u64,
    /// What did not hold.
    pub violations: u64,
    /// The first of these, with their seeds.
    pub shown: Vec<String>,
    /// How often each kind of violation occurred.
    pub kinds: BTreeMap<String, u64>,
}

impl Tally {
    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.states += other.states;
        self.known.iter_mut().zip(other.known).for_each(|(mine, theirs)| *mine += theirs);
        self.open += other.open;
        self.capped += other.capped;
        self.outcomes += other.outcomes;
        self.beside += other.beside;
        self.steps += other.steps;
        self.violations += other.violations;
        self.shown.extend(other.shown);
        self.shown.truncate(SHOWN);
        for (kind, count) in other.kinds {
            *self.kinds.entry(kind).or_default() += count;
        }
        self
    }

    fn violate(&mut self, seed: u64, wrong: &str, lens: &Lens, less: &Household, whole: &Household) {
        self.violations += 1;
        let kind = wrong.split([':', '[']).take(2).collect::<Vec<_>>().join(":");
        *self.kinds.entry(kind).or_default() += 1;
        if self.shown.len() < SHOWN {
            let json = |household: &Household| serde_json::to_string(household).unwrap_or_default();
            let (known, ground) = (lens.known, lens.ground);
            self.shown.push(format!(
                "seed {seed}: {wrong}\n  {known:?} {ground:?}\n  told  {}\n  whole {}",
                json(less),
                json(whole)
            ));
        }
    }
}

/// Looks at one household that has not told everything.
///
/// # Errors
/// When something cannot be set up, which is no violation but a flaw of the net.
pub fn state(rulebook: &Rulebook, seed: u64, tally: &mut Tally) -> Result<(), String> {
    let mut dice = Dice::new(seed);
    let mut case = dense::told(&mut dice)?;
    if seed.is_multiple_of(CROWDS) {
        crowd(&mut case.household);
        dense::steer(&mut dice, &mut case)?;
    }
    let mut less = case.household.clone();
    hide(&mut dice, &mut less);
    let lens = lens(&mut dice, &book(rulebook, &case)?, &case.ground)?;
    let found = look(&lens.book, &less, &lens)?;
    tally.states += 1;
    tally.known[Known::ALL.iter().position(|known| *known == lens.known).unwrap_or(0)] += 1;
    tally.open += u64::from(found.verdicts.iter().any(|verdict| matches!(verdict.fits, Truth::Open(_))));
    tally.capped += u64::from(found.widened);
    // What was hidden is one completion.
    for _ in 0..2 {
        let choices = office(&mut dice, &lens, &case.household)?;
        hold(seed, &lens, &less, &found, &case.household, &choices, tally)?;
    }
    for round in 0..FILLS {
        let choices = dense::choices(&mut dice);
        let Some(whole) = fill(&mut dice, &less, &lens.ground, &choices)? else { continue };
        for choices in [choices, office(&mut dice, &lens, &whole)?] {
            hold(seed, &lens, &less, &found, &whole, &choices, tally)?;
        }
        if round == 0 {
            walk(seed, &mut dice, &lens, &less, &found, &whole, tally)?;
        }
    }
    Ok(())
}

/// Fourteen siblings move in, of each of whom the office decides whether he counts.
fn crowd(household: &mut Household) {
    let Some(first) = household.people.items.first().cloned() else { return };
    let sibling = |i: usize| Person {
        id: format!("s{i}"),
        relation: Answer::Is(Relation::Sibling),
        lives: Answer::Is(Lives::Home),
        away: Answer::Is(Away::No),
        ..first.clone()
    };
    household.people.items.extend((0..14).map(sibling));
}

/// Tells a completion answer by answer, in any order, and then every standard.
fn walk(
    seed: u64,
    dice: &mut Dice,
    lens: &Lens,
    first: &Household,
    found: &Assessment,
    whole: &Household,
    tally: &mut Tally,
) -> Result<(), String> {
    let mut before = found.clone();
    let now = step_by_step(dice, first, whole, |at, more, now| {
        let after = look(&lens.book, now, lens)?;
        tally.steps += 1;
        if let Some(wrong) = widened(&before, &after, Step::Told(at, more)) {
            tally.violate(seed, &format!("{wrong}; told {at}"), lens, first, now);
        }
        before = after;
        Ok(())
    })?;
    if lens.known != Known::InForce {
        let after = look(&lens.published, &now, lens)?;
        tally.steps += 1;
        let stands = || assumed(&before, &after).filter(|_| lens.known == Known::Weak && lens.right);
        if let Some(wrong) = widened(&before, &after, Step::Published).or_else(stands) {
            tally.violate(seed, &format!("{wrong}; published"), lens, first, &now);
        }
    }
    Ok(())
}

fn office(dice: &mut Dice, lens: &Lens, whole: &Household) -> Result<Choices, String> {
    let choices = dense::choices(dice);
    let told = Application { household: whole.clone(), ground: lens.ground };
    if dice.often(60) { dense::meet(dice, &told, choices) } else { Ok(choices) }
}

fn hold(
    seed: u64,
    lens: &Lens,
    less: &Household,
    found: &Assessment,
    whole: &Household,
    choices: &Choices,
    tally: &mut Tally,
) -> Result<(), String> {
    let outcome = judge(whole, &lens.ground, choices)?;
    let bar = outcome.line * outcome.people;
    tally.outcomes += 1;
    tally.beside += u64::from([bar, 2 * bar].iter().any(|line| (outcome.counted - line).abs() <= 1));
    if let Some(wrong) = excluded(found, &outcome)? {
        tally.violate(seed, &format!("excluded: {wrong}; {choices:?}"), lens, less, whole);
    }
    Ok(())
}

fn look(book: &Book, household: &Household, lens: &Lens) -> Result<Assessment, String> {
    screen(book, household, lens.ground.on).map_err(|e| format!("{e:?}"))
}

/// The book of the place a household applies at.
///
/// # Errors
/// When there is none, or it lacks the categories the referee knows.
pub fn book(rulebook: &Rulebook, case: &Application) -> Result<Book, String> {
    let path = if case.ground.pilot { "daye/huandiqiao" } else { "daye/other" };
    let (place, town) = rulebook.find(path).ok_or_else(|| format!("no place {path}"))?;
    core(place.book(town)).ok_or_else(|| format!("{path} has no 低保 and 低保边缘"))
}

/// A book with 低保 and 低保边缘 alone, which is what the referee knows.
fn core(book: &Book) -> Option<Book> {
    let at = |id: &str| book.categories.iter().position(|category| category.id == id);
    let kept = [at("dibao")?, at("edge")?];
    let mut core = book.clone();
    core.categories = kept.iter().map(|at| book.categories[*at].clone()).collect();
    core.exclusive = vec![vec![0, 1]];
    for need in core.categories.iter_mut().flat_map(|category| &mut category.needs) {
        renumber(&mut need.test, &kept);
    }
    core.number_tests();
    Some(core)
}

fn renumber(test: &mut Test, kept: &[usize]) {
    match test {
        Test::All(tests) | Test::Any(tests) => tests.iter_mut().for_each(|test| renumber(test, kept)),
        Test::Not(test) => renumber(test, kept),
        Test::Fits(category) => *category = kept.iter().position(|at| at == category).unwrap_or(usize::MAX),
        _ => {}
    }
}

/// Looks at so many households from a seed on, on every core.
///
/// # Errors
/// When something cannot be set up.
pub fn hammer(rulebook: &Rulebook, seed: u64, cases: u64) -> Result<Tally, String> {
    on_every_core(cases, |at, tally: &mut Tally| state(rulebook, seed + at, tally))
        .map(|tallies| tallies.into_iter().fold(Tally::default(), Tally::and))
}

/// Does something so many times, shared among the cores; what each of them found.
///
/// # Errors
/// The first error met.
pub fn on_every_core<T: Default + Send>(
    times: u64,
    one: impl Fn(u64, &mut T) -> Result<(), String> + Sync,
) -> Result<Vec<T>, String> {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    std::thread::scope(|scope| {
        let one = &one;
        let work = |core: u64| {
            scope.spawn(move || {
                let mut found = T::default();
                (core..times).step_by(usize::try_from(cores).unwrap_or(1)).try_for_each(|at| one(at, &mut found))?;
                Ok(found)
            })
        };
        let workers: Vec<_> = (0..cores).map(work).collect();
        workers.into_iter().map(|worker| worker.join().map_err(|_| "a worker panicked".to_owned())?).collect()
    })
}
