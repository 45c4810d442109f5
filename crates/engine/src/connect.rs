//! Connectives (连接词): what `all`, `any`, `not` and “somebody who counts” come to, in one place for every kind of value that a
//! test is evaluated to: a truth in one world, a formula of all worlds, a record.

use crate::rules::{SingleTest, Test, Unit};

/// How parts are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Connective {
    /// Every part must hold.
    All,
    /// At least one part must hold.
    Any,
    /// At least one person must be so.
    Somebody,
}

/// How values are joined.
pub(crate) trait Logic {
    /// What a test comes to.
    type Value;

    /// What no parts at all come to.
    fn start(&mut self, of: Connective) -> Self::Value;

    /// What the parts so far come to together with one more.
    fn join(&mut self, of: Connective, so_far: Self::Value, part: Self::Value) -> Self::Value;

    /// Whether no further part can change what the parts so far come to.
    fn is_settled(&self, of: Connective, so_far: &Self::Value) -> bool;

    /// The opposite.
    fn opposite(&mut self, value: Self::Value) -> Self::Value;
}

/// Joins several parts in their order, as far as they can change something.
pub(crate) fn joined<L: Logic, P>(
    by: &mut L,
    of: Connective,
    parts: impl IntoIterator<Item = P>,
    mut part: impl FnMut(&mut L, P) -> L::Value,
) -> L::Value {
    let mut so_far = by.start(of);
    for one in parts {
        if by.is_settled(of, &so_far) {
            break;
        }
        let one = part(by, one);
        so_far = by.join(of, so_far, one);
    }
    so_far
}

/// The value of an evaluator.
pub(crate) type ValueOf<E> = <<E as Evaluator>::Logic as Logic>::Value;

/// Evaluates tests: what single tests, people and categories come to, each in its own way.
pub(crate) trait Evaluator {
    type Logic: Logic;
    type Error;

    fn logic(&mut self) -> &mut Self::Logic;

    /// A single test, of the household or of one person.
    fn single(&mut self, who: Option<usize>, test: &SingleTest) -> Result<ValueOf<Self>, Self::Error>;

    /// Of whom a category is said; `None`: it is not looked at, and fails.
    fn unit(&self, category: usize) -> Option<Unit>;

    /// Whether a category fits the household, or one person.
    fn category(&mut self, who: Option<usize>, category: usize) -> Result<ValueOf<Self>, Self::Error>;

    /// How many people are listed.
    fn people(&self) -> usize;

    /// Whether a person counts as a member.
    fn counts(&mut self, who: usize) -> Result<ValueOf<Self>, Self::Error>;

    /// Whether somebody who is not listed yet makes a test hold, or fail.
    fn somebody_else(&mut self, test: &Test, holds: bool) -> ValueOf<Self>;

    /// What a test comes to for one person of several.
    fn of_member(&mut self, who: usize, test: &Test) -> Result<ValueOf<Self>, Self::Error>
    where
        Self: Sized,
    {
        evaluated(self, Some(who), test)
    }

    /// A part is passed over: it can change nothing any more.
    fn skip(&mut self, _: &Test) {}

    /// A person is passed over likewise.
    fn skip_member(&mut self, _: usize) -> Result<(), Self::Error> {
        Ok(())
    }
}

/// What a test comes to, of the household or of one person.
pub(crate) fn evaluated<E: Evaluator>(by: &mut E, who: Option<usize>, test: &Test) -> Result<ValueOf<E>, E::Error> {
    match test {
        Test::Single(single) => by.single(who, single),
        Test::All(tests) => several(by, who, Connective::All, tests),
        Test::Any(tests) => several(by, who, Connective::Any, tests),
        Test::Not(test) => {
            let value = evaluated(by, who, test)?;
            Ok(by.logic().opposite(value))
        }
        Test::SomeMember(test) => somebody(by, test, true),
        Test::EveryMember(test) => {
            let value = somebody(by, test, false)?;
            Ok(by.logic().opposite(value))
        }
        Test::Fits(category) => match by.unit(*category) {
            None => Ok(by.logic().start(Connective::Any)),
            Some(Unit::Household) => by.category(None, *category),
            Some(Unit::Person) if who.is_some() => by.category(who, *category),
            // Of a household: whether somebody fits.
            Some(Unit::Person) => somebody(by, test, true),
        },
    }
}

#[inline]
fn several<E: Evaluator>(
    by: &mut E,
    who: Option<usize>,
    of: Connective,
    tests: &[Test],
) -> Result<ValueOf<E>, E::Error> {
    let mut so_far = by.logic().start(of);
    for test in tests {
        if by.logic().is_settled(of, &so_far) {
            by.skip(test);
            continue;
        }
        let part = evaluated(by, who, test)?;
        so_far = by.logic().join(of, so_far, part);
    }
    Ok(so_far)
}

/// Whether of somebody who counts a test holds, or fails.
fn somebody<E: Evaluator>(by: &mut E, test: &Test, holds: bool) -> Result<ValueOf<E>, E::Error> {
    let mut any = by.logic().start(Connective::Somebody);
    for who in 0..by.people() {
        if by.logic().is_settled(Connective::Somebody, &any) {
            by.skip_member(who)?;
            continue;
        }
        let counts = by.counts(who)?;
        let start = by.logic().start(Connective::All);
        let mut both = by.logic().join(Connective::All, start, counts);
        if !by.logic().is_settled(Connective::All, &both) {
            let is = by.of_member(who, test)?;
            let is = if holds { is } else { by.logic().opposite(is) };
            both = by.logic().join(Connective::All, both, is);
        }
        any = by.logic().join(Connective::Somebody, any, both);
    }
    by.skip(test);
    let somebody_else = by.somebody_else(test, holds);
    Ok(by.logic().join(Connective::Somebody, any, somebody_else))
}
