//! What every family of test words has (判断用词): its form in a blob, and the list of its words by the name that rules use.
//!
//! INVARIANT: no two words of any family have the same number. A word is hashed by its number and by what it is about, so that
//! its mark is the same in whatever family it stands: where formulas grow too large, what is widened hangs on marks.

/// Of a family of test words: the place of each in a blob, from 0 (what a failed reader reads), its number among the words of
/// all families, its parts and its name. A word that is missing here does not compile; a word that is here has to be read by
/// whoever reads rules, which goes through the list of words.
macro_rules! test_words {
    ($family:ident as $word:ident {
        $($tag:literal as $number:literal: $variant:ident $(($inner:ident))? $({ $($field:ident),+ })? = $key:literal),+ $(,)?
    }) => {
        doudi_facts::wire_enum!($family { $($tag: $variant $(($inner))? $({ $($field),+ })?),+ });

        impl std::hash::Hash for $family {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                match self {
                    $(Self::$variant $(($inner))? $({ $($field),+ })? => {
                        state.write_u8($number);
                        $(std::hash::Hash::hash($inner, state);)?
                        $($(std::hash::Hash::hash($field, state);)+)?
                    })+
                }
            }
        }

        #[doc = concat!("The words of [`", stringify!($family), "`], without what they are about.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $word {
            $(#[doc = concat!("`", $key, "`")] $variant),+
        }

        impl $word {
            /// Every word of the family.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The numbers of all of them.
            #[cfg(test)]
            pub(in crate::rules) const NUMBERS: &'static [u8] = &[$($number),+];

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
