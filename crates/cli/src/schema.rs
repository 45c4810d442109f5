//! The JSON Schema of a household file, from the types that read it.

use doudi_facts::household::Household;

/// The schema as it stands in `docs/household.schema.json`.
pub(crate) fn household() -> String {
    let schema = schemars::schema_for!(Household);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
