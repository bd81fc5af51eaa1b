//! Imports.
mod moments;
mod writeup;
