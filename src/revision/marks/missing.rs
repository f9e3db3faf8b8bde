//! What a revision changes and the policy that it amends does not have.

use super::Marking;
use crate::diagnostic::words::{joined, listed};
use crate::diagnostic::{Diagnostic, codes::policy as codes, nearest};
use crate::model::{machine_kind, machine_name};
use crate::revision::things::find::{Index, Thing};
use crate::revision::things::words::{described, kinds, sort};
use crate::revision::things::{keys, scope, things};
use crate::syntax::tree::{Change, ChangeWord, Phrase, Sort, Target};

/// So many names are looked at for one like a name that is not there, as often as a file may have such; looking takes time.
const MOST_MISSED: usize = 100;

/// Nothing is called so: what there is, and where.
pub(super) fn found_nothing(marking: &Marking<'_>, wanted: &Target, change: &Change) -> Diagnostic {
    let index = &marking.marks.index;
    let named = described(wanted, marking.sources);
    let called: Vec<usize> = index.called(wanted, marking.sources);
    let alike = called.iter().filter_map(|at| index.get(*at));
    if let Some(other) = alike.clone().find(|thing| thing.target.sort != wanted.sort) {
        return of_another_sort(marking, wanted, other, change);
    }
    let message = format!("The amended policy has no `{named}`.");
    let diagnostic = Diagnostic::new(codes::NOT_AMENDED, wanted.span, message);
    if marking.missed > MOST_MISSED {
        return diagnostic.help("Check the spelling.");
    }
    let elsewhere: Vec<usize> = called.into_iter().filter(|at| index.get(*at).is_some()).collect();
    if !elsewhere.is_empty() {
        let names: Vec<String> = elsewhere.iter().map(|at| marking.words(*at)).collect();
        let add = if change.word == ChangeWord::Replace { " To add one, leave `replace` out." } else { "" };
        let help = format!("It has {}.{add}", listed(&names, "and"));
        return marking.pointing(diagnostic.help(help), &elsewhere);
    }
    if let Some(own) = declared_here(marking, wanted) {
        return diagnostic
            .also(own.span, "declared in this revision itself")
            .help(format!("Change it there, and take this `{}` out.", change.word.words()));
    }
    let all: Vec<(usize, String)> = index.of_sort(wanted.sort).map(|(at, thing)| (at, name_of(marking, thing))).collect();
    let own = wanted.names.first().filter(|_| has_name(wanted.sort));
    let near = own.and_then(|own| nearest(&own.text, all.iter().map(|(_, name)| name.as_str())));
    match near.and_then(|near| all.iter().find(|(_, name)| name == near)) {
        Some((at, _)) => {
            let help = format!("Did you mean `{}`?", marking.words(*at));
            marking.pointing(diagnostic.help(help), &[*at])
        }
        None if all.is_empty() => diagnostic.help("It has none of this sort at all."),
        None => {
            let names: Vec<String> = all.iter().map(|(at, _)| marking.words(*at)).collect();
            let diagnostic = diagnostic.help(format!("It has {}.", listed(&names, "and")));
            match all.as_slice() {
                [(only, _)] => marking.pointing(diagnostic, &[*only]),
                _ => diagnostic,
            }
        }
    }
}

/// Whether a thing of this sort is found by its name alone, so that a slip in it can be mended.
const fn has_name(sort: Sort) -> bool {
    !matches!(
        sort,
        Sort::Constraint
            | Sort::Also
            | Sort::Gate
            | Sort::Expectation
            | Sort::Allocation
            | Sort::Categorise
            | Sort::Categories
            | Sort::Asking
            | Sort::Clause
    )
}

fn name_of(marking: &Marking<'_>, thing: &Thing) -> String {
    let name = thing.target.names.first().filter(|_| has_name(thing.target.sort));
    name.map_or_else(|| described(&thing.target, marking.sources), |name| name.text.clone())
}

fn of_another_sort(marking: &Marking<'_>, wanted: &Target, other: &Thing, change: &Change) -> Diagnostic {
    let name = wanted.names.first().map_or("", |name| name.text.as_str());
    let (is, not) = (sort(other.target.sort), sort(wanted.sort));
    let words = described(&other.target, marking.sources);
    let message = format!("`{name}` is {is} in the amended policy, and not {not}.");
    let help = match change.word {
        ChangeWord::Replace => {
            format!("Write `remove {words}`, and declare {not} without `replace`; or replace it by {is}.")
        }
        ChangeWord::Remove | ChangeWord::Add => format!("Write `remove {words}`."),
    };
    let diagnostic = Diagnostic::new(codes::OTHER_SORT, wanted.span, message);
    diagnostic.also(other.target.span, "declared here").help(help)
}

/// What the revision itself declares so, without a word before it.
fn declared_here(marking: &Marking<'_>, wanted: &Target) -> Option<Target> {
    let keys_wanted = keys(wanted, marking.sources);
    let own = marking.own.iter().flat_map(|tree| &tree.declarations).filter(|one| one.change.is_none());
    let mut all = own.flat_map(things).map(|(_, target)| target).filter(|target| target.sort == wanted.sort);
    all.find(|target| keys(target, marking.sources).iter().any(|key| keys_wanted.contains(key)))
}

/// `remove many`: what it could be that is called so.
pub(super) fn unsaid(index: &Index, change: &Change, name: &Phrase) -> Diagnostic {
    let word = change.word.words();
    let (machine, kind) = (machine_name(&name.text), machine_kind(&name.text));
    let is_called = |thing: &&Thing| {
        let own = thing.target.names.first().filter(|_| has_name(thing.target.sort));
        let is_kind = scope(thing.target.sort) == Sort::Setting;
        own.is_some_and(|own| if is_kind { machine_kind(&own.text) == kind } else { machine_name(&own.text) == machine })
    };
    let called: Vec<&Thing> = index.things.iter().filter(is_called).take(4).collect();
    let written = |thing: &&Thing| {
        let (sort, whom) = (thing.target.sort.words(), kinds(&thing.target.about));
        let whom = if whom.is_empty() { whom } else { format!(", for {whom}") };
        format!("`{word} {sort} {}{whom}`", name.text)
    };
    let message = match &*name.text {
        "" => format!("It is not said what `{word}` is about."),
        text => format!("It is not said what `{text}` is."),
    };
    let mut diagnostic = Diagnostic::new(codes::CHANGE_OF_WHAT, name.span, message);
    for thing in &called {
        diagnostic = diagnostic.also(thing.target.span, "declared here");
    }
    let all: Vec<String> = called.iter().map(written).collect();
    diagnostic.help(if all.is_empty() {
        format!("Write what it is between the two, as in `{word} parameter NAME` or `{word} strand NAME, for a SETTING`.")
    } else {
        format!("Write {}.", joined(&all, "or"))
    })
}
