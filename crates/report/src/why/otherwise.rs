//! What would have to be otherwise for a category to fit.

use doudi_engine::derive::Derived;
use doudi_engine::margin::missing;
use doudi_engine::truth::Truth;

use crate::ReportInput;
use crate::block::Block;

/// No more sets than these are listed beside the first.
const BESIDE: usize = 4;

impl ReportInput<'_> {
    /// Every least set of what would have to be otherwise, each as the facts that stand now; and whether there are more.
    pub(super) fn in_the_way(&self, derived: &Derived) -> (Vec<Vec<String>>, bool) {
        let fact = |at: &usize| {
            let leaf = derived.leaves.get(*at)?;
            let told = self.words.test(leaf, leaf.truth() == Truth::Holds, self.book());
            let now = self.words.finding_beside(leaf);
            let told = self.of_whom(leaf, derived, told);
            Some(if now.is_empty() { told } else { self.words.why_now(&now, &told) })
        };
        let missing = missing(derived);
        let mut sets: Vec<Vec<String>> = Vec::new();
        for set in &missing.sets {
            let facts: Vec<String> = set.iter().filter_map(fact).collect();
            if !facts.is_empty() && !sets.contains(&facts) {
                sets.push(facts);
            }
        }
        (sets, missing.more)
    }

    pub(super) fn otherwise(&self, sets: &[Vec<String>], more: bool) -> Vec<Block> {
        let words = self.words;
        let Some((first, others)) = sets.split_first() else { return Vec::new() };
        let title = match first.len() {
            1 => words.why_missing().to_owned(),
            many => words.why_missing_all(&many),
        };
        let mut lines = first.clone();
        lines.extend(others.iter().take(BESIDE).map(|set| words.why_missing_or(&self.joined(set))));
        if more || others.len() > BESIDE {
            lines.push(words.why_missing_more().to_owned());
        }
        vec![Block::Sentences { title, lines, numbered: false }]
    }

    pub(super) fn joined(&self, facts: &[String]) -> String {
        let facts = facts.iter().cloned();
        facts.reduce(|one, other| self.words.why_and(&one, &other)).unwrap_or_default()
    }
}
