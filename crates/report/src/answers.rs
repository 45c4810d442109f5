//! Everything the family told, answer by answer, so that none, not told, not known, a range and zero stay five things
//! on paper too.

use doudi_facts::household::{
    Assets, Background, Head, Household, Income, IncomeKind, Incomes, Kin, Per, Person, Received, SelfCare, Supporter,
};
use doudi_facts::known::{Closure, Known, List};
use doudi_facts::money::Yuan;
use doudi_facts::question::{AssetField, BackgroundField, IncomeField, PersonField, SelfCareField, TieField};

use crate::Subject;
use crate::block::{Block, Look, Row, Table};

impl Subject<'_> {
    /// A table for each subject; every field of the household is in one.
    pub(crate) fn answers(&self) -> Vec<Block> {
        let words = self.words;
        // No `..`: a new field does not compile until it is told.
        let Household {
            doudi: _,
            salt: _,
            place: _,
            on: _,
            area,
            people,
            incomes,
            paid_out,
            expenses,
            assets,
            background,
            receives,
            troubles,
            past,
        } = self.household;
        let area = words.known(area, |area| words.area(*area).to_owned());
        let mut blocks = vec![self.table(
            words.answers_place(),
            vec![
                row(words.print_place(), self.place_name()),
                row(words.print_day(), self.on.to_string()),
                row(words.ask_area(), area),
            ],
        )];
        for (who, person) in people.items.iter().enumerate() {
            blocks.push(self.table(&words.person(self.household, who), self.person(who, person)));
        }
        blocks.push(self.table(words.answers_people(), vec![self.closing(people)]));
        let Incomes { wages, business, property, transfers } = incomes;
        let heads = [
            (Head::Wages, wages),
            (Head::Business, business),
            (Head::Property, property),
            (Head::Transfers, transfers),
        ];
        for (head, list) in heads {
            let mut rows: Vec<Row> = list.items.iter().map(|income| self.income(income)).collect();
            rows.push(self.closing(list));
            blocks.push(self.table(words.head(head), rows));
        }
        let whose = |who: &str, what: &str| format!("{} · {what}", words.person_by_id(self.household, who));
        let paid = paid_out.items.iter();
        let mut rows: Vec<Row> =
            paid.map(|paid| row(&whose(&paid.who, words.paid_out(paid.kind)), self.sum(&paid.amount))).collect();
        rows.push(self.closing(paid_out));
        blocks.push(self.table(words.answers_paid(), rows));
        let spent = expenses.items.iter();
        let mut rows: Vec<Row> =
            spent.map(|spent| row(&whose(&spent.who, words.expense(spent.kind)), self.sum(&spent.amount))).collect();
        rows.push(self.closing(expenses));
        blocks.push(self.table(words.answers_spending(), rows));
        blocks.push(self.table(words.answers_assets(), self.assets(assets)));
        blocks.push(self.table(words.answers_background(), self.background(background)));
        let whose_help = |received: &Received| match &received.who {
            Some(who) => whose(who, words.receipt(received.what)),
            None => words.receipt(received.what).to_owned(),
        };
        let receives_rows =
            receives.items.iter().map(|received| row(&whose_help(received), words.app_yes().to_owned()));
        blocks.push(self.list(words.answers_receives(), receives_rows.collect(), receives));
        let happened =
            troubles.items.iter().map(|trouble| row(words.trouble(trouble.what), words.app_yes().to_owned()));
        blocks.push(self.list(words.answers_troubles(), happened.collect(), troubles));
        let earlier =
            past.items.iter().map(|past| row(words.past(past.what), words.known(&past.when, ToString::to_string)));
        blocks.push(self.list(words.answers_past(), earlier.collect(), past));
        blocks
    }

    fn table(&self, title: &str, rows: Vec<Row>) -> Block {
        Block::Table(Table {
            look: Look::Answers,
            unit: String::new(),
            head: vec![title.to_owned(), self.words.print_told().to_owned()],
            rows,
            sums: Vec::new(),
        })
    }

    /// A list with whether it was told to the end.
    fn list<T>(&self, title: &str, mut rows: Vec<Row>, list: &List<T>) -> Block {
        rows.push(self.closing(list));
        self.table(title, rows)
    }

    fn background(&self, background: &Background) -> Vec<Row> {
        let words = self.words;
        let Background { former_poor, relocated, settled_in_town, land, rose_by_work } = background;
        let told = [
            (BackgroundField::FormerPoor, former_poor),
            (BackgroundField::Relocated, relocated),
            (BackgroundField::SettledInTown, settled_in_town),
            (BackgroundField::Land, land),
            (BackgroundField::RoseByWork, rose_by_work),
        ];
        let is = |known: &Known<bool>| self.yes_no(known, words.app_yes(), words.app_no());
        told.into_iter().map(|(field, known)| row(words.background_field(field), is(known))).collect()
    }

    fn sum(&self, known: &Known<Yuan>) -> String {
        match known.ends() {
            // At least nothing is nothing told.
            (Some(low), None) if *low == Yuan::ZERO => self.words.app_unknown().to_owned(),
            _ => self.words.known(known, |sum| self.words.list_yuan(&sum.grouped())),
        }
    }

    fn yes_no(&self, known: &Known<bool>, yes: &str, no: &str) -> String {
        self.words.known(known, |is| if *is { yes } else { no }.to_owned())
    }

    fn person(&self, who: usize, person: &Person) -> Vec<Row> {
        let words = self.words;
        let Person {
            id: _,
            relation,
            birth,
            lives,
            lives_with,
            spouse,
            parents,
            kin,
            lives_together: _,
            shares_purse,
            married,
            dependent,
            study,
            away,
            disability,
            severe_illness,
            work,
            labour,
            self_care,
            supporters,
            mother,
            father,
        } = person;
        let SelfCare { eat, dress, bed, toilet, walk, wash } = self_care;
        let is = |known| self.yes_no(known, words.app_yes(), words.app_no());
        let told = [
            (PersonField::Relation, words.known(relation, |relation| words.relation(*relation).to_owned())),
            (PersonField::Birth, words.known(birth, ToString::to_string)),
            (PersonField::Lives, words.known(lives, |lives| words.lives(*lives).to_owned())),
            (PersonField::SharesPurse, is(shares_purse)),
            (PersonField::Married, is(married)),
            (PersonField::Dependent, is(dependent)),
            (PersonField::Study, words.known(study, |study| words.study(*study).to_owned())),
            (PersonField::Away, words.known(away, |away| words.away(*away).to_owned())),
            (PersonField::Disability, words.card(disability)),
            (PersonField::SevereIllness, self.yes_no(severe_illness, words.app_have(), words.app_have_not())),
            (PersonField::Work, words.known(work, |work| words.work(*work).to_owned())),
            (PersonField::Labour, words.known(labour, |labour| words.labour(*labour).to_owned())),
            (PersonField::Mother, words.known(mother, |mother| words.parent(*mother).to_owned())),
            (PersonField::Father, words.known(father, |father| words.parent(*father).to_owned())),
        ];
        let care = [
            (SelfCareField::Eat, is(eat)),
            (SelfCareField::Dress, is(dress)),
            (SelfCareField::Bed, is(bed)),
            (SelfCareField::Toilet, is(toilet)),
            (SelfCareField::Walk, is(walk)),
            (SelfCareField::Wash, is(wash)),
        ];
        let told = told.into_iter().map(|(field, told)| (words.person_field(field), told));
        let told = told.chain(care.into_iter().map(|(field, told)| (words.self_care_field(field), told)));
        let (asked, not_asked): (Vec<_>, Vec<_>) = told.partition(|(_, told)| told != words.list_not_asked());
        let mut rows: Vec<Row> = asked.into_iter().map(|(field, told)| row(field, told)).collect();
        for (field, list) in
            [(TieField::LivesWith, lives_with), (TieField::Spouse, spouse), (TieField::Parents, parents)]
        {
            if !list.is_untouched() {
                let mut named: Vec<String> =
                    list.items.iter().map(|id| words.person_by_id(self.household, id)).collect();
                if named.is_empty() || !list.is_complete() {
                    named.push(self.closed(list).to_owned());
                }
                rows.push(row(words.tie_field(field), named.join(words.pick("；", "; "))));
            }
        }
        for Kin { who, is } in &kin.items {
            let name = words.tie_field(TieField::Kin);
            rows.push(row(name, format!("{} · {}", words.person_by_id(self.household, who), words.kin(*is))));
        }
        for Supporter { relation, state } in &supporters.items {
            let state = words.known(state, |state| words.supporter(*state).to_owned());
            rows.push(row(&words.ask_supporter(&words.relation(*relation)), state));
        }
        if let Some(care) = words.care_of(self.household, who) {
            rows.push(row(words.test_care(), care.to_owned()));
        }
        if !supporters.is_untouched() {
            rows.push(row(words.ask_supporters_complete(), self.closed(supporters).to_owned()));
        }
        if !not_asked.is_empty() {
            let fields: Vec<&str> = not_asked.iter().map(|(field, _)| *field).collect();
            rows.push(row(words.print_not_asked(), fields.join(words.pick("；", "; "))));
        }
        rows
    }

    fn income(&self, income: &Income) -> Row {
        let words = self.words;
        let Income { who, kind, each, per, times, costs, base_part, basis } = income;
        let (each_unit, times_unit) = match per {
            Per::Month => (words.income_per_month(), words.income_unit_months()),
            Per::Day => (words.income_per_day(), words.income_unit_days()),
            Per::Window => (words.income_per_window(), ""),
        };
        let mut told = vec![format!("{each_unit}：{}", self.sum(each))];
        let mut more = |asked: bool, field: IncomeField, answer: String| {
            if asked {
                told.push(format!("{}：{answer}", words.income_field(field)));
            }
        };
        let times_told = words.known(times, |times| format!("{times}{times_unit}"));
        more(*per != Per::Window || !times.is_not_asked(), IncomeField::Times, times_told);
        more(kind.has_costs() || !costs.is_not_asked(), IncomeField::Costs, self.sum(costs));
        let is_pension = *kind == IncomeKind::ResidentPension;
        more(is_pension || !base_part.is_not_asked(), IncomeField::BasePart, self.sum(base_part));
        let is_support = *kind == IncomeKind::Support;
        let basis_told = words.known(basis, |basis| words.basis(*basis).to_owned());
        more(is_support || !basis.is_not_asked(), IncomeField::Basis, basis_told);
        let name = format!("{} · {}", words.person_by_id(self.household, who), words.kind(*kind));
        row(&name, told.join(words.pick("；", "; ")))
    }

    fn assets(&self, assets: &Assets) -> Vec<Row> {
        let words = self.words;
        let Assets { savings, homes, vehicle, business, insurance, given_away, big_spending } = assets;
        let has = |known| self.yes_no(known, words.app_have(), words.app_have_not());
        let told = [
            (AssetField::Savings, self.sum(savings)),
            (AssetField::Homes, words.known(homes, |homes| format!("{homes}{}", words.assets_unit_homes()))),
            (AssetField::Vehicle, has(vehicle)),
            (AssetField::Business, has(business)),
            (AssetField::Insurance, has(insurance)),
            (AssetField::GivenAway, has(given_away)),
            (AssetField::BigSpending, has(big_spending)),
        ];
        told.into_iter().map(|(field, told)| row(words.asset_field(field), told)).collect()
    }

    /// Whether a list was told to the end.
    fn closing<T>(&self, list: &List<T>) -> Row {
        row(self.words.print_complete(), self.closed(list).to_owned())
    }

    fn closed<T>(&self, list: &List<T>) -> &'static str {
        let words = self.words;
        match list.complete {
            Closure::NotAsked => words.list_not_asked(),
            Closure::Unknown => words.app_more_unknown(),
            Closure::Yes if list.items.is_empty() => words.app_have_not(),
            Closure::Yes => words.app_that_is_all(),
        }
    }
}

fn row(name: &str, told: String) -> Row {
    Row { name: name.to_owned(), notes: Vec::new(), cells: vec![told] }
}
