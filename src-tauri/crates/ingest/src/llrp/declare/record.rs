//! Structs with fields and held parameters.

/// Declares structs with fields and held parameters.
macro_rules! record {
    ($($type_code:literal $std:literal $name:ident {
        $($([$before:literal])? $field_std:literal $field:ident: $field_type:ty $([$after:literal])?,)*
    } holds { $($member:ident: $member_type:ty,)* })+) => {$(
        #[doc = concat!("`", $std, "`, type ", $type_code, ".")]
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct $name {
            $(#[doc = concat!("`", $field_std, "`.")] pub $field: $field_type,)*
            $(#[doc = concat!("What it holds of [`", stringify!($member_type), "`].")]
            pub $member: $member_type,)*
            /// What it held that is not known, in its place.
            pub extra: Vec<Extra>,
        }

        impl $name {
            /// Its type on the wire.
            pub const TYPE: u16 = $type_code;

            pub(crate) fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
                $(
                    $(input.reserved($before)?;)?
                    let $field = <$field_type as Wire>::read(input)?;
                    $(input.reserved($after)?;)?
                )*
                $(let mut $member = <$member_type as Member>::Found::default();)*
                let extra = gather(
                    input,
                    |_child| Ok(false $(|| <$member_type as Member>::offer(&mut $member, _child)?)*),
                    |_type_code| false $(|| <$member_type as Member>::takes(_type_code))*,
                )?;
                let _end = input.position();
                $(let $member = <$member_type as Member>::settle($member, $std, _end)?;)*
                Ok(Self { $($field,)* $($member,)* extra })
            }

            pub(crate) fn write(&self, output: &mut Output<'_>) {
                $(
                    $(output.reserved($before);)?
                    self.$field.write(output);
                    $(output.reserved($after);)?
                )*
                #[allow(unused_mut, reason = "some records hold no parameters")]
                let mut sequence = Sequence::new(output, &self.extra);
                $(Member::place(&self.$member, &mut sequence);)*
                sequence.finish();
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                $(self.$field.entries($field_std, &mut map)?;)*
                $(Member::entries(&self.$member, &mut map)?;)*
                extra_entries(&self.extra, &mut map)?;
                map.end()
            }
        }
    )+};
}
