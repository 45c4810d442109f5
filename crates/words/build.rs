//! Turns `locales/*.toml` into typed keys: one method a message, its placeholders as arguments; and for every closed list and
//! every group of questions, a method that finds the message of each of its values.
//!
//! Chinese is complete and the measure; English may be missing (the Chinese text stands in) but must not know keys or
//! placeholders that Chinese does not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Display, Write as _};
use std::path::Path;

use doudi_facts::household::LISTS;
use doudi_facts::question::{AssetField, BackgroundField, IncomeField, PersonField, SelfCareField, TieField};

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
    let mut typed = Typed { zh: &zh, out: String::new(), missing: Vec::new() };
    typed.lists();
    typed.questions();
    if !typed.missing.is_empty() {
        return Err(typed.missing);
    }
    let out = std::env::var("OUT_DIR").map_err(|e| vec![e.to_string()])?;
    let code = code(&zh, &en) + &typed.out;
    std::fs::write(Path::new(&out).join("messages.rs"), code).map_err(|e| vec![e.to_string()])
}

fn read(name: &str) -> Result<Messages, String> {
    let path = format!("{}/../../locales/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    println!("cargo::rerun-if-changed={path}");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("locales/{name}.toml: {e}"))?;
    let tables: BTreeMap<String, Messages> = toml::from_str(&text).map_err(|e| format!("locales/{name}.toml: {e}"))?;
    let flat = tables.into_iter().flat_map(|(table, messages)| {
        messages.into_iter().map(move |(key, text)| (identifier(&format!("{table}_{key}")), text))
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

/// Methods that find the message of a value of a closed list, or of a question, by its key: `relation.child` is the text of
/// [`Relation::Child`](doudi_facts::household::Relation::Child).
struct Typed<'m> {
    zh: &'m Messages,
    out: String,
    missing: Vec<String>,
}

impl Typed<'_> {
    /// One method a closed list, of the same name as its table.
    fn lists(&mut self) {
        for list in LISTS {
            let arms = list.values.iter().map(|(value, word)| (*value, format!("{}_{word}", list.name)));
            self.method(list.name, &format!("doudi_facts::household::{}", list.of), arms.collect());
        }
    }

    /// Of the questions about one thing, one method for the short name of each, and where the pages ask in other words or help,
    /// two more.
    fn questions(&mut self) {
        self.of_questions("PersonField", ["person", "ask", "person"], &PersonField::ALL);
        self.of_questions("AssetField", ["asset", "ask", "assets"], &AssetField::ALL);
        self.names("IncomeField", "income", "ask", &IncomeField::ALL);
        self.names("TieField", "tie", "ask", &TieField::ALL);
        self.names("SelfCareField", "self-care", "self-care", &SelfCareField::ALL);
        self.names("BackgroundField", "background", "background", &BackgroundField::ALL);
    }

    fn of_questions<T: Debug + Display>(&mut self, of: &str, [about, names, texts]: [&str; 3], all: &[T]) {
        self.names(of, about, names, all);
        for (ending, doc) in
            [("", "as a page asks it; empty: by its short name"), ("-help", "what helps to answer it; may be empty")]
        {
            let kind = if ending.is_empty() { "question" } else { "help" };
            let _ = writeln!(self.out, "impl Words {{\n    /// A question of [`{of}`], {doc}");
            let _ = writeln!(
                self.out,
                "    pub fn {about}_{kind}(self, field: doudi_facts::question::{of}) -> &'static str {{"
            );
            let _ = writeln!(self.out, "        match field {{");
            for field in all {
                let key = identifier(&format!("{texts}_{field}{ending}"));
                let text = if self.zh.contains_key(&key) { format!("self.{key}()") } else { "\"\"".to_owned() };
                let _ = writeln!(self.out, "            doudi_facts::question::{of}::{field:?} => {text},");
            }
            self.out.push_str("        }\n    }\n}\n");
        }
    }

    fn names<T: Debug + Display>(&mut self, of: &str, about: &str, table: &str, all: &[T]) {
        let arms = all.iter().map(|field| (format!("{field:?}"), format!("{table}_{field}")));
        let arms: Vec<(String, String)> = arms.collect();
        let arms = arms.iter().map(|(field, key)| (field.as_str(), key.clone())).collect();
        self.method(&format!("{about}_field"), &format!("doudi_facts::question::{of}"), arms);
    }

    fn method(&mut self, name: &str, of: &str, arms: Vec<(&str, String)>) {
        let _ = writeln!(self.out, "impl Words {{\n    /// The text of a [`{of}`]");
        let _ = writeln!(
            self.out,
            "    pub fn {}(self, of: {of}) -> &'static str {{\n        match of {{",
            identifier(name)
        );
        for (value, key) in arms {
            let key = identifier(&key);
            if !self.zh.contains_key(&key) {
                let (table, word) = key.split_once('_').unwrap_or((&key, ""));
                self.missing
                    .push(format!("locales/zh-CN.toml: `{value}` of `{of}` has no text; add `{word}` to [{table}]"));
            }
            let _ = writeln!(self.out, "            {of}::{value} => self.{key}(),");
        }
        self.out.push_str("        }\n    }\n}\n");
    }
}

/// A key as the name of its method.
fn identifier(key: &str) -> String {
    key.replace('-', "_")
}
