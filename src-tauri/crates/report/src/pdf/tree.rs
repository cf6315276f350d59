//! The structure of the document, for those who listen to it.

use krilla::tagging::{Identifier, Node, TagGroup, TagKind, TagTree};

/// A part of the structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PartId(usize);

/// Parts within parts, and what is drawn for each.
pub(super) struct Tree {
    parts: Vec<Part>,
}

struct Part {
    /// None at the root.
    tag: Option<TagKind>,
    children: Vec<Child>,
}

enum Child {
    Part(PartId),
    Drawn(Identifier),
}

impl Tree {
    pub const ROOT: PartId = PartId(0);

    pub fn new() -> Self {
        Self { parts: vec![Part { tag: None, children: Vec::new() }] }
    }

    /// Begins a part at the end of another.
    pub fn open(&mut self, parent: PartId, tag: impl Into<TagKind>) -> PartId {
        let id = PartId(self.parts.len());
        self.parts.push(Part { tag: Some(tag.into()), children: Vec::new() });
        self.parts[parent.0].children.push(Child::Part(id));
        id
    }

    /// Adds what was drawn.
    pub fn add(&mut self, part: PartId, drawn: Identifier) {
        self.parts[part.0].children.push(Child::Drawn(drawn));
    }

    /// As the PDF wants it.
    pub fn into_tags(mut self, language: &str) -> TagTree {
        let mut tags = TagTree::new().with_lang(Some(language.to_owned()));
        for node in self.nodes(Self::ROOT) {
            tags.push(node);
        }
        tags
    }

    fn nodes(&mut self, of: PartId) -> Vec<Node> {
        let children = std::mem::take(&mut self.parts[of.0].children);
        let node = |child| match child {
            Child::Drawn(drawn) => Node::from(drawn),
            Child::Part(id) => {
                let tag = self.parts[id.0].tag.take().expect("only the root has no tag");
                let mut group = TagGroup::new(tag);
                for node in self.nodes(id) {
                    group.push(node);
                }
                Node::from(group)
            }
        };
        children.into_iter().map(node).collect()
    }
}
