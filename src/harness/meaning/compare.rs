//! One kind of setting on one day.

#![expect(clippy::indexing_slicing, reason = "there are two sides, 0 and 1, in arrays of two")]

use super::confirm::Confirming;
use super::{Among, Change, Compared, Days, FactNote, MOST_REGIONS, Of, Region, Verdict, What, facts, words};
use crate::diagram::{Contrast, Moves, Set, TooLarge};
use crate::harness::Support;
use crate::model::{Allocation, CategoryId, FactId, KindId, Policy};
use jiff::civil::Date;
use std::sync::Arc;

/// The ids of a kind of setting on both sides, and the facts that both have.
type Shared = ([KindId; 2], Vec<(FactId, FactId)>);

/// A kind of setting of either policy.
pub(super) struct Kinds {
    pub(super) name: Arc<str>,
    /// Its ids and the facts that both have, where both have it.
    pub(super) both: Option<Shared>,
    /// Whether the earlier alone has it.
    pub(super) gone: bool,
}

/// The kinds of both, as the later policy orders them.
pub(super) fn kinds(before: &Policy, after: &Policy) -> Vec<Kinds> {
    let mut all = Vec::new();
    for (id, kind) in after.kind_ids().zip(&after.kinds) {
        let both = before.kind(&kind.name.machine).map(|earlier| {
            let kinds = [earlier, id];
            (kinds, facts::pairs([before, after], kinds))
        });
        all.push(Kinds { name: Arc::clone(&kind.name.phrase), both, gone: false });
    }
    let gone = before.kinds.iter().filter(|kind| after.kind(&kind.name.machine).is_none());
    all.extend(gone.map(|kind| Kinds { name: Arc::clone(&kind.name.phrase), both: None, gone: true }));
    all
}

impl Kinds {
    pub(super) fn notes(&self, before: Of<'_>, after: Of<'_>) -> Vec<FactNote> {
        self.both.as_ref().map_or_else(Vec::new, |(kinds, pairs)| facts::notes([before, after], *kinds, pairs))
    }
}

/// What differs for a kind that both have.
pub(super) fn of_one_day(sides: [Of<'_>; 2], kinds: &Kinds, on: Date) -> Compared {
    let Some((ids, pairs)) = &kinds.both else { return Compared::default() };
    let mut comparing = Comparing { sides, kinds: *ids, on, found: Compared::default() };
    let policies = sides.map(|side| side.policy);
    match Contrast::new([(policies[0], ids[0]), (policies[1], ids[1])], on, pairs) {
        Ok(mut contrast) => comparing.all(&mut contrast, pairs),
        Err(_) => comparing.found.open.push("anything"),
    }
    comparing.found
}

struct Comparing<'p> {
    sides: [Of<'p>; 2],
    kinds: [KindId; 2],
    on: Date,
    found: Compared,
}

/// Settings, told region by region.
struct Regions {
    regions: Vec<Region>,
    /// Whether the explaining evaluator finds all of them.
    confirmed: bool,
    whole: bool,
    fewest: bool,
}

/// A change of which only the settings are not yet told.
struct Bare {
    what: What,
    sense: Verdict,
    days: [Days; 2],
    activities: bool,
}

impl<'p> Comparing<'p> {
    fn all(&mut self, contrast: &mut Contrast<'p>, pairs: &[(FactId, FactId)]) {
        let names = |at: usize| {
            let strand = self.sides[1].policy.categorisation(self.kinds[1])?.strands.get(at)?;
            (!strand.is_nameless()).then(|| Arc::clone(&strand.name.phrase))
        };
        self.found.same_strands = contrast.rest_strands().filter_map(names).collect();
        (self.found.categories, self.found.days) = (Some(Verdict::Same), Some(Verdict::Same));
        let categorised = [0, 1].map(|at| self.sides[at].policy.categorisation(self.kinds[at]).is_some());
        let done = match categorised {
            [true, true] => self.categories(contrast),
            [false, false] => {
                self.support(None);
                Ok(())
            }
            [earlier, _] => {
                self.support(Some(usize::from(!earlier)));
                Ok(())
            }
        };
        if done.is_err() {
            (self.found.categories, self.found.days) = (None, None);
            self.found.open.push("categories and days");
        }
        if self.also(contrast).is_err() {
            self.found.open.push("what settings get besides");
        }
        for side in [1, 0] {
            if self.alone(contrast, side).is_err() {
                self.found.open.push("which settings can be");
            }
        }
        if categorised == [true, true] && self.untold(contrast, pairs).is_err() {
            self.found.open.push("what comes of settings that do not tell a fact of which something else is assumed");
        }
    }

    fn codes(&self, side: usize) -> Vec<Arc<str>> {
        self.sides[side.min(1)].policy.categories.iter().map(|one| Arc::clone(&one.code)).collect()
    }

    fn code(&self, side: usize, category: Option<CategoryId>) -> Option<Arc<str>> {
        Some(Arc::clone(&self.sides[side.min(1)].policy.categories.get(category?.at())?.code))
    }

    fn allocations(&self, categories: [Option<CategoryId>; 2]) -> [Option<&'p Allocation>; 2] {
        [0, 1].map(|at| self.sides[at].policy.allocation(self.kinds[at], categories[at]))
    }

    /// What some categories bring, before and after, and whether it has other rows.
    fn brought(&self, categories: [Option<CategoryId>; 2]) -> ([Days; 2], bool) {
        let allocations = self.allocations(categories);
        let days = allocations.map(|one| match one.map(Allocation::stated) {
            None => Days::Nothing,
            Some(None) => Days::NotGiven,
            Some(Some((binding, days))) => Days::Stated(binding, days.normalize()),
        });
        let rows = |at: usize| {
            allocations[at].map(|one| Support { category: None, ..Support::of(self.sides[at].policy, one).without_places() }.rows)
        };
        (days, rows(0) != rows(1))
    }

    /// The days of a kind without categories, on both sides or on one (0 the earlier having them).
    fn support(&mut self, categorised: Option<usize>) {
        let (days, activities) = self.brought([None, None]);
        let what = categorised.map_or(What::Support, What::Categorised);
        let sense = if categorised.is_some() { Verdict::Otherwise } else { Verdict::Same };
        let bare = Bare { what, sense, days, activities };
        if bare.differs() {
            self.add(bare, Among::All, vec![Region { where_: Vec::new(), witness: None, because: Vec::new() }], (true, true));
        }
    }

    fn categories(&mut self, contrast: &mut Contrast<'p>) -> Result<(), TooLarge> {
        if contrast.agrees()? && !contrast.expects_otherwise() && !self.some_category_brings_other() {
            return Ok(());
        }
        let outcomes = contrast.outcomes()?;
        for (categories, set) in &outcomes.moves {
            let codes = [self.code(0, categories[0]), self.code(1, categories[1])];
            let (days, activities) = self.brought(*categories);
            let sense = Verdict::between(codes[0].as_ref(), codes[1].as_ref(), [&self.codes(1), &self.codes(0)]);
            let bare = Bare { what: What::Category(codes.clone()), sense, days, activities };
            if !bare.differs() {
                continue;
            }
            if let (Verdict::Same, Some(code)) = (sense, &codes[0]) {
                self.tell(contrast, bare, (*set, *set), Among::Staying(Arc::clone(code)), *categories)?;
            } else {
                let before = self.before(contrast, &outcomes, categories[0])?;
                self.tell(contrast, bare, (*set, before), Among::From(codes[0].clone()), *categories)?;
            }
        }
        for one in contrast.expecting(&outcomes)? {
            let category = self.code(1, Some(one.categories[1])).unwrap_or_else(|| "".into());
            let what = What::Expectation { category: Arc::clone(&category), name: one.name, fate: one.fate };
            let bare = Bare { what, sense: Verdict::Same, days: [Days::Nothing; 2], activities: false };
            self.tell(contrast, bare, (one.set, one.all), Among::Staying(category), one.categories.map(Some))?;
        }
        Ok(())
    }

    /// All settings that come to this before.
    fn before(&self, contrast: &mut Contrast<'p>, outcomes: &Moves, category: Option<CategoryId>) -> Result<Set, TooLarge> {
        let from = outcomes.moves.iter().filter(|([earlier, _], _)| *earlier == category);
        from.map(|(_, set)| *set).try_fold(Set::NONE, |all, one| contrast.either(all, one))
    }

    fn some_category_brings_other(&self) -> bool {
        let (old, new) = (self.codes(0), self.codes(1));
        let common = new.iter().enumerate().filter_map(|(at, code)| {
            let there = old.iter().position(|other| other == code)?;
            Some([CategoryId::from_index(there), CategoryId::from_index(at)])
        });
        common.into_iter().any(|categories| {
            let (days, activities) = self.brought(categories);
            days[0] != days[1] || activities
        })
    }

    fn also(&mut self, contrast: &mut Contrast<'p>) -> Result<(), TooLarge> {
        for one in contrast.gets()? {
            let bare = Bare {
                what: What::Also { item: Arc::clone(&one.item), fate: one.fate },
                sense: Verdict::Same,
                days: [Days::Nothing; 2],
                activities: false,
            };
            self.tell(contrast, bare, (one.set, one.all), Among::All, [None, None])?;
        }
        Ok(())
    }

    fn alone(&mut self, contrast: &mut Contrast<'p>, side: usize) -> Result<(), TooLarge> {
        let Some(alone) = contrast.only_on(side)? else { return Ok(()) };
        if alone.set.is_empty() {
            return Ok(());
        }
        let bare = Bare { what: What::Alone(side), sense: Verdict::Same, days: [Days::Nothing; 2], activities: false };
        let all = contrast.either(alone.set, alone.shared)?;
        self.tell(contrast, bare, (alone.set, all), Among::All, [None, None])
    }

    /// Settings that do not tell a fact of which something else is assumed.
    fn untold(&mut self, contrast: &mut Contrast<'p>, pairs: &[(FactId, FactId)]) -> Result<(), TooLarge> {
        for pair in pairs {
            for one in contrast.untold(*pair)? {
                let codes =
                    |side: usize| one.possible[side].iter().map(|category| self.code(side, *category)).collect::<Vec<_>>();
                let possible = [codes(0), codes(1)];
                let sense = self.sense_of(&possible);
                let decided =
                    [0, 1].map(|side| one.possible[side].first().copied().flatten().filter(|_| one.possible[side].len() == 1));
                let (days, activities) = match decided {
                    [Some(_), Some(_)] => self.brought(decided),
                    _ => ([Days::Nothing; 2], false),
                };
                let Some(fact) = self.sides[1].policy.fact(pair.1) else { continue };
                let assumed = [(0, pair.0), (1, pair.1)].map(|(side, id): (usize, FactId)| {
                    let policy = self.sides[side.min(1)].policy;
                    Some(policy.value_phrase(id, policy.fact(id)?.assumed?))
                });
                let among = Among::Possible(possible[0].clone());
                let what = What::Untold { fact: Arc::clone(&fact.name.phrase), assumed, possible };
                let confirming = Confirming { untold: Some((*pair, &one.possible)), ..self.confirming(&what, decided) };
                let told = self.told(contrast, (one.set, one.all), &confirming)?;
                self.added(Bare { what, sense, days, activities }, among, told);
            }
        }
        Ok(())
    }

    /// Which way the least and the most go of what is possible.
    fn sense_of(&self, possible: &[Vec<Option<Arc<str>>>; 2]) -> Verdict {
        let [from, to] = possible;
        let orders = [self.codes(1), self.codes(0)];
        let way = |from: Option<&Option<Arc<str>>>, to: Option<&Option<Arc<str>>>| {
            Verdict::between(from.and_then(Option::as_ref), to.and_then(Option::as_ref), [&orders[0], &orders[1]])
        };
        match way(from.first(), to.first()).with(way(from.last(), to.last())) {
            Verdict::Same | Verdict::Mixed => Verdict::Otherwise,
            one @ (Verdict::More | Verdict::Less | Verdict::Otherwise) => one,
        }
    }

    fn confirming<'c>(&self, what: &'c What, categories: [Option<CategoryId>; 2]) -> Confirming<'c, 'p> {
        Confirming { sides: self.sides, kinds: self.kinds, on: self.on, what, categories, untold: None }
    }

    /// Tells a set as regions, of some settings that it is among.
    fn tell(
        &mut self,
        contrast: &mut Contrast<'p>,
        bare: Bare,
        (set, of): (Set, Set),
        among: Among,
        categories: [Option<CategoryId>; 2],
    ) -> Result<(), TooLarge> {
        let told = self.told(contrast, (set, of), &self.confirming(&bare.what, categories))?;
        self.added(bare, among, told);
        Ok(())
    }

    fn told(
        &self,
        contrast: &mut Contrast<'p>,
        (set, of): (Set, Set),
        confirming: &Confirming<'_, 'p>,
    ) -> Result<Regions, TooLarge> {
        let off = contrast.without(of, set)?;
        let told = contrast.told(set, off, MOST_REGIONS)?;
        let mut regions = Vec::new();
        let mut confirmed = true;
        for region in &told.cover.regions {
            let literals = words::region(contrast, self.sides, self.kinds, &told.terms, region);
            match confirming.witness(contrast, &[region.set, set])? {
                Some((witness, because)) => regions.push(Region { where_: literals, witness: Some(witness), because }),
                None => confirmed = false,
            }
        }
        Ok(Regions { regions, confirmed, whole: told.cover.whole && confirmed, fewest: told.cover.fewest })
    }

    fn added(&mut self, bare: Bare, among: Among, told: Regions) {
        if !told.confirmed {
            self.found.open.push("some settings, which the explaining evaluator does not confirm");
            if matches!(bare.what, What::Category(_)) {
                (self.found.categories, self.found.days) = (None, None);
            }
        }
        if !told.regions.is_empty() || told.confirmed {
            self.add(bare, among, told.regions, (told.whole, told.fewest));
        }
    }

    fn add(&mut self, bare: Bare, among: Among, regions: Vec<Region>, (whole, fewest): (bool, bool)) {
        let days_sense = Verdict::of_days(bare.days[0], bare.days[1]);
        let found = &mut self.found;
        // The verdicts are about settings of which everything is told.
        if !matches!(bare.what, What::Untold { .. }) {
            found.categories = found.categories.map(|all| all.with(bare.sense));
            found.days = found.days.map(|all| all.with(days_sense));
        }
        let Bare { what, sense, days, activities } = bare;
        found.changes.push(Change { what, sense, days, days_sense, activities, among, regions, whole, fewest });
    }
}

impl Bare {
    fn differs(&self) -> bool {
        self.sense != Verdict::Same || self.days[0] != self.days[1] || self.activities
    }
}
