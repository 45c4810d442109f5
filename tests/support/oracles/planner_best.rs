//! The best there is (最少要问几个): how many questions the best plan of all needs in the worst case, found by trying
//! every order on small households, against how many ours needs.

use std::collections::BTreeMap;

use doudi_engine::assess::screen;
use doudi_engine::check::check;
use doudi_engine::plan::plan;
use doudi_engine::rules::Book;
use doudi_engine::truth::Truth;
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::known::{Closure, Known};
use doudi_facts::question::QuestionId;

use crate::checks::planner::asked;
use crate::checks::soundness;
use crate::generate::answers::{Value, Visit, each};
use crate::generate::dense::{self, LARGEST, yuan};
use crate::generate::dice::Dice;

/// More states than this, and a household is not small.
const MOST: usize = 6000;

/// How deep ours and the best go in the worst case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depths {
    /// How many answers were unknown.
    pub unknown: usize,
    /// Ours.
    pub ours: u32,
    /// The best.
    pub best: u32,
}

/// A small random household with at most eight questions open that matter, and the depths; `None` when it is not small.
///
/// # Errors
/// When something cannot be set up.
pub fn depths(rulebook: &doudi_rulebook::Rulebook, seed: u64, worlds: u32) -> Result<Option<Depths>, String> {
    let mut dice = Dice::new(seed);
    let case = dense::told_of(&mut dice, 3)?;
    let book = soundness::book(rulebook, &case)?;
    let on = case.ground.on;
    let whole = case.household;
    let mut facts = Facts(Vec::new());
    each(&mut whole.clone(), &mut facts);
    let mut less = whole.clone();
    let mut unknown = Vec::new();
    let many = 2 + dice.below(7);
    for _ in 0..60 {
        if unknown.len() == many {
            break;
        }
        let fact = facts.0.swap_remove(dice.below(facts.0.len()));
        let mut hidden = less.clone();
        each(&mut hidden, &mut Hide(fact));
        let found = screen(&book, &hidden, on).map_err(|e| format!("{e:?}"))?;
        let is_asked = asked(&found);
        if is_asked.contains(&fact) && unknown.iter().all(|fact| is_asked.contains(fact)) {
            less = hidden;
            unknown.push(fact);
        }
        if facts.0.is_empty() {
            break;
        }
    }
    let mut outcomes = Vec::new();
    for fact in &unknown {
        outcomes.push(cut(&book, &whole, &less, on, *fact)?);
    }
    let mut search =
        Search { book: &book, on, less: &less, unknown: &unknown, outcomes: &outcomes, worlds, known: BTreeMap::new() };
    let start = vec![0; unknown.len()];
    let Some(best) = search.depth(&start, false)? else { return Ok(None) };
    let Some(ours) = search.depth(&start, true)? else { return Ok(None) };
    Ok(Some(Depths { unknown: unknown.len(), ours, best }))
}

/// One of the answers that stand for all of their kind.
type Representative = Household;

/// What is known of a state: what is asked, what ours asks first, and how deep it is for the best and for ours.
#[derive(Debug, Clone, Default)]
struct Seen {
    asked: Vec<usize>,
    first: Option<usize>,
    depth: [Option<u32>; 2],
}

struct Search<'a> {
    book: &'a Book,
    on: Day,
    less: &'a Household,
    unknown: &'a [QuestionId],
    /// For each unknown, households that tell it in one way each.
    outcomes: &'a [Vec<Representative>],
    worlds: u32,
    known: BTreeMap<Vec<usize>, Seen>,
}

impl Search<'_> {
    /// How many questions it takes from a state in the worst case; `None` when there are too many states.
    fn depth(&mut self, state: &[usize], ours: bool) -> Result<Option<u32>, String> {
        if !self.known.contains_key(state) {
            if self.known.len() >= MOST {
                return Ok(None);
            }
            let looked = self.look(state)?;
            self.known.insert(state.to_vec(), looked);
        }
        let known = self.known[state].clone();
        if let Some(depth) = known.depth[usize::from(ours)] {
            return Ok(Some(depth));
        }
        let choices = if ours { known.first.into_iter().collect() } else { known.asked };
        let mut best: Option<u32> = None;
        for at in choices {
            let mut worst = 0;
            for outcome in 1..=self.outcomes[at].len() {
                let mut next = state.to_vec();
                next[at] = outcome;
                if !self.can_be(&next) {
                    continue;
                }
                let Some(depth) = self.depth(&next, ours)? else { return Ok(None) };
                worst = worst.max(depth + 1);
                // No better than what was found already.
                if best.is_some_and(|best| worst >= best) {
                    break;
                }
            }
            best = Some(best.map_or(worst, |best| best.min(worst)));
            if best == Some(1) {
                break;
            }
        }
        let depth = best.unwrap_or(0);
        if let Some(known) = self.known.get_mut(state) {
            known.depth[usize::from(ours)] = Some(depth);
        }
        Ok(Some(depth))
    }

    fn household(&self, state: &[usize]) -> Household {
        let mut household = self.less.clone();
        for ((fact, outcomes), outcome) in self.unknown.iter().zip(self.outcomes).zip(state) {
            if let Some(told) = outcome.checked_sub(1).and_then(|at| outcomes.get(at)) {
                crate::generate::fill::tell(*fact, told, told, &mut household);
            }
        }
        household
    }

    fn can_be(&self, state: &[usize]) -> bool {
        check(&self.household(state), self.on).is_empty()
    }

    fn look(&self, state: &[usize]) -> Result<Seen, String> {
        let household = self.household(state);
        let found = screen(self.book, &household, self.on).map_err(|e| format!("{e:?}"))?;
        let all = asked(&found);
        let place = |fact: QuestionId| self.unknown.iter().position(|one| *one == fact);
        let plan = plan(self.book, &household, self.on, &found, self.worlds).map_err(|e| format!("{e:?}"))?;
        Ok(Seen {
            asked: all.into_iter().filter_map(place).collect(),
            first: plan.next.first().and_then(|question| place(question.fact)),
            depth: [None; 2],
        })
    }
}

/// The ways to tell an unknown that can come out differently: every word of a list; of a sum both sides of every
/// threshold, with everything else as it turns out to be and with each other unknown left open.
fn cut(
    book: &Book,
    whole: &Household,
    less: &Household,
    on: Day,
    fact: QuestionId,
) -> Result<Vec<Representative>, String> {
    let mut values = Values { at: fact, on, sum: None, nth: 0, is_there: true, is_sum: false };
    let mut all = Vec::new();
    while values.is_there {
        let mut told = whole.clone();
        values.is_there = false;
        each(&mut told, &mut values);
        if values.is_there {
            all.push(told);
        }
        values.nth += 1;
    }
    if !values.is_sum {
        return Ok(all);
    }
    // What comes out for a sum, and then every place where that changes, by halving.
    let signature = |base: &Household, sum: i128| -> Result<Vec<(bool, bool)>, String> {
        let mut told = base.clone();
        put(&mut told, fact, on, sum)?;
        // What cannot be beside the other answers is a kind of its own.
        if !check(&told, on).is_empty() {
            return Ok(Vec::new());
        }
        let found = screen(book, &told, on).map_err(|e| format!("{e:?}"))?;
        let pair = |truth: Truth| (truth.may_hold(), truth.may_fail());
        Ok(found.verdicts.iter().map(|verdict| pair(verdict.fits)).collect())
    };
    let mut cuts = std::collections::BTreeSet::from([0, LARGEST]);
    for base in [whole, less] {
        let mut parts = vec![(0, LARGEST, signature(base, 0)?, signature(base, LARGEST)?)];
        while let Some((low, high, first, last)) = parts.pop() {
            if high - low <= 1 {
                cuts.extend([low, high]);
            } else if first != last {
                let middle = low + (high - low) / 2;
                let there = signature(base, middle)?;
                if first != there {
                    parts.push((low, middle, first, there.clone()));
                }
                if there != last {
                    parts.push((middle, high, there, last));
                }
            }
        }
    }
    let mut told = Vec::new();
    for sum in cuts {
        let mut one = whole.clone();
        put(&mut one, fact, on, sum)?;
        if check(&one, on).is_empty() {
            told.push(one);
        }
    }
    Ok(told)
}

fn put(household: &mut Household, at: QuestionId, on: Day, sum: i128) -> Result<(), String> {
    let sum = Some(yuan(sum)?);
    each(household, &mut Values { at, on, sum, nth: 0, is_there: false, is_sum: false });
    Ok(())
}

/// Puts the nth value at a place; at one that holds a sum, the sum given.
struct Values {
    at: QuestionId,
    on: Day,
    sum: Option<doudi_facts::money::Yuan>,
    nth: usize,
    is_there: bool,
    is_sum: bool,
}

impl Visit for Values {
    fn answer<T: Value>(&mut self, at: QuestionId, known: &mut Known<T>) {
        if at != self.at {
            return;
        }
        let place: &mut dyn std::any::Any = known;
        if let Some(place) = place.downcast_mut::<Known<doudi_facts::money::Yuan>>() {
            self.is_sum = true;
            if let Some(sum) = self.sum {
                *place = Known::Is(sum);
            }
            return;
        }
        let values = T::critical(self.on);
        self.is_there = self.nth < values.len();
        if let Some(value) = values.into_iter().nth(self.nth) {
            *known = Known::Is(value);
        }
    }

    fn list(&mut self, _: QuestionId, _: &mut Closure) {}
}

/// Every answer there is, lists apart.
struct Facts(Vec<QuestionId>);

impl Visit for Facts {
    fn answer<T: Value>(&mut self, at: QuestionId, known: &mut Known<T>) {
        let is_applicant = matches!(at, QuestionId::Person(0, doudi_facts::question::PersonField::Relation));
        self.0.extend((!known.is_not_asked() && !is_applicant).then_some(at));
    }

    fn list(&mut self, _: QuestionId, _: &mut Closure) {}
}

/// Takes an answer back.
struct Hide(QuestionId);

impl Visit for Hide {
    fn answer<T: Value>(&mut self, at: QuestionId, known: &mut Known<T>) {
        if at == self.0 {
            *known = Known::NotAsked;
        }
    }

    fn list(&mut self, _: QuestionId, _: &mut Closure) {}
}
