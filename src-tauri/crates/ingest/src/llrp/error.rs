//! What can be wrong with a frame.

/// Why bytes are no LLRP message. Offsets count from the first byte of the frame.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The header names a length that no frame can have.
    #[error(
        "a frame that says it is {length} bytes long; 10 to {} are possible",
        super::FRAME_LENGTH_MAX
    )]
    FrameLength {
        /// The length that the header names.
        length: u32,
    },
    /// The bytes end before the frame does.
    #[error("the frame says it is {length} bytes long, but {got} are there")]
    FrameIncomplete {
        /// The length that the header names; 10 while the header itself is cut.
        length: u32,
        /// How many bytes there are.
        got: usize,
    },
    /// A field reaches beyond the end of what holds it.
    #[error("at byte {at}: a field needs {needed} bytes, but {left} are left")]
    Short {
        /// Where the field begins.
        at: usize,
        /// How long it is.
        needed: usize,
        /// How much is left of what holds it.
        left: usize,
    },
    /// A nested parameter is shorter than its own header or longer than what holds it.
    #[error(
        "at byte {at}: parameter {type_code} says it is {length} bytes long, but {left} are left"
    )]
    NestedLength {
        /// Where the parameter begins.
        at: usize,
        /// Its type.
        type_code: u16,
        /// The length that it names.
        length: u16,
        /// How much is left of what holds it.
        left: usize,
    },
    /// A parameter has bytes that belong to none of its fields.
    #[error("at byte {at}: {left} bytes after the last field of {holder}")]
    Leftover {
        /// Where they begin.
        at: usize,
        /// How many.
        left: usize,
        /// The parameter.
        holder: &'static str,
    },
    /// A mandatory parameter is not there.
    #[error("at byte {at}: {holder} lacks its {missing}")]
    Missing {
        /// Where the holder ends.
        at: usize,
        /// The message or parameter that should hold it.
        holder: &'static str,
        /// The parameter that is not there.
        missing: &'static str,
    },
    /// Parameters within parameters, more than any message has.
    #[error("at byte {at}: parameters nested more than {} deep", super::NESTING_MAX)]
    TooDeep {
        /// Where the innermost begins.
        at: usize,
    },
}

/// Why a message cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// A text, list or parameter is longer than its 16-bit length can say.
    #[error("{name} holds more than 65535 bytes or elements")]
    ParameterTooLong {
        /// The parameter, or the parameter that holds the field.
        name: &'static str,
    },
    /// The message is longer than a frame may be.
    #[error("a message of {length} bytes; {} are possible", super::FRAME_LENGTH_MAX)]
    FrameTooLong {
        /// Its length.
        length: usize,
    },
}
