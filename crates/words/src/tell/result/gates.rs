//! The gates (门槛) of a result, told: what is known at each, and who it waits for.

use doudi_engine::ask::{AskSet, Holder};
use doudi_engine::rules::{Amount, Book, Gate, IncomeTest, SingleTest, Test, ToldAs};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{Assessment, Conclusion, Figure, Standing, Verdict};
use doudi_facts::day::Day;
use doudi_facts::money::{Bounds, Period, Yuan};

use super::{compared, floor};
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

impl Words {
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

    /// The lines that the first of exclusive categories compares income with: what the income gate is told by.
    fn first_compared(self, assessment: &Assessment, book: &Book) -> Vec<usize> {
        let first = assessment.groups.first().and_then(|group| group.categories.first());
        compared(book, first.copied().into_iter())
    }

    /// Who a category waits for, as a gate's state is told.
    pub fn state(self, state: GateState) -> &'static str {
        match state {
            GateState::Clear => self.gate_clear(),
            GateState::Family => self.gate_family(),
            GateState::Office => self.gate_office(),
        }
    }
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
