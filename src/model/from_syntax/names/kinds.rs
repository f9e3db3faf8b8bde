//! Names of kinds of setting and of groups of them: one sort. What is declared for several kinds is looked up for each of
//! them, so that names mean what they mean there; what is wrong with it for all of them is said once.

use crate::diagnostic::words::{joined, listed, with_article};
use crate::diagnostic::{Code, Diagnostic, codes::policy as codes, did_you_mean};
use crate::model::from_syntax::Lowering;
use crate::model::ids::KindId;
use crate::model::kinds::{Group, Kind};
use crate::model::name::{Name, machine_kind};
use crate::source::Span;
use crate::syntax::tree::{self, Phrase};
use std::collections::HashMap;

/// What people write where a condition begins behind a kind of setting.
const IN_PLACE_OF_WHEN: [&str; 6] = ["if", "where", "with", "whose", "that", "unless"];
/// The most kinds that one declaration is for. Each of them gets all of it, so that more would cost more than a file should.
const MOST_TOGETHER: usize = 50;

/// Stands in a message for the kind at hand until it is known for how many kinds it holds.
const HERE: &str = "\u{E000}";

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
    /// Whether it is of a line that says for whom it is.
    of_line: bool,
}

impl Lowering<'_> {
    pub(in crate::model::from_syntax) fn kind_of_setting(&mut self, head: &tree::SettingHead) {
        let room = self.room_for(self.policy.kinds.len(), "kinds of setting", head.name.span);
        if room && self.claim_kind(&head.name) {
            let about = head.about.as_ref().map(|text| text.value.as_str().into());
            let id = KindId::from_index(self.policy.kinds.len());
            self.kinds_called.insert(machine_kind(&head.name.text), id.into_iter().collect());
            self.policy.kinds.push(Kind { name: Name::new(&head.name.text), about });
        }
    }

    /// Takes the groups in, all kinds being known.
    pub(in crate::model::from_syntax) fn groups_of_kinds(&mut self, groups: &[&tree::Group]) {
        let mut declared: HashMap<String, &tree::Group> = HashMap::new();
        for group in groups {
            declared.entry(machine_kind(&group.name.text)).or_insert(group);
        }
        groups.iter().for_each(|group| self.group_of_kinds(group, &declared));
    }

    fn group_of_kinds(&mut self, group: &tree::Group, declared: &HashMap<String, &tree::Group>) {
        if !self.room_for(self.policy.groups.len(), "groups", group.name.span) || !self.claim_kind(&group.name) {
            return;
        }
        if let Some(inner) = group.members.iter().find_map(|member| self.group_in_group(group, member, declared)) {
            self.report(inner);
            self.names.break_names(std::iter::once(&group.name));
            return;
        }
        let Some(whom) = self.whom(&group.members) else {
            self.kind_unknown = true;
            self.names.break_names(std::iter::once(&group.name));
            return;
        };
        if let ([only], [member, ..]) = (whom.kinds.as_slice(), group.members.as_slice()) {
            let message = format!("The group `{}` has one kind of setting only.", group.name.text);
            let help = format!("Name another, or leave the group out and write {} itself.", self.policy.a_kind(*only));
            self.report(Diagnostic::new(codes::GROUP_OF_ONE, member.span, message).help(help));
        }
        self.kinds_called.insert(machine_kind(&group.name.text), whom.kinds.clone());
        self.policy.groups.push(Group { name: Name::new(&group.name.text), kinds: whom.kinds, span: group.name.span });
    }

    /// A member that is a group itself: its kinds are to be named, so that no group can come back to itself.
    fn group_in_group(
        &self,
        group: &tree::Group,
        member: &Phrase,
        declared: &HashMap<String, &tree::Group>,
    ) -> Option<Diagnostic> {
        let inner = declared.get(&machine_kind(&member.text))?;
        let mut named: Vec<&str> = Vec::new();
        for one in group.members.iter().take(MOST_TOGETHER) {
            let kinds =
                declared.get(&machine_kind(&one.text)).map_or(std::slice::from_ref(one), |inner| inner.members.as_slice());
            let new = kinds.iter().map(|kind| kind.text.as_str()).filter(|kind| !named.contains(kind));
            named.extend(new.take(MOST_TOGETHER).collect::<Vec<_>>());
        }
        let itself = |name: &str| machine_kind(name) == machine_kind(&group.name.text);
        let circle = itself(&member.text) || named.iter().any(|kind| itself(kind));
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
    pub(in crate::model::from_syntax) fn kinds_named(&self, phrase: &str) -> Option<Vec<KindId>> {
        self.kinds_called.get(&machine_kind(phrase)).cloned()
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
            let written = self.text_of(span);
            let said = written.split_once(" for ").filter(|(_, whom)| self.kinds_named(whom).is_some());
            let help = match said {
                Some((name, whom)) => format!("Put a comma before `for`: `{name}, for {whom}`."),
                None => format!("Add it behind the name, for example `, for {}`.", self.policy.a_kind(only)),
            };
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
        if let Some(kind) = self.kind_within(words) {
            return format!("Write `{kind}` without another word.");
        }
        // A declared kind with a condition behind it: only `when` parts the two.
        let behind = |kind: &&str| words.strip_prefix(*kind).and_then(|rest| rest.trim_start().split(' ').next());
        if let Some(kind) = kinds.iter().find(|kind| behind(kind).is_some_and(|word| IN_PLACE_OF_WHEN.contains(&word))) {
            return format!("Only behind `also` can `{kind}` have a condition, and it begins with `when`.");
        }
        if self.policy.categories.iter().any(|category| *category.code == *words) {
            return format!("`{words}` is a category; of an allocation it stands behind `in`.");
        }
        let coded = |word: &str| self.policy.categories.iter().any(|category| *category.code == *word);
        if let Some((kind, code)) =
            kinds.iter().chain(&groups).find_map(|kind| behind(kind).filter(|word| coded(word)).map(|word| (kind, word)))
        {
            return format!("Write `in` before the category: `{kind} in {code}`.");
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

    /// A kind or group with a word too much: `each school`, `schools only`.
    fn kind_within(&self, words: &str) -> Option<String> {
        let (first, behind) = words.split_once(' ')?;
        let (before, last) = words.rsplit_once(' ')?;
        let every = ["each", "every", "any", "all"].contains(&first).then_some(behind);
        let only = ["only", "alone"].contains(&last).then_some(before);
        every.into_iter().chain(only).find(|name| self.kinds_named(name).is_some()).map(with_article)
    }

    /// What to write where words that name nothing say for whom a line is: `newly good for a school`, `school`.
    pub(in crate::model::from_syntax) fn for_whom(&self, words: &str) -> Option<String> {
        let named = |name: &str| {
            let bare = ["a ", "an ", "the "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
            self.kinds_named(bare).map(|_| with_article(bare))
        };
        let whom = words.rsplit_once(" for ").and_then(|(_, whom)| named(whom)).or_else(|| named(words))?;
        Some(format!("For whom a line is stands behind its category: `CATEGORY for {whom} when …`; in a heading behind a comma."))
    }

    /// Does something for each kind, its names being looked up there. What is found for all of them is said once; what is found
    /// for some says for which.
    pub(in crate::model::from_syntax) fn each_kind(&mut self, whom: &Whom, mut of: impl FnMut(&mut Self, KindId)) {
        if let [only] = whom.kinds.as_slice() {
            of(self, *only);
            self.line_among.clear();
            self.of_lines.clear();
            return;
        }
        let before = std::mem::take(self.problems);
        self.among.clone_from(&whom.kinds);
        let mut said: Vec<Said> = Vec::new();
        let mut at_place: HashMap<(Code, Option<Span>), Vec<usize>> = HashMap::new();
        for kind in &whom.kinds {
            self.line_among.clone_from(&whom.kinds);
            self.of_lines.clear();
            of(self, *kind);
            let of_lines = std::mem::take(&mut self.of_lines);
            for (at, diagnostic) in std::mem::take(self.problems).into_found().into_iter().enumerate() {
                let place = at_place.entry((diagnostic.code, diagnostic.labels.first().map(|label| label.span))).or_default();
                let same = place.iter().copied().find(|at| said.get(*at).is_some_and(|one| !one.kinds.contains(kind)));
                match same.and_then(|at| said.get_mut(at)) {
                    Some(one) => one.kinds.push(*kind),
                    None => {
                        place.push(said.len());
                        said.push(Said { diagnostic, kinds: vec![*kind], of_line: of_lines.contains(&at) });
                    }
                }
            }
        }
        self.among.clear();
        self.line_among.clear();
        self.of_lines.clear();
        *self.problems = before;
        for one in said {
            let merged = self.said_of(one, whom);
            self.report(merged);
        }
    }

    /// The kind at hand, `a school`, as messages name it. Where a declaration is for several, what they have in common is said of
    /// all of them at once, and only then in words.
    pub(in crate::model::from_syntax) fn here(&self, kind: KindId) -> String {
        if self.among.is_empty() { self.policy.a_kind(kind) } else { HERE.to_owned() }
    }

    /// What was found for some kinds, in words for all of them.
    fn said_of(&self, said: Said, whom: &Whom) -> Diagnostic {
        let Said { mut diagnostic, kinds, of_line } = said;
        let all = kinds.len() == whom.kinds.len();
        let words = if all { whom.words.clone() } else { self.policy.some_kinds(&kinds) };
        let says = diagnostic.message.contains(HERE);
        diagnostic.message = diagnostic.message.replace(HERE, &words);
        diagnostic.help = diagnostic.help.map(|help| help.replace(HERE, &words));
        if !all && !says && !of_line && diagnostic.code != codes::TOO_MANY {
            diagnostic.message += &format!(" This is so for {words} only.");
        }
        diagnostic
    }

    /// Whether a line or strand below what is for the kinds `within` is for this kind of them. `None` where the kinds that it names
    /// are unknown, or others.
    pub(in crate::model::from_syntax) fn is_for(&mut self, only: &[Phrase], kind: KindId, within: &[KindId]) -> Option<bool> {
        self.line_among = within.to_vec();
        let (Some(first), Some(last)) = (only.first(), only.last()) else { return Some(true) };
        let whom = self.whom(only)?;
        let outside: Vec<KindId> = whom.kinds.iter().copied().filter(|one| !within.contains(one)).collect();
        if !outside.is_empty() {
            let message = format!(
                "This line is for {}, and it stands below what is for {}.",
                self.policy.some_kinds(&outside),
                self.policy.some_kinds(within)
            );
            let help = "Name kinds of setting in a line that are named in the heading too, or add them there.";
            self.report(Diagnostic::new(codes::LINE_FOR_OTHERS, first.span.to(last.span), message).help(help));
            return None;
        }
        let is_for = whom.kinds.contains(&kind);
        self.line_among = whom.kinds;
        Some(is_for)
    }
}
