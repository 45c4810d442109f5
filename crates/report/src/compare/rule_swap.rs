//! Grafting (嫁接): one amount, one rule or one condition of another book put into a book, everything else as it was.

use doudi_engine::rules::{
    Account, Against, Amount, AreaRule, Book, Category, Change, Cite, Condition, IncomeTest, Judgement, Limit, Line,
    MemberRule, NotMember, OfficeTest, PropertyTest, Reading, SavingsLimit, Share, SingleTest, Test, Treatment,
    Unsettled,
};
use doudi_facts::day::Day;
use doudi_facts::household::Area;

/// What can be put from one book into another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RulePart {
    /// The figures of a standard.
    Line(String),
    /// One rule of an account: its id, the rule's id.
    Treatment(String, String),
    /// What an account makes of losses.
    Losses(String),
    /// What a limit could catch.
    Limit(String),
    /// Who counts.
    Members,
    /// Which area's standards apply.
    Areas,
    /// A condition: the category's id, its own.
    Condition(String, String),
}

/// The ids of these categories, and of all that they refer to in either book.
pub(super) fn wanted<'b>(books: [&'b Book; 2], ids: impl Iterator<Item = &'b str>) -> Vec<&'b str> {
    let mut wanted: Vec<&str> = Vec::new();
    let mut left: Vec<&str> = ids.collect();
    while let Some(id) = left.pop() {
        if wanted.contains(&id) {
            continue;
        }
        wanted.push(id);
        for book in books {
            let needs =
                book.categories.iter().filter(|category| category.id == id).flat_map(|category| &category.needs);
            let mut refers = |test: &Test| {
                if let Test::Fits(category) = test {
                    left.extend(book.categories.get(*category).map(|category| category.id.as_str()));
                }
            };
            needs.for_each(|need| need.test.each(&mut refers));
        }
    }
    wanted
}

/// A book as far as the verdicts of these categories hang on it; the others are left empty, so that each keeps its place.
pub(super) fn bare(book: &Book, wanted: &[&str]) -> Book {
    let mut bare = Book {
        exclusive: Vec::new(),
        calendars: Vec::new(),
        routes: Vec::new(),
        steps: Vec::new(),
        offices: Vec::new(),
        help: Vec::new(),
        bring: Vec::new(),
        ..book.clone()
    };
    for category in &mut bare.categories {
        category.grants.clear();
        category.notes.clear();
        if !wanted.contains(&category.id.as_str()) {
            category.needs.clear();
        }
    }
    bare
}

/// Every part of either book that verdicts of these categories may hang on.
pub(super) fn parts(one: &Book, other: &Book, wanted: &[&str]) -> Vec<RulePart> {
    let mut parts = vec![RulePart::Members, RulePart::Areas];
    for book in [one, other] {
        let mut add = |part: RulePart| {
            if !parts.contains(&part) {
                parts.push(part);
            }
        };
        book.lines.iter().for_each(|line| add(RulePart::Line(line.id.clone())));
        for account in &book.accounts {
            add(RulePart::Losses(account.id.clone()));
            let treatments = account.treatments.iter().filter_map(|at| book.treatments.get(*at));
            treatments.for_each(|treatment| add(RulePart::Treatment(account.id.clone(), treatment.id.clone())));
        }
        book.limits.iter().for_each(|limit| add(RulePart::Limit(limit.id.clone())));
        for category in book.categories.iter().filter(|category| wanted.contains(&category.id.as_str())) {
            category.needs.iter().for_each(|need| add(RulePart::Condition(category.id.clone(), need.id.clone())));
        }
    }
    parts
}

/// A book with one part, or several, of another.
pub(super) struct RuleSwap<'b> {
    into: Book,
    from: &'b Book,
    /// The day of the book grafted into, and of the other one.
    days: (Day, Day),
}

/// The place of an item by its id; put there if it is missing.
fn place<T>(list: &mut Vec<T>, is: impl Fn(&T) -> bool, item: T) -> usize {
    list.iter().position(is).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    })
}

/// Puts something in the place of something else, and tells whether it is another.
fn put<T: PartialEq>(there: &mut T, new: T) -> bool {
    let is_other = *there != new;
    *there = new;
    is_other
}

/// The same in a list where it may be missing, before or after.
fn put_at<T: PartialEq>(list: &mut Vec<T>, there: Option<usize>, new: Option<T>) -> Option<bool> {
    match (there, new) {
        (Some(there), Some(new)) => Some(put(list.get_mut(there)?, new)),
        (Some(there), None) => {
            list.remove(there);
            Some(true)
        }
        (None, Some(new)) => {
            list.push(new);
            Some(true)
        }
        (None, None) => None,
    }
}

impl<'b> RuleSwap<'b> {
    pub(super) fn new(into: &Book, from: &'b Book, days: (Day, Day)) -> Self {
        Self { into: into.clone(), from, days }
    }

    /// The book with what was put in.
    pub(super) fn grown(self) -> Book {
        let mut grown = Book { compared: self.into.comparisons(), ..self.into };
        grown.number_tests();
        grown.list_treatments();
        grown
    }

    /// Puts a part in, and tells whether that is another than what was there; `None` where neither book has it.
    pub(super) fn put(&mut self, part: &RulePart) -> Option<bool> {
        let from = self.from;
        match part {
            RulePart::Line(id) => {
                let at = self.into.lines.iter().position(|line| line.id == *id)?;
                let amounts = from.lines.iter().find(|line| line.id == *id).map_or(&[][..], |line| &line.amounts);
                let amounts = self.amounts(amounts);
                Some(put(&mut self.into.lines.get_mut(at)?.amounts, amounts))
            }
            RulePart::Treatment(account, id) => self.treatment_of(account, id),
            RulePart::Losses(id) => {
                let losses = from.accounts.iter().find(|account| account.id == *id)?.losses;
                Some(put(&mut self.into.accounts.iter_mut().find(|account| account.id == *id)?.losses, losses))
            }
            RulePart::Limit(id) => {
                let new = self.limit_of(from.limits.iter().find(|limit| limit.id == *id)?);
                Some(put(self.into.limits.iter_mut().find(|limit| limit.id == *id)?, new))
            }
            RulePart::Members => {
                let members = from.members.iter().map(|rule| MemberRule {
                    test: rule.test.as_ref().map(|test| self.test(test)),
                    cite: self.cite(&rule.cite),
                    ..rule.clone()
                });
                let members = members.collect();
                let not_members = from.not_members.iter().map(|rule| NotMember {
                    test: self.test(&rule.test),
                    cite: self.cite(&rule.cite),
                    ..rule.clone()
                });
                let not_members = not_members.collect();
                let of = &from.unsettled;
                let unsettled = Unsettled {
                    away_shares_home: self.test(&of.away_shares_home),
                    through_spouse: self.test(&of.through_spouse),
                    married_with_parents: self.test(&of.married_with_parents),
                    first_parent: self.test(&of.first_parent),
                    branch: self.test(&of.branch),
                    conditional_duty: self.test(&of.conditional_duty),
                };
                let into = &mut self.into;
                let changes = [
                    put(&mut into.members, members),
                    put(&mut into.not_members, not_members),
                    put(&mut into.unsettled, unsettled),
                ];
                Some(changes.contains(&true))
            }
            RulePart::Areas => {
                let rules = from.areas.iter().map(|rule| AreaRule {
                    lines: rule.lines.iter().map(|line| self.line(*line)).collect(),
                    test: self.test(&rule.test),
                    cite: self.cite(&rule.cite),
                    ..rule.clone()
                });
                let rules = rules.collect();
                Some(put(&mut self.into.areas, rules))
            }
            RulePart::Condition(category, id) => self.condition(category, id),
        }
    }

    /// Figures as they apply on the other day, told of this one.
    fn amounts(&mut self, amounts: &[Amount]) -> Vec<Amount> {
        let (here, there) = self.days;
        let mut amounts: Vec<Amount> =
            amounts.iter().map(|amount| Amount { cite: self.cite(&amount.cite), ..amount.clone() }).collect();
        if here == there {
            return amounts;
        }
        amounts.retain(|amount| amount.from <= there);
        let latest = |area: Option<Area>| {
            let of = amounts.iter().filter(move |amount| amount.area == area);
            of.max_by_key(|amount| amount.from).cloned()
        };
        let latest = [None, Some(Area::Urban), Some(Area::Rural)].map(latest);
        let is_stale = |amount: &Amount| there > amount.last_known();
        let before = here.plus_days(-1).unwrap_or(here);
        let told = |amount: Amount| Amount {
            from: amount.from.min(before),
            until: None,
            checked: if is_stale(&amount) { before } else { here },
            ..amount
        };
        latest.into_iter().flatten().map(told).collect()
    }

    fn treatment_of(&mut self, account: &str, id: &str) -> Option<bool> {
        let from = self.from;
        let theirs = from.accounts.iter().find(|of| of.id == account)?;
        let is = |book: &Book, at: &usize| book.treatments.get(*at).is_some_and(|treatment| treatment.id == id);
        let new = theirs.treatments.iter().find(|at| is(from, at)).copied();
        let new = new.map(|at| self.treatment(at));
        let into = &self.into;
        let at = into.accounts.iter().position(|of| of.id == account)?;
        let here = into.accounts.get(at)?.treatments.iter().position(|at| is(into, at));
        let list = &mut self.into.accounts.get_mut(at)?.treatments;
        put_at(list, here, new)
    }

    fn condition(&mut self, category: &str, id: &str) -> Option<bool> {
        let from = self.from;
        let theirs = from.categories.iter().find(|of| of.id == category)?;
        let new = theirs.needs.iter().find(|need| need.id == id);
        let mut new =
            new.map(|need| Condition { test: self.test(&need.test), cite: self.cite(&need.cite), ..need.clone() });
        let needs = &mut self.into.categories.iter_mut().find(|of| of.id == category)?.needs;
        let here = needs.iter().position(|need| need.id == id);
        // Tests are numbered anew when the book is grown: until then the numbers make no difference.
        if let (Some(new), Some(here)) = (&mut new, here.and_then(|at| needs.get(at))) {
            new.numbers.clone_from(&here.numbers);
        }
        put_at(needs, here, new)
    }

    fn cite(&mut self, cite: &Cite) -> Cite {
        let Some(document) = self.from.documents.get(cite.doc) else { return cite.clone() };
        let doc = place(&mut self.into.documents, |of| of.id == document.id, document.clone());
        Cite { doc, ..cite.clone() }
    }

    fn line(&mut self, at: usize) -> usize {
        let Some(line) = self.from.lines.get(at) else { return at };
        if let Some(at) = self.into.lines.iter().position(|of| of.id == line.id) {
            return at;
        }
        let amounts = self.amounts(&line.amounts);
        self.into.lines.push(Line { amounts, ..line.clone() });
        self.into.lines.len() - 1
    }

    fn account(&mut self, at: usize) -> usize {
        let Some(account) = self.from.accounts.get(at) else { return at };
        if let Some(at) = self.into.accounts.iter().position(|of| of.id == account.id) {
            return at;
        }
        let treatments = account.treatments.iter().map(|at| self.treatment(*at)).collect();
        let cite = self.cite(&account.cite);
        self.into.accounts.push(Account { treatments, cite, ..account.clone() });
        self.into.accounts.len() - 1
    }

    /// A treatment: the same one where the book has it to the letter, else a new one beside it.
    fn treatment(&mut self, at: usize) -> usize {
        let Some(treatment) = self.from.treatments.get(at) else { return at };
        let (here, there) = self.days;
        let ended = treatment.until.is_some_and(|until| there > until);
        let until = match treatment.until {
            Some(_) if here != there && ended => here.plus_days(-1),
            Some(_) if here != there => Some(here),
            until => until,
        };
        let when = treatment.when.as_ref().map(|test| self.test(test));
        let new = Treatment { when, until, cite: self.cite(&treatment.cite), ..treatment.clone() };
        place(&mut self.into.treatments, |of| *of == new, new.clone())
    }

    fn reading(&mut self, at: usize) -> usize {
        let Some(reading) = self.from.readings.get(at) else { return at };
        let new = Reading { cite: self.cite(&reading.cite), ..reading.clone() };
        let same = |of: &Reading| of.id == new.id && of.options == new.options;
        place(&mut self.into.readings, same, new.clone())
    }

    fn judgement(&mut self, at: usize) -> usize {
        let Some(judgement) = self.from.judgements.get(at) else { return at };
        let new = Judgement { cite: self.cite(&judgement.cite), ..judgement.clone() };
        place(&mut self.into.judgements, |of| of.id == new.id && of.holder == new.holder, new.clone())
    }

    fn limit(&mut self, at: usize) -> usize {
        let Some(limit) = self.from.limits.get(at) else { return at };
        let new = self.limit_of(limit);
        place(&mut self.into.limits, |of| of.id == new.id, new.clone())
    }

    fn limit_of(&mut self, limit: &Limit) -> Limit {
        let savings = limit.savings.map(|savings| SavingsLimit { line: self.line(savings.line), ..savings });
        Limit { savings, cite: self.cite(&limit.cite), ..limit.clone() }
    }

    fn category(&mut self, at: usize) -> usize {
        let Some(category) = self.from.categories.get(at) else { return at };
        if let Some(at) = self.into.categories.iter().position(|of| of.id == category.id) {
            return at;
        }
        let needs = category.needs.iter();
        let needs = needs
            .map(|need| Condition { test: self.test(&need.test), cite: self.cite(&need.cite), ..need.clone() })
            .collect();
        self.into.categories.push(Category { needs, grants: Vec::new(), notes: Vec::new(), ..category.clone() });
        self.into.categories.len() - 1
    }

    fn against(&mut self, against: &Against) -> Against {
        Against { account: self.account(against.account), line: self.line(against.line), ..*against }
    }

    fn test(&mut self, test: &Test) -> Test {
        test.with(self)
    }
}

/// What a test names of the other book is looked up, or brought along.
impl Change for RuleSwap<'_> {
    fn category(&mut self, category: usize) -> usize {
        Self::category(self, category)
    }

    fn single(&mut self, test: &SingleTest) -> SingleTest {
        match test {
            SingleTest::Income(of) => SingleTest::Income(match of {
                IncomeTest::PerHead(against) => IncomeTest::PerHead(self.against(against)),
                IncomeTest::Own(against) => IncomeTest::Own(self.against(against)),
                IncomeTest::Spending(share) => IncomeTest::Spending(Share {
                    living: share.living.map(|line| self.line(line)),
                    account: self.account(share.account),
                    ..share.clone()
                }),
            }),
            SingleTest::Property(of) => SingleTest::Property(match of {
                PropertyTest::Within(limit) => PropertyTest::Within(self.limit(*limit)),
                PropertyTest::Owns(things) => PropertyTest::Owns(things.clone()),
            }),
            SingleTest::Office(of) => SingleTest::Office(match of {
                OfficeTest::Reads { reading, option } => {
                    OfficeTest::Reads { reading: self.reading(*reading), option: *option }
                }
                OfficeTest::Judged(judgement) => OfficeTest::Judged(self.judgement(*judgement)),
            }),
            // These name nothing of a book.
            SingleTest::Person(_) | SingleTest::List(_) | SingleTest::Household(_) => test.clone(),
        }
    }
}
