//! The page `docs/coverage.md`: a table a place.

use super::catalogue::{Catalogue, Counted, Requirement};
use super::home::Home;

/// The whole page.
pub(crate) fn page(catalogue: &Catalogue) -> String {
    let mut text = head(catalogue);
    for of in &catalogue.place {
        text += &place(catalogue, of);
    }
    text += &screens(catalogue);
    text
}

fn head(catalogue: &Catalogue) -> String {
    let many = catalogue.requirement.len();
    let count = |counts: Vec<(&str, usize)>| {
        counts.iter().map(|(what, many)| format!("{what} {many}")).collect::<Vec<_>>().join(" · ")
    };
    let homes = count(catalogue.by(|one| one.home().map(Home::word)));
    let kinds = count(catalogue.by(|one| one.kinds.first().map(|kind| kind.word())));
    let places = count(catalogue.by_place());
    format!(
        "# Coverage

Written by `doudi coverage --write` from [requirements.toml](requirements.toml); change that, not this page.

What the five places' own documents ask for, in our words: {many} items, and where in the program each lives. Every
reference below was looked up: a rule in the compiled rules, a screen by a journey that opens it, a paper among those
printed, `process:` on the pages of how a place works; one that leads nowhere is refused, and nothing can be left open. ⚠
marks what a document leaves open or contradicts itself on. `office-internal` is what only the offices do; who does what is
shown in the `process:` beside it.

- by place: {places}
- by kind, the main one: {kinds}
- by home, the main one: {homes}
"
    )
}

fn place(catalogue: &Catalogue, of: &Counted) -> String {
    let mut text = format!("\n## {} ({prefix}-01 to {prefix}-{})\n\n", of.place, of.count, prefix = of.prefix);
    text += "| id | in our words | kind | where it lives | |\n|---|---|---|---|---|\n";
    for one in catalogue.of(&of.place) {
        let kinds: Vec<&str> = one.kinds.iter().map(|kind| kind.word()).collect();
        let mark = if one.unclear { "⚠" } else { "" };
        let (id, zh, en) = (&one.id, &one.zh, &one.en);
        text += &format!("| {id} | {zh}: {en} | {} | {} | {mark} |\n", kinds.join(" "), lives(one));
    }
    text
}

fn lives(one: &Requirement) -> String {
    let homes: Vec<String> = one.lives.iter().map(|reference| format!("`{reference}`")).collect();
    homes.join(", ")
}

fn screens(catalogue: &Catalogue) -> String {
    let mut text = "\n## Screens\n\n| path | heading |\n|---|---|\n".to_owned();
    for screen in &catalogue.screen {
        text += &format!("| `#/{}` | {} |\n", screen.path, screen.heading);
    }
    text
}
