//! Codes for what a policy's own tests find.

use super::Code;

codes! {
    /// `expect B1`, where the policy gives B2.
    EXPECTED_OTHERWISE = error("T001", "a scenario that expects otherwise");
    /// A scenario with so much unknown that its exact answer would take too long.
    NOT_ANSWERED = error("T002", "a scenario that is not answered");
    /// `no school is A when …`, and one is.
    REFUTED = error("T003", "a property that does not hold");
    /// A property of a policy that is too large to be looked through.
    NOT_DECIDED = error("T004", "a property that is not decided");
    /// A pinned table without a snapshot.
    NOT_PINNED = error("T071", "a table that is not pinned yet");
    /// The policy says something else of a pinned table than its snapshot.
    OTHERWISE = error("T072", "settings that are not as pinned");
    /// A snapshot of no pin.
    SNAPSHOT_UNUSED = warning("T073", "a snapshot that nothing uses");
}
