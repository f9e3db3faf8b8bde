//! Facts, names and clauses that nothing uses, found in the texts alone.

use super::found;

const HEAD: &str = "policy Libraries\n  in force: 1 September 2025 to 31 August 2028\n  source paper: \"Paper to the board\"\nsetting library\nsetting museum\n\
                    group houses: library, museum\ncategories, least intensive first\n  Light\n  Close\nfacts about houses\n  roof leaks: yes or no\n  visits: number\n";
const RULES: &str = "categorise houses by their most intensive strand\n  strand building\n    Close when roof leaks or visits is over 3\n    Light otherwise\n";

/// The codes that are found of the texts alone, with the names of what they are about.
fn codes(text: &str) -> Vec<String> {
    let all = found(&format!("{HEAD}{text}"));
    let of_texts = all.into_iter().filter(|(id, _)| ["P321", "P323", "P324", "P330"].contains(&id.as_str()));
    of_texts.map(|(id, line)| format!("{id} {}", line.trim())).collect()
}

/// Each of these uses what is declared, in one of the places where a rule can.
#[test]
fn whatever_a_rule_asks_for_is_used() {
    let asking = [
        "it cannot be, for a library, that heard\n",
        "define noted, for a library: heard\nalso for a library when noted\n  - A visit\n",
        "list few, for a library: heard, roof leaks\ndefine noted, for a library: any of the few\nproperty P, for a library\n  no library is Light when noted\n",
        "allocation for a library in Light: 1 day\nalso for a library when not heard\n  - A visit\n",
        "score risk, for a library\n  2 when heard\ndefine risky, for a library: risk is over 1\nalso for a library when risky\n  - A visit\n",
        "list few, for a library: heard, roof leaks\nscore risk, for a library\n  1 for each of the few\nit cannot be, for a library, that risk is over 1\n",
        "score damp, for a library\n  1 when heard\nscore whole, for a library\n  2 times the damp\nit cannot be, for a library, that whole is over 1\n",
        "table t, for a library, by the first match\n  | heard | t |\n  | yes | 1 |\n  | no | 2 |\nit cannot be, for a library, that t is over 1\n",
        "parameter p: 3\nit cannot be, for a library, that heard and visits is over p\n",
        "parameter p: 1 point\nscore damp, for a library\n  p when heard\nit cannot be, for a library, that damp is over 1\n",
        "parameter p: 2\nlist few, for a library: heard, roof leaks\nit cannot be, for a library, that at least p of the few\n",
    ];
    for text in asking {
        assert_eq!(codes(&format!("facts about a library\n  heard: yes or no\n{text}{RULES}")), [""; 0], "{text}");
    }
    let strand = "facts about a library\n  heard: yes or no\nmatrix m, for a library, heard down, roof leaks across\n  | | yes | no |\n  | yes | Close | Light |\n  \
                  | no | Light | Light |\n";
    let by = "categorise a library by m\ncategorise a museum by the first match\n  Close when roof leaks or visits is over 3\n  Light otherwise\n";
    assert_eq!(codes(&format!("{strand}{by}")), [""; 0]);
    let gates = "  never Light for a library unless heard\n";
    assert_eq!(codes(&format!("facts about a library\n  heard: yes or no\n{RULES}{gates}")), [""; 0]);
    let expects = "  Close for a library expects heard\n";
    assert_eq!(codes(&format!("facts about a library\n  heard: yes or no\n{RULES}{expects}")), [""; 0]);
}

/// Tests and imports are no rules; what a definition without use asks for is told by the definition.
#[test]
fn what_nothing_asks_for_is_found_where_it_is_declared() {
    let fact = "facts about a library\n  heard: yes or no; assumed no\n";
    let untold = "scenario One, a library on 1 September 2025\n  heard: yes\n  expect Light or Close\n\
                  property P, for a library\n  no library is Light when heard\n\
                  import visits\n  id: Number\n  setting: Type\n    library when L\n    museum when M\n  heard: Heard\n    yes when 1\n    no otherwise\n";
    assert_eq!(codes(&format!("{fact}{untold}{RULES}")), ["P321 heard: yes or no; assumed no"]);
    let chain = "define one, for a library: heard\ndefine two, for a library: one and roof leaks\n";
    assert_eq!(codes(&format!("{fact}{chain}{RULES}")), ["P330 define two, for a library: one and roof leaks"]);
    let names = "parameter p: 3\nlist few, for houses: roof leaks, visits is over 2\nscore s, for houses\n  1 when roof leaks\n\
                 table t, for houses, by the first match\n  | visits | t |\n  | any | 1 |\nmatrix m, for houses, roof leaks down, roof leaks across\n  | | yes | no |\n  | yes | 1 | 2 |\n  | no | 1 | 2 |\n";
    let names = names
        .replace("matrix m, for houses, roof leaks down, roof leaks across", "matrix m, for houses, roof leaks down, wet across");
    let wet = "facts about houses\n  wet: yes or no\n";
    assert_eq!(
        codes(&format!("{wet}{names}{RULES}")),
        [
            "P330 parameter p: 3",
            "P330 list few, for houses: roof leaks, visits is over 2",
            "P330 score s, for houses",
            "P330 table t, for houses, by the first match",
            "P330 matrix m, for houses, roof leaks down, wet across",
        ]
    );
    // What one of the kinds uses is used.
    let shared = "define wet, for houses: roof leaks\nalso for a museum when wet\n  - A visit\n";
    assert_eq!(codes(&format!("{shared}{RULES}")), [""; 0]);
}

#[test]
fn clauses_and_citations_answer_each_other() {
    let cited = RULES.replace("strand\n", "strand  from \"Section 2, table 1; Section 4\"\n");
    assert_eq!(codes(&cited), [""; 0], "no clauses are declared");
    let no_rule = "clause \"Section 1\": no rule because \"it is about words\"\n";
    assert_eq!(codes(&format!("{no_rule}{cited}")), [""; 0], "none that is a rule");
    let some = format!("{no_rule}clause \"Section 2\": how\nclause \"Section 3\"\n");
    let heading = "categorise houses by their most intensive strand  from \"Section 2, table 1; Section 4\"";
    assert_eq!(codes(&format!("{some}{cited}")), ["P324 clause \"Section 3\"".to_owned(), format!("P323 {heading}")]);
    let other = cited.replace("Section 4", "Paper, page 3; paper 4");
    let one = some.replace("clause \"Section 3\"\n", "");
    assert_eq!(codes(&format!("{one}{other}")), [""; 0], "a document with a name of its own");
    let listed = format!("{one}clause \"Paper, page 3\": the days\n");
    let heading = heading.replace("Section 4", "Paper, page 3; paper 4");
    assert_eq!(codes(&format!("{listed}{other}")), [format!("P323 {heading}")], "of which a clause is declared");
    let import = "import visits  from \"Inspectorate\"\n  id: Number\n  setting: Type\n    library when L from \"Codes\"\n    museum when M\n";
    assert_eq!(codes(&format!("{one}{import}{other}")), [""; 0], "where a table of others comes from");
}
