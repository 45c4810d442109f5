//! Conditions of categories (各类条件) that were laid out as formulas, each once.

use std::ops::Range;

use crate::formula::Formula;

/// A category, of the household or of one person.
pub(crate) type Of = (usize, Option<usize>);

/// The conditions of a category, by their places among those of all.
#[derive(Debug, Clone)]
pub(crate) struct Conditions {
    pub(crate) each: Range<usize>,
    /// All of them together.
    pub(crate) all: Formula,
    pub(crate) own: Range<usize>,
}

/// The conditions of the categories that were asked for (各类条件), one after the other.
#[derive(Debug, Default)]
pub(crate) struct ConditionList {
    /// Each at its `Engine::place_of`.
    pub(crate) of: Vec<Option<Conditions>>,
    pub(crate) each: Vec<Formula>,
    pub(crate) own: Vec<usize>,
}

impl ConditionList {
    /// Every condition of a category.
    pub(crate) fn each(&self, of: &Conditions) -> &[Formula] {
        self.each.get(of.each.clone()).unwrap_or_default()
    }

    /// The accounts of which the person's own income was looked at, ascending.
    pub(crate) fn own(&self, of: &Conditions) -> &[usize] {
        self.own.get(of.own.clone()).unwrap_or_default()
    }

    /// None was asked for yet.
    pub(crate) fn clear(&mut self) {
        self.of.clear();
        self.each.clear();
        self.own.clear();
    }
}

/// Whether somebody is recognised already as of a class, or of several, and whether they fit.
pub(crate) type OfClass = (Formula, Formula);

/// The same of several numbered things, each of the household and of every person.
pub(crate) type Classes = Vec<Option<OfClass>>;
