//! Judging (判断): each word of the vocabulary, of a household or of one person, as far as is known.

use doudi_facts::day::Day;
use doudi_facts::household::{
    Area, Caught, Disability, Expense, Head, Income, PaidOut, PastKind, Person, Receipt, SelfCareGrade,
};
use doudi_facts::known::Known;
use doudi_facts::money::{Bounds, Multiple, Overflow, Yuan};
use doudi_facts::question::{AssetField, Fact, PersonField, SelfCareField};

use crate::ask::{Ask, AskSet};
use crate::figure::Figure;
use crate::found::Members;
use crate::mark::{Mark, Unknown};
use crate::rules::{Against, JudgedBy, Limit, SavingsLimit, Share, Side, Since, Test};
use crate::scene::{Engine, Scene};
use crate::side::{Sides, deciding, side_of};
use crate::truth::{Marked, Question, Truth};
use crate::world::{Fork, Stop};

/// The outcomes of a fork, by their places.
static OPTIONS: [u8; 256] = {
    let (mut options, mut at) = ([0; 256], 0);
    while at < options.len() {
        options[at] = at as u8;
        at += 1;
    }
    options
};

/// One person alone.
pub(crate) const ONE: (u32, Option<u32>) = (1, Some(1));

/// What is open of how many that is: nothing.
pub(crate) const NOTHING_MORE: Question = Question { asks: AskSet::EMPTY, mark: Mark::ONE };

/// An income held to a multiple of a line: on which sides it may lie, and on which it must.
pub(crate) struct Held {
    is: Side,
    times: Multiple,
    pub(crate) possible: Sides,
    pub(crate) question: Question,
}

impl Held {
    /// Whether an outcome is the side asked for.
    pub(crate) fn on_side(&self, outcome: u8) -> Marked {
        Marked::of(self.is.admits(side_of(outcome)))
    }

    /// Whether every side it may lie on comes to the same.
    pub(crate) fn is_decided(&self) -> bool {
        let first = self.possible.first();
        first.is_some_and(|first| self.possible.iter().all(|other| self.on_side(*other) == self.on_side(*first)))
    }

    /// What it comes to where nothing decides the side.
    pub(crate) fn joined(&self) -> Marked {
        match self.possible.first() {
            Some(first) if self.is_decided() => self.on_side(*first),
            _ => {
                let deciding = deciding(self.times, self.question, &self.possible);
                let is_so = |outcome| self.is.admits(side_of(outcome));
                // INVARIANT: bounds lie somewhere to each other.
                Marked::joined(&self.possible, deciding, is_so).unwrap_or(Marked::open(self.question))
            }
        }
    }
}

/// What is compared of an income per head, where anybody counts.
pub(crate) fn of_somebody(compared: Marked, members: &Members) -> Marked {
    compared.and(members.somebody)
}

impl Engine<'_> {
    /// Whether a test holds of the household, or of one person of it.
    pub(crate) fn test(&mut self, scene: &mut Scene<'_>, who: Option<usize>, test: &Test) -> Result<Marked, Stop> {
        Ok(match test {
            Test::All(tests) => {
                let mut all = Marked::HOLDS;
                for one in tests {
                    all = all.and(self.test(scene, who, one)?);
                    if all == Marked::FAILS {
                        break;
                    }
                }
                all
            }
            Test::Any(tests) => {
                let mut any = Marked::FAILS;
                for one in tests {
                    any = any.or(self.test(scene, who, one)?);
                    if any == Marked::HOLDS {
                        break;
                    }
                }
                any
            }
            Test::Not(one) => !self.test(scene, who, one)?,
            Test::IncomePerHead(against) => self.income_per_head(scene, against)?,
            Test::OwnIncome(against) => self.own_income(scene, who, against)?,
            Test::Spending(share) => self.spending(scene, share)?,
            Test::Reads { reading, option } => self.reads(scene, *reading, *option)?,
            // One judgement is asked for, and of each person it may come out otherwise.
            Test::Judged(judgement) => Marked::hangs_on(self.judged(*judgement), &Unknown::Word(test, who)),
            // INVARIANT: where this is asked of a scene, a figure is being worked out, and a rulebook is refused when it asks
            // then whether a category fits.
            Test::Fits(_) => Marked::FAILS,
            Test::SomeMember(one) => self.member_who(scene, one, true)?,
            Test::EveryMember(one) => !self.member_who(scene, one, false)?,
            Test::InArea(Area::Rural) => self.is_rural(scene, None)?,
            Test::InArea(Area::Urban) => !self.is_rural(scene, None)?,
            Test::Receives(kinds) => Marked::hangs_on(self.receives(who, kinds), &Unknown::Word(test, who)),
            Test::Earns(_) | Test::Spends(_) | Test::PaysOut(_) => {
                Marked::hangs_on(self.entered(who, test), &Unknown::Word(test, who))
            }
            Test::AssetsWithin(limit) => self.assets_within(scene, test, *limit)?,
            Test::Troubles(_) | Test::Past { .. } | Test::Told(_) | Test::Owns(_) => {
                Marked::hangs_on(self.of_household(test), &Unknown::Word(test, None))
            }
            Test::Supporters(of) => match who {
                Some(who) => self.supporters(scene, who, of, test)?,
                None => Marked::FAILS,
            },
            Test::Counts => match who {
                Some(who) if who < self.household.people.items.len() => self.member(scene, who)?,
                _ => Marked::FAILS,
            },
            _ => match who.and_then(|who| Some((who, self.household.people.items.get(who)?))) {
                Some((who, person)) => {
                    Marked::hangs_on(self.of_person(who, person, test), &Unknown::Word(test, Some(who)))
                }
                // INVARIANT: a rulebook is refused when it asks of a household what only a person has.
                None => Marked::FAILS,
            },
        })
    }

    fn of_household(&mut self, test: &Test) -> Truth {
        let household = self.household;
        match test {
            Test::Troubles(kinds) => {
                let told = household.troubles.items.iter().any(|happened| kinds.contains(&happened.what));
                self.listed(told, household.troubles.is_complete(), Fact::TroublesComplete)
            }
            Test::Past { what, since } => self.past(*what, *since),
            Test::Told(field) => {
                let known = household.background.of(*field);
                self.answered(Fact::Background(*field), known, |yes| *yes)
            }
            Test::Owns(things) => things.iter().fold(Truth::Fails, |any, thing| {
                let (owns, field) = household.assets.owns(*thing);
                any.or(owns.map_or_else(|| Truth::Open(self.ask(Fact::Asset(field))), Truth::of))
            }),
            // Every other word is told of one person, or made of others.
            _ => Truth::Fails,
        }
    }

    fn of_person(&mut self, who: usize, person: &Person, test: &Test) -> Truth {
        let field = |field| Fact::Person(who, field);
        match test {
            Test::Relation(of) => self.answered(field(PersonField::Relation), &person.relation, |r| of.contains(r)),
            Test::Age(since) => self.lies(&person.birth, *since, field(PersonField::Birth)),
            Test::Studies(of) => self.answered(field(PersonField::Study), &person.study, |s| of.contains(s)),
            Test::Lives(of) => self.answered(field(PersonField::Lives), &person.lives, |lives| of.contains(lives)),
            Test::Away(of) => self.answered(field(PersonField::Away), &person.away, |a| of.contains(a)),
            Test::ToldOf(told) => self.answered(field(told.field()), person.told(*told), |yes| *yes),
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
            Test::Parents(of) => {
                let mother = self.answered(field(PersonField::Mother), &person.mother, |state| of.contains(state));
                mother.and(self.answered(field(PersonField::Father), &person.father, |state| of.contains(state)))
            }
            // Every other word is told of households too and was answered before.
            _ => Truth::Fails,
        }
    }

    pub(crate) fn ask(&mut self, fact: Fact) -> AskSet {
        self.asks.intern(Ask::Answer(fact))
    }

    /// Whether an answer is so: for sure, for sure not, or the question is still open.
    pub(crate) fn answered<T>(&mut self, fact: Fact, known: &Known<T>, holds: impl Fn(&T) -> bool) -> Truth {
        let decided = match known {
            Known::Is(value) => Some(holds(value)),
            Known::OneOf(values) if values.iter().all(&holds) => Some(true),
            Known::OneOf(values) if !values.iter().any(&holds) => Some(false),
            Known::NotAsked | Known::Unknown | Known::OneOf(_) | Known::Between { .. } => None,
        };
        decided.map_or_else(|| Truth::Open(self.ask(fact)), Truth::of)
    }

    /// Whether something stands in a list: what is not there may still come, unless the list is complete.
    pub(crate) fn listed(&mut self, stands: bool, is_complete: bool, fact: Fact) -> Truth {
        if stands || is_complete { Truth::of(stands) } else { Truth::Open(self.ask(fact)) }
    }

    /// Whether an entry is this person's; of a household everybody's are.
    fn is_whose(&self, who: Option<usize>, id: &str) -> bool {
        who.is_none_or(|who| self.household.person(id) == Some(who))
    }

    /// Whether an entry of some kinds was told, of one person or of anybody. Where it was not, it may still come as long as
    /// its list is not complete.
    fn entered(&mut self, who: Option<usize>, test: &Test) -> Truth {
        let household = self.household;
        match test {
            Test::Spends(kinds) => {
                let list = &household.expenses;
                let told = |one: &Expense| kinds.contains(&one.kind) && self.is_whose(who, &one.who);
                self.listed(list.items.iter().any(told), list.is_complete(), Fact::ExpensesComplete)
            }
            Test::PaysOut(kinds) => {
                let list = &household.paid_out;
                let told = |one: &PaidOut| kinds.contains(&one.kind) && self.is_whose(who, &one.who);
                self.listed(list.items.iter().any(told), list.is_complete(), Fact::PaidOutComplete)
            }
            Test::Earns(kinds) => {
                let heads = Head::ALL.into_iter().filter(|head| kinds.iter().any(|kind| kind.head() == *head));
                heads.fold(Truth::Fails, |any, head| {
                    let list = household.incomes.of(head);
                    let told = |one: &Income| kinds.contains(&one.kind) && self.is_whose(who, &one.who);
                    let stands = list.items.iter().any(told);
                    any.or(self.listed(stands, list.is_complete(), Fact::IncomesComplete(head)))
                })
            }
            _ => Truth::Fails,
        }
    }

    /// Whether a day lies so long ago.
    fn lies(&mut self, day: &Known<Day>, since: Since, fact: Fact) -> Truth {
        let (earliest, latest) = day.ends();
        let decided = since.decides(earliest.copied(), latest.copied(), self.on);
        decided.map_or_else(|| Truth::Open(self.ask(fact)), Truth::of)
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

    fn past(&mut self, what: PastKind, since: Option<Since>) -> Truth {
        let list = &self.household.past;
        let mut any = self.listed(false, list.is_complete(), Fact::PastComplete);
        for (at, past) in list.items.iter().enumerate().filter(|(_, past)| past.what == what) {
            any = any.or(since.map_or(Truth::Holds, |since| self.lies(&past.when, since, Fact::Past(at))));
        }
        any
    }

    fn judged(&mut self, judgement: usize) -> Truth {
        let holder = self.book.judgements.get(judgement).map_or(JudgedBy::Office, |judgement| judgement.holder);
        Truth::Open(self.asks.intern(match holder {
            JudgedBy::Office => Ask::Judgement(judgement),
            JudgedBy::Verification => Ask::Verify(judgement),
            JudgedBy::Unpublished => Ask::UnpublishedRule(judgement),
        }))
    }

    /// What the office is asked for by a test that it decides.
    pub(crate) fn asked_of_office(&mut self, test: &Test) -> AskSet {
        match test {
            Test::Judged(judgement) => self.judged(*judgement).asks(),
            Test::Reads { reading, .. } => self.asks.intern(Ask::Reading(*reading)),
            _ => AskSet::EMPTY,
        }
    }

    /// What is asked of a reading, and the options it has.
    pub(crate) fn options(&mut self, reading: usize) -> (Question, &'static [u8]) {
        let ask = Ask::Reading(reading);
        let question = Question { asks: self.asks.intern(ask), mark: Mark::ask(ask) };
        let options = self.book.readings.get(reading).map_or(0, |r| r.options.len());
        (question, OPTIONS.get(..options).unwrap_or(&OPTIONS))
    }

    fn reads(&mut self, scene: &mut Scene<'_>, reading: usize, option: usize) -> Result<Marked, Stop> {
        let (question, possible) = self.options(reading);
        let outcome = scene.outcome(Fork::Reading(reading), possible, question)?;
        let is_it = |outcome| usize::from(outcome) == option;
        Ok(outcome.map_or_else(|| Marked::among(possible, question, is_it), |outcome| Marked::of(is_it(outcome))))
    }

    /// Whether of somebody who counts a test holds, or fails.
    fn member_who(&mut self, scene: &mut Scene<'_>, test: &Test, holds: bool) -> Result<Marked, Stop> {
        let mut any = Marked::FAILS;
        for who in 0..self.household.people.items.len() {
            let counts = self.member(scene, who)?;
            if counts != Marked::FAILS && any != Marked::HOLDS {
                let is = self.test(scene, Some(who), test)?;
                any = any.or(counts.and(if holds { is } else { !is }));
            }
        }
        Ok(any.or(self.somebody_else(test, holds)))
    }

    /// Income per head (人均收入) against a line, decided without dividing: income × 12 ? line × times × people × months.
    /// Exact; open while any of the three is, with exactly the asks their width hangs on.
    fn income_per_head(&mut self, scene: &mut Scene<'_>, against: &Against) -> Result<Marked, Stop> {
        let figure = self.figure(scene, against.account, None)?;
        let members = self.members(scene)?;
        let line = self.line(scene, against.line, against.area)?.yearly;
        let held = self.held(against, figure, line, members.people, members.how_many)?;
        let outcome = match held.is_decided() {
            true => None,
            false => scene.outcome(Fork::against(against), &held.possible, held.question)?,
        };
        let compared = outcome.map_or_else(|| held.joined(), |outcome| held.on_side(outcome));
        Ok(of_somebody(compared, &members))
    }

    /// One person's own income against a line.
    fn own_income(&mut self, scene: &mut Scene<'_>, who: Option<usize>, against: &Against) -> Result<Marked, Stop> {
        if who.is_none() {
            return Ok(Marked::FAILS);
        }
        let figure = self.figure(scene, against.account, who)?;
        let line = self.line(scene, against.line, against.area)?.yearly;
        Ok(self.held(against, figure, line, ONE, NOTHING_MORE)?.joined())
    }

    /// An income held to a multiple of a line for so many people.
    pub(crate) fn held(
        &self,
        against: &Against,
        figure: Figure,
        line: Figure,
        (few, many): (u32, Option<u32>),
        how_many: Question,
    ) -> Result<Held, Overflow> {
        let income = figure.times(12)?;
        let once = line.times(self.book.window.months.into())?;
        let line = once.by(against.times)?;
        let least = line.sum.low.map(|low| low.times(few)).transpose()?.unwrap_or(Yuan::ZERO);
        let most = line.sum.high.zip(many).map(|(high, many)| high.times(many)).transpose()?;
        let bar = Bounds { low: Some(least), high: most };
        let question = Question {
            asks: income.asks.union(line.asks).union(how_many.asks),
            mark: Mark::of(&Unknown::Compared(income.mark, once.mark * how_many.mark)),
        };
        Ok(Held { is: against.is, times: against.times, possible: Sides::of(income.sum, bar), question })
    }

    /// Spending of members against a share of the income counted.
    fn spending(&mut self, scene: &mut Scene<'_>, share: &Share) -> Result<Marked, Stop> {
        let (spent, income, members) = self.spent(scene, share)?;
        let bar = if share.times.is_positive() { income.by(share.times)? } else { Figure::NOTHING };
        let possible = Sides::of(spent.sum, bar.sum);
        let question = Question {
            asks: spent.asks.union(members.how_many.asks).union(bar.asks),
            mark: Mark::of(&Unknown::Compared(spent.mark, bar.mark)),
        };
        Ok(Marked::among(&possible, question, |outcome| share.is.admits(side_of(outcome))))
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
            let counts = match self.owners.expense(at) {
                Some(who) => self.member(scene, who)?,
                None => Marked::FAILS,
            };
            let told = self.told(&expense.amount, Fact::Expense(at));
            spent = spent.plus(told.weighed(counts))?;
        }
        // Both by the year, as the line is.
        spent = self.yearly(spent)?;
        let (few, many) = members.people;
        if let Some(line) = share.living {
            let line = self.line(scene, line, None)?.yearly;
            let sum = match many {
                Some(many) => line.sum.times_count(few, many)?,
                None => Bounds { high: None, ..line.sum.times_count(few, few)? },
            };
            spent = spent.plus(Figure { sum, asks: line.asks, mark: line.mark * members.how_many.mark })?;
        }
        for (is_complete, fact) in [
            (household.expenses.is_complete(), Fact::ExpensesComplete),
            (household.people.is_complete(), Fact::PeopleComplete),
        ] {
            if !is_complete {
                // Another test may look at other kinds of the same.
                let more = self.unknown_as(fact, Bounds::NOT_NEGATIVE, &Unknown::Spent(fact, &share.kinds));
                spent = spent.plus(more)?;
            }
        }
        Ok((spent, self.yearly(income.or_zero())?, members))
    }

    /// Within a limit. A published figure decides. What has none holds when the family owns nothing the limit could
    /// catch, and is otherwise the office's to verify: that part never fails.
    fn assets_within(&mut self, scene: &mut Scene<'_>, test: &Test, limit: usize) -> Result<Marked, Stop> {
        let book = self.book;
        let Some(of) = book.limits.get(limit) else { return Ok(Marked::FAILS) };
        let published = self.figures_hold(scene, of)?;
        let unpublished = self.catches_nothing(Ask::Limit(limit), &of.catches);
        Ok(published.and(Marked::hangs_on(unpublished, &Unknown::Word(test, None))))
    }

    fn catches_nothing(&mut self, verify: Ask, catches: &[Caught]) -> Truth {
        let verify = self.asks.intern(verify);
        let mut within = Truth::Holds;
        for thing in catches {
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

    /// Whether the property stays within what a limit publishes; holds where it publishes nothing.
    fn figures_hold(&mut self, scene: &mut Scene<'_>, of: &Limit) -> Result<Marked, Stop> {
        let assets = &self.household.assets;
        let mut holds = match &of.savings {
            Some(savings) => self.savings_within(scene, savings)?,
            None => Marked::HOLDS,
        };
        let homes = of.homes.map(|most| (assets.has_more_homes_than(most), AssetField::Homes, most));
        let without = of.without.iter().map(|thing| {
            let (owns, field) = assets.owns(*thing);
            (owns, field, u8::from(*thing == Caught::SecondHome))
        });
        for (owns, field, most) in homes.into_iter().chain(without) {
            let fact = Fact::Asset(field);
            let truth = owns.map_or_else(|| Truth::Open(self.ask(fact)), |owns| Truth::of(!owns));
            let beyond = Unknown::Compared(Mark::ask(Ask::Answer(fact)), Mark::count(most.into()));
            holds = holds.and(Marked::hangs_on(truth, &beyond));
        }
        Ok(holds)
    }

    /// Savings for each member (人均) against a line, decided without dividing.
    fn savings_within(&mut self, scene: &mut Scene<'_>, limit: &SavingsLimit) -> Result<Marked, Stop> {
        let (savings, bar) = self.saved(scene, limit)?;
        let possible = Sides::of(savings.sum, bar.sum);
        let question =
            Question { asks: savings.asks.union(bar.asks), mark: Mark::of(&Unknown::Compared(savings.mark, bar.mark)) };
        Ok(Marked::among(&possible, question, |outcome| limit.is.admits(side_of(outcome))))
    }

    /// Savings of the household, and what they are compared with: line × times × people; 元.
    pub(crate) fn saved(&mut self, scene: &mut Scene<'_>, limit: &SavingsLimit) -> Result<(Figure, Figure), Stop> {
        let savings = self.told(&self.household.assets.savings, Fact::Asset(AssetField::Savings));
        let line = self.line(scene, limit.line, None)?.yearly.by(limit.times)?;
        let members = self.members(scene)?;
        let (few, many) = members.people;
        let bar = match many {
            Some(many) => line.sum.times_count(few, many)?,
            None => Bounds { high: None, ..line.sum.times_count(few, few)? },
        };
        let (asks, mark) = (line.asks.union(members.how_many.asks), line.mark * members.how_many.mark);
        Ok((savings, Figure { sum: bar, asks, mark }))
    }
}
