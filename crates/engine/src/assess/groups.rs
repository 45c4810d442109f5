//! Exclusive categories (二者之一) taken together.

use doudi_facts::money::Overflow;

use crate::ask::AskSet;
use crate::context::Engine;
use crate::formula::Formula;
use crate::rules::Gate;
use crate::verdict::Group;

impl Engine<'_> {
    /// What is known of exclusive categories together.
    pub(super) fn groups(&mut self) -> Result<Vec<Group>, Overflow> {
        let book = self.book;
        let mut groups = Vec::with_capacity(book.exclusive.len());
        for categories in &book.exclusive {
            let of = categories.iter().map(|category| Ok((*category, self.conditions((*category, None))?)));
            let of = of.collect::<Result<Vec<_>, Overflow>>()?;
            let each: Vec<Formula> = of.iter().map(|(_, conditions)| conditions.all).collect();
            let (formulas, laid) = (&mut self.joint.formulas, &self.laid);
            let mut at_gate = |gate: Gate| {
                let each: Vec<Formula> = of
                    .iter()
                    .map(|(category, conditions)| {
                        let needs = book.categories.get(*category).map_or(&[][..], |category| &category.needs);
                        let at_gate = needs.iter().zip(laid.each(conditions)).filter(|(need, _)| need.gate == gate);
                        formulas.all(at_gate.map(|(_, holds)| *holds))
                    })
                    .collect();
                let any = formulas.any(each);
                (gate, formulas.truth(any).truth)
            };
            let gates = Gate::ALL.into_iter().map(&mut at_gate).collect();
            let mut open_at = |gate: Gate| {
                let own_matter = of.iter().flat_map(|(category, conditions)| {
                    let needs = book.categories.get(*category).map_or(&[][..], |category| &category.needs);
                    let those = needs.iter().zip(laid.each(conditions));
                    those.filter(|(need, _)| need.gate == gate && !need.test.looks_at_categories())
                });
                let asks = own_matter.map(|(_, holds)| formulas.truth(*holds).truth.asks());
                (gate, asks.fold(AskSet::EMPTY, AskSet::union))
            };
            let open = Gate::ALL.into_iter().map(&mut open_at).collect();
            let any = formulas.any(each.iter().copied());
            groups.push(Group {
                categories: categories.clone(),
                fits: formulas.truth(any).truth,
                gates,
                open,
                vectors: self.joint.vectors(&each),
            });
        }
        Ok(groups)
    }
}
