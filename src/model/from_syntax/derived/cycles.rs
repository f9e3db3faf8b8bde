//! Definitions, tables and scores that come back to themselves, or that rest on too many others.

use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::condition::{Condition, ConditionKind};
use crate::model::from_syntax::Lowering;
use crate::model::ids::DerivedId;
use crate::source::Span;

/// The longest chain of definitions, each resting on the next. Later stages follow such chains one call a step.
const MOST_DEEP: usize = 200;

impl Lowering<'_> {
    /// Reports what comes back to itself, each circle once, and the first that rests on too many others.
    pub(in crate::model::from_syntax) fn refuse_cycles(&mut self) {
        let rests_on = self.rests_on();
        // How many definitions deep each one is, itself counted, once all that it rests on is known.
        let mut depths: Vec<Option<usize>> = vec![None; rests_on.len()];
        let depth = |depths: &[Option<usize>], at: usize| depths.get(at).copied().flatten();
        for start in 0..rests_on.len() {
            let mut path = vec![(start, 0)];
            while let Some((at, next)) = path.last().copied() {
                let on = rests_on.get(at).map_or(&[][..], Vec::as_slice);
                let to = on.get(next).copied().filter(|_| depth(&depths, at).is_none());
                let Some(to) = to else {
                    let deepest = on.iter().filter_map(|on| depth(&depths, *on)).max().unwrap_or(0);
                    if let Some(own @ None) = depths.get_mut(at) {
                        *own = Some(deepest + 1);
                    }
                    path.pop();
                    continue;
                };
                if let Some(last) = path.last_mut() {
                    last.1 += 1;
                }
                match path.iter().position(|(on_path, _)| *on_path == to) {
                    Some(from) => {
                        let circle: Vec<usize> = path.iter().skip(from).map(|(at, _)| *at).collect();
                        self.report_circle(&circle);
                    }
                    None => path.push((to, 0)),
                }
            }
        }
        let too_deep = depths.iter().position(|depth| depth.is_some_and(|depth| depth > MOST_DEEP));
        if let Some((name, span)) = too_deep.and_then(|at| self.named_at(at)) {
            let message = format!("`{name}` rests on a chain of more than {MOST_DEEP} definitions, one behind the other.");
            let help = "Nobody could follow that far. Write some of them from facts alone.";
            self.report(Diagnostic::new(codes::TOO_DEEP, span, message).help(help));
        }
    }

    /// What each define, and behind them each table and score, rests on, through lists too (their members stand in the
    /// condition).
    fn rests_on(&self) -> Vec<Vec<usize>> {
        let defines = self.policy.defines.iter().map(|define| (vec![&define.condition], Vec::new()));
        let derived = self.policy.derived.iter().map(|one| (one.conditions().collect(), one.values().collect()));
        let of = |(conditions, values): (Vec<&Condition>, Vec<DerivedId>)| {
            let mut found = Vec::new();
            conditions.into_iter().for_each(|condition| self.used_in(condition, &mut found));
            found.extend(values.into_iter().map(|id| self.policy.defines.len() + id.at()));
            found
        };
        defines.chain(derived).map(of).collect()
    }

    fn used_in(&self, condition: &Condition, found: &mut Vec<usize>) {
        match &condition.kind {
            ConditionKind::Test(_) | ConditionKind::Related(_) => {}
            ConditionKind::Defined(id) => found.push(id.at()),
            ConditionKind::Derived(test) => found.push(self.policy.defines.len() + test.derived.at()),
            ConditionKind::Not(inner) => self.used_in(inner, found),
            ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. } => {
                of.iter().for_each(|member| self.used_in(member, found));
            }
        }
    }

    fn named_at(&self, at: usize) -> Option<(String, Span)> {
        let (name, span) = match at.checked_sub(self.policy.defines.len()) {
            None => self.policy.defines.get(at).map(|define| (&define.name, define.span))?,
            Some(at) => self.policy.derived.get(at).map(|one| (&one.name, one.span))?,
        };
        Some((name.phrase.to_string(), span))
    }

    fn report_circle(&mut self, circle: &[usize]) {
        let all: Vec<_> = circle.iter().filter_map(|at| self.named_at(*at)).collect();
        let Some((first, span)) = all.first().cloned() else { return };
        let chain: Vec<String> = all.iter().map(|(name, _)| format!("`{name}`")).chain([format!("`{first}`")]).collect();
        let round = if all.len() > 1 { format!(": {}", chain.join(", which rests on ")) } else { String::new() };
        let message = format!("`{first}` rests on itself, so it means nothing{round}.");
        let mut diagnostic =
            Diagnostic::new(codes::CYCLE, span, message).help("Write one of them without the others, from facts alone.");
        for (name, span) in all.iter().skip(1) {
            diagnostic = diagnostic.also(*span, format!("`{name}`"));
        }
        self.report(diagnostic);
    }
}
