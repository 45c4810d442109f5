//! `doudi coverage --conditions`: whether the cases beside the rules saw every condition hold, fail and stay open.
//!
//! A condition nobody ever saw fail may as well not be there. The cases (`rules/*/cases`) are read from the folder one
//! stands in, which must be the root of the repository, and each household is assessed here. Whether what comes out is
//! right is for the tests, which compare it with the literals of the case; so only the few keys are read that say which
//! household is meant, and this program does not lean on the tests. How often a literal stands behind is counted too.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use doudi_engine::assess::assess;
use doudi_engine::rules::{Book, Condition};
use doudi_engine::truth::Truth;
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_rulebook::Rulebook;
use doudi_words::Words;
use serde::Deserialize;
use serde_json::Value;

use super::catalogue::{Catalogue, Unseen};
use crate::Unusable;

/// In the order they are told.
const TRUTHS: [&str; 3] = ["holds", "fails", "open"];

/// A file of cases.
#[derive(Debug, Deserialize)]
struct File {
    case: Vec<Case>,
}

/// What of a case says which household is looked at, and what it claims of conditions.
#[derive(Debug, Deserialize)]
struct Case {
    name: String,
    given: String,
    #[serde(default)]
    with: BTreeMap<String, Value>,
    place: Option<String>,
    on: Option<toml::value::Datetime>,
    #[serde(default)]
    conditions: BTreeMap<String, String>,
}

/// One condition as it is written: places that take it from the nation share it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// `category.condition`
    path: String,
    /// What it says and where that stands, which tells one place's own from another's.
    text: String,
}

/// How often a condition was seen.
#[derive(Debug, Default)]
struct Seen {
    /// `daye`, `daye (pilot)`
    places: Vec<String>,
    /// In how many cases it came out so.
    found: [usize; 3],
    /// In how many of them the case says so.
    stated: [usize; 3],
}

/// The table, or what was never seen.
pub(crate) fn run(rulebook: &Rulebook, catalogue: &Catalogue, words: Words) -> Result<String, Unusable> {
    let mut seen = every(rulebook);
    let cases = files(Path::new("rules")).map_err(|error| Unusable::one(words.error_at(&"rules", &error)))?;
    let mut many = 0_usize;
    for path in cases {
        let named = |what: String| Unusable::one(words.error_at(&path.display(), &what));
        let text = std::fs::read_to_string(&path).map_err(|error| named(error.to_string()))?;
        let file: File = toml::from_str(&text).map_err(|error| named(error.to_string()))?;
        for case in &file.case {
            look(case, rulebook, &mut seen).map_err(|what| named(format!("{}: {what}", case.name)))?;
            many += 1;
        }
    }
    if many == 0 {
        return Err(Unusable::one(words.cli_coverage_no_cases()));
    }
    let missing = missing(&seen, &catalogue.unseen, words);
    let table = table(&seen, many, words);
    if missing.is_empty() { Ok(table) } else { Err(Unusable(std::iter::once(table).chain(missing).collect())) }
}

/// Every file of cases, in the order of the folders.
fn files(rules: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = |folder: &Path| -> std::io::Result<Vec<PathBuf>> {
        let mut paths: Vec<_> = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        Ok(paths)
    };
    let mut files = Vec::new();
    for place in entries(rules)? {
        let folder = place.join("cases");
        if folder.is_dir() {
            files.extend(entries(&folder)?);
        }
    }
    Ok(files)
}

/// Every condition of every book, unseen.
fn every(rulebook: &Rulebook) -> BTreeMap<Key, Seen> {
    let mut seen: BTreeMap<Key, Seen> = BTreeMap::new();
    for place in &rulebook.places {
        let id = &place.listing.id;
        let mut books = vec![(id.clone(), &place.general)];
        if place.listing.towns.iter().any(|town| town.pilot) {
            books.push((format!("{id} (pilot)"), &place.pilot));
        }
        for (called, book) in books {
            for category in &book.categories {
                for need in &category.needs {
                    seen.entry(key(book, &category.id, need)).or_default().places.push(called.clone());
                }
            }
        }
    }
    seen
}

fn key(book: &Book, category: &str, need: &Condition) -> Key {
    let document = book.documents.get(need.cite.doc).map_or("", |document| &document.id);
    Key { path: format!("{category}.{}", need.id), text: format!("{} {document} {}", need.name.zh, need.cite.at) }
}

/// Assesses the household of a case, and counts what came out.
fn look(case: &Case, rulebook: &Rulebook, seen: &mut BTreeMap<Key, Seen>) -> Result<(), String> {
    let text = std::fs::read_to_string(&case.given).map_err(|error| format!("{}: {error}", case.given))?;
    let mut json: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    for (pointer, value) in &case.with {
        put(&mut json, pointer, value.clone()).ok_or_else(|| format!("nothing at {pointer}"))?;
    }
    let household: Household = serde_json::from_value(json).map_err(|error| error.to_string())?;
    let place = case.place.as_ref().or(household.place.as_ref()).ok_or("no place")?;
    let (place, town) = rulebook.find(place).ok_or_else(|| format!("no place {place}"))?;
    let on: Day = match &case.on {
        Some(day) => day.to_string().parse().map_err(|_| format!("{day}: no day"))?,
        None => household.on.ok_or("no day")?,
    };
    let book = place.book(town);
    let found = assess(book, &household, on).map_err(|refused| format!("{refused:?}"))?;
    for (at, category) in book.categories.iter().enumerate() {
        for (nth, need) in category.needs.iter().enumerate() {
            let of = |truth: &str| {
                found
                    .of(at)
                    .filter(|verdict| verdict.conditions.get(nth).is_some_and(|one| word(*one) == truth))
                    .count()
            };
            let stated = |truth: &str| {
                let names = |path: &String| {
                    path.split('.').next() == Some(&*category.id) && path.ends_with(&format!(".{}", need.id))
                };
                case.conditions.iter().filter(|(path, said)| names(path) && *said == truth).count()
            };
            let Some(seen) = seen.get_mut(&key(book, &category.id, need)) else { continue };
            for ((truth, found), literal) in TRUTHS.into_iter().zip(&mut seen.found).zip(&mut seen.stated) {
                *found += usize::from(of(truth) > 0);
                *literal += usize::from(stated(truth) > 0);
            }
        }
    }
    Ok(())
}

/// Puts a value at a JSON pointer: keys that are not there yet are made, and one item more may be added to a list.
fn put(json: &mut Value, pointer: &str, value: Value) -> Option<()> {
    let mut place = json;
    for key in pointer.split('/').skip(1) {
        if place.is_null() {
            *place = Value::Object(serde_json::Map::new());
        }
        place = match place {
            Value::Array(items) => {
                let at: usize = key.parse().ok()?;
                if at == items.len() {
                    items.push(Value::Null);
                }
                items.get_mut(at)?
            }
            Value::Object(map) => map.entry(key).or_insert(Value::Null),
            _ => return None,
        };
    }
    *place = value;
    Some(())
}

fn word(truth: Truth) -> &'static str {
    match truth {
        Truth::Holds => TRUTHS[0],
        Truth::Fails => TRUTHS[1],
        Truth::Open(_) => TRUTHS[2],
    }
}

/// What no case showed and nobody excused, and excuses that excuse nothing.
fn missing(seen: &BTreeMap<Key, Seen>, unseen: &[Unseen], words: Words) -> Vec<String> {
    let mut used = vec![false; unseen.len()];
    let mut missing = Vec::new();
    for (key, of) in seen {
        for (truth, found) in TRUTHS.into_iter().zip(of.found) {
            if found > 0 {
                continue;
            }
            let excuse = unseen.iter().position(|one| {
                one.never.iter().any(|never| never == truth)
                    && one.conditions.iter().any(|pattern| fits(pattern, &key.path, &of.places))
            });
            match excuse.and_then(|at| used.get_mut(at)) {
                Some(used) => *used = true,
                None => {
                    let place = of.places.join(", ");
                    missing.push(words.cli_coverage_never(&key.path, &place, &key.text, &truth));
                }
            }
        }
    }
    let idle = unseen.iter().zip(used).filter(|(_, used)| !used);
    missing.extend(idle.map(|(one, _)| words.cli_coverage_excuse(&one.conditions.join(", "), &one.why)));
    missing
}

/// Whether `place/category.condition`, with `*` for any, names a condition of one of these places.
fn fits(pattern: &str, path: &str, places: &[String]) -> bool {
    let Some((place, wanted)) = pattern.split_once('/') else { return false };
    let here = place == "*" || places.iter().any(|one| one == place);
    let parts = wanted.split_once('.').zip(path.split_once('.'));
    here && parts
        .is_some_and(|((category, condition), (own, id))| (category == "*" || category == own) && condition == id)
}

/// Each condition, and in how many cases it came out so (and how many say so).
fn table(seen: &BTreeMap<Key, Seen>, many: usize, words: Words) -> String {
    let mut text = words.cli_coverage_seen(&many, &seen.len()) + "\n";
    for (key, of) in seen {
        let counts = TRUTHS.into_iter().zip(of.found).zip(of.stated);
        let counts: Vec<String> =
            counts.map(|((truth, found), stated)| format!("{truth} {found} ({stated})")).collect();
        text += &format!("{}  {}  [{}]\n", key.path, counts.join("  "), of.places.join(", "));
    }
    text
}
