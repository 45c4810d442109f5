//! An answer in words (回答怎么说), whatever its type and its state.

use doudi_facts::household::{Disability, DisabilityKind, Household, Per};
use doudi_facts::known::{Closure, Known};
use doudi_facts::money::Yuan;
use doudi_facts::question::{Answer, Fact, Input, YesNo};

use crate::Words;

impl Words {
    /// The answer to a question; `None` where the person or the entry it is about is not in the household. Of a list it is
    /// whether the list is complete.
    pub fn answer(self, household: &Household, question: Fact) -> Option<String> {
        Some(match household.answer(question)? {
            Answer::YesNo(known) => {
                let Input::YesNo(yes_no) = question.row().input else { return None };
                let [yes, no] = self.yes_no(yes_no);
                self.known(known, |is| if *is { yes } else { no }.to_owned())
            }
            Answer::Count(known) => {
                let unit = self.unit(household, question);
                self.known(known, |count| format!("{count}{unit}"))
            }
            Answer::Sum(known) => self.sum(known),
            Answer::Day(known) => self.known(known, ToString::to_string),
            Answer::Area(known) => self.known(known, |of| self.area(*of).to_owned()),
            Answer::Relation(known) => self.known(known, |of| self.relation(*of).to_owned()),
            Answer::Lives(known) => self.known(known, |of| self.lives(*of).to_owned()),
            Answer::Study(known) => self.known(known, |of| self.study(*of).to_owned()),
            Answer::Away(known) => self.known(known, |of| self.away(*of).to_owned()),
            Answer::Disability(known) => self.card(known),
            Answer::Basis(known) => self.known(known, |of| self.basis(*of).to_owned()),
            Answer::Work(known) => self.known(known, |of| self.work(*of).to_owned()),
            Answer::Labour(known) => self.known(known, |of| self.labour(*of).to_owned()),
            Answer::Supporter(known) => self.known(known, |of| self.supporter(*of).to_owned()),
            Answer::Parent(known) => self.known(known, |of| self.parent(*of).to_owned()),
            Answer::List(Closure::NotAsked) => self.list_not_asked().to_owned(),
            Answer::List(Closure::Unknown) => self.app_more_unknown().to_owned(),
            Answer::List(Closure::Yes) => self.app_that_is_all().to_owned(),
        })
    }

    /// How yes and no are worded.
    pub fn yes_no(self, yes_no: YesNo) -> [&'static str; 2] {
        match yes_no {
            YesNo::Is => [self.app_yes(), self.app_no()],
            YesNo::Has => [self.app_have(), self.app_have_not()],
            YesNo::Can => [self.app_can(), self.app_can_not()],
        }
    }

    /// What the answer to a question counts: 套, 个月, 天. Empty where it counts nothing.
    pub fn unit(self, household: &Household, question: Fact) -> &'static str {
        if question.row().input != Input::Count {
            return "";
        }
        let Fact::Income(head, at, _) = question else { return self.assets_unit_homes() };
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
