//! Questions in words.

use super::Asking;
use super::outlook::Outlook;
use super::reply::{ALWAYS, are_numbered, choices};
use super::state::{At, Given, State};
use crate::diagnostic::words::{counted, joined};
use crate::explain::{self, Paragraph};
use crate::model::{Domain, Fact, FactId, NumberDomain, Policy, spoken};
use rust_decimal::{Decimal, RoundingStrategy};

/// Asks what is to be asked now.
pub(super) fn ask(asking: &mut Asking<'_>, state: &State, outlook: Option<&Outlook>, is_first: bool) {
    match (&state.at, outlook) {
        (At::Kind, _) => asking.text.heading("What kind of setting is it?"),
        (At::Asked(fact), Some(outlook)) => about_fact(asking, outlook, *fact),
        (At::Clash(new, earlier), _) => about_clash(asking, state, *new, earlier),
        (At::Settled, Some(outlook)) => about_going_on(asking, state, outlook),
        (At::Keeping, _) => {
            asking.text.heading("Where are your answers to be kept?");
            let words =
                "Type the name of a new file, so that you can go on another day; or nothing, to end without keeping them.";
            asking.say(words);
        }
        (At::Asked(_) | At::Settled | At::Over, _) => {}
    }
    offer(asking, state);
    if is_first {
        let how =
            "Type the number or the words of an answer, and Enter. You can also type `back`, `skip`, `why`, `stop` or `help`.";
        asking.text.blank();
        asking.say(how);
    }
}

/// What was answered before, where it goes on.
pub(super) fn so_far(asking: &mut Asking<'_>, state: &State) {
    if state.given.is_empty() {
        return;
    }
    asking.text.heading("Your answers so far");
    for given in &state.given {
        asking.text.push(answered(asking.policy, *given));
    }
}

/// The answers that are offered, one a line.
fn offer(asking: &mut Asking<'_>, state: &State) {
    let numbered = are_numbered(asking.policy, state);
    for (number, choice) in (1..).zip(choices(asking.policy, state)) {
        let before = if numbered { format!("{number} ") } else { "or ".to_owned() };
        asking.text.push(Paragraph::at(2).plain(before).value(choice.words));
    }
}

fn about_fact(asking: &mut Asking<'_>, outlook: &Outlook, fact: FactId) {
    let policy = asking.policy;
    let Some(about) = policy.fact(fact) else { return };
    asking.text.heading(&*about.name.phrase);
    if let Some(of) = policy.asked_of(fact) {
        asking.say(format!("It is asked of {}.", of.whom));
    }
    if let Some(from) = &about.citation.from {
        asking.text.push(Paragraph::at(0).faint(format!("Source: {from}")));
    }
    if outlook.category.contains(&fact) || outlook.besides.contains(&fact) {
        asking.say(to_go(outlook, fact));
    }
    match &about.domain {
        Domain::Vocabulary(_) => {}
        Domain::Number(domain) => asking.say(format!("Type {}, such as {}", domain.words(), example(domain))),
        Domain::Date => {
            let last = spoken(asking.on);
            asking.say(format!("Type {}, no later than {last}", policy.domain_words(&about.domain, false).replace('`', "")));
        }
    }
}

/// How many questions there may still be.
fn to_go(outlook: &Outlook, fact: FactId) -> String {
    let what = if outlook.category.is_empty() { "beside the category" } else { "for the category" };
    match (outlook.at_most(), outlook.may_settle(fact)) {
        (0 | 1, _) => format!("It is the last question {what}."),
        (most, _) if outlook.status.is_none() => format!("At most {most} questions are left; how many is not worked out yet."),
        (most, true) => format!("It may settle the category; at most {most} questions are left {what}, this one among them."),
        (most, false) => format!("At most {most} questions are left {what}, this one among them."),
    }
}

/// A number that a fact can be.
fn example(domain: &NumberDomain) -> String {
    let ten = Decimal::TEN;
    let number = match (domain.least, domain.most) {
        (Some(least), Some(most)) => (least + most) / Decimal::TWO,
        (Some(least), None) => least + ten,
        (None, Some(most)) => most - ten,
        (None, None) => ten,
    };
    let whole = number.round_dp_with_strategy(0, RoundingStrategy::ToZero);
    let fits = domain.least.is_none_or(|least| least <= whole) && domain.most.is_none_or(|most| whole <= most);
    domain.unit.with(if fits { whole } else { number })
}

fn about_clash(asking: &mut Asking<'_>, state: &State, new: Given, earlier: &[FactId]) {
    let policy = asking.policy;
    asking.text.heading("These answers cannot be together");
    let told = |fact: FactId| state.given.iter().find(|given| given.fact == fact);
    for given in earlier.iter().filter_map(|fact| told(*fact)).chain([&new]) {
        asking.text.push(answered(policy, *given));
    }
    asking.say("One of them must be otherwise.");
}

/// `latest inspection: good`
pub(super) fn answered(policy: &Policy, given: Given) -> Paragraph {
    use super::state::Answered;
    let name = policy.fact(given.fact).map_or("", |fact| &fact.name.phrase);
    let paragraph = Paragraph::at(2).name(name).plain(": ");
    match given.answer {
        Answered::Is(value) => paragraph.value(policy.value_phrase(given.fact, value)),
        Answered::Assumed(value) => {
            paragraph.value(policy.value_phrase(given.fact, value)).plain(" (assumed by the policy, as nobody told)")
        }
        Answered::NotKnown => paragraph.plain("not known"),
    }
}

fn about_going_on(asking: &mut Asking<'_>, state: &State, outlook: &Outlook) {
    asking.answer(state);
    let number = outlook.besides.len();
    let most = if number > 1 { "At most " } else { "" };
    let would = counted(number, "more answer would settle", "more answers would settle");
    asking.text.blank();
    asking.say(format!("{most}{would} {}.", joined(&still_open(asking.policy, outlook, state, None), "and")));
}

/// What beside the category is still open, or hangs on one fact.
fn still_open(policy: &Policy, outlook: &Outlook, state: &State, on: Option<FactId>) -> Vec<String> {
    let Some(found) = &outlook.relevance else { return Vec::new() };
    let counts = |facts: &[FactId]| on.is_none_or(|fact| facts.contains(&fact)) && !facts.is_empty();
    let all = state.kind.and_then(|kind| policy.categorisation(kind)).map_or(&[][..], |one| &one.expectations);
    let expected: Vec<&str> = found
        .expectations
        .iter()
        .filter(|(_, facts)| counts(facts))
        .filter_map(|(at, _)| all.get(*at).map(|one| &*one.name.phrase))
        .collect();
    let besides: Vec<&str> = found
        .also
        .iter()
        .filter(|(_, facts)| counts(facts))
        .filter_map(|(at, _)| policy.also.get(*at))
        .flat_map(|also| also.items.iter().map(|item| &**item))
        .collect();
    let mut words = Vec::new();
    if counts(&found.days) {
        words.push("the days".to_owned());
    }
    if !expected.is_empty() {
        words.push(format!("what is expected ({})", expected.join(", ")));
    }
    if !besides.is_empty() {
        words.push(format!("what comes besides ({})", besides.join("; ")));
    }
    words
}

/// Why something is asked, and what each answer would leave.
pub(super) fn why(asking: &mut Asking<'_>, state: &State, outlook: Option<&Outlook>) {
    let policy = asking.policy;
    let (At::Asked(fact), Some(outlook)) = (&state.at, outlook) else {
        return asking.say("The answer says how to go on.");
    };
    let Some(name) = policy.fact(*fact).map(|about: &Fact| &about.name.phrase) else { return };
    if outlook.category.is_empty() {
        let open = joined(&still_open(policy, outlook, state, Some(*fact)), "and");
        return asking.say(format!("The category is settled. The answer still matters to {open}."));
    }
    let Some(asked) = outlook.asked(*fact).filter(|asked| !asked.leaves.is_empty()) else {
        return asking.say(format!("{name} alone settles nothing, but what it is can rule something out once more is known."));
    };
    let narrows = asked.leaves.len() > 1;
    asking.say(if narrows {
        "Of what can be asked now it narrows the answer most."
    } else {
        "It can matter once more is known."
    });
    for left in &asked.leaves {
        let possible = explain::categories(policy, &left.possible, left.may_be_silent);
        let verb = if left.possible.len() + usize::from(left.may_be_silent) == 1 { "It is " } else { "It can still be " };
        asking
            .text
            .push(Paragraph::at(2).plain(verb).category(possible).plain(" if ").name(&**name).plain(" is ").value(&*left.values));
    }
}

/// What can be answered, and what else can be typed.
pub(super) fn help(asking: &mut Asking<'_>, state: &State) {
    asking.say("Answer with the number of an answer, or with its words. At any time you can type");
    for (word, about) in ALWAYS {
        asking.text.push(Paragraph::at(2).name(word).plain(format!(": {about}")));
    }
    if let At::Asked(fact) = state.at
        && let Some(about) = asking.policy.fact(fact)
    {
        let can_be = asking.policy.values_words(about).replace('`', "");
        asking.say(format!("{} can be {can_be}.", about.name.phrase));
    }
}
