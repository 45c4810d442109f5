//! Judging (判断): each word of the vocabulary, of a household or of one person, as far as is known.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::accounting::{Figure, bounds};
use crate::ask::{Ask, AskSet, Fact, PersonField, SelfCareField};
use crate::derive::share_of;
use crate::facts::{Disability, PastKind, Person, Receipt, SelfCareGrade, SupporterState};
use crate::known::Known;
use crate::money::{Bounds, Overflow, Yuan};
use crate::rules::{Against, JudgedBy, Share, Test, Unit};
use crate::scene::{Engine, Fit, Members, Scene};
use crate::truth::Truth;
use crate::world::{Fork, Stop, side, side_of};

/// How a figure can lie to a line, as worlds are tried.
pub(crate) const ORDERS: [Ordering; 3] = [Ordering::Less, Ordering::Equal, Ordering::Greater];

impl Engine<'_> {
    /// Whether a test holds of the household, or of one person of it.
    pub(crate) fn test(&mut self, scene: &mut Scene<'_>, who: Option<usize>, test: &Test) -> Result<Truth, Stop> {
        let household = self.household;
        Ok(match test {
            Test::All(tests) => {
                let mut all = Truth::Holds;
                for one in tests {
                    all = all.and(self.test(scene, who, one)?);
                    if all == Truth::Fails {
                        break;
                    }
                }
                all
            }
            Test::Any(tests) => {
                let mut any = Truth::Fails;
                for one in tests {
                    any = any.or(self.test(scene, who, one)?);
                    if any == Truth::Holds {
                        break;
                    }
                }
                any
            }
            Test::Not(one) => !self.test(scene, who, one)?,
            Test::IncomePerHead(against) => self.income_per_head(scene, against)?,
            Test::OwnIncome(against) => self.own_income(scene, who, against)?,
            Test::Spending(share) => self.spending(scene, share)?,
            Test::AssetsWithin(limit) => self.assets_within(*limit),
            Test::Reads { reading, option } => self.reads(scene, *reading, *option)?,
            Test::Judged(judgement) => Truth::Open(self.judged(*judgement)),
            Test::Fits(category) => self.fits(scene, who, *category)?,
            Test::SomeMember(one) => self.some_member(scene, one)?,
            Test::EveryMember(one) => !self.some_member(scene, &Test::Not(one.clone()))?,
            Test::InArea(area) => match self.area(scene, None)? {
                Ok(found) => Truth::of(found == *area),
                Err(asks) => Truth::Open(asks),
            },
            Test::Troubles(kinds) => {
                let told = household.troubles.items.iter().any(|happened| kinds.contains(&happened.what));
                self.listed(told, household.troubles.is_complete(), Fact::TroublesComplete)
            }
            Test::Receives(kinds) => self.receives(who, kinds),
            Test::Past { what, months, whole } => self.past(*what, *months, *whole),
            Test::Told(field) => {
                let known = household.background.of(*field);
                self.answered(Fact::Background(*field), known, |yes| *yes)
            }
            _ => match who.and_then(|who| Some((who, household.people.items.get(who)?))) {
                Some((who, person)) => self.of_person(scene, who, person, test)?,
                // INVARIANT: a rulebook is refused when it asks of a household what only a person has.
                None => Truth::Fails,
            },
        })
    }

    fn of_person(&mut self, scene: &mut Scene<'_>, who: usize, person: &Person, test: &Test) -> Result<Truth, Stop> {
        let field = |field| Fact::Person(who, field);
        Ok(match test {
            Test::Relation(of) => self.answered(field(PersonField::Relation), &person.relation, |r| of.contains(r)),
            Test::AgeUnder(years) => self.age_under(who, person, *years),
            Test::Studies(of) => self.answered(field(PersonField::Study), &person.study, |s| of.contains(s)),
            Test::Away(of) => self.answered(field(PersonField::Away), &person.away, |a| of.contains(a)),
            Test::LivesTogether => self.answered(field(PersonField::LivesTogether), &person.lives_together, |yes| *yes),
            Test::SharesPurse => self.answered(field(PersonField::SharesPurse), &person.shares_purse, |yes| *yes),
            Test::Married => self.answered(field(PersonField::Married), &person.married, |yes| *yes),
            Test::Dependent => self.answered(field(PersonField::Dependent), &person.dependent, |yes| *yes),
            Test::SevereIllness => self.answered(field(PersonField::SevereIllness), &person.severe_illness, |yes| *yes),
            Test::Counts => self.members(scene)?.each.get(who).copied().unwrap_or(Truth::Fails),
            Test::Disability { kinds, grades } => {
                self.answered(field(PersonField::Disability), &person.disability, |held| match held {
                    Disability::None => false,
                    Disability::Card { kind, grade } => {
                        (kinds.is_empty() || kinds.contains(kind)) && grades.contains(grade)
                    }
                })
            }
            Test::Work(of) => self.answered(field(PersonField::Work), &person.work, |work| of.contains(work)),
            Test::Labour(of) => self.answered(field(PersonField::Labour), &person.labour, |l| of.contains(l)),
            Test::SelfCare(of) => self.self_care(who, person, of),
            Test::Supporters(of) => self.supporters(who, person, of),
            Test::Parents(of) => {
                let mother = self.answered(field(PersonField::Mother), &person.mother, |state| of.contains(state));
                mother.and(self.answered(field(PersonField::Father), &person.father, |state| of.contains(state)))
            }
            // Every other word is told of households too and was answered before.
            _ => Truth::Fails,
        })
    }

    pub(crate) fn ask(&mut self, fact: Fact) -> AskSet {
        self.asks.intern(Ask::Answer(fact))
    }

    /// Whether an answer is so: for sure, for sure not, or the question is still open.
    fn answered<T>(&mut self, fact: Fact, known: &Known<T>, holds: impl Fn(&T) -> bool) -> Truth {
        let decided = match known {
            Known::Is(value) => Some(holds(value)),
            Known::OneOf(values) if values.iter().all(&holds) => Some(true),
            Known::OneOf(values) if !values.iter().any(&holds) => Some(false),
            Known::NotAsked | Known::Unknown | Known::OneOf(_) | Known::Between { .. } => None,
        };
        decided.map_or_else(|| Truth::Open(self.ask(fact)), Truth::of)
    }

    /// Whether something stands in a list: what is not there may still come, unless the list is complete.
    fn listed(&mut self, stands: bool, is_complete: bool, fact: Fact) -> Truth {
        if stands || is_complete { Truth::of(stands) } else { Truth::Open(self.ask(fact)) }
    }

    /// Younger than so many full years on the day. A birth told as a range holds or fails only if both ends do.
    fn age_under(&mut self, who: usize, person: &Person, years: u8) -> Truth {
        let younger = |born: Option<&crate::day::Day>| born.map(|day| day.full_years_on(self.on) < u32::from(years));
        let (earliest, latest) = person.birth.ends();
        match (younger(earliest), younger(latest)) {
            (Some(true), _) => Truth::Holds,
            (_, Some(false)) => Truth::Fails,
            _ => Truth::Open(self.ask(Fact::Person(who, PersonField::Birth))),
        }
    }

    /// 自理能力 by how many of the six things a person cannot do alone; what is not told may go either way.
    fn self_care(&mut self, who: usize, person: &Person, grades: &[SelfCareGrade]) -> Truth {
        let (mut cannot, mut open) = (0, 0);
        let mut asks = AskSet::EMPTY;
        for field in SelfCareField::ALL {
            match self.answered(Fact::SelfCare(who, field), person.self_care.of(field), |alone| *alone) {
                Truth::Holds => {}
                Truth::Fails => cannot += 1,
                Truth::Open(ask) => {
                    open += 1;
                    asks = asks.union(ask);
                }
            }
        }
        let grade = |cannot: u32| match cannot {
            0 => SelfCareGrade::Full,
            1..=3 => SelfCareGrade::Partly,
            _ => SelfCareGrade::None,
        };
        let possible: Vec<bool> = (cannot..=cannot + open).map(|cannot| grades.contains(&grade(cannot))).collect();
        match (possible.contains(&true), possible.contains(&false)) {
            (true, true) => Truth::Open(asks),
            (holds, _) => Truth::of(holds),
        }
    }

    fn supporters(&mut self, who: usize, person: &Person, of: &[SupporterState]) -> Truth {
        let list = &person.supporters;
        let all = list.items.iter().enumerate().fold(Truth::Holds, |all, (at, supporter)| {
            all.and(self.answered(Fact::Supporter(who, at), &supporter.state, |state| of.contains(state)))
        });
        let complete = self.listed(list.is_complete(), list.is_complete(), Fact::SupportersComplete(who));
        all.and(complete)
    }

    fn receives(&mut self, who: Option<usize>, kinds: &[Receipt]) -> Truth {
        let list = &self.household.receives;
        let person = who.and_then(|who| self.household.people.items.get(who));
        let is_for = |of: &Option<String>| match (of, person) {
            (Some(of), Some(person)) => *of == person.id,
            _ => true,
        };
        let told = list.items.iter().any(|received| kinds.contains(&received.what) && is_for(&received.who));
        let listed = self.listed(told, list.is_complete(), Fact::ReceivesComplete);
        if who.is_some() {
            return listed;
        }
        // Whoever was left out may receive something too.
        listed.or(self.listed(false, self.household.people.is_complete(), Fact::PeopleComplete))
    }

    fn past(&mut self, what: PastKind, months: u8, whole: bool) -> Truth {
        let list = &self.household.past;
        let since = self.on.minus_months(months).unwrap_or(crate::day::Day::FIRST);
        let mut any = self.listed(false, list.is_complete(), Fact::PastComplete);
        for (at, past) in list.items.iter().enumerate().filter(|(_, past)| past.what == what) {
            let recent = |day: Option<&crate::day::Day>| day.map(|day| *day > since || (whole && *day == since));
            let (earliest, latest) = past.when.ends();
            any = any.or(match (recent(earliest), recent(latest)) {
                (Some(true), _) => Truth::Holds,
                (_, Some(false)) => Truth::Fails,
                _ => Truth::Open(self.ask(Fact::Past(at))),
            });
        }
        any
    }

    fn judged(&mut self, judgement: usize) -> AskSet {
        let holder = self.book.judgements.get(judgement).map_or(JudgedBy::Office, |judgement| judgement.holder);
        self.asks.intern(match holder {
            JudgedBy::Office => Ask::Judgement(judgement),
            JudgedBy::Verification => Ask::Verify(judgement),
            JudgedBy::Unpublished => Ask::UnpublishedRule(judgement),
        })
    }

    fn reads(&mut self, scene: &Scene<'_>, reading: usize, option: usize) -> Result<Truth, Stop> {
        let asks = self.asks.intern(Ask::Reading(reading));
        let options = self.book.readings.get(reading).map_or(0, |r| r.options.len());
        let possible: Vec<u8> = (0..options).filter_map(|o| u8::try_from(o).ok()).collect();
        let outcome = scene.outcome(Fork::Reading(reading), &possible, asks)?;
        Ok(outcome.map_or(Truth::Open(asks), |o| Truth::of(usize::from(o) == option)))
    }

    /// Whether a category fits: all of its conditions, the first that fails ends it.
    pub(crate) fn fits(&mut self, scene: &mut Scene<'_>, who: Option<usize>, category: usize) -> Result<Truth, Stop> {
        let book = self.book;
        let Some(of) = book.categories.get(category) else { return Ok(Truth::Fails) };
        let who = match of.unit {
            Unit::Household => None,
            Unit::Person if who.is_some() => who,
            Unit::Person => {
                // Whether somebody fits is looked at without splitting: one more person would double the worlds.
                return self.some_member(scene, &Test::Fits(category));
            }
        };
        let key = (category, who, scene.is_quiet());
        if let Some((_, known)) = scene.fits.iter().find(|(of, _)| *of == key).copied() {
            scene.note_mark(known.hangs_on);
            return Ok(known.truth);
        }
        let before = std::mem::take(&mut scene.hangs_on);
        let mut fits = Truth::Holds;
        for need in &of.needs {
            fits = fits.and(self.test(scene, who, &need.test)?);
            if fits == Truth::Fails {
                break;
            }
        }
        let hangs_on = std::mem::replace(&mut scene.hangs_on, before);
        scene.fits.push((key, Fit { truth: fits, hangs_on }));
        scene.note_mark(hangs_on);
        Ok(fits)
    }

    /// Whether somebody who counts is so. Nothing splits on what is asked of single people.
    fn some_member(&mut self, scene: &mut Scene<'_>, test: &Test) -> Result<Truth, Stop> {
        let members = self.members(scene)?;
        let mut any = Truth::Fails;
        scene.quiet += 1;
        for (who, counts) in members.each.iter().enumerate() {
            if *counts != Truth::Fails && any != Truth::Holds {
                any = any.or(counts.and(self.test(scene, Some(who), test)?));
            }
        }
        scene.quiet -= 1;
        let is_complete = self.household.people.is_complete();
        Ok(any.or(self.listed(false, is_complete, Fact::PeopleComplete)))
    }

    /// Income per head (人均收入) against a line, decided without dividing: income × 12 ? line × times × people × months.
    /// Exact; open while any of the three is, with exactly the asks their width hangs on.
    fn income_per_head(&mut self, scene: &mut Scene<'_>, against: &Against) -> Result<Truth, Stop> {
        let figure = self.figure(scene, against.account, None)?;
        let members = self.members(scene)?;
        let mut width = members.each.iter().fold(AskSet::EMPTY, |asks, one| asks.union(one.asks()));
        if members.people.1.is_none() {
            width = width.union(self.ask(Fact::PeopleComplete));
        }
        let is_shared = self.shared.contains(&(against.account, against.line, against.area));
        let compared = self.compare(scene, against, figure, members.people, width, is_shared)?;
        Ok(compared.and(self.somebody(&members)))
    }

    /// One person's own income against a line.
    fn own_income(&mut self, scene: &mut Scene<'_>, who: Option<usize>, against: &Against) -> Result<Truth, Stop> {
        if who.is_none() {
            return Ok(Truth::Fails);
        }
        let figure = self.figure(scene, against.account, who)?;
        self.compare(scene, against, figure, (1, Some(1)), AskSet::EMPTY, false)
    }

    fn compare(
        &mut self,
        scene: &mut Scene<'_>,
        against: &Against,
        figure: Figure,
        (few, many): (u32, Option<u32>),
        width: AskSet,
        splits: bool,
    ) -> Result<Truth, Stop> {
        let line = self.line(scene, against.line, against.area)?;
        let months = Decimal::from(self.book.window.months);
        let scaled = |sum: Option<Yuan>, factor: Decimal| sum.map(|sum| sum.times(factor)).transpose();
        let income = Bounds {
            low: scaled(figure.sum.low, Decimal::from(12))?,
            high: scaled(figure.sum.high, Decimal::from(12))?,
        };
        let times = against.times.decimal();
        let bar = |people: u32| Decimal::from(people).checked_mul(months)?.checked_mul(times);
        let least = scaled(line.yearly.low, bar(few).ok_or(Overflow)?)?.unwrap_or(Yuan::ZERO);
        let most = match many {
            Some(many) => scaled(line.yearly.high, bar(many).ok_or(Overflow)?)?,
            None => None,
        };
        let bar = Bounds { low: Some(least), high: most };
        let can = |order: &Ordering| income.may_lie(*order, bar) && scene.world.compares(against, *order);
        let possible: Vec<u8> = ORDERS.into_iter().filter(can).map(side).collect();
        let asks = figure.asks.union(line.asks).union(width);
        let on_side = |outcome: &u8| against.is.admits(side_of(*outcome));
        if possible.is_empty() {
            // Earlier decisions on this path already exclude every side: no household is here, and nothing is claimed.
            return Ok(Truth::Open(asks));
        }
        if possible.iter().all(on_side) {
            return Ok(Truth::Holds);
        }
        if !possible.iter().any(on_side) {
            return Ok(Truth::Fails);
        }
        if !splits || scene.is_quiet() {
            scene.note(&[figure.sum, line.yearly], (few, many));
            return Ok(Truth::Open(asks));
        }
        let fork = Fork::Against(against.account, against.line, against.area, against.times);
        let decided = scene.outcome(fork, &possible, asks)?;
        Ok(decided.map_or(Truth::Open(asks), |outcome| Truth::of(on_side(&outcome))))
    }

    /// Spending of members against a share of the income counted.
    fn spending(&mut self, scene: &mut Scene<'_>, share: &Share) -> Result<Truth, Stop> {
        let (spent, income, members) = self.spent(scene, share)?;
        let bar = share_of(income.sum, share)?;
        let width = members.each.iter().fold(AskSet::EMPTY, |asks, one| asks.union(one.asks()));
        let asks = spent.asks.union(width).union(if share.times.is_positive() { income.asks } else { AskSet::EMPTY });
        let can = |order: &Ordering| spent.sum.may_lie(*order, bar);
        let mut possible = ORDERS.into_iter().filter(can).map(|order| share.is.admits(order));
        let first = possible.next().unwrap_or(false);
        if possible.all(|admits| admits == first) {
            return Ok(Truth::of(first));
        }
        scene.note(&[spent.sum, bar], members.people);
        Ok(Truth::Open(asks))
    }

    /// What members spend, and the income it is compared with: a loss leaves none, and is not less than none.
    pub(crate) fn spent(&mut self, scene: &mut Scene<'_>, share: &Share) -> Result<(Figure, Figure, Members), Stop> {
        let household = self.household;
        let income = self.figure(scene, share.account, None)?;
        let members = self.members(scene)?;
        let mut spent = Figure::NOTHING;
        for (at, expense) in household.expenses.items.iter().enumerate() {
            if !share.kinds.contains(&expense.kind) {
                continue;
            }
            let weight = household.person(&expense.who).and_then(|who| members.each.get(who)).copied();
            let asks = if expense.amount.is_open() { self.ask(Fact::Expense(at)) } else { AskSet::EMPTY };
            let told = Figure { sum: bounds(&expense.amount), asks };
            spent = spent.plus(told.weighed(weight.unwrap_or(Truth::Fails)))?;
        }
        let (few, many) = members.people;
        if let Some(line) = share.living {
            let line = self.line(scene, line, None)?;
            let sum = match many {
                Some(many) => line.yearly.times_count(few, many)?,
                None => Bounds { high: None, ..line.yearly.times_count(few, few)? },
            };
            spent = spent.plus(Figure { sum, asks: line.asks })?;
        }
        if !household.expenses.is_complete() {
            spent.sum.high = None;
            spent.asks = spent.asks.union(self.ask(Fact::ExpensesComplete));
        }
        if !household.people.is_complete() {
            spent.sum.high = None;
            spent.asks = spent.asks.union(self.ask(Fact::PeopleComplete));
        }
        Ok((spent, Figure { sum: income.sum.or_zero(), asks: income.asks }, members))
    }

    /// Within a limit whose figures are not published: holds when the family owns nothing the limit could catch, and
    /// is otherwise the office's to verify. It never fails.
    fn assets_within(&mut self, limit: usize) -> Truth {
        let Some(caught) = self.book.limits.get(limit).map(|l| &l.catches) else {
            return Truth::Fails;
        };
        let verify = self.asks.intern(Ask::Limit(limit));
        let mut within = Truth::Holds;
        for thing in caught {
            let (owns, field) = self.household.assets.owns(*thing);
            within = within.and(match owns {
                Some(false) => Truth::Holds,
                // Once something is caught, no further answer of the family can spare the office its check.
                Some(true) => return Truth::Open(verify),
                None => Truth::Open(verify.union(self.ask(Fact::Asset(field)))),
            });
        }
        within
    }
}
