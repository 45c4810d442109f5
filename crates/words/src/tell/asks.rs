//! Asks, told: what the family can still answer, and what to ask at the window.

use doudi_engine::ask::{Ask, AskSet, Holder};
use doudi_engine::rules::Book;
use doudi_engine::verdict::{Assessment, Standing};
use doudi_facts::day::Day;
use doudi_facts::household::{Head, Household};
use doudi_facts::question::{IncomeField, QuestionId};

use super::result::by_area;
use crate::Words;

/// An ask as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The ask itself.
    pub ask: Ask,
    /// The question.
    pub text: String,
}

impl Words {
    /// The asks of a set that one holder holds, told, each text once.
    pub fn asks(
        self,
        assessment: &Assessment,
        set: AskSet,
        holders: &[Holder],
        book: &Book,
        (household, on): (&Household, Day),
    ) -> Vec<Asked> {
        let mut told: Vec<Asked> = Vec::new();
        for ask in assessment.asks.of(set).into_iter().filter(|ask| holders.contains(&ask.holder())) {
            let text = self.ask(ask, assessment, book, (household, on));
            if !told.iter().any(|known| known.text == text) {
                told.push(Asked { ask, text });
            }
        }
        told
    }

    /// One ask.
    pub fn ask(self, ask: Ask, assessment: &Assessment, book: &Book, (household, on): (&Household, Day)) -> String {
        let line = |at: usize| book.lines.get(at).map_or("", |line| self.of(&line.name));
        match ask {
            Ask::Answer(fact) => self.fact(fact, household),
            // Every limit is asked for in the same words: to the family it is one question.
            Ask::Limit(_) => self.ask_limit().to_owned(),
            Ask::Treatment(at) => {
                let treatment = book.treatments.get(at);
                treatment.map_or("", |t| self.of(t.question.as_ref().unwrap_or(&t.name))).to_owned()
            }
            Ask::Losses(_) => self.ask_losses().to_owned(),
            Ask::Reading(at) => book.readings.get(at).map_or("", |reading| self.of(&reading.question)).to_owned(),
            Ask::Judgement(at) | Ask::Verify(at) | Ask::UnpublishedRule(at) => {
                book.judgements.get(at).map_or("", |j| self.of(&j.question)).to_owned()
            }
            Ask::Stale(at) => self.ask_stale(&line(at)),
            Ask::Unpublished(at) => self.ask_unpublished(&line(at)),
            Ask::Unconfirmed(at) => {
                let used = assessment.lines.get(at).filter(|used| used.standing == Standing::Weak);
                let amounts = book.lines.get(at).map(|line| &line.amounts);
                let amount = used.and_then(|used| used.amount).zip(amounts).and_then(|(i, list)| list.get(i));
                let rate = |amount: &doudi_engine::rules::Amount| self.rate(amount.value);
                if let Some(amount) = amount.filter(|_| used.is_some_and(|used| used.is_past)) {
                    return self.ask_unconfirmed_past(&rate(amount), &amount.last_known(), &line(at));
                }
                let amount = amount.map(rate).or_else(|| {
                    // Where the area is open, each unconfirmed figure with the area it is for.
                    let figures = by_area(book.lines.get(at)?, on).into_iter();
                    let weak = figures.filter(|(_, amount)| !amount.cite.confidence.is_firm());
                    let told = weak.map(|(area, amount)| format!("{} {}", self.area(area), self.rate(amount.value)));
                    told.reduce(|one, other| format!("{one}{}{other}", self.pick("、", ", ")))
                });
                amount
                    .map_or_else(|| self.ask_unpublished(&line(at)), |amount| self.ask_unconfirmed(&amount, &line(at)))
            }
        }
    }

    /// An answer of the family, as a short noun phrase.
    pub fn fact(self, fact: QuestionId, household: &Household) -> String {
        match fact {
            QuestionId::Area => self.ask_area().to_owned(),
            QuestionId::PeopleComplete => self.ask_people_complete().to_owned(),
            QuestionId::Person(who, field) => self.ask_person(&self.person_field(field), &self.person(household, who)),
            QuestionId::IncomesComplete(head) => self.ask_incomes_complete(&self.head(head)),
            QuestionId::Income(head, at, field) => self.income_fact(head, at, field, household),
            QuestionId::PaidOutComplete => self.ask_paid_out_complete().to_owned(),
            QuestionId::PaidOut(at) => {
                let kind = household.paid_out.items.get(at).map_or("", |paid| self.paid_out(paid.kind));
                self.ask_person(&self.ask_amount(), &kind)
            }
            QuestionId::ExpensesComplete => self.ask_expenses_complete().to_owned(),
            QuestionId::Expense(at) => {
                let kind = household.expenses.items.get(at).map_or("", |expense| self.expense(expense.kind));
                self.ask_person(&self.ask_amount(), &kind)
            }
            QuestionId::Asset(field) => self.asset_field(field).to_owned(),
            QuestionId::TiesComplete(who, field) => {
                self.ask_person(&self.tie_field(field), &self.person(household, who))
            }
            QuestionId::SelfCare(who, field) => {
                self.ask_person(&self.self_care_field(field), &self.person(household, who))
            }
            QuestionId::SupportersComplete(who) => {
                self.ask_person(&self.ask_supporters_complete(), &self.person(household, who))
            }
            QuestionId::Supporter(who, at) => {
                let of = household.people.items.get(who).and_then(|person| person.supporters.items.get(at));
                let whose = self.person(household, who);
                let relation = of.map_or("", |supporter| self.relation(supporter.relation));
                self.ask_person(&self.ask_supporter(&relation), &whose)
            }
            QuestionId::Background(field) => self.background_field(field).to_owned(),
            QuestionId::ReceivesComplete => self.ask_receives_complete().to_owned(),
            QuestionId::TroublesComplete => self.ask_troubles_complete().to_owned(),
            QuestionId::PastComplete => self.ask_past_complete().to_owned(),
            QuestionId::Past(at) => {
                let what = household.past.items.get(at).map_or("", |past| self.past(past.what));
                self.ask_person(&self.ask_when(), &what)
            }
        }
    }

    fn income_fact(self, head: Head, at: usize, field: IncomeField, household: &Household) -> String {
        let whose = household.incomes.of(head).items.get(at).map_or_else(String::new, |income| {
            format!("{}{}", self.person_by_id(household, &income.who), self.kind(income.kind))
        });
        self.ask_person(&self.income_field(field), &whose)
    }
}
