//! An answer in words (回答怎么说), whatever its type and its state.

use doudi_facts::chosen_answer;
use doudi_facts::household::{
    Area, Away, Basis, Disability, DisabilityKind, Head, Household, Labour, Lives, ParentState, Per, Relation, Study,
    SupporterState, Work,
};
use doudi_facts::known::{Closure, Known};
use doudi_facts::money::Yuan;
use doudi_facts::question::{Answer, IncomeField, Input, QuestionId, YesNo};

use crate::Words;

impl Words {
    /// The answer to a question; `None` where the person or the entry it is about is not in the household. Of a list it is
    /// whether the list is complete.
    pub fn answer(self, household: &Household, question: QuestionId) -> Option<String> {
        let answer = household.answer(question)?;
        Some(match answer {
            chosen_answer!(Answer) => {
                let options = self.options(question, answer);
                self.known(&answer.chosen()?, |at| options.get(*at).copied().unwrap_or_default().to_owned())
            }
            Answer::Count(known) => {
                let unit = self.unit(household, question);
                self.known(known, |count| format!("{count}{unit}"))
            }
            Answer::Sum(known) => self.sum(known),
            Answer::Day(known) => self.known(known, ToString::to_string),
            Answer::Disability(known) => self.card(known),
            Answer::List(Closure::NotAsked) => self.list_not_asked().to_owned(),
            Answer::List(Closure::Unknown) => self.app_more_unknown().to_owned(),
            Answer::List(Closure::Yes) => self.app_that_is_all().to_owned(),
        })
    }

    /// The options of an answer that is chosen, in the order of [`Answer::chosen`], without unknown.
    pub fn options(self, question: QuestionId, answer: Answer<'_>) -> Vec<&'static str> {
        match answer {
            Answer::YesNo(_) => match question.row().input {
                Input::YesNo(yes_no) => {
                    let [yes, no] = self.yes_no(yes_no);
                    vec![no, yes]
                }
                Input::Choice
                | Input::Count
                | Input::Sum
                | Input::Day
                | Input::DisabilityCard
                | Input::Entries
                | Input::Several
                | Input::People => Vec::new(),
            },
            Answer::Area(_) => Area::ALL.map(|one| self.area(one)).into(),
            Answer::Relation(_) => Relation::ALL.map(|one| self.relation(one)).into(),
            Answer::Lives(_) => Lives::ALL.map(|one| self.lives(one)).into(),
            Answer::Study(_) => Study::ALL.map(|one| self.study(one)).into(),
            Answer::Away(_) => Away::ALL.map(|one| self.away(one)).into(),
            Answer::Basis(_) => Basis::ALL.map(|one| self.basis(one)).into(),
            Answer::Work(_) => Work::ALL.map(|one| self.work(one)).into(),
            Answer::Labour(_) => Labour::ALL.map(|one| self.labour(one)).into(),
            Answer::Supporter(_) => SupporterState::ALL.map(|one| self.supporter(one)).into(),
            Answer::Parent(_) => ParentState::ALL.map(|one| self.parent(one)).into(),
            Answer::Count(_) | Answer::Sum(_) | Answer::Day(_) | Answer::Disability(_) | Answer::List(_) => Vec::new(),
        }
    }

    /// How yes and no are worded.
    pub fn yes_no(self, yes_no: YesNo) -> [&'static str; 2] {
        match yes_no {
            YesNo::Is => [self.app_yes(), self.app_no()],
            YesNo::Has => [self.app_have(), self.app_have_not()],
            YesNo::Can => [self.app_can(), self.app_can_not()],
        }
    }

    /// A question as a page asks it, and what helps to answer it, which may be empty. Of a list it is whether the list is
    /// complete.
    pub fn question(self, household: &Household, question: QuestionId) -> (String, &'static str) {
        let asked = |text: &str, name: &str| if text.is_empty() { self.app_question(&name) } else { text.to_owned() };
        match question {
            QuestionId::Area => (self.place_area().to_owned(), self.place_area_help()),
            QuestionId::Person(_, field) => {
                (asked(self.person_question(field), self.person_field(field)), self.person_help(field))
            }
            QuestionId::SelfCare(_, act) => (self.app_question(&self.self_care_field(act)), ""),
            QuestionId::Asset(field) => {
                (asked(self.asset_question(field), self.asset_field(field)), self.asset_help(field))
            }
            QuestionId::Background(field) => (self.app_question(&self.background_field(field)), ""),
            QuestionId::Income(head, at, field) => {
                let (text, help) =
                    self.income_question(head, field, household.incomes.of(head).items.get(at).map(|it| it.per));
                (text.to_owned(), help)
            }
            QuestionId::PaidOut(_) => (self.paid_amount().to_owned(), ""),
            QuestionId::Expense(_) => (self.expense_amount().to_owned(), ""),
            QuestionId::Past(at) => {
                let what = household.past.items.get(at).map_or("", |past| self.past(past.what));
                (self.ask_person(&self.ask_when(), &what), self.person_birth_help())
            }
            QuestionId::Supporter(..) => (self.person_supporter_state().to_owned(), ""),
            QuestionId::TiesComplete(_, tie) => (self.app_question(&self.tie_field(tie)), ""),
            QuestionId::PeopleComplete => (self.people_done().to_owned(), ""),
            QuestionId::SupportersComplete(_) => (self.person_supporters_all().to_owned(), ""),
            QuestionId::IncomesComplete(_) | QuestionId::PaidOutComplete | QuestionId::ExpensesComplete => {
                (self.app_is_that_all().to_owned(), "")
            }
            QuestionId::TroublesComplete => (self.more_troubles().to_owned(), self.more_several()),
            QuestionId::ReceivesComplete => (self.more_receives().to_owned(), self.more_several()),
            QuestionId::PastComplete => (self.more_past().to_owned(), self.more_past_help()),
        }
    }

    fn income_question(self, head: Head, field: IncomeField, per: Option<Per>) -> (&'static str, &'static str) {
        let (each, costs) = match head {
            Head::Wages => (self.income_amount_wages(), self.income_costs_wages()),
            Head::Business => (self.income_amount_business(), self.income_costs_business()),
            Head::Property => (self.income_amount_property(), self.income_costs_property()),
            Head::Transfers => (self.income_amount_transfers(), self.income_costs_property()),
        };
        match field {
            IncomeField::Each => (each, ""),
            IncomeField::Times if per == Some(Per::Day) => (self.income_days(), ""),
            IncomeField::Times => (self.income_months(), ""),
            IncomeField::Costs => (costs, self.income_costs_help()),
            IncomeField::BasePart => (self.income_base_part(), self.income_base_part_help()),
            IncomeField::Basis => (self.income_basis(), ""),
        }
    }

    /// What the answer to a question counts: 套, 个月, 天. Empty where it counts nothing.
    pub fn unit(self, household: &Household, question: QuestionId) -> &'static str {
        if question.row().input != Input::Count {
            return "";
        }
        let QuestionId::Income(head, at, _) = question else { return self.assets_unit_homes() };
        match household.incomes.of(head).items.get(at).map(|income| income.per) {
            Some(Per::Month) => self.income_unit_months(),
            Some(Per::Day) => self.income_unit_days(),
            Some(Per::Window) | None => "",
        }
    }

    /// A sum; that it is at least nothing says nothing.
    fn sum(self, known: &Known<Yuan>) -> String {
        match known.ends() {
            (Some(low), None) if *low == Yuan::ZERO => self.app_unknown().to_owned(),
            _ => self.known(known, |sum| self.list_yuan(&sum.grouped())),
        }
    }

    /// A disability card, by what all its possible values agree on.
    fn card(self, known: &Known<Disability>) -> String {
        let held = |one: &Disability| match one {
            Disability::None => None,
            Disability::Card { kind, grade } => Some((*kind, *grade)),
        };
        match known {
            Known::OneOf(all) if all.iter().all(|one| held(one).is_some()) => {
                let cards: Vec<(DisabilityKind, u8)> = all.iter().filter_map(held).collect();
                let first = cards.first().copied();
                let kind = first.map(|(kind, _)| kind).filter(|kind| cards.iter().all(|(one, _)| one == kind));
                let grade = first.map(|(_, grade)| grade).filter(|grade| cards.iter().all(|(_, one)| one == grade));
                match (kind, grade) {
                    (Some(kind), _) => self.list_disability_kind(&self.disability(kind)),
                    (None, Some(grade)) => self.list_disability_grade(&grade),
                    (None, None) => self.list_disability_held().to_owned(),
                }
            }
            _ => self.known(known, |one| match held(one) {
                None => self.app_have_not().to_owned(),
                Some((kind, grade)) => self.list_disability(&grade, &self.disability(kind)),
            }),
        }
    }
}
