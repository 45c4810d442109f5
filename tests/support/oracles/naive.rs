//! The naive interpreter (直读): what any book says of a household that has told everything, once whoever decides
//! something has decided it.
//!
//! It reads the same book as the engine and shares no evaluation with it: whole ten-thousandths of a 元, one world, no
//! range, nothing open.

use doudi_engine::rules::{
    Against, Amount, Book, Gate, GrantSum, HouseholdTest, How, IncomeTest, ListTest, OfficeTest, PersonTest,
    PropertyTest, Share, Side, Since, SingleTest, Test, Unit,
};
use doudi_facts::day::Day;
use doudi_facts::household::{
    Area, AssetKind, Away, Disability, Expense, Head, Household, Income, PastKind, Per, Person, Relation,
    SelfCareGrade, SupporterState,
};
use doudi_facts::known::{Known, List};
use doudi_facts::money::{Multiple, Period, Yuan};

use crate::generate::dice::Dice;
use crate::oracles::kinfolk::Kinfolk;
use crate::oracles::naive_members::members;
use crate::oracles::referee::fen;

/// How many of the smallest part there are in a 元: caps may cut a 分 in a hundred.
pub const UNIT: i128 = 10_000;
/// How many of them in a 分.
pub const FEN: i128 = 100;

/// Everything somebody else decides or knows.
#[derive(Debug, Clone)]
pub struct Choices {
    /// For each reading the option followed.
    pub readings: Vec<usize>,
    /// For each treatment the office decides: how much of a hundred it takes.
    pub takes: Vec<i128>,
    /// For each account: whether a loss counts as 0, where the office decides.
    pub losses_are_zero: Vec<bool>,
    /// For each limit: whether the property is within it, where there is something to look at.
    pub within: Vec<bool>,
    /// What judgements hang on, of which each may come out otherwise for each person.
    pub judged: u64,
    /// For each line what is true of it in town and in the country, a year.
    pub lines: Vec<[i128; 2]>,
    /// What it hangs on in which months an income of fewer months than the window has came in.
    pub placed: usize,
}

/// Choices by chance, often to the utmost.
///
/// # Errors
/// When a figure is no amount.
pub fn choices(dice: &mut Dice, book: &Book, on: Day) -> Result<Choices, String> {
    let mut lines = Vec::new();
    for line in &book.lines {
        let mut both = [0; 2];
        for (sum, area) in both.iter_mut().zip([Area::Urban, Area::Rural]) {
            let (least, known) = least(&line.amounts, area, on)?;
            let more = dice.of([0, 0, FEN, 100 * UNIT]) + dice.up_to(9_000) * UNIT * dice.of([0, 1]);
            *sum = if known { least } else { least + more };
        }
        if line.amounts.iter().all(|amount| amount.area.is_none()) {
            both[1] = both[0];
        }
        lines.push(both);
    }
    let judged = dice.of([0, u64::MAX, dice.clone().any()]);
    dice.any();
    Ok(Choices {
        placed: usize::try_from(judged % 12).map_err(|e| e.to_string())?,
        readings: book.readings.iter().map(|reading| dice.below(reading.options.len())).collect(),
        takes: book.treatments.iter().map(|of| takes(dice, of.how)).collect(),
        losses_are_zero: book.accounts.iter().map(|_| dice.often(50)).collect(),
        within: book.limits.iter().map(|_| dice.often(50)).collect(),
        judged,
        lines,
    })
}

fn takes(dice: &mut Dice, how: How) -> i128 {
    match how {
        How::UpTo => dice.of([0, 100, 100, 37, 50]),
        How::Whole | How::WholeOrNothing => dice.of([0, 100]),
    }
}

/// The least a standard can be for an area on a day, a year, and whether it is exactly that.
fn least(amounts: &[Amount], area: Area, on: Day) -> Result<(i128, bool), String> {
    let begun = amounts.iter().filter(|amount| amount.from <= on && amount.area.is_none_or(|of| of == area));
    let mut by_day: Vec<&Amount> = begun.collect();
    by_day.sort_by_key(|amount| amount.from);
    let Some(last) = by_day.last() else { return Ok((FEN, false)) };
    let is_firm = |amount: &Amount| amount.cite.confidence.is_firm();
    if !is_firm(last) {
        let firm = by_day.iter().rev().find(|amount| is_firm(amount));
        return Ok((firm.map_or(Ok(FEN), |firm| yearly(firm))?, false));
    }
    let is_over = on > last.checked || last.until.is_some_and(|until| on > until);
    Ok((yearly(last)?, !is_over))
}

fn yearly(amount: &Amount) -> Result<i128, String> {
    let sum = units(amount.value.sum)?;
    Ok(if amount.value.per == Period::Month { 12 * sum } else { sum })
}

/// What comes out.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Who counts.
    pub members: Vec<bool>,
    /// For each account what is counted.
    pub figures: Vec<i128>,
    /// For each category, and of persons for each of them.
    pub verdicts: Vec<Verdict>,
}

/// What comes out of one category.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// Which.
    pub category: usize,
    /// Of whom.
    pub who: Option<usize>,
    /// Each condition.
    pub conditions: Vec<bool>,
    /// For each grant that is paid its place and how much a year.
    pub grants: Vec<(usize, i128)>,
    /// For each account what is counted of this person alone.
    pub own: Vec<i128>,
}

impl Verdict {
    /// Whether every condition holds.
    pub fn fits(&self) -> bool {
        self.conditions.iter().all(|holds| *holds)
    }

    /// Whether every condition of a gate holds.
    pub fn passes(&self, book: &Book, gate: Gate) -> bool {
        let needs = &book.categories[self.category].needs;
        needs.iter().zip(&self.conditions).all(|(need, holds)| need.gate != gate || *holds)
    }
}

/// Reads a book on a household.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(crate) book: &'a Book,
    pub(crate) household: &'a Household,
    pub(crate) on: Day,
    pub(crate) choices: &'a Choices,
    pub(crate) members: Vec<bool>,
}

pub(crate) type Answer<T> = Result<T, String>;

/// Reads everything a book says of a household that has told everything.
///
/// # Errors
/// When something is not told.
pub fn read(book: &Book, household: &Household, on: Day, choices: &Choices) -> Answer<Outcome> {
    let reader = Reader::new(book, household, on, choices)?;
    let mut verdicts = Vec::new();
    for (category, of) in book.categories.iter().enumerate() {
        let whose: Vec<Option<usize>> = match of.unit {
            Unit::Household => vec![None],
            Unit::Person => (0..household.people.items.len()).map(Some).collect(),
        };
        for who in whose {
            verdicts.push(reader.verdict(category, who)?);
        }
    }
    let figures = (0..book.accounts.len()).map(|account| reader.figure(account, None)).collect::<Answer<_>>()?;
    Ok(Outcome { members: reader.members.clone(), figures, verdicts })
}

impl<'a> Reader<'a> {
    /// A reader, once it is clear who counts.
    ///
    /// # Errors
    /// When something is not told.
    pub fn new(book: &'a Book, household: &'a Household, on: Day, choices: &'a Choices) -> Answer<Self> {
        let mut reader = Self { book, household, on, choices, members: Vec::new() };
        let members = members(book, household, &|who, test| reader.holds(Some(who), test))?;
        reader.members = members;
        Ok(reader)
    }

    /// How many count.
    pub fn people(&self) -> i128 {
        self.members.iter().map(|counts| i128::from(*counts)).sum()
    }

    fn verdict(&self, category: usize, who: Option<usize>) -> Answer<Verdict> {
        let of = &self.book.categories[category];
        let conditions = of.needs.iter().map(|need| self.holds(who, &need.test)).collect::<Answer<Vec<bool>>>()?;
        let mut grants = Vec::new();
        for (at, grant) in of.grants.iter().enumerate() {
            if grant.test.as_ref().map_or(Ok(true), |test| self.holds(who, test))? {
                let paid = match grant.sum {
                    GrantSum::Gap { account, line } => {
                        let top = self.line(line, None)? * self.people().max(1);
                        (top - self.figure(account, None)?.max(0) * 12 / self.months()).max(0)
                    }
                    GrantSum::Standard { line, times, area } => self.line(line, area)? * hundredths(times) / 100,
                };
                grants.push((at, paid));
            }
        }
        let own = match who {
            None => Vec::new(),
            Some(_) => (0..self.book.accounts.len()).map(|at| self.figure(at, who)).collect::<Answer<_>>()?,
        };
        Ok(Verdict { category, who, conditions, grants, own })
    }

    /// Whether a test holds, of the household or of somebody.
    ///
    /// # Errors
    /// When something is not told.
    pub fn holds(&self, who: Option<usize>, test: &Test) -> Answer<bool> {
        let household = self.household;
        Ok(match test {
            Test::All(tests) => {
                let mut holds = true;
                for one in tests {
                    holds = holds && self.holds(who, one)?;
                }
                holds
            }
            Test::Any(tests) => {
                let mut holds = false;
                for one in tests {
                    holds = holds || self.holds(who, one)?;
                }
                holds
            }
            Test::Not(one) => !self.holds(who, one)?,
            Test::Single(SingleTest::Income(IncomeTest::PerHead(against))) => {
                let people = self.people();
                people > 0 && self.side(against, self.figure(against.account, None)?, people)?
            }
            Test::Single(SingleTest::Income(IncomeTest::Own(against))) => match who {
                None => false,
                Some(_) => self.side(against, self.figure(against.account, who)?, 1)?,
            },
            Test::Single(SingleTest::Income(IncomeTest::Spending(share))) => self.spending(share)?,
            Test::Single(SingleTest::Property(PropertyTest::Within(limit))) => self.within(*limit)?,
            Test::Single(SingleTest::Office(OfficeTest::Reads { reading, option })) => {
                self.choices.readings[*reading] == *option
            }
            Test::Single(SingleTest::Office(OfficeTest::Judged(judgement))) => self.judged(*judgement, who),
            Test::Fits(category) => {
                let of = &self.book.categories[*category];
                match (of.unit, who) {
                    (Unit::Household, _) => self.fits(*category, None)?,
                    (Unit::Person, Some(_)) => self.fits(*category, who)?,
                    (Unit::Person, None) => self.some(|who| self.fits(*category, Some(who)))?,
                }
            }
            Test::SomeMember(one) => self.some(|who| self.holds(Some(who), one))?,
            Test::EveryMember(one) => !self.some(|who| Ok(!self.holds(Some(who), one)?))?,
            Test::Single(SingleTest::Household(HouseholdTest::InArea(area))) => self.area(None)? == *area,
            Test::Single(SingleTest::List(ListTest::Troubles(kinds))) => {
                all(&household.troubles)?.iter().any(|happened| kinds.contains(&happened.what))
            }
            Test::Single(SingleTest::List(ListTest::Receives(kinds))) => {
                let id = who.and_then(|who| household.people.items.get(who)).map(|person| &person.id);
                all(&household.receives)?.iter().any(|received| {
                    let for_them = received.who.is_none() || id.is_none() || received.who.as_ref() == id;
                    for_them && kinds.contains(&received.what)
                })
            }
            Test::Single(SingleTest::List(ListTest::Past { what, since })) => self.past(*what, *since)?,
            Test::Single(SingleTest::Household(HouseholdTest::Told(field))) => told(household.background.of(*field))?,
            Test::Single(SingleTest::List(ListTest::Earns(kinds))) => {
                let mut any = false;
                for head in Head::ALL {
                    let of = all(household.incomes.of(head))?;
                    any = any || of.iter().any(|income| kinds.contains(&income.kind) && self.is_of(who, &income.who));
                }
                any
            }
            Test::Single(SingleTest::List(ListTest::Spends(kinds))) => {
                let of = all(&household.expenses)?;
                of.iter().any(|expense| kinds.contains(&expense.kind) && self.is_of(who, &expense.who))
            }
            Test::Single(SingleTest::List(ListTest::PaysOut(kinds))) => {
                let of = all(&household.paid_out)?;
                of.iter().any(|paid| kinds.contains(&paid.kind) && self.is_of(who, &paid.who))
            }
            Test::Single(SingleTest::Property(PropertyTest::Owns(things))) => {
                let mut any = false;
                for thing in things {
                    any = any || self.owns(*thing)?;
                }
                any
            }
            _ => match who.and_then(|who| Some((who, household.people.items.get(who)?))) {
                Some((who, person)) => self.of_person(who, person, test)?,
                None => return Err(format!("{test:?} was asked of a household")),
            },
        })
    }

    fn of_person(&self, who: usize, person: &Person, test: &Test) -> Answer<bool> {
        Ok(match test {
            Test::Single(SingleTest::Person(PersonTest::Relation(of))) => of.contains(&told(&person.relation)?),
            // So many years old from the birthday on.
            Test::Single(SingleTest::Person(PersonTest::Age(since))) => self.lies(told(&person.birth)?, *since),
            Test::Single(SingleTest::Person(PersonTest::Studies(of))) => of.contains(&told(&person.study)?),
            Test::Single(SingleTest::Person(PersonTest::Away(of))) => of.contains(&told(&person.away)?),
            Test::Single(SingleTest::Person(PersonTest::Lives(of))) => of.contains(&told(&person.lives)?),
            Test::Single(SingleTest::Person(PersonTest::ToldOf(field))) => told(person.yes_no(*field))?,
            Test::Single(SingleTest::Person(PersonTest::Counts)) => self.members[who],
            Test::Single(SingleTest::Person(PersonTest::Disability { kinds, grades })) => {
                match told(&person.disability)? {
                    Disability::None => false,
                    Disability::Card { kind, grade } => {
                        grades.contains(&grade) && (kinds.is_empty() || kinds.contains(&kind))
                    }
                }
            }
            Test::Single(SingleTest::Person(PersonTest::Work(of))) => of.contains(&told(&person.work)?),
            Test::Single(SingleTest::Person(PersonTest::Labour(of))) => of.contains(&told(&person.labour)?),
            Test::Single(SingleTest::Person(PersonTest::SelfCare(of))) => {
                let care = &person.self_care;
                let six = [&care.eat, &care.dress, &care.bed, &care.toilet, &care.walk, &care.wash];
                let mut cannot = 0;
                for alone in six {
                    cannot += u8::from(!told(alone)?);
                }
                of.contains(&match cannot {
                    0 => SelfCareGrade::Full,
                    1..=3 => SelfCareGrade::Partly,
                    _ => SelfCareGrade::None,
                })
            }
            Test::Single(SingleTest::Person(PersonTest::Supporters(of))) => self.supporters(who, person, of)?,
            Test::Single(SingleTest::Person(PersonTest::Parents(of))) => {
                of.contains(&told(&person.mother)?) && of.contains(&told(&person.father)?)
            }
            other => return Err(format!("{other:?} was asked of a person")),
        })
    }

    /// Everyone who owes somebody support is in one of these states: spouses, grown children and parents always owe it,
    /// siblings and other near kin where the office finds a duty; who is listed owes it whether named or not.
    fn supporters(&self, who: usize, person: &Person, of: &[SupporterState]) -> Answer<bool> {
        use Relation::{Applicant, Child, NotKin, OtherKin, Parent, Spouse};
        let judged = self.holds(Some(who), &self.book.unsettled.conditional_duty)?;
        let mut named = [0; 3];
        for supporter in all(&person.supporters)? {
            let owes = match supporter.relation {
                OtherKin | NotKin => false,
                Applicant | Spouse | Child | Parent => true,
                _ => judged,
            };
            if owes && !of.contains(&told(&supporter.state)?) {
                return Ok(false);
            }
            for (many, class) in named.iter_mut().zip([Spouse, Child, Parent]) {
                *many += usize::from(supporter.relation == class);
            }
        }
        let kin = Kinfolk::of(self.household)?;
        let is_minor = |who: usize| {
            self.holds(
                Some(who),
                &Test::Single(SingleTest::Person(PersonTest::Age(Since { is: Side::Below, years: 18 }))),
            )
        };
        let is_able = |who: usize| -> Answer<bool> {
            let other = &self.household.people.items[who];
            let young = self.lies(told(&other.birth)?, Since { is: Side::Below, years: 60 });
            Ok(young && told(&other.disability)? == Disability::None && told(&other.away)? == Away::No)
        };
        let listed = |is: &dyn Fn(usize) -> bool| (0..kin.people).filter(|other| is(*other)).collect::<Vec<usize>>();
        let classes = [
            listed(&|other| kin.couple[who][other]),
            listed(&|other| kin.parent[who][other]),
            listed(&|other| kin.parent[other][who]),
        ];
        for (class, (listed, many)) in classes.into_iter().zip(named).enumerate() {
            if many >= listed.len() {
                continue;
            }
            for other in listed {
                let surely = many == 0 && is_able(other)? && (class != 2 || is_minor(who)?);
                if (surely || judged) && (class != 1 || !is_minor(other)?) {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    fn fits(&self, category: usize, who: Option<usize>) -> Answer<bool> {
        for need in &self.book.categories[category].needs {
            if !self.holds(who, &need.test)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn some(&self, is_so: impl Fn(usize) -> Answer<bool>) -> Answer<bool> {
        for (who, counts) in self.members.iter().enumerate() {
            if *counts && is_so(who)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn judged(&self, judgement: usize, who: Option<usize>) -> bool {
        let at = judgement * 7 + who.map_or(0, |who| who * 13 + 3);
        self.choices.judged.rotate_left(u32::try_from(at % 64).unwrap_or(0)) & 1 == 1
    }

    fn past(&self, what: PastKind, since: Option<Since>) -> Answer<bool> {
        let mut any = false;
        for past in all(&self.household.past)?.iter().filter(|past| past.what == what) {
            any = any
                || match since {
                    None => true,
                    Some(since) => self.lies(told(&past.when)?, since),
                };
        }
        Ok(any)
    }

    /// Whether an entry is somebody's; of a household everybody's are.
    pub(crate) fn is_of(&self, who: Option<usize>, id: &str) -> bool {
        who.is_none_or(|who| self.household.people.items[who].id == id)
    }

    /// How long ago a day lies: the same day so many years later is neither less nor more.
    fn lies(&self, day: Day, since: Since) -> bool {
        let (year, month, day) = ymd(day);
        let (then, now) = ((year + i32::from(since.years), month, day), ymd(self.on));
        match since.is {
            Side::Below => now < then,
            Side::AtMost => now <= then,
            Side::Equal => now == then,
            Side::AtLeast => now >= then,
            Side::Above => now > then,
        }
    }

    fn within(&self, limit: usize) -> Answer<bool> {
        let of = &self.book.limits[limit];
        let assets = &self.household.assets;
        let mut within = true;
        if let Some(savings) = &of.savings {
            let bar = self.line(savings.line, None)? * hundredths(savings.times) * self.people().max(1);
            within = savings.is.admits((units(told(&assets.savings)?)? * 100).cmp(&bar));
        }
        if let Some(most) = of.homes {
            within = within && told(&assets.homes)? <= u16::from(most);
        }
        for thing in &of.without {
            within = within && !self.owns(*thing)?;
        }
        let mut caught = false;
        for thing in &of.catches {
            caught = caught || self.owns(*thing)?;
        }
        Ok(within && (!caught || self.choices.within[limit]))
    }

    fn owns(&self, thing: AssetKind) -> Answer<bool> {
        let assets = &self.household.assets;
        Ok(match thing {
            AssetKind::Savings => units(told(&assets.savings)?)? > 0,
            AssetKind::SecondHome => told(&assets.homes)? > 1,
            AssetKind::Vehicle => told(&assets.vehicle)?,
            AssetKind::Business => told(&assets.business)?,
            AssetKind::Insurance => told(&assets.insurance)?,
            AssetKind::GivenAway => told(&assets.given_away)?,
            AssetKind::BigSpending => told(&assets.big_spending)?,
        })
    }

    /// Which area's standards apply.
    fn area(&self, line: Option<usize>) -> Answer<Area> {
        for rule in &self.book.areas {
            let is_meant = rule.lines.is_empty() || line.is_some_and(|line| rule.lines.contains(&line));
            if is_meant && self.holds(None, &rule.test)? {
                return Ok(rule.area);
            }
        }
        told(&self.household.area)
    }

    /// A standard a year, for the household or of an area.
    ///
    /// # Errors
    /// When something is not told.
    pub fn line(&self, line: usize, area: Option<Area>) -> Answer<i128> {
        let area = area.map_or_else(|| self.area(Some(line)), Ok)?;
        Ok(self.choices.lines[line][usize::from(area == Area::Rural)])
    }

    pub(crate) fn months(&self) -> i128 {
        self.book.window.months.into()
    }

    /// Where an income lies: income × 12 against line × times × people × months, nothing divided.
    fn side(&self, against: &Against, income: i128, people: i128) -> Answer<bool> {
        let line = self.line(against.line, against.area)?;
        let bar = line * hundredths(against.times) * people * self.months();
        Ok(against.is.admits((income * 12 * 100).cmp(&bar)))
    }

    /// Spending in hundredths, and what it is held against.
    ///
    /// # Errors
    /// When something is not told.
    pub fn spent(&self, share: &Share) -> Answer<(i128, i128)> {
        let mut spent = 0;
        for Expense { who, kind, amount } in all(&self.household.expenses)? {
            if share.kinds.contains(kind) && self.is_ours(who) {
                spent += units(told(amount)?)?;
            }
        }
        if let Some(line) = share.living {
            // For the months of the window alone.
            spent += self.line(line, None)? * self.people().max(1) * self.months() / 12;
        }
        let income = self.figure(share.account, None)?.max(0);
        Ok((spent * 100, income * hundredths(share.times)))
    }

    fn spending(&self, share: &Share) -> Answer<bool> {
        let (spent, bar) = self.spent(share)?;
        Ok(share.is.admits(spent.cmp(&bar)))
    }

    pub(crate) fn is_ours(&self, who: &str) -> bool {
        let at = self.household.people.items.iter().position(|person| person.id == who);
        at.is_some_and(|at| self.members[at])
    }
}

/// A sum in the smallest part.
///
/// # Errors
/// When it does not end at the 分.
pub fn units(sum: Yuan) -> Answer<i128> {
    Ok(fen(sum)? * FEN)
}

/// A sum the engine computed, which may be cut finer than a 分.
///
/// # Errors
/// When it is cut finer than a hundredth of a 分.
pub fn exact(sum: Yuan) -> Answer<i128> {
    let (whole, rest) = (sum.billionths() / 100_000, sum.billionths() % 100_000);
    if rest == 0 { Ok(whole) } else { Err(format!("{sum:?} is cut too fine")) }
}

/// A multiple in hundredths.
pub fn hundredths(times: Multiple) -> i128 {
    i128::from(times.hundredths())
}

pub(crate) fn gross(income: &Income) -> Answer<i128> {
    let times = if income.per == Per::Window { 1 } else { i128::from(told(&income.times)?) };
    Ok(sum(&income.each)? * times)
}

pub(crate) fn sum(known: &Known<Yuan>) -> Answer<i128> {
    units(told(known)?)
}

pub(crate) fn ymd(day: Day) -> (i32, u8, u8) {
    (day.year(), day.month(), day.day())
}

pub(crate) fn told<T: Copy>(known: &Known<T>) -> Answer<T> {
    known.exact().copied().ok_or_else(|| "not everything is told".to_owned())
}

pub(crate) fn all<T>(list: &List<T>) -> Answer<&[T]> {
    if list.is_complete() { Ok(&list.items) } else { Err("a list is not told to the end".to_owned()) }
}
