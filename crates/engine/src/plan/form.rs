//! The form (全部问题): every question there is about a household, in the order of its file, and the way to each answer.

use doudi_facts::day::Day;
use doudi_facts::household::{
    Area, Assets, Away, Background, Basis, Disability, DisabilityKind, Expense, Head, Household, Income, IncomeKind,
    Incomes, Labour, Lives, PaidOut, ParentState, Per, Person, Relation, SelfCare, Study, SupporterState, Work,
};
use doudi_facts::known::{Closure, Known};
use doudi_facts::money::Yuan;
use doudi_facts::question::{AssetField, BackgroundField, Fact, IncomeField, PersonField, SelfCareField, TieField};

/// An answer of a household, to be looked at or changed.
pub(super) enum Slot<'h> {
    YesNo(&'h mut Known<bool>),
    Count(&'h mut Known<u16>),
    Sum(&'h mut Known<Yuan>),
    Day(&'h mut Known<Day>),
    Area(&'h mut Known<Area>),
    Relation(&'h mut Known<Relation>),
    Lives(&'h mut Known<Lives>),
    Study(&'h mut Known<Study>),
    Away(&'h mut Known<Away>),
    Disability(&'h mut Known<Disability>),
    Basis(&'h mut Known<Basis>),
    Work(&'h mut Known<Work>),
    Labour(&'h mut Known<Labour>),
    Supporter(&'h mut Known<SupporterState>),
    Parent(&'h mut Known<ParentState>),
    /// Whether a list is told to the end.
    List(&'h mut Closure),
}

/// How far a question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Not put yet.
    NotAsked,
    /// Answered, and not to the end.
    Open,
    /// Answered.
    Told,
}

/// Every question of the form with its answer, in the order of the file.
pub(super) fn form(household: &mut Household) -> Vec<(Fact, Slot<'_>)> {
    // No `..`: an answer that is added to a household does not compile until it has its place here.
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
    } = household;
    let mut all = vec![(Fact::Area, Slot::Area(area))];
    all.push((Fact::PeopleComplete, Slot::List(&mut people.complete)));
    for (who, person) in people.items.iter_mut().enumerate() {
        of_person(who, person, &mut all);
    }
    let Incomes { wages, business, property, transfers } = incomes;
    for (head, list) in Head::ALL.into_iter().zip([wages, business, property, transfers]) {
        all.push((Fact::IncomesComplete(head), Slot::List(&mut list.complete)));
        for (at, income) in list.items.iter_mut().enumerate() {
            let Income { who: _, kind: _, each, per: _, times, costs, base_part, basis } = income;
            let fact = |field| Fact::Income(head, at, field);
            all.extend([
                (fact(IncomeField::Each), Slot::Sum(each)),
                (fact(IncomeField::Times), Slot::Count(times)),
                (fact(IncomeField::Costs), Slot::Sum(costs)),
                (fact(IncomeField::BasePart), Slot::Sum(base_part)),
                (fact(IncomeField::Basis), Slot::Basis(basis)),
            ]);
        }
    }
    all.push((Fact::PaidOutComplete, Slot::List(&mut paid_out.complete)));
    for (at, PaidOut { who: _, kind: _, amount }) in paid_out.items.iter_mut().enumerate() {
        all.push((Fact::PaidOut(at), Slot::Sum(amount)));
    }
    all.push((Fact::ExpensesComplete, Slot::List(&mut expenses.complete)));
    for (at, Expense { who: _, kind: _, amount }) in expenses.items.iter_mut().enumerate() {
        all.push((Fact::Expense(at), Slot::Sum(amount)));
    }
    let Assets { savings, homes, vehicle, business, insurance, given_away, big_spending } = assets;
    all.extend([
        (Fact::Asset(AssetField::Savings), Slot::Sum(savings)),
        (Fact::Asset(AssetField::Homes), Slot::Count(homes)),
        (Fact::Asset(AssetField::Vehicle), Slot::YesNo(vehicle)),
        (Fact::Asset(AssetField::Business), Slot::YesNo(business)),
        (Fact::Asset(AssetField::Insurance), Slot::YesNo(insurance)),
        (Fact::Asset(AssetField::GivenAway), Slot::YesNo(given_away)),
        (Fact::Asset(AssetField::BigSpending), Slot::YesNo(big_spending)),
    ]);
    let Background { former_poor, relocated, settled_in_town, land, rose_by_work } = background;
    let told = [former_poor, relocated, settled_in_town, land, rose_by_work];
    all.extend(BackgroundField::ALL.map(Fact::Background).into_iter().zip(told.map(Slot::YesNo)));
    all.push((Fact::TroublesComplete, Slot::List(&mut troubles.complete)));
    all.push((Fact::ReceivesComplete, Slot::List(&mut receives.complete)));
    all.push((Fact::PastComplete, Slot::List(&mut past.complete)));
    for (at, past) in past.items.iter_mut().enumerate() {
        all.push((Fact::Past(at), Slot::Day(&mut past.when)));
    }
    all
}

fn of_person<'h>(who: usize, person: &'h mut Person, all: &mut Vec<(Fact, Slot<'h>)>) {
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
    let fact = |field| Fact::Person(who, field);
    all.extend([
        (fact(PersonField::Relation), Slot::Relation(relation)),
        (fact(PersonField::Birth), Slot::Day(birth)),
        (fact(PersonField::Lives), Slot::Lives(lives)),
        (Fact::TiesComplete(who, TieField::LivesWith), Slot::List(&mut lives_with.complete)),
        (Fact::TiesComplete(who, TieField::Spouse), Slot::List(&mut spouse.complete)),
        (Fact::TiesComplete(who, TieField::Parents), Slot::List(&mut parents.complete)),
        (Fact::TiesComplete(who, TieField::Kin), Slot::List(&mut kin.complete)),
        (fact(PersonField::SharesPurse), Slot::YesNo(shares_purse)),
        (fact(PersonField::Study), Slot::Study(study)),
        (fact(PersonField::Work), Slot::Work(work)),
        (fact(PersonField::Married), Slot::YesNo(married)),
        (fact(PersonField::Dependent), Slot::YesNo(dependent)),
        (fact(PersonField::Away), Slot::Away(away)),
        (fact(PersonField::Disability), Slot::Disability(disability)),
        (fact(PersonField::SevereIllness), Slot::YesNo(severe_illness)),
        (fact(PersonField::Labour), Slot::Labour(labour)),
        (fact(PersonField::Mother), Slot::Parent(mother)),
        (fact(PersonField::Father), Slot::Parent(father)),
    ]);
    all.push((Fact::SupportersComplete(who), Slot::List(&mut supporters.complete)));
    for (at, supporter) in supporters.items.iter_mut().enumerate() {
        all.push((Fact::Supporter(who, at), Slot::Supporter(&mut supporter.state)));
    }
    let SelfCare { eat, dress, bed, toilet, walk, wash } = self_care;
    let care = [eat, dress, bed, toilet, walk, wash];
    all.extend(SelfCareField::ALL.map(|field| Fact::SelfCare(who, field)).into_iter().zip(care.map(Slot::YesNo)));
}

/// Does the same to whatever kind of answer a slot holds.
macro_rules! known {
    ($slot:expr, $known:ident => $do:expr, $list:pat => $closed:expr) => {
        match $slot {
            Slot::YesNo($known) => $do,
            Slot::Count($known) => $do,
            Slot::Sum($known) => $do,
            Slot::Day($known) => $do,
            Slot::Area($known) => $do,
            Slot::Relation($known) => $do,
            Slot::Lives($known) => $do,
            Slot::Study($known) => $do,
            Slot::Away($known) => $do,
            Slot::Disability($known) => $do,
            Slot::Basis($known) => $do,
            Slot::Work($known) => $do,
            Slot::Labour($known) => $do,
            Slot::Supporter($known) => $do,
            Slot::Parent($known) => $do,
            $list => $closed,
        }
    };
}

impl Slot<'_> {
    /// How far it was answered.
    pub(super) fn state(&self) -> State {
        let of = |is_not_asked: bool, is_open: bool| match (is_not_asked, is_open) {
            (true, _) => State::NotAsked,
            (_, true) => State::Open,
            _ => State::Told,
        };
        known!(self, known => of(known.is_not_asked(), known.is_open()),
            Slot::List(closure) => of(closure.is_not_asked(), **closure != Closure::Yes))
    }

    /// Takes the answer back. Of a list only that it was all.
    pub(super) fn clear(&mut self) {
        known!(self, known => **known = Known::NotAsked, Slot::List(closure) => **closure = Closure::NotAsked);
    }

    /// Puts the nth of the answers that are tried in looking ahead: every one where they are few, the ends where they
    /// are many. Whether there is an nth.
    pub(super) fn put(&mut self, nth: usize, on: Day) -> bool {
        fn of<T: Clone>(known: &mut Known<T>, nth: usize, tried: &[T]) -> bool {
            let found = tried.get(nth).cloned();
            let is_there = found.is_some();
            if let Some(value) = found {
                *known = Known::Is(value);
            }
            is_there
        }
        match self {
            Self::YesNo(known) => of(known, nth, &[false, true]),
            Self::Count(known) => of(known, nth, &[0, 12]),
            Self::Sum(known) => of(known, nth, &[Yuan::ZERO, Yuan::whole(MUCH)]),
            Self::Day(known) => of(known, nth, &born(on)),
            Self::Area(known) => of(known, nth, &Area::ALL),
            Self::Relation(known) => of(known, nth, &[Relation::Spouse, Relation::NotKin]),
            Self::Lives(known) => of(known, nth, &Lives::ALL),
            Self::Study(known) => of(known, nth, &[Study::None, Study::FullTime]),
            Self::Away(known) => of(known, nth, &[Away::No, Away::Prison]),
            Self::Disability(known) => {
                let heavy = Disability::Card { kind: DisabilityKind::Several, grade: 1 };
                of(known, nth, &[Disability::None, heavy])
            }
            Self::Basis(known) => of(known, nth, &Basis::ALL),
            Self::Work(known) => of(known, nth, &Work::ALL),
            Self::Labour(known) => of(known, nth, &Labour::ALL),
            Self::Supporter(known) => of(known, nth, &[SupporterState::Able, SupporterState::Incapable]),
            Self::Parent(known) => of(known, nth, &[ParentState::Able, ParentState::Dead]),
            Self::List(closure) => {
                **closure = Closure::Yes;
                nth == 0
            }
        }
    }
}

/// A sum beyond every standard, in 元.
const MUCH: i64 = 1_000_000;

/// A child, somebody of working age, somebody old.
fn born(on: Day) -> Vec<Day> {
    [10, 40, 80].into_iter().filter_map(|years| Day::new(on.year() - years, 1, 1)).collect()
}

/// Whether a question has nothing to be about: what a gift cost, how often a whole year was.
pub(super) fn is_idle(household: &Household, fact: Fact) -> bool {
    let Fact::Income(head, at, field) = fact else { return false };
    household.incomes.of(head).items.get(at).is_none_or(|income| match field {
        IncomeField::Each => false,
        IncomeField::Times => income.per == Per::Window,
        IncomeField::Costs => !income.kind.has_costs(),
        IncomeField::BasePart => income.kind != IncomeKind::ResidentPension,
        IncomeField::Basis => income.kind != IncomeKind::Support,
    })
}
