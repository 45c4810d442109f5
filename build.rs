//! Compiles `rules/` into the blob the page carries.

fn main() {
    doudi_rulebook::compile::embed(std::path::Path::new("rules"), doudi_rulebook::compile::Languages::Chinese);
}
