//! What one file names, read from its syntax.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use super::super::File;
use super::{Module, Path};

/// Looks through one file.
pub(super) struct Scan {
    /// The module that is being read: the file's, with inline ones below it.
    at: Path,
    children: BTreeSet<String>,
    names: BTreeMap<String, Path>,
    /// Names that are re-exported, with the line: imports only where the rest of the file uses them.
    re_exported: Vec<(String, usize)>,
    used: Vec<(Path, usize)>,
    /// Every name that the code uses, outside `use`.
    idents: BTreeSet<String>,
    /// The macros that it exports.
    pub(super) macros: Vec<String>,
}

impl Scan {
    pub(super) fn new(at: Path) -> Self {
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

    pub(super) fn finished(mut self, file: &File) -> Module {
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
pub(in super::super) fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
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
