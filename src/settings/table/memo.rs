//! What the texts of a column turned out to mean.

/// A small table of texts already understood. Cells of one column repeat, so most are met again; one that is pushed out is
/// just understood once more. Without it every cell would be folded to a machine name and looked up.
#[derive(Clone, Debug)]
pub(in crate::settings) struct Memo<V> {
    /// Empty until the first text is understood.
    slots: Vec<Option<(Key, V)>>,
}

/// How many slots; a power of two.
const SLOTS: usize = 64;

/// A text of up to 32 bytes held in the slot itself: its first and last bytes, which overlap in a short one, and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    first: u128,
    last: u128,
    length: u8,
}

impl<V: Copy> Memo<V> {
    pub(in crate::settings) fn new() -> Self {
        Self { slots: Vec::new() }
    }

    /// The meaning of a text: remembered, or found by `understand` and remembered if there is one.
    pub(in crate::settings) fn get_or<E>(&mut self, text: &str, understand: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        let Some(key) = Key::of(text.as_bytes()) else {
            return understand();
        };
        // Each text has two slots, so that two texts that fall together do not push each other out for ever.
        let at = key.slot();
        for at in [at, at ^ 1] {
            if let Some(Some((known, value))) = self.slots.get(at)
                && *known == key
            {
                return Ok(*value);
            }
        }
        let value = understand()?;
        self.remember(at, key, value);
        Ok(value)
    }

    #[cold]
    fn remember(&mut self, at: usize, key: Key, value: V) {
        if self.slots.is_empty() {
            self.slots.resize_with(SLOTS, || None);
        }
        let taken = self.slots.get(at).is_some_and(Option::is_some);
        if let Some(place) = self.slots.get_mut(if taken { at ^ 1 } else { at }) {
            *place = Some((key, value));
        }
    }
}

impl Key {
    /// `None` for a longer text, which seldom repeats.
    fn of(bytes: &[u8]) -> Option<Self> {
        let length = u8::try_from(bytes.len()).ok()?;
        let (first, last) = match length {
            0..=7 => (bytes.iter().fold(0, |all, byte| all << 8 | u128::from(*byte)), 0),
            8..=16 => {
                let (first, last) = (bytes.first_chunk::<8>()?, bytes.last_chunk::<8>()?);
                (u128::from(u64::from_le_bytes(*first)), u128::from(u64::from_le_bytes(*last)))
            }
            17..=32 => (u128::from_le_bytes(*bytes.first_chunk()?), u128::from_le_bytes(*bytes.last_chunk()?)),
            33.. => return None,
        };
        Some(Self { first, last, length })
    }

    /// Where it is looked for; any spread will do.
    fn slot(&self) -> usize {
        let folded = |half: u128| (half as u64) ^ ((half >> 64) as u64);
        let mixed =
            (folded(self.first) ^ folded(self.last).rotate_left(29) ^ u64::from(self.length)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 58) as usize
    }
}
