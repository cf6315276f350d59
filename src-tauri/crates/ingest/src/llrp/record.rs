//! What the declared structs are made of: parameters, how often one is held, and what is kept of
//! those that are not known.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::error::DecodeError;
use super::value::Hex;
use super::wire::{Child, Input, Next, Output};

/// What a parameter is: one of a type, or a choice between several.
pub trait Parameter: Sized {
    /// Its name in the standard; of a choice the choice's name.
    const NAME: &'static str;

    fn accepts(type_code: u16) -> bool;
    fn decode(child: &Child<'_>) -> Result<Self, DecodeError>;
    fn encode(&self, output: &mut Output<'_>);
    /// Under its own name, into the JSON object of what holds it.
    fn entry<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
    /// As an element of a JSON list.
    fn element<S: SerializeSeq>(&self, list: &mut S) -> Result<(), S::Error>;
}

impl<P: Parameter> Parameter for Box<P> {
    const NAME: &'static str = P::NAME;

    fn accepts(type_code: u16) -> bool {
        P::accepts(type_code)
    }
    fn decode(child: &Child<'_>) -> Result<Self, DecodeError> {
        P::decode(child).map(Box::new)
    }
    fn encode(&self, output: &mut Output<'_>) {
        P::encode(self, output);
    }
    fn entry<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        P::entry(self, map)
    }
    fn element<S: SerializeSeq>(&self, list: &mut S) -> Result<(), S::Error> {
        P::element(self, list)
    }
}

/// How often a parameter may be held: `P` once, `Option<P>` at most once, `Vec<P>` any number.
pub trait Member: Sized {
    /// What has been found so far.
    type Found: Default;

    /// Whether a parameter is of this type.
    fn takes(type_code: u16) -> bool;
    /// Takes a parameter if it is of this type and there is room for it.
    fn offer(found: &mut Self::Found, child: &Child<'_>) -> Result<bool, DecodeError>;
    fn settle(found: Self::Found, holder: &'static str, end: usize) -> Result<Self, DecodeError>;
    fn place(&self, sequence: &mut Sequence<'_, '_, '_>);
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

impl<P: Parameter> Member for P {
    type Found = Option<P>;

    fn takes(type_code: u16) -> bool {
        P::accepts(type_code)
    }
    #[inline]
    fn offer(found: &mut Self::Found, child: &Child<'_>) -> Result<bool, DecodeError> {
        Option::offer(found, child)
    }
    #[inline]
    fn settle(found: Self::Found, holder: &'static str, end: usize) -> Result<Self, DecodeError> {
        found.ok_or(DecodeError::Missing { at: end, holder, missing: P::NAME })
    }
    fn place(&self, sequence: &mut Sequence<'_, '_, '_>) {
        sequence.put(self);
    }
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.entry(map)
    }
}

impl<P: Parameter> Member for Option<P> {
    type Found = Self;

    fn takes(type_code: u16) -> bool {
        P::accepts(type_code)
    }
    #[inline]
    fn offer(found: &mut Self, child: &Child<'_>) -> Result<bool, DecodeError> {
        let wanted = P::accepts(child.type_code) && found.is_none();
        if wanted {
            *found = Some(P::decode(child)?);
        }
        Ok(wanted)
    }
    #[inline]
    fn settle(found: Self, _: &'static str, _: usize) -> Result<Self, DecodeError> {
        Ok(found)
    }
    fn place(&self, sequence: &mut Sequence<'_, '_, '_>) {
        if let Some(parameter) = self {
            sequence.put(parameter);
        }
    }
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.as_ref().map_or(Ok(()), |parameter| parameter.entry(map))
    }
}

impl<P: Parameter> Member for Vec<P> {
    type Found = Self;

    fn takes(type_code: u16) -> bool {
        P::accepts(type_code)
    }
    #[inline]
    fn offer(found: &mut Self, child: &Child<'_>) -> Result<bool, DecodeError> {
        let wanted = P::accepts(child.type_code);
        if wanted {
            found.push(P::decode(child)?);
        }
        Ok(wanted)
    }
    #[inline]
    fn settle(found: Self, _: &'static str, _: usize) -> Result<Self, DecodeError> {
        Ok(found)
    }
    fn place(&self, sequence: &mut Sequence<'_, '_, '_>) {
        for parameter in self {
            sequence.put(parameter);
        }
    }
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        if self.is_empty() {
            return Ok(());
        }
        map.serialize_entry(P::NAME, &Elements(self))
    }
}

struct Elements<'a, P>(&'a [P]);

impl<P: Parameter> Serialize for Elements<'_, P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for parameter in self.0 {
            parameter.element(&mut list)?;
        }
        list.end()
    }
}

/// What a message or parameter held that this version does not know there, as it was on the
/// wire: encoding puts it back in the same place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extra {
    /// How many known parameters stood before it.
    pub after: usize,
    /// It is known, but there once too often.
    pub again: bool,
    /// One parameter with its header, or all that followed a parameter of unknown length.
    pub bytes: Vec<u8>,
}

impl Extra {
    /// Its type, as the first bytes tell.
    #[must_use]
    pub fn type_code(&self) -> u16 {
        type_code(&self.bytes)
    }
}

fn type_code(bytes: &[u8]) -> u16 {
    match bytes[..] {
        [tv, ..] if tv & 0x80 != 0 => u16::from(tv & 0x7F),
        [high, low, ..] => u16::from_be_bytes([high, low]) & 0x3FF,
        _ => 0,
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("Type", &self.type_code())?;
        map.serialize_entry("Bytes", &Hex(&self.bytes))?;
        map.end()
    }
}

pub fn extra_entries<M: SerializeMap>(extra: &[Extra], map: &mut M) -> Result<(), M::Error> {
    if extra.is_empty() { Ok(()) } else { map.serialize_entry("Unknown", extra) }
}

/// The parameters of one holder as they are written, with the unknown ones in their places.
pub struct Sequence<'s, 'o, 'b> {
    output: &'s mut Output<'b>,
    extra: std::iter::Peekable<std::slice::Iter<'o, Extra>>,
    /// What is there once too often and would come before the one that counts.
    held: Vec<&'o Extra>,
    /// The types that were written.
    written: Vec<u16>,
}

impl<'s, 'o, 'b> Sequence<'s, 'o, 'b> {
    pub fn new(output: &'s mut Output<'b>, extra: &'o [Extra]) -> Self {
        let extra = extra.iter().peekable();
        Self { output, extra, held: Vec::new(), written: Vec::new() }
    }

    fn put(&mut self, parameter: &impl Parameter) {
        while let Some(extra) = self.extra.next_if(|extra| extra.after <= self.written.len()) {
            // A reader takes the first of a type, and that has to stay the first.
            if extra.again && !self.written.contains(&extra.type_code()) {
                self.held.push(extra);
            } else {
                self.output.put(&extra.bytes);
            }
        }
        let start = self.output.position();
        parameter.encode(self.output);
        self.written.push(type_code(self.output.since(start)));
    }

    pub fn finish(self) {
        // What is of unknown length is the last one, and stays that.
        for extra in self.held.into_iter().chain(self.extra) {
            self.output.put(&extra.bytes);
        }
    }
}

/// Goes through the parameters of a holder: each is offered to `known`, and what is taken by
/// none is kept. `accepts` says whether a type is known at all.
#[inline]
pub fn gather(
    input: &mut Input<'_>,
    mut known: impl FnMut(&Child<'_>) -> Result<bool, DecodeError>,
    accepts: impl Fn(u16) -> bool,
) -> Result<Vec<Extra>, DecodeError> {
    let mut extra = Vec::new();
    let mut after = 0;
    loop {
        match input.next()? {
            Next::Child(child) => {
                if known(&child)? {
                    after += 1;
                } else {
                    let again = accepts(child.type_code);
                    extra.push(Extra { after, again, bytes: child.raw.to_vec() });
                }
            }
            Next::Tail(tail) => {
                extra.push(Extra { after, again: false, bytes: tail.to_vec() });
            }
            Next::End => return Ok(extra),
        }
    }
}

#[inline]
pub fn all_read(input: &mut Input<'_>, holder: &'static str) -> Result<(), DecodeError> {
    let at = input.position();
    match input.rest().len() {
        0 => Ok(()),
        left => Err(DecodeError::Leftover { at, left, holder }),
    }
}
