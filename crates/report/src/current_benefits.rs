//! What a family receives already, or asked for or left before (在领的、申请过的、退出过的): what seems to have changed, and what
//! follows from a change.

use doudi_engine::rules::{Category, ListTest, SingleTest, Test, ToldAs};
use doudi_engine::verdict::{Conclusion, Verdict};

use crate::ReportInput;
use crate::block::{Block, said};

impl ReportInput<'_> {
    /// What is received, as far as its conditions hold still; what was refused or left; and the steps after a change.
    pub(crate) fn held(&self) -> Vec<Block> {
        let words = self.words;
        let held = words.held(self.found, self.book(), self.household);
        let mut lines: Vec<String> = Vec::new();
        for (nth, verdict) in held.iter().enumerate() {
            lines.push(self.held_as(verdict));
            // A mark is no class, and what that means is told at once; once for all whose it is.
            let is_mark = self.book().is_told_as(verdict.category, ToldAs::Tag);
            let is_first = held.iter().take(nth).all(|other| other.category != verdict.category);
            let category = self.book().categories.get(verdict.category).filter(|_| is_mark && is_first);
            let notes = category.map(|category| &category.notes);
            lines.extend(notes.into_iter().flatten().map(|note| words.of(&note.text).to_owned()));
        }
        // Of those who told of nothing they receive, or were refused, nothing is said.
        if !self.household.receives.items.is_empty() {
            lines.extend(self.for_those(|test| matches!(test, Test::Single(SingleTest::List(ListTest::Receives(_))))));
        }
        said(vec![
            Block::sentences(words.held_heading(), lines),
            Block::Fold { title: words.held_steps().to_owned(), body: said(vec![self.after_a_change()]) },
            Block::sentences(words.held_past(), self.past()),
        ])
    }

    /// How far one of them fits still.
    fn held_as(&self, verdict: &Verdict) -> String {
        let words = self.words;
        let name = words.category(verdict, self.book(), self.household);
        match verdict.word {
            Conclusion::Fits | Conclusion::MetToVerify => words.held_fits(&name),
            Conclusion::OfficeDecides | Conclusion::MayFit => words.held_open(&name),
            Conclusion::DoesNotFit => {
                let category = self.book().categories.get(verdict.category);
                words.held_not(&name, &category.map_or_else(String::new, |category| self.not_so(verdict, category)))
            }
        }
    }

    /// What was refused or left: what the place makes of it, and that one may ask again.
    fn past(&self) -> Vec<String> {
        if self.household.past.items.is_empty() {
            return Vec::new();
        }
        let mut lines = self.for_those(|test| matches!(test, Test::Single(SingleTest::List(ListTest::Past { .. }))));
        lines.push(self.words.held_again().to_owned());
        lines
    }

    /// The categories that are for those of whom such a word is so, and may fit; with their notes.
    fn for_those(&self, such: fn(&Test) -> bool) -> Vec<String> {
        let words = self.words;
        let is_for = |category: &Category| category.needs.iter().any(|need| such(&need.test));
        let may = self.found.verdicts.iter().filter(|verdict| verdict.fits.may_hold());
        let of = may.filter_map(|verdict| Some((verdict, self.book().categories.get(verdict.category)?)));
        let told = of.filter(|(_, category)| is_for(category)).flat_map(|(verdict, category)| {
            let notes = category.notes.iter().map(|note| words.of(&note.text).to_owned());
            let name = words.of(&category.name);
            let word = match verdict.word {
                Conclusion::Fits => words.held_for_sure(&name),
                _ => words.held_also(&name, &self.word(category, verdict)),
            };
            std::iter::once(word).chain(notes).collect::<Vec<_>>()
        });
        told.collect()
    }
}
