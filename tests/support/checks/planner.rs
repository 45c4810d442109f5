//! The certificate, checked (不用问的证明): every question a plan skips is answered in every way that could matter, at and
//! beside every line, and nothing may come of it.
//!
//! Apart from the plan: what is compared is read from the assessments, and answers are put by the nets' own way to them.

use std::collections::BTreeSet;

use doudi_engine::ask::{Ask, AskSet};
use doudi_engine::assess::assess;
use doudi_engine::check::check;
use doudi_engine::plan::{DependentAnswers, SkipReason, plan, unused_answers};
use doudi_engine::rules::Book;
use doudi_engine::truth::Truth;
use doudi_engine::verdict::Assessment;
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::known::{Closure, Known, List};
use doudi_facts::question::QuestionId;

use crate::generate::answers::{Value, Visit, each};
use crate::generate::dense::yuan;
use crate::generate::dice::Dice;
use crate::generate::fill::{complete, tell};
use crate::generate::hide::hide;
use crate::generate::rich;
use crate::oracles::naive::choices;

/// How many completions of a list are tried.
const LISTS: usize = 4;

/// What was checked, and what did not hold.
#[derive(Debug, Default)]
pub struct Checked {
    /// Households planned for.
    pub households: u64,
    /// Questions asked, of all that were open.
    pub asked: u64,
    /// Questions skipped, by the reason: nothing there, not counted, no rule, only if, decided.
    pub skipped: [u64; 5],
    /// Answers told and put aside.
    pub aside: u64,
    /// Answers tried.
    pub tried: u64,
    /// What a skipped answer changed after all.
    pub wrong: Vec<String>,
}

impl Checked {
    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.households += other.households;
        self.asked += other.asked;
        self.skipped.iter_mut().zip(other.skipped).for_each(|(mine, theirs)| *mine += theirs);
        self.aside += other.aside;
        self.tried += other.tried;
        self.wrong.extend(other.wrong);
        self
    }
}

/// Plans for one random household that has not told everything, under one of the books, and tries so many of the
/// questions that are skipped.
///
/// # Errors
/// When something cannot be set up.
pub fn certificate(books: &[(String, &Book)], seed: u64, few: usize, found: &mut Checked) -> Result<(), String> {
    let mut dice = Dice::new(seed);
    let Some((path, book)) = books.get(dice.below(books.len())) else { return Ok(()) };
    let on = "2025-11-20".parse::<Day>().map_err(|e| e.to_string())?;
    let most = dice.of([1, 2, 3]);
    let mut household = rich::household(&mut dice, on, most)?;
    let under = choices(&mut dice, book, on)?;
    rich::steer(&mut dice, book, &mut household, on, &under)?;
    for _ in 0..dice.of([1, 2, 4, 8]) {
        hide(&mut dice, &mut household);
    }
    for untouched in [dice.often(40), dice.often(40), dice.often(40)].into_iter().enumerate() {
        match untouched {
            (0, true) => household.receives = List::default(),
            (1, true) => household.troubles = List::default(),
            (2, true) => household.past = List::default(),
            _ => {}
        }
    }
    let told = serde_json::to_string(&household).unwrap_or_default();
    let mut wrong = Vec::new();
    check_plan(book, &household, on, &mut dice, few, found, &mut wrong)?;
    found.wrong.extend(wrong.into_iter().map(|wrong| format!("seed {seed}, {path}: {wrong}\n  {told}")));
    Ok(())
}

/// The same for a household that is given.
///
/// # Errors
/// When something cannot be set up.
pub fn check_plan(
    book: &Book,
    household: &Household,
    on: Day,
    dice: &mut Dice,
    few: usize,
    found: &mut Checked,
    wrong: &mut Vec<String>,
) -> Result<(), String> {
    let look = |household: &Household| assess(book, household, on).map_err(|e| format!("{e:?}"));
    let before = look(household)?;
    let plan = plan(book, household, on, &before, 0).map_err(|e| format!("{e:?}"))?;
    let put_aside =
        unused_answers(book, household, on, &before, &DependentAnswers::ALL).map_err(|e| format!("{e:?}"))?.unused;
    found.households += 1;
    found.asked += (plan.next.len() + plan.unsure.len()) as u64;
    found.aside += put_aside.len() as u64;
    let mut skipped = plan.skipped;
    for (_, why) in &skipped {
        let at = match why {
            SkipReason::Nothing => 0,
            SkipReason::NotCounted => 1,
            SkipReason::NoRule => 2,
            SkipReason::OnlyIf(_) => 3,
            SkipReason::Decided => 4,
        };
        found.skipped[at] += 1;
    }
    skipped.extend(put_aside);
    // A certificate is complete: whatever is open is asked or skipped.
    for fact in crate::generate::fill::open(household) {
        let is_asked = plan.next.iter().chain(&plan.unsure).any(|question| question.fact == fact);
        if is_asked == skipped.iter().any(|(skipped, _)| *skipped == fact) {
            wrong.push(format!("{fact} is neither asked nor skipped, or both"));
        }
    }
    for _ in 0..few.min(skipped.len()) {
        let (fact, why) = skipped.swap_remove(dice.below(skipped.len()));
        let mut base = household.clone();
        if let SkipReason::OnlyIf(_) = why {
            close_rare(&mut base);
        }
        let before = look(&base)?;
        for other in answered(dice, book, &base, on, fact)? {
            if !check(&other, on).is_empty() {
                continue;
            }
            found.tried += 1;
            if let Some(change) = differs(book, &before, &look(&other)?) {
                let change = format!("{fact} was skipped as {why:?}; {change}");
                wrong.push(format!("{change}\n  {}", serde_json::to_string(&other).unwrap_or_default()));
                break;
            }
        }
    }
    Ok(())
}

/// Nothing stands in the rare lists that nobody was asked about.
fn close_rare(household: &mut Household) {
    let Household { receives, troubles, past, .. } = household;
    for (is_untouched, closure) in [
        (receives.is_untouched(), &mut receives.complete),
        (troubles.is_untouched(), &mut troubles.complete),
        (past.is_untouched(), &mut past.complete),
    ] {
        if is_untouched {
            *closure = Closure::Yes;
        }
    }
}

/// What of two results about the same family is not the same: a pair, a word, a sum that is paid, who counts, a measure, a
/// thing to bring, a step, what it is asked. Figures and conditions behind a settled verdict may differ.
pub fn differs(book: &Book, before: &Assessment, after: &Assessment) -> Option<String> {
    let pair = |truth: Truth| (truth.may_hold(), truth.may_fail());
    for was in &before.verdicts {
        let is = after.of(was.category).find(|is| is.who == was.who)?;
        let id = &book.categories[was.category].id;
        if pair(was.fits) != pair(is.fits) || was.word != is.word {
            return Some(format!("{id} of {:?}: {:?} became {:?}", was.who, was.word, is.word));
        }
        if was.grant() != is.grant() {
            return Some(format!("{id} of {:?} paid {:?} and pays {:?}", was.who, was.grant(), is.grant()));
        }
    }
    for (who, (was, is)) in before.members.iter().zip(&after.members).enumerate() {
        if pair(*was) != pair(*is) {
            return Some(format!("members[{who}]: {was:?} became {is:?}"));
        }
    }
    let help = before.help.iter().zip(&after.help).find(|(was, is)| was.offer() != is.offer());
    if let Some((was, is)) = help {
        let id = &book.help[was.help].id;
        return Some(format!("help {id} of {:?}: {:?} became {:?}", was.who, was.offer(), is.offer()));
    }
    let bring = before.bring.iter().zip(&after.bring).find(|(was, is)| pair(was.truth) != pair(is.truth));
    if let Some((was, is)) = bring {
        let id = &book.bring[was.bring].id;
        return Some(format!("bring {id} of {:?}: {:?} became {:?}", was.who, was.truth, is.truth));
    }
    let steps = before.steps.iter().zip(&after.steps).enumerate().find(|(_, (was, is))| pair(**was) != pair(**is));
    if let Some((at, (was, is))) = steps {
        return Some(format!("step {}: {was:?} became {is:?}", book.steps[at].id));
    }
    let (was, is) = (asked(before), asked(after));
    (was != is).then(|| {
        let told = |facts: &BTreeSet<QuestionId>| facts.iter().map(QuestionId::to_string).collect::<Vec<_>>().join(" ");
        let (gone, new) = (was.difference(&is).copied().collect(), is.difference(&was).copied().collect());
        format!("not asked any more: [{}]; newly asked: [{}]", told(&gone), told(&new))
    })
}

/// Every question the family holds: of a verdict, of what is paid, of who counts, and of what follows where that was looked at.
pub fn asked(found: &Assessment) -> BTreeSet<QuestionId> {
    let mut all = AskSet::EMPTY;
    for verdict in &found.verdicts {
        all = all.union(verdict.fits.asks());
        for granted in verdict.grants.iter().filter(|_| verdict.fits.may_hold()) {
            all = all.union(granted.paid.asks()).union(granted.asks);
        }
    }
    let help = found.help.iter().filter(|helped| helped.offer().is_some());
    let help = help.map(|helped| helped.truth.asks().union(helped.now.asks()));
    let beside = help.chain(found.bring.iter().map(|brought| brought.truth.asks()));
    let beside = beside.chain(found.steps.iter().chain(&found.members).map(|truth| truth.asks()));
    all = beside.fold(all, AskSet::union);
    let answers = found.asks.of(all).into_iter();
    answers.filter_map(|ask| if let Ask::Answer(fact) = ask { Some(fact) } else { None }).collect()
}

/// The household with one question answered in every way that could matter.
fn answered(
    dice: &mut Dice,
    book: &Book,
    household: &Household,
    on: Day,
    fact: QuestionId,
) -> Result<Vec<Household>, String> {
    let mut put = Put { at: fact, on, sums: sums(book, household)?, nth: 0, is_list: false, is_there: true };
    let mut all = Vec::new();
    while put.is_there {
        let mut other = household.clone();
        put.is_there = false;
        each(&mut other, &mut put);
        if put.is_there {
            all.push(other);
        }
        put.nth += 1;
    }
    if put.is_list {
        for _ in 0..LISTS {
            let Some((whole, _)) = complete(dice, household, on)? else { continue };
            let mut other = household.clone();
            tell(fact, household, &whole, &mut other);
            all.push(other);
        }
    }
    Ok(all)
}

/// Sums at and beside every line, for one person and for all, once and in multiples, by the month and by the year.
fn sums(book: &Book, household: &Household) -> Result<Vec<i128>, String> {
    let people = household.people.items.len().max(1) as i128;
    let mut sums = BTreeSet::from([0, 1, 10_000_000_000]);
    let amounts = book.lines.iter().flat_map(|line| &line.amounts);
    for amount in amounts {
        let yearly = amount.value.yearly().map_err(|e| format!("{e:?}"))?;
        let yearly = crate::oracles::naive::exact(yearly)? / crate::oracles::naive::FEN;
        for line in [yearly, yearly * people, 3 * yearly * people / 2, 2 * yearly * people, yearly / 12] {
            sums.extend([line - 1, line, line + 1].into_iter().filter(|sum| *sum >= 0));
        }
    }
    // A dozen of them, the ends always.
    let all: Vec<i128> = sums.into_iter().collect();
    let step = all.len().div_ceil(24).max(1);
    let mut few: Vec<i128> = all.iter().copied().step_by(step).collect();
    few.extend(all.last());
    Ok(few)
}

/// Puts the nth answer at a place.
struct Put {
    at: QuestionId,
    on: Day,
    sums: Vec<i128>,
    nth: usize,
    is_list: bool,
    is_there: bool,
}

impl Visit for Put {
    fn answer<T: Value>(&mut self, at: QuestionId, known: &mut Known<T>) {
        if at != self.at {
            return;
        }
        let mut values = T::critical(self.on);
        // What was told in part can only turn out as it was told.
        let open = if known.exact().is_some() { Known::Unknown } else { known.clone() };
        let sums: Vec<_> = self.sums.iter().filter_map(|sum| yuan(*sum).ok()).collect();
        let sums: &dyn std::any::Any = &sums;
        if let Some(sums) = sums.downcast_ref::<Vec<T>>() {
            values.extend(sums.iter().cloned());
        }
        let (from, to) = open.ends();
        values.extend([from, to].into_iter().flatten().cloned());
        values.retain(|value| match &open {
            Known::OneOf(told) => told.contains(value),
            _ => from.is_none_or(|from| from <= value) && to.is_none_or(|to| value <= to),
        });
        self.is_there = self.nth < values.len();
        if let Some(value) = values.into_iter().nth(self.nth) {
            *known = Known::Is(value);
        }
    }

    fn list(&mut self, at: QuestionId, list: &mut Closure) {
        if at == self.at {
            self.is_list = true;
            self.is_there = self.nth == 0;
            *list = Closure::Yes;
        }
    }
}
