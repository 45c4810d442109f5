//! Ordinary households (寻常家庭): made up, of the kinds that come to a window, with what they usually know and do not.
//!
//! Twelve kinds of family, each with less and with more coming in, with and without savings, and as three sorts of people
//! tell it: everything; all but what hardly anybody keeps; and in haste, the first pages only.

use std::collections::BTreeMap;

use doudi_engine::assess::screen;
use doudi_engine::rules::{Book, Gate};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::Conclusion;
use doudi_facts::day::Day;
use doudi_facts::household::{
    Area, Assets, Away, Basis, Disability, DisabilityKind, Expense, ExpenseKind, Household, Income, IncomeKind, Lives,
    PaidOut, PaidOutKind, Per, Person, Relation, Study,
};
use doudi_facts::known::{Closure, Known, List};
use doudi_facts::money::Yuan;

use crate::checks::cases::spelled;
use crate::generate::dense::empty;

/// How a family tells of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// Everything, to the end.
    All,
    /// Not the costs of earning, nor whether a list is all there is to it.
    Roughly,
    /// People and what comes in; spending and property were not asked yet.
    InHaste,
}

/// Every ordinary household, named.
pub fn all() -> Vec<(String, Household)> {
    let mut all = Vec::new();
    for (kind, family) in FAMILIES {
        for more in [false, true] {
            for savings in [0, 8000] {
                for tells in [Tells::All, Tells::Roughly, Tells::InHaste] {
                    let mut household = family(more);
                    household.assets.savings = sum(savings);
                    tell(tells, &mut household);
                    let level = if more { "more" } else { "less" };
                    all.push((format!("{kind}, {level}, {savings} saved, {tells:?}"), household));
                }
            }
        }
    }
    all
}

type Family = fn(bool) -> Household;

const FAMILIES: [(&str, Family); 12] = [
    ("a retired couple", |more| {
        let mut h = family(&[(Relation::Applicant, 1952), (Relation::Spouse, 1955)]);
        pension(&mut h, "p1", if more { 6200 } else { 1900 });
        pension(&mut h, "p2", 1860);
        h
    }),
    ("a widow alone", |more| {
        let mut h = family(&[(Relation::Applicant, 1949)]);
        pension(&mut h, "p1", 2380);
        allowance(&mut h, "p1", if more { 200 } else { 50 });
        h
    }),
    ("a farming couple", |more| {
        let mut h = family(&[(Relation::Applicant, 1966), (Relation::Spouse, 1968)]);
        farm(&mut h, "p1", if more { 26_000 } else { 14_000 }, 6500);
        wage(&mut h, "p1", IncomeKind::CasualWage, 120, Per::Day, if more { 90 } else { 40 }, 300);
        h
    }),
    ("three generations on a farm", |more| {
        let people =
            [(Relation::Applicant, 1972), (Relation::Spouse, 1974), (Relation::Child, 2012), (Relation::Parent, 1946)];
        let mut h = family(&people);
        farm(&mut h, "p1", 18_000, 7000);
        wage(&mut h, "p2", IncomeKind::CasualWage, if more { 2200 } else { 900 }, Per::Month, 10, 400);
        pension(&mut h, "p4", 2376);
        school(&mut h, "p3", 1800);
        h
    }),
    ("a migrant worker and family", |more| {
        let mut h = family(&[
            (Relation::Applicant, 1988),
            (Relation::Spouse, 1990),
            (Relation::Child, 2015),
            (Relation::Child, 2019),
        ]);
        wage(&mut h, "p1", IncomeKind::RegularWage, if more { 4300 } else { 2900 }, Per::Month, 11, 3600);
        pays(&mut h, "p1", 2400);
        school(&mut h, "p3", 2600);
        h
    }),
    ("a mother alone with a child", |more| {
        let mut h = family(&[(Relation::Applicant, 1987), (Relation::Child, 2013)]);
        wage(&mut h, "p1", IncomeKind::RegularWage, if more { 2300 } else { 1350 }, Per::Month, 12, 960);
        support(&mut h, "p2", 400, Basis::Judgment);
        school(&mut h, "p2", 2200);
        h
    }),
    ("a disabled man with his parents", |more| {
        let mut h = family(&[(Relation::Applicant, 1955), (Relation::Spouse, 1957), (Relation::Child, 1984)]);
        let son = &mut h.people.items[2];
        son.dependent = Known::Is(true);
        son.disability = Known::Is(Disability::Card { kind: DisabilityKind::Intellect, grade: 2 });
        pension(&mut h, "p1", 2300);
        pension(&mut h, "p2", 2200);
        farm(&mut h, "p1", if more { 24_000 } else { 9000 }, 3000);
        gets(&mut h, "p3", IncomeKind::DisabilitySubsidy, 1800);
        ill(&mut h, "p3", 4200);
        h
    }),
    ("a couple with a student", |more| {
        let mut h = family(&[(Relation::Applicant, 1976), (Relation::Spouse, 1978), (Relation::Child, 2005)]);
        h.people.items[2].lives = Known::Is(Lives::Away);
        h.people.items[2].study = Known::Is(Study::FullTime);
        wage(&mut h, "p1", IncomeKind::CasualWage, 160, Per::Day, if more { 260 } else { 140 }, 900);
        school(&mut h, "p3", 11_000);
        h
    }),
    ("a couple out of work", |more| {
        let mut h = family(&[(Relation::Applicant, 1979), (Relation::Spouse, 1981)]);
        gets(&mut h, "p1", IncomeKind::Unemployment, if more { 17_400 } else { 5800 });
        wage(&mut h, "p2", IncomeKind::CasualWage, 100, Per::Day, 60, 200);
        h
    }),
    ("an old couple whose children send money", |more| {
        let mut h = family(&[(Relation::Applicant, 1950), (Relation::Spouse, 1951)]);
        pension(&mut h, "p1", 2376);
        pension(&mut h, "p2", 2376);
        support(&mut h, "p1", if more { 1500 } else { 500 }, Basis::Habit);
        h
    }),
    ("a breadwinner who fell ill", |more| {
        let mut h = family(&[(Relation::Applicant, 1975), (Relation::Spouse, 1977), (Relation::Child, 2010)]);
        h.people.items[0].severe_illness = Known::Is(true);
        wage(&mut h, "p2", IncomeKind::RegularWage, if more { 3100 } else { 1900 }, Per::Month, 12, 600);
        ill(&mut h, "p1", 32_000);
        school(&mut h, "p3", 2400);
        h
    }),
    ("a labourer with his daughter-in-law", |more| {
        let people = [
            (Relation::Applicant, 1963),
            (Relation::Spouse, 1965),
            (Relation::ChildInLaw, 1991),
            (Relation::Grandchild, 2016),
        ];
        let mut h = family(&people);
        wage(&mut h, "p1", IncomeKind::CasualWage, 130, Per::Day, if more { 230 } else { 110 }, 500);
        wage(&mut h, "p3", IncomeKind::RegularWage, 2600, Per::Month, 9, 700);
        h
    }),
];

fn family(people: &[(Relation, i32)]) -> Household {
    let mut household = Household::new();
    household.area = Known::Is(Area::Rural);
    let no = || Known::Is(false);
    let person = |(i, (relation, year)): (usize, &(Relation, i32))| Person {
        id: format!("p{}", i + 1),
        relation: Known::Is(*relation),
        birth: Day::new(*year, 5, 10).map_or(Known::NotAsked, Known::Is),
        lives: Known::Is(Lives::Home),
        shares_purse: Known::Is(true),
        married: no(),
        dependent: no(),
        study: Known::Is(if *year > 2006 { Study::FullTime } else { Study::None }),
        away: Known::Is(Away::No),
        disability: Known::Is(Disability::None),
        severe_illness: no(),
        ..Person::default()
    };
    household.people = List::all(people.iter().enumerate().map(person).collect());
    household.incomes.wages = List::none();
    household.incomes.business = List::none();
    household.incomes.property = List::none();
    household.incomes.transfers = List::none();
    household.paid_out = List::none();
    household.expenses = List::none();
    household.assets = Assets {
        savings: sum(0),
        homes: Known::Is(1),
        vehicle: no(),
        business: no(),
        insurance: no(),
        given_away: no(),
        big_spending: no(),
    };
    household
}

fn sum(yuan: i64) -> Known<Yuan> {
    Known::Is(Yuan::whole(yuan))
}

fn push(household: &mut Household, who: &str, kind: IncomeKind, yuan: i64, fill: impl FnOnce(&mut Income)) {
    let mut income = empty(who.to_owned(), kind);
    income.each = sum(yuan);
    if kind.has_costs() {
        income.costs = sum(0);
    }
    fill(&mut income);
    household.incomes.of_mut(kind.head()).items.push(income);
}

fn gets(household: &mut Household, who: &str, kind: IncomeKind, yuan: i64) {
    push(household, who, kind, yuan, |_| {});
}

fn pension(household: &mut Household, who: &str, yuan: i64) {
    push(household, who, IncomeKind::ResidentPension, yuan, |income| income.base_part = sum(1716));
}

fn allowance(household: &mut Household, who: &str, a_month: i64) {
    push(household, who, IncomeKind::OldAgeAllowance, a_month, |income| {
        (income.per, income.times) = (Per::Month, Known::Is(12));
    });
}

fn support(household: &mut Household, who: &str, a_month: i64, basis: Basis) {
    push(household, who, IncomeKind::Support, a_month, |income| {
        (income.per, income.times, income.basis) = (Per::Month, Known::Is(12), Known::Is(basis));
    });
}

fn farm(household: &mut Household, who: &str, yuan: i64, costs: i64) {
    push(household, who, IncomeKind::Crops, yuan, |income| income.costs = sum(costs));
}

fn wage(household: &mut Household, who: &str, kind: IncomeKind, yuan: i64, per: Per, times: u16, costs: i64) {
    push(household, who, kind, yuan, |income| {
        (income.per, income.times, income.costs) = (per, Known::Is(times), sum(costs));
    });
}

fn pays(household: &mut Household, who: &str, yuan: i64) {
    let paid = PaidOut { who: who.to_owned(), kind: PaidOutKind::SocialInsurance, amount: sum(yuan) };
    household.paid_out.items.push(paid);
}

fn spends(household: &mut Household, who: &str, kind: ExpenseKind, yuan: i64) {
    household.expenses.items.push(Expense { who: who.to_owned(), kind, amount: sum(yuan) });
}

fn school(household: &mut Household, who: &str, yuan: i64) {
    spends(household, who, ExpenseKind::Education, yuan);
}

fn ill(household: &mut Household, who: &str, yuan: i64) {
    spends(household, who, ExpenseKind::Medical, yuan);
}

fn tell(tells: Tells, household: &mut Household) {
    match tells {
        Tells::All => {}
        Tells::Roughly => {
            for income in &mut household.incomes.wages.items {
                income.costs = Known::Unknown;
            }
            household.expenses.complete = Closure::Unknown;
            household.assets.insurance = Known::Unknown;
        }
        Tells::InHaste => {
            household.incomes.transfers.complete = Closure::NotAsked;
            household.paid_out = List::default();
            household.expenses = List::default();
            household.assets = Assets::default();
        }
    }
}

/// What a book says of the ordinary households on a day.
#[derive(Debug, Default)]
pub struct Census {
    /// Verdicts altogether.
    pub verdicts: usize,
    /// How often each word stands.
    pub words: BTreeMap<String, usize>,
    /// How often 要看窗口怎么核 stands though the income is clear.
    pub office_on_clear_income: usize,
    /// The same by category.
    pub office_by_category: BTreeMap<String, usize>,
    /// How often 条件已符合，待核对 stands, which it only does where the income is clear.
    pub verify_on_clear_income: usize,
    /// How often any word stands for the office alone: no answer of the family is left.
    pub office: usize,
}

/// Counts the words over the ordinary households.
///
/// # Errors
/// When one of them is refused.
pub fn census(book: &Book, on: Day) -> Result<Census, String> {
    let mut census = Census::default();
    for (name, household) in all() {
        let found = screen(book, &household, on).map_err(|e| format!("{name}: {e:?}"))?;
        for verdict in &found.verdicts {
            let category = &book.categories[verdict.category];
            let income = category.needs.iter().zip(&verdict.conditions).filter(|(need, _)| need.gate == Gate::Income);
            let clear = income.fold(Truth::Holds, |all, (_, truth)| all.and(*truth)).asks().is_empty();
            census.verdicts += 1;
            *census.words.entry(spelled(&verdict.word)).or_default() += 1;
            census.office += usize::from(matches!(verdict.word, Conclusion::OfficeDecides | Conclusion::MetToVerify));
            if clear && verdict.word == Conclusion::OfficeDecides {
                census.office_on_clear_income += 1;
                *census.office_by_category.entry(category.id.clone()).or_default() += 1;
            }
            census.verify_on_clear_income += usize::from(clear && verdict.word == Conclusion::MetToVerify);
        }
    }
    Ok(census)
}
