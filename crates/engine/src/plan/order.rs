//! The order (先后): people first, and within that the most decisive question first.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use doudi_facts::day::Day;
use doudi_facts::household::{Head, Household};
use doudi_facts::order::{sort_by, sort_by_key};
use doudi_facts::question::{AssetField, Fact, IncomeField, PersonField};

use super::form::{State, form};
use super::open::{Open, Question};
use crate::assess::verdicts;
use crate::rules::Book;
use crate::verdict::Assessment;

/// How soon a question may be put: easy and safe ones first, those that touch on illness, imprisonment or a past
/// refusal last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Where, and who there is.
    People,
    /// What comes in, goes out and is owned.
    Means,
    /// What one would rather not tell, and what else the family is: asked last, and 不清楚 is always an answer.
    Sensitive,
}

/// What a question is about: one subject is finished before the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Where the family applies.
    Place,
    /// One person.
    Person(usize),
    /// Whether these are all.
    People,
    /// One head of income.
    Income(Head),
    /// Payments to others.
    PaidOut,
    /// Spending that is hard to avoid.
    Expenses,
    /// Property.
    Property,
    /// What else the family is and has met with.
    Family,
}

impl Stage {
    /// The stage of a question.
    pub fn of(fact: Fact) -> Self {
        use PersonField::{Away, Dependent, Disability, Father, Labour, Mother, SevereIllness};
        match fact {
            Fact::Person(_, Dependent | Away | Disability | SevereIllness | Labour | Mother | Father)
            | Fact::SelfCare(..)
            | Fact::SupportersComplete(_)
            | Fact::Supporter(..)
            | Fact::Background(_)
            | Fact::TroublesComplete
            | Fact::ReceivesComplete
            | Fact::PastComplete
            | Fact::Past(_) => Self::Sensitive,
            Fact::Area | Fact::PeopleComplete | Fact::Person(..) | Fact::TiesComplete(..) => Self::People,
            Fact::IncomesComplete(_)
            | Fact::Income(..)
            | Fact::PaidOutComplete
            | Fact::PaidOut(_)
            | Fact::ExpensesComplete
            | Fact::Expense(_)
            | Fact::Asset(_) => Self::Means,
        }
    }
}

impl Subject {
    /// The subject of a question.
    pub fn of(fact: Fact) -> Self {
        match fact {
            Fact::Area => Self::Place,
            Fact::Person(who, _)
            | Fact::TiesComplete(who, _)
            | Fact::SelfCare(who, _)
            | Fact::SupportersComplete(who)
            | Fact::Supporter(who, _) => Self::Person(who),
            Fact::PeopleComplete => Self::People,
            Fact::IncomesComplete(head) | Fact::Income(head, ..) => Self::Income(head),
            Fact::PaidOutComplete | Fact::PaidOut(_) => Self::PaidOut,
            Fact::ExpensesComplete | Fact::Expense(_) => Self::Expenses,
            Fact::Asset(_) => Self::Property,
            Fact::Background(_)
            | Fact::TroublesComplete
            | Fact::ReceivesComplete
            | Fact::PastComplete
            | Fact::Past(_) => Self::Family,
        }
    }
}

/// What answering takes: a press, a look at a paper, a sum.
fn effort(fact: Fact) -> u64 {
    match fact {
        Fact::Income(_, _, IncomeField::Each | IncomeField::Costs | IncomeField::BasePart)
        | Fact::PaidOut(_)
        | Fact::Expense(_)
        | Fact::Asset(AssetField::Savings) => 3,
        Fact::Person(_, PersonField::Birth)
        | Fact::Past(_)
        | Fact::Income(..)
        | Fact::IncomesComplete(_)
        | Fact::PaidOutComplete
        | Fact::ExpensesComplete
        | Fact::PeopleComplete
        | Fact::SupportersComplete(_) => 2,
        Fact::Area
        | Fact::Person(..)
        | Fact::TiesComplete(..)
        | Fact::SelfCare(..)
        | Fact::Supporter(..)
        | Fact::Asset(_)
        | Fact::Background(_)
        | Fact::ReceivesComplete
        | Fact::TroublesComplete
        | Fact::PastComplete => 1,
    }
}

/// Puts the questions in order. They come in the order of the form, which stays where nothing else decides.
pub(super) fn sort(household: &Household, questions: &mut Vec<Question>) {
    let mut copy = household.clone();
    let told = form(&mut copy).into_iter().filter(|(_, slot)| slot.state() != State::NotAsked);
    let begun: Vec<(Stage, Subject)> = told.map(|(fact, _)| (Stage::of(fact), Subject::of(fact))).collect();
    let mut subjects: BTreeMap<(Stage, Subject), Vec<Question>> = BTreeMap::new();
    for question in questions.drain(..) {
        let of = (Stage::of(question.fact), Subject::of(question.fact));
        subjects.entry(of).or_default().push(question);
    }
    let mut subjects: Vec<((Stage, Subject), Vec<Question>)> = subjects.into_iter().collect();
    sort_by(&mut subjects, |((one_stage, one), ones), ((other_stage, other), others)| {
        let is_begun = |of: (Stage, Subject)| of.0 != Stage::People && begun.contains(&of);
        let both = (is_begun((*one_stage, *one)), is_begun((*other_stage, *other)));
        // What was begun is finished in the order of the form, so that an answer never sends one elsewhere half way.
        let is_fixed = *one_stage == Stage::People || both == (true, true);
        let decisive = || if is_fixed { Ordering::Equal } else { more_decisive(ones, others) };
        let by_stage = one_stage.cmp(other_stage);
        let by_begun = || Reverse(both.0).cmp(&Reverse(both.1));
        by_stage.then_with(by_begun).then_with(decisive).then(one.cmp(other))
    });
    for ((_, subject), mut of) in subjects {
        // An entry that was begun is told to the end before whether there are more of them.
        if subject != Subject::Family {
            sort_by_key(&mut of, |question| {
                matches!(
                    question.fact,
                    Fact::IncomesComplete(_)
                        | Fact::PaidOutComplete
                        | Fact::ExpensesComplete
                        | Fact::SupportersComplete(_)
                )
            });
        }
        questions.extend(of);
    }
}

/// By the best question of each: what it changes, then how much it settles for the effort it takes.
fn more_decisive(ones: &[Question], others: &[Question]) -> Ordering {
    let stake = |of: &[Question]| of.iter().map(|question| question.stake).min();
    let best = |of: &[Question]| {
        let worth = |question: &Question| {
            let settled = u64::from(question.settles.unwrap_or(0)) * 1000 + u64::from(question.hangs);
            settled * 6 / effort(question.fact)
        };
        of.iter().map(worth).max()
    };
    stake(ones).cmp(&stake(others)).then_with(|| best(others).cmp(&best(ones)))
}

/// Looks one step ahead: for each question, how many open things its least helpful answer settles. Only where an order
/// is chosen by it, and only as far as the worlds go.
pub(super) fn look_ahead(
    book: &Book,
    household: &Household,
    on: Day,
    found: &Assessment,
    questions: &mut [Question],
    worlds: u32,
) {
    // People come in the order of the form, whatever they settle.
    if questions.iter().any(|question| Stage::of(question.fact) == Stage::People) {
        return;
    }
    let before = Open::of_verdicts(found).count();
    let mut left = worlds;
    let stage = questions.iter().map(|question| Stage::of(question.fact)).min();
    let chosen_among = questions.iter_mut().filter(|question| Some(Stage::of(question.fact)) == stage);
    for question in chosen_among {
        let mut least: Option<u32> = None;
        for nth in 0.. {
            if left < found.worlds {
                return;
            }
            let mut told = household.clone();
            let slot = form(&mut told).into_iter().find(|(fact, _)| *fact == question.fact);
            if !slot.is_some_and(|(_, mut slot)| slot.put(nth, on)) {
                break;
            }
            // An answer that cannot be settles nothing and is not counted.
            let Ok(after) = verdicts(book, &told, on) else { continue };
            left = left.saturating_sub(after.worlds);
            let settled = before.saturating_sub(Open::of_verdicts(&after).count());
            least = Some(least.map_or(settled, |least| least.min(settled)));
        }
        question.settles = least;
    }
}
