//! Which modules use which, so that none of them uses itself in a roundabout way.

mod scan;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::{Result, anyhow};
use syn::visit::Visit;

use super::{File, Finding, Tree};
use scan::Scan;
pub(super) use scan::is_for_tests;

/// The crates without import cycles, by the folder of their sources.
const CRATES: [&str; 2] = [ENGINE, "crates/facts/src/"];
/// The one whose top-level modules, with their children, are layers too.
const ENGINE: &str = "crates/engine/src/";

/// No module of these crates stands in an import cycle, and neither does a top-level module of the engine, taken with
/// everything below it.
///
/// A module is a file; a parent and its children are several modules. A module imports another one where its own code,
/// outside `#[cfg(test)]`, names something that is defined there: in a `use`, in a path that begins with `crate`, `super`
/// or a child module, or in the arguments of a macro. A name is followed through re-exports to the file that defines it, so
/// that a parent which only re-exports stands between nobody. `mod child;` is no import, and neither is `pub use child::Name`,
/// unless the rest of the parent's file uses `Name`. Methods are not followed: what counts is which names have to be known to
/// read a file.
pub(super) fn no_import_cycles(tree: &Tree) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for folder in CRATES {
        let folder_of = [folder];
        let files: Vec<&File> = tree.under(&folder_of, ".rs").collect();
        let imports = Modules::read(folder, &files)?.imports();
        found.extend(cycles(folder, &imports));
        if folder == ENGINE && found.is_empty() {
            found.extend(cycles(folder, &taken_together(&imports)));
        }
    }
    Ok(found)
}

/// The path of a module from the root of its crate.
type Path = Vec<String>;

/// The modules of one crate.
#[derive(Default)]
struct Modules {
    each: BTreeMap<Path, Module>,
    /// The module that defines each exported macro.
    macros: BTreeMap<String, Path>,
}

/// What one file declares and names.
#[derive(Default)]
struct Module {
    file: String,
    /// Every name that a `use` brings in, with the path it stands for.
    names: BTreeMap<String, Path>,
    /// Every path that the file's own code names, with its line.
    used: Vec<(Path, usize)>,
}

/// What each module imports of which others.
type Imports = BTreeMap<Path, BTreeMap<Path, Import>>;

/// What is imported of a module, and where.
#[derive(Clone)]
struct Import {
    name: String,
    place: String,
}

impl Modules {
    fn read(folder: &str, files: &[&File]) -> Result<Self> {
        let mut modules = Self::default();
        for file in files {
            let path = path_of(file.path.trim_start_matches(folder));
            let parsed = syn::parse_file(&file.text)
                .map_err(|error| anyhow!("{}: not Rust ({error}); mend it so that it compiles", file.path))?;
            let mut scan = Scan::new(path.clone());
            scan.visit_file(&parsed);
            for name in &scan.macros {
                modules.macros.insert(name.clone(), path.clone());
            }
            modules.each.insert(path, scan.finished(file));
        }
        Ok(modules)
    }

    /// The module that defines what a path names, and the name.
    fn resolve(&self, path: &[String], depth: usize) -> Option<(Path, String)> {
        let (mut at, mut rest) = (Path::new(), path);
        while let Some((first, others)) = rest.split_first() {
            let mut child = at.clone();
            child.push(first.clone());
            if self.each.contains_key(&child) {
                (at, rest) = (child, others);
                continue;
            }
            let module = self.each.get(&at)?;
            let is_new = |path: &Path| depth < 8 && path != &at;
            if let Some(target) = module.names.get(first).filter(|path| is_new(path)) {
                let mut target = target.clone();
                target.extend(others.iter().cloned());
                return self.resolve(&target, depth + 1);
            }
            if at.is_empty()
                && let Some(definer) = self.macros.get(first)
            {
                return Some((definer.clone(), first.clone()));
            }
            return Some((at, first.clone()));
        }
        Some((at, "everything".to_owned()))
    }

    /// What each module imports of which others.
    fn imports(&self) -> Imports {
        let mut all = BTreeMap::new();
        for (path, module) in &self.each {
            let mut imports = BTreeMap::new();
            for (used, line) in &module.used {
                if let Some((of, name)) = self.resolve(used, 0).filter(|(of, _)| of != path) {
                    let place = format!("{}:{line}", module.file);
                    imports.entry(of).or_insert(Import { name, place });
                }
            }
            all.insert(path.clone(), imports);
        }
        all
    }
}

/// The same between top-level modules, each with everything below it.
fn taken_together(imports: &Imports) -> Imports {
    let top = |path: &Path| path.iter().take(1).cloned().collect::<Path>();
    let mut all = Imports::new();
    for (from, of) in imports {
        let into = all.entry(top(from)).or_default();
        let others = of.iter().map(|(of, import)| (top(of), import)).filter(|(of, _)| *of != top(from));
        for (of, import) in others {
            into.entry(of).or_insert_with(|| import.clone());
        }
    }
    all
}

/// For each set of modules that all import each other, a shortest cycle through the first of them.
fn cycles(folder: &str, imports: &Imports) -> Vec<Finding> {
    let reach: BTreeMap<&Path, BTreeMap<&Path, &Path>> =
        imports.keys().map(|from| (from, reached(imports, from))).collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (first, reached) in &reach {
        let comes_back = |other: &&Path| reach.get(*other).is_some_and(|of| of.contains_key(*first));
        let together: Vec<&Path> = reached.keys().copied().filter(comes_back).collect();
        if !together.contains(first) || !seen.insert(together.clone()) {
            continue;
        }
        let names: Vec<String> = together.iter().map(|path| shown(path)).collect();
        let mut steps = Vec::new();
        let mut at = *first;
        while let Some(before) = reached.get(at) {
            if let Some(Import { name, place }) = imports.get(*before).and_then(|of| of.get(at)) {
                steps.push(format!("`{}` uses `{name}` of `{}` ({place})", shown(before), shown(at)));
            }
            at = before;
            if at == *first {
                break;
            }
        }
        steps.reverse();
        let (names, steps) = (names.join(", "), steps.join(", "));
        let what = format!("import each other: {names}; {steps}; move what both sides need into a module of its own");
        found.push(Finding::of(folder, what));
    }
    found
}

/// Every module that is reached from one, itself only round a cycle; for each the one before it on a shortest way.
fn reached<'i>(imports: &'i Imports, from: &'i Path) -> BTreeMap<&'i Path, &'i Path> {
    let mut before = BTreeMap::new();
    let mut next = VecDeque::from([from]);
    while let Some(at) = next.pop_front() {
        for of in imports.get(at).into_iter().flat_map(BTreeMap::keys) {
            before.entry(of).or_insert_with(|| {
                next.push_back(of);
                at
            });
        }
    }
    before
}

fn shown(path: &[String]) -> String {
    if path.is_empty() { "the root".to_owned() } else { path.join("::") }
}

/// The module of a file, by its path below the sources.
fn path_of(file: &str) -> Path {
    let stem = file.trim_end_matches(".rs");
    if stem == "lib" { Path::new() } else { stem.split('/').map(str::to_owned).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        no_import_cycles(&Tree::of(files)).unwrap().into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn a_cycle_is_found_with_its_modules() {
        let files = [
            ("crates/engine/src/lib.rs", "mod a; mod b; mod c;"),
            ("crates/engine/src/a.rs", "use crate::b::Thing; pub struct A(Thing);"),
            ("crates/engine/src/b.rs", "pub struct Thing(super::c::C);"),
            ("crates/engine/src/c.rs", "pub struct C; fn f() { let _ = vec![crate::a::x()]; }"),
        ];
        let found = found(&files);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("import each other: a, b, c; `a` uses `Thing` of `b` (crates/engine/src/a.rs:1)"),
            "{found:?}"
        );
    }

    #[test]
    fn a_parent_that_only_re_exports_stands_in_no_cycle() {
        let re_exports = "mod one; mod two; pub use one::One; pub use two::Two;";
        let files = |parent| {
            [
                ("crates/engine/src/lib.rs", "mod parent;"),
                ("crates/engine/src/parent.rs", parent),
                ("crates/engine/src/parent/one.rs", "use crate::parent::Two; pub struct One(Two);"),
                (
                    "crates/engine/src/parent/two.rs",
                    "pub struct Two; #[cfg(test)] mod tests { use super::super::One; }",
                ),
            ]
        };
        assert!(found(&files(re_exports)).is_empty());
        let uses = format!("{re_exports} pub struct Parent(One); ");
        assert!(found(&files(&uses)).is_empty());
    }

    #[test]
    fn a_cycle_by_way_of_children_is_found_too() {
        let files = [
            ("crates/engine/src/lib.rs", "mod one; mod two;"),
            ("crates/engine/src/one.rs", "mod part; pub use part::Part; use crate::two::Two; pub struct One(Two);"),
            ("crates/engine/src/one/part.rs", "pub struct Part;"),
            ("crates/engine/src/two.rs", "use crate::one::Part; pub struct Two(Part);"),
        ];
        assert_eq!(found(&files).len(), 1);
    }

    #[test]
    fn a_child_that_needs_its_parent_is_found_where_the_parent_needs_the_child() {
        let files = [
            ("crates/facts/src/lib.rs", "mod parent;"),
            ("crates/facts/src/parent.rs", "mod child; pub use child::Child; pub struct Parent(Child);"),
            ("crates/facts/src/parent/child.rs", "use super::Parent; pub struct Child; impl Parent {}"),
        ];
        assert_eq!(found(&files).len(), 1);
    }
}
