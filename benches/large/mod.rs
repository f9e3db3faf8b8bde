//! An invented policy larger than any authority's, by a seed, as text that goes the whole way through the program: strands with
//! facts of their own, now and then a condition on a fact of another strand. The same seed gives the same policy.
//!
//! Lines drawn blindly would hide each other: after a few short ones nothing is left for the rest. So a line stands only if it
//! catches some of the invented settings that the lines above it have left, and not too many of them.

use fastrand::Rng;
use std::fmt::Write as _;

/// How large it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// Strands.
    pub(crate) strands: usize,
    /// Facts of each strand.
    pub(crate) facts: usize,
    /// Lines of each strand, `otherwise` not counted.
    pub(crate) lines: usize,
    /// Conditions in a hundred that are about a fact of another strand.
    pub(crate) elsewhere: u32,
    /// Numbers that a number is compared with.
    pub(crate) bounds: usize,
}

/// The size that has to be borne.
pub(crate) const LARGE: Size = Size { strands: 10, facts: 10, lines: 100, elsewhere: 3, bounds: 4 };

/// Least intensive first.
const CATEGORIES: [&str; 5] = ["A", "B", "C", "D", "E"];
/// Conditions that a line has at most.
const MOST_CONDITIONS: usize = 3;
const SCALE: [&str; 5] = ["excellent", "sound", "fair", "weak", "poor"];
const YES_NO: [&str; 2] = ["yes", "no"];
/// Settings that a strand's lines are tried on.
const TRIED: usize = 4_000;
/// One in so many of them, at most, is caught by one line.
const MOST_CAUGHT: usize = 20;

/// A fact, and what its conditions can be.
struct Fact {
    name: String,
    kind: Kind,
}

enum Kind {
    YesNo,
    /// Of so many values, best first.
    Scale(usize),
    /// Compared with these.
    Number(Vec<usize>),
}

/// The facts of all strands, one strand after the other, and what some settings have for them.
struct World {
    size: Size,
    facts: Vec<Fact>,
    settings: Vec<Vec<usize>>,
}

/// A fact lies from one value to another.
struct Condition {
    fact: usize,
    from: usize,
    to: usize,
    text: String,
}

/// The whole policy, in one file.
pub(crate) fn policy(seed: u64, size: Size) -> String {
    let mut rng = Rng::with_seed(seed);
    let facts: Vec<Fact> = (0..size.strands * size.facts).map(|at| fact(&mut rng, at, size)).collect();
    let settings = (0..TRIED).map(|_| facts.iter().map(|fact| rng.usize(..fact.values())).collect()).collect();
    let world = World { size, facts, settings };
    let mut text = String::from("policy Larger than any\n  revision: 1\n\nsetting place: a place that does not exist\n\n");
    text.push_str("categories, least intensive first\n");
    CATEGORIES.iter().for_each(|code| writeln!(text, "  {code}: support {code}").unwrap());
    text.push_str("\nfacts about a place\n");
    world.facts.iter().for_each(|fact| declare(&mut rng, fact, &mut text));
    text.push_str("\ncategorise a place by its most intensive strand\n");
    for strand in 0..size.strands {
        writeln!(text, "\n  strand {}", name(strand)).unwrap();
        let mut categories: Vec<usize> = (0..size.lines).map(|_| rng.usize(..CATEGORIES.len())).collect();
        categories.sort_unstable_by(|one, other| other.cmp(one));
        for (category, line) in categories.into_iter().zip(world.lines(&mut rng, strand)) {
            writeln!(text, "    {} when {line}", CATEGORIES[category]).unwrap();
        }
        text.push_str("    A otherwise\n");
    }
    text
}

/// `matter a`
fn name(strand: usize) -> String {
    format!("matter {}", char::from(b'a' + u8::try_from(strand).unwrap()))
}

fn fact(rng: &mut Rng, at: usize, size: Size) -> Fact {
    let kind = match rng.u32(..3) {
        0 => Kind::YesNo,
        1 => Kind::Scale(rng.usize(3..=SCALE.len())),
        _ => Kind::Number((0..size.bounds).map(|_| rng.usize(1..100)).collect()),
    };
    Fact { name: format!("{} point {}", name(at / size.facts), at % size.facts), kind }
}

fn declare(rng: &mut Rng, fact: &Fact, text: &mut String) {
    let values = match &fact.kind {
        Kind::YesNo if rng.u32(..3) == 0 => "yes or no; assumed no".to_owned(),
        Kind::YesNo => "yes or no".to_owned(),
        Kind::Scale(count) => {
            let (last, others) = SCALE[..*count].split_last().unwrap();
            format!("{} or {last}, best first", others.join(", "))
        }
        Kind::Number(_) => "number of points, 0 to 99".to_owned(),
    };
    writeln!(text, "  {}: {values}", fact.name).unwrap();
}

impl Fact {
    /// How many values it has; a value is then a number below.
    fn values(&self) -> usize {
        match self.kind {
            Kind::YesNo => YES_NO.len(),
            Kind::Scale(count) => count,
            Kind::Number(_) => 100,
        }
    }

    /// Words for a condition on it, and from which value to which it holds.
    fn condition(&self, rng: &mut Rng) -> (String, usize, usize) {
        let (name, last) = (&self.name, self.values() - 1);
        match &self.kind {
            Kind::YesNo => {
                let at = rng.usize(..2);
                (format!("{}{name}", ["", "not "][at]), at, at)
            }
            Kind::Scale(_) => {
                let at = rng.usize(..=last);
                match rng.usize(..3) {
                    0 => (format!("{name} is {}", SCALE[at]), at, at),
                    1 => (format!("{name} is {} or worse", SCALE[at]), at, last),
                    _ => (format!("{name} is {} or better", SCALE[at]), 0, at),
                }
            }
            Kind::Number(bounds) => {
                let at = bounds[rng.usize(..bounds.len())];
                match rng.usize(..2) {
                    0 => (format!("{name} is under {at} points"), 0, at - 1),
                    _ => (format!("{name} is at least {at} points"), at, last),
                }
            }
        }
    }
}

impl World {
    /// The conditions of a strand's lines.
    fn lines(&self, rng: &mut Rng, strand: usize) -> Vec<String> {
        let mut left: Vec<&Vec<usize>> = self.settings.iter().collect();
        let mut lines = Vec::new();
        while lines.len() < self.size.lines {
            let line: Vec<Condition> = (0..rng.usize(1..=MOST_CONDITIONS)).map(|_| self.condition(rng, strand)).collect();
            let caught = |setting: &&Vec<usize>| line.iter().all(|one| (one.from..=one.to).contains(&setting[one.fact]));
            let count = left.iter().filter(|setting| caught(setting)).count();
            if (1..=left.len().div_ceil(MOST_CAUGHT)).contains(&count) {
                left.retain(|setting| !caught(setting));
                lines.push(line.into_iter().map(|one| one.text).collect::<Vec<_>>().join(" and "));
            }
        }
        lines
    }

    fn condition(&self, rng: &mut Rng, own: usize) -> Condition {
        let Size { strands, facts, elsewhere, .. } = self.size;
        let away = if rng.u32(..100) < elsewhere { rng.usize(1..strands) } else { 0 };
        let fact = (own + away) % strands * facts + rng.usize(..facts);
        let (text, from, to) = self.facts[fact].condition(rng);
        Condition { fact, from, to, text }
    }
}
