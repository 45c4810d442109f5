//! Knowledge (已知与未知): what a family has told, in five states that never stand in for one another.

use serde::{Deserialize, Serialize};

/// What is known of one answer.
///
/// In a file: the key is absent (not asked), `"unknown"` (asked, and the family does not know),
/// `{"is": …}`, `{"between": {"from": …, "to": …}}` or `{"one-of": […]}`.
/// Zero is `{"is": "0"}`; "there is none" is an empty [`List`] that is complete.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Known_{T}"))]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum Known<T> {
    /// Not asked yet: the key is absent from the file.
    #[default]
    #[serde(skip)]
    NotAsked,
    /// 不清楚: asked, and nobody in the family knows.
    Unknown,
    /// Told exactly.
    Is(T),
    /// Told as a range, both ends possible; an absent end is open.
    Between {
        /// The least it can be.
        #[serde(default = "none::<T>", skip_serializing_if = "Option::is_none")]
        from: Option<T>,
        /// The most it can be.
        #[serde(default = "none::<T>", skip_serializing_if = "Option::is_none")]
        to: Option<T>,
    },
    /// Told as one of several.
    OneOf(#[cfg_attr(feature = "schema", schemars(length(min = 1)))] Vec<T>),
}

fn none<T>() -> Option<T> {
    None
}

impl<T> Known<T> {
    /// Whether the question was never put: such an answer is left out of the file.
    pub fn is_not_asked(&self) -> bool {
        matches!(self, Self::NotAsked)
    }

    /// The exact answer, if there is one.
    pub fn exact(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            _ => None,
        }
    }

    /// Whether anything is still open: everything but an exact answer.
    pub fn is_open(&self) -> bool {
        self.exact().is_none()
    }
}

impl<T: Ord> Known<T> {
    /// The least and the most the answer can be, as far as the family has told.
    pub fn ends(&self) -> (Option<&T>, Option<&T>) {
        match self {
            Self::NotAsked | Self::Unknown => (None, None),
            Self::Is(value) => (Some(value), Some(value)),
            Self::Between { from, to } => (from.as_ref(), to.as_ref()),
            Self::OneOf(values) => (values.iter().min(), values.iter().max()),
        }
    }
}

/// Whether a list is told to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Closure {
    /// Not asked yet: the key is absent from the file.
    #[default]
    #[serde(skip)]
    NotAsked,
    /// 不清楚: there may be more.
    Unknown,
    /// 以上就是全部: nothing is missing.
    Yes,
}

impl Closure {
    /// Whether the question was never put.
    pub fn is_not_asked(&self) -> bool {
        matches!(self, Self::NotAsked)
    }
}

/// A list (成员、收入、支出 …) and whether it is complete. Nothing bounds from above what is not complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "List_{T}"))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct List<T> {
    /// What was told.
    #[serde(default = "Vec::<T>::new", skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<T>,
    /// Whether that is all.
    #[serde(default, skip_serializing_if = "Closure::is_not_asked")]
    pub complete: Closure,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { items: Vec::new(), complete: Closure::NotAsked }
    }
}

impl<T> List<T> {
    /// 没有: asked, and there is none.
    pub fn none() -> Self {
        Self { items: Vec::new(), complete: Closure::Yes }
    }

    /// 以上就是全部: these, and no more.
    pub fn all(items: Vec<T>) -> Self {
        Self { items, complete: Closure::Yes }
    }

    /// Whether it is told to the end.
    pub fn is_complete(&self) -> bool {
        self.complete == Closure::Yes
    }

    /// Whether nothing was asked and nothing told: such a list is left out of the file.
    pub fn is_untouched(&self) -> bool {
        self.items.is_empty() && self.complete.is_not_asked()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Default, Serialize, Deserialize)]
    #[serde(default)]
    struct File {
        #[serde(skip_serializing_if = "Known::is_not_asked")]
        sum: Known<u32>,
        #[serde(skip_serializing_if = "List::is_untouched")]
        list: List<u32>,
    }

    #[test]
    fn the_five_states_are_five_texts_and_come_back_as_they_were() {
        let states = [
            (Known::NotAsked, "{}"),
            (Known::Unknown, r#"{"sum":"unknown"}"#),
            (Known::Is(0), r#"{"sum":{"is":0}}"#),
            (Known::Between { from: Some(1), to: None }, r#"{"sum":{"between":{"from":1}}}"#),
            (Known::OneOf(vec![1, 2]), r#"{"sum":{"one-of":[1,2]}}"#),
        ];
        for (sum, text) in states {
            let file = File { sum, list: List::default() };
            assert_eq!(serde_json::to_string(&file).unwrap(), text);
            assert_eq!(serde_json::from_str::<File>(text).unwrap(), file);
        }
    }

    #[test]
    fn none_not_asked_and_unknown_lists_differ() {
        let lists = [
            (List::default(), "{}"),
            (List::none(), r#"{"list":{"complete":"yes"}}"#),
            (List { items: vec![], complete: Closure::Unknown }, r#"{"list":{"complete":"unknown"}}"#),
            (List { items: vec![0], complete: Closure::NotAsked }, r#"{"list":{"items":[0]}}"#),
        ];
        for (list, text) in lists {
            let file = File { sum: Known::NotAsked, list };
            assert_eq!(serde_json::to_string(&file).unwrap(), text);
            assert_eq!(serde_json::from_str::<File>(text).unwrap(), file);
        }
    }

    #[test]
    fn an_open_end_stays_open() {
        assert_eq!(Known::<u32>::Unknown.ends(), (None, None));
        assert_eq!(Known::Between { from: None, to: Some(3) }.ends(), (None, Some(&3)));
        assert_eq!(Known::OneOf(vec![3, 1]).ends(), (Some(&1), Some(&3)));
    }
}
