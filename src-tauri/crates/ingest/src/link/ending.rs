//! How a connection ended.

use std::error::Error;

use trackward_model::ReaderState;

/// How a connection ended, as far as the next attempt needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// It was told to stop.
    Stopped,
    /// The pipeline has ended.
    NobodyListens,
    /// It failed: what the source is then, and a sentence for whoever looks after it.
    Failed {
        /// [`ReaderState::Offline`], or [`ReaderState::Taken`] where another client holds it.
        state: ReaderState,
        /// Why, without a secret.
        sentence: String,
    },
}

impl Ending {
    /// A failure that says the whole chain of causes in one sentence.
    #[must_use]
    pub fn failed(error: &dyn Error) -> Self {
        Self::Failed { state: ReaderState::Offline, sentence: sentence(error) }
    }

    /// A failure in these words.
    #[must_use]
    pub fn because(sentence: impl Into<String>) -> Self {
        Self::Failed { state: ReaderState::Offline, sentence: sentence.into() }
    }
}

fn sentence(error: &dyn Error) -> String {
    let mut sentence = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        if !sentence.ends_with(&text) {
            sentence += ": ";
            sentence += &text;
        }
        cause = error.source();
    }
    sentence
}
