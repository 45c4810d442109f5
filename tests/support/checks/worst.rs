//! The slowest household (最慢的家庭), searched for by climbing: files are changed by chance, and a change stays where the
//! answer takes longer and the file can still be read and assessed.

use std::hint::black_box;

use doudi_engine::assess::{assess, screen};
use doudi_engine::check::check;
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_handoff::file;
use doudi_report::{PageContext, ReportInput};
use doudi_rulebook::Rulebook;
use doudi_words::Words;
use serde_json::Value;

use crate::generate::dice::Dice;
use crate::generate::hide::hide;
use crate::generate::rich;

/// What is measured: what the page and the command line compute of a household.
pub const WAYS: [&str; 7] = ["asks", "screen", "result", "why", "questions", "margins", "compare"];

/// Computes one of [`WAYS`] of a household as the page does; what it visited, where that is told.
///
/// # Errors
/// What makes it no household that can be assessed.
pub fn work(rulebook: &Rulebook, text: &str, way: &str) -> Result<(), String> {
    let household = file::read(text).map_err(|unreadable| unreadable.tell(Words::ZH))?;
    let found = household.place.as_deref().and_then(|path| rulebook.find(path));
    let (place, town) = found.ok_or("no such place")?;
    let (words, book, on) = (Words::ZH, place.book(town), household.on.ok_or("no day")?);
    let refused = |e| format!("{e:?}");
    match way {
        "asks" => {
            black_box(doudi_report::asks(book, &household, on).map_err(refused)?);
        }
        "screen" => {
            black_box(screen(book, &household, on).map_err(refused)?);
        }
        "result" | "why" => {
            let found = assess(book, &household, on).map_err(refused)?;
            let subject = ReportInput { words, place, town, household: &household, on, found: &found };
            if way == "result" {
                black_box(subject.report());
            } else {
                black_box(subject.whys(None)?);
            }
        }
        page => {
            let shelf = PageContext { words, rulebook, household: &household, today: on };
            black_box(shelf.page(page).ok_or("no such page")?);
        }
    }
    Ok(())
}

/// How many households climb beside each other.
const CLIMBERS: usize = 6;

/// Climbs for so many rounds from a seed, from these households and made-up ones. `measure` gives the cost of a file, and none
/// where it is not admitted; `told` hears of each household that costs more than all before.
///
/// # Errors
/// When no household can be made up.
pub fn climb(
    rulebook: &Rulebook,
    (seed, rounds): (u64, u64),
    first: Vec<Value>,
    mut measure: impl FnMut(&str) -> Option<u64>,
    mut told: impl FnMut(u64, u64),
) -> Result<(), String> {
    let mut dice = Dice::new(seed);
    let mut climbers: Vec<(u64, Value)> = first.into_iter().map(|household| (0, household)).collect();
    while climbers.len() < CLIMBERS {
        climbers.push((0, made_up(rulebook, &mut dice)?));
    }
    let mut most = 0;
    for round in 0..rounds {
        let donor = made_up(rulebook, &mut dice)?;
        let climber = dice.below(climbers.len());
        let (cost, from) = &climbers[climber];
        let (mut cost, mut household) = (*cost, from.clone());
        for _ in 0..=dice.below(4) {
            let mut changed = household.clone();
            change(&mut changed, &donor, &mut dice);
            if is_admitted(&changed.to_string()) {
                household = changed;
            }
        }
        if let Some(now) = measure(&household.to_string()).filter(|now| *now > cost) {
            cost = now;
            climbers[climber] = (cost, household);
        }
        if cost > most {
            most = cost;
            told(round, cost);
        }
    }
    Ok(())
}

fn is_admitted(text: &str) -> bool {
    file::read(text).is_ok_and(|household| household.on.is_some_and(|on| check(&household, on).is_empty()))
}

fn made_up(rulebook: &Rulebook, dice: &mut Dice) -> Result<Value, String> {
    let on = [(2025, 11, 20), (2026, 3, 1), (2026, 11, 21)][dice.below(3)];
    let on = Day::new(on.0, on.1, on.2).ok_or("no such day")?;
    let mut household: Household = rich::household(dice, on, 9)?;
    if dice.often(70) {
        hide(dice, &mut household);
    }
    let place = &rulebook.places[dice.below(rulebook.places.len())].listing;
    let town = place.towns.get(dice.below(place.towns.len() + 1));
    household.place = Some(town.map_or_else(|| place.id.clone(), |town| format!("{}/{}", place.id, town.id)));
    household.on = Some(on);
    serde_json::from_str(&file::write(&household)).map_err(|e| e.to_string())
}

/// One change by chance: another household's part in the place of this one's, an entry more or less, an answer nobody knows.
fn change(household: &mut Value, donor: &Value, dice: &mut Dice) {
    let mut lists = Vec::new();
    paths(household, &mut Vec::new(), &mut |path, value| {
        if value.as_array().is_some_and(|items| !items.is_empty()) {
            lists.push(path.to_vec());
        }
    });
    let mut all = Vec::new();
    paths(household, &mut Vec::new(), &mut |path, _| all.push(path.to_vec()));
    match dice.below(6) {
        // Entries once more, under another id if one it is a person's.
        0 | 1 if !lists.is_empty() => {
            let path = &lists[dice.below(lists.len())];
            let Some(Value::Array(items)) = at(household, path) else { return };
            for _ in 0..dice.of([1, 1, 4, 12]) {
                let mut copy = items[dice.below(items.len())].clone();
                if let Some(id) = copy.get_mut("id") {
                    *id = Value::String(format!("q{}", dice.below(100_000)));
                }
                items.push(copy);
            }
        }
        2 if !lists.is_empty() => {
            let path = &lists[dice.below(lists.len())];
            let Some(Value::Array(items)) = at(household, path) else { return };
            let gone = dice.below(items.len());
            items.remove(gone);
        }
        3 => {
            let share = dice.of([2, 10, 50, 100]);
            for path in all {
                let is_answer = path
                    .last()
                    .is_some_and(|key| !["id", "who", "kind", "place", "on", "doudi", "items"].contains(&key.as_str()));
                if dice.often(share)
                    && is_answer
                    && let Some(value) = at(household, &path)
                    && value.get("items").is_none()
                    && !value.is_array()
                {
                    *value = Value::String("unknown".to_owned());
                }
            }
        }
        _ => {
            let path = &all[dice.below(all.len())];
            let theirs = part(donor, path).cloned();
            if let (Some(theirs), Some(mine)) = (theirs, at(household, path)) {
                *mine = theirs;
            }
        }
    }
}

/// Passes over every part of a file; entries of a list by their place.
fn paths(value: &Value, path: &mut Vec<String>, visit: &mut dyn FnMut(&[String], &Value)) {
    if !path.is_empty() {
        visit(path, value);
    }
    let parts: Vec<(String, &Value)> = match value {
        Value::Object(of) => of.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(of) => of.iter().enumerate().map(|(nth, value)| (nth.to_string(), value)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    for (key, value) in parts {
        path.push(key);
        paths(value, path, visit);
        path.pop();
    }
}

fn at<'v>(value: &'v mut Value, path: &[String]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, key| match value {
        Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?),
        value => value.get_mut(key),
    })
}

/// The same part of another household; an entry of a list by its place among fewer.
fn part<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| match value {
        Value::Array(items) => items.get(key.parse::<usize>().ok()? % items.len().max(1)),
        value => value.get(key),
    })
}
