//! JSON that is taken event by event: one object, an array of them, or several without anything
//! between them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny};
use serde::de::{MapAccess, SeqAccess, Visitor};

/// The JSON breaks off, or is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken;

/// Gives each object of a payload, and for each that is something else `None`. What came before
/// an error has been given.
pub fn each<'a, T: Deserialize<'a>>(
    payload: &'a [u8],
    mut take: impl FnMut(Option<T>),
) -> Result<(), Broken> {
    let mut rest = payload.trim_ascii_start();
    if rest.is_empty() {
        return Err(Broken);
    }
    while !rest.is_empty() {
        let mut json = serde_json::Deserializer::from_slice(rest);
        let seed = Each { take: &mut take, is_within: false, of: PhantomData };
        seed.deserialize(&mut json).map_err(|_| Broken)?;
        // To ask the library whether anything follows would have it count the lines up to there.
        let length = json.into_iter::<IgnoredAny>().byte_offset();
        rest = rest[length..].trim_ascii_start();
    }
    Ok(())
}

/// An object, or `None` for anything in its stead.
#[derive(Debug)]
pub struct Object<T>(pub Option<T>);

impl<T> Default for Object<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut object = None;
        let mut keep = |found| object = found;
        // Within an array or an object it is no list of objects.
        Each { take: &mut keep, is_within: true, of: PhantomData }.deserialize(deserializer)?;
        Ok(Self(object))
    }
}

struct Each<'t, F, T> {
    take: &'t mut F,
    is_within: bool,
    of: PhantomData<T>,
}

impl<'de, F: FnMut(Option<T>), T: Deserialize<'de>> DeserializeSeed<'de> for Each<'_, F, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, F: FnMut(Option<T>), T: Deserialize<'de>> Visitor<'de> for Each<'_, F, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        (self.take)(Some(T::deserialize(MapAccessDeserializer::new(map))?));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if self.is_within {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            (self.take)(None);
            return Ok(());
        }
        loop {
            let seed = Each { take: &mut *self.take, is_within: true, of: PhantomData };
            if list.next_element_seed(seed)?.is_none() {
                return Ok(());
            }
        }
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        (self.take)(None);
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.visit_unit()
    }
}
