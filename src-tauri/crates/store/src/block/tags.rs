//! The tags of a block: sorted, each once, so that labels with running numbers cost next to
//! nothing.
//!
//! A value is cut in two: its last eight bytes as a number, written as the difference from the
//! tag before, and what stands before them, written only where it changes.

use trackward_model::{Scheme, TAG_BYTES_MAX, Tag};

use super::{BlockError, in_column};
use crate::column::{ColumnError, ColumnReader, ColumnWriter};

/// Bytes of a value that are taken as a number.
const TAIL_BYTES: usize = 8;

/// The distinct tags in order, and of each given tag its place among them.
pub(super) fn ranked(tags: &[&Tag]) -> (Vec<Tag>, Vec<u64>) {
    let mut order: Vec<(u128, u32)> =
        tags.iter().zip(0..).map(|(tag, i)| (beginning(tag), i)).collect();
    order.sort_unstable_by(|(a, i), (b, j)| {
        a.cmp(b).then_with(|| tags[*i as usize].cmp(tags[*j as usize]))
    });
    let mut distinct: Vec<Tag> = Vec::new();
    let mut ranks = vec![0; tags.len()];
    for (_, i) in order {
        let tag = tags[i as usize];
        if distinct.last() != Some(tag) {
            distinct.push(*tag);
        }
        ranks[i as usize] = distinct.len() as u64 - 1;
    }
    (distinct, ranks)
}

/// The beginning of a tag as a number that sorts as the tag does: comparing these is quicker than
/// comparing tags, and tells nearly all apart.
fn beginning(tag: &Tag) -> u128 {
    let mut bytes = [0; 16];
    bytes[0] = tag.scheme() as u8;
    bytes[1] = tag.bytes().len() as u8;
    let taken = tag.bytes().len().min(bytes.len() - 2);
    bytes[2..2 + taken].copy_from_slice(&tag.bytes()[..taken]);
    u128::from_be_bytes(bytes)
}

pub(super) fn write(writer: &mut ColumnWriter, tags: &[Tag]) {
    writer.varint(tags.len() as u64);
    let column = |value: fn(&Tag) -> u64| tags.iter().map(value).collect::<Vec<u64>>();
    writer.unsigned(&column(|tag| tag.scheme() as u64));
    writer.unsigned(&column(|tag| tag.bytes().len() as u64));
    let mut head: &[u8] = &[];
    let mut heads = Vec::new();
    let mut head_changes = Vec::with_capacity(tags.len());
    let mut tail = 0u64;
    let mut tail_steps = Vec::with_capacity(tags.len());
    for tag in tags {
        let (tag_head, tag_tail) = cut(tag);
        head_changes.push(u64::from(tag_head != head));
        if tag_head != head {
            heads.extend_from_slice(tag_head);
            head = tag_head;
        }
        tail_steps.push(tag_tail.wrapping_sub(tail));
        tail = tag_tail;
    }
    writer.unsigned(&head_changes);
    writer.blob(&heads);
    writer.unsigned(&tail_steps);
}

/// At most `most` tags.
pub(super) fn read(reader: &mut ColumnReader<'_>, most: usize) -> Result<Vec<Tag>, BlockError> {
    let failed = in_column("tags");
    let refused = |fault| failed(ColumnError(fault));
    let count = reader.length(most).map_err(&failed)?;
    let schemes = reader.unsigned(count).map_err(&failed)?;
    let lengths = reader.unsigned(count).map_err(&failed)?;
    let head_changes = reader.unsigned(count).map_err(&failed)?;
    let heads = reader.blob(count * TAG_BYTES_MAX).map_err(&failed)?.to_vec();
    let tail_steps = reader.unsigned(count).map_err(&failed)?;

    let mut heads = &heads[..];
    let mut head: &[u8] = &[];
    let mut tail = 0u64;
    let mut tags = Vec::with_capacity(count);
    for i in 0..count {
        let scheme = Scheme::ALL.get(schemes[i] as usize).ok_or(refused("an unknown scheme"))?;
        let length = lengths[i] as usize;
        if length == 0 || length > TAG_BYTES_MAX {
            return Err(refused("a tag of an impossible length"));
        }
        let head_length = length.saturating_sub(TAIL_BYTES);
        if head_changes[i] != 0 {
            (head, heads) = heads.split_at_checked(head_length).ok_or(refused("too few bytes"))?;
        } else if head.len() != head_length {
            return Err(refused("a tag of another length than the one it continues"));
        }
        tail = tail.wrapping_add(tail_steps[i]);
        let mut value = [0; TAG_BYTES_MAX];
        value[..head_length].copy_from_slice(head);
        let tail_bytes = tail.to_be_bytes();
        let tail_length = length - head_length;
        value[head_length..length].copy_from_slice(&tail_bytes[TAIL_BYTES - tail_length..]);
        tags.push(Tag::new(*scheme, &value[..length]).ok_or(refused("no tag"))?);
    }
    Ok(tags)
}

fn cut(tag: &Tag) -> (&[u8], u64) {
    let bytes = tag.bytes();
    let (head, tail) = bytes.split_at(bytes.len().saturating_sub(TAIL_BYTES));
    (head, tail.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}
