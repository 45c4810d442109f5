//! Trying answers (试答): the answers that are tried in looking ahead, and how far a question was answered.

use doudi_facts::day::Day;
use doudi_facts::for_answer;
use doudi_facts::household::{
    Area, Away, Basis, Disability, DisabilityKind, Household, Labour, Lives, ParentState, Relation, Study,
    SupporterState, Work,
};
use doudi_facts::known::{Closure, Known};
use doudi_facts::money::Yuan;
use doudi_facts::question::{Answer, AnswerMut, QuestionId};

/// How far a question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Not asked yet.
    NotAsked,
    /// Asked, and the answer is not exact.
    Open,
    /// Answered exactly; of a list: complete.
    Exact,
}

impl State {
    pub(super) fn of(answer: Answer<'_>) -> Self {
        let of = |is_not_asked: bool, is_exact: bool| match (is_not_asked, is_exact) {
            (true, _) => Self::NotAsked,
            (_, true) => Self::Exact,
            _ => Self::Open,
        };
        for_answer!(Answer: answer,
            known => of(known.is_not_asked(), !known.is_open()),
            closure => of(closure.is_not_asked(), *closure == Closure::Yes))
    }
}

/// The questions that were asked, in the order of the form.
pub(super) fn told(household: &Household) -> Vec<QuestionId> {
    let mut told = Vec::new();
    household.each_answer(|fact, answer| told.extend((!answer.is_not_asked()).then_some(fact)));
    told
}

/// A sum above every standard, in 元.
const MUCH: i64 = 1_000_000;

/// Gives the nth of the answers that are tried in looking ahead: every one where they are few, the ends where they are
/// many. Returns whether there is an nth.
pub(super) fn put(answer: AnswerMut<'_>, nth: usize, on: Day) -> bool {
    fn of<T: Clone>(known: &mut Known<T>, nth: usize, tried: &[T]) -> bool {
        let Some(value) = tried.get(nth) else { return false };
        *known = Known::Is(value.clone());
        true
    }
    match answer {
        AnswerMut::YesNo(known) => of(known, nth, &[false, true]),
        AnswerMut::Count(known) => of(known, nth, &[0, 12]),
        AnswerMut::Sum(known) => of(known, nth, &[Yuan::ZERO, Yuan::whole(MUCH)]),
        AnswerMut::Day(known) => of(known, nth, &born(on)),
        AnswerMut::Area(known) => of(known, nth, &Area::ALL),
        AnswerMut::Relation(known) => of(known, nth, &[Relation::Spouse, Relation::NotKin]),
        AnswerMut::Lives(known) => of(known, nth, &Lives::ALL),
        AnswerMut::Study(known) => of(known, nth, &[Study::None, Study::FullTime]),
        AnswerMut::Away(known) => of(known, nth, &[Away::No, Away::Prison]),
        AnswerMut::Disability(known) => {
            let heavy = Disability::Card { kind: DisabilityKind::Several, grade: 1 };
            of(known, nth, &[Disability::None, heavy])
        }
        AnswerMut::Basis(known) => of(known, nth, &Basis::ALL),
        AnswerMut::Work(known) => of(known, nth, &Work::ALL),
        AnswerMut::Labour(known) => of(known, nth, &Labour::ALL),
        AnswerMut::Supporter(known) => of(known, nth, &[SupporterState::Able, SupporterState::Incapable]),
        AnswerMut::Parent(known) => of(known, nth, &[ParentState::Able, ParentState::Dead]),
        AnswerMut::List(closure) => {
            *closure = Closure::Yes;
            nth == 0
        }
    }
}

/// A child, somebody of working age, somebody old.
fn born(on: Day) -> Vec<Day> {
    [10, 40, 80].into_iter().filter_map(|years| Day::new(on.year() - years, 1, 1)).collect()
}
