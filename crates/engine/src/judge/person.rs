//! What is so of one person (个人情况), as far as is known.

use doudi_facts::day::Day;
use doudi_facts::household::{Disability, DisabilityKind, ParentState, Person, SelfCareGrade, SupporterState};
use doudi_facts::known::Known;
use doudi_facts::money::Overflow;
use doudi_facts::question::{PersonField, QuestionId, SelfCareField};

use super::Needs;
use crate::ask::AskSet;
use crate::compared::{Compared, Value, all_alike, both, values};
use crate::context::{Engine, EvaluationContext};
use crate::distance::Margin;
use crate::fingerprint::Unknown;
use crate::rules::{PersonTest, SingleTest};
use crate::supporters::always_owes;
use crate::truth::{FingerprintedTruth, Truth};
use crate::walk::{Under, Walk};
use crate::world::{Fork, Suspended, Tree};

impl PersonTest {
    pub(super) fn needs(&self) -> Needs {
        match self {
            Self::Relation(_)
            | Self::Age(_)
            | Self::Studies(_)
            | Self::Lives(_)
            | Self::Away(_)
            | Self::ToldOf(_)
            | Self::Disability { .. }
            | Self::Work(_)
            | Self::Labour(_)
            | Self::SelfCare(_)
            | Self::Parents(_) => Needs::Answers,
            Self::Supporters(_) => Needs::Worlds,
            Self::Counts => Needs::Figures,
        }
    }

    pub(super) fn questions(&self, see: &mut dyn FnMut(QuestionId)) {
        let mut field = |field| see(QuestionId::Person(0, field));
        match self {
            Self::Relation(_) => field(PersonField::Relation),
            Self::Age(_) => field(PersonField::Birth),
            Self::Studies(_) => field(PersonField::Study),
            Self::Lives(_) => field(PersonField::Lives),
            Self::Away(_) => field(PersonField::Away),
            Self::ToldOf(told) => field(*told),
            Self::Disability { .. } => field(PersonField::Disability),
            Self::Work(_) => field(PersonField::Work),
            Self::Labour(_) => field(PersonField::Labour),
            Self::SelfCare(_) => see(QuestionId::SelfCare(0, SelfCareField::Eat)),
            Self::Supporters(_) => see(QuestionId::SupportersComplete(0)),
            Self::Parents(_) => [PersonField::Mother, PersonField::Father].into_iter().for_each(field),
            // Who counts hangs on ties, which every book looks at.
            Self::Counts => {}
        }
    }

    pub(super) fn decided_by(&self, compared: &Compared) -> Option<bool> {
        match self {
            Self::Relation(of) => told(compared, |is| matches!(is, Value::Relation(is) if of.contains(&is))),
            Self::Studies(of) => told(compared, |is| matches!(is, Value::Study(is) if of.contains(&is))),
            Self::Lives(of) => told(compared, |is| matches!(is, Value::Lives(is) if of.contains(&is))),
            Self::Away(of) => told(compared, |is| matches!(is, Value::Away(is) if of.contains(&is))),
            Self::ToldOf(_) => told(compared, |is| is == Value::Is(true)),
            Self::Disability { kinds, grades } => {
                told(compared, |is| matches!(is, Value::Card(card) if is_card(&card, kinds, grades)))
            }
            Self::Work(of) => told(compared, |is| matches!(is, Value::Work(is) if of.contains(&is))),
            Self::Labour(of) => told(compared, |is| matches!(is, Value::Labour(is) if of.contains(&is))),
            Self::Age(since) => {
                let Compared::Birth { earliest, latest, on } = compared else { return Some(false) };
                since.decides(*earliest, *latest, *on)
            }
            Self::SelfCare(grades) => {
                let Compared::SelfCare { cannot, open } = compared else { return Some(false) };
                all_alike((*cannot..=cannot + open).map(|cannot| grades.contains(&grade(cannot))))
            }
            Self::Supporters(of) => {
                let Compared::Supporters(states, complete, nobody_else) = compared else { return Some(false) };
                let is = |states: &Vec<SupporterState>| all_alike(states.iter().map(|state| of.contains(state)));
                let first = both(complete.then_some(true), *nobody_else);
                states.iter().map(is).fold(first, both)
            }
            Self::Parents(of) => {
                let Compared::Parents(mother, father) = compared else { return Some(false) };
                let is = |states: &[ParentState]| all_alike(states.iter().map(|state| of.contains(state)));
                both(is(mother), is(father))
            }
            Self::Counts => {
                let Compared::Counts(counts) = compared else { return Some(false) };
                *counts
            }
        }
    }

    pub(super) fn margin(&self, compared: &Compared) -> Option<Margin> {
        match self {
            Self::Age(since) => {
                let Compared::Birth { earliest, latest, on } = compared else { return None };
                let years = since.years;
                let reached = |born: Option<Day>| born.and_then(|born| born.birthday(years));
                let reached = (reached(*earliest), reached(*latest));
                let days = |day: Option<Day>| day.map(|day| on.days_until(day));
                Some(Margin::Birthday {
                    years,
                    reached,
                    days: (days(reached.0), days(reached.1)),
                    born: on.born_at(years),
                })
            }
            Self::Disability { kinds, grades } => {
                let Compared::Told(values) = compared else { return None };
                let [Value::Card(Disability::Card { kind, grade })] = values.as_slice() else { return None };
                if !kinds.is_empty() && !kinds.contains(kind) {
                    return None;
                }
                let holds = grades.contains(grade);
                let others = (1..=4_u8).filter(|other| grades.contains(other) != holds);
                others.min_by_key(|other| other.abs_diff(*grade)).map(|turns| Margin::Grade { is: *grade, turns })
            }
            Self::SelfCare(grades) => {
                let Compared::SelfCare { cannot, open } = compared else { return None };
                let holds = |cannot: u32| grades.contains(&grade(cannot));
                let others = (0..=6).filter(|other| holds(*other) != holds(*cannot));
                let turns = others.min_by_key(|other| other.abs_diff(*cannot)).filter(|_| *open == 0);
                Some(Margin::Things { cannot: (*cannot, cannot + open), turns })
            }
            Self::Supporters(of) => {
                let Compared::Supporters(states, ..) = compared else { return None };
                let other = |state: &&Vec<_>| !state.is_empty() && state.iter().all(|state| !of.contains(state));
                let (many, open) =
                    (states.iter().filter(other).count(), states.iter().filter(|s| s.len() != 1).count());
                Some(Margin::Others { many, open })
            }
            // A yes or no has no distance.
            Self::Relation(_)
            | Self::Studies(_)
            | Self::Lives(_)
            | Self::Away(_)
            | Self::ToldOf(_)
            | Self::Work(_)
            | Self::Labour(_)
            | Self::Parents(_)
            | Self::Counts => None,
        }
    }
}

impl Engine<'_> {
    /// Whether it is so of a person; it fails where it is asked of the household, which a rulebook is refused for.
    pub(super) fn person_test(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        who: Option<usize>,
        of: &PersonTest,
        test: &SingleTest,
    ) -> Result<FingerprintedTruth, Suspended> {
        let household = self.household;
        let Some((who, person)) = who.and_then(|who| Some((who, household.people.items.get(who)?))) else {
            return Ok(FingerprintedTruth::FAILS);
        };
        let field = |field| QuestionId::Person(who, field);
        let told = match of {
            PersonTest::Relation(of) => {
                self.answered(field(PersonField::Relation), &person.relation, |relation| of.contains(relation))
            }
            PersonTest::Age(since) => self.lies(&person.birth, *since, field(PersonField::Birth)),
            PersonTest::Studies(of) => {
                self.answered(field(PersonField::Study), &person.study, |study| of.contains(study))
            }
            PersonTest::Lives(of) => {
                self.answered(field(PersonField::Lives), &person.lives, |lives| of.contains(lives))
            }
            PersonTest::Away(of) => self.answered(field(PersonField::Away), &person.away, |away| of.contains(away)),
            PersonTest::ToldOf(told) => self.answered(field(*told), person.yes_no(*told), |yes| *yes),
            PersonTest::Disability { kinds, grades } => {
                self.answered(field(PersonField::Disability), &person.disability, |card| is_card(card, kinds, grades))
            }
            PersonTest::Work(of) => self.answered(field(PersonField::Work), &person.work, |work| of.contains(work)),
            PersonTest::Labour(of) => {
                self.answered(field(PersonField::Labour), &person.labour, |labour| of.contains(labour))
            }
            PersonTest::SelfCare(of) => self.self_care(who, person, of),
            PersonTest::Parents(of) => {
                let mother = self.answered(field(PersonField::Mother), &person.mother, |state| of.contains(state));
                mother.and(self.answered(field(PersonField::Father), &person.father, |state| of.contains(state)))
            }
            PersonTest::Supporters(of) => return self.supporters(scene, who, of, test),
            PersonTest::Counts => return self.member(scene, who),
        };
        Ok(FingerprintedTruth::hangs_on(told, &Unknown::Conclusion(test, Some(who))))
    }

    pub(super) fn person_compared(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        who: Option<usize>,
        of: &PersonTest,
    ) -> Result<Compared, Suspended> {
        let household = self.household;
        let Some((who, person)) = who.and_then(|who| Some((who, household.people.items.get(who)?))) else {
            let is_counted = matches!(of, PersonTest::Counts);
            return Ok(if is_counted { Compared::Counts(Some(false)) } else { Compared::Nobody });
        };
        Ok(match of {
            PersonTest::Relation(_) => Compared::Told(values(&person.relation, Value::Relation)),
            PersonTest::Age(_) => {
                let (earliest, latest) = person.birth.ends();
                Compared::Birth { earliest: earliest.copied(), latest: latest.copied(), on: self.on }
            }
            PersonTest::Studies(_) => Compared::Told(values(&person.study, Value::Study)),
            PersonTest::Lives(_) => Compared::Told(values(&person.lives, Value::Lives)),
            PersonTest::Away(_) => Compared::Told(values(&person.away, Value::Away)),
            PersonTest::ToldOf(field) => Compared::Told(values(person.yes_no(*field), Value::Is)),
            PersonTest::Disability { .. } => Compared::Told(values(&person.disability, Value::Card)),
            PersonTest::Work(_) => Compared::Told(values(&person.work, Value::Work)),
            PersonTest::Labour(_) => Compared::Told(values(&person.labour, Value::Labour)),
            PersonTest::SelfCare(_) => {
                let told = SelfCareField::ALL.map(|field| alike(person.self_care.of(field)));
                let many = |is: Option<bool>| told.iter().filter(|told| **told == is).count();
                let count = |is| u32::try_from(many(is)).unwrap_or(u32::MAX);
                Compared::SelfCare { cannot: count(Some(false)), open: count(None) }
            }
            PersonTest::Parents(_) => {
                Compared::Parents(values(&person.mother, |state| state), values(&person.father, |state| state))
            }
            PersonTest::Supporters(of) => {
                let list = &person.supporters;
                let always = list.items.iter().filter(|supporter| always_owes(supporter.relation));
                let states = always.map(|supporter| values(&supporter.state, |state| state)).collect();
                let nobody_else = self.other_supporters(scene, who, of)?.truth.decided();
                Compared::Supporters(states, list.is_complete(), nobody_else)
            }
            PersonTest::Counts => Compared::Counts(self.member(scene, who)?.truth.decided()),
        })
    }

    pub(super) fn person_tree(
        &mut self,
        who: Option<usize>,
        of: &PersonTest,
        alone: impl FnMut(&mut Self, &mut EvaluationContext<'_>) -> Result<FingerprintedTruth, Suspended>,
    ) -> Result<Tree<FingerprintedTruth>, Overflow> {
        match who {
            Some(who) if matches!(of, PersonTest::Counts) && self.household.people.is_complete() => {
                self.walked_or_explored(|engine, walk| engine.counts_in(walk, who), alone)
            }
            Some(_) | None => self.explored(alone),
        }
    }

    /// Whether a person counts.
    pub(crate) fn counts_in(&mut self, walk: &mut Walk, who: usize) -> Under<FingerprintedTruth> {
        let tree = self.member_tree(who)?;
        walk.each(&tree, &mut |walk, counts| walk.settled(Fork::Tie(counts.mark()), *counts))
    }

    /// 自理能力 by how many of the six things a person cannot do alone; what is not told may go either way.
    fn self_care(&mut self, who: usize, person: &Person, grades: &[SelfCareGrade]) -> Truth {
        let (mut cannot, mut open) = (0, 0);
        let mut asks = AskSet::EMPTY;
        for field in SelfCareField::ALL {
            match self.answered(QuestionId::SelfCare(who, field), person.self_care.of(field), |alone| *alone) {
                Truth::Holds => {}
                Truth::Fails => cannot += 1,
                Truth::Open(ask) => {
                    open += 1;
                    asks = asks.union(ask);
                }
            }
        }
        let possible: Vec<bool> = (cannot..=cannot + open).map(|cannot| grades.contains(&grade(cannot))).collect();
        match (possible.contains(&true), possible.contains(&false)) {
            (true, true) => Truth::Open(asks),
            (holds, _) => Truth::of(holds),
        }
    }
}

fn is_card(card: &Disability, kinds: &[DisabilityKind], grades: &[u8]) -> bool {
    match card {
        Disability::None => false,
        Disability::Card { kind, grade } => (kinds.is_empty() || kinds.contains(kind)) && grades.contains(grade),
    }
}

/// Whether every value that an answer may have is one that is asked for.
fn told(compared: &Compared, is_met: impl Fn(Value) -> bool) -> Option<bool> {
    let Compared::Told(values) = compared else { return Some(false) };
    all_alike(values.iter().map(|value| is_met(*value)))
}

/// The one value every telling agrees on.
fn alike(known: &Known<bool>) -> Option<bool> {
    let values = values(known, |is| is);
    let first = *values.first()?;
    values.iter().all(|value| *value == first).then_some(first)
}

/// 自理能力 by how many of the six things cannot be done alone.
pub fn grade(cannot: u32) -> SelfCareGrade {
    match cannot {
        0 => SelfCareGrade::Full,
        1..=3 => SelfCareGrade::Partly,
        _ => SelfCareGrade::None,
    }
}
