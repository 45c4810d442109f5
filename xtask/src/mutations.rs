//! The list of mutations (`tests/mutations.toml`): ways to break the engine or the rules, each to be caught.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

/// Where the list is.
pub(crate) const LIST: &str = "tests/mutations.toml";

#[derive(Debug, Deserialize)]
struct List {
    mutation: Vec<Mutation>,
}

/// One way to break something.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mutation {
    pub(crate) id: String,
    /// What a family would be told wrongly.
    pub(crate) what: String,
    /// The file, from the root.
    pub(crate) file: String,
    /// What stands in it once.
    pub(crate) find: String,
    /// What stands there instead.
    pub(crate) replace: String,
}

/// Every mutation.
pub(crate) fn read(root: &Path) -> Result<Vec<Mutation>> {
    let text = std::fs::read_to_string(root.join(LIST)).with_context(|| format!("{LIST}: cannot be read"))?;
    parse(&text)
}

fn parse(text: &str) -> Result<Vec<Mutation>> {
    Ok(toml::from_str::<List>(text).with_context(|| format!("{LIST}: is no list of mutations"))?.mutation)
}

/// What keeps mutations from being applied: the place in the list, and what is wrong.
pub(crate) fn rotten(all: &[Mutation], text: impl Fn(&str) -> Option<String>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, one) in all.iter().enumerate() {
        if let Err(what) = once(text(&one.file).as_deref(), &one.find, &one.file) {
            found.push((one.id.clone(), what));
        }
        if all[..at].iter().any(|before| before.id == one.id) {
            found.push((one.id.clone(), "is there twice; name it otherwise".to_owned()));
        }
        if one.what.is_empty() || one.find == one.replace {
            found.push((one.id.clone(), "breaks nothing, or does not say what".to_owned()));
        }
    }
    found
}

/// Whether a file has the text exactly once; `None`: there is no such file.
pub(crate) fn once(text: Option<&str>, find: &str, file: &str) -> Result<(), String> {
    match text.map_or(0, |text| text.matches(find).count()) {
        1 => Ok(()),
        times => Err(format!("what it finds stands {times} times in {file}; make it once")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "[[mutation]]\nid = 'a'\nwhat = 'w'\nfile = 'f'\nfind = '<='\nreplace = '<'\n";

    #[test]
    fn what_is_no_longer_there_once_is_caught() {
        let found = |text: &'static str| rotten(&parse(GOOD).unwrap(), |_| Some(text.to_owned())).len();
        assert_eq!([found("a <= b"), found("a < b"), found("a <= b <= c")], [0, 1, 1]);
        assert_eq!(rotten(&parse(GOOD).unwrap(), |_| None).len(), 1);
        assert_eq!(rotten(&parse(&GOOD.repeat(2)).unwrap(), |_| Some("<=".to_owned())).len(), 1);
    }
}
