//! A result, told: the gates, the ledger, what it pays and rests on.

use doudi_engine::accounting::{Entry, Source};
use doudi_engine::ask::{Ask, AskSet, Holder};
use doudi_engine::rules::{
    Amount, Book, Cite, Document, Gate, GrantSum, How, IncomeTest, Line, PersonTest, SingleTest, Status, Test, ToldAs,
};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{Assessment, Conclusion, Figure, LineUsed, Standing, Verdict};
use doudi_facts::day::Day;
use doudi_facts::household::{Area, Household};
use doudi_facts::money::{Bounds, Period, Yuan};
use doudi_facts::order::sort_and_dedup;

use super::lead::is_for;
use crate::Words;

/// What is known at one gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateLine {
    /// The gate.
    pub gate: Gate,
    /// Who it waits for.
    pub state: GateState,
    /// What is known, in a sentence or two.
    pub text: String,
}

/// Who a gate waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GateState {
    /// 已清楚
    Clear,
    /// 要您补
    Family,
    /// 由窗口定
    Office,
}

/// One line of a ledger as it is shown and printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// What it is about: `申请人 · 打零工`.
    pub entry: String,
    /// What was told, 元 in the window.
    pub gross: String,
    /// What is counted, 元 in the window.
    pub counted: String,
    /// What each rule took, with its clause.
    pub taken: Vec<String>,
}

impl Words {
    /// A category as people say it, with whose it is: `低保`, `特困（配偶）`.
    pub fn category(self, verdict: &Verdict, book: &Book, household: &Household) -> String {
        let short = book.categories.get(verdict.category).map_or("", |category| self.of(&category.short));
        match verdict.who {
            None => short.to_owned(),
            Some(who) => self.lead_whose(&short, &self.person(household, who)),
        }
    }

    /// The gates of the first exclusive group, each with who it waits for and what is known.
    pub fn gates(self, assessment: &Assessment, book: &Book, on: Day) -> Vec<GateLine> {
        let mut lines = vec![self.people_gate(assessment, book)];
        // Among nobody there is no income per head and no property to look at.
        if assessment.has_nobody() {
            return lines;
        }
        let group = assessment.groups.first();
        let of = |gate: Gate| {
            let open = group.and_then(|group| group.open.iter().find(|(of, _)| *of == gate));
            open.map(|(_, open)| waits_for(*open, assessment))
        };
        if let Some(state) = of(Gate::Income) {
            let text = format!("{}{}", self.figure(assessment, book), self.lines_used(assessment, book, on));
            lines.push(GateLine { gate: Gate::Income, state, text });
        }
        if let Some(state) = of(Gate::Property) {
            let text = match state {
                GateState::Clear => self.gate_property_clear(),
                GateState::Family => self.gate_property_open(),
                GateState::Office => self.gate_property_office(),
            };
            lines.push(GateLine { gate: Gate::Property, state, text: text.to_owned() });
        }
        // Where something fits already, what only other categories look at decides nothing.
        let leads = self.leading(assessment, book).first().map(|verdict| verdict.word);
        if !matches!(leads, Some(Conclusion::Fits | Conclusion::MetToVerify)) {
            lines.extend(self.other_gate(Gate::Spending, assessment, book));
            lines.extend(self.other_gate(Gate::Risk, assessment, book));
        }
        lines
    }

    /// A gate that only some categories have, as the first of them that may still fit has it.
    fn other_gate(self, gate: Gate, assessment: &Assessment, book: &Book) -> Option<GateLine> {
        let may_fit = |verdict: &&Verdict| verdict.fits.may_hold() && book.is_told_as(verdict.category, ToldAs::Class);
        let mut truths = assessment.verdicts.iter().filter(may_fit).filter_map(|verdict| {
            let category = book.categories.get(verdict.category)?;
            let at_gate = category.needs.iter().zip(&verdict.conditions).filter(|(need, _)| need.gate == gate);
            at_gate.map(|(_, truth)| *truth).reduce(Truth::and)
        });
        let truth = truths.next()?;
        let state = waits_for(truth.asks(), assessment);
        let text = match (gate, state) {
            (Gate::Spending, GateState::Clear) => self.gate_spending_clear(),
            (Gate::Spending, GateState::Family) => self.gate_spending_family(),
            (Gate::Spending, GateState::Office) => self.gate_spending_office(),
            (_, GateState::Clear) => self.gate_risk_clear(),
            (_, GateState::Family) => self.gate_risk_family(),
            (_, GateState::Office) => self.gate_risk_office(),
        };
        Some(GateLine { gate, state, text: text.to_owned() })
    }

    fn people_gate(self, assessment: &Assessment, book: &Book) -> GateLine {
        if assessment.has_nobody() {
            let mut rules: Vec<usize> = assessment.left_out.iter().flatten().copied().collect();
            rules.dedup();
            let told = |at: &usize| {
                let rule = book.not_members.get(*at)?;
                let document = book.documents.get(rule.cite.doc)?;
                Some(self.gate_people_none_by(&rule.cite.at, &self.of(&document.title), &self.of(&rule.name)))
            };
            let rules: Vec<String> = rules.iter().filter_map(told).collect();
            let text = self.gate_people_none(&rules.join(self.pick("、", ", ")));
            return GateLine { gate: Gate::People, state: GateState::Clear, text };
        }
        let open = assessment.members.iter().fold(AskSet::EMPTY, |asks, member| asks.union(member.asks()));
        let (few, many) = assessment.figures.first().map_or((1, Some(1)), |figure| figure.people);
        let text = match many {
            Some(many) if many == few => self.gate_people_clear(&few),
            Some(many) => self.gate_people_open(&few, &many),
            None => self.gate_people_endless(&few),
        };
        let state = if many.is_none() { GateState::Family } else { waits_for(open, assessment) };
        GateLine { gate: Gate::People, state, text }
    }

    fn figure(self, assessment: &Assessment, book: &Book) -> String {
        let Some(figure) = assessment.figures.first() else { return String::new() };
        // A loss or a deduction beyond what came in leaves nothing, and is nobody's debt.
        let total = figure.total.or_zero();
        match (total.low, total.high) {
            (Some(_), Some(_)) => self.gate_income_known(&self.per_head(figure, true, book), &self.bounds(total)),
            (Some(from), None) if from > Yuan::ZERO => self.gate_income_from(&from.grouped()),
            _ => self.gate_income_open().to_owned(),
        }
    }

    /// Income per head, to the 分; with as many more digits as tell it from a line it is not on.
    pub fn per_head(self, figure: &Figure, without_debt: bool, book: &Book) -> String {
        let (total, head) = if without_debt {
            (figure.total.or_zero(), figure.per_head.or_zero())
        } else {
            (figure.total, figure.per_head)
        };
        let shared = figure.people.1.filter(|many| *many == figure.people.0);
        let exact = total.exact().zip(head.exact()).zip(shared);
        let finer = exact.and_then(|((total, head), people)| finer(total, head, people, book));
        finer.map_or_else(|| self.bounds(head), Yuan::grouped)
    }

    /// The figures the lines stand at: `低保标准 8,532 元/年，每人。`
    fn lines_used(self, assessment: &Assessment, book: &Book, on: Day) -> String {
        // A sentence that also stands alone brings no space before it.
        let (mut out, apart) = (String::new(), self.pick("", " "));
        let compared = self.first_compared(assessment, book);
        for (line, used) in compared.iter().filter_map(|at| book.lines.get(*at).zip(assessment.lines.get(*at))) {
            let name = self.of(&line.name);
            let amount = used.amount.and_then(|at| line.amounts.get(at));
            out.push_str(&match (used.standing, amount) {
                (Standing::InForce, Some(amount)) => {
                    let all = self.of_all(amount, assessment).unwrap_or_default();
                    format!("{}{all}", self.gate_line_exact(&self.rate_and_year(amount), &name))
                }
                (Standing::Stale, Some(amount)) => self.gate_line_stale(&self.rate_and_year(amount), &name),
                (Standing::Weak, Some(amount)) => {
                    let weak = self.gate_line_weak(&self.rate_and_year(amount), &name);
                    let floor =
                        floor(line, amount).map(|firm| self.gate_line_floor(&self.rate_and_year(firm), &firm.from));
                    format!("{weak}{}{}", self.may_have_risen(*used, amount), floor.unwrap_or_default())
                }
                (Standing::AreaOpen, _) => {
                    format!("{apart}{}", self.area_open(line, on, |amount| self.rate_and_year(amount)))
                }
                _ => format!("{apart}{}", self.standing_unpublished(&name)),
            });
        }
        let has_none = assessment.figures.first().is_some_and(|figure| figure.total.or_zero() == Bounds::ZERO);
        let is_known = |at: &usize| assessment.lines.get(*at).is_some_and(|used| used.standing == Standing::InForce);
        if has_none && !compared.iter().all(is_known) {
            out.push_str(self.gate_line_any());
        }
        out
    }

    /// Of a figure nobody has confirmed that was last known before the day: until when, and that it may have risen.
    pub fn may_have_risen(self, used: LineUsed, amount: &Amount) -> String {
        if used.is_past { self.standing_past(&amount.last_known()) } else { String::new() }
    }

    /// A figure as told, with whether nobody has confirmed it or it may have been raised since.
    pub fn rate_as_it_stands(self, amount: &Amount, on: Day, rate: String) -> String {
        match (amount.cite.confidence.is_firm(), on > amount.last_known()) {
            (false, _) => self.picture_weak(&rate),
            (true, true) => self.picture_stale(&rate),
            (true, false) => rate,
        }
    }

    /// A line where it is open which area's figure applies: each area's, and how it stands.
    fn area_open(self, line: &Line, on: Day, told: impl Fn(&Amount) -> String) -> String {
        let name = self.of(&line.name);
        let figures = by_area(line, on).into_iter().map(|(area, amount)| {
            let rate = self.rate_as_it_stands(amount, on, told(amount));
            format!("{} {rate}", self.area(area))
        });
        let figures: Vec<String> = figures.collect();
        match figures.len() {
            0 => self.standing_area_none(&name),
            _ => self.standing_area_open(&figures.join(self.pick("；", "; ")), &name),
        }
    }

    /// A figure as it is published; of a month's, what that is a year, as incomes are counted: `485 元/月（一年 5,820 元）`.
    fn rate_and_year(self, amount: &Amount) -> String {
        let rate = self.rate(amount.value);
        match amount.value.yearly() {
            Ok(yearly) if amount.value.per == Period::Month => self.gate_line_yearly(&rate, &yearly.grouped()),
            _ => rate,
        }
    }

    /// What a line comes to for the whole household, where there is more than one and it is known how many: thresholds are
    /// decided on this sum, and near the line income per head no longer tells the two sides apart.
    fn of_all(self, amount: &Amount, assessment: &Assessment) -> Option<String> {
        let (few, many) = assessment.figures.first()?.people;
        let sum = Bounds::exactly(amount.value.yearly().ok()?).times_count(few, few).ok()?.exact()?;
        (few > 1 && many == Some(few)).then(|| self.gate_line_household(&few, &sum.grouped()))
    }

    /// Who a category waits for, as a gate's state is told.
    pub fn state(self, state: GateState) -> &'static str {
        match state {
            GateState::Clear => self.gate_clear(),
            GateState::Family => self.gate_family(),
            GateState::Office => self.gate_office(),
        }
    }

    /// Everything that is open for what a result leads with, as one set.
    pub fn open(self, assessment: &Assessment, book: &Book) -> AskSet {
        let leading = self.leading(assessment, book).into_iter().map(|verdict| verdict.fits.asks());
        leading.chain(assessment.members.iter().map(|member| member.asks())).fold(AskSet::EMPTY, AskSet::union)
    }

    /// The ledger of an account, row by row.
    pub fn ledger(self, assessment: &Assessment, book: &Book, account: usize, household: &Household) -> Vec<LedgerRow> {
        assessment.ledgers.of(account).map(|entry| self.ledger_row(entry, book, household)).collect()
    }

    fn ledger_row(self, entry: &Entry, book: &Book, household: &Household) -> LedgerRow {
        let whose = |who: &str, what: &str| format!("{} · {what}", self.person_by_id(household, who));
        let name = match entry.source {
            Source::Income(head, at) => {
                let income = household.incomes.of(head).items.get(at);
                income.map_or_else(String::new, |i| whose(&i.who, self.kind(i.kind)))
            }
            Source::PaidOut(at) => {
                let paid = household.paid_out.items.get(at);
                paid.map_or_else(String::new, |p| whose(&p.who, self.paid_out(p.kind)))
            }
            Source::Expense(at) => {
                let expense = household.expenses.items.get(at);
                expense.map_or_else(String::new, |e| whose(&e.who, self.expense(e.kind)))
            }
            Source::Loss(head) => self.ledger_loss(&self.head(head)),
        };
        let taken = entry.taken.iter().filter_map(|taken| {
            let rule = book.treatments.get(taken.treatment)?;
            let name = format!("{}（{}）", self.of(&rule.name), self.cite(&rule.cite, book));
            Some(match taken.sum.exact() {
                Some(sum) => self.ledger_taken(&name, &sum.grouped()),
                None if rule.how == How::Whole && rule.until.is_none() && taken.sum.high.is_none() => {
                    self.ledger_taken_all(&name)
                }
                // A rule that takes the whole of an amount waits for the amount, not for the office.
                None if rule.how == How::Whole && rule.until.is_none() => {
                    self.ledger_taken(&name, &self.bounds(taken.sum))
                }
                None => match taken.before.zip(rule.until) {
                    Some((before, until)) => {
                        let after = book.window.months.saturating_sub(before);
                        self.ledger_taken_until(&after, &before, &name, &self.yuan(taken.sum), &until)
                    }
                    None => self.ledger_taken_open(&name, &self.yuan(taken.sum)),
                },
            })
        });
        LedgerRow {
            entry: name,
            gross: self.bounds(entry.gross),
            counted: self.bounds(entry.counted),
            taken: taken.collect(),
        }
    }

    /// A citation: number or title, and clause.
    pub fn cite(self, cite: &Cite, book: &Book) -> String {
        let document = book.documents.get(cite.doc);
        let name = document.map_or("", |d| d.number.as_deref().unwrap_or(self.of(&d.title)));
        self.ledger_clause(&cite.at, &name)
    }

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

    /// What the categories a result leads with would pay, and the ways to take whose published conditions hold, each in a
    /// sentence; and that they do not add up.
    pub fn grants(self, assessment: &Assessment, book: &Book, household: &Household) -> Vec<String> {
        // Of a person of whom it is open even whether the category is for such people, no sum is told.
        let paying = self.leading(assessment, book).into_iter();
        let paying = paying.filter(|verdict| verdict.fits.may_hold() && is_for(verdict));
        let is_way = |verdict: &&Verdict| {
            book.is_told_as(verdict.category, ToldAs::Route)
                && matches!(verdict.word, Conclusion::Fits | Conclusion::MetToVerify)
        };
        let ways = assessment.verdicts.iter().filter(is_way);
        let mut told: Vec<String> =
            paying.clone().chain(ways).filter_map(|verdict| self.grant(verdict, book, household)).collect();
        if told.len() > 1 {
            told.push(self.result_grant_one().to_owned());
        }
        for grade in paying.filter_map(|verdict| self.care_told(verdict, book, household)) {
            if !told.contains(&grade) {
                told.push(grade);
            }
        }
        told
    }

    /// The grade of self-care that decides what a person would be paid for care, where it is known.
    fn care_told(self, verdict: &Verdict, book: &Book, household: &Household) -> Option<String> {
        let grants = &book.categories.get(verdict.category)?.grants;
        let paid = verdict.grants.iter().filter(|granted| granted.paid == Truth::Holds);
        let grade = paid.filter_map(|granted| grants.get(granted.grant)).find_map(|grant| {
            let Some(Test::Single(SingleTest::Person(PersonTest::SelfCare(grades)))) = &grant.test else { return None };
            grades.first()
        });
        Some(self.result_care(&self.self_care_grade(*grade?), &self.person(household, verdict.who?)))
    }

    /// What a category would pay a month, in a sentence, where that is bounded.
    pub fn grant(self, verdict: &Verdict, book: &Book, household: &Household) -> Option<String> {
        let Bounds { low: Some(low), high: Some(high) } = verdict.grant()? else { return None };
        let month = |sum: Yuan| sum.twelfth().map(Yuan::grouped).unwrap_or_default();
        if high.twelfth().ok()? == Yuan::ZERO {
            return None;
        }
        let category = book.categories.get(verdict.category)?;
        let is_gap = matches!(category.grants.first()?.sum, GrantSum::Gap { .. });
        let name = self.category(verdict, book, household);
        let months = self.range(month(low), month(high));
        Some(match (is_gap, low == high) {
            (true, true) => self.result_grant(&months, &name, &low.grouped()),
            (true, false) => self.result_grant_range(&months, &name),
            (false, true) => self.result_grant_standard(&months, &name, &low.grouped()),
            (false, false) => self.result_grant_standard_range(&months, &name),
        })
    }

    /// The lines that the first of exclusive categories compares income with: what the income gate is told by.
    fn first_compared(self, assessment: &Assessment, book: &Book) -> Vec<usize> {
        let first = assessment.groups.first().and_then(|group| group.categories.first());
        compared(book, first.copied().into_iter())
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

/// The figure of each area that applies on a day.
pub(super) fn by_area(line: &Line, on: Day) -> Vec<(Area, &Amount)> {
    let of = |area: Area| {
        let such = line.amounts.iter().filter(|amount| amount.area.is_none_or(|of| of == area) && amount.from <= on);
        such.max_by_key(|amount| amount.from).map(|amount| (area, amount))
    };
    [Area::Rural, Area::Urban].into_iter().filter_map(of).collect()
}

/// A share with more digits, where to the 分 it cannot be told from a multiple of a line on which it does not lie.
fn finer(total: Yuan, head: Yuan, people: u32, book: &Book) -> Option<Yuan> {
    let mut is_on_line = false;
    for need in book.categories.iter().flat_map(|category| &category.needs) {
        need.test.each(&mut |test| {
            if let Test::Single(SingleTest::Income(IncomeTest::PerHead(against) | IncomeTest::Own(against))) = test {
                let amounts = book.lines.get(against.line).map_or(&[][..], |line| &line.amounts);
                let bars = amounts.iter().filter_map(|amount| amount.value.yearly().ok());
                is_on_line |= bars.filter_map(|bar| bar.by(against.times).ok()).any(|bar| bar == head);
            }
        });
    }
    (3..=6).filter_map(|digits| total.over_digits(people, digits)).find(|told| is_on_line && *told != head)
}

/// The documents that conditions or members rest on and that stand so.
pub(super) fn resting_on(book: &Book, status: Status) -> Vec<&Document> {
    let needs = || book.categories.iter().flat_map(|category| &category.needs);
    let cited =
        |at: usize| needs().any(|need| need.cite.doc == at) || book.members.iter().any(|one| one.cite.doc == at);
    let documents = book.documents.iter().enumerate();
    documents.filter(|(at, document)| document.status == status && cited(*at)).map(|(_, document)| document).collect()
}

/// Whether what is open of a verdict rests on figures and rules that stand: published, confirmed, in force.
pub(super) fn is_settled(verdict: &Verdict, assessment: &Assessment) -> bool {
    let unsettled =
        |ask: &Ask| matches!(ask, Ask::Stale(_) | Ask::Unpublished(_) | Ask::Unconfirmed(_) | Ask::UnpublishedRule(_));
    !assessment.asks.of(verdict.fits.asks()).iter().any(unsettled)
}

/// The lines that conditions of some categories compare incomes with, in the order of the book.
fn compared(book: &Book, categories: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut lines = Vec::new();
    for need in categories.filter_map(|at| book.categories.get(at)).flat_map(|category| &category.needs) {
        need.test.each(&mut |test| {
            if let Test::Single(SingleTest::Income(IncomeTest::PerHead(against) | IncomeTest::Own(against))) = test {
                lines.push(against.line);
            }
        });
    }
    sort_and_dedup(&mut lines);
    lines
}

/// Whether a category is one of these, or looks at whether one of them fits.
pub(super) fn leans_on(category: usize, behind: &[usize], book: &Book) -> bool {
    let mut leans = behind.contains(&category);
    for need in book.categories.get(category).map_or(&[][..], |category| &category.needs) {
        need.test.each(&mut |test| leans |= matches!(test, Test::Fits(of) if behind.contains(of)));
    }
    leans
}

/// The last firm figure before a weak one of the same area: what a line is at least, for standards are not lowered.
fn floor<'l>(line: &'l Line, weak: &Amount) -> Option<&'l Amount> {
    let is_firm = |amount: &&Amount| amount.cite.confidence.is_firm() && amount.from <= weak.from;
    let of_area = |amount: &&Amount| amount.area.is_none() || amount.area == weak.area;
    line.amounts.iter().filter(is_firm).filter(of_area).max_by_key(|amount| amount.from)
}

/// Who what is open waits for; nothing is open: it is clear.
fn waits_for(open: AskSet, assessment: &Assessment) -> GateState {
    if open.is_empty() {
        GateState::Clear
    } else if assessment.asks.any_held_by(open, Holder::Family) {
        GateState::Family
    } else {
        GateState::Office
    }
}
