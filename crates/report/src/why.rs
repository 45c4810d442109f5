//! Why (为什么), in three depths from one derivation: a sentence, the sums, every step with its source.

mod otherwise;
mod sentence;
mod steps;
mod sums;

use doudi_engine::ask::Holder;
use doudi_engine::assess::derive;
use doudi_engine::derive::{Derivation, Derived, Leaf, Node};
use doudi_engine::rules::{Against, Cite, IncomeTest, SingleTest};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::Verdict;

use crate::ReportInput;
use crate::block::{Block, StatusIcon, said};

impl ReportInput<'_> {
    /// How the result came about.
    pub(crate) fn derivation(&self) -> Option<Derivation> {
        derive(self.book(), self.household, self.on, self.found).ok()
    }

    /// Why a category comes to its word, folded. What is told of the others beside it is not told again.
    pub(crate) fn why(&self, derivation: &Derivation, verdict: &Verdict, beside: &[&Verdict]) -> Option<Block> {
        let name = self.words.category(verdict, self.book(), self.household);
        Some(Block::Fold { title: self.words.why_title(&name), body: self.reasons(derivation, verdict, beside)? })
    }

    /// The three depths of one category (`dibao`, `tekun.p1`), or of every one that is worth telling.
    ///
    /// # Errors
    /// Where there is no such category: which ones there are.
    pub fn whys(&self, of: Option<&str>) -> Result<Vec<Block>, String> {
        let words = self.words;
        let named = |verdict: &&Verdict| {
            of.is_none_or(|of| of == self.id(verdict) || Some(of) == self.id(verdict).split('.').next())
        };
        let told = if of.is_some() { self.found.verdicts.iter().collect() } else { self.told() };
        let told: Vec<&Verdict> = told.into_iter().filter(named).collect();
        if let (Some(of), true) = (of, told.is_empty()) {
            let known: Vec<&str> = self.book().categories.iter().map(|category| category.id.as_str()).collect();
            return Err(words.why_none(&of, &known.join(", ")));
        }
        let Some(derivation) = self.derivation() else { return Ok(Vec::new()) };
        let mut blocks: Vec<Block> = self.ladder_of(&derivation, &told).into_iter().collect();
        for (nth, verdict) in told.iter().enumerate() {
            blocks.extend(self.why(&derivation, verdict, &told));
            let is_first = told.iter().take(nth).all(|other| other.category != verdict.category);
            let category = self.book().categories.get(verdict.category).filter(|_| is_first);
            blocks.extend(category.map_or_else(Vec::new, |category| self.notes(category)));
        }
        Ok(blocks)
    }

    /// The income against every line, where one of these categories looks at it.
    pub(crate) fn ladder_of(&self, derivation: &Derivation, told: &[&Verdict]) -> Option<Block> {
        let is_income = |leaf: &Leaf| matches!(leaf.test, Some(SingleTest::Income(IncomeTest::PerHead(_))));
        let looks = |derived: &Derived| {
            own_leaves(derived).iter().filter_map(|at| derived.leaves.get(*at)).any(|leaf| is_income(leaf))
        };
        let any = told.iter().filter_map(|verdict| found(derivation, verdict)).any(looks);
        self.ladder(derivation).filter(|_| any)
    }

    /// The three depths of a category.
    fn reasons(&self, derivation: &Derivation, verdict: &Verdict, beside: &[&Verdict]) -> Option<Vec<Block>> {
        let category = self.book().categories.get(verdict.category)?;
        let derived = found(derivation, verdict)?;
        let fails = verdict.fits == Truth::Fails;
        // What another category has overtaken is no matter of what would have to be otherwise.
        let overtaken = if fails { self.overtaken_by(derived, verdict) } else { Vec::new() };
        let (sets, more) = if fails && overtaken.is_empty() { self.in_the_way(derived) } else { (Vec::new(), false) };
        let mut body = vec![
            Block::plain(self.sentence(verdict, category, &sets, &overtaken)),
            Block::sentences(self.words.why_sums(), self.sums(derived)),
        ];
        body.extend(self.otherwise(&sets, more));
        let steps = Block::Steps(self.derived_steps(derived, verdict, category, beside));
        body.push(Block::Fold { title: self.words.why_steps().to_owned(), body: vec![steps] });
        Some(said(body))
    }

    /// A fact of somebody else than the category is about, with whose it is.
    fn of_whom(&self, leaf: &Leaf, derived: &Derived, told: String) -> String {
        match leaf.who {
            Some(who) if derived.who != Some(who) => {
                self.words.ask_person(&told, &self.words.person(self.household, who))
            }
            _ => told,
        }
    }

    /// A document and clause, and how it was read.
    pub(crate) fn source(&self, cite: &Cite) -> String {
        let words = self.words;
        words.why_source(&words.confidence(cite.confidence), &words.cite(cite, self.book()))
    }

    /// How a truth is drawn.
    pub(crate) fn truth_mark(&self, truth: Truth) -> StatusIcon {
        match truth {
            Truth::Holds => StatusIcon::Yes,
            Truth::Fails => StatusIcon::No,
            Truth::Open(asks) if self.found.asks.any_held_by(asks, Holder::Family) => StatusIcon::Open,
            Truth::Open(_) => StatusIcon::Office,
        }
    }
}

/// Where a verdict stands in a derivation.
pub(crate) fn found<'d>(derivation: &'d Derivation, verdict: &Verdict) -> Option<&'d Derived> {
    derivation.verdicts.iter().find(|of| (of.category, of.who) == (verdict.category, verdict.who))
}

/// The line a leaf compares an income with.
fn against(leaf: &Leaf) -> Option<&Against> {
    let Some(SingleTest::Income(test)) = &leaf.test else { return None };
    match test {
        IncomeTest::PerHead(against) | IncomeTest::Own(against) => Some(against),
        IncomeTest::Spending(_) => None,
    }
}

/// The leaves of a category, without what is asked of each member.
pub(crate) fn own_leaves(derived: &Derived) -> Vec<usize> {
    fn own(node: &Node, leaves: &mut Vec<usize>) {
        match node {
            Node::All(nodes) | Node::Any(nodes) | Node::Fits { needs: nodes, .. } => {
                nodes.iter().for_each(|node| own(node, leaves));
            }
            Node::Not(node) => own(node, leaves),
            Node::Somebody(_) => {}
            Node::Leaf(at) => leaves.push(*at),
        }
    }
    let mut leaves = Vec::new();
    derived.conditions.iter().for_each(|(_, node)| own(node, &mut leaves));
    leaves
}
