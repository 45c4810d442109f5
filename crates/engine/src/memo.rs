//! What was worked out once (记下的中间结果), and on which decisions it hangs, so that it is not worked out again.
//!
//! A figure, a line and who counts hang on the decisions that were met on the way and on nothing else of the world. So
//! what one world, or one test, worked out is found by every other one in which those forks are decided alike. Nothing
//! that is found differs from what working it out again would give.

use std::rc::Rc;

use crate::accounting::Figure;
use crate::facts::Area;
use crate::scene::{LineFound, Members};
use crate::truth::Marked;
use crate::world::{Fork, World};

/// How many results are kept of one thing; as worlds are walked through, the last ones are those that are met again.
const MOST: usize = 16;

/// What working something out met: a fork, and how it was decided; `None`: it stayed open.
pub(crate) type Met = (Fork, Option<u8>);

/// Everything that is kept; where treatments stay open, apart.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    pub(crate) members: Kept<bool, Members>,
    /// Whether a person counts, by their place in the list, before that splits anything.
    pub(crate) counts: Kept<usize, Marked>,
    /// By account, and whose.
    pub(crate) figures: Kept<(usize, Option<usize>, bool), Figure>,
    /// By line, and of which area.
    pub(crate) lines: Kept<(usize, Option<Area>, bool), LineFound>,
}

/// Results of one kind, by what they are of.
#[derive(Debug)]
pub(crate) struct Kept<K, V>(Vec<(K, Vec<Found<V>>)>);

/// A result, and what was met.
#[derive(Debug, Clone)]
pub(crate) struct Found<V> {
    pub(crate) value: V,
    pub(crate) met: Rc<[Met]>,
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq, V: Clone> Kept<K, V> {
    /// What was found in a world that is decided alike as far as it was met.
    pub(crate) fn find(&self, key: &K, world: &World<'_>) -> Option<&Found<V>> {
        let (_, found) = self.0.iter().find(|(of, _)| of == key)?;
        found.iter().rev().find(|found| found.met.iter().all(|(fork, outcome)| world.decided(*fork) == *outcome))
    }

    /// Keeps a result; of too many the oldest goes.
    pub(crate) fn keep(&mut self, key: K, found: Found<V>) {
        match self.0.iter_mut().find(|(of, _)| *of == key) {
            Some((_, kept)) => {
                if kept.len() == MOST {
                    kept.remove(0);
                }
                kept.push(found);
            }
            None => self.0.push((key, vec![found])),
        }
    }
}

/// What is being met, innermost last.
#[derive(Debug, Default)]
pub(crate) struct Meetings(Vec<Vec<Met>>);

impl Meetings {
    /// From here on, what is met is of something new.
    pub(crate) fn begin(&mut self) {
        self.0.push(Vec::new());
    }

    /// Notes what is met.
    pub(crate) fn note(&mut self, met: Met) {
        if let Some(last) = self.0.last_mut()
            && !last.contains(&met)
        {
            last.push(met);
        }
    }

    /// All that was met since the last beginning; whatever that is part of has met it too.
    pub(crate) fn end(&mut self) -> Rc<[Met]> {
        let met = self.0.pop().unwrap_or_default();
        met.iter().for_each(|one| self.note(*one));
        met.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(met: &[Met]) -> Kept<u8, &'static str> {
        let mut kept = Kept::default();
        kept.keep(0, Found { value: "found", met: met.into() });
        kept
    }

    #[test]
    fn a_result_is_found_where_all_it_met_is_decided_alike() {
        let path = [(Fork::Member(0), 1), (Fork::Area, 0)];
        let world = World { path: &path, splits: true };
        let is_found = |met: &[Met]| kept(met).find(&0, &world).is_some();
        assert!(is_found(&[]));
        assert!(is_found(&[(Fork::Member(0), Some(1)), (Fork::Member(1), None)]));
        assert!(!is_found(&[(Fork::Member(0), Some(0))]));
        assert!(!is_found(&[(Fork::Area, None)]));
        assert!(kept(&[]).find(&1, &world).is_none());
    }

    #[test]
    fn what_a_part_met_the_whole_has_met() {
        let [one, two] = [0, 1].map(|who| (Fork::Member(who), None));
        let mut meetings = Meetings::default();
        meetings.begin();
        meetings.note(one);
        meetings.begin();
        meetings.note(one);
        meetings.note(two);
        assert_eq!(*meetings.end(), [one, two]);
        assert_eq!(*meetings.end(), [one, two]);
    }
}
