//! What every family of test words has (判断用词): its form in a blob, and the list of its words by the name that rules use.

/// Of a family of test words: the number, the parts and the name of each. A word that is missing here does not compile; a
/// word that is here has to be read by whoever reads rules, which goes through the list of words.
macro_rules! test_words {
    ($family:ident as $word:ident {
        $($tag:literal: $variant:ident $(($inner:ident))? $({ $($field:ident),+ })? = $key:literal),+ $(,)?
    }) => {
        doudi_facts::wire_enum!($family { $($tag: $variant $(($inner))? $({ $($field),+ })?),+ });

        #[doc = concat!("The words of [`", stringify!($family), "`], without what they are about.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $word {
            $(#[doc = concat!("`", $key, "`")] $variant),+
        }

        impl $word {
            /// Every word of the family.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in rules.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key),+
                }
            }
        }
    };
}

pub(super) use test_words;
