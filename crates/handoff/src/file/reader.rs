//! Reads facts off a JSON tree by their own description, and says where and how a file differs from it.
//!
//! The one way from JSON to facts in the browser, so it is small: keys and words are looked up here and handed on by
//! their place in their list, and every part of a file is asked for as the one thing it can be.

use std::borrow::Cow;

use doudi_words::outside::quoted;
use hifijson::value::Value;
use serde::de::value::UsizeDeserializer;
use serde::de::{self, DeserializeSeed, Expected, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::FormatError;

/// A JSON text as a tree: numbers as they are written, and every key, also one that is there twice.
pub(super) type Json<'text> = Value<&'text str, Cow<'text, str>>;

/// What is odd, on its way out of the facts.
#[derive(Debug)]
pub(super) struct Refusal(pub(super) Box<FormatError>);

impl From<FormatError> for Refusal {
    fn from(odd: FormatError) -> Self {
        Self(Box::new(odd))
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl std::error::Error for Refusal {}

impl de::Error for Refusal {
    fn custom<T: std::fmt::Display>(what: T) -> Self {
        FormatError::Other(what.to_string()).into()
    }

    // INVARIANT: what a fact can be handed, it takes; these two spare the browser the texts of what it expected.
    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        FormatError::Group.into()
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        FormatError::Group.into()
    }

    // What a fact says when a field that must be there is not; which one it asked for, the trail knows.
    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        FormatError::Missing(String::new()).into()
    }
}

/// Where reading stands. Nobody steps back: who steps next says from where, and a refusal leaves the place as it is.
#[derive(Debug, Default)]
pub(super) struct Trail<'de> {
    /// The path, as the engine's problems name it.
    pub(super) at: String,
    /// The text that was read last.
    pub(super) told: &'de str,
    /// The key that was asked for last.
    pub(super) asked: &'static str,
}

impl Trail<'_> {
    /// Goes to a key of the group whose path has this length.
    fn key(&mut self, group: usize, key: &str) {
        self.at.truncate(group);
        if group > 0 {
            self.at.push('.');
        }
        self.at.push_str(key);
    }

    /// Goes to an item of the list whose path has this length.
    fn item(&mut self, list: usize, index: usize) {
        self.at.truncate(list);
        self.at.push('[');
        self.at.push_str(&index.to_string());
        self.at.push(']');
    }
}

/// One part of a file. What is not generic here is kept apart from what is, which is built once for every fact.
pub(super) struct Reader<'trail, 'de> {
    /// What stands there.
    pub(super) json: &'de Json<'de>,
    /// Where that is.
    pub(super) trail: &'trail mut Trail<'de>,
}

impl<'trail, 'de> Reader<'trail, 'de> {
    /// It is not what it should be.
    fn refusal(&self, odd: FormatError) -> Refusal {
        // No fact is a bare list, and who writes one means `items`.
        if matches!(self.json, Value::Array(_)) { FormatError::List } else { odd }.into()
    }

    fn yes_no(&self) -> Result<bool, Refusal> {
        match self.json {
            Value::Bool(yes) => Ok(*yes),
            _ => Err(self.refusal(FormatError::YesNo)),
        }
    }

    fn count(&self, most: u32) -> Result<u32, Refusal> {
        let count = match self.json {
            Value::Number((digits, _)) => digits.parse().ok().filter(|count| *count <= most),
            _ => None,
        };
        count.ok_or_else(|| self.refusal(FormatError::Count(most)))
    }

    fn text(self) -> Result<&'de str, Refusal> {
        match self.json {
            Value::String(told) => {
                self.trail.told = told;
                Ok(told)
            }
            _ => Err(self.refusal(FormatError::Unquoted)),
        }
    }

    fn items(self) -> Result<Items<'trail, 'de>, Refusal> {
        match self.json {
            Value::Array(items) => {
                Ok(Items { rest: items.iter(), index: 0, list: self.trail.at.len(), trail: self.trail })
            }
            _ => Err(self.refusal(FormatError::Items)),
        }
    }

    /// The entries of a group: known ones only, each once.
    fn fields(self, known: &'static [&'static str]) -> Result<Fields<'trail, 'de>, Refusal> {
        let Value::Object(entries) = self.json else {
            return Err(self.refusal(if known.contains(&"items") { FormatError::List } else { FormatError::Group }));
        };
        let group = self.trail.at.len();
        for (index, (key, _)) in entries.iter().enumerate() {
            if !known.contains(&key.as_ref()) {
                let key = quoted(key);
                self.trail.key(group, &key);
                return Err(FormatError::Key(key).into());
            }
            if entries.iter().take(index).any(|(before, _)| before == key) {
                return Err(FormatError::Twice(quoted(key)).into());
            }
        }
        Ok(Fields { entries, asked: known.iter(), group, trail: self.trail })
    }

    /// A word of a closed list.
    fn choice(self, known: &'static [&'static str]) -> Result<Choice<'trail, 'de>, Refusal> {
        let is_answer = known.contains(&"between");
        let (told, within) = match self.json {
            Value::String(told) => (told, None),
            Value::Object(entries) if let [(told, within)] = entries.as_slice() => (told, Some(within)),
            _ => return Err(self.refusal(if is_answer { FormatError::Answer } else { FormatError::Word })),
        };
        match known.iter().position(|name| name == told) {
            Some(place) => Ok(Choice { told, place, within, trail: self.trail }),
            None if is_answer => Err(FormatError::Answer.into()),
            None => Err(FormatError::Choice { told: quoted(told), known: known.join(", ") }.into()),
        }
    }
}

impl<'de> de::Deserializer<'de> for Reader<'_, 'de> {
    type Error = Refusal;

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_bool(self.yes_no()?)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_u32(self.count(u8::MAX.into())?)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_u32(self.count(u16::MAX.into())?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_u32(self.count(u32::MAX)?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_str(self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.json {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        visitor.visit_seq(self.fields(known)?)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        visitor.visit_enum(self.choice(known)?)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Refusal> {
        // INVARIANT: every fact asks for one of the above.
        Err(self.refusal(FormatError::Group))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u64 u128 f32 f64 char str bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct
        map identifier ignored_any
    }
}

/// The items of a list.
struct Items<'trail, 'de> {
    rest: std::slice::Iter<'de, Json<'de>>,
    index: usize,
    list: usize,
    trail: &'trail mut Trail<'de>,
}

impl<'de> Items<'_, 'de> {
    fn next(&mut self) -> Option<Reader<'_, 'de>> {
        let json = self.rest.next()?;
        self.trail.item(self.list, self.index);
        self.index += 1;
        Some(Reader { json, trail: self.trail })
    }
}

impl<'de> de::SeqAccess<'de> for Items<'_, 'de> {
    type Error = Refusal;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Refusal> {
        self.next().map(|item| seed.deserialize(item)).transpose()
    }
}

/// The entries of a group, in the order in which its fact names its fields, whatever their order in the file.
struct Fields<'trail, 'de> {
    entries: &'de [(Cow<'de, str>, Json<'de>)],
    asked: std::slice::Iter<'static, &'static str>,
    group: usize,
    trail: &'trail mut Trail<'de>,
}

impl<'de> Fields<'_, 'de> {
    fn next(&mut self) -> Option<Reader<'_, 'de>> {
        let asked = self.asked.next()?;
        self.trail.at.truncate(self.group);
        self.trail.asked = asked;
        let (key, json) = self.entries.iter().find(|(key, _)| key == asked)?;
        self.trail.key(self.group, key);
        Some(Reader { json, trail: self.trail })
    }
}

// INVARIANT: a fact that is read in order asks for each of its fields once, also after one that is not there.
impl<'de> de::SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Refusal;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Refusal> {
        self.next().map(|field| seed.deserialize(field)).transpose()
    }
}

/// A word of a closed list, alone or with something within: `"unknown"`, `{"is": …}`.
struct Choice<'trail, 'de> {
    told: &'de str,
    /// Its place in the list, by which the facts know it, too.
    place: usize,
    within: Option<&'de Json<'de>>,
    trail: &'trail mut Trail<'de>,
}

impl<'trail, 'de> Choice<'trail, 'de> {
    /// What is within, or what is odd when nothing is.
    fn within(self, odd: FormatError) -> Result<Reader<'trail, 'de>, Refusal> {
        let json = self.within.ok_or(odd)?;
        self.trail.key(self.trail.at.len(), self.told);
        Ok(Reader { json, trail: self.trail })
    }
}

impl<'de> de::EnumAccess<'de> for Choice<'_, 'de> {
    type Error = Refusal;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Refusal> {
        let place: UsizeDeserializer<Refusal> = self.place.into_deserializer();
        Ok((seed.deserialize(place)?, self))
    }
}

impl<'de> de::VariantAccess<'de> for Choice<'_, 'de> {
    type Error = Refusal;

    fn unit_variant(self) -> Result<(), Refusal> {
        if self.within.is_some() { Err(FormatError::Word.into()) } else { Ok(()) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Refusal> {
        seed.deserialize(self.within(FormatError::Answer)?)
    }

    fn struct_variant<V: Visitor<'de>>(self, known: &'static [&'static str], visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_seq(self.within(FormatError::Group)?.fields(known)?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Refusal> {
        // INVARIANT: no fact has several unnamed parts.
        Err(FormatError::Group.into())
    }
}
