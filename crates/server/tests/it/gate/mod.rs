//! What holds a text before it goes out, what never goes in, and what the writer sees of both.

mod commands;
mod editor;
mod feeds;
mod hold;
mod masks;
mod programs;
mod works;
