//! A line as words and marks: enough to see where a line belongs and what an officer may have meant by it, without the grammar.

/// A word, a quoted text or a single mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) struct Token<'t> {
    pub(in crate::syntax) kind: Kind,
    /// The text, quotation marks included.
    pub(in crate::syntax) text: &'t str,
    /// The byte in the file.
    pub(in crate::syntax) start: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) enum Kind {
    Word,
    Quoted,
    /// A quotation mark that is not closed on its line, with all that follows.
    Unclosed,
    Mark,
}

impl Token<'_> {
    pub(in crate::syntax) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is this word of the language (given in lower case), bare.
    pub(in crate::syntax) fn is(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }

    pub(in crate::syntax) fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    pub(in crate::syntax) fn is_mark(&self, mark: &str) -> bool {
        self.kind == Kind::Mark && self.text == mark
    }
}

pub(in crate::syntax) fn is_quote(char: char) -> bool {
    matches!(char, '"' | '“' | '”' | '„' | '‟')
}

/// Hyphens and dashes, as Word makes them.
pub(in crate::syntax) fn is_dash(char: char) -> bool {
    matches!(char, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Blanks that Rust does not count as such, but that come with copied text.
pub(in crate::syntax) fn is_blank(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{FEFF}' | '\u{200B}')
}

/// Whether a word is written like the code of a finding: a letter and three figures.
pub(in crate::syntax) fn is_code(token: &Token<'_>) -> bool {
    let mut letters = token.text.chars();
    token.kind == Kind::Word
        && letters.next().is_some_and(|letter| letter.is_ascii_alphabetic())
        && token.text.len() == 4
        && letters.all(|letter| letter.is_ascii_digit())
}

/// Whether words begin with `allow P318`, where the grammar takes that for no part of a name.
pub(in crate::syntax) fn allows(tokens: &[Token<'_>]) -> bool {
    let [allow, code, behind @ ..] = tokens else { return false };
    let ends = |next: &Token<'_>| {
        let word = next.is_one_of(&["because", "and", "or", "from", "reading", "allow"]);
        word || next.is_mark(",") || matches!(next.kind, Kind::Quoted | Kind::Unclosed)
    };
    allow.is("allow") && is_code(code) && behind.first().is_none_or(ends)
}

fn is_letter(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '_' | '\u{300}'..='\u{36F}')
}

fn is_joiner(char: char) -> bool {
    is_dash(char) && char != '\u{2212}' || matches!(char, '\'' | '’' | '/' | '&' | '.' | ',')
}

/// The tokens of a text that starts at byte `base` of its file; comments are left out.
pub(in crate::syntax) fn tokens(text: &str, base: usize) -> Tokens<'_> {
    Tokens { rest: text, at: base }
}

#[derive(Clone, Debug)]
pub(in crate::syntax) struct Tokens<'t> {
    rest: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    fn take(&mut self, kind: Kind, length: usize) -> Option<Token<'t>> {
        let (text, rest) = self.rest.split_at_checked(length)?;
        let token = Token { kind, text, start: self.at };
        self.rest = rest;
        self.at += length;
        Some(token)
    }
}

/// A stretch of a policy as one line: without its comments, and with single blanks.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut end = 0;
    for token in tokens(text, 0) {
        line += if token.start > end && !line.is_empty() { " " } else { "" };
        line += &token.text.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        end = token.end();
    }
    line
}

/// The bare words of a stretch of text that starts at byte `base` of its file, and where each stands; comments, quoted texts and
/// marks are left out.
pub fn bare_words(text: &str, base: usize) -> impl Iterator<Item = (&str, std::ops::Range<usize>)> {
    tokens(text, base).filter(|token| token.kind == Kind::Word).map(|token| (token.text, token.start..token.end()))
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            let first = self.rest.chars().next()?;
            if is_blank(first) {
                self.take(Kind::Mark, first.len_utf8());
            } else if first == '#' {
                let length = self.rest.find('\n').unwrap_or(self.rest.len());
                self.take(Kind::Mark, length);
            } else if is_quote(first) {
                return self.quoted();
            } else if is_letter(first) {
                let length = word_length(self.rest);
                return self.take(Kind::Word, length);
            } else {
                return self.take(Kind::Mark, first.len_utf8());
            }
        }
    }
}

impl<'t> Tokens<'t> {
    fn quoted(&mut self) -> Option<Token<'t>> {
        let behind = self.rest.char_indices().skip(1).find(|(_, char)| is_quote(*char) || *char == '\n');
        match behind {
            Some((at, close)) if is_quote(close) => self.take(Kind::Quoted, at + close.len_utf8()),
            Some((line_end, _)) => self.take(Kind::Unclosed, line_end),
            None => self.take(Kind::Unclosed, self.rest.len()),
        }
    }
}

/// A word ends before the first mark; a full stop, a comma or an ampersand belongs to it only between letters (`1,500`,
/// `H&S`, `0.5`).
fn word_length(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let inside = match char {
            '.' | '&' => next.is_some_and(is_letter),
            ',' => next.is_some_and(|next| next.is_ascii_digit()) && text.starts_with(|first: char| first.is_ascii_digit()),
            other => is_letter(other) || is_joiner(other),
        };
        if !inside {
            break;
        }
        end = at + char.len_utf8();
    }
    end
}
