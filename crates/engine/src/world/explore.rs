//! Exploring (遍历): an evaluation is run in every world that can be reached.

use doudi_facts::money::Overflow;

use super::{Fork, Suspended, Tree, World};
use crate::truth::Question;

/// What was found over all worlds, and how many there were.
#[derive(Debug)]
pub(crate) struct Explored<V> {
    pub(crate) tree: Tree<V>,
    pub(crate) worlds: u32,
}

/// Runs `evaluate` in every world that can be reached and keeps what it yields; once without splitting anything where
/// there are too many. Splitting some of them would hang on the order in which they were met, and so would the asks.
pub(crate) fn explore<V: PartialEq>(
    most: u32,
    mut evaluate: impl FnMut(&World<'_>) -> Result<V, Suspended>,
) -> Result<Explored<V>, Overflow> {
    let (found, worlds) = explore_at_most(most, &mut evaluate, Tree::split)?;
    if let Some(tree) = found {
        return Ok(Explored { tree, worlds });
    }
    // INVARIANT: where nothing is split, nothing stops at a fork.
    let found = evaluate(&World::WHOLE).map_err(|_| Overflow)?;
    Ok(Explored { tree: Tree::Leaf(found), worlds })
}

/// Runs `evaluate` in every world that can be reached, or in none where there are more than so many, and tells how many it was.
pub(crate) fn explore_at_most<V>(
    most: u32,
    mut evaluate: impl FnMut(&World<'_>) -> Result<V, Suspended>,
    split: Splitting<V>,
) -> Result<(Option<Tree<V>>, u32), Overflow> {
    let mut explorer = Explorer { evaluate: &mut evaluate, split, path: Vec::new(), worlds: 0, most };
    Ok((explorer.run()?, explorer.worlds))
}

/// How worlds that a fork tells apart become one tree.
type Splitting<V> = fn(Fork, Question, (u8, Tree<V>), Vec<(u8, Tree<V>)>) -> Tree<V>;

struct Explorer<'e, E, V> {
    evaluate: &'e mut E,
    split: Splitting<V>,
    path: Vec<(Fork, u8)>,
    worlds: u32,
    most: u32,
}

impl<V, E: FnMut(&World<'_>) -> Result<V, Suspended>> Explorer<'_, E, V> {
    /// What the worlds under the path yield; `None`: there are too many.
    fn run(&mut self) -> Result<Option<Tree<V>>, Overflow> {
        if self.worlds == self.most {
            return Ok(None);
        }
        match (self.evaluate)(&World { path: &self.path, splits: true }) {
            Ok(found) => {
                self.worlds += 1;
                Ok(Some(Tree::Leaf(found)))
            }
            Err(Suspended::Overflow) => Err(Overflow),
            Err(Suspended::TooMany) => Ok(None),
            Err(Suspended::Fork(forked)) => {
                let (fork, possible, question) = *forked;
                let mut each: Vec<(u8, Tree<V>)> = Vec::with_capacity(possible.len());
                for outcome in possible {
                    self.path.push((fork, outcome));
                    let under = self.run()?;
                    self.path.pop();
                    let Some(under) = under else { return Ok(None) };
                    each.push((outcome, under));
                }
                // INVARIANT: what stops an evaluation has outcomes.
                let mut each = each.into_iter();
                Ok(each.next().map(|first| (self.split)(fork, question, first, each.collect())))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Fineness;
    use super::*;
    use crate::ask::{Ask, AskSet};
    use crate::fingerprint::Fingerprint;
    use crate::truth::Truth;

    /// Asks of each of so many whether he counts, and tells whether nobody does.
    fn explored(many: usize) -> Explored<Truth> {
        let open = AskSet::just(0);
        let question = Question { asks: open, mark: Fingerprint::ask(Ask::Reading(0)) };
        let evaluate = |world: &World<'_>| {
            let mut all = Truth::Holds;
            for who in 0..many {
                let outcome = world.outcome(Fork::Relation(who), &[0, 1], question, true)?;
                all = all.and(!outcome.map_or(Truth::Open(open), |outcome| Truth::of(outcome == 1)));
            }
            Ok(all)
        };
        explore(Fineness::FINEST.0, evaluate).unwrap()
    }

    #[test]
    fn as_many_worlds_as_the_cap_are_looked_at_and_beyond_it_one() {
        let within = explored(12);
        assert_eq!(within.worlds, Fineness::FINEST.0);
        assert!(matches!(within.tree, Tree::Split(_)));
        let beyond = explored(13);
        assert_eq!(beyond.worlds, Fineness::FINEST.0);
        assert_eq!(beyond.tree, Tree::Leaf(Truth::Open(AskSet::just(0))));
    }
}
