//! Fuzzing (变异输入) on stable Rust: inputs by chance for a reader that must neither panic nor lose anything.
//!
//! Inputs are mutated from a corpus in `tests/corpora/TARGET`. Whatever a reader answers in a new way joins the corpus of
//! the run, so that later inputs get past its first checks. An input that fails is written to a file that the message names.

use std::collections::BTreeSet;
use std::panic::{RefUnwindSafe, catch_unwind};
use std::path::PathBuf;

use crate::generate::dice::Dice;
use crate::root;

/// The longest input, in bytes: a little more than a household file may have.
const LONGEST: usize = 300 * 1024;

/// The most inputs that a run remembers.
const MOST: usize = 4_000;

/// A reader that is tried.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// Its name, and the folder of its corpus.
    pub name: &'a str,
    /// Texts that its inputs are made of.
    pub words: &'a [&'a str],
    /// How many inputs are tried where `DOUDI_RUNS` does not say.
    pub runs: u64,
}

impl Target<'_> {
    /// Tries every input of the corpus as it is, then mutated ones. `read` panics where something is wrong, and returns
    /// in which way it answered.
    ///
    /// # Panics
    /// When `read` does; the message names the file with the input.
    pub fn run(self, more: Vec<Vec<u8>>, read: impl Fn(&[u8]) -> String + RefUnwindSafe) {
        let mut dice = Dice::new(number("DOUDI_SEED").unwrap_or(1));
        let mut corpus = self.corpus();
        assert!(!corpus.is_empty(), "tests/corpora/{} is empty", self.name);
        corpus.extend(more);
        let mut seen: BTreeSet<String> = corpus.iter().map(|input| self.try_one(input, &read)).collect();
        for _ in 0..number("DOUDI_RUNS").unwrap_or(self.runs) {
            let input = self.mutated(&corpus, &mut dice);
            let way = self.try_one(&input, &read);
            if corpus.len() < MOST && seen.insert(way) {
                corpus.push(input);
            }
        }
    }

    fn corpus(self) -> Vec<Vec<u8>> {
        let folder = root().join("tests/corpora").join(self.name);
        let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        paths.iter().filter_map(|path| std::fs::read(path).ok()).collect()
    }

    fn try_one(self, input: &[u8], read: &(impl Fn(&[u8]) -> String + RefUnwindSafe)) -> String {
        if let Ok(way) = catch_unwind(|| read(input)) {
            return way;
        }
        let sum = input.iter().fold(0_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte)));
        let path = std::env::temp_dir().join(format!("doudi-fuzz-{}-{sum:016x}", self.name));
        let kept = std::fs::write(&path, input).map_or_else(|error| error.to_string(), |()| path.display().to_string());
        panic!("{}: this input fails: {kept}; mend the reader and put the input into tests/corpora/{0}", self.name);
    }

    fn mutated(self, corpus: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
        let pick = |dice: &mut Dice| corpus.get(dice.below(corpus.len())).map_or(&[][..], Vec::as_slice);
        let mut input = pick(dice).to_vec();
        for _ in 0..=dice.below(6) {
            let (from, to) = range(input.len(), dice);
            match dice.below(10) {
                0 => {
                    if let Some(byte) = input.get_mut(from) {
                        *byte ^= 1 << dice.below(8);
                    }
                }
                1 => {
                    let byte = u8::try_from(dice.below(256)).unwrap_or(0);
                    input.splice(from..from, [byte]);
                }
                2 => drop(input.drain(from..to)),
                3 => {
                    let again = input[from..to].to_vec();
                    input.splice(to..to, again);
                }
                4 => {
                    let (at, _) = range(input.len(), dice);
                    let moved: Vec<u8> = input.drain(from..to).collect();
                    let at = at.min(input.len());
                    input.splice(at..at, moved);
                }
                5 => {
                    let other = pick(dice);
                    let (start, end) = range(other.len(), dice);
                    input.splice(from..to, other[start..end].iter().copied());
                }
                6 => {
                    const NUMBERS: [&str; 8] =
                        ["0", "-1", "1e9", "65536", "4294967296", "0.005", "99999999999999999999", "2025-02-30"];
                    input.splice(from..to, dice.of(NUMBERS).bytes());
                }
                7 if dice.often(20) => input.truncate(to),
                _ => {
                    let word = self.words.get(dice.below(self.words.len())).copied().unwrap_or_default();
                    let end = if dice.often(50) { from } else { to };
                    input.splice(from..end, word.bytes());
                }
            }
        }
        input.truncate(LONGEST);
        input
    }
}

/// A stretch of an input, mostly short.
fn range(length: usize, dice: &mut Dice) -> (usize, usize) {
    let from = dice.below(length + 1);
    let longest = if dice.often(80) { 16 } else { length };
    (from, (from + dice.below(longest + 1)).min(length))
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// Fails unless a message can stand on one line of a terminal.
///
/// # Panics
/// When it cannot.
pub fn is_a_message(message: &str) {
    let odd = message.chars().find(|c| doudi_words::outside::is_invisible(*c));
    assert!(odd.is_none(), "{odd:?} in {message:?}");
    assert!(!message.is_empty() && message.chars().count() < 1_000, "{message}");
}
