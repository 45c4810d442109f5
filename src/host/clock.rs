//! The day it is, where the person is; and what is done after a while.

use doudi_facts::day::Day;
use gloo_timers::callback::Timeout;
use web_sys::js_sys::Date;

/// Today by the device's own calendar; the first day of 2025 when the device gives none.
pub(crate) fn today() -> Day {
    let now = Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(2025);
    let month = u8::try_from(now.get_month() + 1).unwrap_or(1);
    let day = u8::try_from(now.get_date()).unwrap_or(1);
    Day::new(year, month, day).or_else(|| Day::new(2025, 1, 1)).unwrap_or_else(|| unreachable!("2025-01-01 is a day"))
}

/// Does something after so many milliseconds.
pub(crate) fn after(milliseconds: u32, work: impl FnOnce() + 'static) {
    Timeout::new(milliseconds, work).forget();
}
