//! Filling in (补全): completions of a household that has not told everything, on and beside every line.

use std::any::Any;

use doudi_engine::check::check;
use doudi_facts::day::Day;
use doudi_facts::household::{Head, Household, IncomeKind, Per, Person};
use doudi_facts::known::{Closure, Known, List};
use doudi_facts::money::Yuan;
use doudi_facts::question::{IncomeField, QuestionId, TieField};

use crate::generate::answers::{Value, Visit, each};
use crate::generate::dense::{self, LARGEST, yuan};
use crate::generate::dice::Dice;
use crate::generate::kindred;
use crate::generate::rich;
use crate::oracles::referee::{Choices, Setting, fen, judge};

/// Everything that is open in a household, in the order of the file, as far as it is ever asked.
pub fn open(household: &Household) -> Vec<QuestionId> {
    let mut open = Open(Vec::new());
    each(&mut household.clone(), &mut open);
    open.0.retain(|fact| !is_idle(household, *fact));
    open.0
}

/// Whether an answer has nothing to be about: what a gift cost, how often a whole window was. Said here for itself, so that
/// the table of questions is held to it.
pub fn is_idle(household: &Household, fact: QuestionId) -> bool {
    let QuestionId::Income(head, i, field) = fact else { return false };
    household.incomes.of(head).items.get(i).is_none_or(|income| match field {
        IncomeField::Each => false,
        IncomeField::Times => income.per == Per::Window,
        IncomeField::Costs => !income.kind.has_costs(),
        IncomeField::BasePart => income.kind != IncomeKind::ResidentPension,
        IncomeField::Basis => income.kind != IncomeKind::Support,
    })
}

struct Open(Vec<QuestionId>);

impl Visit for Open {
    fn answer<T: Value>(&mut self, at: QuestionId, known: &mut Known<T>) {
        self.0.extend(known.is_open().then_some(at));
    }

    fn list(&mut self, at: QuestionId, list: &mut Closure) {
        self.0.extend((*list != Closure::Yes).then_some(at));
    }
}

/// A completion by chance, on or beside a line where one of its sums can bring it there; `None` when what was thrown
/// cannot be.
///
/// # Errors
/// When the referee refuses it.
pub fn fill(
    dice: &mut Dice,
    less: &Household,
    ground: &Setting,
    choices: &Choices,
) -> Result<Option<Household>, String> {
    let Some((mut whole, sums)) = complete(dice, less, ground.on)? else { return Ok(None) };
    if !sums.is_empty() && dice.often(85) {
        let (at, low, high) = sums[dice.below(sums.len())];
        let before = whole.clone();
        let first = judge(&whole, ground, choices)?;
        let aim = dense::target(dice, first.line * first.people);
        meet(&mut whole, at, (low, high), aim, ground, choices, dice.often(50))?;
        if !check(&whole, ground.on).is_empty() {
            whole = before;
        }
    }
    Ok(Some(whole))
}

/// A household with the sums that were open in it: where, and the least and the most each can be.
pub type Sums = Vec<(QuestionId, i128, i128)>;

/// A completion by chance, and its open sums; `None` when what was thrown cannot be.
///
/// # Errors
/// When a figure is no amount.
pub fn complete(dice: &mut Dice, less: &Household, on: Day) -> Result<Option<(Household, Sums)>, String> {
    let left = open(less);
    let mut whole = less.clone();
    each(&mut whole, &mut Fill { open: &left, dice });
    let mut sums = Vec::new();
    for fact in &left {
        add(dice, *fact, on, &mut whole, &mut sums)?;
        if let Some((low, high)) = sum_at(&mut less.clone(), *fact).map(|sum| ends(sum)).transpose()? {
            sums.push((*fact, low, high));
        }
    }
    // What was added may leave something open in turn.
    let left = open(&whole);
    each(&mut whole, &mut Fill { open: &left, dice });
    Ok(check(&whole, on).is_empty().then_some((whole, sums)))
}

/// Sets one sum so that the income counted meets an aim, or comes as near as a 分 of it can: from below, or from above.
///
/// # Errors
/// When the referee refuses the household.
pub fn meet(
    whole: &mut Household,
    at: QuestionId,
    (low, high): (i128, i128),
    aim: i128,
    ground: &Setting,
    choices: &Choices,
    from_above: bool,
) -> Result<(), String> {
    let choices = Choices { off: 0, ..*choices };
    let mut counted = |sum: i128| -> Result<i128, String> {
        if let Some(place) = sum_at(whole, at) {
            *place = Known::Is(yuan(sum)?);
        }
        Ok(judge(whole, ground, &choices)?.counted)
    };
    let (mut low, mut high) = (low, high);
    let (first, last) = (counted(low)?, counted(high)?);
    if !(first.min(last)..=first.max(last)).contains(&aim) {
        return Ok(());
    }
    // Each sum moves the income one way only.
    let rises = first <= last;
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        let met = counted(middle)?;
        if met == aim {
            return Ok(());
        }
        if (met < aim) == rises {
            low = middle;
        } else {
            high = middle;
        }
    }
    let chosen = if counted(low)? == aim || (counted(high)? != aim && from_above != rises) { low } else { high };
    counted(chosen)?;
    Ok(())
}

/// The least and the most a sum can be, in 分.
pub(crate) fn ends(sum: &Known<Yuan>) -> Result<(i128, i128), String> {
    let (low, high) = sum.ends();
    Ok((low.map_or(Ok(0), |low| fen(*low))?, high.map_or(Ok(LARGEST), |high| fen(*high))?))
}

/// The sum that stands at a place, if a sum does that moves the income.
pub fn sum_at(household: &mut Household, at: QuestionId) -> Option<&mut Known<Yuan>> {
    match at {
        QuestionId::Income(head, i, field) => {
            let income = household.incomes.of_mut(head).items.get_mut(i)?;
            match field {
                IncomeField::Each => Some(&mut income.each),
                IncomeField::Costs => Some(&mut income.costs),
                IncomeField::BasePart => Some(&mut income.base_part),
                IncomeField::Times | IncomeField::Basis => None,
            }
        }
        QuestionId::PaidOut(i) => household.paid_out.items.get_mut(i).map(|paid| &mut paid.amount),
        QuestionId::Expense(i) => household.expenses.items.get_mut(i).map(|spent| &mut spent.amount),
        _ => None,
    }
}

/// Fills every answer that is open.
struct Fill<'f> {
    open: &'f [QuestionId],
    dice: &'f mut Dice,
}

impl Visit for Fill<'_> {
    fn answer<T: Value>(&mut self, at: QuestionId, known: &mut Known<T>) {
        if self.open.contains(&at) {
            *known = Known::Is(pick(self.dice, known));
        }
    }

    fn list(&mut self, _: QuestionId, list: &mut Closure) {
        *list = Closure::Yes;
    }
}

/// One value an answer can be.
fn pick<T: Value>(dice: &mut Dice, known: &Known<T>) -> T {
    match known {
        Known::Is(value) => value.clone(),
        Known::OneOf(values) if !values.is_empty() => values[dice.below(values.len())].clone(),
        Known::Between { from, to } => {
            let any = T::any(dice);
            let any = from.clone().map_or(any.clone(), |from| any.max(from));
            let any = to.clone().map_or(any.clone(), |to| any.min(to));
            match dice.below(4) {
                0 => from.clone().unwrap_or(any),
                1 => to.clone().unwrap_or(any),
                _ => any,
            }
        }
        _ => T::any(dice),
    }
}

/// What else stands in a list that was left open; the sums among it can be anything.
fn add(
    dice: &mut Dice,
    list: QuestionId,
    on: Day,
    whole: &mut Household,
    sums: &mut Vec<(QuestionId, i128, i128)>,
) -> Result<(), String> {
    let ids: Vec<String> = whole.people.items.iter().map(|person| person.id.clone()).collect();
    let few = dice.of([0, 1, 1, 2]);
    match list {
        QuestionId::PeopleComplete => {
            for _ in 0..few {
                let before = whole.people.items.len();
                kindred::add_person(dice, on, whole, "q")?;
                let Some(person) = whole.people.items.get(before) else { continue };
                let own = [person.id.clone()];
                // Those who were left out bring their own, whatever is said of the lists.
                for _ in 0..dice.below(3) {
                    let head = dice.of(Head::ALL);
                    add_income(dice, head, &own, whole, sums)?;
                }
            }
        }
        _ if ids.is_empty() => {}
        QuestionId::IncomesComplete(head) => {
            for _ in 0..few {
                add_income(dice, head, &ids, whole, sums)?;
            }
        }
        QuestionId::PaidOutComplete => {
            for _ in 0..few {
                sums.push((QuestionId::PaidOut(whole.paid_out.items.len()), 0, LARGEST));
                whole.paid_out.items.push(dense::paid_out(dice, &ids, 300_000)?);
            }
        }
        QuestionId::ExpensesComplete => {
            for _ in 0..few {
                whole.expenses.items.push(dense::expense(dice, &ids, 300_000)?);
            }
        }
        QuestionId::SupportersComplete(who) => {
            if let Some(person) = whole.people.items.get_mut(who) {
                person.supporters.items.extend((0..few).map(|_| rich::supporter(dice)));
            }
        }
        QuestionId::TiesComplete(who, field) => {
            let tries = dice.of([0, 2, 4]);
            kindred::more(dice, on, whole, who, field, tries);
        }
        QuestionId::ReceivesComplete => {
            whole.receives.items.extend((0..few).map(|_| rich::received(dice, &ids)));
        }
        QuestionId::TroublesComplete => whole.troubles.items.extend((0..few).map(|_| rich::happened(dice))),
        QuestionId::PastComplete => {
            for _ in 0..few {
                whole.past.items.push(rich::past(dice, on)?);
            }
        }
        _ => {}
    }
    Ok(())
}

fn add_income(
    dice: &mut Dice,
    head: Head,
    ids: &[String],
    whole: &mut Household,
    sums: &mut Vec<(QuestionId, i128, i128)>,
) -> Result<(), String> {
    let items = &mut whole.incomes.of_mut(head).items;
    sums.push((QuestionId::Income(head, items.len(), IncomeField::Each), 0, LARGEST));
    items.push(dense::income(dice, ids, head, 2_000_000)?);
    Ok(())
}

/// Tells a completion answer by answer, in any order, and shows each household on the way with what was told last and
/// whether entries came with it. The household in which everything is told.
///
/// # Errors
/// What `show` says.
pub fn step_by_step(
    dice: &mut Dice,
    first: &Household,
    whole: &Household,
    mut show: impl FnMut(QuestionId, bool, &Household) -> Result<(), String>,
) -> Result<Household, String> {
    let mut left = open(first);
    let mut now = first.clone();
    while !left.is_empty() {
        let mut place = dice.below(left.len());
        // A list of ties may name somebody who is told with the people only.
        if matches!(left.get(place), Some(QuestionId::TiesComplete(..))) {
            place = left.iter().position(|fact| *fact == QuestionId::PeopleComplete).unwrap_or(place);
        }
        let at = left.swap_remove(place);
        let more = tell(at, first, whole, &mut now);
        show(at, more, &now)?;
    }
    Ok(now)
}

/// Tells one thing more of what was told at first: what a completion says at a place. Whether entries came with it.
pub fn tell(at: QuestionId, first: &Household, whole: &Household, less: &mut Household) -> bool {
    let known = |who: &str| first.person(who).is_some();
    match at {
        QuestionId::PeopleComplete => {
            let new = whole.people.items.iter().skip(first.people.items.len());
            less.people.items.extend(new.cloned());
            less.people.complete = Closure::Yes;
            // Nobody is told without what is told of them.
            let mut more = less.people.items.len() != first.people.items.len();
            for head in Head::ALL {
                let (first, whole) = (first.incomes.of(head), whole.incomes.of(head));
                more |= rest(first, whole, less.incomes.of_mut(head), |income| !known(&income.who));
            }
            more |= rest(&first.paid_out, &whole.paid_out, &mut less.paid_out, |paid| !known(&paid.who));
            more |= rest(&first.expenses, &whole.expenses, &mut less.expenses, |spent| !known(&spent.who));
            more | rest(&first.receives, &whole.receives, &mut less.receives, |received| {
                received.who.as_ref().is_some_and(|who| !known(who))
            })
        }
        QuestionId::IncomesComplete(head) => {
            let list = less.incomes.of_mut(head);
            list.complete = Closure::Yes;
            rest(first.incomes.of(head), whole.incomes.of(head), list, |income| known(&income.who))
        }
        QuestionId::PaidOutComplete => {
            less.paid_out.complete = Closure::Yes;
            rest(&first.paid_out, &whole.paid_out, &mut less.paid_out, |paid| known(&paid.who))
        }
        QuestionId::ExpensesComplete => {
            less.expenses.complete = Closure::Yes;
            rest(&first.expenses, &whole.expenses, &mut less.expenses, |spent| known(&spent.who))
        }
        QuestionId::ReceivesComplete => {
            less.receives.complete = Closure::Yes;
            rest(&first.receives, &whole.receives, &mut less.receives, |received| {
                received.who.as_ref().is_none_or(|who| known(who))
            })
        }
        QuestionId::TroublesComplete => {
            less.troubles.complete = Closure::Yes;
            rest(&first.troubles, &whole.troubles, &mut less.troubles, |_| true)
        }
        QuestionId::PastComplete => {
            less.past.complete = Closure::Yes;
            rest(&first.past, &whole.past, &mut less.past, |_| true)
        }
        QuestionId::TiesComplete(who, field) => {
            let lists = (first.people.items.get(who), whole.people.items.get(who), less.people.items.get_mut(who));
            let (Some(_), Some(whole), Some(less)) = lists else { return false };
            let list = |of: &mut Person, from: &Person| match field {
                TieField::LivesWith => of.lives_with.clone_from(&from.lives_with),
                TieField::Spouse => of.spouse.clone_from(&from.spouse),
                TieField::Parents => of.parents.clone_from(&from.parents),
                TieField::Kin => of.kin.clone_from(&from.kin),
            };
            list(less, whole);
            false
        }
        QuestionId::SupportersComplete(who) => {
            let lists = (first.people.items.get(who), whole.people.items.get(who), less.people.items.get_mut(who));
            let (Some(first), Some(whole), Some(less)) = lists else { return false };
            less.supporters.complete = Closure::Yes;
            rest(&first.supporters, &whole.supporters, &mut less.supporters, |_| true)
        }
        _ => {
            let mut copy = Copy { at, told: None };
            each(&mut whole.clone(), &mut copy);
            each(less, &mut copy);
            false
        }
    }
}

/// Adds what a list left out, as far as it is wanted; whether that was anything.
fn rest<T: Clone>(first: &List<T>, whole: &List<T>, less: &mut List<T>, wanted: impl Fn(&T) -> bool) -> bool {
    let before = less.items.len();
    less.items.extend(whole.items.iter().skip(first.items.len()).filter(|item| wanted(item)).cloned());
    less.items.len() != before
}

/// Takes an answer from one household to another.
struct Copy {
    at: QuestionId,
    told: Option<Box<dyn Any>>,
}

impl Visit for Copy {
    fn answer<T: Value>(&mut self, at: QuestionId, known: &mut Known<T>) {
        if at != self.at {
            return;
        }
        match self.told.take().and_then(|told| told.downcast::<Known<T>>().ok()) {
            Some(told) => *known = *told,
            None => self.told = Some(Box::new(known.clone())),
        }
    }

    fn list(&mut self, _: QuestionId, _: &mut Closure) {}
}
