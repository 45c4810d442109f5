//! What a family has told, as plain sentences: people, incomes, payments, spending.

use doudi_facts::household::{Expense, Household, Income, PaidOut, Per, Relation, Supporter};
use doudi_facts::known::{Closure, Known};
use doudi_facts::money::Yuan;
use doudi_facts::question::{BackgroundField, PersonField, QuestionId, SelfCareField};

use crate::Words;

impl Words {
    /// How a person is called without a name: 申请人, 配偶, 子女2.
    pub fn person(self, household: &Household, who: usize) -> String {
        let people = &household.people.items;
        let Some(person) = people.get(who) else { return self.relation_unknown().to_owned() };
        let name = match person.relation.exact() {
            Some(relation) if *relation == Relation::Applicant => return self.people_applicant().to_owned(),
            Some(relation) => self.relation(*relation),
            None => self.relation_unknown(),
        };
        let same = |other: &&doudi_facts::household::Person| other.relation.exact() == person.relation.exact();
        if people.iter().filter(same).count() < 2 {
            return name.to_owned();
        }
        let nth = people.iter().take(who + 1).filter(same).count();
        format!("{name}{nth}")
    }

    /// The same, by id.
    pub fn person_by_id(self, household: &Household, id: &str) -> String {
        self.person(household, household.person(id).unwrap_or(usize::MAX))
    }

    /// `配偶 · 1970-06-01 出生`
    pub fn person_line(self, household: &Household, who: usize) -> String {
        let born = match household.people.items.get(who).map(|p| &p.birth) {
            Some(Known::Is(day)) => self.list_born(day),
            Some(Known::Between { from: Some(from), to: Some(to) }) if from.year() == to.year() => {
                self.list_born(&from.year())
            }
            Some(Known::Between { from: Some(from), to: Some(to) }) => {
                self.list_born(&self.range(from.year().to_string(), to.year().to_string()))
            }
            _ => self.list_born_open().to_owned(),
        };
        self.list_person(&born, &self.person(household, who))
    }

    /// `申请人 · 打零工 · 每月 900 元 · 12 个月 · 成本 0 元`
    pub fn income_line(self, household: &Household, income: &Income) -> String {
        let sum = self.told(&income.each);
        let times = match &income.times {
            Known::Is(n) => n.to_string(),
            Known::Between { from, to } => {
                let end = |n: &Option<u16>| n.map_or_else(String::new, |n| n.to_string());
                self.range(end(from), end(to))
            }
            _ => self.list_times_unknown().to_owned(),
        };
        let amount = match income.per {
            Per::Month => self.list_per_month(&times, &sum),
            Per::Day => self.list_per_day(&times, &sum),
            Per::Window => self.list_per_window(&sum),
        };
        let line = self.list_income(&amount, &self.kind(income.kind), &self.person_by_id(household, &income.who));
        let more = |known: &Known<Yuan>, with: &dyn Fn(&str) -> String| {
            if known.is_not_asked() { String::new() } else { with(&self.told(known)) }
        };
        let costs = more(&income.costs, &|sum| self.list_with_costs(&sum));
        let base = more(&income.base_part, &|sum| self.list_with_base(&sum));
        format!("{line}{costs}{base}")
    }

    /// `申请人 · 社保、医保缴费 · 12个月合计 400 元`
    pub fn paid_line(self, household: &Household, paid: &PaidOut) -> String {
        let amount = self.list_per_window(&self.told(&paid.amount));
        self.list_income(&amount, &self.paid_out(paid.kind), &self.person_by_id(household, &paid.who))
    }

    /// `申请人 · 看病 · 12个月合计 9,800 元`
    pub fn expense_line(self, household: &Household, expense: &Expense) -> String {
        let amount = self.list_per_window(&self.told(&expense.amount));
        self.list_income(&amount, &self.expense(expense.kind), &self.person_by_id(household, &expense.who))
    }

    /// `子女 · 有能力`
    pub fn supporter_line(self, supporter: &Supporter) -> String {
        let state = self.known(&supporter.state, |state| self.supporter(*state).to_owned());
        self.list_person(&state, &self.relation(supporter.relation))
    }

    /// What else a person answered, each answer in a few words; nothing of what was not asked.
    pub fn person_more(self, household: &Household, who: usize) -> Vec<String> {
        let Some(person) = household.people.items.get(who) else { return Vec::new() };
        let line = |name: &str, question: QuestionId| {
            let is_asked = household.answer(question).is_some_and(|answer| !answer.is_not_asked());
            let told = is_asked.then(|| self.answer(household, question)).flatten()?;
            Some(self.ask_person(&told, &name))
        };
        // The line of the person has their relation and their birth.
        let fields = PersonField::FORM.into_iter();
        let fields = fields.filter(|field| !matches!(field, PersonField::Relation | PersonField::Birth));
        let mut lines: Vec<String> =
            fields.filter_map(|field| line(self.person_field(field), QuestionId::Person(who, field))).collect();
        if !person.supporters.is_untouched() {
            let owe = person.supporters.items.iter().map(|one| self.supporter_line(one)).collect();
            lines.push(self.ask_person(&self.listed(owe, person.supporters.complete), &self.person_supporters_short()));
        }
        let acts = SelfCareField::ALL.into_iter();
        lines.extend(acts.filter_map(|act| line(self.self_care_field(act), QuestionId::SelfCare(who, act))));
        lines
    }

    /// What the family told of its troubles, of help and of its background, a line each.
    pub fn more_lines(self, household: &Household) -> Vec<String> {
        let line = |what: &str, told: String| self.ask_person(&told, &what);
        let troubles = household.troubles.items.iter().map(|it| self.trouble(it.what).to_owned()).collect();
        let receives = household.receives.items.iter().map(|it| match &it.who {
            None => self.receipt(it.what).to_owned(),
            Some(who) => self.lead_whose(&self.receipt(it.what), &self.person_by_id(household, who)),
        });
        let past = household.past.items.iter().map(|it| {
            let when = self.known(&it.when, ToString::to_string);
            self.lead_whose(&self.past(it.what), &when)
        });
        let mut lines = vec![
            line(self.answers_troubles(), self.listed(troubles, household.troubles.complete)),
            line(self.answers_receives(), self.listed(receives.collect(), household.receives.complete)),
        ];
        if !household.past.is_untouched() {
            lines.push(line(self.answers_past(), self.listed(past.collect(), household.past.complete)));
        }
        for field in BackgroundField::ALL {
            let question = QuestionId::Background(field);
            if !household.background.of(field).is_not_asked() {
                lines.extend(self.answer(household, question).map(|told| line(self.background_field(field), told)));
            }
        }
        lines
    }

    /// A list in one line, with whether that is all.
    fn listed(self, mut told: Vec<String>, complete: Closure) -> String {
        match complete {
            Closure::Yes if told.is_empty() => told.push(self.app_have_not().to_owned()),
            Closure::Yes => {}
            Closure::Unknown => told.push(self.app_more_unknown().to_owned()),
            Closure::NotAsked => told.push(self.list_not_asked().to_owned()),
        }
        told.join(self.pick("、", ", "))
    }

    /// An answer as it was told, whatever its state; `say` tells a value.
    pub fn known<T>(self, known: &Known<T>, say: impl Fn(&T) -> String) -> String {
        match known {
            Known::NotAsked => self.list_not_asked().to_owned(),
            Known::Unknown => self.app_unknown().to_owned(),
            Known::Is(value) => say(value),
            Known::Between { from, to } => self.between(from.as_ref().map(&say), to.as_ref().map(&say)),
            Known::OneOf(values) => {
                let said: Vec<String> = values.iter().map(say).collect();
                said.join(self.pick("或", " or "))
            }
        }
    }

    fn between(self, from: Option<String>, to: Option<String>) -> String {
        match (from, to) {
            (Some(from), Some(to)) => self.range(from, to),
            (Some(from), None) => self.list_from(&from),
            (None, Some(to)) => self.list_up_to(&to),
            (None, None) => self.app_unknown().to_owned(),
        }
    }

    /// An amount as it was told, whatever its state.
    pub fn told(self, known: &Known<Yuan>) -> String {
        match known {
            Known::NotAsked => self.list_not_asked().to_owned(),
            Known::Unknown => self.list_unknown().to_owned(),
            Known::Is(sum) => self.list_yuan(&sum.grouped()),
            Known::Between { .. } | Known::OneOf(_) => match known.ends() {
                (Some(from), Some(to)) => self.list_yuan(&self.range(from.grouped(), to.grouped())),
                (Some(from), None) if *from == Yuan::ZERO => self.list_unknown().to_owned(),
                (Some(from), None) => self.list_yuan(&self.list_from(&from.grouped())),
                (None, Some(to)) => self.list_yuan(&self.list_up_to(&to.grouped())),
                (None, None) => self.list_unknown().to_owned(),
            },
        }
    }
}
