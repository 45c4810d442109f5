//! Recording a derivation (记录推导): the same evaluation, with every single test written down beside its truth.

use std::rc::Rc;

use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::money::Overflow;

use super::every;
use crate::ask::AskSet;
use crate::connect::{Connective, Evaluator, Logic, evaluated};
use crate::context::Engine;
use crate::derive::{Compared, Derivation, Derived, Leaf, Node, Seen};
use crate::fingerprint::{Fingerprint, Unknown};
use crate::rules::{Book, SingleTest, Test, Unit};
use crate::verdict::Assessment;
use crate::world::Tree;

/// How an assessment came about: what [`crate::assess::assess`] found of the same book, household and day, with
/// everything it compared.
///
/// # Errors
/// [`Overflow`] where the assessment itself left the exact range.
pub fn derive(book: &Book, household: &Household, on: Day, found: &Assessment) -> Result<Derivation, Overflow> {
    let mut asks = found.asks.clone();
    let mut engine = Engine::new(book, household, on, found.fineness, &mut asks);
    let verdicts = engine.recorded()?;
    let is_weak = found.verdicts.iter().any(|verdict| verdict.fits.hangs_on_weak(&found.asks));
    engine.grant_weak();
    let granted = if is_weak { engine.recorded()? } else { Vec::new() };
    Ok(Derivation { asks, verdicts, granted })
}

impl Engine<'_> {
    fn recorded(&mut self) -> Result<Vec<Derived>, Overflow> {
        let mut recorder = Recorder { known: Vec::new(), leaves: Vec::new(), nodes: Nodes, engine: self };
        let of = every(recorder.engine.book, recorder.engine.household);
        of.into_iter().map(|(category, who)| recorder.derived(category, who)).collect()
    }

    /// A single test with what it compared in each world.
    fn recorded_leaf(&mut self, who: Option<usize>, test: &SingleTest) -> Result<Leaf, Overflow> {
        let mut seen: Vec<(Compared, AskSet)> = Vec::new();
        let worlds = self.explored(|engine, scene| {
            let found = engine.single(scene, who, test)?;
            let compared = (engine.compared(scene, who, test)?, found.truth.asks());
            let known = seen.iter().position(|seen| *seen == compared);
            if known.is_none() {
                seen.push(compared);
            }
            Ok(Seen { at: known.unwrap_or(seen.len() - 1), mark: found.mark() })
        })?;
        Ok(Leaf { test: Some(test.clone()), who, seen, worlds })
    }

    /// That nobody is missing from the list of people.
    fn recorded_nobody_else(&mut self, test: &Test, holds: bool) -> Leaf {
        let found = self.somebody_else(test, holds);
        let compared = Compared::Listed { stands: false, complete: self.household.people.is_complete() };
        let worlds = Tree::Leaf(Seen { at: 0, mark: found.mark() });
        Leaf { test: None, who: None, seen: vec![(compared, found.truth.asks())], worlds }
    }
}

/// Lays out the conditions of a category.
struct Recorder<'r, 'a> {
    engine: &'r mut Engine<'a>,
    nodes: Nodes,
    /// Tests that were recorded, by the mark of their word and person, in its order.
    known: Vec<(Fingerprint, Rc<Leaf>)>,
    /// Those of this category.
    leaves: Vec<Rc<Leaf>>,
}

impl Recorder<'_, '_> {
    fn derived(&mut self, category: usize, who: Option<usize>) -> Result<Derived, Overflow> {
        let book = self.engine.book;
        let needs = book.categories.get(category).map_or(&[][..], |category| &category.needs);
        let conditions = needs.iter().map(|need| Ok((need.gate, self.node(who, &need.test)?)));
        let conditions = conditions.collect::<Result<_, Overflow>>()?;
        Ok(Derived { category, who, conditions, leaves: std::mem::take(&mut self.leaves) })
    }

    fn node(&mut self, who: Option<usize>, test: &Test) -> Result<Node, Overflow> {
        evaluated(self, who, test)
    }

    fn leaf(&mut self, leaf: Rc<Leaf>) -> Node {
        self.leaves.push(leaf);
        Node::Leaf(self.leaves.len() - 1)
    }
}

/// Every part is written down, whether or not it still matters.
impl Evaluator for Recorder<'_, '_> {
    type Logic = Nodes;
    type Error = Overflow;

    fn logic(&mut self) -> &mut Nodes {
        &mut self.nodes
    }

    fn single(&mut self, who: Option<usize>, test: &SingleTest) -> Result<Node, Overflow> {
        let key = Fingerprint::of(&Unknown::Conclusion(test, who));
        let at = match self.known.binary_search_by_key(&key, |(known, _)| *known) {
            Ok(at) => at,
            Err(at) => {
                let leaf = self.engine.recorded_leaf(who, test)?;
                self.known.insert(at, (key, Rc::new(leaf)));
                at
            }
        };
        let known = self.known.get(at).map(|(_, leaf)| Rc::clone(leaf));
        // INVARIANT: it was found there, or put there.
        Ok(known.map_or(Node::Any(Vec::new()), |leaf| self.leaf(leaf)))
    }

    fn unit(&self, category: usize) -> Option<Unit> {
        self.engine.book.categories.get(category).map(|of| of.unit)
    }

    fn category(&mut self, who: Option<usize>, category: usize) -> Result<Node, Overflow> {
        let book = self.engine.book;
        let needs = book.categories.get(category).map_or(&[][..], |of| &of.needs);
        let needs = needs.iter().map(|need| self.node(who, &need.test)).collect::<Result<_, _>>()?;
        Ok(Node::Fits { category, who, needs })
    }

    fn people(&self) -> usize {
        self.engine.household.people.items.len()
    }

    fn counts(&mut self, who: usize) -> Result<Node, Overflow> {
        self.single(Some(who), &SingleTest::COUNTS)
    }

    fn somebody_else(&mut self, test: &Test, holds: bool) -> Node {
        let nobody_else = self.engine.recorded_nobody_else(test, holds);
        self.leaf(Rc::new(nobody_else))
    }
}

/// How records are joined: one beside the other.
struct Nodes;

impl Logic for Nodes {
    type Value = Node;

    fn start(&mut self, of: Connective) -> Node {
        match of {
            Connective::All => Node::All(Vec::new()),
            Connective::Any => Node::Any(Vec::new()),
            Connective::Somebody => Node::Somebody(Vec::new()),
        }
    }

    fn join(&mut self, _: Connective, mut so_far: Node, part: Node) -> Node {
        match &mut so_far {
            Node::All(parts) | Node::Any(parts) | Node::Somebody(parts) => parts.push(part),
            // INVARIANT: what is joined was started.
            Node::Not(_) | Node::Fits { .. } | Node::Leaf(_) => {}
        }
        so_far
    }

    fn is_settled(&self, _: Connective, _: &Node) -> bool {
        false
    }

    fn opposite(&mut self, value: Node) -> Node {
        Node::Not(Box::new(value))
    }
}
