//! What formulas come to (结果), over every world.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::{Formula, Formulas, Node, place};
use crate::mixer::Mixer;
use crate::truth::FingerprintedTruth;

/// How much of several formulas is looked at together before they are taken as if they had nothing in common.
const MOST_WORLDS: usize = 4_096;

/// What was looked at; never passed over, so its order is nobody's.
type Seen = HashMap<Vec<Formula>, (), BuildHasherDefault<Mixer>>;

impl Formulas {
    /// What a formula comes to over every world.
    pub(crate) fn truth(&mut self, of: Formula) -> FingerprintedTruth {
        let Some(at) = self.place_of_truth(of) else { return FingerprintedTruth::of(of == Formula::HOLDS) };
        let found = self.truths.get(at).copied().unwrap_or(FingerprintedTruth::FAILS);
        if of.is_opposite() { !found } else { found }
    }

    /// The place of what the node of a formula comes to, worked out once; `None`: it hangs on nothing.
    fn place_of_truth(&mut self, of: Formula) -> Option<usize> {
        let Node { unknown, left: [no, yes], truth } = self.node(of)?;
        if let Some(at) = truth {
            return Some(*at as usize);
        }
        let (unknown, no, yes) = (unknown.place(), *no, *yes);
        // INVARIANT: nothing that is left is in no world, and what is left where it is so is never an opposite.
        let (no_at, yes_at) = (self.place_of_truth(no), self.place_of_truth(yes));
        let known = |of, at: Option<usize>| {
            at.and_then(|at| self.truths.get(at)).unwrap_or(FingerprintedTruth::known(of == Formula::HOLDS))
        };
        let (otherwise, then) = (known(no, no_at), known(yes, yes_at));
        let is_opposite = no_at.is_some() && no.is_opposite();
        let found = match self.unknowns.get(unknown as usize) {
            Some((_, question)) => FingerprintedTruth::between(otherwise, is_opposite, then, question),
            None => FingerprintedTruth::FAILS,
        };
        let at = self.truths.len();
        self.truths.push(found);
        if let Some(node) = self.nodes.get_mut((of.0 as usize >> 1).saturating_sub(1)) {
            node.truth = Some(place(at));
        }
        Some(at)
    }

    /// What two come to together. What asks for nothing in common hangs on nothing in common, and need not be made one.
    pub(crate) fn truth_of_both(&mut self, one: Formula, other: Formula) -> FingerprintedTruth {
        match (one, other) {
            (Formula::HOLDS, of) | (of, Formula::HOLDS) => return self.truth(of),
            (Formula::FAILS, _) | (_, Formula::FAILS) => return FingerprintedTruth::FAILS,
            _ => {}
        }
        let (is, other_is) = (self.truth(one), self.truth(other));
        if is.truth.asks().has_none_of(other_is.truth.asks()) {
            return is.and(other_is);
        }
        let both = self.and(one, other);
        self.truth(both)
    }

    /// What is left of several formulas in every world in which all is decided that is not open whatever the world, each
    /// once; `None`: there is too much to look at on the way.
    pub(crate) fn worlds(&self, of: &[Formula]) -> Option<Vec<Vec<Formula>>> {
        let (mut left, mut seen) = (Vec::new(), Seen::default());
        self.worlds_under(of.to_vec(), &mut seen, &mut left).then_some(left)
    }

    fn worlds_under(&self, of: Vec<Formula>, seen: &mut Seen, left: &mut Vec<Vec<Formula>>) -> bool {
        if of.contains(&Formula::NOWHERE) || seen.insert(of.clone(), ()).is_some() {
            return true;
        }
        if seen.len() > MOST_WORLDS {
            return false;
        }
        match self.first_of(&of).filter(|first| !first.is_open()) {
            Some(first) => [0, 1].into_iter().all(|is_so| {
                let under = of.iter().map(|one| self.left(*one, first)[is_so]).collect();
                self.worlds_under(under, seen, left)
            }),
            None => {
                left.push(of);
                true
            }
        }
    }
}
