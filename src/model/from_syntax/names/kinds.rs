//! Names of kinds of setting and of groups of them: one sort. What is declared for several kinds is looked up for each of
//! them, so that names mean what they mean there; what is wrong with it for all of them is said once.

use crate::diagnostic::words::{joined, listed, singular, with_article};
use crate::diagnostic::{Diagnostic, codes::policy as codes, did_you_mean};
use crate::model::from_syntax::Lowering;
use crate::model::ids::KindId;
use crate::model::kinds::{Group, Kind};
use crate::model::name::{Name, machine_name};
use crate::source::Span;
use crate::syntax::tree::{self, Phrase};

/// What people write where a condition begins behind a kind of setting.
const IN_PLACE_OF_WHEN: [&str; 6] = ["if", "where", "with", "whose", "that", "unless"];
/// The most kinds that one declaration is for. Each of them gets all of it, so that more would cost more than a file should.
const MOST_TOGETHER: usize = 50;

/// The kinds that something is for, and how it names them.
#[derive(Clone, Debug)]
pub(in crate::model::from_syntax) struct Whom {
    pub(in crate::model::from_syntax) kinds: Vec<KindId>,
    /// `early years`, `a school or an academy`
    pub(in crate::model::from_syntax) words: String,
}

/// What was found for some of the kinds, of one code and at one place.
struct Said {
    diagnostic: Diagnostic,
    kinds: Vec<KindId>,
}

impl Lowering<'_> {
    pub(in crate::model::from_syntax) fn kind_of_setting(&mut self, head: &tree::SettingHead) {
        let room = self.room_for(self.policy.kinds.len(), "kinds of setting", head.name.span);
        if room && self.claim_kind(&head.name) {
            let about = head.about.as_ref().map(|text| text.value.as_str().into());
            self.policy.kinds.push(Kind { name: Name::new(&head.name.text), about });
        }
    }

    /// Takes a group in, all kinds being known.
    pub(in crate::model::from_syntax) fn group_of_kinds(&mut self, group: &tree::Group, declared: &[&tree::Group]) {
        if !self.room_for(self.policy.groups.len(), "groups", group.name.span) || !self.claim_kind(&group.name) {
            return;
        }
        if let Some(inner) = group.members.iter().find_map(|member| self.group_in_group(group, member, declared)) {
            self.report(inner);
            self.names.break_names(std::iter::once(&group.name));
            return;
        }
        let Some(whom) = self.whom(&group.members) else {
            self.names.break_names(std::iter::once(&group.name));
            return;
        };
        if let ([only], [member, ..]) = (whom.kinds.as_slice(), group.members.as_slice()) {
            let message = format!("The group `{}` has one kind of setting only.", group.name.text);
            let help = format!("Name another, or leave the group out and write {} itself.", self.policy.a_kind(*only));
            self.report(Diagnostic::new(codes::GROUP_OF_ONE, member.span, message).help(help));
        }
        self.policy.groups.push(Group { name: Name::new(&group.name.text), kinds: whom.kinds, span: group.name.span });
    }

    /// A member that is a group itself: its kinds are to be named, so that no group can come back to itself.
    fn group_in_group(&self, group: &tree::Group, member: &Phrase, declared: &[&tree::Group]) -> Option<Diagnostic> {
        let inner = declared.iter().find(|one| alike(&one.name.text, &member.text))?;
        let kinds = group.members.iter().flat_map(|one| match declared.iter().find(|other| alike(&other.name.text, &one.text)) {
            Some(inner) => inner.members.iter().map(|one| one.text.as_str()).collect(),
            None => vec![one.text.as_str()],
        });
        let mut named: Vec<&str> = Vec::new();
        kinds.for_each(|kind| {
            if !named.contains(&kind) {
                named.push(kind)
            }
        });
        let circle = alike(&group.name.text, &member.text) || named.iter().any(|kind| alike(kind, &group.name.text));
        let message = format!("`{}` is a group, and a group holds kinds of setting, not other groups.", member.text);
        let help = if circle {
            "Name the kinds of setting that it holds.".to_owned()
        } else {
            format!("Name the kinds that it holds: `group {}: {}`.", group.name.text, named.join(", "))
        };
        let found = Diagnostic::new(codes::GROUP_IN_GROUP, member.span, message);
        Some(found.also(inner.name.span, "the group").help(help))
    }

    /// The kind or group that a phrase names, in the singular or the plural.
    fn kinds_named(&self, phrase: &str) -> Option<Vec<KindId>> {
        let machine = machine_name(phrase);
        let exact = self.policy.kind(&machine).or_else(|| {
            self.policy
                .kind_ids()
                .find(|id| self.policy.kinds.get(id.at()).is_some_and(|kind| alike(&kind.name.machine, &machine)))
        });
        let group = || self.policy.groups.iter().find(|group| alike(&group.name.machine, &machine));
        exact.map(|kind| vec![kind]).or_else(|| group().map(|group| group.kinds.clone()))
    }

    /// The kinds that some phrases name; a name that nothing declares and a kind that is named twice are reported. `None` where
    /// none is left, or some name is unknown.
    pub(in crate::model::from_syntax) fn whom(&mut self, phrases: &[Phrase]) -> Option<Whom> {
        let mut kinds: Vec<KindId> = Vec::new();
        let mut whole = true;
        for phrase in phrases {
            let Some(named) = self.kinds_named(&phrase.text) else {
                whole = false;
                self.unknown_kind(phrase);
                continue;
            };
            if let Some(twice) = named.iter().find(|kind| kinds.contains(kind)) {
                let message = format!("This names {} a second time.", self.policy.a_kind(*twice));
                let help = "Name each kind of setting once, by itself or by its group.";
                self.report(Diagnostic::new(codes::KIND_TWICE, phrase.span, message).help(help));
            }
            let new: Vec<KindId> = named.into_iter().filter(|kind| !kinds.contains(kind)).collect();
            kinds.extend(new);
        }
        if let (true, Some(first)) = (kinds.len() > MOST_TOGETHER, phrases.first()) {
            let message = format!("This is for {} kinds of setting at once; {MOST_TOGETHER} is the most.", kinds.len());
            self.report(Diagnostic::new(codes::TOO_MANY, first.span, message).help("Say it for fewer kinds at a time."));
            return None;
        }
        let words = joined(&phrases.iter().map(|phrase| with_article(&phrase.text)).collect::<Vec<_>>(), "or");
        (whole && !kinds.is_empty()).then_some(Whom { kinds, words })
    }

    /// The kinds that `for a …` names; without it, the only kind there is.
    pub(in crate::model::from_syntax) fn whom_or_only(&mut self, about: &[Phrase], what: &str, span: Span) -> Option<Whom> {
        if !about.is_empty() {
            return self.whom(about);
        }
        let only = KindId(0);
        if self.policy.kinds.len() == 1 {
            return Some(Whom { kinds: vec![only], words: self.policy.a_kind(only) });
        }
        if !self.policy.kinds.is_empty() {
            let message = format!("It is not said for which kind of setting this {what} is.");
            let help = format!("Add it behind the name, for example `, for {}`.", self.policy.a_kind(only));
            self.report(Diagnostic::new(codes::WHICH_KIND, span, message).help(help));
        }
        None
    }

    fn unknown_kind(&mut self, phrase: &Phrase) {
        if self.names.is_broken(&phrase.text) {
            return;
        }
        let group = if self.policy.groups.is_empty() { "" } else { " or group" };
        let message = format!("No kind of setting{group} is called `{}`.", phrase.text);
        let help = self.kinds_help(&phrase.text);
        self.report(Diagnostic::new(codes::UNKNOWN_KIND, phrase.span, message).help(help));
    }

    fn kinds_help(&self, words: &str) -> String {
        let kinds: Vec<&str> = self.policy.kinds.iter().map(|kind| &*kind.name.phrase).collect();
        let groups: Vec<&str> = self.policy.groups.iter().map(|group| &*group.name.phrase).collect();
        if kinds.is_empty() {
            return format!("Declare it: `setting {words}: what it is`.");
        }
        // A declared kind with a condition behind it: only `when` parts the two.
        let behind = |kind: &&str| words.strip_prefix(*kind).and_then(|rest| rest.trim_start().split(' ').next());
        if let Some(kind) = kinds.iter().find(|kind| behind(kind).is_some_and(|word| IN_PLACE_OF_WHEN.contains(&word))) {
            return format!("Only behind `also` can `{kind}` have a condition, and it begins with `when`.");
        }
        did_you_mean(words, kinds.iter().chain(&groups).copied(), || {
            let kinds = listed(&kinds, "and");
            let several = if groups.len() > 1 { "groups" } else { "group" };
            match listed(&groups, "and") {
                groups if groups.is_empty() => format!("The kinds of setting are {kinds}."),
                groups => format!("The kinds of setting are {kinds}, and the {several} {groups}."),
            }
        })
    }

    /// Does something for each kind, its names being looked up there. What is found for all of them is said once; what is found
    /// for some says for which.
    pub(in crate::model::from_syntax) fn each_kind(&mut self, whom: &Whom, mut of: impl FnMut(&mut Self, KindId)) {
        if let [only] = whom.kinds.as_slice() {
            of(self, *only);
            return;
        }
        let before = std::mem::take(self.problems);
        self.among.clone_from(&whom.kinds);
        let mut said: Vec<Said> = Vec::new();
        for kind in &whom.kinds {
            of(self, *kind);
            for diagnostic in std::mem::take(self.problems).into_found() {
                let place = |one: &Diagnostic| (one.code, one.labels.first().map(|label| label.span));
                let same = |one: &&mut Said| place(&one.diagnostic) == place(&diagnostic) && !one.kinds.contains(kind);
                match said.iter_mut().find(same) {
                    Some(one) => one.kinds.push(*kind),
                    None => said.push(Said { diagnostic, kinds: vec![*kind] }),
                }
            }
        }
        self.among.clear();
        self.line_among.clear();
        *self.problems = before;
        for one in said {
            let merged = self.said_of(one, whom);
            self.report(merged);
        }
    }

    /// What was found for some kinds in the words of the first, in words for all of them.
    fn said_of(&self, said: Said, whom: &Whom) -> Diagnostic {
        let Said { mut diagnostic, kinds } = said;
        let first = kinds.first().map_or_else(String::new, |first| self.policy.a_kind(*first));
        let all = kinds.len() == whom.kinds.len();
        let words = if all { whom.words.clone() } else { self.policy.some_kinds(&kinds) };
        diagnostic.message = in_place_of(&diagnostic.message, &first, &words);
        diagnostic.help = diagnostic.help.map(|help| in_place_of(&help, &first, &words));
        if !all && !diagnostic.message.contains(&words) {
            diagnostic.message += &format!(" This is so for {words} only.");
        }
        diagnostic
    }

    /// The kinds of a line that says for whom it is, all of which its declaration must be for. Where it says nothing, all.
    pub(in crate::model::from_syntax) fn is_for(&mut self, only: &[Phrase], kind: KindId) -> Option<bool> {
        self.line_among.clear();
        let (Some(first), Some(last)) = (only.first(), only.last()) else { return Some(true) };
        let whom = self.whom(only)?;
        let outside: Vec<KindId> = whom.kinds.iter().copied().filter(|one| *one != kind && !self.among.contains(one)).collect();
        if !outside.is_empty() {
            let all = if self.among.is_empty() { vec![kind] } else { self.among.clone() };
            let message = format!(
                "This line is for {}, and it stands below what is for {}.",
                self.policy.some_kinds(&outside),
                self.policy.some_kinds(&all)
            );
            let help = "Name kinds of setting in a line that are named in the heading too, or add them there.";
            self.report(Diagnostic::new(codes::LINE_FOR_OTHERS, first.span.to(last.span), message).help(help));
            return None;
        }
        let is_for = whom.kinds.contains(&kind);
        self.line_among = whom.kinds;
        Some(is_for)
    }

    /// The kinds of the line at hand, else of the declaration, where these are several.
    pub(super) fn at_hand(&self) -> &[KindId] {
        if self.line_among.is_empty() { &self.among } else { &self.line_among }
    }
}

/// Whether two names are one, in the singular or the plural.
pub(in crate::model::from_syntax) fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (machine_name(one), machine_name(other));
    one == other || singular(&one) == other || one == singular(&other)
}

/// A text in which a kind with its article gives way to other words. What stands in the middle of a word stays.
fn in_place_of(text: &str, kind: &str, words: &str) -> String {
    if kind.is_empty() || kind == words {
        return text.to_owned();
    }
    let mut told = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(kind) {
        let inside = before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
        told += before;
        told += if inside { kind } else { words };
        rest = after;
    }
    told + rest
}
