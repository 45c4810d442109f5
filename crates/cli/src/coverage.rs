//! `doudi coverage`: every requirement of the catalogue, and where in the program it lives.
//!
//! The catalogue is `docs/requirements.toml`. A reference in it is no comment: it is looked up in the rulebook this
//! program carries, among its papers and commands, or in the list of screens that a journey opens one by one.

mod catalogue;
mod conditions;
mod home;
mod page;

use doudi_rulebook::Rulebook;
use doudi_words::Words;

use self::catalogue::{Catalogue, Requirement};
use self::home::{Carried, Home};
use crate::{RULES, Unusable};

const CATALOGUE: &str = include_str!("../../../docs/requirements.toml");

/// Where the page stands, from the root of the repository.
const PAGE: &str = "docs/coverage.md";

#[derive(Debug, clap::Args)]
pub(crate) struct Request {
    /// Writes the page `docs/coverage.md`, in the root of the repository.
    #[arg(long, help = Words::ZH.cli_coverage_write())]
    write: bool,
    /// The conditions of every category instead, and how often the cases saw them hold, fail and stay open.
    #[arg(long, conflicts_with = "write", help = Words::ZH.cli_coverage_conditions())]
    conditions: bool,
}

/// The list, the page or the conditions, as asked for.
pub(crate) fn run(request: &Request, words: Words) -> Result<String, Unusable> {
    let rulebook = Rulebook::decode(RULES).map_err(|wrong| Unusable::one(wrong.to_string()))?;
    let catalogue = Catalogue::read(CATALOGUE).map_err(|wrong| Unusable::one(words.cli_coverage_toml(&wrong)))?;
    if request.conditions {
        return conditions::run(&rulebook, &catalogue, words);
    }
    let faults = check(&catalogue, &Carried::by(&rulebook, &catalogue), words);
    if !faults.is_empty() {
        return Err(Unusable(faults));
    }
    if request.write {
        std::fs::write(PAGE, page::page(&catalogue))
            .map_err(|error| Unusable::one(words.error_at(&PAGE, &words.cli_coverage_unwritten(&error))))?;
        return Ok(words.cli_coverage_written(&PAGE) + "\n");
    }
    Ok(list(&catalogue, words))
}

/// Everything that keeps the catalogue from being covered, each with its id and the mend.
fn check(catalogue: &Catalogue, carried: &Carried<'_>, words: Words) -> Vec<String> {
    let mut faults = ids(catalogue, words);
    for requirement in &catalogue.requirement {
        let id = &requirement.id;
        if requirement.lives.is_empty() || requirement.kinds.is_empty() {
            faults.push(words.cli_coverage_homeless(&Home::forms(), id));
        }
        for reference in &requirement.lives {
            let Some((home, at)) = Home::of(reference) else {
                faults.push(words.cli_coverage_form(&Home::forms(), id, reference));
                continue;
            };
            faults.extend(forbidden(requirement, home, words));
            if let Err(there_are) = carried.find(home, at, catalogue.place_of(id)) {
                faults.push(words.cli_coverage_unresolved(id, reference, &there_are));
            }
        }
    }
    faults
}

/// Ids that are unknown, missing or there twice. Which there must be follows from how many each place has.
fn ids(catalogue: &Catalogue, words: Words) -> Vec<String> {
    let known: Vec<String> = catalogue.known().collect();
    let mut faults = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for Requirement { id, .. } in &catalogue.requirement {
        if !known.contains(id) {
            faults.push(words.cli_coverage_unknown(id));
        } else if seen.contains(&id.as_str()) {
            faults.push(words.cli_coverage_twice(id));
        }
        seen.push(id);
    }
    faults.extend(known.iter().filter(|id| !seen.contains(&id.as_str())).map(|id| words.cli_coverage_missing(id)));
    faults
}

/// Whether a home is one this requirement may not have.
fn forbidden(requirement: &Requirement, home: Home, words: Words) -> Option<String> {
    let Requirement { id, kinds, lives, .. } = requirement;
    if home != Home::OfficeInternal {
        return None;
    }
    if let Some(kind) = kinds.iter().find(|kind| !kind.may_be_internal()) {
        return Some(words.cli_coverage_not_internal(id, &kind.word()));
    }
    let shown = lives.iter().any(|other| matches!(Home::of(other), Some((Home::Process, _))));
    (!shown).then(|| words.cli_coverage_not_shown(id))
}

/// Every id with its homes, then the counts.
fn list(catalogue: &Catalogue, words: Words) -> String {
    let mut text = String::new();
    for Requirement { id, zh, en, lives, unclear, .. } in &catalogue.requirement {
        let mark = if *unclear { " ⚠" } else { "" };
        text += &format!("{id}{mark}  {}  {}\n", words.pick(zh, en), lives.join(", "));
    }
    text.push('\n');
    for (title, counts) in [
        (words.cli_coverage_by_place(), catalogue.by_place()),
        (words.cli_coverage_by_kind(), catalogue.by(|one| one.kinds.first().map(|kind| kind.word()))),
        (words.cli_coverage_by_home(), catalogue.by(|one| one.home().map(Home::word))),
    ] {
        let counts: Vec<String> = counts.iter().map(|(what, many)| format!("{what} {many}")).collect();
        text += &format!("{title}  {}\n", counts.join(" · "));
    }
    // None got here whose every home was not looked up and found.
    let placed = catalogue.requirement.iter().filter(|one| one.home().is_some()).count();
    text += &words.cli_coverage_total(&catalogue.known().count(), &placed);
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROAD: &str = r#"
        [[place]]
        prefix = "DY"
        place  = "daye"
        count  = 2
        [[screen]]
        path    = "people"
        heading = "家里有哪些人？"
    "#;

    fn faults(requirements: &str) -> Vec<String> {
        let catalogue = Catalogue::read(&format!("{ROAD}{requirements}")).unwrap();
        let rulebook = Rulebook::decode(RULES).unwrap();
        check(&catalogue, &Carried::by(&rulebook, &catalogue), Words { lang: doudi_words::Lang::En })
    }

    fn one(id: &str, kind: &str, lives: &str) -> String {
        format!("[[requirement]]\nid = \"{id}\"\nkinds = [\"{kind}\"]\nzh = \"a\"\nen = \"a\"\nlives = [\"{lives}\"]\n")
    }

    /// What is said of the first of two requirements, the second being as it must.
    fn said(kind: &str, lives: &str) -> Vec<String> {
        faults(&(one("DY-01", kind, lives) + &one("DY-02", "RULE", "rule:daye/category.dibao.income")))
    }

    #[test]
    fn unknown_missing_and_repeated_ids_are_named() {
        let good = one("DY-01", "RULE", "screen:people");
        assert_eq!(faults(&(good.clone() + &one("DY-02", "RULE", "screen:people"))), Vec::<String>::new());
        assert!(faults(&good).iter().any(|fault| fault.starts_with("DY-02")));
        assert!(faults(&(good.clone() + &good)).iter().any(|fault| fault.starts_with("DY-01")));
        assert!(faults(&one("DY-03", "RULE", "screen:people")).iter().any(|fault| fault.starts_with("DY-03")));
    }

    #[test]
    fn what_the_program_carries_is_found() {
        for reference in [
            "rule:daye/category.single.person",
            "rule:daye/not-member.clergy",
            "rule:daye/window",
            "rule:national/category.dibao",
            "rule:national/category.tekun.supporters",
            "town:daye/huandiqiao",
            "amount:daye/dibao",
            "grant:daye/dibao",
            "note:daye/monitor@二(四)3",
            "advice:daye/online@二(三)1",
            "advice:daye/emergency@12345",
            "process:daye/posted",
            "document:daye-draft-2025",
            "screen:people",
            "paper:authorisation",
            "command:assess",
        ] {
            assert_eq!(said("RULE", reference), Vec::<String>::new(), "{reference}");
        }
    }

    #[test]
    fn what_it_does_not_carry_is_not() {
        for reference in [
            "rule:daye/category.single.wealth",
            "rule:daye/reading.no-such",
            "rule:panzhou/category.dibao",
            "rule:national/category.refused",
            "rule:daye",
            "town:daye/baoji",
            "amount:daye/care-full",
            "grant:daye/edge",
            "note:daye/monitor@第一条",
            "note:daye/other",
            "advice:daye/online@第一条",
            "process:daye/no-such",
            "process:miluo/public",
            "document:miluo-2025-9",
            "document:no-such",
            "screen:desk",
            "paper:diary",
            "command:deny",
            "open:soon",
            "comment:see above",
            "people",
        ] {
            assert_eq!(said("DATA", reference).len(), 1, "{reference}: {:?}", said("DATA", reference));
        }
    }

    #[test]
    fn a_rule_is_never_internal_and_nothing_stays_open() {
        for kind in ["RULE", "CALC", "NUM", "BEN"] {
            assert!(said(kind, "office-internal").iter().any(|fault| fault.contains(kind)), "{kind}");
        }
        assert!(said("ORG", "office-internal")[0].contains("process:"));
        assert_eq!(said("ORG", "process:daye/task-group\", \"office-internal"), Vec::<String>::new());
        assert!(said("DATA", "open:process")[0].contains("open:process"));
    }
}
