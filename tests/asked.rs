//! Every household of `tests/asked`, in every place it names.

use doudi_tests::checks::asked;
use doudi_tests::rulebook;

#[test]
fn what_people_ask_comes_out_as_it_is_certain_to() {
    let rulebook = rulebook().unwrap();
    let mut wrong = Vec::new();
    for (name, one) in asked::all().unwrap() {
        let of = one.wrong(&rulebook).unwrap_or_else(|error| vec![error]);
        wrong.extend(of.into_iter().map(|one| format!("{name}: {one}")));
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
