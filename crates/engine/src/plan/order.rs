//! The order (先后): people first, and within that the most decisive question first.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use doudi_facts::day::Day;
use doudi_facts::household::{Head, Household};
use doudi_facts::order::{sort_by, sort_by_key};
use doudi_facts::question::{Input, QuestionId, Stage};

use super::open::{Open, Question};
use super::tried::{put, told};
use crate::assess::verdicts;
use crate::rules::Book;
use crate::verdict::Assessment;

/// What a question is about: one subject is finished before the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuestionSubject {
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

impl QuestionSubject {
    /// The subject of a question.
    pub fn of(fact: QuestionId) -> Self {
        match fact {
            QuestionId::Area => Self::Place,
            QuestionId::Person(who, _)
            | QuestionId::TiesComplete(who, _)
            | QuestionId::SelfCare(who, _)
            | QuestionId::SupportersComplete(who)
            | QuestionId::Supporter(who, _) => Self::Person(who),
            QuestionId::PeopleComplete => Self::People,
            QuestionId::IncomesComplete(head) | QuestionId::Income(head, ..) => Self::Income(head),
            QuestionId::PaidOutComplete | QuestionId::PaidOut(_) => Self::PaidOut,
            QuestionId::ExpensesComplete | QuestionId::Expense(_) => Self::Expenses,
            QuestionId::Asset(_) => Self::Property,
            QuestionId::Background(_)
            | QuestionId::TroublesComplete
            | QuestionId::ReceivesComplete
            | QuestionId::PastComplete
            | QuestionId::Past(_) => Self::Family,
        }
    }
}

/// What answering takes: a press, a look at a paper, a sum.
fn effort(fact: QuestionId) -> u64 {
    match fact.row().input {
        Input::Sum => 3,
        Input::Day | Input::Entries => 2,
        Input::Count | Input::Choice if matches!(fact, QuestionId::Income(..)) => 2,
        Input::YesNo(_) | Input::Choice | Input::Count | Input::DisabilityCard | Input::Several | Input::People => 1,
    }
}

/// Puts the questions in order. They come in the order of the form, which stays where nothing else decides.
pub(super) fn sort(household: &Household, questions: &mut Vec<Question>) {
    let begun: Vec<(Stage, QuestionSubject)> =
        told(household).into_iter().map(|fact| (fact.row().stage, QuestionSubject::of(fact))).collect();
    let mut subjects: BTreeMap<(Stage, QuestionSubject), Vec<Question>> = BTreeMap::new();
    for question in questions.drain(..) {
        let of = (question.fact.row().stage, QuestionSubject::of(question.fact));
        subjects.entry(of).or_default().push(question);
    }
    let mut subjects: Vec<((Stage, QuestionSubject), Vec<Question>)> = subjects.into_iter().collect();
    sort_by(&mut subjects, |((one_stage, one), ones), ((other_stage, other), others)| {
        let is_begun = |of: (Stage, QuestionSubject)| of.0 != Stage::People && begun.contains(&of);
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
        if subject != QuestionSubject::Family {
            sort_by_key(&mut of, |question| {
                matches!(
                    question.fact,
                    QuestionId::IncomesComplete(_)
                        | QuestionId::PaidOutComplete
                        | QuestionId::ExpensesComplete
                        | QuestionId::SupportersComplete(_)
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
    if questions.iter().any(|question| question.fact.row().stage == Stage::People) {
        return;
    }
    let before = Open::of_verdicts(found).count();
    let mut left = worlds;
    let stage = questions.iter().map(|question| question.fact.row().stage).min();
    let chosen_among = questions.iter_mut().filter(|question| Some(question.fact.row().stage) == stage);
    for question in chosen_among {
        let mut least: Option<u32> = None;
        for nth in 0.. {
            if left < found.worlds {
                return;
            }
            let mut told = household.clone();
            if !told.answer_mut(question.fact).is_some_and(|answer| put(answer, nth, on)) {
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
