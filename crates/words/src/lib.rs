//! The words of doudi (界面文字): every message under a typed key, and how engine values are told.
//!
//! Messages live in `locales/`; a missing Chinese one does not compile. The law's own names come with the rules.

pub mod outside;
pub mod tell;

use doudi_engine::rules::Text;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English; Chinese where the feature `en` is off
    En,
}

/// Every message, in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words {
    /// The language.
    pub lang: Lang,
}

impl Words {
    /// The words in Chinese.
    pub const ZH: Self = Self { lang: Lang::Zh };

    /// One of two texts.
    pub fn pick<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// A text that comes with the rules; the Chinese one where a build carries no other.
    pub fn of(self, text: &Text) -> &str {
        if text.en.is_empty() { &text.zh } else { self.pick(&text.zh, &text.en) }
    }

    /// A place with its town: `大冶市还地桥镇`, `Huandiqiao, Daye`.
    pub fn place(self, place: &Text, town: Option<&Text>) -> String {
        let place = self.of(place);
        match (town.map(|town| self.of(town)), self.lang) {
            (None, _) => place.to_owned(),
            (Some(town), Lang::Zh) => format!("{place}{town}"),
            (Some(town), Lang::En) => format!("{town}, {place}"),
        }
    }
}
