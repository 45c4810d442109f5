//! A draft beside the law in force (草案与现行规定): where a pilot's plan is no law yet, or the day lies outside its stage, what
//! both come to.

use doudi_engine::assess::screen_at;
use doudi_engine::rules::{Book, Status, ToldAs};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{Assessment, Conclusion};

use crate::ReportInput;
use crate::block::Block;

impl ReportInput<'_> {
    /// Both outcomes, each in a sentence, where who counts or a word of the household differs.
    pub(crate) fn beside_law(&self) -> Option<Block> {
        let words = self.words;
        self.town.filter(|town| town.pilot)?;
        let (book, law) = (self.book(), &self.place.general);
        let cited = book.cited();
        let plans =
            book.documents.iter().enumerate().filter(|(at, _)| cited.contains(at)).map(|(_, document)| document);
        let is_draft = |status: Status| matches!(status, Status::Draft | Status::Lapsed);
        let is_outside = |from: Option<_>, until: Option<_>| {
            from.is_some_and(|from| self.on < from) || until.is_some_and(|until| self.on > until)
        };
        let outside = plans.clone().any(|plan| is_outside(plan.from, plan.until));
        if !outside && !plans.clone().any(|plan| is_draft(plan.status)) {
            return None;
        }
        let found = screen_at(law, self.household, self.on, self.found.fineness).ok()?;
        // What was looked at finely says more than what was not: that is no difference of the two.
        if found.fineness < self.found.fineness {
            return None;
        }
        let pairs = self.found.members.iter().zip(&found.members).enumerate();
        let people: Vec<usize> = pairs.filter(|(_, (one, other))| differ(**one, **other)).map(|(who, _)| who).collect();
        let differing: Vec<String> = classes(self.found, book)
            .into_iter()
            .filter(|(id, word)| classes(&found, law).iter().any(|(other, theirs)| other == id && theirs != word))
            .map(|(id, _)| id.to_owned())
            .collect();
        if people.is_empty() && differing.is_empty() {
            return None;
        }
        let of = |found: &Assessment, book: &Book| {
            let members =
                people.iter().filter_map(|who| {
                    Some(words.draft_each(
                        &words.person(self.household, *who),
                        &self.counts_in(found, *found.members.get(*who)?),
                    ))
                });
            let named = classes(found, book).into_iter().filter(|(id, _)| differing.iter().any(|other| other == id));
            let named = named.filter_map(|(id, word)| {
                let category = book.categories.iter().find(|category| category.id == id)?;
                Some(words.draft_each(&words.of(&category.short), &words.word(word)))
            });
            members.chain(named).collect::<Vec<_>>().join(words.pick("，", ", "))
        };
        let title = if outside { words.draft_outside() } else { words.draft_heading() };
        let lines = vec![words.draft_plan(&of(self.found, book)), words.draft_law(&of(&found, law))];
        Some(Block::sentences(title, lines))
    }
}

/// The classes of the household, by their ids, with their words.
fn classes<'b>(found: &Assessment, book: &'b Book) -> Vec<(&'b str, Conclusion)> {
    let of_household = found.verdicts.iter().filter(|verdict| verdict.who.is_none());
    let classes = of_household.filter_map(|verdict| Some((book.categories.get(verdict.category)?, verdict.word)));
    classes.filter(|(of, _)| of.told == ToldAs::Class).map(|(of, word)| (of.id.as_str(), word)).collect()
}

fn differ(one: Truth, other: Truth) -> bool {
    one.may_hold() != other.may_hold() || one.may_fail() != other.may_fail()
}
