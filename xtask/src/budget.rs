//! What the first view costs on the wire, against what a poor connection can bear.

use std::path::Path;

use anyhow::{Context, Result, bail};
use xshell::Shell;

use crate::site::{self, DIST};

/// 180 KB for the first view, about three and a half seconds at 400 kbit/s; decision 0025 says why not 160.
const FIRST_LIMIT: u64 = 184_320;

/// 328 KB for the module with the rules, which comes while the first questions are answered: six or seven seconds on the
/// same connection, once; the service worker keeps it.
const MODULE_LIMIT: u64 = 335_872;

/// One file of the first view.
struct Cost {
    name: String,
    raw: u64,
    wire: u64,
}

/// Prints both pages' first views and what comes after them, and fails when the resident's are over their limits.
pub(crate) fn check(shell: &Shell) -> Result<()> {
    site::build(shell)?;
    let dist = shell.current_dir().join(DIST);
    let first = print("resident, first view", &first_view(&dist)?);
    let module = print("resident, the module after it", &module(&dist)?);
    print("desk, first view", &first_view(&dist.join("desk"))?);
    println!("first view: {first} of {FIRST_LIMIT} bytes, module: {module} of {MODULE_LIMIT}, desk: no limit");
    let over = [("the first view", first, FIRST_LIMIT), ("the module", module, MODULE_LIMIT)];
    let over: Vec<String> = over
        .into_iter()
        .filter(|(_, is, limit)| is > limit)
        .map(|(what, is, limit)| format!("{what} is {} bytes over {limit}", is - limit))
        .collect();
    if over.is_empty() { Ok(()) } else { bail!("{}; find what grew with `twiggy top`", over.join(", ")) }
}

fn print(what: &str, costs: &[Cost]) -> u64 {
    println!("{what:<34} {:>9} {:>9}", "raw", "brotli");
    for cost in costs {
        println!("  {:<32} {:>9} {:>9}", cost.name, cost.raw, cost.wire);
    }
    let (raw, wire) = costs.iter().fold((0, 0), |(raw, wire), cost| (raw + cost.raw, wire + cost.wire));
    println!("  {:<32} {raw:>9} {wire:>9}", "sum");
    wire
}

/// The page itself and every file it names.
fn first_view(dir: &Path) -> Result<Vec<Cost>> {
    let page = "index.html";
    let html = std::fs::read_to_string(dir.join(page))
        .with_context(|| format!("{}: cannot read", dir.join(page).display()))?;
    std::iter::once(page).chain(named_files(&html)).map(|name| cost(dir, name)).collect()
}

/// The module's files; finish.mjs names them.
fn module(dir: &Path) -> Result<Vec<Cost>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(dir).with_context(|| format!("{}: cannot read", dir.display()))? {
        names.extend(entry?.file_name().into_string().ok());
    }
    names.retain(|name| name.starts_with("module-") && (name.ends_with(".js") || name.ends_with(".wasm")));
    names.sort();
    names.iter().map(|name| cost(dir, name)).collect()
}

/// Values of `href` and `src`, in order. finish.mjs writes attributes with double quotes only.
fn named_files(html: &str) -> impl Iterator<Item = &str> {
    html.split(['<', '>'])
        .filter(|tag| tag.starts_with("link ") || tag.starts_with("script "))
        .filter_map(|tag| tag.split_once("href=\"").or_else(|| tag.split_once("src=\""))?.1.split('"').next())
}

fn cost(dir: &Path, name: &str) -> Result<Cost> {
    let path = dir.join(name);
    let size = |path: &Path| std::fs::metadata(path).map(|it| it.len());
    let raw =
        size(&path).with_context(|| format!("{}: named by index.html but not there; build again", path.display()))?;
    let wire = size(&path.with_added_extension("br")).unwrap_or(raw);
    Ok(Cost { name: name.to_owned(), raw, wire })
}

#[cfg(test)]
mod tests {
    use super::named_files;

    #[test]
    fn the_first_view_is_every_link_and_script_and_no_anchor() {
        let html = r#"<link rel="icon" href="i.svg"><script src="a.js" async></script><a href="x.html">x</a>"#;
        assert_eq!(named_files(html).collect::<Vec<_>>(), ["i.svg", "a.js"]);
    }
}
