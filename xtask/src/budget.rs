//! What the first view costs on the wire, against what a poor connection can bear.

use std::path::Path;

use anyhow::{Context, Result, bail};
use xshell::Shell;

use crate::site::{self, DIST};

/// The aim is 160 KB (163,840 bytes), about three seconds at 400 kbit/s; not reached yet. Until then nothing may grow
/// beyond what is.
const RESIDENT_LIMIT: u64 = 176_128;

/// One file of the first view.
struct Cost {
    name: String,
    raw: u64,
    wire: u64,
}

/// Prints both pages' first views and fails when the resident's is over its limit.
pub(crate) fn check(shell: &Shell) -> Result<()> {
    site::build(shell)?;
    let dist = shell.current_dir().join(DIST);
    let resident = print("resident", &dist)?;
    print("desk", &dist.join("desk"))?;
    println!("resident: {resident} of {RESIDENT_LIMIT} bytes, desk: no limit");
    if resident > RESIDENT_LIMIT {
        bail!(
            "dist/index.html: its first view is {} bytes over {RESIDENT_LIMIT}; find what grew with `twiggy top`, or load it later",
            resident - RESIDENT_LIMIT
        );
    }
    Ok(())
}

fn print(page: &str, dir: &Path) -> Result<u64> {
    let costs = first_view(dir)?;
    println!("{page:<34} {:>9} {:>9}", "raw", "brotli");
    for cost in &costs {
        println!("  {:<32} {:>9} {:>9}", cost.name, cost.raw, cost.wire);
    }
    let (raw, wire) = costs.iter().fold((0, 0), |(raw, wire), cost| (raw + cost.raw, wire + cost.wire));
    println!("  {:<32} {raw:>9} {wire:>9}", "sum");
    Ok(wire)
}

/// The page itself and every file it names.
fn first_view(dir: &Path) -> Result<Vec<Cost>> {
    let page = "index.html";
    let html = std::fs::read_to_string(dir.join(page))
        .with_context(|| format!("{}: cannot read", dir.join(page).display()))?;
    std::iter::once(page).chain(named_files(&html)).map(|name| cost(dir, name)).collect()
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
