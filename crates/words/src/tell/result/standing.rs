//! What a result rests on, told: its lines with their documents, drafts, and documents without a date.

use doudi_engine::rules::{Book, Document, GrantSum, Status};
use doudi_engine::verdict::{Assessment, Standing};
use doudi_facts::day::Day;
use doudi_facts::order::sort_and_dedup;

use super::{compared, floor};
use crate::Words;

impl Words {
    /// What the result rests on: the day, each line with its document and how it stands, each draft named.
    pub fn standing(self, assessment: &Assessment, book: &Book, on: Day) -> Vec<String> {
        let mut out = vec![self.standing_on(&on)];
        let decisive = self.decisive(assessment, book);
        for (line, used) in decisive.iter().filter_map(|at| book.lines.get(*at).zip(assessment.lines.get(*at))) {
            let name = self.of(&line.name);
            let amount = used.amount.and_then(|at| line.amounts.get(at));
            let told = amount.map(|a| (self.rate(a.value), self.cite(&a.cite, book), a.checked));
            out.push(match (used.standing, told) {
                (Standing::InForce, Some((rate, doc, checked))) => self.standing_in_force(&rate, &checked, &doc, &name),
                (Standing::Stale, Some((rate, doc, checked))) => self.standing_stale(&rate, &checked, &doc, &name),
                (Standing::Weak, Some((rate, doc, _))) => {
                    let past = amount.map(|amount| self.may_have_risen(*used, amount)).unwrap_or_default();
                    let firm = amount.and_then(|amount| floor(line, amount));
                    let firm = firm.map(|firm| (self.rate(firm.value), self.cite(&firm.cite, book)));
                    let floor = firm.map(|(rate, doc)| self.standing_floor(&doc, &rate)).unwrap_or_default();
                    format!("{}{past}{floor}", self.standing_weak(&rate, &doc, &name))
                }
                (Standing::AreaOpen, _) => self.area_open(line, on, |amount| {
                    format!("{}（{}）", self.rate(amount.value), self.cite(&amount.cite, book))
                }),
                _ => self.standing_unpublished(&name),
            });
        }
        out.extend(self.drafts(book));
        out
    }

    /// The drafts a book rests on, each in a sentence.
    pub fn drafts(self, book: &Book) -> Vec<String> {
        let drafts = resting_on(book, Status::Draft);
        drafts.into_iter().map(|document| self.standing_draft(&self.of(&document.title))).collect()
    }

    /// A sentence for each document conditions or members rest on that bears no date.
    pub fn undated(self, book: &Book) -> Vec<String> {
        let undated = resting_on(book, Status::Undated);
        undated.into_iter().map(|document| self.standing_undated(&self.of(&document.title))).collect()
    }

    /// The lines that decide what a result leads with, or what that would pay.
    fn decisive(self, assessment: &Assessment, book: &Book) -> Vec<usize> {
        let group = assessment.groups.first().map_or(&[][..], |group| &group.categories);
        let leading = self.leading(assessment, book).into_iter().map(|verdict| verdict.category);
        let mut lines = compared(book, group.iter().copied().chain(leading.clone()));
        for grant in leading.filter_map(|at| book.categories.get(at)).flat_map(|category| &category.grants) {
            let (GrantSum::Gap { line, .. } | GrantSum::Standard { line, .. }) = grant.sum;
            lines.push(line);
        }
        sort_and_dedup(&mut lines);
        lines
    }
}

/// The documents that conditions or members rest on and that stand so.
fn resting_on(book: &Book, status: Status) -> Vec<&Document> {
    let needs = || book.categories.iter().flat_map(|category| &category.needs);
    let cited =
        |at: usize| needs().any(|need| need.cite.doc == at) || book.members.iter().any(|one| one.cite.doc == at);
    let documents = book.documents.iter().enumerate();
    documents.filter(|(at, document)| document.status == status && cited(*at)).map(|(_, document)| document).collect()
}
