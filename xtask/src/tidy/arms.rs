//! Matches on questions, test words and kinds, which say what becomes of each.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, anyhow};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::{self, Visit};

use super::imports::is_for_tests;
use super::{File, Finding, Tree};

/// Where the guarded enums are defined: every one in these files, and below the folders of their names.
const GUARDED: [&str; 3] = ["crates/engine/src/rules/test", "crates/facts/src/question", "crates/facts/src/household"];

/// No `match` on a question, a test word or a kind has an arm for all the rest.
///
/// Such a match has an arm that names a variant of a guarded enum; the enums are read from their definitions, also where a
/// macro makes them. An arm for all the rest is `_`, a name that binds anything, a tuple or a `Some` of these, without a
/// condition. `matches!`, `if let` and `let … else` ask for one thing and may. Matches in the arguments of macros count.
pub(super) fn no_wildcard_arms(tree: &Tree) -> Result<Vec<Finding>> {
    let mut enums = Enums::new();
    for file in tree.under(&GUARDED, ".rs") {
        let mut definitions = Definitions { enums: &mut enums };
        definitions.visit_file(&parsed(file)?);
    }
    let mut found = Vec::new();
    let sources = tree.under(&["crates/", "src/"], ".rs");
    for file in sources.filter(|file| file.path.starts_with("src/") || file.path.contains("/src/")) {
        let mut matches = Matches { enums: &enums, bare: BTreeMap::new(), of_impl: None, found: Vec::new() };
        matches.visit_file(&parsed(file)?);
        found.extend(matches.found.into_iter().map(|(line, name)| {
            let what =
                format!("an arm for all the rest of `{name}`; name every variant, so that a new one is not forgotten");
            Finding::at(&file.path, line, what)
        }));
    }
    Ok(found)
}

fn parsed(file: &File) -> Result<syn::File> {
    syn::parse_file(&file.text)
        .map_err(|error| anyhow!("{}: not Rust ({error}); mend it so that it compiles", file.path))
}

/// Each guarded enum with its variants.
type Enums = BTreeMap<String, BTreeSet<String>>;

/// Looks for definitions of enums.
struct Definitions<'e> {
    enums: &'e mut Enums,
}

impl<'ast> Visit<'ast> for Definitions<'_> {
    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        let variants = item.variants.iter().map(|variant| variant.ident.to_string()).collect();
        self.enums.insert(item.ident.to_string(), variants);
    }

    /// A macro that makes an enum is given its name and, in braces, its variants.
    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        if item.ident.is_some() {
            return;
        }
        let mut name = None;
        for token in item.mac.tokens.clone() {
            match token {
                // A word or a text may stand between the two: `Lives in "lives" { … }`.
                TokenTree::Ident(ident) => name = Some(ident.to_string()).filter(|name| is_type(name)).or(name),
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    let variants = group.stream().into_iter().filter_map(|token| match token {
                        TokenTree::Ident(ident) => Some(ident.to_string()).filter(|name| is_type(name)),
                        TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => None,
                    });
                    let variants: BTreeSet<String> = variants.collect();
                    if let Some(name) = name.take().filter(|_| !variants.is_empty()) {
                        self.enums.entry(name).or_default().extend(variants);
                    }
                }
                TokenTree::Literal(_) => {}
                TokenTree::Group(_) | TokenTree::Punct(_) => name = None,
            }
        }
    }
}

/// Whether a name is written as types and variants are.
fn is_type(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
}

/// Looks for matches with an arm for all the rest.
struct Matches<'e> {
    enums: &'e Enums,
    /// Variants that a `use` brings in by themselves, each with its enum.
    bare: BTreeMap<String, String>,
    /// The guarded enum whose `impl` this is.
    of_impl: Option<String>,
    found: Vec<(usize, String)>,
}

impl Matches<'_> {
    /// The guarded enum of which a pattern names a variant.
    fn guarded(&self, pattern: &syn::Pat) -> Option<String> {
        let mut names = Names { matches: self, found: None };
        names.visit_pat(pattern);
        names.found
    }

    fn enum_of(&self, path: &syn::Path) -> Option<String> {
        let mut parts = path.segments.iter().rev().map(|part| part.ident.to_string());
        let variant = parts.next()?;
        let Some(name) = parts.next() else { return self.bare.get(&variant).cloned() };
        let name = if name == "Self" { self.of_impl.clone()? } else { name };
        self.enums.get(&name).is_some_and(|variants| variants.contains(&variant)).then_some(name)
    }

    fn bring_in(&mut self, tree: &syn::UseTree, last: Option<&str>) {
        match tree {
            syn::UseTree::Path(path) => self.bring_in(&path.tree, Some(&path.ident.to_string())),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.bring_in(tree, last)),
            syn::UseTree::Name(name) => {
                let name = name.ident.to_string();
                if let Some(of) = last.filter(|of| self.enums.get(*of).is_some_and(|all| all.contains(&name))) {
                    self.bare.insert(name, of.to_owned());
                }
            }
            syn::UseTree::Glob(_) => {
                let variants = last.and_then(|of| Some((of, self.enums.get(of)?)));
                if let Some((of, variants)) = variants {
                    self.bare.extend(variants.iter().map(|variant| (variant.clone(), of.to_owned())));
                }
            }
            syn::UseTree::Rename(_) => {}
        }
    }

    /// Matches in what a macro is given, which are tokens and nothing more.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut matching: Option<Vec<TokenTree>> = None;
        for token in tokens {
            if let TokenTree::Ident(ident) = &token
                && ident == "match"
            {
                matching = Some(vec![token]);
                continue;
            }
            let is_body = matches!(&token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
            if let Some(so_far) = &mut matching {
                so_far.push(token.clone());
                if is_body && let Ok(one) = syn::parse2::<syn::ExprMatch>(so_far.iter().cloned().collect()) {
                    matching = None;
                    self.visit_expr_match(&one);
                    continue;
                }
            }
            if let TokenTree::Group(group) = token {
                self.tokens(group.stream());
            }
        }
    }
}

/// Looks for a variant of a guarded enum in a pattern.
struct Names<'m, 'e> {
    matches: &'m Matches<'e>,
    found: Option<String>,
}

impl<'ast> Visit<'ast> for Names<'_, '_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        if self.found.is_none() {
            self.found = self.matches.enum_of(path);
        }
        visit::visit_path(self, path);
    }

    fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
        if self.found.is_none() {
            self.found = self.matches.bare.get(&pattern.ident.to_string()).cloned();
        }
        visit::visit_pat_ident(self, pattern);
    }
}

/// Whether a pattern takes everything that no arm before it took.
fn takes_the_rest(pattern: &syn::Pat) -> Option<usize> {
    match pattern {
        syn::Pat::Wild(wild) => Some(wild.underscore_token.spans[0].start().line),
        syn::Pat::Ident(name) if name.subpat.is_none() && !is_type(&name.ident.to_string()) => {
            Some(name.ident.span().start().line)
        }
        syn::Pat::Tuple(tuple) => all_take_the_rest(&tuple.elems),
        syn::Pat::TupleStruct(some) if some.path.is_ident("Some") => all_take_the_rest(&some.elems),
        syn::Pat::Paren(inner) => takes_the_rest(&inner.pat),
        syn::Pat::Reference(inner) => takes_the_rest(&inner.pat),
        _ => None,
    }
}

fn all_take_the_rest<'p>(parts: impl IntoIterator<Item = &'p syn::Pat>) -> Option<usize> {
    let lines: Option<Vec<usize>> = parts.into_iter().map(takes_the_rest).collect();
    lines?.first().copied()
}

impl<'ast> Visit<'ast> for Matches<'_> {
    fn visit_expr_match(&mut self, one: &'ast syn::ExprMatch) {
        if let Some(name) = one.arms.iter().find_map(|arm| self.guarded(&arm.pat)) {
            let rest = one.arms.iter().filter(|arm| arm.guard.is_none()).filter_map(|arm| takes_the_rest(&arm.pat));
            self.found.extend(rest.map(|line| (line, name.clone())));
        }
        visit::visit_expr_match(self, one);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let before = self.of_impl.take();
        if let syn::Type::Path(path) = &*item.self_ty {
            let name = path.path.segments.last().map(|part| part.ident.to_string());
            self.of_impl = name.filter(|name| self.enums.contains_key(name));
        }
        visit::visit_item_impl(self, item);
        self.of_impl = before;
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.bring_in(&item.tree, None);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.tokens(called.tokens.clone());
    }

    /// What a macro is made of is no match until it is called.
    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        if item.ident.is_none() {
            self.tokens(item.mac.tokens.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str =
        "pub enum Test { All, Fits(usize) } test_words!(PersonTest as PersonWord { 0: Age(x) = \"age\" });";

    fn lines(text: &str) -> Vec<String> {
        let files = [
            ("crates/engine/src/rules/test.rs", WORDS),
            (
                "crates/facts/src/household/kinds.rs",
                "kinds! { /// 关系\n Relation { Child, Parent } } choices! { /// 住处\n Lives in \"lives\" { Home, Away } }",
            ),
            ("crates/words/src/tell.rs", text),
        ];
        no_wildcard_arms(&Tree::of(&files)).unwrap().into_iter().map(|finding| finding.place).collect()
    }

    #[test]
    fn an_arm_for_all_the_rest_is_found() {
        let at = |line: usize| vec![format!("crates/words/src/tell.rs:{line}")];
        assert_eq!(lines("fn f() { match x { Test::All => 1,\n _ => 0 } }"), at(2));
        assert_eq!(lines("fn f() { match x { Some(Relation::Child) => 1, None => 2,\n Some(_) => 0 } }"), at(2));
        assert_eq!(lines("fn f() { match x { Lives::Home => 1,\n _ => 0 } }"), at(2));
        assert_eq!(lines("fn f() { match (x, y) { (Test::Fits(_), true) => 1,\n (other, _) => 0 } }"), at(2));
        assert_eq!(lines("use Relation::{Child, Parent}; fn f() { match x { Child => 1,\n rest => 0 } }"), at(2));
        assert_eq!(lines("impl PersonWord { fn f(self) { match self { Self::Age => 1,\n _ => 0 } } }"), at(2));
        assert_eq!(lines("fn f() { view! { <p>{match x { Test::All => 1,\n _ => 0 }}</p> } }"), at(2));
    }

    #[test]
    fn other_matches_may_have_one() {
        let good = "fn f() { match x { Other::All => 1, _ => 0 }; match y { Test::All => 1, Test::Fits(_) => 2 };
            match z { Test::All => 1, other if g(other) => 2, Test::Fits(_) => 3 }; if let Test::All = x {} }
            #[cfg(test)] mod tests { fn f() { match x { Test::All => 1, _ => 0 } } }";
        assert!(lines(good).is_empty());
    }
}
