//! What the native nets share: the rulebook as it is in the repository, households, and cases read from TOML.

/// Households made up, and what is left out of them or put in.
pub mod generate {
    pub mod answers;
    pub mod dense;
    pub mod dice;
    pub mod family;
    pub mod fill;
    pub mod hide;
    pub mod households;
    pub mod kindred;
    pub mod lens;
    pub mod ordinary;
    pub mod rich;
    pub mod states;
}

/// What a household comes out as, found by other notions than the engine's.
pub mod oracles {
    pub mod hull;
    pub mod kinfolk;
    pub mod naive;
    mod naive_income;
    pub mod naive_members;
    pub mod office;
    pub mod planner_best;
    pub mod referee;
    pub mod referee_members;
}

/// What holds the engine to the oracles, and to what people have worked out.
pub mod checks {
    pub mod asked;
    pub mod cases;
    pub mod fuzz;
    pub mod hold;
    pub mod planner;
    pub mod planner_walk;
    pub mod reach;
    pub mod soundness;
    pub mod swaps;
    pub mod wide;
    pub mod worst;
}

use std::path::{Path, PathBuf};

use doudi_facts::household::Household;
use doudi_rulebook::Rulebook;
use doudi_rulebook::compile::{Flaw, Source, compile, read_folder};

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The rulebook of the repository.
///
/// # Errors
/// Every flaw, one a line.
pub fn rulebook() -> Result<Rulebook, String> {
    compiled(&read_folder(&root().join("rules"))?)
}

/// The nation's rules with a made-up county's own: `rules/NAME/rules.toml` with this text.
///
/// # Errors
/// Every flaw, one a line.
pub fn county(name: &str, text: String) -> Result<Rulebook, String> {
    let mut sources = read_folder(&root().join("rules"))?;
    sources
        .retain(|source| ["rules/_sources/", "rules/national/"].iter().any(|folder| source.name.starts_with(folder)));
    sources.push(Source { name: format!("rules/{name}/rules.toml"), text });
    compiled(&sources)
}

/// The nation's rules with the made-up sixth county's (`tests/sixth`).
///
/// # Errors
/// The file's, or every flaw, one a line.
pub fn sixth() -> Result<Rulebook, String> {
    let path = root().join("tests/sixth/rules.toml");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    county("sixth", text)
}

fn compiled(sources: &[Source]) -> Result<Rulebook, String> {
    compile(sources).map_err(|flaws| flaws.iter().map(Flaw::to_string).collect::<Vec<_>>().join("\n"))
}

/// A household file, with values at JSON pointers replaced.
///
/// # Errors
/// The file's or the pointer's, with the path.
pub fn household(path: &str, with: &[(String, serde_json::Value)]) -> Result<Household, String> {
    let text = std::fs::read_to_string(root().join(path)).map_err(|e| format!("{path}: {e}"))?;
    let mut json: serde_json::Value = serde_json::from_str(&text).map_err(|e| format!("{path}: {e}"))?;
    for (pointer, value) in with {
        put(&mut json, pointer, value.clone()).ok_or_else(|| format!("{path}: nothing at {pointer}"))?;
    }
    serde_json::from_value(json).map_err(|e| format!("{path}: {e}"))
}

/// Puts a value at a JSON pointer: keys that are not there yet are made, and one item more may be added to a list.
fn put(json: &mut serde_json::Value, pointer: &str, value: serde_json::Value) -> Option<()> {
    let mut place = json;
    for key in pointer.split('/').skip(1) {
        place = match place {
            serde_json::Value::Array(items) => {
                let at: usize = key.parse().ok()?;
                if at == items.len() {
                    items.push(serde_json::Value::Null);
                }
                items.get_mut(at)?
            }
            serde_json::Value::Null => {
                *place = serde_json::Value::Object(serde_json::Map::new());
                place.as_object_mut()?.entry(key).or_insert(serde_json::Value::Null)
            }
            serde_json::Value::Object(map) => map.entry(key).or_insert(serde_json::Value::Null),
            _ => return None,
        };
    }
    *place = value;
    Some(())
}
