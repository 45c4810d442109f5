//! Turns `locales/*.toml` into typed keys: one method a message, its placeholders as arguments.
//!
//! Chinese is complete and the measure; English may be missing (the Chinese text stands in) but must not know keys or
//! placeholders that Chinese does not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

type Messages = BTreeMap<String, String>;

fn main() {
    let built = build();
    for error in built.err().unwrap_or_default() {
        println!("cargo::error={error}");
    }
}

fn build() -> Result<(), Vec<String>> {
    let zh = read("zh-CN").map_err(|e| vec![e])?;
    let mut en = read("en").map_err(|e| vec![e])?;
    let mut errors = Vec::new();
    for (key, text) in &en {
        match zh.get(key) {
            None => errors.push(format!("locales/en.toml: `{key}` is not in zh-CN.toml; write the Chinese first")),
            Some(first) if arguments(first) != arguments(text) => {
                errors.push(format!("locales/en.toml: `{key}` has other placeholders than the Chinese text"));
            }
            Some(_) => {}
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    if std::env::var_os("CARGO_FEATURE_EN").is_none() {
        en.clear();
    }
    let out = std::env::var("OUT_DIR").map_err(|e| vec![e.to_string()])?;
    std::fs::write(Path::new(&out).join("messages.rs"), code(&zh, &en)).map_err(|e| vec![e.to_string()])
}

fn read(name: &str) -> Result<Messages, String> {
    let path = format!("{}/../../locales/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    println!("cargo::rerun-if-changed={path}");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("locales/{name}.toml: {e}"))?;
    let tables: BTreeMap<String, Messages> = toml::from_str(&text).map_err(|e| format!("locales/{name}.toml: {e}"))?;
    let flat = tables.into_iter().flat_map(|(table, messages)| {
        messages.into_iter().map(move |(key, text)| (format!("{table}_{key}").replace('-', "_"), text))
    });
    Ok(flat.collect())
}

/// The names between braces, each once.
fn arguments(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

fn code(zh: &Messages, en: &Messages) -> String {
    let mut out = String::from("impl Words {\n");
    for (key, first) in zh {
        let second = en.get(key).unwrap_or(first);
        let names = arguments(first);
        let doc = first.replace('\n', " ").replace(['[', ']', '<', '>', '`'], " ");
        let _ = writeln!(out, "    /// {doc}");
        let list: String = names.iter().map(|n| format!(", {n}: &dyn std::fmt::Display")).collect();
        let body = match (names.is_empty(), first == second) {
            (true, true) => format!("(self) -> &'static str {{ {first:?} }}"),
            (true, false) => format!("(self) -> &'static str {{ self.pick({first:?}, {second:?}) }}"),
            (false, true) => format!("(self{list}) -> String {{ format!({first:?}) }}"),
            (false, false) => {
                let both = format!("Lang::Zh => format!({first:?}), Lang::En => format!({second:?})");
                format!("(self{list}) -> String {{ match self.lang {{ {both} }} }}")
            }
        };
        let _ = writeln!(out, "    pub fn {key}{body}");
    }
    out.push_str("}\n");
    out
}
