//! `doudi replay`: computes a result again and compares it with the code of its receipt, part by part.

use doudi_facts::household::Household;
use doudi_handoff::file;
use doudi_report::ReportInput;
use doudi_report::receipt::{Code, CodePart, NoCode};
use doudi_words::Words;
use doudi_words::outside::quoted;

use crate::{Unusable, assessed, opened, rulebook};

#[derive(Debug, clap::Args)]
pub(crate) struct Request {
    /// The household file; `-` reads what is piped in.
    #[arg(help = Words::ZH.cli_file())]
    file: String,
    /// The code, in any way people write it down.
    #[arg(help = Words::ZH.cli_code())]
    code: String,
    /// Another place than the file names.
    #[arg(long, help = Words::ZH.cli_place())]
    place: Option<String>,
    /// The salt of the receipt, where the file has none.
    #[arg(long, help = Words::ZH.cli_salt())]
    salt: Option<String>,
}

/// The result again, or what does not match.
pub(crate) fn run(request: &Request, words: Words) -> Result<String, Unusable> {
    let code: Code = request.code.parse().map_err(|wrong| match wrong {
        NoCode::Signs => Unusable::one(words.code_no_signs(&quoted(&request.code))),
        NoCode::Slip => Unusable::one(words.code_slip(&quoted(&request.code))),
    })?;
    let on = code.on().ok_or_else(|| Unusable::one(words.code_no_signs(&quoted(&request.code))))?;
    if let Some(salt) = request.salt.as_ref().filter(|salt| !file::is_salt(salt)) {
        return Err(Unusable::one(words.error_at(&"--salt", &words.code_salt_wrong(&quoted(salt)))));
    }
    let rulebook = rulebook()?;
    let (mut household, place, town, path) = opened(&request.file, request.place.as_deref(), &rulebook, words)?;
    let told_on = household.on;
    household.salt = request.salt.clone().or(household.salt);
    // The result is that of the day of the receipt, whatever day the file names.
    household.on = household.on.map(|_| on);
    let found = assessed(&request.file, place.book(town), &household, on, words)?;
    let report = ReportInput { words, place, town, household: &household, on, found: &found }.report();
    let receipt = report.receipt.as_ref().ok_or_else(|| Unusable::one(words.code_no_salt()))?;
    let again: Code = receipt.code.parse().map_err(|_| Unusable::one(words.code_no_signs(&receipt.code)))?;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(told_on.filter(|told| *told != on).map(|told| words.code_part_day(&told, &on)));
    for part in again.differs(&code) {
        parts.push(match part {
            // It was computed for the day of the code.
            CodePart::Day => continue,
            CodePart::Program => words.code_part_program(&receipt.program),
            CodePart::Rules => words.code_part_rules(&path, &receipt.rules),
            CodePart::Answers => words.code_part_answers().to_owned(),
            CodePart::Result => words.code_part_result().to_owned(),
        });
    }
    if parts.is_empty() {
        return Ok(format!("{}\n\n{}", words.code_same(), report.plain()));
    }
    Err(Unusable::one(words.code_differs(&parts.join(words.pick("、", ", ")))))
}

/// Gives a household a salt where it has none: eighty bits of chance, spelled in sixteen signs.
pub(crate) fn salt(household: &mut Household) {
    let mut bytes = [0; 16];
    if household.salt.is_none() && getrandom::fill(&mut bytes).is_ok() {
        let sign = |byte: &u8| char::from(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[usize::from(byte & 31)]);
        household.salt = Some(bytes.iter().map(sign).collect());
    }
}
