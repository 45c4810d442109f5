//! Which modules use which, so that none of them uses itself in a roundabout way.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::{Result, anyhow};
use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use super::{File, Finding, Tree};

/// The crates without import cycles, by the folder of their sources.
const CRATES: [&str; 2] = [ENGINE, "crates/facts/src/"];
/// The one whose top-level modules, with their children, are layers too.
const ENGINE: &str = "crates/engine/src/";

/// Parents and children that still need each other; a pair is taken out once it is mended, and none is added.
const NOT_YET: [[&str; 2]; 2] = [["check", "check::ties"], ["money", "money::multiple"]];

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
        if NOT_YET.iter().any(|pair| names.iter().eq(pair)) {
            continue;
        }
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

/// Looks through one file.
struct Scan {
    /// The module that is being read: the file's, with inline ones below it.
    at: Path,
    children: BTreeSet<String>,
    names: BTreeMap<String, Path>,
    /// Names that are re-exported, with the line: imports only where the rest of the file uses them.
    re_exported: Vec<(String, usize)>,
    used: Vec<(Path, usize)>,
    /// Every name that the code uses, outside `use`.
    idents: BTreeSet<String>,
    macros: Vec<String>,
}

impl Scan {
    fn new(at: Path) -> Self {
        Self {
            at,
            children: BTreeSet::new(),
            names: BTreeMap::new(),
            re_exported: Vec::new(),
            used: Vec::new(),
            idents: BTreeSet::new(),
            macros: Vec::new(),
        }
    }

    fn finished(mut self, file: &File) -> Module {
        for (name, line) in &self.re_exported {
            if self.idents.contains(name)
                && let Some(path) = self.names.get(name)
            {
                self.used.push((path.clone(), *line));
            }
        }
        Module { file: file.path.clone(), names: self.names, used: self.used }
    }

    /// A path from the root of the crate; `None`: it leads into another crate, or stays in this module.
    fn rooted(&self, path: &[String]) -> Option<Path> {
        let first = path.first()?;
        let ups = path.iter().take_while(|part| *part == "super").count();
        match first.as_str() {
            "crate" => Some(path[1..].to_vec()),
            "super" => {
                let stem = self.at.get(..self.at.len().checked_sub(ups)?)?;
                Some(stem.iter().chain(&path[ups..]).cloned().collect())
            }
            "self" => Some(self.at.iter().chain(&path[1..]).cloned().collect()),
            child if self.children.contains(child) => Some(self.at.iter().chain(path).cloned().collect()),
            _ => None,
        }
    }

    fn leaf(&mut self, path: Path, name: String, is_re_export: bool, line: usize) {
        if is_re_export {
            self.re_exported.push((name.clone(), line));
        } else {
            self.used.push((path.clone(), line));
        }
        self.names.insert(name, path);
    }

    fn tree(&mut self, tree: &syn::UseTree, before: &mut Vec<String>, is_re_export: bool) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.tree(&path.tree, before, is_re_export);
                before.pop();
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.tree(item, before, is_re_export)),
            syn::UseTree::Glob(glob) => {
                if let Some(path) = self.rooted(before) {
                    self.used.push((path, glob.star_token.spans[0].start().line));
                }
            }
            syn::UseTree::Name(name) => {
                let line = name.ident.span().start().line;
                let name = name.ident.to_string();
                let is_self = name == "self";
                if !is_self {
                    before.push(name.clone());
                }
                let bound = if is_self { before.last().cloned().unwrap_or_default() } else { name };
                if let Some(path) = self.rooted(before) {
                    self.leaf(path, bound, is_re_export, line);
                }
                if !is_self {
                    before.pop();
                }
            }
            syn::UseTree::Rename(rename) => {
                before.push(rename.ident.to_string());
                if let Some(path) = self.rooted(before) {
                    self.leaf(path, rename.rename.to_string(), is_re_export, rename.ident.span().start().line);
                }
                before.pop();
            }
        }
    }

    /// Paths in the arguments of a macro, which are tokens and nothing more.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut line = 0;
        let mut is_path_sign = false;
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if !is_path_sign {
                        self.end(&mut path, line);
                    }
                    line = ident.span().start().line;
                    path.push(ident.to_string());
                    (is_path_sign, colons) = (false, 0);
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' => {
                    colons += 1;
                    is_path_sign = colons == 2;
                }
                TokenTree::Group(group) => {
                    self.end(&mut path, line);
                    self.tokens(group.stream());
                    (is_path_sign, colons) = (false, 0);
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {
                    self.end(&mut path, line);
                    (is_path_sign, colons) = (false, 0);
                }
            }
        }
        self.end(&mut path, line);
    }

    fn end(&mut self, path: &mut Vec<String>, line: usize) {
        self.names_path(path, line);
        path.clear();
    }

    fn names_path(&mut self, path: &[String], line: usize) {
        self.idents.extend(path.first().cloned());
        if path.len() > 1
            && let Some(path) = self.rooted(path)
        {
            self.used.push((path, line));
        }
    }
}

/// Whether something is compiled for tests alone.
pub(super) fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let is_cfg = attribute.path().is_ident("cfg");
        is_cfg && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string() == "test")
    })
}

impl<'ast> Visit<'ast> for Scan {
    fn visit_file(&mut self, file: &'ast syn::File) {
        for item in &file.items {
            if let syn::Item::Mod(child) = item
                && child.content.is_none()
            {
                self.children.insert(child.ident.to_string());
            }
        }
        visit::visit_file(self, file);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if is_for_tests(&item.attrs) {
            return;
        }
        self.at.push(item.ident.to_string());
        if let Some((_, items)) = &item.content {
            items.iter().for_each(|item| self.visit_item(item));
        }
        self.at.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let is_re_export = !matches!(item.vis, syn::Visibility::Inherited);
        self.tree(&item.tree, &mut Vec::new(), is_re_export);
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        let is_exported = item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export"));
        self.macros.extend(item.ident.as_ref().filter(|_| is_exported).map(ToString::to_string));
        visit::visit_item_macro(self, item);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.visit_path(&called.path);
        self.tokens(called.tokens.clone());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        let line = path.segments.first().map_or(0, |part| part.ident.span().start().line);
        self.names_path(&parts, line);
        visit::visit_path(self, path);
    }

    /// `derive` and the like name nothing of ours.
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
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
