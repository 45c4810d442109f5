//! Closed lists as such (分类表): what every one of them has.

/// A value out of a closed list (选项), as a household file and the rules spell it.
pub trait Choice: Copy + Ord + 'static {
    /// Every value of the list, in the order declared.
    const CHOICES: &'static [Self];

    /// Its place in the list.
    fn place(self) -> usize;

    /// The word for it in a household file: `full-time`.
    fn word(self) -> &'static str;

    /// The value of a word of a household file.
    fn of_word(word: &str) -> Option<Self> {
        Self::CHOICES.iter().copied().find(|one| one.word() == word)
    }

    /// The codes of a national standard that mean this value and no other of the list; none where no standard has any.
    fn codes(self) -> &'static [&'static str];
}

/// A closed list as such, for what is made of every list: the texts of its values.
#[derive(Debug, Clone, Copy)]
pub struct ClosedList {
    /// The table of its texts in `locales/`.
    pub name: &'static str,
    /// The name of its type.
    pub of: &'static str,
    /// Each value: its name in the code, and its word in a household file.
    pub values: &'static [(&'static str, &'static str)],
}

/// Declares a closed list: the table of its texts, and each value with its word in a household file and, in brackets, the codes
/// of a national standard that mean it and nothing else. All of them can be answered and can stand in rules.
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident in $list:literal { $($(#[$of:meta])* $value:ident = $word:literal $([$($code:literal),+])?),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$of])* #[serde(rename = $word)] $value),+
        }

        impl $name {
            /// Every value, in the order declared.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$value),+];

            /// The list with the names that its values have in the code.
            pub const LIST: ClosedList = ClosedList { name: $list, of: stringify!($name), values: &[$((stringify!($value), $word)),+] };
        }

        impl Choice for $name {
            const CHOICES: &'static [Self] = &Self::ALL;

            fn place(self) -> usize {
                self as usize
            }

            fn word(self) -> &'static str {
                match self { $(Self::$value => $word),+ }
            }

            fn codes(self) -> &'static [&'static str] {
                match self { $(Self::$value => &[$($($code),+)?]),+ }
            }
        }

        $crate::wire_words!($name { $($value),+ });
    };
}

pub(super) use choices;
