//! Compiles `rules/` and the made-up sixth county into the program.

use std::path::Path;
use std::{env, fs};

use doudi_rulebook::compile::{Flaw, Languages, Source, compile, embed, read_folder};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    embed(&root.join("rules"), Languages::Chinese);
    println!("cargo::rerun-if-changed={}", root.join("tests/sixth").display());
    if let Err(error) = sixth(&root) {
        println!("cargo::error={error}");
    }
}

/// Writes the nation's rules with the sixth county's into `sixth.bin`.
fn sixth(root: &Path) -> Result<(), String> {
    let mut sources = read_folder(&root.join("rules"))?;
    let is_shared = |name: &str| name.starts_with("rules/_sources/") || name.starts_with("rules/national/");
    sources.retain(|source| is_shared(&source.name));
    let text = fs::read_to_string(root.join("tests/sixth/rules.toml")).map_err(|error| error.to_string())?;
    sources.push(Source { name: "rules/sixth/rules.toml".to_owned(), text });
    let of_flaws = |flaws: Vec<Flaw>| flaws.iter().map(Flaw::to_string).collect::<Vec<_>>().join(" ");
    let blob = compile(&sources).map_err(of_flaws)?.encode().map_err(|error| error.to_string())?;
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    fs::write(Path::new(&out).join("sixth.bin"), blob).map_err(|error| error.to_string())
}
