//! The catalogue: what the five places ask for, in our own words.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::home::Home;

/// The catalogue as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Catalogue {
    /// The places, and how many requirements each has.
    pub(crate) place: Vec<Counted>,
    /// The screens a requirement may live on; a journey opens each.
    pub(crate) screen: Vec<Screen>,
    /// What no case can show of a condition.
    #[serde(default)]
    pub(crate) unseen: Vec<Unseen>,
    /// The requirements.
    pub(crate) requirement: Vec<Requirement>,
}

/// How many requirements a place has: from 01 on, without a gap.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counted {
    /// What their ids begin with.
    pub(crate) prefix: String,
    /// The id of the place.
    pub(crate) place: String,
    /// How many.
    pub(crate) count: usize,
}

/// A screen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Screen {
    /// Its path: `income/wages`.
    pub(crate) path: String,
    /// Its heading, which the journey must see.
    pub(crate) heading: String,
}

/// What no case can show of a condition, and why.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unseen {
    /// `place/category.condition`; `*` for any place or any category.
    pub(crate) conditions: Vec<String>,
    /// What is never seen of them: holds, fails, open.
    pub(crate) never: Vec<String>,
    /// Why not.
    pub(crate) why: String,
}

/// One requirement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Requirement {
    /// Its id: `PZ-01`.
    pub(crate) id: String,
    /// What it is about, the main thing first.
    pub(crate) kinds: Vec<Kind>,
    /// What it says, in a few words of ours.
    pub(crate) zh: String,
    /// The same in English.
    pub(crate) en: String,
    /// Whether its text leaves something open or contradicts itself.
    #[serde(default)]
    pub(crate) unclear: bool,
    /// Where it lives, the main place first; see [`Home`].
    pub(crate) lives: Vec<String>,
}

/// What a requirement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum Kind {
    /// Who belongs to a category
    Rule,
    /// How income and spending are counted
    Calc,
    /// A figure or a deadline
    Num,
    /// A step of the procedure
    Proc,
    /// A way to apply or to be found
    Chan,
    /// A document
    Doc,
    /// Data the offices exchange
    Data,
    /// A benefit
    Ben,
    /// Who has which duty
    Role,
    /// An organisation
    Org,
    /// A phase of the project
    Plan,
    /// Supervision
    Sup,
    /// What a text does not say
    Gap,
    /// A remark on a text
    Note,
}

impl Kind {
    /// As the catalogue writes it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Rule => "RULE",
            Self::Calc => "CALC",
            Self::Num => "NUM",
            Self::Proc => "PROC",
            Self::Chan => "CHAN",
            Self::Doc => "DOC",
            Self::Data => "DATA",
            Self::Ben => "BEN",
            Self::Role => "ROLE",
            Self::Org => "ORG",
            Self::Plan => "PLAN",
            Self::Sup => "SUP",
            Self::Gap => "GAP",
            Self::Note => "NOTE",
        }
    }

    /// Whether it may be a matter among the offices.
    pub(crate) fn may_be_internal(self) -> bool {
        matches!(self, Self::Data | Self::Org | Self::Plan | Self::Sup | Self::Role)
    }
}

impl Catalogue {
    /// Reads the catalogue.
    pub(crate) fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Every id there must be.
    pub(crate) fn known(&self) -> impl Iterator<Item = String> {
        self.place.iter().flat_map(|of| (1..=of.count).map(|nth| format!("{}-{nth:02}", of.prefix)))
    }

    /// The place of a requirement; an empty one where its id is not known.
    pub(crate) fn place_of(&self, id: &str) -> &str {
        let prefix = id.split('-').next().unwrap_or_default();
        self.place.iter().find(|of| of.prefix == prefix).map_or("", |of| &of.place)
    }

    /// The requirements of a place.
    pub(crate) fn of(&self, place: &str) -> impl Iterator<Item = &Requirement> {
        self.requirement.iter().filter(move |one| self.place_of(&one.id) == place)
    }

    /// How many there are at each place.
    pub(crate) fn by_place(&self) -> Vec<(&str, usize)> {
        self.place.iter().map(|of| (&*of.place, self.of(&of.place).count())).collect()
    }

    /// How many there are of each sort, the largest first.
    pub(crate) fn by<'t>(&self, sort: impl Fn(&Requirement) -> Option<&'t str>) -> Vec<(&'t str, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for what in self.requirement.iter().filter_map(sort) {
            *counts.entry(what).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, many)| std::cmp::Reverse(*many));
        counts
    }
}

impl Requirement {
    /// Where it mainly lives.
    pub(crate) fn home(&self) -> Option<Home> {
        self.lives.first().and_then(|reference| Home::of(reference)).map(|(home, _)| home)
    }
}
