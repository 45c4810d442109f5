//! Connectives over formulas (连接词): what holds in all worlds at once.

use super::{Formula, Formulas};
use crate::connect::{Connective, Logic};

impl Logic for Formulas {
    type Value = Formula;

    #[inline]
    fn start(&mut self, of: Connective) -> Formula {
        match of {
            Connective::All => Formula::HOLDS,
            Connective::Any | Connective::Somebody => Formula::FAILS,
        }
    }

    #[inline]
    fn join(&mut self, of: Connective, so_far: Formula, part: Formula) -> Formula {
        match of {
            Connective::All => self.and(so_far, part),
            Connective::Any | Connective::Somebody => self.or(so_far, part),
        }
    }

    #[inline]
    fn is_settled(&self, of: Connective, so_far: &Formula) -> bool {
        match of {
            Connective::All => *so_far == Formula::FAILS,
            Connective::Any | Connective::Somebody => *so_far == Formula::HOLDS,
        }
    }

    #[inline]
    fn opposite(&mut self, value: Formula) -> Formula {
        !value
    }
}
