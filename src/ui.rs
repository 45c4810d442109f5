//! Plain widgets (控件) that know nothing of welfare.
//!
//! Each shape is one function that is compiled once and returns an erased view: a view typed by its contents is
//! compiled again for every page, and the page must stay small enough for a weak network.

mod amount;
mod choice;
mod count;
mod day;
mod form;
mod frame;
mod kit;

pub(crate) use amount::money;
pub(crate) use choice::{Refused, Texts, YES_NO, boxes, choice, choice_then, labels, pick, radios, told_by};
pub(crate) use count::count;
pub(crate) use day::{day, day_parts};
pub(crate) use form::{Form, field};
pub(crate) use frame::{frame, questions};
pub(crate) use kit::{button, fold, link, list, live, masthead, note, sentences, text, when};
