//! Rulebooks (规则库): from TOML an official can read, checked, to a compact blob, and back.
//!
//! `compile` (a feature, for builds and tests) reads `rules/`; [`Rulebook::decode`] is all the browser has.

use doudi_engine::rules::{Book, Text};
use doudi_facts::wire::{self, Wire};
use doudi_facts::{wire_struct, wire_words};
use serde::Deserialize;

#[cfg(feature = "compile")]
pub mod compile;
mod process;

pub use process::{Act, Department, Matter, Process};

/// Every place and its rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rulebook {
    /// The places, in the order they are offered.
    pub places: Vec<Place>,
}

wire_struct!(Rulebook { places });

/// A place (县市): how it is found, and its two books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// How it is found.
    pub listing: Listing,
    /// How it works.
    pub process: Process,
    /// What applies in the pilot towns.
    pub pilot: Book,
    /// What applies everywhere else in the place.
    pub general: Book,
    /// A digest of the listing and the pilot's book as they were compiled, in both languages.
    pub pilot_digest: String,
    /// The same of the general book.
    pub general_digest: String,
}

wire_struct!(Place { listing, process, pilot, general, pilot_digest, general_digest });

/// The places without their books: what the page needs before the rules are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// The places, in the order they are offered.
    pub places: Vec<Listing>,
}

wire_struct!(Directory { places });

/// How a place is found, and what a family does there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Short id: `daye`.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// The province or prefecture it lies in, for telling places apart.
    pub within: Text,
    /// Its towns as far as the rules tell them apart.
    pub towns: Vec<Town>,
    /// What a family does with the result, in the pilot towns and elsewhere.
    pub advice: Vec<Advice>,
}

wire_struct!(Listing { id, name, within, towns, advice });

/// A town (乡镇、街道) of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Town {
    /// Short id: `huandiqiao`.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Whether the merged procedure is tried out here.
    pub pilot: bool,
}

wire_struct!(Town { id, name, pilot });

/// Something a family can do or expect, and where that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What it is about.
    pub about: About,
    /// Whether it is for the pilot towns only.
    pub pilot_only: bool,
    /// The advice in plain words.
    pub text: Text,
    /// A number to call, if it has one.
    pub phone: Option<String>,
    /// The document, in short, and its clause.
    pub source: Text,
}

wire_struct!(Advice { about, pilot_only, text, phone, source });

/// What a piece of advice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// 急难
    Emergency,
    /// 谁来申请、替谁申请
    Who,
    /// 到哪里申请
    Where,
    /// 线上怎么申请
    Online,
    /// 不同意怎么办
    Rights,
}

wire_words!(About { Emergency, Who, Where, Online, Rights });

/// The blob is not a rulebook of this build.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the rulebook cannot be read; it belongs to another build of this program")]
pub struct Unreadable;

impl Directory {
    /// Reads a blob.
    ///
    /// # Errors
    /// [`Unreadable`] when the bytes were not written by the build script of the same build.
    pub fn decode(blob: &[u8]) -> Result<Self, Unreadable> {
        wire::read(blob).ok_or(Unreadable)
    }

    /// The place a household file names, and its town if it names one: `daye/huandiqiao`, `daye`.
    pub fn find(&self, path: &str) -> Option<(&Listing, Option<&Town>)> {
        self.places.iter().find_map(|listing| Some((listing, listing.town(path)?)))
    }
}

impl Rulebook {
    /// Reads a blob.
    ///
    /// # Errors
    /// [`Unreadable`] when the bytes are not a rulebook written by [`Rulebook::encode`] of the same build.
    pub fn decode(blob: &[u8]) -> Result<Self, Unreadable> {
        wire::read(blob).ok_or(Unreadable)
    }

    /// Writes the blob [`Rulebook::decode`] reads.
    ///
    /// # Errors
    /// [`Unreadable`] when it would not read back the same, which no rulebook built here does.
    pub fn encode(&self) -> Result<Vec<u8>, Unreadable> {
        let mut blob = Vec::new();
        self.put(&mut blob);
        Self::decode(&blob).and_then(|back| if back == *self { Ok(blob) } else { Err(Unreadable) })
    }

    /// Empties every English text; the Chinese one stands in where it is told.
    #[cfg(feature = "compile")]
    pub(crate) fn forget_english(&mut self) {
        for place in &mut self.places {
            let listing = &mut place.listing;
            listing.name.en.clear();
            listing.within.en.clear();
            listing.towns.iter_mut().for_each(|town| town.name.en.clear());
            for advice in &mut listing.advice {
                advice.text.en.clear();
                advice.source.en.clear();
            }
            place.process.each_text(|text| text.en.clear());
            place.pilot.each_text(|text| text.en.clear());
            place.general.each_text(|text| text.en.clear());
        }
    }

    /// The same places without their books, and with the advice that nobody may have to wait for: whom to call.
    pub fn directory(&self) -> Directory {
        let mut places: Vec<Listing> = self.places.iter().map(|place| place.listing.clone()).collect();
        for place in &mut places {
            place.advice.retain(|advice| advice.about == About::Emergency);
        }
        Directory { places }
    }

    /// The place a household file names, and its town if it names one: `daye/huandiqiao`, `daye`.
    pub fn find(&self, path: &str) -> Option<(&Place, Option<&Town>)> {
        self.places.iter().find_map(|place| Some((place, place.listing.town(path)?)))
    }
}

impl Place {
    /// The book that applies in a town: the pilot's in a pilot town, else the general one.
    pub fn book(&self, town: Option<&Town>) -> &Book {
        if town.is_some_and(|town| town.pilot) { &self.pilot } else { &self.general }
    }
}

impl Listing {
    /// The town a path names here: `Some(None)` when it names the place alone, `None` when it is another place or no
    /// town of this one.
    fn town(&self, path: &str) -> Option<Option<&Town>> {
        let (place, town) = path.split_once('/').map_or((path, None), |(place, town)| (place, Some(town)));
        if place != self.id {
            return None;
        }
        town.map_or(Some(None), |town| self.towns.iter().find(|t| t.id == town).map(Some))
    }

    /// The advice that applies in a town. Where the pilot has its own way or time, that alone; of all else the pilot's is
    /// added to the rest.
    pub fn advice(&self, town: Option<&Town>, about: About) -> impl Iterator<Item = &Advice> {
        let pilot = town.is_some_and(|town| town.pilot);
        let adds = matches!(about, About::Emergency | About::Who | About::Rights);
        let own = pilot && !adds && self.advice.iter().any(|a| a.about == about && a.pilot_only);
        self.advice.iter().filter(move |a| a.about == about && if own { a.pilot_only } else { pilot || !a.pilot_only })
    }
}
