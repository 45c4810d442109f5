//! Households that have told everything (全部说清的家庭), dense on and beside every line.

use doudi_facts::day::Day;
use doudi_facts::household::{
    Area, Assets, Away, Basis, Disability, DisabilityKind, Expense, ExpenseKind, Head, Household, Income, IncomeKind,
    Lives, PaidOut, PaidOutKind, Per, Person, Relation, Study, Work,
};
use doudi_facts::known::{Known, List};
use doudi_facts::money::Yuan;

use crate::generate::dice::Dice;
use crate::generate::fill::complete;
use crate::generate::kindred::{add_person, tie};
use crate::oracles::referee::{Choices, Exactly, Setting, judge};
use crate::oracles::referee_members::Belonging;

/// The most an amount can be, in 分: 100 million 元.
pub(crate) const LARGEST: i128 = 10_000_000_000;

/// A household that has told everything, and where and when it applies.
#[derive(Debug, Clone)]
pub struct Application {
    /// The household.
    pub household: Household,
    /// Where and when it applies.
    pub ground: Setting,
}

/// So many 分, as an amount.
///
/// # Errors
/// When there is no such amount.
pub fn yuan(fen: i128) -> Result<Yuan, String> {
    let sign = if fen < 0 { "-" } else { "" };
    let text = format!("{sign}{}.{:02}", fen.unsigned_abs() / 100, fen.unsigned_abs() % 100);
    text.parse().map_err(|e| format!("{e}"))
}

/// A household whose income, under some choices of the office, mostly lies on a line or a 分 beside it.
///
/// # Errors
/// When the referee refuses it.
pub fn told(dice: &mut Dice) -> Result<Application, String> {
    told_of(dice, 9)
}

/// The same with no more people than that.
///
/// # Errors
/// When the referee refuses it.
pub fn told_of(dice: &mut Dice, most: usize) -> Result<Application, String> {
    let pilot = dice.often(50);
    let (year, month, date) = dice.of([
        (2025, 7, 1),
        (2025, 11, 20),
        (2025, 12, 31),
        (2026, 1, 1),
        (2026, 2, 28),
        (2026, 3, 1),
        (2026, 6, 30),
    ]);
    let on = day(year, month, date)?;
    let household = plain(dice, on, most)?;
    // What the referee never looks at is told too, so that nothing is open.
    let household = complete(dice, &household, on)?.map_or(household, |(whole, _)| whole);
    let mut told = Application { household, ground: Setting::published(pilot, on)? };
    if dice.often(90) {
        steer(dice, &mut told)?;
    }
    Ok(told)
}

/// People, incomes, payments, spending and property by chance; no line is aimed at.
pub(crate) fn plain(dice: &mut Dice, on: Day, most: usize) -> Result<Household, String> {
    let mut household = Household::new();
    household.area = Known::Is(dice.of([Area::Urban, Area::Rural]));
    let size = 1 + dice.below(most);
    household.people = List::none();
    for _ in 0..size {
        add_person(dice, on, &mut household, "p")?;
    }
    tie(dice, on, &mut household);
    let ids: Vec<String> = household.people.items.iter().map(|person| person.id.clone()).collect();
    let small = dice.of([10_000, 300_000, 2_000_000]);
    for head in Head::ALL {
        let few = dice.of([0, 0, 1, 1, 2, 3]);
        let items: Result<_, String> = (0..few).map(|_| income(dice, &ids, head, small)).collect();
        *household.incomes.of_mut(head) = List::all(items?);
    }
    let few = dice.of([0, 0, 0, 1, 2]);
    let payments: Result<_, String> = (0..few).map(|_| paid_out(dice, &ids, small)).collect();
    household.paid_out = List::all(payments?);
    let few = dice.of([0, 0, 0, 1, 2]);
    let spending: Result<_, String> = (0..few).map(|_| expense(dice, &ids, small)).collect();
    household.expenses = List::all(spending?);
    household.assets = assets(dice)?;
    Ok(household)
}

/// What an office may decide, often to the utmost.
pub fn choices(dice: &mut Dice) -> Choices {
    let off = dice.of([0, i128::MAX / 4, -1]);
    Choices {
        off: if off < 0 { dice.up_to(3_000_000) } else { off },
        base_pension_out: dice.often(50),
        old_age_out: dice.often(50),
        habit_out: dice.often(50),
        loss_is_zero: dice.often(50),
        pension_early: dice.often(50),
        sale_out: dice.often(50),
        support_off: dice.of([0, i128::MAX / 4, 100_000]),
        exactly: dice.of([Exactly::Neither, Exactly::Dibao, Exactly::Edge]),
        top_is_edge: dice.often(50),
        belonging: Belonging {
            away_counts: dice.often(50),
            any_duty: dice.often(50),
            married_with_parents: dice.often(50),
            first_parent: bits(dice),
            branch: bits(dice),
            kin_counts: bits(dice),
            purse_counts: bits(dice),
        },
        property_within: [dice.often(50), dice.often(50)],
    }
}

/// For each person by a bit.
fn bits(dice: &mut Dice) -> u64 {
    dice.of([0, u64::MAX, 0x2aaa]) ^ if dice.often(30) { dice.any() } else { 0 }
}

/// The same choices, but with so much taken off that the income counted meets a line or lies a 分 beside it, where that
/// can be.
///
/// # Errors
/// When the referee refuses the household.
pub fn meet(dice: &mut Dice, told: &Application, choices: Choices) -> Result<Choices, String> {
    let before = judge(&told.household, &told.ground, &Choices { off: 0, ..choices })?;
    let off = before.counted - target(dice, before.line * before.people);
    Ok(if (0..=before.most_off).contains(&off) { Choices { off, ..choices } } else { choices })
}

/// On a line or beside it.
pub(crate) fn target(dice: &mut Dice, bar: i128) -> i128 {
    let beside = dice.of([-1, 0, 0, 0, 1, -2, 2, -100, 100, 0]);
    dice.of([2, 2, 3, 4, 4, 0]) * bar / 2 + beside
}

/// Brings the income to a line under some choices of the office: drops what is too much, adds what is missing.
pub(crate) fn steer(dice: &mut Dice, told: &mut Application) -> Result<(), String> {
    let under = choices(dice);
    let first = judge(&told.household, &told.ground, &under)?;
    let aim = target(dice, first.line * first.people).max(0);
    let mut counted = first.counted;
    for head in Head::ALL {
        while counted > aim && told.household.incomes.of_mut(head).items.pop().is_some() {
            counted = judge(&told.household, &told.ground, &under)?.counted;
        }
    }
    let missing = aim - counted;
    let member = first.members.iter().position(|counts| *counts).and_then(|at| told.household.people.items.get(at));
    let Some(who) = member.map(|person| person.id.clone()).filter(|_| (1..=LARGEST).contains(&missing)) else {
        return Ok(());
    };
    let kind = dice.of([IncomeKind::RegularWage, IncomeKind::CasualWage, IncomeKind::Rent, IncomeKind::LandLet]);
    let mut entry = empty(who, kind);
    entry.costs = Known::Is(Yuan::ZERO);
    let times = dice.of([1, 1, 3, 4, 12]);
    if times > 1 && missing % i128::from(times) == 0 {
        entry.per = Per::Month;
        entry.times = Known::Is(times);
        entry.each = Known::Is(yuan(missing / i128::from(times))?);
    } else {
        entry.each = Known::Is(yuan(missing)?);
    }
    told.household.incomes.of_mut(kind.head()).items.push(entry);
    Ok(())
}

/// Somebody at a place in the list; the first is the applicant.
pub(crate) fn person(dice: &mut Dice, on: Day, i: usize) -> Result<Person, String> {
    let relation = match i {
        0 => Relation::Applicant,
        1 if dice.often(50) => Relation::Spouse,
        _ => kin(dice),
    };
    let away = if dice.often(if i == 0 { 3 } else { 8 }) {
        dice.of([Away::Prison, Away::Rehab, Away::Missing, Away::Clergy])
    } else {
        Away::No
    };
    Ok(Person {
        id: format!("p{}", i + 1),
        relation: Known::Is(relation),
        birth: Known::Is(birth(dice, on)?),
        lives: Known::Is(if i == 0 && dice.often(90) { Lives::Home } else { lives(dice) }),
        shares_purse: Known::Is(dice.often(50)),
        married: Known::Is(dice.often(50)),
        dependent: Known::Is(dice.often(20)),
        study: Known::Is(dice.of([Study::None, Study::None, Study::FullTime, Study::Postgraduate, Study::PartTime])),
        away: Known::Is(away),
        disability: Known::Is(card(dice)),
        severe_illness: Known::Is(dice.often(10)),
        work: Known::Is(dice.of([Work::None, Work::Seeking, Work::Working, Work::Retired])),
        ..Person::default()
    })
}

/// Where somebody lives, mostly at home.
fn lives(dice: &mut Dice) -> Lives {
    dice.of([
        Lives::Home,
        Lives::Home,
        Lives::Home,
        Lives::Home,
        Lives::Home,
        Lives::Away,
        Lives::Away,
        Lives::Elsewhere,
        Lives::Elsewhere,
        Lives::InTurn,
    ])
}

/// A disability card, now and then.
pub(crate) fn card(dice: &mut Dice) -> Disability {
    if dice.often(70) {
        return Disability::None;
    }
    let kinds = DisabilityKind::ALL;
    Disability::Card { kind: kinds[dice.below(kinds.len())], grade: dice.of([1, 2, 2, 3, 4]) }
}

fn kin(dice: &mut Dice) -> Relation {
    dice.of([
        Relation::Child,
        Relation::Child,
        Relation::Child,
        Relation::Parent,
        Relation::Parent,
        Relation::Grandchild,
        Relation::Grandchild,
        Relation::Grandparent,
        Relation::Sibling,
        Relation::ChildInLaw,
        Relation::ChildInLaw,
        Relation::ParentInLaw,
        Relation::StepChild,
        Relation::StepParent,
        Relation::OtherKin,
        Relation::NotKin,
    ])
}

/// Often on the eighteenth birthday, or the day before or after.
fn birth(dice: &mut Dice, on: Day) -> Result<Day, String> {
    if dice.often(30) {
        let eighteen =
            Day::new(on.year() - 18, on.month(), on.day()).and_then(|day| day.plus_days(dice.of([-1, 0, 1, 2])));
        return eighteen.ok_or_else(|| "no such birthday".to_owned());
    }
    let (years, month, date) = (dice.below(80), dice.below(12), dice.below(28));
    let part = |n: usize| u8::try_from(n + 1).map_err(|e| e.to_string());
    day(on.year() - 1 - i32::try_from(years).map_err(|e| e.to_string())?, part(month)?, part(date)?)
}

/// Round, or to the 分; rarely very large.
fn sum(dice: &mut Dice, most: i128) -> Result<Yuan, String> {
    let fen = dice.up_to(most);
    yuan(match dice.below(60) {
        0 => 0,
        1 => LARGEST - dice.up_to(1),
        2..30 => fen / 10_000 * 10_000,
        _ => fen,
    })
}

fn someone(dice: &mut Dice, ids: &[String]) -> String {
    ids[dice.below(ids.len())].clone()
}

pub(crate) fn empty(who: String, kind: IncomeKind) -> Income {
    Income {
        who,
        kind,
        each: Known::NotAsked,
        per: Per::Window,
        times: Known::NotAsked,
        costs: Known::NotAsked,
        base_part: Known::NotAsked,
        basis: Known::NotAsked,
    }
}

pub(crate) fn income(dice: &mut Dice, ids: &[String], head: Head, most: i128) -> Result<Income, String> {
    let kinds: Vec<IncomeKind> = IncomeKind::ALL.into_iter().filter(|kind| kind.head() == head).collect();
    let unclear = [IncomeKind::ResidentPension, IncomeKind::Support, IncomeKind::OldAgeAllowance];
    let special = head == Head::Transfers && dice.often(50);
    let kind = if special { dice.of(unclear) } else { kinds[dice.below(kinds.len())] };
    let mut income = empty(someone(dice, ids), kind);
    income.per = dice.of([Per::Window, Per::Window, Per::Month, Per::Day]);
    if income.per != Per::Window {
        income.times = Known::Is(dice.of([0, 1, 7, income.per.most_times()]));
    }
    let each = sum(dice, if income.per == Per::Window { most } else { most / 12 })?;
    income.each = Known::Is(each);
    if kind.has_costs() {
        income.costs = Known::Is(sum(dice, dice_cost(most, head))?);
    }
    if kind == IncomeKind::ResidentPension {
        let part = sum(dice, most / 4)?;
        income.base_part = Known::Is(if income.per == Per::Window { part.min(each) } else { part });
    }
    if kind == IncomeKind::Support {
        income.basis = Known::Is(dice.of([Basis::Judgment, Basis::Agreement, Basis::Habit]));
    }
    Ok(income)
}

/// A business may well cost more than it brings.
fn dice_cost(most: i128, head: Head) -> i128 {
    if head == Head::Business { most } else { most / 3 }
}

pub(crate) fn paid_out(dice: &mut Dice, ids: &[String], most: i128) -> Result<PaidOut, String> {
    let kinds = [PaidOutKind::SocialInsurance, PaidOutKind::Tax, PaidOutKind::Support, PaidOutKind::Other];
    let (who, kind) = (someone(dice, ids), dice.of(kinds));
    Ok(PaidOut { who, kind, amount: Known::Is(sum(dice, most / 2)?) })
}

pub(crate) fn expense(dice: &mut Dice, ids: &[String], most: i128) -> Result<Expense, String> {
    let kinds = [ExpenseKind::Medical, ExpenseKind::Education, ExpenseKind::Rehabilitation, ExpenseKind::Other];
    let (who, kind) = (someone(dice, ids), dice.of(kinds));
    Ok(Expense { who, kind, amount: Known::Is(sum(dice, most / 2)?) })
}

/// Nothing a limit could look at, more often than not.
fn assets(dice: &mut Dice) -> Result<Assets, String> {
    let owns = dice.often(30);
    let mut yes = |in_a_hundred| Known::Is(owns && dice.often(in_a_hundred));
    let (vehicle, business, insurance, given_away, big_spending) = (yes(20), yes(20), yes(20), yes(10), yes(10));
    Ok(Assets {
        savings: Known::Is(if owns && dice.often(60) { sum(dice, 5_000_000)? } else { Yuan::ZERO }),
        homes: Known::Is(if owns { dice.of([0, 1, 2, 3]) } else { dice.of([0, 1]) }),
        vehicle,
        business,
        insurance,
        given_away,
        big_spending,
    })
}

pub(crate) fn day(year: i32, month: u8, date: u8) -> Result<Day, String> {
    Day::new(year, month, date).ok_or_else(|| format!("{year}-{month}-{date} is no day"))
}
