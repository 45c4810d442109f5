//! Soundness, as far as every run of the tests has time for; `cargo xtask soundness` goes further.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use doudi_tests::soundness::hammer;

#[test]
fn no_completion_lies_outside_what_was_said_before() {
    let tally = hammer(&doudi_tests::rulebook().unwrap(), 1, 3000).unwrap();
    assert_eq!(tally.violations, 0, "{}", tally.shown.join("\n"));
}
