//! Texts (文字) of rules, in both languages of the interface.

use doudi_facts::wire_struct;

/// A word or sentence in both languages of the interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

wire_struct!(Text { zh, en });
