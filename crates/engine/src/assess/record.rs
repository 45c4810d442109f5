//! Recording a derivation (记录推导): the same evaluation, with every single test written down beside its truth.

use std::rc::Rc;

use doudi_facts::day::Day;
use doudi_facts::household::{Area, Caught, Household, Person};
use doudi_facts::known::Known;
use doudi_facts::money::Overflow;

use super::every;
use crate::ask::AskSet;
use crate::derive::{
    Compared, Derivation, Derived, HomesCompared, IncomeCompared, Leaf, Node, Owned, PropertyCompared, SavingsCompared,
    Seen, Value,
};
use crate::mark::{Mark, Unknown};
use crate::rules::{Against, Book, Limit, Test, Unit};
use crate::scene::{Engine, Scene};
use crate::supporters::always_owes;
use crate::truth::{Question, Truth};
use crate::verdict::Assessment;
use crate::world::{Fork, Stop, Tree};

/// How an assessment came about: what [`crate::assess::assess`] found of the same book, household and day, with
/// everything it compared.
///
/// # Errors
/// [`Overflow`] where the assessment itself left the exact range.
pub fn derive(book: &Book, household: &Household, on: Day, found: &Assessment) -> Result<Derivation, Overflow> {
    let mut asks = found.asks.clone();
    let mut engine = Engine::new(book, household, on, found.fineness, &mut asks);
    let verdicts = engine.recorded()?;
    let is_weak = found.verdicts.iter().any(|verdict| verdict.fits.hangs_on_weak(&found.asks));
    engine.grant_weak();
    let granted = if is_weak { engine.recorded()? } else { Vec::new() };
    Ok(Derivation { asks, verdicts, granted })
}

impl Engine<'_> {
    fn recorded(&mut self) -> Result<Vec<Derived>, Overflow> {
        let mut recorder = Recorder { known: Vec::new(), leaves: Vec::new(), engine: self };
        let of = every(recorder.engine.book, recorder.engine.household);
        of.into_iter().map(|(category, who)| recorder.derived(category, who)).collect()
    }

    /// A single test with what it compared in each world.
    fn recorded_leaf(&mut self, who: Option<usize>, test: &Test) -> Result<Leaf, Overflow> {
        let mut seen: Vec<(Compared, AskSet)> = Vec::new();
        let worlds = self.explored(|engine, scene| {
            let found = engine.test(scene, who, test)?;
            let compared = (engine.compared(scene, who, test)?, found.truth.asks());
            let known = seen.iter().position(|seen| *seen == compared);
            if known.is_none() {
                seen.push(compared);
            }
            Ok(Seen { at: known.unwrap_or(seen.len() - 1), mark: found.mark() })
        })?;
        Ok(Leaf { test: Some(test.clone()), who, seen, worlds })
    }

    /// That nobody is missing from the list of people.
    fn recorded_nobody_else(&mut self, test: &Test, holds: bool) -> Leaf {
        let found = self.somebody_else(test, holds);
        let compared = Compared::Listed { stands: false, complete: self.household.people.is_complete() };
        let worlds = Tree::Leaf(Seen { at: 0, mark: found.mark() });
        Leaf { test: None, who: None, seen: vec![(compared, found.truth.asks())], worlds }
    }

    fn compared(&mut self, scene: &mut Scene<'_>, who: Option<usize>, test: &Test) -> Result<Compared, Stop> {
        let household = self.household;
        Ok(match test {
            Test::IncomePerHead(against) => {
                let members = self.members(scene)?;
                let somebody = members.somebody.truth.decided();
                self.income(scene, against, None, members.people, somebody)?
            }
            Test::OwnIncome(_) if who.is_none() => Compared::Nobody,
            Test::OwnIncome(against) => self.income(scene, against, who, (1, Some(1)), Some(true))?,
            Test::Spending(share) => {
                let (spent, income, _) = self.spent(scene, share)?;
                let living = match share.living {
                    Some(line) => Some(self.line(scene, line, None)?.yearly.sum),
                    None => None,
                };
                Compared::Spending { spent: spent.sum, income: income.sum, living }
            }
            Test::AssetsWithin(limit) => {
                let Some(limit) = self.book.limits.get(*limit) else { return Ok(Compared::Nobody) };
                Compared::Within(self.property(scene, limit)?)
            }
            Test::Reads { reading, option } => {
                let reads = self.test(scene, who, test)?.truth;
                let options = self.book.readings.get(*reading).map_or(0, |reading| reading.options.len());
                Compared::Reads(match reads {
                    Truth::Holds => Some(*option),
                    Truth::Fails => self.chosen(scene, *reading, options),
                    Truth::Open(_) => None,
                })
            }
            Test::Judged(_) => Compared::Judged,
            Test::InArea(_) => Compared::Area(self.is_rural(scene, None)?.truth.decided().map(area)),
            Test::Troubles(kinds) => {
                let list = &household.troubles;
                let stands = list.items.iter().any(|happened| kinds.contains(&happened.what));
                Compared::Listed { stands, complete: list.is_complete() }
            }
            Test::Receives(kinds) => {
                let list = &household.receives;
                let person = who.and_then(|who| household.people.items.get(who));
                let is_for = |of: &Option<String>| match (of, person) {
                    (Some(of), Some(person)) => *of == person.id,
                    _ => true,
                };
                let stands = list.items.iter().any(|of| kinds.contains(&of.what) && is_for(&of.who));
                let complete = list.is_complete() && (who.is_some() || household.people.is_complete());
                Compared::Listed { stands, complete }
            }
            Test::Past { what, .. } => {
                let list = &household.past;
                let of = list.items.iter().filter(|past| past.what == *what);
                let ends = |when: &Known<Day>| (when.ends().0.copied(), when.ends().1.copied());
                let days = of.map(|past| ends(&past.when)).collect();
                Compared::Past { days, on: self.on, complete: list.is_complete() }
            }
            Test::Owns(things) => Compared::Owns(self.owned(things)),
            Test::Earns(_) | Test::Spends(_) | Test::PaysOut(_) => {
                let stands = self.test(scene, who, test)?.truth.decided();
                Compared::Listed { stands: stands == Some(true), complete: stands.is_some() }
            }
            Test::Told(field) => Compared::Told(values(household.background.of(*field), Value::Is)),
            Test::Supporters(of) => {
                let Some((at, person)) = who.and_then(|who| Some((who, household.people.items.get(who)?))) else {
                    return Ok(Compared::Nobody);
                };
                let list = &person.supporters;
                let always = list.items.iter().filter(|supporter| always_owes(supporter.relation));
                let states = always.map(|supporter| values(&supporter.state, |state| state)).collect();
                let nobody_else = self.other_supporters(scene, at, of)?.truth.decided();
                Compared::Supporters(states, list.is_complete(), nobody_else)
            }
            Test::Counts => Compared::Counts(self.test(scene, who, test)?.truth.decided()),
            _ => who.and_then(|who| household.people.items.get(who)).map_or(Compared::Nobody, |p| self.of(p, test)),
        })
    }

    fn owned(&self, things: &[Caught]) -> Owned {
        things.iter().map(|thing| (*thing, self.household.assets.owns(*thing).0)).collect()
    }

    fn property(&mut self, scene: &mut Scene<'_>, limit: &Limit) -> Result<PropertyCompared, Stop> {
        let savings = match &limit.savings {
            Some(of) => {
                let (saved, bar) = self.saved(scene, of)?;
                let people = self.members(scene)?.people;
                let yearly = self.line(scene, of.line, None)?.yearly.sum;
                Some(SavingsCompared { saved: saved.sum, yearly, bar: bar.sum, people, is: of.is })
            }
            None => None,
        };
        let (least, most) = self.household.assets.homes.ends();
        let owned = (least.copied(), most.copied());
        let homes = limit.homes.map(|most| HomesCompared { owned, most });
        let (without, catches) = (self.owned(&limit.without), self.owned(&limit.catches));
        Ok(PropertyCompared { savings, homes, without, catches })
    }

    fn income(
        &mut self,
        scene: &mut Scene<'_>,
        against: &Against,
        who: Option<usize>,
        people: (u32, Option<u32>),
        somebody: Option<bool>,
    ) -> Result<Compared, Stop> {
        let sum = self.figure(scene, against.account, who)?.sum;
        let line = self.line(scene, against.line, against.area)?;
        let decided = scene.world.decided(Fork::against(against)).filter(|_| who.is_none());
        let left = [0, 1, 2].map(|outcome| decided.is_none_or(|decided| decided == outcome));
        let (yearly, used) = (line.yearly.sum, line.used);
        Ok(Compared::Income(IncomeCompared {
            sum,
            people,
            months: self.book.window.months,
            yearly,
            used,
            left,
            somebody,
        }))
    }

    /// The option this world reads a text in.
    fn chosen(&self, scene: &Scene<'_>, reading: usize, options: usize) -> Option<usize> {
        let possible: Vec<u8> = (0..options).filter_map(|option| u8::try_from(option).ok()).collect();
        let fork = Fork::Reading(reading);
        let outcome = scene.world.outcome(fork, &possible, Question::NONE, false).ok().flatten();
        outcome.map(usize::from)
    }

    fn of(&self, person: &Person, test: &Test) -> Compared {
        match test {
            Test::Relation(_) => Compared::Told(values(&person.relation, Value::Relation)),
            Test::Age(_) => {
                let (earliest, latest) = person.birth.ends();
                Compared::Birth { earliest: earliest.copied(), latest: latest.copied(), on: self.on }
            }
            Test::Studies(_) => Compared::Told(values(&person.study, Value::Study)),
            Test::Lives(_) => Compared::Told(values(&person.lives, Value::Lives)),
            Test::Away(_) => Compared::Told(values(&person.away, Value::Away)),
            Test::ToldOf(field) => Compared::Told(values(person.told(*field), Value::Is)),
            Test::Disability { .. } => Compared::Told(values(&person.disability, Value::Card)),
            Test::Work(_) => Compared::Told(values(&person.work, Value::Work)),
            Test::Labour(_) => Compared::Told(values(&person.labour, Value::Labour)),
            Test::SelfCare(_) => {
                let told = doudi_facts::question::SelfCareField::ALL.map(|field| alike(person.self_care.of(field)));
                let many = |is: Option<bool>| told.iter().filter(|told| **told == is).count();
                let count = |is| u32::try_from(many(is)).unwrap_or(u32::MAX);
                Compared::SelfCare { cannot: count(Some(false)), open: count(None) }
            }
            Test::Parents(_) => {
                Compared::Parents(values(&person.mother, |state| state), values(&person.father, |state| state))
            }
            _ => Compared::Nobody,
        }
    }
}

/// Lays out the conditions of a category.
struct Recorder<'r, 'a> {
    engine: &'r mut Engine<'a>,
    /// Tests that were recorded, by the mark of their word and person, in its order.
    known: Vec<(Mark, Rc<Leaf>)>,
    /// Those of this category.
    leaves: Vec<Rc<Leaf>>,
}

impl Recorder<'_, '_> {
    fn derived(&mut self, category: usize, who: Option<usize>) -> Result<Derived, Overflow> {
        let book = self.engine.book;
        let needs = book.categories.get(category).map_or(&[][..], |category| &category.needs);
        let conditions = needs.iter().map(|need| Ok((need.gate, self.node(who, &need.test)?)));
        let conditions = conditions.collect::<Result<_, Overflow>>()?;
        Ok(Derived { category, who, conditions, leaves: std::mem::take(&mut self.leaves) })
    }

    fn node(&mut self, who: Option<usize>, test: &Test) -> Result<Node, Overflow> {
        let book = self.engine.book;
        let mut each = |tests: &[Test]| tests.iter().map(|test| self.node(who, test)).collect::<Result<_, _>>();
        Ok(match test {
            Test::All(tests) => Node::All(each(tests)?),
            Test::Any(tests) => Node::Any(each(tests)?),
            Test::Not(test) => Node::Not(Box::new(self.node(who, test)?)),
            Test::SomeMember(test) => self.somebody(test, true)?,
            Test::EveryMember(test) => Node::Not(Box::new(self.somebody(test, false)?)),
            Test::Fits(category) => {
                let Some(of) = book.categories.get(*category) else { return Ok(Node::Any(Vec::new())) };
                let who = match of.unit {
                    Unit::Household => None,
                    Unit::Person if who.is_some() => who,
                    Unit::Person => return self.somebody(test, true),
                };
                let needs = of.needs.iter().map(|need| self.node(who, &need.test)).collect::<Result<_, _>>()?;
                Node::Fits { category: *category, who, needs }
            }
            single => {
                let key = Mark::of(&Unknown::Word(single, who));
                let at = match self.known.binary_search_by_key(&key, |(known, _)| *known) {
                    Ok(at) => at,
                    Err(at) => {
                        let leaf = self.engine.recorded_leaf(who, single)?;
                        self.known.insert(at, (key, Rc::new(leaf)));
                        at
                    }
                };
                self.leaves.extend(self.known.get(at).map(|(_, leaf)| Rc::clone(leaf)));
                Node::Leaf(self.leaves.len() - 1)
            }
        })
    }

    /// Whether of somebody who counts a test holds, or fails.
    fn somebody(&mut self, test: &Test, holds: bool) -> Result<Node, Overflow> {
        let each = (0..self.engine.household.people.items.len()).map(|who| {
            let counts = self.node(Some(who), &Test::Counts)?;
            let is = self.node(Some(who), test)?;
            Ok(Node::All(vec![counts, if holds { is } else { Node::Not(Box::new(is)) }]))
        });
        let mut any = each.collect::<Result<Vec<Node>, Overflow>>()?;
        let nobody_else = self.engine.recorded_nobody_else(test, holds);
        self.leaves.push(Rc::new(nobody_else));
        any.push(Node::Leaf(self.leaves.len() - 1));
        Ok(Node::Somebody(any))
    }
}

fn area(is_rural: bool) -> Area {
    if is_rural { Area::Rural } else { Area::Urban }
}

/// Every value an answer may have; none where it is not told.
fn values<T: Copy, V>(known: &Known<T>, value: impl Fn(T) -> V) -> Vec<V> {
    match known {
        Known::Is(is) => vec![value(*is)],
        Known::OneOf(of) => of.iter().map(|one| value(*one)).collect(),
        Known::NotAsked | Known::Unknown | Known::Between { .. } => Vec::new(),
    }
}

/// The one value every telling agrees on.
fn alike(known: &Known<bool>) -> Option<bool> {
    let values = values(known, |is| is);
    let first = *values.first()?;
    values.iter().all(|value| *value == first).then_some(first)
}
