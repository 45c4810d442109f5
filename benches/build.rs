//! Compiles `rules/` into the program.

fn main() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    doudi_rulebook::compile::embed(&root.join("rules"), doudi_rulebook::compile::Languages::Chinese);
}
