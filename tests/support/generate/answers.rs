//! Answers (回答): every answer of a household, one after the other, each with its place in the file.
//!
//! The structs are taken apart without `..`: an answer that is added to a household does not compile here until it has
//! its place, and then every net that goes over all answers goes over it too.

use std::fmt::Debug;

use doudi_facts::day::Day;
use doudi_facts::household::{
    Area, Assets, Away, Background, Basis, Disability, DisabilityKind, Expense, Head, Household, Income, Incomes,
    Labour, Lives, PaidOut, ParentState, Person, Relation, SelfCare, Study, SupporterState, Work,
};
use doudi_facts::known::{Known, List};
use doudi_facts::money::Yuan;
use doudi_facts::question::{AssetField, BackgroundField, Fact, IncomeField, PersonField, SelfCareField, TieField};

use crate::generate::dense::yuan;
use crate::generate::dice::Dice;

/// What an answer can be told as.
pub trait Value: Clone + Ord + Debug + 'static {
    /// Whether a range of it says anything: words of a list have no order of their own.
    const HAS_RANGES: bool = false;

    /// Some values it often is, or is on the edge of being.
    fn samples() -> Vec<Self>;

    /// Values of which one makes all the difference that any of its kind makes on a day.
    fn critical(on: Day) -> Vec<Self> {
        let _ = on;
        Self::samples()
    }

    /// One value by chance.
    fn any(dice: &mut Dice) -> Self {
        let samples = Self::samples();
        samples[dice.below(samples.len())].clone()
    }
}

/// Looks at every answer, or changes it.
pub trait Visit {
    /// An answer, and where it stands.
    fn answer<T: Value>(&mut self, at: Fact, known: &mut Known<T>);
    /// A list, and where it says whether it is complete.
    fn list<T: Clone>(&mut self, at: Fact, list: &mut List<T>);
}

/// Passes every answer and every list of a household, in the order of the file.
pub fn each(household: &mut Household, visit: &mut impl Visit) {
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
    visit.answer(Fact::Area, area);
    visit.list(Fact::PeopleComplete, people);
    for (i, person) in people.items.iter_mut().enumerate() {
        each_of_person(i, person, visit);
    }
    let Incomes { wages, business, property, transfers } = incomes;
    for (head, list) in Head::ALL.into_iter().zip([wages, business, property, transfers]) {
        visit.list(Fact::IncomesComplete(head), list);
        for (i, income) in list.items.iter_mut().enumerate() {
            let Income { who: _, kind: _, each, per: _, times, costs, base_part, basis } = income;
            visit.answer(Fact::Income(head, i, IncomeField::Each), each);
            visit.answer(Fact::Income(head, i, IncomeField::Times), times);
            visit.answer(Fact::Income(head, i, IncomeField::Costs), costs);
            visit.answer(Fact::Income(head, i, IncomeField::BasePart), base_part);
            visit.answer(Fact::Income(head, i, IncomeField::Basis), basis);
        }
    }
    visit.list(Fact::PaidOutComplete, paid_out);
    for (i, PaidOut { who: _, kind: _, amount }) in paid_out.items.iter_mut().enumerate() {
        visit.answer(Fact::PaidOut(i), amount);
    }
    visit.list(Fact::ExpensesComplete, expenses);
    for (i, Expense { who: _, kind: _, amount }) in expenses.items.iter_mut().enumerate() {
        visit.answer(Fact::Expense(i), amount);
    }
    let Assets { savings, homes, vehicle, business, insurance, given_away, big_spending } = assets;
    visit.answer(Fact::Asset(AssetField::Savings), savings);
    visit.answer(Fact::Asset(AssetField::Homes), homes);
    visit.answer(Fact::Asset(AssetField::Vehicle), vehicle);
    visit.answer(Fact::Asset(AssetField::Business), business);
    visit.answer(Fact::Asset(AssetField::Insurance), insurance);
    visit.answer(Fact::Asset(AssetField::GivenAway), given_away);
    visit.answer(Fact::Asset(AssetField::BigSpending), big_spending);
    let Background { former_poor, relocated, settled_in_town, land, rose_by_work } = background;
    visit.answer(Fact::Background(BackgroundField::FormerPoor), former_poor);
    visit.answer(Fact::Background(BackgroundField::Relocated), relocated);
    visit.answer(Fact::Background(BackgroundField::SettledInTown), settled_in_town);
    visit.answer(Fact::Background(BackgroundField::Land), land);
    visit.answer(Fact::Background(BackgroundField::RoseByWork), rose_by_work);
    visit.list(Fact::ReceivesComplete, receives);
    visit.list(Fact::TroublesComplete, troubles);
    visit.list(Fact::PastComplete, past);
    for (i, past) in past.items.iter_mut().enumerate() {
        visit.answer(Fact::Past(i), &mut past.when);
    }
}

fn each_of_person(i: usize, person: &mut Person, visit: &mut impl Visit) {
    let Person {
        id: _,
        relation,
        birth,
        lives,
        lives_with,
        spouse,
        parents,
        kin,
        // Only in files of an older form, which reading restates.
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
    visit.answer(Fact::Person(i, PersonField::Relation), relation);
    visit.answer(Fact::Person(i, PersonField::Birth), birth);
    visit.answer(Fact::Person(i, PersonField::Lives), lives);
    visit.list(Fact::TiesComplete(i, TieField::LivesWith), lives_with);
    visit.list(Fact::TiesComplete(i, TieField::Spouse), spouse);
    visit.list(Fact::TiesComplete(i, TieField::Parents), parents);
    visit.list(Fact::TiesComplete(i, TieField::Kin), kin);
    visit.answer(Fact::Person(i, PersonField::SharesPurse), shares_purse);
    visit.answer(Fact::Person(i, PersonField::Married), married);
    visit.answer(Fact::Person(i, PersonField::Dependent), dependent);
    visit.answer(Fact::Person(i, PersonField::Study), study);
    visit.answer(Fact::Person(i, PersonField::Away), away);
    visit.answer(Fact::Person(i, PersonField::Disability), disability);
    visit.answer(Fact::Person(i, PersonField::SevereIllness), severe_illness);
    visit.answer(Fact::Person(i, PersonField::Work), work);
    visit.answer(Fact::Person(i, PersonField::Labour), labour);
    let SelfCare { eat, dress, bed, toilet, walk, wash } = self_care;
    for (field, known) in SelfCareField::ALL.into_iter().zip([eat, dress, bed, toilet, walk, wash]) {
        visit.answer(Fact::SelfCare(i, field), known);
    }
    visit.list(Fact::SupportersComplete(i), supporters);
    for (j, supporter) in supporters.items.iter_mut().enumerate() {
        visit.answer(Fact::Supporter(i, j), &mut supporter.state);
    }
    visit.answer(Fact::Person(i, PersonField::Mother), mother);
    visit.answer(Fact::Person(i, PersonField::Father), father);
}

impl Value for bool {
    const HAS_RANGES: bool = true;

    fn samples() -> Vec<Self> {
        vec![false, true]
    }
}

impl Value for u16 {
    const HAS_RANGES: bool = true;

    fn samples() -> Vec<Self> {
        vec![0, 1, 2, 6, 11, 12]
    }
}

impl Value for Yuan {
    const HAS_RANGES: bool = true;

    fn samples() -> Vec<Self> {
        [0, 1, 100, 711, 1700, 8532, 9780, 17_064, 40_000, 1_000_000].map(Self::whole).to_vec()
    }

    fn any(dice: &mut Dice) -> Self {
        let samples = Self::samples();
        let sample = samples[dice.below(samples.len())];
        let fen = dice.up_to(3_000_000);
        if dice.often(50) { sample } else { yuan(fen).unwrap_or(sample) }
    }
}

impl Value for Day {
    const HAS_RANGES: bool = true;

    /// Around the eighteenth birthday on the days on which the dense households apply, and far from it.
    fn samples() -> Vec<Self> {
        let near = [(1950, 1, 1), (2007, 7, 1), (2007, 11, 20), (2007, 11, 21), (2008, 6, 30), (2024, 1, 1)];
        near.into_iter().filter_map(|(year, month, day)| Self::new(year, month, day)).collect()
    }

    /// Eighteen on the day, and the day after.
    fn critical(on: Self) -> Vec<Self> {
        let eighteen = Self::new(on.year() - 18, on.month(), on.day());
        let around = eighteen.into_iter().chain(eighteen.and_then(|day| day.plus_days(1)));
        around.chain(Self::samples()).collect()
    }
}

impl Value for Area {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl Value for Relation {
    /// Who applies is always told.
    fn samples() -> Vec<Self> {
        Self::ALL.into_iter().filter(|relation| *relation != Self::Applicant).collect()
    }
}

impl Value for Lives {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl Value for Study {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl Value for Away {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl Value for Disability {
    fn samples() -> Vec<Self> {
        vec![Self::None, Self::Card { kind: DisabilityKind::Limbs, grade: 2 }]
    }
}

impl Value for Basis {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl Value for Work {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl Value for Labour {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl Value for SupporterState {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl Value for ParentState {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}
