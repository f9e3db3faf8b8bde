//! What the last texts of a column turned out to mean.

/// A small table of texts already understood. Cells of one column repeat, so most are met again; one that is pushed out is
/// just understood once more.
#[derive(Clone, Debug)]
pub(super) struct Memo<V> {
    slots: Vec<Option<(Box<str>, V)>>,
}

/// A power of two.
const SLOTS: usize = 64;
/// Longer texts seldom repeat.
const LONGEST: usize = 48;

impl<V: Copy> Memo<V> {
    pub(super) fn new() -> Self {
        Self { slots: Vec::new() }
    }

    /// The meaning of a text: remembered, or found by `understand` and remembered if there is one.
    pub(super) fn get_or<E>(&mut self, text: &str, understand: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        let at = slot(text);
        if let Some(Some((known, value))) = self.slots.get(at)
            && **known == *text
        {
            return Ok(*value);
        }
        let value = understand()?;
        if text.len() <= LONGEST {
            if self.slots.is_empty() {
                self.slots.resize_with(SLOTS, || None);
            }
            if let Some(place) = self.slots.get_mut(at) {
                *place = Some((text.into(), value));
            }
        }
        Ok(value)
    }
}

/// Mixes the length with the first and last eight bytes; any spread will do.
fn slot(text: &str) -> usize {
    let bytes = text.as_bytes();
    let fold = |part: &[u8]| part.iter().fold(0_u32, |mix, byte| mix.wrapping_mul(31).wrapping_add(u32::from(*byte)));
    let mixed = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(23))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .wrapping_shr(40) as usize,
        _ => fold(bytes) as usize,
    };
    (mixed ^ bytes.len()) & (SLOTS - 1)
}
