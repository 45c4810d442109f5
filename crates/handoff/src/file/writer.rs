//! Writes facts as JSON by their own description, one entry a line.

use std::fmt::Error;

use serde::ser::{self, Impossible, Serialize};

/// What writing gives; it fails on a form that no fact has.
type Written<T = ()> = Result<T, Error>;

/// The text so far, and how deep it stands.
#[derive(Debug, Default)]
pub(super) struct Writer {
    /// The text.
    pub(super) text: String,
    depth: usize,
}

impl Writer {
    fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.depth += 1;
    }

    fn close(&mut self, bracket: char) {
        self.depth -= 1;
        if !self.is_just_open() {
            self.line();
        }
        self.text.push(bracket);
    }

    /// Whether nothing stands in the brackets yet. A text ends in its quotes, whatever it says.
    fn is_just_open(&self) -> bool {
        self.text.as_bytes().last().is_some_and(|last| matches!(last, b'{' | b'['))
    }

    fn line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }

    /// Makes room for one more entry.
    fn next(&mut self) {
        if !self.is_just_open() {
            self.text.push(',');
        }
        self.line();
    }

    fn key(&mut self, key: &str) {
        self.next();
        self.quoted(key);
        self.text.push_str(": ");
    }

    fn quoted(&mut self, told: &str) {
        self.text.push('"');
        for c in told.chars() {
            match c {
                '"' | '\\' => self.text.extend(['\\', c]),
                '\0'..' ' => self.text.push_str(&format!("\\u{:04x}", u32::from(c))),
                _ => self.text.push(c),
            }
        }
        self.text.push('"');
    }
}

/// Forms that no fact has.
macro_rules! no_fact_is {
    ($($method:ident: $form:ty),*) => {
        $(fn $method(self, _: $form) -> Written {
            Err(Error)
        })*
    };
}

impl ser::Serializer for &mut Writer {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    fn serialize_bool(self, yes: bool) -> Written {
        self.text.push_str(if yes { "true" } else { "false" });
        Ok(())
    }

    fn serialize_u8(self, count: u8) -> Written {
        self.serialize_u32(count.into())
    }

    fn serialize_u16(self, count: u16) -> Written {
        self.serialize_u32(count.into())
    }

    fn serialize_u32(self, count: u32) -> Written {
        self.text.push_str(&count.to_string());
        Ok(())
    }

    fn serialize_str(self, told: &str) -> Written {
        self.quoted(told);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_none(self) -> Written {
        self.text.push_str("null");
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Written<Self> {
        self.open('[');
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Written<Self> {
        self.open('{');
        Ok(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, word: &'static str) -> Written {
        self.serialize_str(word)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        word: &'static str,
        within: &T,
    ) -> Written {
        self.open('{');
        self.key(word);
        within.serialize(&mut *self)?;
        self.close('}');
        Ok(())
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, word: &'static str, _: usize) -> Written<Self> {
        self.open('{');
        self.key(word);
        self.open('{');
        Ok(self)
    }

    no_fact_is!(
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_u64: u64,
        serialize_f32: f32, serialize_f64: f64, serialize_char: char, serialize_bytes: &[u8],
        serialize_unit_struct: &'static str
    );

    fn serialize_unit(self) -> Written {
        Err(Error)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_tuple(self, _: usize) -> Written<Self::SerializeTuple> {
        Err(Error)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Written<Self::SerializeTupleStruct> {
        Err(Error)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Written<Self::SerializeTupleVariant> {
        Err(Error)
    }

    fn serialize_map(self, _: Option<usize>) -> Written<Self::SerializeMap> {
        Err(Error)
    }
}

impl ser::SerializeSeq for &mut Writer {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Written {
        self.next();
        item.serialize(&mut **self)
    }

    fn end(self) -> Written {
        self.close(']');
        Ok(())
    }
}

impl ser::SerializeStruct for &mut Writer {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Written {
        self.key(key);
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        self.close('}');
        Ok(())
    }
}

impl ser::SerializeStructVariant for &mut Writer {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Written {
        ser::SerializeStruct::serialize_field(self, key, value)
    }

    fn end(self) -> Written {
        self.close('}');
        self.close('}');
        Ok(())
    }
}
