//! The true hull (真实范围) of a small household: everything it may turn out to be, tried one after the other.

use std::collections::BTreeMap;

use doudi_engine::assess::screen;
use doudi_engine::check::check;
use doudi_engine::truth::Truth;
use doudi_facts::day::Day;
use doudi_facts::household::{
    Area, Away, Disability, Expense, ExpenseKind, Head, Household, IncomeKind, Lives, PaidOut, PaidOutKind,
    ParentState, Person, Relation, Study,
};
use doudi_facts::known::{Closure, Known, List};
use doudi_facts::money::Yuan;
use doudi_facts::question::{IncomeField, PersonField, QuestionId};
use doudi_rulebook::Rulebook;

use crate::checks::soundness::book;
use crate::generate::answers::{Value, Visit, each};
use crate::generate::dense::{self, LARGEST, empty};
use crate::generate::dice::Dice;
use crate::generate::fill::{ends, meet, open, sum_at};
use crate::generate::hide::hide_some;
use crate::generate::lens::{self, Lens, lens};
use crate::oracles::office::offices;
use crate::oracles::referee::{Choices, Setting, judge};

/// More combinations than this, and a household is not small.
const MOST: usize = 3000;

/// How tight the pairs are.
#[derive(Debug, Default)]
pub struct Tightness {
    /// Verdicts of small households that had not told everything.
    pub verdicts: u64,
    /// Of these, settled: the pair is one, and so is the hull.
    pub settled: u64,
    /// Of these, open, and both ends are reached by a completion.
    pub reached: u64,
    /// Households that were not small after all.
    pub large: u64,
    /// What is asked where an end is not reached; how often, and a seed.
    pub offenders: BTreeMap<String, (u64, u64)>,
}

impl Tightness {
    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.verdicts += other.verdicts;
        self.settled += other.settled;
        self.reached += other.reached;
        self.large += other.large;
        for (asks, (count, seed)) in other.offenders {
            self.offenders.entry(asks).or_insert((0, seed)).0 += count;
        }
        self
    }
}

/// Looks at one small household.
///
/// # Errors
/// When something cannot be set up.
pub fn small(rulebook: &Rulebook, seed: u64, found: &mut Tightness) -> Result<(), String> {
    let mut dice = Dice::new(seed);
    let case = dense::told_of(&mut dice, 3)?;
    let mut less = case.household.clone();
    let few = 1 + dice.below(2);
    hide_some(&mut dice, &mut less, few);
    let lens = lens(&mut dice, &book(rulebook, &case)?, &case.ground)?;
    let assessment = screen(&lens.book, &less, lens.ground.on).map_err(|e| format!("{e:?}"))?;
    for (category, verdict) in assessment.verdicts.iter().enumerate() {
        let Truth::Open(asks) = verdict.fits else {
            found.verdicts += 1;
            found.settled += 1;
            continue;
        };
        let Some(both) = both(&less, &lens, category)? else {
            found.large += 1;
            continue;
        };
        found.verdicts += 1;
        if both {
            found.reached += 1;
        } else {
            // What the family holds is told in one word: it is the office's and nobody's that come in bounds.
            let asks = assessment.asks.of(asks).into_iter();
            let mut keys: Vec<String> = asks.map(|ask| ask.key(&lens.book)).collect();
            keys.iter_mut().for_each(|key| key.truncate(key.find(':').unwrap_or(key.len())));
            keys.dedup();
            found.offenders.entry(keys.join(" + ")).or_insert((0, seed)).0 += 1;
        }
    }
    Ok(())
}

/// Whether some completion fits the category and another does not; `None` when there are too many to try.
fn both(less: &Household, lens: &Lens, category: usize) -> Result<Option<bool>, String> {
    let open = open(less);
    let with = |picks| Combination { on: lens.ground.on, open: &open, picks, sizes: Vec::new(), lists: Vec::new() };
    let mut all = with(Vec::new());
    each(&mut less.clone(), &mut all);
    let sizes = all.sizes.clone();
    if sizes.iter().try_fold(1_usize, |all, one| all.checked_mul(*one)).is_none_or(|all| all > MOST) {
        return Ok(None);
    }
    let mut seen = [false; 2];
    let mut picks = vec![0; sizes.len()];
    loop {
        let mut one = with(picks.clone());
        let mut whole = less.clone();
        each(&mut whole, &mut one);
        let mut sums = Vec::new();
        for (list, way) in one.lists {
            sums.extend(add(list, way, &mut whole));
        }
        for fact in &open {
            if let Some(sum) = sum_at(&mut less.clone(), *fact) {
                let (low, high) = ends(sum)?;
                sums.push((*fact, low, high));
            }
        }
        complete(&whole, &sums, lens, category, &mut seen)?;
        if seen == [true; 2] {
            return Ok(Some(true));
        }
        // The next combination, as a counter counts.
        let Some(at) = picks.iter().zip(&sizes).position(|(pick, size)| pick + 1 < *size) else {
            return Ok(Some(false));
        };
        picks[at] += 1;
        picks[..at].iter_mut().for_each(|pick| *pick = 0);
    }
}

/// Tries every office on a completion, as it is and with each open sum brought to each line.
fn complete(
    whole: &Household,
    sums: &[(QuestionId, i128, i128)],
    lens: &Lens,
    category: usize,
    seen: &mut [bool; 2],
) -> Result<(), String> {
    for choices in offices(whole, &lens.ground, category) {
        if check(whole, lens.ground.on).is_empty() {
            grounds(whole, lens, &choices, category, seen)?;
        }
        let first = judge(whole, &lens.ground, &choices)?;
        let bar = first.line * first.people;
        for (fact, low, high) in sums {
            for aim in [bar, bar - 1, bar + 1, 2 * bar, 2 * bar - 1, 2 * bar + 1, 4 * bar] {
                if *seen == [true; 2] {
                    return Ok(());
                }
                let mut met = whole.clone();
                meet(&mut met, *fact, (*low, *high), aim, &lens.ground, &choices, true)?;
                if check(&met, lens.ground.on).is_empty() {
                    grounds(&met, lens, &choices, category, seen)?;
                }
            }
        }
    }
    Ok(())
}

/// Tries everything the standard can be, and everything the office can take off.
fn grounds(
    whole: &Household,
    lens: &Lens,
    choices: &Choices,
    category: usize,
    seen: &mut [bool; 2],
) -> Result<(), String> {
    let first = judge(whole, &lens.ground, choices)?;
    let at = usize::from(whole.area.exact() == Some(&Area::Rural));
    let near = first.counted / first.people.max(1);
    let lines = match (lens.known, lens.least[at]) {
        (lens::Known::InForce, _) | (_, None) => vec![first.line],
        (_, Some(least)) => {
            let around = [near - 1, near, near + 1, near / 2, near / 2 + 1, least, LARGEST];
            around.into_iter().filter(|line| *line >= least).collect()
        }
    };
    for line in lines {
        let ground = Setting { lines: [line; 2], ..lens.ground };
        let none = judge(whole, &ground, choices)?;
        let bar = none.line * none.people;
        let near = [bar, bar - 1, bar + 1, 2 * bar, 2 * bar - 1, 2 * bar + 1].map(|aim| none.counted - aim);
        for off in [0, none.most_off].into_iter().chain(near) {
            if (0..=none.most_off).contains(&off) {
                let outcome = judge(whole, &ground, &Choices { off, ..*choices })?;
                seen[usize::from(outcome.fits()[category])] = true;
            }
        }
    }
    Ok(())
}

/// One combination of everything that is open.
struct Combination<'o> {
    on: Day,
    open: &'o [QuestionId],
    /// Which value of each open answer; beyond the end, the first.
    picks: Vec<usize>,
    /// How many values each has.
    sizes: Vec<usize>,
    /// Which way each open list is completed.
    lists: Vec<(QuestionId, usize)>,
}

impl Combination<'_> {
    fn next(&mut self, size: usize) -> usize {
        self.sizes.push(size);
        self.picks.get(self.sizes.len() - 1).copied().unwrap_or(0)
    }
}

impl Visit for Combination<'_> {
    fn answer<T: Value>(&mut self, at: QuestionId, known: &mut Known<T>) {
        if self.open.contains(&at) {
            let values = values(at, known, self.on);
            let pick = self.next(values.len());
            *known = Known::Is(values[pick].clone());
        }
    }

    fn list(&mut self, at: QuestionId, list: &mut Closure) {
        if *list != Closure::Yes {
            *list = Closure::Yes;
            let way = self.next(if is_looked_at(at) { WAYS } else { 1 });
            self.lists.push((at, way));
        }
    }
}

/// Whether the referee ever looks at an answer or list.
fn is_looked_at(at: QuestionId) -> bool {
    use PersonField::{Labour, SevereIllness};
    !matches!(
        at,
        QuestionId::Person(_, SevereIllness | Labour)
            | QuestionId::SelfCare(..)
            | QuestionId::Supporter(..)
            | QuestionId::SupportersComplete(_)
            | QuestionId::Background(_)
            | QuestionId::ReceivesComplete
            | QuestionId::TroublesComplete
            | QuestionId::PastComplete
            | QuestionId::Past(_)
    )
}

/// Every value of an answer that can make a difference; a sum is brought to the lines besides.
fn values<T: Value>(at: QuestionId, known: &Known<T>, on: Day) -> Vec<T> {
    if let Known::OneOf(values) = known
        && !values.is_empty()
    {
        return values.clone();
    }
    let (from, to) = known.ends();
    let mut values: Vec<T> = from.into_iter().chain(to).cloned().chain(T::critical(on)).collect();
    values.retain(|value| from.is_none_or(|from| from <= value) && to.is_none_or(|to| value <= to));
    values.sort();
    values.dedup();
    if !is_looked_at(at) {
        values.truncate(1);
    }
    values
}

/// In how many ways an open list is completed.
const WAYS: usize = 5;

/// Completes a list in one of the ways: with nothing, or with one entry whose sum can be anything; that sum.
fn add(list: QuestionId, way: usize, whole: &mut Household) -> Option<(QuestionId, i128, i128)> {
    let someone = whole.people.items.get(way.checked_sub(1)? % 3).map(|person| person.id.clone());
    let at = match list {
        QuestionId::PeopleComplete => {
            // A spouse who brings nothing, wages or payments, or a sibling with wages.
            let relation = if way < 4 { Relation::Spouse } else { Relation::Sibling };
            whole.people.items.push(stranger(relation));
            match way {
                1 => return None,
                3 => payment("q".to_owned(), whole),
                _ => income("q".to_owned(), IncomeKind::CasualWage, IncomeField::Each, whole),
            }
        }
        QuestionId::PaidOutComplete => payment(someone?, whole),
        QuestionId::ExpensesComplete => {
            let amount = Known::Is(Yuan::whole(100_000_000));
            whole.expenses.items.push(Expense { who: someone?, kind: ExpenseKind::Medical, amount });
            return None;
        }
        QuestionId::IncomesComplete(head) => match head {
            Head::Wages => income(someone?, IncomeKind::CasualWage, IncomeField::Each, whole),
            // The last way is a loss.
            Head::Business if way == 4 => income(someone?, IncomeKind::Trade, IncomeField::Costs, whole),
            Head::Business => income(someone?, IncomeKind::Trade, IncomeField::Each, whole),
            Head::Property => income(someone?, IncomeKind::Rent, IncomeField::Each, whole),
            Head::Transfers => income(someone?, IncomeKind::Gift, IncomeField::Each, whole),
        },
        _ => return None,
    };
    Some((at, 0, LARGEST))
}

fn payment(who: String, whole: &mut Household) -> QuestionId {
    whole.paid_out.items.push(PaidOut { who, kind: PaidOutKind::Tax, amount: Known::Is(Yuan::ZERO) });
    QuestionId::PaidOut(whole.paid_out.items.len() - 1)
}

fn income(who: String, kind: IncomeKind, field: IncomeField, whole: &mut Household) -> QuestionId {
    let items = &mut whole.incomes.of_mut(kind.head()).items;
    let mut income = empty(who, kind);
    (income.each, income.costs) = (Known::Is(Yuan::ZERO), Known::Is(Yuan::ZERO));
    items.push(income);
    QuestionId::Income(kind.head(), items.len() - 1, field)
}

fn stranger(relation: Relation) -> Person {
    let no = || Known::Is(false);
    Person {
        id: "q".to_owned(),
        relation: Known::Is(relation),
        birth: Day::new(1960, 1, 1).map_or(Known::NotAsked, Known::Is),
        lives: Known::Is(Lives::Home),
        lives_with: List::none(),
        spouse: List::none(),
        parents: List::none(),
        kin: List::none(),
        mother: Known::Is(ParentState::Able),
        father: Known::Is(ParentState::Able),
        shares_purse: no(),
        married: no(),
        dependent: no(),
        study: Known::Is(Study::None),
        away: Known::Is(Away::No),
        disability: Known::Is(Disability::None),
        severe_illness: no(),
        ..Person::default()
    }
}
