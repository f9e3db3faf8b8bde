//! What differs in meaning, as lines that the terminal and Markdown share.

mod csv;
mod json;

pub(super) use csv::{COLUMNS, rows};
pub(super) use json::MeaningView;

use crate::diagnostic::words::{counted, joined, listed};
use crate::diagram::Fate;
use crate::harness::meaning::{
    Among, Change, Compared, Days, FactNote, Meaning, OfKind, Region, Span, Standing, Verdict, What, When,
};
use crate::model::{Figure, spoken};

/// Regions of one change that are written out.
const MOST: usize = 12;

/// A line, how far it stands in, and whether it is a heading of its part.
pub(super) struct Line {
    pub(super) depth: usize,
    pub(super) words: String,
    pub(super) heading: bool,
}

/// All that differs, line by line.
pub(super) fn lines(meaning: &Meaning) -> Vec<Line> {
    let mut out = Out(Vec::new());
    out.heading(format!("In meaning, for every setting there could be{}", when(&meaning.when)));
    let same: Vec<String> = meaning.kinds.iter().filter(|one| is_same(one)).map(|one| one.kind.to_string()).collect();
    if same.len() == meaning.kinds.len() {
        out.line(0, "No setting changes: each comes to the same category, days, expectations and whatever it gets besides. This is proved.");
    } else if !same.is_empty() {
        out.line(0, format!("Nothing changes, and this is proved, for: {}.", listed(&same, "and")));
    }
    meaning.kinds.iter().for_each(|kind| out.kind(kind));
    out.0
}

/// Whether it is proved that nothing changes for a kind of setting.
fn is_same(kind: &OfKind) -> bool {
    matches!(&kind.standing, Standing::Both(spans) if spans.iter().all(|span| span.compared.is_same()))
}

fn when(when: &When) -> String {
    match when {
        When::Both(None) => String::new(),
        When::Both(Some((first, last))) => {
            format!(", assessed from {} to {}, when both are in force", spoken(*first), spoken(*last))
        }
        When::Never(on) => {
            format!(", assessed on {}, as if both were in force (they never are on one day)", spoken(*on))
        }
    }
}

struct Out(Vec<Line>);

impl Out {
    fn heading(&mut self, words: String) {
        self.0.push(Line { depth: 0, words, heading: true });
    }

    fn line(&mut self, depth: usize, words: impl Into<String>) {
        self.0.push(Line { depth, words: words.into(), heading: false });
    }

    fn kind(&mut self, kind: &OfKind) {
        match &kind.standing {
            Standing::Gone => self.line(0, format!("{}: the new policy does not know this kind of setting.", kind.kind)),
            Standing::New => self.line(0, format!("{}: the old policy does not know this kind of setting.", kind.kind)),
            Standing::Both(spans) => {
                if is_same(kind) && kind.facts.is_empty() {
                    return;
                }
                let one = spans.len() == 1;
                for span in spans.iter().filter(|span| !span.compared.is_same()) {
                    self.span(&kind.kind, span, one);
                }
                if is_same(kind) {
                    self.line(0, format!("{}: what can be told differs, and nothing else.", kind.kind));
                }
            }
        }
        kind.facts.iter().for_each(|note| self.line(1, of_fact(note)));
    }

    fn span(&mut self, kind: &str, span: &Span, alone: bool) {
        let days = if alone { String::new() } else { format!(", assessed from {} to {}", spoken(span.first), spoken(span.last)) };
        self.line(0, format!("{kind}{days}: {}.", verdict(&span.compared)));
        for change in &span.compared.changes {
            self.change(change);
        }
        if !span.compared.open.is_empty() {
            let open: Vec<String> = span.compared.open.iter().map(|one| (*one).to_owned()).collect();
            self.line(1, format!("Not proved: {}. Nothing is claimed of it.", joined(&open, "and")));
        }
        if !span.compared.same_strands.is_empty() {
            let names = &span.compared.same_strands;
            let (strands, say) = if names.len() == 1 { ("The strand", "says") } else { ("The strands", "say") };
            self.line(1, format!("{strands} {} {say} the same as before.", listed(names, "and")));
        }
    }

    fn change(&mut self, change: &Change) {
        self.line(1, format!("{}{}", what(change), extent(change)));
        for region in change.regions.iter().take(MOST) {
            self.region(region);
        }
        let more = change.regions.len().saturating_sub(MOST);
        match (more, change.whole) {
            (0, true) => {}
            (0, false) => self.line(2, "and more, which were too many to be put in words"),
            (more, true) => self.line(2, format!("and {more} more")),
            (more, false) => self.line(2, format!("and {more} more, and others beside them")),
        }
    }

    fn region(&mut self, region: &Region) {
        let words =
            if region.where_.is_empty() { "all of them".to_owned() } else { format!("where {}", region.where_.join(", and ")) };
        self.line(2, words);
        if let Some(witness) = &region.witness {
            self.line(3, format!("for example: {}", witness.words()));
        }
        for reason in &region.because {
            self.line(3, super::markdown::because(reason));
        }
    }
}

/// `more intensive for some and less for none; days: more`
fn verdict(compared: &Compared) -> String {
    let words = |verdict: Option<Verdict>, same: &str, words: fn(Verdict) -> &'static str| match verdict {
        None => "not proved".to_owned(),
        Some(Verdict::Same) => same.to_owned(),
        Some(Verdict::Mixed) => "mixed, some one way and some the other".to_owned(),
        Some(Verdict::Otherwise) => "other, and neither more nor less".to_owned(),
        Some(other) => format!("{} wherever they change", words(other)),
    };
    let categories = words(compared.categories, "the same for every setting", Verdict::of_categories);
    let days = words(compared.days, "the same for every setting", Verdict::in_days);
    // What is proved of all settings is of those that tell everything.
    let untold = if compared.untold().next().is_some() { "; where a fact is not told, some come to something else" } else { "" };
    format!("categories are {categories}; days are {days}{untold}")
}

/// `A becomes B1, 5 days become 9.5 days`
fn what(change: &Change) -> String {
    let code = |code: &Option<std::sync::Arc<str>>| code.as_deref().map_or_else(|| "no answer".to_owned(), str::to_owned);
    let mut words = match &change.what {
        What::Category([from, to]) if from == to => format!("{} stays", code(from)),
        What::Category([from, to]) => format!("{} becomes {}", code(from), code(to)),
        What::Support => "what it gets changes".to_owned(),
        What::Categorised(0) => "it was categorised and is no more".to_owned(),
        What::Categorised(_) => "it was not categorised and now is".to_owned(),
        What::Expectation { category, name, fate } => format!("in {category}, `{name}` {}", of_expectation(*fate)),
        What::Also { item, fate } => format!("\"{item}\" {}", of_item(*fate)),
        What::Untold { fact, assumed, possible: [from, to] } => {
            let all = |codes: &[Option<std::sync::Arc<str>>]| joined(&codes.iter().map(code).collect::<Vec<_>>(), "or");
            let [before, after] = assumed.each_ref().map(|value| value.as_deref().unwrap_or("nothing"));
            format!(
                "where nobody tells `{fact}`, of which {before} was assumed and {after} is: {} becomes {}",
                all(from),
                all(to)
            )
        }
        What::Alone(0) => "settings that could be, and that the new policy rules out".to_owned(),
        What::Alone(_) => "settings that the old policy ruled out, and that can be".to_owned(),
    };
    let [before, after] = change.days.map(days);
    if before != after {
        words += &format!(", {before} becomes {after}");
    } else if matches!(change.what, What::Category(_) | What::Support) && change.days[0] != Days::Nothing {
        words += &format!(", {before} as before");
    }
    if change.activities {
        words += ", with other activities";
    }
    words
}

fn days(days: Days) -> String {
    match days {
        Days::Nothing => "nothing".to_owned(),
        Days::NotGiven => "no days given".to_owned(),
        Days::Stated(binding, days) => Figure::Days(binding, days).to_string(),
    }
}

const fn of_expectation(fate: Fate) -> &'static str {
    match fate {
        Fate::Begins => "comes to be expected",
        Fate::Ends => "is expected no more",
        Fate::Otherwise => "is met on one side alone",
    }
}

const fn of_item(fate: Fate) -> &'static str {
    match fate {
        Fate::Begins => "comes besides",
        Fate::Ends => "comes no more",
        Fate::Otherwise => "comes otherwise",
    }
}

/// Of which settings the regions speak, and whether fewer would do.
fn extent(change: &Change) -> String {
    let among = match &change.among {
        Among::All => String::new(),
        Among::From(Some(code)) => format!(", of those in {code}"),
        Among::From(None) => ", of those without an answer".to_owned(),
        Among::Possible(all) => {
            let all: Vec<&str> = all.iter().map(|code| code.as_deref().unwrap_or("no answer")).collect();
            format!(", of those that come to {} before", joined(&all, "or"))
        }
        Among::Staying(code) => format!(", of those that stay in {code}"),
    };
    match change.regions.len() {
        0 | 1 => format!("{among}:"),
        number if change.fewest => format!("{among}, in {}, no fewer would do:", counted(number, "part", "parts")),
        number => format!("{among}, in {}:", counted(number, "part", "parts")),
    }
}

fn of_fact(note: &FactNote) -> String {
    let assumed = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
    match note {
        FactNote::Only { side: 0, name, place, .. } => format!("Only the old policy knows `{name}` ({}).", place.short()),
        FactNote::Only { name, assumed: Some(value), place, .. } => {
            format!("Only the new policy knows `{name}` ({}), and assumes {value}.", place.short())
        }
        FactNote::Only { name, place, .. } => format!("Only the new policy knows `{name}` ({}).", place.short()),
        FactNote::Renamed { names: [old, new] } => format!("`{new}` was called `{old}`: they are one fact."),
        FactNote::Sorts { name, values: [old, new] } => {
            format!("`{name}` was {old} and is {new}: these are taken for two facts.")
        }
        FactNote::Values { name, only: [old, new] } => {
            let part = |words: &str, values: &[String]| format!("{words} {}", listed(values, "and"));
            let parts: Vec<String> = [("no more", old), ("newly", new)]
                .into_iter()
                .filter(|(_, values)| !values.is_empty())
                .map(|(words, values)| part(words, values))
                .collect();
            format!("`{name}` can be {}.", parts.join(" and "))
        }
        FactNote::Numbers { name, values: [old, new] } => format!("`{name}` was {old} and is {new}."),
        FactNote::Assumed { name, values: [old, new] } => {
            format!("Where nobody tells `{name}`, {} was assumed and {} is.", assumed(old), assumed(new))
        }
    }
}
