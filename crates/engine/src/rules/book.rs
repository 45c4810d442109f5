//! The book (规则书): everything that applies at one place.

use doudi_facts::wire_struct;

use super::{
    Account, AreaRule, Bring, Calendar, Category, Comparison, Document, Help, Judgement, Limit, Line, MemberRule,
    NotMember, Office, Reading, Route, Step, Text, ToldAs, Treatment, Unsettled, Window,
};

/// The rules that apply at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// The documents cited.
    pub documents: Vec<Document>,
    /// The accounting window.
    pub window: Window,
    /// Who belongs to one household: two people by any of these rules…
    pub members: Vec<MemberRule>,
    /// … unless one of these rules leaves a person out.
    pub not_members: Vec<NotMember>,
    /// What these rules leave open.
    pub unsettled: Unsettled,
    /// Which area's standards apply, where it is not simply the one told; the first that holds.
    pub areas: Vec<AreaRule>,
    /// The standards, by date and area.
    pub lines: Vec<Line>,
    /// The ways of counting income.
    pub accounts: Vec<Account>,
    /// What accounts leave out or take off.
    pub treatments: Vec<Treatment>,
    /// The property limits.
    pub limits: Vec<Limit>,
    /// Texts that can be read in more than one way.
    pub readings: Vec<Reading>,
    /// What the office judges by itself.
    pub judgements: Vec<Judgement>,
    /// The categories, those that others refer to first.
    pub categories: Vec<Category>,
    /// Categories of which at most one is confirmed; indices.
    pub exclusive: Vec<Vec<usize>>,
    /// The working-day calendars, by year.
    pub calendars: Vec<Calendar>,
    /// The ways an application may go, the ordinary one first.
    pub routes: Vec<Route>,
    /// What follows an application.
    pub steps: Vec<Step>,
    /// The offices that give help.
    pub offices: Vec<Office>,
    /// What they do for whom.
    pub help: Vec<Help>,
    /// What a family brings.
    pub bring: Vec<Bring>,
    /// Every comparison of an income per head that some rule makes, ascending ([`Book::comparisons`]).
    pub compared: Vec<Comparison>,
    /// How many single tests have a number ([`Book::number_tests`]).
    pub numbered: usize,
}

wire_struct!(Book {
    documents,
    window,
    members,
    not_members,
    unsettled,
    areas,
    lines,
    accounts,
    treatments,
    limits,
    readings,
    judgements,
    categories,
    exclusive,
    calendars,
    routes,
    steps,
    offices,
    help,
    bring,
    compared,
    numbered,
});

impl Book {
    /// Whether a category is told so; index.
    pub fn is_told_as(&self, category: usize, told: ToldAs) -> bool {
        self.categories.get(category).is_some_and(|of| of.told == told)
    }

    /// The documents that its figures and rules cite; indices, some more than once.
    pub fn cited(&self) -> Vec<usize> {
        let amounts = self.lines.iter().flat_map(|line| &line.amounts).map(|amount| &amount.cite);
        let members = self.members.iter().map(|rule| &rule.cite);
        let members = members.chain(self.not_members.iter().map(|rule| &rule.cite));
        let areas = self.areas.iter().map(|area| &area.cite);
        let accounts = self.accounts.iter().map(|account| &account.cite);
        let treatments = self.treatments.iter().map(|treatment| &treatment.cite);
        let limits = self.limits.iter().map(|limit| &limit.cite);
        let readings = self.readings.iter().map(|reading| &reading.cite);
        let judgements = self.judgements.iter().map(|judgement| &judgement.cite);
        let calendars = self.calendars.iter().map(|calendar| &calendar.cite);
        let steps = self.steps.iter().map(|step| &step.cite);
        let of_category = |of: &'_ Category| {
            let needs = of.needs.iter().map(|need| need.cite.doc);
            let grants = of.grants.iter().map(|grant| grant.cite.doc);
            needs.chain(grants).chain(of.notes.iter().map(|note| note.cite.doc)).collect::<Vec<_>>()
        };
        let first = std::iter::once(&self.window.cite).chain(amounts).chain(members).chain(areas).chain(accounts);
        let all = first.chain(treatments).chain(limits).chain(readings).chain(judgements).chain(calendars).chain(steps);
        let all = all.map(|cite| cite.doc);
        let help = self.help.iter().flat_map(|help| help.cites()).chain(self.bring.iter().map(|bring| &bring.cite));
        all.chain(self.categories.iter().flat_map(of_category)).chain(help.map(|cite| cite.doc)).collect()
    }

    /// Passes over every text of the book.
    pub fn each_text(&mut self, mut change: impl FnMut(&mut Text)) {
        self.documents.iter_mut().for_each(|document| change(&mut document.title));
        self.members.iter_mut().for_each(|rule| change(&mut rule.name));
        self.not_members.iter_mut().for_each(|rule| change(&mut rule.name));
        self.lines.iter_mut().for_each(|line| change(&mut line.name));
        self.accounts.iter_mut().for_each(|account| change(&mut account.name));
        for treatment in &mut self.treatments {
            change(&mut treatment.name);
            treatment.question.iter_mut().for_each(&mut change);
        }
        self.limits.iter_mut().for_each(|limit| change(&mut limit.name));
        for reading in &mut self.readings {
            change(&mut reading.question);
            reading.options.iter_mut().for_each(|option| change(&mut option.name));
        }
        self.judgements.iter_mut().for_each(|judgement| change(&mut judgement.question));
        for category in &mut self.categories {
            change(&mut category.name);
            change(&mut category.short);
            category.needs.iter_mut().for_each(|need| change(&mut need.name));
            category.grants.iter_mut().for_each(|grant| grant.name.iter_mut().for_each(&mut change));
            category.notes.iter_mut().for_each(|note| change(&mut note.text));
        }
        for route in &mut self.routes {
            change(&mut route.name);
            route.whose.iter_mut().for_each(&mut change);
        }
        self.steps.iter_mut().for_each(|step| step.each_text(&mut change));
        self.offices.iter_mut().for_each(|office| change(&mut office.name));
        self.help.iter_mut().for_each(|help| help.each_text(&mut change));
        self.bring.iter_mut().for_each(|bring| change(&mut bring.name));
    }
}
