//! The blob (编码): values written one after the other, without names, for a reader of the same build.
//!
//! It is small because the page carries the reader. A [`Reader`] that meets something wrong is failed for good: from
//! there on it gives zeros and empty lists, and [`read`] gives nothing.

use crate::day::Day;
use crate::money::Multiple;
use crate::money::{Period, Rate, Yuan};

/// How deep a value may hold others of its kind.
const DEEPEST: u8 = 32;

/// A value that can be written to a blob and read back. Each takes a byte at least.
pub trait Wire: Sized {
    /// Writes it.
    fn put(&self, out: &mut Vec<u8>);

    /// Reads it; what a failed reader gives means nothing, and ends.
    fn get(from: &mut Reader<'_>) -> Self;
}

/// Reads a value, and nothing after it; `None` when the bytes are not one.
pub fn read<T: Wire>(blob: &[u8]) -> Option<T> {
    let mut from = Reader { rest: blob, failed: false, depth: 0 };
    let value = T::get(&mut from);
    if from.failed || !from.rest.is_empty() {
        // Taking half a value apart would be code of its own, for a page that cannot go on.
        std::mem::forget(value);
        return None;
    }
    Some(value)
}

/// What is left of a blob.
#[derive(Debug)]
pub struct Reader<'b> {
    rest: &'b [u8],
    failed: bool,
    depth: u8,
}

impl<'b> Reader<'b> {
    /// What was read cannot be.
    #[inline(never)]
    pub fn fail(&mut self) {
        self.rest = &[];
        self.failed = true;
    }

    /// The next byte; 0 from a failed reader.
    #[inline(never)]
    pub fn byte(&mut self) -> u8 {
        let Some((byte, rest)) = self.rest.split_first() else {
            self.fail();
            return 0;
        };
        self.rest = rest;
        *byte
    }

    /// The next byte, one of so many; 0 from a failed reader.
    #[inline(never)]
    pub fn tag(&mut self, of: usize) -> u8 {
        let tag = self.byte();
        if usize::from(tag) < of {
            return tag;
        }
        self.fail();
        0
    }

    /// A number, seven bits a byte, the low ones first.
    #[inline(never)]
    pub fn number(&mut self) -> usize {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte();
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return number;
            }
        }
        self.fail();
        0
    }

    /// How many of something follow: no more than there are bytes.
    #[inline(never)]
    pub fn count(&mut self) -> usize {
        let count = self.number();
        if count <= self.rest.len() {
            return count;
        }
        self.fail();
        0
    }

    /// A text.
    #[inline(never)]
    pub fn text(&mut self) -> &'b str {
        let count = self.count();
        let (text, rest) = self.rest.split_at_checked(count).unwrap_or_default();
        self.rest = rest;
        std::str::from_utf8(text).unwrap_or_else(|_| {
            self.fail();
            ""
        })
    }

    /// A value, where it was one.
    pub fn sure<T>(&mut self, value: Option<T>, other: T) -> T {
        value.unwrap_or_else(|| {
            self.fail();
            other
        })
    }

    /// One level down, where a value may hold others of its kind.
    #[inline]
    pub fn enter(&mut self) {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.fail();
        }
    }

    /// One level up again.
    #[inline]
    pub fn leave(&mut self) {
        self.depth -= 1;
    }
}

/// Writes what [`Reader::number`] reads; one beyond 28 bits is refused there.
fn put_number(mut number: usize, out: &mut Vec<u8>) {
    while number > 0x7f {
        out.push(0x80 | (number & 0x7f) as u8);
        number >>= 7;
    }
    out.push(number as u8);
}

fn put_text(text: &str, out: &mut Vec<u8>) {
    put_number(text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

/// Writes and reads a struct by its fields, in the order given.
#[macro_export]
macro_rules! wire_struct {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::wire::Wire for $name {
            fn put(&self, out: &mut Vec<u8>) {
                let Self { $($field),+ } = self;
                $($crate::wire::Wire::put($field, out);)+
            }

            fn get(from: &mut $crate::wire::Reader<'_>) -> Self {
                Self { $($field: $crate::wire::Wire::get(from)),+ }
            }
        }
    };
}

/// Writes and reads an enum of plain words by where they stand in the order declared. The first is what a failed
/// reader gives.
#[macro_export]
macro_rules! wire_words {
    ($name:ident { $first:ident $(, $word:ident)* $(,)? }) => {
        impl $crate::wire::Wire for $name {
            fn put(&self, out: &mut Vec<u8>) {
                match self {
                    Self::$first $(| Self::$word)* => out.push(*self as u8),
                }
            }

            fn get(from: &mut $crate::wire::Reader<'_>) -> Self {
                let tag = from.tag([Self::$first $(, Self::$word)*].len());
                $(if tag == Self::$word as u8 {
                    return Self::$word;
                })*
                Self::$first
            }
        }
    };
}

/// Writes and reads an enum by the tags given and its fields. The one tagged 0 is what a failed reader gives; it may
/// not hold another of its kind but in a list.
#[macro_export]
macro_rules! wire_enum {
    ($name:ident { $($tag:literal: $variant:ident $(($inner:ident))? $({ $($field:ident),+ })?),+ $(,)? }) => {
        impl $crate::wire::Wire for $name {
            fn put(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$variant $(($inner))? $({ $($field),+ })? => {
                        out.push($tag);
                        $($crate::wire::Wire::put($inner, out);)?
                        $($($crate::wire::Wire::put($field, out);)+)?
                    })+
                }
            }

            fn get(from: &mut $crate::wire::Reader<'_>) -> Self {
                from.enter();
                let value = loop {
                    match from.byte() {
                        $($tag => {
                            $(let $inner = $crate::wire::Wire::get(from);)?
                            $($(let $field = $crate::wire::Wire::get(from);)+)?
                            break Self::$variant $(($inner))? $({ $($field),+ })?;
                        })+
                        _ => from.fail(),
                    }
                };
                from.leave();
                value
            }
        }
    };
}

impl Wire for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn get(from: &mut Reader<'_>) -> Self {
        from.tag(2) == 1
    }
}

impl Wire for u8 {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn get(from: &mut Reader<'_>) -> Self {
        from.byte()
    }
}

impl Wire for u16 {
    fn put(&self, out: &mut Vec<u8>) {
        put_number(usize::from(*self), out);
    }

    fn get(from: &mut Reader<'_>) -> Self {
        let read = Self::try_from(from.number()).ok();
        from.sure(read, 0)
    }
}

impl Wire for usize {
    fn put(&self, out: &mut Vec<u8>) {
        put_number(*self, out);
    }

    fn get(from: &mut Reader<'_>) -> Self {
        from.number()
    }
}

impl Wire for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(self, out);
    }

    #[inline(never)]
    fn get(from: &mut Reader<'_>) -> Self {
        from.text().to_owned()
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        put_number(self.len(), out);
        self.iter().for_each(|value| value.put(out));
    }

    fn get(from: &mut Reader<'_>) -> Self {
        (0..from.count()).map(|_| T::get(from)).collect()
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        self.iter().for_each(|value| value.put(out));
    }

    fn get(from: &mut Reader<'_>) -> Self {
        bool::get(from).then(|| T::get(from))
    }
}

impl<T: Wire> Wire for Box<T> {
    fn put(&self, out: &mut Vec<u8>) {
        (**self).put(out);
    }

    fn get(from: &mut Reader<'_>) -> Self {
        Self::new(T::get(from))
    }
}

impl Wire for Day {
    fn put(&self, out: &mut Vec<u8>) {
        // From 1800 on, so never negative.
        put_number(self.year().unsigned_abs() as usize, out);
        out.extend([self.month(), self.day()]);
    }

    #[inline(never)]
    fn get(from: &mut Reader<'_>) -> Self {
        let (year, month, day) = (from.number(), from.byte(), from.byte());
        let read = i32::try_from(year).ok().and_then(|year| Self::new(year, month, day));
        from.sure(read, Self::FIRST)
    }
}

impl Wire for Yuan {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(&self.to_string(), out);
    }

    #[inline(never)]
    fn get(from: &mut Reader<'_>) -> Self {
        let read = from.text().parse().ok();
        from.sure(read, Self::ZERO)
    }
}

impl Wire for Multiple {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(&self.to_string(), out);
    }

    fn get(from: &mut Reader<'_>) -> Self {
        let read = from.text().parse().ok();
        from.sure(read, Self::ONCE)
    }
}

wire_struct!(Rate { sum, per });
wire_words!(Period { Month, Year });
