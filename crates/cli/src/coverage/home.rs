//! Homes: the ways in which a requirement can live in the program, and how each is looked up.

use doudi_engine::assess::assess;
use doudi_engine::rules::Book;
use doudi_facts::day::Day;
use doudi_facts::household::{CurrentBenefit, Received};
use doudi_handoff::file;
use doudi_report::{Block, Report, ReportInput};
use doudi_rulebook::{About, Place, Rulebook};
use doudi_words::Words;

use super::catalogue::Catalogue;

/// A household that is told enough for every paper.
const EXAMPLE: &str = include_str!("../../../../examples/a-clear-below.json");

type Message = fn(Words) -> &'static str;

const PAPERS: [(&str, Message); 6] = [
    ("application", Words::print_application),
    ("answers", Words::print_answers),
    ("sheet", Words::print_sheet),
    ("commitment", Words::print_commitment),
    ("authorisation", Words::print_authorisation),
    ("timetable", Words::print_timetable),
];

/// A way of living in the program. A reference is its word, a colon and what it points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Home {
    /// `rule:PLACE/TABLE.ID`, of a category also `.CONDITION`. `national` for a place: what every place has of the nation
    Rule,
    /// `town:PLACE/TOWN`
    Town,
    /// `amount:PLACE/LINE`: a standard with at least one figure
    Amount,
    /// `grant:PLACE/CATEGORY`: what it pays
    Grant,
    /// `note:PLACE/CATEGORY@CLAUSE`: what is told beside it
    Note,
    /// `advice:PLACE/ABOUT@CLAUSE`, or the number to call instead of the clause
    Advice,
    /// `step:PLACE/ID`: a step of the schedule
    Step,
    /// `process:PLACE/ID`: something done, on the place's pages of how it works
    Process,
    /// `help:PLACE/MEASURE`: what a department does for whom
    Help,
    /// `bring:PLACE/THING`: what a family brings
    Bring,
    /// `block:NAME`: a block of every result
    Block,
    /// `document:ID`: one that is cited by what applies at the place
    Document,
    /// `screen:PATH`
    Screen,
    /// `paper:TITLE`
    Paper,
    /// `command:NAME`
    Command,
    /// `office-internal`: the offices' own business; a `process:` beside it shows who does what
    OfficeInternal,
}

impl Home {
    const ALL: [Self; 16] = [
        Self::Rule,
        Self::Town,
        Self::Amount,
        Self::Grant,
        Self::Note,
        Self::Advice,
        Self::Step,
        Self::Process,
        Self::Help,
        Self::Bring,
        Self::Block,
        Self::Document,
        Self::Screen,
        Self::Paper,
        Self::Command,
        Self::OfficeInternal,
    ];

    /// As a reference begins.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Town => "town",
            Self::Amount => "amount",
            Self::Grant => "grant",
            Self::Note => "note",
            Self::Advice => "advice",
            Self::Step => "step",
            Self::Process => "process",
            Self::Help => "help",
            Self::Bring => "bring",
            Self::Block => "block",
            Self::Document => "document",
            Self::Screen => "screen",
            Self::Paper => "paper",
            Self::Command => "command",
            Self::OfficeInternal => "office-internal",
        }
    }

    /// The home a reference names, and what it points at.
    pub(crate) fn of(reference: &str) -> Option<(Self, &str)> {
        let (word, at) = reference.split_once(':').unwrap_or((reference, ""));
        let home = Self::ALL.into_iter().find(|home| home.word() == word)?;
        (at.is_empty() == (home == Self::OfficeInternal)).then_some((home, at))
    }

    /// Every form, to choose from.
    pub(crate) fn forms() -> String {
        let form = |home: Self| match home {
            Self::OfficeInternal => home.word().to_owned(),
            _ => format!("{}:…", home.word()),
        };
        Self::ALL.map(form).join(", ")
    }
}

/// What the program carries.
pub(crate) struct Carried<'a> {
    rulebook: &'a Rulebook,
    screens: Vec<&'a str>,
    papers: Vec<&'static str>,
    blocks: Vec<&'static str>,
    commands: Vec<String>,
}

impl<'a> Carried<'a> {
    /// Everything a reference can be looked up in.
    pub(crate) fn by(rulebook: &'a Rulebook, catalogue: &'a Catalogue) -> Self {
        let command = <crate::Arguments as clap::CommandFactory>::command();
        let commands = command.get_subcommands().map(|one| one.get_name().to_owned());
        let report = example(rulebook);
        Self {
            rulebook,
            screens: catalogue.screen.iter().map(|screen| &*screen.path).collect(),
            papers: report.as_ref().map(papers).unwrap_or_default(),
            blocks: report.as_ref().map(blocks).unwrap_or_default(),
            commands: commands.collect(),
        }
    }

    /// Looks a reference of a place's requirement up.
    ///
    /// # Errors
    /// What there is instead.
    pub(crate) fn find(&self, home: Home, at: &str, place: &str) -> Result<(), String> {
        let own = self.rulebook.places.iter().find(|one| one.listing.id == place).ok_or_else(|| self.places())?;
        match home {
            Home::Rule => self.rule(at, own),
            Home::Town => one_of(within(at, own)?, own.listing.towns.iter().map(|town| town.id.clone())),
            Home::Amount => one_of(within(at, own)?, each(own, amounts)),
            Home::Grant => one_of(within(at, own)?, each(own, grants)),
            Home::Note => one_of(within(at, own)?, each(own, notes)),
            Home::Advice => advice(within(at, own)?, own),
            Home::Step => one_of(within(at, own)?, each(own, steps)),
            Home::Process => one_of(within(at, own)?, own.process.acts.iter().map(|act| act.id.clone())),
            Home::Help => one_of(within(at, own)?, each(own, helps)),
            Home::Bring => one_of(within(at, own)?, each(own, brings)),
            Home::Block => one_of(at, self.blocks.iter().map(ToString::to_string)),
            Home::Document => one_of(at, each(own, cited)),
            Home::Screen => one_of(at, self.screens.iter().map(ToString::to_string)),
            Home::Paper => one_of(at, self.papers.iter().map(ToString::to_string)),
            Home::Command => one_of(at, self.commands.iter().cloned()),
            Home::OfficeInternal => Ok(()),
        }
    }

    /// A rule of the place's own books. One of the nation's must be there, and under its id at every other place too.
    fn rule(&self, at: &str, own: &Place) -> Result<(), String> {
        let Some(rest) = at.strip_prefix("national/") else { return named(within(at, own)?, own) };
        named(rest, own)?;
        let item = rest.splitn(3, '.').take(2).collect::<Vec<_>>().join(".");
        let without = self.rulebook.places.iter().find(|place| !rules(&place.general).contains(&item));
        without.map_or(Ok(()), |place| Err(format!("not at {}", place.listing.id)))
    }

    fn places(&self) -> String {
        self.rulebook.places.iter().map(|place| &*place.listing.id).collect::<Vec<_>>().join(", ")
    }
}

/// What follows the place, which must be the requirement's own.
fn within<'t>(at: &'t str, own: &Place) -> Result<&'t str, String> {
    let (place, rest) = at.split_once('/').ok_or_else(|| format!("{}/…", own.listing.id))?;
    if place == own.listing.id { Ok(rest) } else { Err(format!("{}/…", own.listing.id)) }
}

/// A rule by its table and id; those of the same table to choose from where it is not there.
fn named(rest: &str, own: &Place) -> Result<(), String> {
    let table = rest.split('.').next().unwrap_or_default();
    let there = each(own, rules).collect::<Vec<_>>();
    let known = there.iter().any(|name| name.split('.').next() == Some(table));
    one_of(rest, there.into_iter().filter(|name| !known || name.split('.').next() == Some(table)))
}

fn one_of(wanted: &str, there: impl Iterator<Item = String>) -> Result<(), String> {
    let mut there: Vec<String> = there.collect();
    there.sort();
    there.dedup();
    if there.iter().any(|one| one == wanted) { Ok(()) } else { Err(there.join(", ")) }
}

/// What both books of a place have.
fn each(place: &Place, of: fn(&Book) -> Vec<String>) -> impl Iterator<Item = String> {
    of(&place.pilot).into_iter().chain(of(&place.general))
}

/// Every rule of a book: `member.spouse`, `category.dibao`, `category.dibao.income`.
fn rules(book: &Book) -> Vec<String> {
    let mut names = vec!["window".to_owned()];
    let mut add = |table: &str, ids: Vec<&String>| names.extend(ids.into_iter().map(|id| format!("{table}.{id}")));
    add("member", book.members.iter().map(|one| &one.id).collect());
    add("not-member", book.not_members.iter().map(|one| &one.id).collect());
    add("area", book.areas.iter().map(|one| &one.id).collect());
    add("line", book.lines.iter().map(|one| &one.id).collect());
    add("account", book.accounts.iter().map(|one| &one.id).collect());
    add("treatment", book.treatments.iter().map(|one| &one.id).collect());
    add("limit", book.limits.iter().map(|one| &one.id).collect());
    add("reading", book.readings.iter().map(|one| &one.id).collect());
    add("judgement", book.judgements.iter().map(|one| &one.id).collect());
    add("category", book.categories.iter().map(|one| &one.id).collect());
    for category in &book.categories {
        add(&format!("category.{}", category.id), category.needs.iter().map(|need| &need.id).collect());
    }
    for group in &book.exclusive {
        add("exclusive", group.iter().filter_map(|at| book.categories.get(*at)).map(|one| &one.id).collect());
    }
    names
}

fn amounts(book: &Book) -> Vec<String> {
    book.lines.iter().filter(|line| !line.amounts.is_empty()).map(|line| line.id.clone()).collect()
}

fn grants(book: &Book) -> Vec<String> {
    book.categories.iter().filter(|one| !one.grants.is_empty()).map(|one| one.id.clone()).collect()
}

fn steps(book: &Book) -> Vec<String> {
    book.steps.iter().map(|step| step.id.clone()).collect()
}

fn helps(book: &Book) -> Vec<String> {
    book.help.iter().map(|help| help.id.clone()).collect()
}

fn brings(book: &Book) -> Vec<String> {
    book.bring.iter().map(|bring| bring.id.clone()).collect()
}

fn notes(book: &Book) -> Vec<String> {
    let of = book.categories.iter().flat_map(|one| one.notes.iter().map(|note| format!("{}@{}", one.id, note.cite.at)));
    of.collect()
}

/// Every document that something in the book rests on.
fn cited(book: &Book) -> Vec<String> {
    let documents = book.cited().into_iter().filter_map(|at| book.documents.get(at));
    documents.map(|document| document.id.clone()).collect()
}

/// A piece of advice by what it is about, and its clause or the number to call.
fn advice(rest: &str, own: &Place) -> Result<(), String> {
    let (about, at) = rest.split_once('@').unwrap_or((rest, ""));
    let mut there = Vec::new();
    for advice in own.listing.advice.iter().filter(|advice| word(advice.about) == about) {
        let clause = format!(" {at}");
        if !at.is_empty() && (advice.source.zh.ends_with(&clause) || advice.phone.as_deref() == Some(at)) {
            return Ok(());
        }
        there.push(format!("{about}@{}", advice.phone.as_ref().unwrap_or(&advice.source.zh)));
    }
    Err(there.join(", "))
}

fn word(about: About) -> &'static str {
    match about {
        About::Emergency => "emergency",
        About::Who => "who",
        About::Where => "where",
        About::Online => "online",
        About::Rights => "rights",
    }
}

/// What the household that is told enough is shown, if it were on 低保 already.
fn example(rulebook: &Rulebook) -> Option<Report> {
    let mut household = file::read(EXAMPLE).ok()?;
    household.receives.items.push(Received { what: CurrentBenefit::Dibao, who: None });
    let (place, town) = rulebook.find(household.place.as_deref()?)?;
    let on: Day = household.on?;
    let found = assess(place.book(town), &household, on).ok()?;
    Some(ReportInput { words: Words::ZH, place, town, household: &household, on, found: &found }.report())
}

/// The papers that are printed for a household, by the key of their title.
fn papers(report: &Report) -> Vec<&'static str> {
    let printed = |title: Message| report.papers.iter().any(|paper| paper.title == title(Words::ZH));
    PAPERS.into_iter().filter(|(_, title)| printed(*title)).map(|(key, _)| key).collect()
}

/// The blocks of a result that a requirement may live in.
fn blocks(report: &Report) -> Vec<&'static str> {
    let is_chain = |block: &Block| match block {
        Block::Fold { body, .. } => body.iter().any(|block| matches!(block, Block::Chain(_))),
        _ => false,
    };
    let is_held = |block: &Block| matches!(block, Block::Sentences { title, .. } if title == Words::ZH.held_heading());
    let chain = report.more.iter().any(is_chain).then_some("chain");
    chain.into_iter().chain(report.first.iter().any(is_held).then_some("held")).collect()
}
