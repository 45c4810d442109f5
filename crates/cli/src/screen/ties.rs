//! Columns of ties (亲属关系列): who lives where and with whom, and who is whose spouse, parent or other kin.

use doudi_facts::household::{Kin, KinTie, Person};
use doudi_facts::known::{Closure, List};
use doudi_facts::question::{PersonField, QuestionId, TieField};

use super::cell::{self, Wrong, word};
use super::fields::Field;
use super::household::{WORDS, close, several};

/// Columns that tell who lives where and who is tied to whom.
pub(super) const COLUMNS: [Field; 5] = [
    Field::Answer(QuestionId::Person(0, PersonField::Lives)),
    Field::Tie(TieField::LivesWith),
    Field::Tie(TieField::Spouse),
    Field::Tie(TieField::Parents),
    Field::Tie(TieField::Kin),
];

/// Reads a cell of ids into one of a person's lists of ties.
pub(super) fn tell(person: &mut Person, field: TieField, told: &str) -> Result<(), Wrong> {
    match field.ids_mut(person) {
        Some(ids) => whole(ids, told, |id| Ok(id.to_owned())),
        None => whole(&mut person.kin, told, kin),
    }
}

/// A list in one cell that names everybody who belongs in it.
fn whole<T: PartialEq>(list: &mut List<T>, told: &str, one: impl Fn(&str) -> Result<T, Wrong>) -> Result<(), Wrong> {
    several(list, told, one)?;
    if cell::is_none(told) || cell::is_unknown(told) || told.is_empty() {
        return Ok(());
    }
    close(&mut list.complete, Closure::Yes)
}

/// `兄弟姐妹:乙`, `sibling:p2`: what somebody is to the person, and who.
fn kin(told: &str) -> Result<Kin, Wrong> {
    let (is, who) = told.split_once(':').ok_or(Wrong::Kin)?;
    let is = word(is.trim(), |one: KinTie| WORDS.kin(one)).map_err(|_| Wrong::Kin)?;
    Ok(Kin { who: who.trim().to_owned(), is })
}
