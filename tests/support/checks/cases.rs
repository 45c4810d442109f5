//! Cases (算例): households with literal outcomes, written beside the rules.

use std::collections::BTreeMap;
use std::path::Path;

use doudi_engine::assess;
use doudi_engine::help::{Helped, Offer};
use doudi_engine::rules::Book;
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{Assessment, Verdict};
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::money::{Bounds, Yuan};
use doudi_rulebook::Rulebook;
use serde::Deserialize;

/// A file of cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Whether each case states every condition and every ask of each category it names.
    #[serde(default)]
    pub complete: bool,
    /// The cases.
    pub case: Vec<Case>,
}

/// One case: what is given, and the literals that must come out.
///
/// The word of every category, the truth of every condition and the exact asks are always stated: a case that leaves one
/// out fails. The rest is compared where it is named.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Case {
    /// The claim.
    pub name: String,
    /// Where the expected figures come from.
    pub source: String,
    /// A household file, from the root of the repository.
    pub given: String,
    /// JSON pointers into it and what stands there instead.
    #[serde(default)]
    pub with: BTreeMap<String, serde_json::Value>,
    /// Another place than the file names.
    pub place: Option<String>,
    /// Another day than the file names.
    pub on: Option<toml::value::Datetime>,
    /// How many count as members.
    pub people: Option<u32>,
    /// Income counted under the account `dibao`, 元 in the window: one sum, or from and to.
    pub counted: Option<Sum>,
    /// The same per head, to the 分.
    pub per_head: Option<Sum>,
    /// A category's word.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    /// A category's word if weakly sourced figures were right.
    #[serde(default)]
    pub assumed: BTreeMap<String, String>,
    /// A condition (`category.condition`): holds, fails, open.
    #[serde(default)]
    pub conditions: BTreeMap<String, String>,
    /// A category's exact asks.
    #[serde(default)]
    pub asks: BTreeMap<String, Vec<String>>,
    /// A gate of 低保-or-边缘 taken together: holds, fails, open.
    #[serde(default)]
    pub gates: BTreeMap<String, String>,
    /// Every possible combination of 低保 and 边缘: + fits, - does not, ? open.
    pub vectors: Option<Vec<String>>,
    /// Whether every condition and ask of each category named must be stated; said once for a file.
    #[serde(skip)]
    pub complete: bool,
    /// What a category pays a year, 元.
    #[serde(default)]
    pub grant: BTreeMap<String, Sum>,
    /// A measure, of one person `measure.p1`: holds, fails, open.
    #[serde(default)]
    pub help: BTreeMap<String, String>,
    /// How far a measure is: now, once, depends, none.
    #[serde(default)]
    pub offers: BTreeMap<String, String>,
    /// A thing to bring, of one person `thing.p1`: holds, fails, open.
    #[serde(default)]
    pub bring: BTreeMap<String, String>,
}

/// One sum, or a range; `""` is no bound.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Sum {
    /// Exactly.
    Exact(String),
    /// From and to.
    Range(String, String),
}

/// Every case beside the rules, with the file it stands in.
///
/// # Errors
/// What cannot be read, with the path.
pub fn all() -> Result<Vec<(String, Case)>, String> {
    let mut cases = Vec::new();
    for place in read(&crate::root().join("rules"))? {
        let folder = place.join("cases");
        if !folder.is_dir() {
            continue;
        }
        for path in read(&folder)? {
            let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            let file: File = toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
            let name = path.strip_prefix(crate::root()).unwrap_or(&path).display().to_string();
            cases.extend(file.case.into_iter().map(|case| (name.clone(), Case { complete: file.complete, ..case })));
        }
    }
    Ok(cases)
}

fn read(folder: &Path) -> Result<Vec<std::path::PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

impl Case {
    /// The household, and the book and day it is looked at under.
    ///
    /// # Errors
    /// What cannot be found or read.
    pub fn prepare<'b>(&self, rulebook: &'b Rulebook) -> Result<(&'b Book, Household, Day), String> {
        let with: Vec<_> = self.with.iter().map(|(at, value)| (at.clone(), value.clone())).collect();
        let household = crate::household(&self.given, &with)?;
        let place = self.place.as_ref().or(household.place.as_ref()).ok_or("no place")?;
        let (place, town) = rulebook.find(place).ok_or_else(|| format!("no place {place}"))?;
        let on = match &self.on {
            Some(day) => day.to_string().parse().map_err(|e| format!("{e}"))?,
            None => household.on.ok_or("no day")?,
        };
        Ok((place.book(town), household, on))
    }

    /// Everything that came out differently.
    ///
    /// # Errors
    /// What kept the case from running.
    pub fn run(&self, rulebook: &Rulebook) -> Result<Vec<String>, String> {
        let (book, household, on) = self.prepare(rulebook)?;
        let found = assess(book, &household, on).map_err(|e| format!("{e:?}"))?;
        let mut compare = Compare { book, household: &household, found: &found, differences: Vec::new() };
        if self.complete {
            compare.complete(self)?;
        }
        compare.figures(self);
        compare.categories(self)?;
        compare.help(self)?;
        compare.groups(self);
        Ok(compare.differences)
    }
}

struct Compare<'a> {
    book: &'a Book,
    household: &'a Household,
    found: &'a Assessment,
    differences: Vec<String>,
}

impl Compare<'_> {
    fn same(&mut self, what: &str, expected: impl ToString, found: impl ToString) {
        let (expected, found) = (expected.to_string(), found.to_string());
        if expected != found {
            self.differences.push(format!("{what}: expected {expected}, found {found}"));
        }
    }

    /// What every case must state: of each category it names, every condition and every ask.
    fn complete(&mut self, case: &Case) -> Result<(), String> {
        if case.words.is_empty() {
            self.differences.push("words: left out; say at least what it is about".to_owned());
        }
        for path in case.words.keys() {
            let needs = &self.book.categories[self.verdict(path)?.category].needs;
            let conditions = needs.iter().map(|need| format!("{path}.{}", need.id));
            let mut left_out: Vec<String> = conditions.filter(|path| !case.conditions.contains_key(path)).collect();
            left_out.extend((!case.asks.contains_key(path)).then(|| format!("the asks of {path}")));
            self.differences.extend(left_out.iter().map(|what| format!("{what}: left out")));
        }
        Ok(())
    }

    fn help(&mut self, case: &Case) -> Result<(), String> {
        for (path, expected) in &case.help {
            self.same(&format!("help {path}"), expected, truth(self.helped(path)?.truth));
        }
        for (path, expected) in &case.offers {
            let offer = self.helped(path)?.offer().map_or("none", |offer| match offer {
                Offer::Now => "now",
                Offer::Once => "once",
                Offer::Depends => "depends",
            });
            self.same(&format!("offer {path}"), expected, offer);
        }
        for (path, expected) in &case.bring {
            let (id, who) = self.whose(path)?;
            let at =
                self.book.bring.iter().position(|one| one.id == id).ok_or_else(|| format!("nothing to bring: {id}"))?;
            let found = self.found.bring.iter().find(|one| one.bring == at && one.who == who);
            self.same(&format!("bring {path}"), expected, truth(found.ok_or_else(|| format!("{path}: whose?"))?.truth));
        }
        Ok(())
    }

    fn helped(&self, path: &str) -> Result<Helped, String> {
        let (id, who) = self.whose(path)?;
        let at = self.book.help.iter().position(|one| one.id == id).ok_or_else(|| format!("no measure {id}"))?;
        let found = self.found.help.iter().find(|one| one.help == at && one.who == who).copied();
        found.ok_or_else(|| format!("{path}: name a person for a measure of persons, and only there"))
    }

    /// An id and the person named after it.
    fn whose<'p>(&self, path: &'p str) -> Result<(&'p str, Option<usize>), String> {
        let (id, who) = path.split_once('.').map_or((path, None), |(id, who)| (id, Some(who)));
        let who = who.map(|who| self.household.person(who).ok_or_else(|| format!("{path}: nobody is {who}")));
        Ok((id, who.transpose()?))
    }

    fn figures(&mut self, case: &Case) {
        let account = self.book.accounts.iter().position(|a| a.id == "dibao");
        let Some(figure) = account.and_then(|at| self.found.figures.get(at)).copied() else { return };
        if let Some(people) = case.people {
            self.same(
                "people",
                format!("{people}..{people}"),
                format!("{}..{}", figure.people.0, figure.people.1.unwrap_or(u32::MAX)),
            );
        }
        if let Some(counted) = &case.counted {
            self.same("counted", counted.tell(), tell(figure.total));
        }
        if let Some(per_head) = &case.per_head {
            self.same("per head", per_head.tell(), tell(figure.per_head));
        }
    }

    fn categories(&mut self, case: &Case) -> Result<(), String> {
        for (id, word) in &case.words {
            let verdict = self.verdict(id)?;
            self.same(&format!("word of {id}"), word, spelled(&verdict.word));
        }
        for (id, word) in &case.assumed {
            let assumed = self.verdict(id)?.assumed;
            self.same(
                &format!("assumed word of {id}"),
                word,
                assumed.map_or_else(|| "none".to_owned(), |w| spelled(&w)),
            );
        }
        for (path, expected) in &case.conditions {
            let (of, condition) = path.rsplit_once('.').ok_or_else(|| format!("{path}: write category.condition"))?;
            let verdict = self.verdict(of)?;
            let needs = &self.book.categories[verdict.category].needs;
            let need = needs.iter().position(|n| n.id == condition).ok_or_else(|| format!("no condition {path}"))?;
            self.same(path, expected, truth(verdict.conditions[need]));
        }
        for (id, expected) in &case.asks {
            let asks = self.found.asks.of(self.verdict(id)?.fits.asks());
            let mut keys: Vec<String> = asks.into_iter().map(|ask| ask.key(self.book)).collect();
            let mut expected = expected.clone();
            keys.sort();
            expected.sort();
            self.same(&format!("asks of {id}"), expected.join(" "), keys.join(" "));
        }
        for (id, expected) in &case.grant {
            let grant = self.verdict(id)?.grant();
            self.same(&format!("grant of {id}"), expected.tell(), grant.map_or_else(|| "none".to_owned(), tell));
        }
        Ok(())
    }

    /// The verdict of a category, or of one person: `dibao`, `tekun.p1`.
    fn verdict(&self, path: &str) -> Result<Verdict, String> {
        let (id, who) = self.whose(path)?;
        let at = self.book.categories.iter().position(|c| c.id == id).ok_or_else(|| format!("no category {id}"))?;
        let found = self.found.of(at).find(|verdict| verdict.who == who);
        found.cloned().ok_or_else(|| format!("{path}: name a person for a category of persons, and only there"))
    }

    fn groups(&mut self, case: &Case) {
        let Some(group) = self.found.groups.first() else { return };
        for (gate, expected) in &case.gates {
            let found = group.gates.iter().find(|(g, _)| spelled(g) == *gate).map_or("?", |(_, t)| truth(*t));
            self.same(&format!("gate {gate}"), expected, found);
        }
        if let Some(expected) = &case.vectors {
            let sign = |fits: &Option<bool>| match fits {
                Some(true) => '+',
                Some(false) => '-',
                None => '?',
            };
            let mut found: Vec<String> = group.vectors.iter().map(|v| v.iter().map(sign).collect()).collect();
            let mut expected = expected.clone();
            found.sort();
            expected.sort();
            self.same("vectors", expected.join(" "), found.join(" "));
        }
    }
}

impl Sum {
    fn tell(&self) -> String {
        let parse = |text: &str| text.parse::<Yuan>().ok();
        match self {
            Self::Exact(sum) => tell(Bounds { low: parse(sum), high: parse(sum) }),
            Self::Range(from, to) => tell(Bounds { low: parse(from), high: parse(to) }),
        }
    }
}

fn tell(bounds: Bounds) -> String {
    let end = |sum: Option<Yuan>| sum.map_or_else(|| "…".to_owned(), Yuan::grouped);
    match bounds.exact() {
        Some(sum) => sum.grouped(),
        None => format!("{} to {}", end(bounds.low), end(bounds.high)),
    }
}

/// A truth as cases write it.
pub fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::Holds => "holds",
        Truth::Fails => "fails",
        Truth::Open(_) => "open",
    }
}

/// A word as cases write it.
pub fn spelled<T: serde::Serialize>(word: &T) -> String {
    serde_json::to_value(word).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
