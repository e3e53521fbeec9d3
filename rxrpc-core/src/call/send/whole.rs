//! A request or reply that is one packet which no class seals: it is queued, or kept, in one touch of the call.
//!
//! Holds: the two ways of that. Must not know: how other data is packed.

use super::SendStep;
use crate::call::effects::Effects;
use crate::call::intake::refuse;
use crate::call::send_memory::SendBudget;
use crate::call::{Call, CallState};
use crate::error::CallError;
use crate::lock::WakeList;
use crate::proto::CallMachine;
use bytes::Bytes;

impl CallState {
    /// Queues `data` as all that this side sends, if it is a packet that no class seals and for which there is room, and
    /// nobody is to be told of it; whether it was.
    pub(in crate::call) fn queue_whole(&mut self, data: &[u8]) -> bool {
        if self.begun.is_some() || refuse(self).is_err() || self.told_of_end.is_some() {
            return false;
        }
        let Some(machine) = self.machine_for_whole(data.len()) else { return false };
        machine.queue_packet(Bytes::copy_from_slice(data), 0, true);
        true
    }

    /// What takes so many bytes as one packet that no class seals, if it does. An empty queue takes a packet whatever
    /// memory there is.
    #[inline]
    pub(in crate::call) fn machine_for_whole(&mut self, bytes: usize) -> Option<&mut CallMachine> {
        let connected = self.life.connected_mut()?;
        let unsealed = connected.connection.security()?.of_class().is_none();
        let machine = &mut connected.machine;
        let takes = unsealed && machine.queued_packets() == 0 && bytes <= machine.max_payload();
        takes.then_some(machine)
    }
}

impl Call {
    /// [`CallState::queue_whole`], or [`CallState::keep_whole`], in one touch of the call. As small as it is, the data is
    /// copied under the state lock, as what arrives is.
    pub(super) fn queue_whole(
        &self,
        budget: &SendBudget,
        data: &[u8],
    ) -> Option<(Result<SendStep, CallError>, Effects)> {
        let mut wake = WakeList::default();
        let effects = self.touch_if(|state| {
            let taken = match state.begun {
                None => state.queue_whole(data),
                Some(_) => state.keep_whole(budget, data),
            };
            if taken {
                state.waiters.writable.take_all(&mut wake);
            }
            taken
        })?;
        Some((Ok(SendStep::Done), effects.waking(wake)))
    }
}
