//! Households in the form people ask (问到的家庭): one file each in `tests/asked`, with what is certain of them, why, and where
//! it comes from. `tests/asked.rs` runs every file for every place it names.

use std::collections::BTreeMap;

use doudi_engine::assess::{Refused, assess};
use doudi_engine::rules::{Book, Unit};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::Assessment;
use doudi_facts::household::Household;
use doudi_rulebook::Rulebook;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// One file.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Asked {
    /// The family, as people would ask.
    pub family: String,
    /// Why what is certain is.
    pub why: String,
    /// Where it comes from.
    pub source: String,
    /// The places it is run for: `daye/other`.
    pub places: Vec<String>,
    /// The day of the application.
    #[serde(default = "day")]
    pub on: String,
    /// Which version of the household file it is written as; an old one says only `lives-together`.
    #[serde(default = "version")]
    pub version: u32,
    /// 城乡
    #[serde(default = "rural")]
    pub area: String,
    /// Everybody who is listed.
    pub people: Vec<Map<String, Value>>,
    /// What each earns in the year, in 元.
    #[serde(default)]
    pub wages: BTreeMap<String, u32>,
    /// Answers at JSON pointers, for what is not about one person.
    #[serde(default)]
    pub with: BTreeMap<String, Value>,
    /// What is certain.
    pub certain: Vec<Certain>,
}

/// What is certain of a family when some of its people apply.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Certain {
    /// Who applies: each of these in turn.
    pub by: Vec<String>,
    /// In these places only.
    #[serde(default)]
    pub places: Vec<String>,
    /// How many count; `[3, 5]`: from 3 to 5.
    #[serde(default)]
    pub people: Option<[u32; 2]>,
    /// Who counts for sure.
    #[serde(default)]
    pub counts: Vec<String>,
    /// Who does not count for sure.
    #[serde(default)]
    pub not: Vec<String>,
    /// Of whom it is open.
    #[serde(default)]
    pub open: Vec<String>,
    /// For each category its word; of a person `single.me`.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    /// For each category a word it must not have.
    #[serde(default)]
    pub never: BTreeMap<String, String>,
    /// What is refused, by its place in the file.
    #[serde(default)]
    pub refused: Vec<String>,
}

fn day() -> String {
    "2025-11-20".to_owned()
}

fn version() -> u32 {
    2
}

fn rural() -> String {
    "rural".to_owned()
}

/// Every file, by its name.
///
/// # Errors
/// The file's, with its name.
pub fn all() -> Result<Vec<(String, Asked)>, String> {
    let folder = crate::root().join("tests/asked");
    let mut all = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(|e| format!("tests/asked: {e}"))? {
        let path = entry.map_err(|e| e.to_string())?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !name.ends_with(".toml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{name}: {e}"))?;
        all.push((name.clone(), toml::from_str(&text).map_err(|e| format!("{name}: {e}"))?));
    }
    all.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(all)
}

impl Asked {
    /// The household when somebody applies in a place.
    ///
    /// # Errors
    /// When the file says what cannot be written.
    pub fn household(&self, place: &str, by: &str) -> Result<Household, String> {
        let people = self.people.iter().map(|person| self.person(person, by)).collect::<Result<Vec<_>, _>>()?;
        let wage = |(who, sum): (&String, &u32)| json!({"who": who, "kind": "casual-wage", "each": {"is": sum.to_string()}, "per": "window", "costs": {"is": "0"}});
        let none = || json!({"complete": "yes"});
        let no = || json!({"is": false});
        let mut told = json!({
            "doudi": self.version, "place": place, "on": self.on, "area": {"is": self.area},
            "people": {"items": people, "complete": "yes"},
            "incomes": {
                "wages": {"items": self.wages.iter().map(wage).collect::<Vec<_>>(), "complete": "yes"},
                "business": none(), "property": none(), "transfers": none()
            },
            "paid-out": none(), "expenses": none(), "receives": none(), "troubles": none(), "past": none(),
            "assets": {
                "savings": {"is": "0"}, "homes": {"is": 1}, "vehicle": no(), "business": no(), "insurance": no(),
                "given-away": no(), "big-spending": no()
            },
            "background": {
                "former-poor": no(), "relocated": no(), "settled-in-town": no(), "land": {"is": true}, "rose-by-work": no()
            }
        });
        for (pointer, value) in &self.with {
            crate::put(&mut told, pointer, value.clone()).ok_or_else(|| format!("nothing at {pointer}"))?;
        }
        serde_json::from_value(told).map_err(|e| e.to_string())
    }

    /// Somebody: what is said is told exactly, what is named under `open` is not asked, and what is left out is usual.
    fn person(&self, said: &Map<String, Value>, by: &str) -> Result<Value, String> {
        let open: Vec<&str> = match said.get("open") {
            Some(Value::Array(open)) => open.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let mut person = Map::new();
        let usual = [
            ("away", json!("no")),
            ("disability", json!("none")),
            ("severe-illness", json!(false)),
            ("dependent", json!(false)),
            ("married", json!(false)),
            ("study", json!("none")),
            ("work", json!("none")),
            ("labour", json!("full")),
            ("mother", json!("able")),
            ("father", json!("able")),
        ];
        usual.into_iter().for_each(|(key, value)| drop(person.insert(key.to_owned(), json!({"is": value}))));
        if self.version > 1 {
            let today = [("lives", json!({"is": "home"})), ("shares-purse", json!({"is": true}))];
            today.into_iter().for_each(|(key, value)| drop(person.insert(key.to_owned(), value)));
            for list in ["lives-with", "spouse", "parents", "kin"] {
                person.insert(list.to_owned(), json!({"complete": "yes"}));
            }
        }
        person.insert("supporters".to_owned(), json!({"complete": "yes"}));
        for (key, value) in said {
            let told = match (key.as_str(), value) {
                ("open", _) => continue,
                ("id", id) => id.clone(),
                ("relation", Value::Object(by_whom)) => {
                    let relation =
                        by_whom.get(by).ok_or_else(|| format!("{by} does not say who {:?} is", said.get("id")))?;
                    json!({"is": relation})
                }
                ("supporters", Value::Array(items)) => {
                    let items: Vec<Value> = items
                        .iter()
                        .map(|one| json!({"relation": one["relation"], "state": {"is": one["state"]}}))
                        .collect();
                    json!({"items": items, "complete": "yes"})
                }
                ("lives-with" | "spouse" | "parents" | "kin", items) => json!({"items": items, "complete": "yes"}),
                (_, value) => json!({"is": value}),
            };
            person.insert(key.clone(), told);
        }
        // A spouse who is listed is one.
        if person.get("spouse").is_some_and(|spouse| spouse.get("items").is_some()) && !said.contains_key("married") {
            person.insert("married".to_owned(), json!({"is": true}));
        }
        for key in open {
            person.remove(key);
        }
        Ok(Value::Object(person))
    }

    /// Everything that does not come out as it is certain to; empty where all does.
    ///
    /// # Errors
    /// When the file cannot be run.
    pub fn wrong(&self, rulebook: &Rulebook) -> Result<Vec<String>, String> {
        let mut wrong = Vec::new();
        for place in &self.places {
            let (listed, town) = rulebook.find(place).ok_or_else(|| format!("no place {place}"))?;
            let book = listed.book(town);
            for certain in &self.certain {
                if !certain.places.is_empty() && !certain.places.contains(place) {
                    continue;
                }
                for by in &certain.by {
                    let household = self.household(place, by)?;
                    let on = household.on.ok_or("no day")?;
                    let found = match assess(book, &household, on) {
                        Ok(found) => certain.differs(book, &household, &found),
                        Err(Refused::Problems(problems)) => {
                            let at: Vec<String> = problems.iter().map(|problem| problem.at.clone()).collect();
                            let named =
                                !certain.refused.is_empty() && certain.refused.iter().all(|one| at.contains(one));
                            if named { Vec::new() } else { vec![format!("refused: {problems:?}")] }
                        }
                        Err(other) => return Err(format!("{other:?}")),
                    };
                    wrong.extend(found.into_iter().map(|one| format!("{place}, {by} applies: {one}")));
                }
            }
        }
        Ok(wrong)
    }
}

impl Certain {
    fn differs(&self, book: &Book, household: &Household, found: &Assessment) -> Vec<String> {
        let mut wrong = Vec::new();
        if !self.refused.is_empty() {
            wrong.push(format!("{:?} is not refused", self.refused));
        }
        if let (Some([least, most]), Some(figure)) = (self.people, found.figures.first())
            && figure.people != (least, Some(most))
        {
            wrong.push(format!("people are {:?}, not {least} to {most}", figure.people));
        }
        let open = |truth: Truth| matches!(truth, Truth::Open(_));
        let holds = |truth: Truth| truth == Truth::Holds;
        let fails = |truth: Truth| truth == Truth::Fails;
        type Is<'a> = (&'a Vec<String>, &'a str, fn(Truth) -> bool);
        let named: [Is<'_>; 3] =
            [(&self.counts, "counts", holds), (&self.not, "does not count", fails), (&self.open, "is open", open)];
        for (ids, what, is) in named {
            for id in ids {
                let truth = household.person(id).and_then(|at| found.members.get(at)).copied();
                if !truth.is_some_and(is) {
                    wrong.push(format!("not so that {id} {what}: {truth:?}"));
                }
            }
        }
        let word = |key: &str| {
            let (id, who) = key.split_once('.').map_or((key, None), |(id, who)| (id, Some(who)));
            let at = book.categories.iter().position(|category| category.id == id)?;
            let of_person = book.categories.get(at).is_some_and(|of| of.unit == Unit::Person);
            let who = who.and_then(|who| household.person(who));
            found.of(at).find(|verdict| !of_person || verdict.who == who).and_then(|verdict| {
                serde_json::to_value(verdict.word).ok().and_then(|word| word.as_str().map(str::to_owned))
            })
        };
        for (key, expected) in &self.words {
            if word(key).as_ref() != Some(expected) {
                wrong.push(format!("{key} is {:?}, not {expected:?}", word(key)));
            }
        }
        for (key, never) in &self.never {
            if word(key).is_none_or(|is| is == *never) {
                wrong.push(format!("{key} is {:?}", word(key)));
            }
        }
        wrong
    }
}
