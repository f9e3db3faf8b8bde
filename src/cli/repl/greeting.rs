//! What a conversation at a terminal begins with.

use crate::dialogue::Dialogue;
use crate::explain::{Paragraph, Text, policy_name};
use crate::model::spoken;

/// Which policy, as of when, about what, and how to go on. `of_examples` says that the day is that of the policy's examples.
pub(super) fn greeting(dialogue: &Dialogue, of_examples: bool) -> Text {
    let (policy, kind) = (dialogue.now().policy(), dialogue.now().case.kind);
    let day = if of_examples { ", the day of its examples, as today is outside the time it is in force for" } else { "" };
    let mut text = Text::default();
    text.push(
        Paragraph::at(0)
            .name(policy_name(policy))
            .plain(", as of ")
            .value(spoken(dialogue.on()))
            .plain(format!("{day}. "))
            .plain(format!("This is about {} of which nothing is known yet.", policy.a_kind(kind))),
    );
    text.push(Paragraph::at(0).plain(
        "Type what is known, a fact, `is` and its value. `help` lists what can be typed, Tab completes it, Ctrl-D leaves.",
    ));
    text
}
