//! Recording a derivation (记录推导): the same evaluation, with every single test written down beside its truth.

use super::{Of, every};
use crate::ask::{AskSet, Fact};
use crate::day::Day;
use crate::derive::{Compared, Derivation, Derived, IncomeCompared, Leaf, Node, Seen, Value};
use crate::facts::{Area, Household, Person};
use crate::known::Known;
use crate::money::Overflow;
use crate::rules::{Against, Book, Test, Unit};
use crate::scene::{Engine, Scene};
use crate::truth::{Question, Truth};
use crate::verdict::{Assessment, Standing};
use crate::world::{Fork, Stop, World};

/// How an assessment came about: what [`crate::assess::assess`] found of the same book, household and day, with
/// everything it compared.
///
/// # Errors
/// [`Overflow`] where the assessment itself left the exact range.
pub fn derive(book: &Book, household: &Household, on: Day, found: &Assessment) -> Result<Derivation, Overflow> {
    let mut asks = found.asks.clone();
    let mut engine = Engine::new(book, household, on, &mut asks);
    let verdicts = engine.recorded()?;
    let is_weak = found.lines.iter().any(|line| line.standing == Standing::Weak);
    engine.grant_weak();
    let granted = if is_weak { engine.recorded()? } else { Vec::new() };
    Ok(Derivation { asks, verdicts, granted })
}

impl Engine<'_> {
    fn recorded(&mut self) -> Result<Vec<Derived>, Overflow> {
        every(self.book, self.household).into_iter().map(|of| self.record(of)).collect()
    }

    fn record(&mut self, (category, who): Of) -> Result<Derived, Overflow> {
        let book = self.book;
        let needs = book.categories.get(category).map_or(&[][..], |category| &category.needs);
        let mut recorder = Recorder { book, people: self.household.people.items.len(), leaves: Vec::new() };
        let (mut conditions, mut worlds) = (Vec::new(), Vec::new());
        for need in needs {
            let from = recorder.leaves.len();
            let node = recorder.node(who, &need.test);
            let leaves = &mut recorder.leaves;
            worlds.push(self.explored(|engine, scene| {
                let mark = engine.test(scene, who, &need.test)?.mark();
                Ok(Seen { leaves: engine.seen(scene, &node, from, leaves)?, mark })
            })?);
            conditions.push((need.gate, node));
        }
        Ok(Derived { category, who, conditions, leaves: recorder.leaves, worlds })
    }

    /// What every leaf compared in this world: in its own scene where it was needed, and else in one that splits nothing.
    fn seen(
        &mut self,
        scene: &mut Scene<'_>,
        node: &Node,
        from: usize,
        leaves: &mut [Leaf],
    ) -> Result<Vec<(usize, usize)>, Stop> {
        let mut found: Vec<Option<(Compared, AskSet)>> = vec![None; leaves.len()];
        self.walk(scene, node, leaves, &mut found)?;
        let still = World { path: scene.world.path, splits: false };
        let mut aside = Scene::new(&still);
        let mut seen = Vec::with_capacity(leaves.len() - from);
        for (at, (leaf, found)) in leaves.iter_mut().zip(found).enumerate().skip(from) {
            let found = match found {
                Some(found) => found,
                None => self.look(&mut aside, leaf)?,
            };
            seen.push((at, leaf.remember(found)));
        }
        Ok(seen)
    }

    /// Passes over the leaves an evaluation needs, in its order.
    fn walk(
        &mut self,
        scene: &mut Scene<'_>,
        node: &Node,
        leaves: &[Leaf],
        found: &mut [Option<(Compared, AskSet)>],
    ) -> Result<Truth, Stop> {
        let each = |engine: &mut Self, scene: &mut Scene<'_>, nodes: &[Node], found: &mut [_], all: bool| {
            let (mut so_far, end) = if all { (Truth::Holds, Truth::Fails) } else { (Truth::Fails, Truth::Holds) };
            for node in nodes {
                let truth = engine.walk(scene, node, leaves, found)?;
                so_far = if all { so_far.and(truth) } else { so_far.or(truth) };
                if so_far == end {
                    break;
                }
            }
            Ok(so_far)
        };
        match node {
            Node::All(nodes) | Node::Fits { needs: nodes, .. } => each(self, scene, nodes, found, true),
            Node::Any(nodes) => each(self, scene, nodes, found, false),
            Node::Not(node) => Ok(!self.walk(scene, node, leaves, found)?),
            Node::Somebody(nodes) => {
                scene.quiet += 1;
                let truth = each(self, scene, nodes, found, false);
                scene.quiet -= 1;
                truth
            }
            Node::Leaf(at) => {
                let (Some(leaf), Some(place)) = (leaves.get(*at), found.get_mut(*at)) else { return Ok(Truth::Fails) };
                let (compared, asks) = self.look(scene, leaf)?;
                let truth = compared.truth(leaf.test.as_ref(), asks);
                *place = Some((compared, asks));
                Ok(truth)
            }
        }
    }

    /// What a leaf compares, and what would settle it.
    fn look(&mut self, scene: &mut Scene<'_>, leaf: &Leaf) -> Result<(Compared, AskSet), Stop> {
        let complete = self.household.people.is_complete();
        let Some(test) = &leaf.test else {
            let asks = if complete { AskSet::EMPTY } else { self.ask(Fact::PeopleComplete) };
            return Ok((Compared::Listed { stands: false, complete }, asks));
        };
        let asks = self.test(scene, leaf.who, test)?.truth.asks();
        let compared = self.compared(scene, leaf.who, test)?;
        Ok((compared, asks))
    }

    fn compared(&mut self, scene: &mut Scene<'_>, who: Option<usize>, test: &Test) -> Result<Compared, Stop> {
        let household = self.household;
        Ok(match test {
            Test::IncomePerHead(against) => {
                let members = self.members(scene)?;
                let somebody = decided(self.somebody(&members).truth);
                self.income(scene, against, None, members.people, somebody)?
            }
            Test::OwnIncome(_) if who.is_none() => Compared::Nobody,
            Test::OwnIncome(against) => self.income(scene, against, who, (1, Some(1)), Some(true))?,
            Test::Spending(share) => {
                let (spent, income, _) = self.spent(scene, share)?;
                Compared::Spending { spent: spent.sum, income: income.sum }
            }
            Test::AssetsWithin(limit) => {
                let Some(limit) = self.book.limits.get(*limit) else { return Ok(Compared::Nobody) };
                let published = decided(self.figures_hold(scene, limit)?.truth);
                let owned = limit.catches.iter().map(|thing| (*thing, household.assets.owns(*thing).0));
                Compared::Within(published, owned.collect())
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
            Test::InArea(_) => Compared::Area(decided(self.is_rural(scene, None)?.truth).map(area)),
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
            Test::Earns(_) | Test::Spends(_) | Test::PaysOut(_) | Test::Owns(_) => {
                let stands = decided(self.test(scene, who, test)?.truth);
                Compared::Listed { stands: stands == Some(true), complete: stands.is_some() }
            }
            Test::Told(field) => Compared::Told(values(household.background.of(*field), Value::Is)),
            Test::Counts => {
                let counts = self.members(scene)?;
                let counts = who.and_then(|who| counts.each.get(who).copied());
                Compared::Counts(counts.map_or(Some(false), |counts| decided(counts.truth)))
            }
            _ => who.and_then(|who| household.people.items.get(who)).map_or(Compared::Nobody, |p| self.of(p, test)),
        })
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
        let left = [0, 1, 2].map(|outcome| who.is_some() || scene.world.leaves(Fork::against(against), outcome));
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
            Test::Away(_) => Compared::Told(values(&person.away, Value::Away)),
            Test::ToldOf(field) => Compared::Told(values(person.told(*field), Value::Is)),
            Test::Disability { .. } => Compared::Told(values(&person.disability, Value::Card)),
            Test::Work(_) => Compared::Told(values(&person.work, Value::Work)),
            Test::Labour(_) => Compared::Told(values(&person.labour, Value::Labour)),
            Test::SelfCare(_) => {
                let told = crate::ask::SelfCareField::ALL.map(|field| alike(person.self_care.of(field)));
                let many = |is: Option<bool>| told.iter().filter(|told| **told == is).count();
                let count = |is| u32::try_from(many(is)).unwrap_or(u32::MAX);
                Compared::SelfCare { cannot: count(Some(false)), open: count(None) }
            }
            Test::Supporters(_) => {
                let list = &person.supporters;
                let states = list.items.iter().map(|supporter| values(&supporter.state, |state| state));
                Compared::Supporters(states.collect(), list.is_complete())
            }
            Test::Parents(_) => {
                Compared::Parents(values(&person.mother, |state| state), values(&person.father, |state| state))
            }
            _ => Compared::Nobody,
        }
    }
}

/// Lays out the trees of a cluster, before any world is looked at.
struct Recorder<'b> {
    book: &'b Book,
    people: usize,
    leaves: Vec<Leaf>,
}

impl Recorder<'_> {
    fn node(&mut self, who: Option<usize>, test: &Test) -> Node {
        match test {
            Test::All(tests) => Node::All(tests.iter().map(|test| self.node(who, test)).collect()),
            Test::Any(tests) => Node::Any(tests.iter().map(|test| self.node(who, test)).collect()),
            Test::Not(test) => Node::Not(Box::new(self.node(who, test))),
            Test::SomeMember(test) => self.somebody(test),
            Test::EveryMember(test) => Node::Not(Box::new(self.somebody(&Test::Not(test.clone())))),
            Test::Fits(category) => self.fits(who, *category),
            _ => self.leaf(Some(test), who),
        }
    }

    fn fits(&mut self, who: Option<usize>, category: usize) -> Node {
        let book = self.book;
        let Some(of) = book.categories.get(category) else { return Node::Any(Vec::new()) };
        let who = match of.unit {
            Unit::Household => None,
            Unit::Person if who.is_some() => who,
            Unit::Person => return self.somebody(&Test::Fits(category)),
        };
        Node::Fits { category, who, needs: of.needs.iter().map(|need| self.node(who, &need.test)).collect() }
    }

    fn somebody(&mut self, test: &Test) -> Node {
        let each = (0..self.people)
            .map(|who| Node::All(vec![self.leaf(Some(&Test::Counts), Some(who)), self.node(Some(who), test)]));
        let mut any: Vec<Node> = each.collect();
        any.push(self.leaf(None, None));
        Node::Somebody(any)
    }

    fn leaf(&mut self, test: Option<&Test>, who: Option<usize>) -> Node {
        self.leaves.push(Leaf { test: test.cloned(), who, seen: Vec::new() });
        Node::Leaf(self.leaves.len() - 1)
    }
}

impl Leaf {
    /// Keeps a finding, and tells its place. What was met lately is kept once.
    fn remember(&mut self, found: (Compared, AskSet)) -> usize {
        let known = self.seen.iter().rev().take(64).position(|seen| *seen == found);
        let at = known.map_or(self.seen.len(), |back| self.seen.len() - 1 - back);
        if known.is_none() {
            self.seen.push(found);
        }
        at
    }
}

fn area(is_rural: bool) -> Area {
    if is_rural { Area::Rural } else { Area::Urban }
}

fn decided(truth: Truth) -> Option<bool> {
    match truth {
        Truth::Holds => Some(true),
        Truth::Fails => Some(false),
        Truth::Open(_) => None,
    }
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
