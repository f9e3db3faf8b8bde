//! Work on many things at once, where there is more than one thread to be had.

/// What comes of each thing, in the order of the things. Each is taken by whichever thread is free, for some take far longer than
/// others; without the feature `cli` one thread does them all.
#[cfg(feature = "cli")]
pub(crate) fn side_by_side<T: Sync, R: Send>(things: &[T], of: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    use rayon::prelude::*;
    things.par_iter().with_max_len(1).map(of).collect()
}

/// The same on one thread.
#[cfg(not(feature = "cli"))]
pub(crate) fn side_by_side<T: Sync, R: Send>(things: &[T], of: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    things.iter().map(of).collect()
}
