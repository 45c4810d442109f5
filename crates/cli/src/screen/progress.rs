//! How far it is (进度): a line on the terminal that is written over, at most five times a second.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use doudi_words::Words;

use crate::stream;

const PAUSE: Duration = Duration::from_millis(200);

/// What has been looked at so far.
#[derive(Debug)]
pub(super) struct Progress {
    words: Words,
    /// Whether anything is told on the way.
    tells: bool,
    is_terminal: bool,
    looked_at: u64,
    passed_over: u64,
    last: Option<Instant>,
    stands: bool,
}

impl Progress {
    /// Tells on a terminal, or wherever it is `wanted`.
    pub(super) fn new(wanted: bool, words: Words) -> Self {
        let is_terminal = io::stderr().is_terminal();
        let tells = wanted || is_terminal;
        Self { words, tells, is_terminal, looked_at: 0, passed_over: 0, last: None, stands: false }
    }

    /// Takes the line away, so that another message can stand there.
    pub(super) fn clear(&mut self) {
        if self.stands && self.is_terminal {
            stream::err(b"\r\x1b[K");
        }
        self.stands = false;
    }

    /// Adds what came of some households.
    pub(super) fn tell(&mut self, looked_at: u64, passed_over: u64) {
        self.looked_at += looked_at;
        self.passed_over += passed_over;
        let is_due = self.last.is_none_or(|last| last.elapsed() >= PAUSE);
        if self.tells && is_due {
            self.write();
            self.last = Some(Instant::now());
        }
    }

    /// The last word: told on the way, or where something was passed over.
    pub(super) fn end(&mut self) {
        self.clear();
        if self.tells || self.passed_over > 0 {
            self.write();
            if self.is_terminal {
                stream::err(b"\n");
            }
        }
    }

    fn write(&mut self) {
        let text = self.words.screen_so_far(&self.looked_at, &self.passed_over);
        if self.is_terminal {
            stream::err(format!("\r\x1b[K{text}").as_bytes());
        } else {
            stream::message(&text);
        }
        self.stands = true;
    }
}
