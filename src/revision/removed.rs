//! What later findings have to do with a revision: a name that it removed, a line that it inherits.

use super::Whole;
use crate::diagnostic::{Code, Diagnostic, Label, Problems, Severity, codes::policy as codes};
use crate::model::{machine_kind, machine_name};
use crate::source::{Sources, Span};
use crate::syntax::tree::Sort;

/// What a name that is not there can have been, by what is said of it.
const NAMES: &[(Code, &[Sort])] = &[
    (codes::UNKNOWN_NAME, &[Sort::Fact]),
    (codes::OTHER_KIND, &[Sort::Fact]),
    (codes::SPLIT_NAME, &[Sort::Fact]),
    (codes::UNKNOWN_KIND, &[Sort::Setting]),
    (codes::UNKNOWN_VOCABULARY, &[Sort::Scale]),
];

impl Whole {
    /// Says of errors that are about what the revision removed that it did, and of those in what is inherited that they are.
    #[must_use]
    pub fn explain(&self, problems: Problems, sources: &Sources) -> Problems {
        let mut explained = Problems::default();
        for mut found in problems.into_found() {
            if found.code.severity == Severity::Error {
                self.explain_one(&mut found, sources);
            }
            explained.push(found);
        }
        explained
    }

    fn explain_one(&self, found: &mut Diagnostic, sources: &Sources) {
        let (Some(revision), Some(first)) = (&self.revision, found.labels.first()) else { return };
        let span = first.span;
        let inherited = !revision.own.contains(&span.file);
        if let Some(removed) = self.removed(found.code, span, sources) {
            let name = sources.slice(span);
            found.labels.push(Label { span: removed, text: "removed here".to_owned() });
            found.help = Some(if inherited {
                format!(
                    "The revision removes `{name}`, and this line of the amended policy uses it. Replace or remove what uses it too."
                )
            } else {
                format!("The revision removes `{name}`. Take that out, or use something else here.")
            });
        } else if inherited {
            let help = found.help.take().map_or_else(String::new, |help| format!("{help} "));
            found.help = Some(format!(
                "{help}This stands in the amended policy, and the revision has changed what it rests on: replace it in the revision too."
            ));
        }
    }

    fn removed(&self, code: Code, span: Span, sources: &Sources) -> Option<Span> {
        let (_, sorts) = NAMES.iter().find(|(one, _)| *one == code)?;
        let name = sources.slice(span).trim_matches('"');
        let name = name.strip_prefix("the ").unwrap_or(name);
        let removed = &self.revision.as_ref()?.removed;
        sorts.iter().find_map(|sort| {
            let machine = if *sort == Sort::Setting { machine_kind(name) } else { machine_name(name) };
            removed.get(&(*sort, machine)).copied()
        })
    }
}
