//! Pages (页面): one for each address.

mod answers;
mod assets;
mod entries;
mod income;
mod info;
mod more;
mod outcome;
mod people;
mod place;
mod print;
mod spending;
mod start;
mod supporter;
mod urgent;

pub(crate) use answers::answers;
pub(crate) use assets::assets;
pub(crate) use entries::{Listed, listed};
pub(crate) use income::{income, new_income};
pub(crate) use info::info;
pub(crate) use more::more;
pub(crate) use outcome::outcome;
pub(crate) use people::{people, person};
pub(crate) use place::place;
pub(crate) use print::print;
pub(crate) use spending::{one_expense, one_paid_out};
pub(crate) use start::start;
pub(crate) use supporter::supporter;
pub(crate) use urgent::urgent;
