//! Plain widgets (控件): fields and frames that know nothing of welfare.

mod choice;
mod count;
mod day;
mod field;
mod fold;
mod form;
mod frame;
mod money;

pub(crate) use choice::{Choice, yes_no};
pub(crate) use count::CountField;
pub(crate) use day::DayField;
pub(crate) use field::Field;
pub(crate) use fold::Fold;
pub(crate) use form::{Form, FormErrors};
pub(crate) use frame::Frame;
pub(crate) use money::MoneyField;
