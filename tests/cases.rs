//! Cases: numbers someone published or worked out by hand, never taken from the program.

#[test]
fn every_case_beside_the_rules_comes_out_as_written() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let cases = doudi_tests::checks::cases::all().unwrap();
    assert!(cases.len() >= 10, "only {} cases were found", cases.len());
    let mut wrong = Vec::new();
    for (file, case) in &cases {
        match case.run(&rulebook) {
            Ok(differences) => wrong.extend(differences.iter().map(|d| format!("{file}: {}: {d}", case.name))),
            Err(error) => wrong.push(format!("{file}: {}: {error}", case.name)),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
