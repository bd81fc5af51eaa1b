//! Finding times, figures, references and promises in prose.
