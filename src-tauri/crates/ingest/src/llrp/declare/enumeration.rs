//! Enumerations.

/// Declares enumerations: how they are stored, then number, name of the standard, name here.
macro_rules! enumeration {
    ($($store:ident $name:ident { $($value:literal $std:literal $variant:ident,)+ })+) => {$(
        #[doc = concat!("The enumeration `", stringify!($name), "`.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = concat!("`", $std, "`, ", $value, ".")] $variant,)+
            /// A number that the standard does not name.
            Other(u16),
        }

        impl $name {
            /// From its number.
            #[must_use]
            pub const fn from_number(number: u16) -> Self {
                match number {
                    $($value => Self::$variant,)+
                    other => Self::Other(other),
                }
            }

            /// Its number.
            #[must_use]
            pub const fn number(self) -> u16 {
                match self {
                    $(Self::$variant => $value,)+
                    Self::Other(other) => other,
                }
            }

            /// Its name in the standard.
            #[must_use]
            pub const fn name(self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => Some($std),)+
                    Self::Other(_) => None,
                }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::from_number(0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self.name() {
                    Some(name) => serializer.serialize_str(name),
                    None => serializer.serialize_u16(self.number()),
                }
            }
        }

        enumeration_wire!($store $name);
    )+};
}

macro_rules! enumeration_wire {
    (bit $name:ident) => { enumeration_wire!(@bits 1 $name); };
    (two_bits $name:ident) => { enumeration_wire!(@bits 2 $name); };
    (@bits $count:literal $name:ident) => {
        impl Wire for $name {
            fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
                input.bits($count).map(|number| Self::from_number(number.into()))
            }
            fn write(&self, output: &mut Output<'_>) {
                output.bits(self.number() as u8, $count);
            }
        }
    };
    ($integer:ident $name:ident) => {
        impl Wire for $name {
            fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
                $integer::read(input).map(|number| Self::from_number(number.into()))
            }
            fn write(&self, output: &mut Output<'_>) {
                (self.number() as $integer).write(output);
            }
        }

        impl Element for $name {
            const SIZE: usize = size_of::<$integer>();
        }
    };
}
