//! The third depth: every step, with its source.

use doudi_engine::derive::{Derived, Leaf, Node};
use doudi_engine::rules::Category;
use doudi_engine::truth::Truth;
use doudi_engine::verdict::Verdict;

use super::against;
use crate::ReportInput;
use crate::block::Step;
use crate::picture::used_by;

impl ReportInput<'_> {
    /// Every step, with its source.
    pub(super) fn derived_steps(
        &self,
        derived: &Derived,
        verdict: &Verdict,
        category: &Category,
        beside: &[&Verdict],
    ) -> Vec<Step> {
        let mut steps = Vec::new();
        let conditions = category.needs.iter().zip(&derived.conditions).zip(&verdict.conditions);
        for ((need, (_, node)), truth) in conditions {
            steps.push(Step {
                depth: 0,
                mark: self.truth_mark(*truth),
                text: self.words.of(&need.name).to_owned(),
                notes: vec![self.source(&need.cite)],
            });
            Steps { subject: self, derived, beside, steps: &mut steps }.below(node, 1);
        }
        steps
    }
}

/// Steps as they are laid out.
struct Steps<'s, 'a> {
    subject: &'s ReportInput<'a>,
    derived: &'s Derived,
    /// What is told on the same page.
    beside: &'s [&'s Verdict],
    steps: &'s mut Vec<Step>,
}

impl Steps<'_, '_> {
    fn truth(&self, node: &Node) -> Truth {
        node.truth(&|at| self.derived.leaves.get(at).map(|leaf| leaf.truth()))
    }

    /// What a condition consists of; one that all must hold needs no heading of its own.
    fn below(&mut self, node: &Node, depth: u8) {
        match node {
            Node::All(nodes) => nodes.iter().for_each(|node| self.step(node, depth)),
            _ => self.step(node, depth),
        }
    }

    fn step(&mut self, node: &Node, depth: u8) {
        let words = self.subject.words;
        match node {
            Node::All(nodes) => self.several(node, words.test_all(), nodes, depth),
            Node::Any(nodes) => self.several(node, words.test_any(), nodes, depth),
            Node::Leaf(at) => self.leaf(*at, true, depth),
            Node::Not(inner) => match &**inner {
                Node::Leaf(at) => self.leaf(*at, false, depth),
                Node::Not(inner) => self.step(inner, depth),
                Node::Fits { category, who, needs } => {
                    self.push(node, words.test_fits_not(&self.short(*category)), depth);
                    self.needs((*category, *who), needs, depth + 1);
                }
                Node::Somebody(nodes) => {
                    self.push(node, words.test_somebody_not().to_owned(), depth);
                    self.people(nodes, depth + 1);
                }
                Node::All(nodes) => self.several(node, &words.test_not(&words.test_all()), nodes, depth),
                Node::Any(nodes) => self.several(node, &words.test_not(&words.test_any()), nodes, depth),
            },
            Node::Fits { category, who, needs } => {
                self.push(node, words.test_fits(&self.short(*category)), depth);
                self.needs((*category, *who), needs, depth + 1);
            }
            Node::Somebody(nodes) => {
                self.push(node, words.test_somebody().to_owned(), depth);
                self.people(nodes, depth + 1);
            }
        }
    }

    /// Several conditions; where some of them decide the whole, those alone.
    fn several(&mut self, node: &Node, text: &str, nodes: &[Node], depth: u8) {
        self.push(node, text.to_owned(), depth);
        let heading = self.steps.len() - 1;
        let deciding = match (node, self.truth(node)) {
            (Node::Any(_), Truth::Holds) => Some(Truth::Holds),
            (Node::All(_), Truth::Fails) => Some(Truth::Fails),
            _ => None,
        };
        let (told, rest): (Vec<&Node>, Vec<&Node>) =
            nodes.iter().partition(|node| deciding.is_none_or(|deciding| self.truth(node) == deciding));
        told.into_iter().for_each(|node| self.step(node, depth + 1));
        if let (Some(step), false) = (self.steps.get_mut(heading), rest.is_empty()) {
            step.notes.push(self.subject.words.why_rest(&rest.len()));
        }
    }

    fn push(&mut self, node: &Node, text: String, depth: u8) {
        let mark = self.subject.truth_mark(self.truth(node));
        self.steps.push(Step { depth, mark, text, notes: Vec::new() });
    }

    fn short(&self, category: usize) -> &str {
        self.subject.book().categories.get(category).map_or("", |of| self.subject.words.of(&of.short))
    }

    /// The conditions of a category another one leans on, each with its source.
    fn needs(&mut self, (category, who): (usize, Option<usize>), nodes: &[Node], depth: u8) {
        let words = self.subject.words;
        let told = self.beside.iter().find(|verdict| (verdict.category, verdict.who) == (category, who));
        if let (Some(verdict), Some(step)) = (told, self.steps.last_mut()) {
            let name = words.category(verdict, self.subject.book(), self.subject.household);
            step.notes.push(words.why_see(&name));
            return;
        }
        let Some(of) = self.subject.book().categories.get(category) else { return };
        for (need, node) in of.needs.iter().zip(nodes) {
            self.push(node, self.subject.words.of(&need.name).to_owned(), depth);
            if let Some(step) = self.steps.last_mut() {
                step.notes.push(self.subject.source(&need.cite));
            }
            self.below(node, depth + 1);
        }
    }

    /// Each person, as far as it can be they.
    fn people(&mut self, nodes: &[Node], depth: u8) {
        for node in nodes {
            let Node::All(parts) = node else { continue };
            let who = parts
                .first()
                .and_then(|part| if let Node::Leaf(at) = part { self.derived.leaves.get(*at) } else { None });
            let who = who.and_then(|leaf| leaf.who).unwrap_or(usize::MAX);
            self.push(node, self.subject.words.person(self.subject.household, who), depth);
            if self.truth(node).may_hold() {
                parts.iter().for_each(|part| self.step(part, depth + 1));
            }
        }
    }

    fn leaf(&mut self, at: usize, holds: bool, depth: u8) {
        let Some(leaf) = self.derived.leaves.get(at) else { return };
        let subject = self.subject;
        let truth = if holds { leaf.truth() } else { !leaf.truth() };
        let text = subject.of_whom(leaf, self.derived, subject.words.test(leaf, holds, subject.book()));
        let finding = subject.words.finding(leaf);
        let notes = [finding].into_iter().chain(self.amounts(leaf)).filter(|note| !note.is_empty()).collect();
        self.steps.push(Step { depth, mark: subject.truth_mark(truth), text, notes });
    }

    /// The figures of the line a leaf compares with: their documents, dates and how they were read.
    fn amounts(&self, leaf: &Leaf) -> Vec<String> {
        let used = used_by(leaf);
        used.iter().filter_map(|(one, _)| self.amount(leaf, one.amount, used.len() > 1)).collect()
    }

    fn amount(&self, leaf: &Leaf, at: Option<usize>, by_area: bool) -> Option<String> {
        let (words, book) = (self.subject.words, self.subject.book());
        let line = book.lines.get(against(leaf)?.line)?;
        let name = words.of(&line.name);
        let Some(amount) = at.and_then(|at| line.amounts.get(at)) else {
            return Some(words.why_no_amount(&name));
        };
        let area = amount.area.filter(|_| by_area).map(|area| words.why_by_area(&words.area(area), &name));
        let name = area.as_deref().unwrap_or(name);
        let (doc, read) = (words.cite(&amount.cite, book), words.confidence(amount.cite.confidence));
        Some(words.why_amount(&amount.checked, &read, &doc, &amount.from, &name, &words.rate(amount.value)))
    }
}
