//! Pages of directories, as file servers make them. For a few short names in one page.

const FIRST_SLOT: usize = 13;
const TABLE: usize = 160;

/// A page with these names and vnodes, all with the uniquifier 1.
pub(crate) fn of(entries: &[(&str, u32)]) -> Vec<u8> {
    let mut page = vec![0; 2048];
    page[2..4].copy_from_slice(&1234_u16.to_be_bytes());
    let mut slot = FIRST_SLOT;
    for (name, vnode) in entries {
        let at = slot * 32;
        let chain = TABLE + 2 * place(name);
        page.copy_within(chain..chain + 2, at + 2);
        page[chain..chain + 2].copy_from_slice(&u16::try_from(slot).unwrap().to_be_bytes());
        page[at + 4..at + 8].copy_from_slice(&vnode.to_be_bytes());
        page[at + 8..at + 12].copy_from_slice(&1_u32.to_be_bytes());
        page[at + 12..at + 12 + name.len()].copy_from_slice(name.as_bytes());
        for _ in 0..1 + (name.len() + 16) / 32 {
            page[5 + slot / 8] |= 1 << (slot % 8);
            slot += 1;
        }
    }
    page
}

fn place(name: &str) -> usize {
    let hash =
        name.bytes().fold(0_u32, |hash, byte| hash.wrapping_mul(173).wrapping_add(u32::from(byte)));
    let low = usize::try_from(hash % 128).unwrap();
    if low != 0 && hash >= 1 << 31 { 128 - low } else { low }
}
