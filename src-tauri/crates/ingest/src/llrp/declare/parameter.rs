//! Parameters.

/// Makes records parameters.
macro_rules! parameters {
    ($($type_code:literal $std:literal $name:ident { $($fields:tt)* } holds { $($held:tt)* })+) => {
        record! { $($type_code $std $name { $($fields)* } holds { $($held)* })+ }
        $(parameter_of!($type_code $std $name);)+
    };
}

/// Declares parameters of fields alone.
macro_rules! plain_parameters {
    ($($type_code:literal $std:literal $name:ident {
        $($([$before:literal])? $field_std:literal $field:ident: $field_type:ty $([$after:literal])?,)*
    })+) => {$(
        #[doc = concat!("`", $std, "`, type ", $type_code, ".")]
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct $name {
            $(#[doc = concat!("`", $field_std, "`.")] pub $field: $field_type,)*
        }

        impl $name {
            #[inline]
            fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
                $(
                    $(input.reserved($before)?;)?
                    let $field = <$field_type as Wire>::read(input)?;
                    $(input.reserved($after)?;)?
                )*
                all_read(input, $std)?;
                Ok(Self { $($field,)* })
            }

            #[allow(unused_variables, reason = "some parameters say all by being there")]
            fn write(&self, output: &mut Output<'_>) {
                $(
                    $(output.reserved($before);)?
                    self.$field.write(output);
                    $(output.reserved($after);)?
                )*
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #[allow(unused_mut, reason = "some parameters have no fields")]
                let mut map = serializer.serialize_map(None)?;
                $(self.$field.entries($field_std, &mut map)?;)*
                map.end()
            }
        }

        parameter_of!($type_code $std $name);
    )+};
}

/// Declares parameters of one field, which are shown as that field's value.
macro_rules! value_parameters {
    ($($type_code:literal $std:literal $name:ident($field_std:literal $field_type:ty $([$after:literal])?);)+) => {$(
        #[doc = concat!("`", $std, "`, type ", $type_code, ": its `", $field_std, "`.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub struct $name(
            #[doc = concat!("`", $field_std, "`.")]
            pub $field_type,
        );

        impl $name {
            #[inline]
            fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
                let value = <$field_type as Wire>::read(input)?;
                $(input.reserved($after)?;)?
                all_read(input, $std)?;
                Ok(Self(value))
            }

            fn write(&self, output: &mut Output<'_>) {
                self.0.write(output);
                $(output.reserved($after);)?
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        parameter_of!($type_code $std $name);
    )+};
}

macro_rules! parameter_of {
    ($type_code:literal $std:literal $name:ident) => {
        impl Parameter for $name {
            const NAME: &'static str = $std;

            #[inline]
            fn accepts(type_code: u16) -> bool {
                type_code == $type_code
            }
            #[inline]
            fn decode(child: &Child<'_>) -> Result<Self, DecodeError> {
                Self::read(&mut child.body())
            }
            fn encode(&self, output: &mut Output<'_>) {
                output.parameter($type_code, $std, |output| self.write(output));
            }
            fn entry<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                map.serialize_entry($std, self)
            }
            fn element<S: SerializeSeq>(&self, list: &mut S) -> Result<(), S::Error> {
                list.serialize_element(self)
            }
        }
    };
}

/// Declares a choice between parameters.
macro_rules! choice {
    ($($std:literal $name:ident { $first:ident, $($other:ident,)* })+) => {$(
        #[doc = concat!("The choice `", $std, "`.")]
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $name {
            #[doc = concat!("See [`", stringify!($first), "`].")]
            $first($first),
            $(#[doc = concat!("See [`", stringify!($other), "`].")] $other($other),)*
        }

        impl Default for $name {
            fn default() -> Self {
                Self::$first($first::default())
            }
        }

        impl Parameter for $name {
            const NAME: &'static str = $std;

            #[inline]
            fn accepts(type_code: u16) -> bool {
                $first::accepts(type_code) $(|| $other::accepts(type_code))*
            }
            #[inline]
            fn decode(child: &Child<'_>) -> Result<Self, DecodeError> {
                $(if $other::accepts(child.type_code) {
                    return $other::decode(child).map(Self::$other);
                })*
                $first::decode(child).map(Self::$first)
            }
            fn encode(&self, output: &mut Output<'_>) {
                match self {
                    Self::$first(parameter) => parameter.encode(output),
                    $(Self::$other(parameter) => parameter.encode(output),)*
                }
            }
            fn entry<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                match self {
                    Self::$first(parameter) => parameter.entry(map),
                    $(Self::$other(parameter) => parameter.entry(map),)*
                }
            }
            fn element<S: SerializeSeq>(&self, list: &mut S) -> Result<(), S::Error> {
                list.serialize_element(self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(Some(1))?;
                self.entry(&mut map)?;
                map.end()
            }
        }
    )+};
}
