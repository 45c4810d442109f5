//! The first depth: why a category comes to its word, in one sentence.

use doudi_engine::ask::Holder;
use doudi_engine::derive::{Derived, Node};
use doudi_engine::rules::Category;
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{Group, Verdict};

use crate::ReportInput;

impl ReportInput<'_> {
    /// One plain sentence.
    pub(super) fn sentence(
        &self,
        verdict: &Verdict,
        category: &Category,
        sets: &[Vec<String>],
        overtaken: &[&Verdict],
    ) -> String {
        let words = self.words;
        let name = words.category(verdict, self.book(), self.household);
        let word = self.word(category, verdict);
        match verdict.fits {
            Truth::Holds => words.why_fits(&name, &word),
            Truth::Fails if !overtaken.is_empty() => {
                let names = overtaken.iter().map(|it| words.category(it, self.book(), self.household));
                let names: Vec<String> = names.collect();
                if overtaken.iter().any(|it| it.fits == Truth::Holds) {
                    words.why_overtaken(&name, &names.join(words.pick("、", ", ")), &word)
                } else {
                    words.why_either(&name, &names.join(words.pick("就是", " or ")), &word)
                }
            }
            Truth::Fails => match sets.first() {
                Some(first) => words.why_not(&name, &self.joined(first), &word),
                None => words.why_failing(&name, &self.not_so(verdict, category), &word),
            },
            Truth::Open(asks) => {
                let holders = [Holder::Family, Holder::Office, Holder::Verification, Holder::Nobody];
                let told = holders.iter().flat_map(|holder| {
                    words.asks(self.found, asks, &[*holder], self.book(), (self.household, self.on)).into_iter()
                });
                let told: Vec<String> = told.map(|asked| asked.text).take(3).collect();
                words.why_open(&name, &self.asked_together(&told), &word)
            }
        }
    }

    /// The categories that come before this one and fit: for sure, or one or the other of exclusive ones.
    pub(super) fn overtaken_by(&self, derived: &Derived, verdict: &Verdict) -> Vec<&Verdict> {
        let mut before: Vec<(usize, Option<usize>)> = Vec::new();
        let failing = derived.conditions.iter().zip(&verdict.conditions).filter(|(_, truth)| truth.may_fail());
        failing.for_each(|((_, node), _)| negated(node, &mut before));
        let of = |(category, who): &(usize, Option<usize>)| {
            self.found.verdicts.iter().find(|it| (it.category, it.who) == (*category, *who))
        };
        let sure: Vec<&Verdict> = before.iter().filter_map(of).filter(|it| it.fits == Truth::Holds).collect();
        let sets_of = || self.found.groups.iter().filter(|group| group.fits == Truth::Holds);
        if !sure.is_empty() {
            return sure;
        }
        let all = |group: &&Group| group.categories.iter().all(|at| before.iter().any(|(category, _)| category == at));
        let group = sets_of().find(all).map_or(&[][..], |group| &group.categories);
        group.iter().flat_map(|at| self.found.of(*at)).filter(|it| it.fits.may_hold()).collect()
    }

    /// The conditions that fail; where none does by itself, those that cannot hold together.
    pub(crate) fn not_so(&self, verdict: &Verdict, category: &Category) -> String {
        let of = |is: fn(Truth) -> bool| {
            let such = category.needs.iter().zip(&verdict.conditions).filter(|(_, truth)| is(**truth));
            such.map(|(need, _)| self.words.of(&need.name)).collect::<Vec<_>>()
        };
        let fails = of(|truth| truth == Truth::Fails);
        let told = if fails.is_empty() { of(|truth| truth != Truth::Holds) } else { fails };
        told.join(self.words.pick("；", "; "))
    }

    /// Questions one after the other, whatever each ends with.
    pub(crate) fn asked_together(&self, asked: &[String]) -> String {
        let (stop, end) = (self.words.pick("；", "; "), self.words.pick("。", "."));
        let mut told = String::new();
        for (nth, text) in asked.iter().enumerate() {
            told.push_str(text);
            let is_last = nth + 1 == asked.len();
            match (text.ends_with(['？', '?']), is_last) {
                (true, true) => {}
                (true, false) => told.push_str(self.words.pick("", " ")),
                (false, true) => told.push_str(end),
                (false, false) => told.push_str(stop),
            }
        }
        told
    }
}

/// The categories that must not fit.
fn negated(node: &Node, categories: &mut Vec<(usize, Option<usize>)>) {
    match node {
        Node::Not(inner) => match &**inner {
            Node::Fits { category, who, .. } => categories.push((*category, *who)),
            Node::Any(nodes) => nodes.iter().for_each(|node| {
                if let Node::Fits { category, who, .. } = node {
                    categories.push((*category, *who));
                }
            }),
            _ => {}
        },
        Node::All(nodes) => nodes.iter().for_each(|node| negated(node, categories)),
        _ => {}
    }
}
