#![forbid(unsafe_code)]
//! A service that keeps notes: what it does is here once, and both kinds of services are made of it.

use notes::{NOTE_NONE, Note, NoteKind};
use rxrpc_xdr::{AbortCode, Context, Refusal, Text, asynchronous, sync};
use std::sync::{Mutex, PoisonError};

rxrpc_xdr::include_xg!(pub mod notes);

/// The notes, in memory.
#[derive(Debug, Default)]
pub struct Notes(Mutex<Vec<Note>>);

impl Notes {
    fn add(&self, kind: NoteKind, text: Text<4096>) -> i32 {
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let id = i32::try_from(notes.len()).unwrap_or(i32::MAX);
        notes.push(Note { id, kind, text });
        id
    }

    fn get(&self, id: i32) -> Result<Note, Refusal> {
        let notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let note = usize::try_from(id).ok().and_then(|at| notes.get(at));
        note.cloned().ok_or(Refusal(AbortCode(NOTE_NONE)))
    }

    /// The raw data of an export, and how many notes there are.
    fn all(&self) -> (Vec<u8>, i32) {
        let notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let lines: Vec<u8> =
            notes.iter().flat_map(|note| [&note.text[..], b"\n"].concat()).collect();
        let length = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let count = i32::try_from(notes.len()).unwrap_or(i32::MAX);
        ([&length.to_be_bytes()[..], &lines].concat(), count)
    }
}

impl notes::sync::NoteService for Notes {
    fn leave(&self, _: &Context, kind: NoteKind, text: Text<4096>) -> Result<i32, Refusal> {
        Ok(self.add(kind, text))
    }

    fn read(&self, _: &Context, id: i32) -> Result<Note, Refusal> {
        self.get(id)
    }

    fn export(&self, _: &Context, mut stream: sync::Stream<'_>) -> Result<i32, Refusal> {
        let (data, count) = self.all();
        std::io::Write::write_all(&mut stream, &data)?;
        Ok(count)
    }
}

impl notes::asynchronous::NoteService for Notes {
    async fn leave(&self, _: &Context, kind: NoteKind, text: Text<4096>) -> Result<i32, Refusal> {
        Ok(self.add(kind, text))
    }

    async fn read(&self, _: &Context, id: i32) -> Result<Note, Refusal> {
        self.get(id)
    }

    async fn export(
        &self,
        _: &Context,
        mut stream: asynchronous::Stream<'_>,
    ) -> Result<i32, Refusal> {
        let (data, count) = self.all();
        futures::AsyncWriteExt::write_all(&mut stream, &data).await?;
        Ok(count)
    }
}
