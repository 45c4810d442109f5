//! Cells as answers (单元格成为回答): each read as its question is answered.

use doudi_facts::household::{
    Area, Away, Basis, Choice, Labour, Lives, ParentState, Relation, Study, Supporter, SupporterState, Work,
};
use doudi_facts::known::{Closure, Known, List};
use doudi_facts::money::Yuan;
use doudi_facts::question::{AnswerMut, QuestionId};

use super::super::cell::{self, Wrong, known, ranged, word};
use super::WORDS;

/// Reads a cell as the answer to a question.
///
/// # Errors
/// What the cell says cannot be its answer, or another row of the household answers otherwise.
pub(super) fn read(question: QuestionId, place: AnswerMut<'_>, told: &str) -> Result<(), Wrong> {
    match place {
        AnswerMut::YesNo(place) => answer(place, known(told, Some(false), cell::yes_no)?),
        AnswerMut::Count(place) => answer(place, ranged(told, Some(0), cell::count)?),
        AnswerMut::Sum(place) => answer(place, ranged(told, Some(Yuan::ZERO), cell::amount)?),
        AnswerMut::Day(place) => answer(place, cell::day(told)?),
        AnswerMut::Area(place) => answer(place, choice(told, None, |one: Area| WORDS.area(one))?),
        // 户主 is what tables call whom the pages call the applicant.
        AnswerMut::Relation(place) if told == "户主" => answer(place, Known::Is(Relation::Applicant)),
        AnswerMut::Relation(place) => answer(place, choice(told, None, |one| WORDS.relation(one))?),
        AnswerMut::Lives(place) => answer(place, choice(told, None, |one: Lives| WORDS.lives(one))?),
        AnswerMut::Study(place) => answer(place, choice(told, Some(Study::None), |one| WORDS.study(one))?),
        AnswerMut::Away(place) => answer(place, choice(told, Some(Away::No), |one| WORDS.away(one))?),
        AnswerMut::Work(place) => answer(place, choice(told, Some(Work::None), |one| WORDS.work(one))?),
        AnswerMut::Labour(place) => answer(place, choice(told, Some(Labour::None), |one| WORDS.labour(one))?),
        AnswerMut::Basis(place) => answer(place, basis(told)?),
        AnswerMut::Parent(place) => answer(place, choice(told, None, |one: ParentState| WORDS.parent(one))?),
        AnswerMut::Supporter(place) => answer(place, state(told)?),
        AnswerMut::List(place) => close(place, cell::closure(told)?),
        AnswerMut::Disability(_) => {
            // INVARIANT: cards are read from two cells, their kind and their grade.
            debug_assert!(matches!(question, QuestionId::Person(..)), "{question} is read with its grade");
            Ok(())
        }
    }
}

/// What support money rests on.
pub(super) fn basis(told: &str) -> Result<Known<Basis>, Wrong> {
    choice(told, None, |one| WORDS.basis(one))
}

/// `子女:有能力`, `child:over-70`; without a state it was not asked.
pub(super) fn supporter(told: &str) -> Result<Supporter, Wrong> {
    let (relation, of) = told.split_once(':').unwrap_or((told, ""));
    let relation = word(relation.trim(), |one: Relation| WORDS.relation(one)).map_err(|_| Wrong::Supporter)?;
    Ok(Supporter { relation, state: state(of.trim())? })
}

fn state(told: &str) -> Result<Known<SupporterState>, Wrong> {
    choice(told, None, |one| WORDS.supporter(one))
}

/// One of a closed list; `none` is what 无 stands for, where it can.
fn choice<T: Choice>(told: &str, none: Option<T>, label: impl Fn(T) -> &'static str) -> Result<Known<T>, Wrong> {
    known(told, none, |told| word(told, &label))
}

/// Gives an answer. Rows that say the same agree; one that says otherwise does not.
pub(super) fn answer<T: PartialEq>(place: &mut Known<T>, told: Known<T>) -> Result<(), Wrong> {
    if place.is_not_asked() {
        *place = told;
        return Ok(());
    }
    if told.is_not_asked() || *place == told { Ok(()) } else { Err(Wrong::Differs) }
}

/// The same for whether a list is complete.
pub(in super::super) fn close(place: &mut Closure, told: Closure) -> Result<(), Wrong> {
    if place.is_not_asked() {
        *place = told;
        return Ok(());
    }
    if told.is_not_asked() || *place == told { Ok(()) } else { Err(Wrong::Differs) }
}

/// A list in one cell: words, none, or nobody knows.
pub(in super::super) fn several<T: PartialEq>(
    list: &mut List<T>,
    told: &str,
    one: impl Fn(&str) -> Result<T, Wrong>,
) -> Result<(), Wrong> {
    if cell::is_none(told) {
        return close(&mut list.complete, Closure::Yes);
    }
    if cell::is_unknown(told) {
        return close(&mut list.complete, Closure::Unknown);
    }
    for part in told.split([';', '\n', '/']).map(str::trim).filter(|part| !part.is_empty()) {
        let item = one(part)?;
        if !list.items.contains(&item) {
            list.items.push(item);
        }
    }
    Ok(())
}
