//! What the canonical form does to a text, case by case.

use super::keeps_its_promises;
use ees::format::{declarations, format};

fn formatted(text: &str) -> String {
    keeps_its_promises("a text", text).text
}

/// A condition as it comes out of a `define`.
fn condition(written: &str) -> String {
    let text = formatted(&format!("define one, for a school\n  {written}\n"));
    let lines: Vec<&str> = text.lines().skip(1).map(str::trim_start).collect();
    lines.join("\n")
}

#[test]
fn words_that_mean_the_same_become_one() {
    let cases = [
        ("a exceeds 5", "a is over 5"),
        ("a is above 5%", "a is over 5%"),
        ("a is more than 5", "a is over 5"),
        ("a is greater than five", "a is over five"),
        ("a IS Below 5", "a is under 5"),
        ("a is less than 5 and b is lower than 6", "a is under 5 and b is under 6"),
        ("a is no less than 5", "a is at least 5"),
        ("a is greater than or equal to 5", "a is at least 5"),
        ("a is 5 or more", "a is at least 5"),
        ("a is not 5 or more", "a is not at least 5"),
        ("a is up to 5", "a is at most 5"),
        ("a is 5 or under", "a is at most 5"),
        ("a is good attendance or more", "a is at least good attendance"),
        ("a is from 90 to 95 per cent", "a is between 90 and 95%"),
        ("a is 90–95%", "a is between 90% and 95%"),
        ("a is £5-10", "a is between £5 and £10"),
        ("a is between 5 to 10 and b", "a is between 5 and 10 and b"),
        ("a is under minus £5,000", "a is under -£5,000"),
        ("a is under £−5", "a is under -£5"),
        ("a is at least £20K", "a is at least £20k"),
        ("a is later than 1st Sept. 2021", "a is after 1 September 2021"),
        ("a is over 2021-09-01", "a is after 1 September 2021"),
        ("a is by 1 September 2021", "a is on or before 1 September 2021"),
        ("a is since 1 September 2021", "a is on or after 1 September 2021"),
        ("a is 1 September 2021 or earlier", "a is on or before 1 September 2021"),
        ("a is no earlier than start of term", "a is on or after start of term"),
        ("a is earlier than start of term", "a is before start of term"),
        ("a isn’t good", "a is not good"),
        ("a aren't good", "a are not good"),
        ("a and/or b", "a or b"),
        ("any 2 of a, b and c", "at least 2 of a, b and c"),
        ("2 or more of the worries or b", "at least 2 of the worries or b"),
        ("less than 2 of the worries", "fewer than 2 of the worries"),
        ("no more than 2 of the worries", "at most 2 of the worries"),
        ("All Of the following apply:\n    • a\n    2. b", "all of\n- a\n- b"),
        ("a BUT NOT b", "a but not b"),
    ];
    for (written, plain) in cases {
        assert_eq!(condition(written), plain, "{written}");
    }
}

/// What is the author's stays: the case and words of names, texts, numbers.
#[test]
fn what_is_the_authors_stays() {
    let kept = [
        "Latest OFSTED is Requires Improvement or better",
        "\"more than usual\" is over 1,500.50",
        "a is two or b is twelve months",
        "the Latest Ofsted is good, fair or poor",
        "either a or b",
        "not a and the b is neither Good nor Fair",
    ];
    for written in kept {
        assert_eq!(condition(written), written);
    }
    let policy = "policy The Plan -- 2021–22, its “final” form\n  authority: The Borough’s  Council (east)\n";
    assert_eq!(formatted(policy), "policy The Plan -- 2021–22, its “final” form\n  authority: The Borough’s Council (east)\n");
}

#[test]
fn headings_have_one_form() {
    let cases = [
        ("categorize  a school by its most intensive strand:", "categorise a school by its most intensive strand"),
        ("Half-Terms : a , b", "half terms: a, b"),
        ("it can't be , for a school that a", "it cannot be, for a school, that a"),
        ("it can not be, that a", "it cannot be that a"),
        ("categories least intensive first:\n  A: low", "categories, least intensive first"),
        ("choice one: either a or b", "choice one: a or b"),
        ("allocation for a school in A: at most 2 days", "allocation for a school in A: up to 2 days"),
        (
            "parameter p :80 percent from 2021-09-01 ,75% from 1 Jan 2022",
            "parameter p: 80% from 1 September 2021, 75% from 1 January 2022",
        ),
    ];
    for (written, plain) in cases {
        assert_eq!(format(&format!("{written}\n")).text.lines().next(), Some(plain), "{written}");
    }
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let plain = "policy One\n  revision: 2021\n\nsetting school\n";
    let messy = "policy   One\n\trevision : 2021  \n\n\n\nsetting school";
    assert_eq!(formatted(messy), plain);
    assert_eq!(formatted(&messy.replace('\n', "\r\n")), plain.replace('\n', "\r\n"));
    assert_eq!(formatted(&format!("\u{FEFF}{messy}")), format!("\u{FEFF}{plain}"));
}

#[test]
fn blanks_of_every_sort_become_one() {
    let text = "facts\u{A0}about\t a  school\n\t two-year-olds\u{A0}:\u{2003}yes \u{200B}or no ;assumed  no\u{A0}\n";
    assert_eq!(formatted(text), "facts about a school\n  two-year-olds: yes or no; assumed no\n");
}

#[test]
fn blank_lines_survive_one_at_a_time() {
    let text = "\n\n# first\n\n\nparameter a: 1\nparameter b: 2\n\n\n\ndefine c, for a school\n\n  any of\n\n    - d\n\n\n    - e\n\n\nparameter f: 3\n\n\n";
    let plain = "# first\n\nparameter a: 1\nparameter b: 2\n\ndefine c, for a school\n\n  any of\n\n    - d\n\n    - e\n\nparameter f: 3\n";
    assert_eq!(formatted(text), plain);
}

/// Comments stand where they stood: above the next line, at the end of their own, or inside a line that they keep broken.
#[test]
fn comments_stay_where_they_are() {
    let text = "\
# of the file
facts about a school # of the heading
      # of the next line
  a: yes or no     # short
  longer: yes or no # long
 # still of the facts

# of the define
define one, for a school
    a # of a
  # between
    and longer # of longer
    from \"1\" # of the citation
define two, for a school
  any of # of the list
  # of the bullet
    - a # of a
    - longer
      and # in the bullet
      a
  # of the citations
  from \"2\"
  # of the reading
  reading \"3\"
list many, for a school # of the list
    - a
    from \"4\"
# of nothing
";
    insta::assert_snapshot!(formatted(text));
}

/// Long lines are broken before `and` and `or`, else behind commas; where neither is there, as their author broke them.
#[test]
fn long_lines_are_broken_where_they_read_well() {
    let text = "\
define one, for a school
  the first of all facts is good or better and the second of all facts is not good and not the third of them all
choice two: the first of the values, the second of the values, the third of the values, the fourth of the values
list three, for a school: the first of the facts, the second of the facts is good or better, the third of the facts, the fourth
categorise a school by its most intensive strand
  strand one
    A when the first of all facts is over 90% or the second of all facts is at least the parameter of them all   from \"here\"
    B when any of the first of all facts, the second of all facts, the third of all facts and the fourth of all facts
    C when any of
      - the first of all facts is good or better and the second of all facts is not good and the third is not good
      - the fourth of all facts
also for a school
  - a visit that takes very long to describe and that its author broke into two lines because it does not
    fit on one
setting school: a school that the borough maintains, or that it does not maintain, or that it once maintained and will again
";
    insta::assert_snapshot!(formatted(text));
}

/// One citation stands behind the line if there is room, several stand behind and below it, and below the bullets of a line they stay
/// together.
#[test]
fn citations_stand_in_a_column() {
    let text = "\
parameter a: 1 from \"1\" reading \"one\"
parameter b: 2 reading \"two\" from \"2\"
parameter the longest of all names that a parameter may have: 3   from \"3\"
parameter c: 4 from \"a place in the source whose name is too long to stand beside the number\"
list d, for a school from \"4\"
 reading \"four\"
 - a
list e, for a school
 - a
   from \"5\"
list f, for a school
 - a
 reading \"six, which is a long story, that is told here at such length that it does not fit\"
categorise a school by its most intensive strand
 strand g from \"7\"
 C when any of
  - a
  from \"8\"
 B when any of from \"9\" reading \"nine\"
  - a
contradiction how many there are
 stated as \"one\" from \"10\"
 stated as \"two\" from \"11\"
 settled as \"one\" because \"it is said first\"   from \"12\"
contradiction how many there were
 stated as \"one\" from \"13\"
 stated as \"two\" from \"14\"
 settled as \"two, since that is said in more places than one is said to be in\" because \"both were counted in them\"
";
    insta::assert_snapshot!(formatted(text));
}

/// Only the declarations without errors change, and the others stay what they were.
#[test]
fn declarations_with_errors_stay_byte_for_byte() {
    let text = "\
stray   text
policy   One
  revision :2021
  in forse :  never   # who knows
   # and more of it
facts about a school
    a :yes or no
catagories, least  intensive first
   A :  low
it cannot be   that  a and b or c
parameter   p:3
";
    insta::assert_snapshot!(formatted(text));
}

/// Where something that stands further in is left as it is, the rest stands further in too, or it would begin nothing.
#[test]
fn a_sign_is_read_as_the_words_that_take_its_place() {
    for line in ["date; £", "date, or none; £", "date; %", "fixed; £", "£; fixed", "£, at least 0", "%, 0 to 100"] {
        keeps_its_promises(line, &format!("facts about a school\n  other: {line}\n"));
    }
}

#[test]
fn an_indented_file_stays_indented_while_it_has_errors() {
    let text = "    facts about a school\n       a : yes or no\n    parameter q: many  things\n    # why\n    parameter  p:3\n";
    let plain = "    facts about a school\n      a: yes or no\n    parameter q: many  things\n    # why\n    parameter p: 3\n";
    assert_eq!(formatted(text), plain);
    let without = text.replace("    parameter q: many  things\n", "");
    assert_eq!(formatted(&without), "facts about a school\n  a: yes or no\n# why\nparameter p: 3\n");
}

#[test]
fn an_empty_text_stays_empty() {
    for (text, plain) in [("", ""), ("\n \n", ""), ("# only", "# only\n"), ("\u{FEFF}", "\u{FEFF}")] {
        assert_eq!(formatted(text), plain, "{text:?}");
    }
}

#[test]
fn declarations_come_with_their_remarks() {
    let text = "# of the file\n\n# of one\nparameter one : 1\nparameter two: 2\n# the end\n";
    let parts: Vec<_> = declarations(text).into_iter().map(|one| (one.keyword, one.text)).collect();
    let expected =
        [("parameter", "# of the file\n\n# of one\nparameter one: 1"), ("parameter", "parameter two: 2"), ("", "# the end")];
    assert_eq!(parts, expected.map(|(word, text)| (word, text.to_owned())));
}

/// A row that its author broke is one line again, and a comment inside it comes above it.
#[test]
fn rows_stand_on_one_line() {
    let text = "allocation for a school in A: 1 day\n  | activity | days | when |\n  | A visit and   # of the visit\n    a report | 1 | Autumn 1,\n # of the time\n Spring 1 |  # of the row\n";
    let plain = "allocation for a school in A: 1 day\n  | activity             | days | when               |\n  # of the visit\n  # of the time\n  | A visit and a report | 1    | Autumn 1, Spring 1 |  # of the row\n";
    assert_eq!(formatted(text), plain);
}
