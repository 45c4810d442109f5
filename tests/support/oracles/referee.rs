//! The referee (裁判): what a household that has told everything comes out as, once the office has decided everything.
//!
//! Written from the rules' texts for 大冶 as they stand from 2025-07-01, in whole 分, and in the plainest way: no range,
//! no open answer, no rulebook. It shares nothing with the engine but the facts.

use doudi_facts::day::Day;
use doudi_facts::household::{
    Area, Assets, Basis, Disability, ExpenseKind, Head, Household, Income, IncomeKind, Per, Work,
};
use doudi_facts::known::{Known, List};
use doudi_facts::money::Yuan;

use crate::oracles::referee_members::{Belonging, members};

/// 城市低保标准: 815 元/月 for twelve months, in 分.
const URBAN: i128 = 978_000;
/// 农村低保标准: 8,532 元/年, in 分.
const RURAL: i128 = 853_200;
/// The last day on which the central base pension surely does not count.
const BASE_PENSION_UNTIL: (i32, u8, u8) = (2025, 12, 31);

/// How the draft's gap is read: income per head exactly at the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exactly {
    /// Neither 低保 nor 低保边缘.
    Neither,
    /// 低保
    Dibao,
    /// 低保边缘
    Edge,
}

/// Where and when a household applies, and the standards that are truly in force there.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Whether it applies in a pilot town of 大冶, or elsewhere in it.
    pub pilot: bool,
    /// The day of the application.
    pub on: Day,
    /// The standard for one person, urban and rural, in 分 a year.
    pub lines: [i128; 2],
}

impl Setting {
    /// The standards as they are published.
    ///
    /// # Errors
    /// When none is in force on the day.
    pub fn published(pilot: bool, on: Day) -> Result<Self, String> {
        if ymd(on) < (2025, 7, 1) || ymd(on) > (2026, 6, 30) {
            return Err(format!("no standard is in force on {on}"));
        }
        Ok(Self { pilot, on, lines: [URBAN, RURAL] })
    }
}

/// Everything the office decides.
#[derive(Debug, Clone, Copy)]
pub struct Choices {
    /// 分 it takes off for work, illness and disability; what is beyond their whole is not taken. From which of them it
    /// takes changes no sum, for none of them is taken below 0.
    pub off: i128,
    /// Whether the base pension stays out after the five-year period.
    pub base_pension_out: bool,
    /// Whether a pension of fewer than twelve months came as early as it can have, rather than as late.
    pub pension_early: bool,
    /// Whether the old-age allowance stays out.
    pub old_age_out: bool,
    /// Whether support by habit stays out.
    pub habit_out: bool,
    /// Whether a loss of business, and paying out more than comes in by transfers, count as 0, rather than being set off.
    pub loss_is_zero: bool,
    /// The reading of the draft on the exact standard.
    pub exactly: Exactly,
    /// The reading elsewhere on exactly twice the standard: still 低保边缘.
    pub top_is_edge: bool,
    /// Whether the price of a one-off sale stays out.
    pub sale_out: bool,
    /// 分 of the support for a disabled adult without work that stay out, of each such sum.
    pub support_off: i128,
    /// Who belongs together where the texts leave it to the office.
    pub belonging: Belonging,
    /// Whether property is within the limits of 低保 and of 低保边缘, where there is something to look at.
    pub property_within: [bool; 2],
}

/// What comes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Who counts, in the order of the list.
    pub members: Vec<bool>,
    /// How many that is. Nobody is no household: nothing is below or above a line then.
    pub people: i128,
    /// The standard for one person, in 分 a year.
    pub line: i128,
    /// 分 counted.
    pub counted: i128,
    /// The most the office could take off for work, illness and disability.
    pub most_off: i128,
    /// 低保: income, property.
    pub dibao: [bool; 2],
    /// 低保边缘: above or not 低保, within, property.
    pub edge: [bool; 3],
    /// What 低保 would pay, 分 a year.
    pub grant: i128,
}

impl Outcome {
    /// Whether 低保 and 低保边缘 fit.
    pub fn fits(&self) -> [bool; 2] {
        [self.dibao == [true; 2], self.edge == [true; 3]]
    }
}

/// A sum in 分.
///
/// # Errors
/// When it does not end at the 分.
pub fn fen(sum: Yuan) -> Result<i128, String> {
    let (whole, rest) = (sum.billionths() / 10_000_000, sum.billionths() % 10_000_000);
    if rest == 0 { Ok(whole) } else { Err(format!("{sum} does not end at the fen")) }
}

/// Judges a household that has told everything.
///
/// # Errors
/// When something is not told.
pub fn judge(household: &Household, ground: &Setting, choices: &Choices) -> Result<Outcome, String> {
    let Setting { pilot, on, lines: [urban, rural] } = *ground;
    let members = members(household, pilot, on, &choices.belonging)?;
    let people = members.iter().filter(|counts| **counts).map(|_| 1).sum::<i128>();
    let line = if told(&household.area)? == Area::Urban { urban } else { rural };
    let ours = |who: &str| {
        let at = household.people.items.iter().position(|person| person.id == who);
        at.is_some_and(|at| members[at])
    };
    let (income, most_off) = income(household, on, choices, ours)?;
    let counted = income - choices.off.clamp(0, most_off);

    // Income per head against the standard, without dividing.
    let (bar, top) = (line * people, 2 * line * people);
    let within = |which: usize, owns: bool| !owns || choices.property_within[which];
    let owns = owns(&household.assets)?;
    let some = people > 0;
    let low = counted < bar || (pilot && counted == bar && choices.exactly == Exactly::Dibao);
    let dibao = [some && low, within(0, owns)];
    let edge = if pilot {
        let above = counted > bar || (counted == bar && choices.exactly == Exactly::Edge);
        [some && above, some && counted <= top, within(1, owns)]
    } else {
        let below_top = counted < top || (counted == top && choices.top_is_edge);
        [dibao != [true; 2], some && below_top, within(1, owns)]
    };
    let grant = (bar - counted.max(0)).max(0);
    Ok(Outcome { members, people, line, counted, most_off, dibao, edge, grant })
}

/// What comes in before anything is taken off for work, illness and disability; and the most that can be.
fn income(
    household: &Household,
    on: Day,
    choices: &Choices,
    ours: impl Fn(&str) -> bool,
) -> Result<(i128, i128), String> {
    let mut heads = [0; 4];
    let mut most_off = 0;
    for (sum, head) in heads.iter_mut().zip(Head::ALL) {
        for income in all(household.incomes.of(head))?.iter().filter(|income| ours(&income.who)) {
            let gross = gross(income)?;
            *sum += match head {
                Head::Wages => {
                    most_off += sum_of(&income.costs)?.min(gross);
                    gross
                }
                Head::Business => gross - sum_of(&income.costs)?,
                Head::Property if income.kind == IncomeKind::PropertySale && choices.sale_out => 0,
                Head::Property => (gross - sum_of(&income.costs)?).max(0),
                Head::Transfers => {
                    let rest = transfer(income, gross, on, choices)?;
                    let may_go = income.kind == IncomeKind::Support && is_jobless_disabled(household, &income.who, on)?;
                    if may_go { rest - choices.support_off.clamp(0, rest) } else { rest }
                }
            };
        }
    }
    let [wages, mut business, property, mut transfers] = heads;
    for paid in all(&household.paid_out)?.iter().filter(|paid| ours(&paid.who)) {
        transfers -= sum_of(&paid.amount)?;
    }
    if choices.loss_is_zero {
        business = business.max(0);
        transfers = transfers.max(0);
    }
    for spent in all(&household.expenses)?.iter().filter(|spent| ours(&spent.who)) {
        if matches!(spent.kind, ExpenseKind::Medical | ExpenseKind::Rehabilitation) {
            most_off += sum_of(&spent.amount)?;
        }
    }
    Ok((wages + business + property + transfers, most_off))
}

/// 成年无业重度残疾人
fn is_jobless_disabled(household: &Household, who: &str, on: Day) -> Result<bool, String> {
    let Some(person) = household.people.items.iter().find(|person| person.id == who) else { return Ok(false) };
    if !matches!(told(&person.disability)?, Disability::Card { grade: 1 | 2, .. }) {
        return Ok(false);
    }
    let (year, month, day) = ymd(told(&person.birth)?);
    Ok((year + 18, month, day) <= ymd(on) && matches!(told(&person.work)?, Work::None | Work::Seeking))
}

/// What of a transfer counts.
fn transfer(income: &Income, gross: i128, on: Day, choices: &Choices) -> Result<i128, String> {
    Ok(match income.kind {
        IncomeKind::Relief
        | IncomeKind::DisabilitySubsidy
        | IncomeKind::Veteran
        | IncomeKind::FamilyPlanning
        | IncomeKind::Scholarship
        | IncomeKind::BraveryAward => 0,
        IncomeKind::OldAgeAllowance if choices.old_age_out => 0,
        IncomeKind::Support if choices.habit_out && told(&income.basis)? == Basis::Habit => 0,
        IncomeKind::ResidentPension => {
            let base = sum_of(&income.base_part)?.min(gross);
            let (in_period, months) = months_in_period(income, on, choices)?;
            // To the 分, half up.
            let in_period = (2 * base * in_period + months) / (2 * months);
            gross - if choices.base_pension_out { base } else { in_period }
        }
        _ => gross,
    })
}

/// In how many of how many months a pension came within the five-year period. The twelve months counted are those before the
/// month of the application.
fn months_in_period(income: &Income, on: Day, choices: &Choices) -> Result<(i128, i128), String> {
    let (year, month, _) = ymd(on);
    let since = i128::from(year - BASE_PENSION_UNTIL.0) * 12 + i128::from(month) - 13;
    let later = since.clamp(0, 12);
    if income.per != Per::Month {
        return Ok((12 - later, 12));
    }
    let times = i128::from(told(&income.times)?);
    let early = times.min(12 - later);
    let late = (times - later).max(0);
    Ok((if choices.pension_early { early } else { late }, times.max(1)))
}

fn gross(income: &Income) -> Result<i128, String> {
    let times = if income.per == Per::Window { 1 } else { told(&income.times)? };
    Ok(sum_of(&income.each)? * i128::from(times))
}

/// Whether there is anything a limit could look at.
fn owns(assets: &Assets) -> Result<bool, String> {
    Ok(sum_of(&assets.savings)? > 0
        || told(&assets.homes)? > 1
        || told(&assets.vehicle)?
        || told(&assets.business)?
        || told(&assets.insurance)?
        || told(&assets.given_away)?
        || told(&assets.big_spending)?)
}

fn ymd(day: Day) -> (i32, u8, u8) {
    (day.year(), day.month(), day.day())
}

fn sum_of(known: &Known<Yuan>) -> Result<i128, String> {
    fen(told(known)?)
}

fn told<T: Copy>(known: &Known<T>) -> Result<T, String> {
    known.exact().copied().ok_or_else(|| "not everything is told".to_owned())
}

fn all<T>(list: &List<T>) -> Result<&[T], String> {
    if list.is_complete() { Ok(&list.items) } else { Err("a list is not told to the end".to_owned()) }
}
