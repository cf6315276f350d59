//! Messages.

/// Declares all messages, and the enum of their bodies.
macro_rules! messages {
    ($($type_code:literal $std:literal $name:ident { $($fields:tt)* } holds { $($held:tt)* })+) => {
        record! { $($type_code $std $name { $($fields)* } holds { $($held)* })+ }

        /// What a message says.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Body {
            $(#[doc = concat!("`", $std, "`, type ", $type_code, ".")] $name($name),)+
            /// A message that the standard does not name, or that came with another version.
            Unknown {
                /// Its type.
                type_code: u16,
                /// Its body.
                bytes: Vec<u8>,
            },
        }

        impl Body {
            /// The message's type on the wire.
            #[must_use]
            pub const fn type_code(&self) -> u16 {
                match self {
                    $(Self::$name(_) => $type_code,)+
                    Self::Unknown { type_code, .. } => *type_code,
                }
            }

            /// The message's name in the standard.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => $std,)+
                    Self::Unknown { .. } => "unknown",
                }
            }

            pub(crate) fn read(
                type_code: u16,
                input: &mut Input<'_>,
            ) -> Result<Self, DecodeError> {
                Ok(match type_code {
                    $($type_code => Self::$name($name::read(input)?),)+
                    _ => Self::Unknown { type_code, bytes: input.rest().to_vec() },
                })
            }

            pub(crate) fn write(&self, output: &mut Output<'_>) {
                match self {
                    $(Self::$name(message) => message.write(output),)+
                    Self::Unknown { bytes, .. } => output.put(bytes),
                }
            }
        }

        impl Serialize for Body {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$name(message) => message.serialize(serializer),)+
                    Self::Unknown { bytes, .. } => {
                        let mut map = serializer.serialize_map(Some(1))?;
                        map.serialize_entry("Bytes", &Hex(bytes))?;
                        map.end()
                    }
                }
            }
        }

        $(impl From<$name> for Body {
            fn from(message: $name) -> Self {
                Self::$name(message)
            }
        })+
    };
}
