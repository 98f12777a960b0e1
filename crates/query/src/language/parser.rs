//! From tokens to a tree.
//!
//! ```text
//! query     = clause { [ "AND" ] clause }               all of them
//! clause    = operand { ( "OR" | "|" ) operand }        any of them
//! operand   = { "NOT" } [ sign ] primary
//! sign      = "+" | "-"                                 "-" excludes, "+" is what holds anyway
//! primary   = [ text-field ":" ] ( word | phrase | "(" query ")" )
//!           | condition ":" value
//!           | "*"                                       everything
//! word      = characters [ "*" | "~" [ "1" | "2" ] ]    the beginning of a word; a near word
//! phrase    = quote characters quote [ "~" number ]     words may be moved by so many places
//! text-field = "title" | "section" | "text"             holds for every word in a group
//! condition = "feed" | "publisher" | "story" | "kind" | "on" | "after" | "before"
//! value     = characters | quote characters quote       a name, an id, a kind, a date
//! quote     = '"' | '“' | '”' | '„' | '«' | '»'
//! ```
//!
//! - `OR` binds tighter than standing side by side: `a b OR c` asks for a, and for b or c, as in
//!   Google. `AND` is no more than white space, so `a AND b OR c` asks for the same. Parentheses
//!   say otherwise.
//! - `OR`, `AND` and `NOT` are operators in upper case only; the names of fields in any case.
//! - A sign, a field, a star and a tilde are glued to their operand. A sign has white space or an
//!   opening parenthesis before it, so that `state-run` and `"North Korea"-backed` exclude nothing.
//! - `\` makes the operator character behind it (or at the front, the word behind it) an ordinary
//!   one: `\OR`, `a\*b`, `\title:word`, `"say \"no\""`. Elsewhere it stands for itself.
//! - `+word` next to an `OR` is a contradiction: the `OR` holds, with a warning.

use dateline_engine::{Expr, Phrase, TextField, Word, WordForm};

use super::lexer::Lexer;
use super::token::{Prefix, Sign, Token, TokenKind};
use super::warning::WarningCode;
use super::word::plain_words;
use super::{Options, Parsed, named, normal, values};

/// So deep may a caller let groups be nested: a tree is walked by recursion, also by its drop.
const DEEPEST: usize = 64;

/// Reads one text.
#[derive(Debug)]
pub(super) struct Parser {
    lexer: Lexer,
    next: Option<Token>,
    options: Options,
    terms: usize,
    conditions: usize,
}

/// What holds for the words of a group.
#[derive(Clone, Copy, Debug)]
struct Scope {
    field: TextField,
    excluded: bool,
}

impl Parser {
    /// At the start of a text.
    pub(super) fn new(text: &str, options: Options) -> Self {
        let mut lexer = Lexer::new(text, options.max_depth.min(DEEPEST));
        let next = lexer.next_token();
        Self { lexer, next, options, terms: 0, conditions: 0 }
    }

    /// Reads all of it.
    pub(super) fn parse(mut self) -> Parsed {
        let mut parts = self.query(Scope { field: TextField::Any, excluded: false });
        let mut dates = Vec::new();
        if let Some(today) = self.options.today {
            (parts, dates) = named::take(parts, today, self.options.dates);
        }
        // Nothing said, or nothing left of it, is every document.
        Parsed { expr: normal::all(parts), dates, warnings: self.lexer.warnings.into_list() }
    }

    fn take(&mut self) -> Option<Token> {
        std::mem::replace(&mut self.next, self.lexer.next_token())
    }

    fn take_if(&mut self, such: impl FnOnce(&TokenKind) -> bool) -> Option<Token> {
        if such(&self.next.as_ref()?.kind) { self.take() } else { None }
    }

    fn at_close(&self) -> bool {
        self.next.as_ref().is_none_or(|token| matches!(token.kind, TokenKind::Close))
    }

    /// What stands side by side, up to the end of the group or text.
    fn query(&mut self, scope: Scope) -> Vec<Expr> {
        let mut all = Vec::new();
        while !self.at_close() {
            if let Some(operator) = self.take_if(TokenKind::is_binary) {
                all.extend(self.dangling(&operator, scope));
                continue;
            }
            self.clause(scope, &mut all);
            if let Some(operator) = self.take_if(|kind| matches!(kind, TokenKind::And))
                && !self.operand_follows()
            {
                all.extend(self.dangling(&operator, scope));
            }
        }
        all
    }

    /// Operands that `OR` joins. An `OR` without a second one is searched as a word beside them.
    fn clause(&mut self, scope: Scope, all: &mut Vec<Expr>) {
        let mut any = Vec::new();
        let mut required = self.required();
        let mut joined = false;
        let mut edge = None;
        any.extend(self.operand(scope));
        while let Some(operator) =
            self.take_if(|kind| matches!(kind, TokenKind::Or | TokenKind::Bar))
        {
            if !self.operand_follows() {
                edge = self.dangling(&operator, scope);
                break;
            }
            joined = true;
            required = required.or(self.required());
            any.extend(self.operand(scope));
        }
        if let (true, Some(position)) = (joined, required) {
            self.lexer.warnings.add(position, WarningCode::RequiredAlternative, || {
                "this `+` is ignored, as the word is one side of an OR; write `+a +(b OR c)`"
                    .to_owned()
            });
        }
        all.extend(normal::any(any));
        all.extend(edge);
    }

    /// Where the `+` of the next operand is, if it has one.
    fn required(&self) -> Option<usize> {
        let token = self.next.as_ref()?;
        (token.sign == Some(Sign::Required)).then_some(token.position)
    }

    /// Whether there is an operand for an operator that was just read. Of a run of operators only
    /// the first counts.
    fn operand_follows(&mut self) -> bool {
        while let Some(operator) = self.take_if(TokenKind::is_binary) {
            let written = operator.kind.written();
            self.lexer.warnings.add(operator.position, WarningCode::RepeatedOperator, || {
                format!("this `{written}` follows an operator and is ignored; write one of them")
            });
        }
        !self.at_close()
    }

    /// An operator without its operand: perhaps the word was meant.
    fn dangling(&mut self, operator: &Token, scope: Scope) -> Option<Expr> {
        let written = operator.kind.written();
        let word = !matches!(operator.kind, TokenKind::Bar);
        self.lexer.warnings.add(operator.position, WarningCode::DanglingOperator, || {
            if word {
                format!(
                    "`{written}` has nothing to apply to and is searched as a word; write \
                     `\\{written}` for the word"
                )
            } else {
                format!("`{written}` joins nothing and is ignored; write `a {written} b`")
            }
        });
        if !word {
            return None;
        }
        let form = self.form(WordForm::Plain, operator.ends_text, scope);
        self.word(operator.position, written.to_owned(), form, scope)
    }

    /// An operand with what excludes it. None where nothing is left of it.
    fn operand(&mut self, scope: Scope) -> Option<Expr> {
        let mut excluded = false;
        // In a loop, as there may be a hundred thousand of them.
        while let Some(operator) = self.take_if(|kind| matches!(kind, TokenKind::Not)) {
            let at_edge = self.next.as_ref().is_none_or(|token| {
                token.kind.is_binary() || matches!(token.kind, TokenKind::Close)
            });
            if at_edge {
                let word = self.dangling(&operator, Scope { excluded, ..scope })?;
                return Some(if excluded { normal::not(word) } else { word });
            }
            excluded = !excluded;
        }
        let token = self.take()?;
        excluded ^= token.sign == Some(Sign::Excluded);
        let scope = Scope { excluded: scope.excluded || excluded, ..scope };
        let inner = self.primary(token, scope)?;
        Some(if excluded { normal::not(inner) } else { inner })
    }

    fn primary(&mut self, mut token: Token, mut scope: Scope) -> Option<Expr> {
        let mut parts = Vec::new();
        match token.prefix.take() {
            Some(Prefix::Field(field)) => scope.field = field,
            Some(Prefix::Unknown(name)) => {
                parts.extend(self.word(token.position, name, WordForm::Plain, scope));
            }
            None => {}
        }
        let position = token.position;
        let ends_text = token.ends_text;
        match token.kind {
            TokenKind::Word { text, form } => {
                let form = self.form(form, ends_text, scope);
                parts.extend(self.word(position, text, form, scope));
            }
            TokenKind::Phrase { text, slop } if self.has_room(position) => {
                parts.push(Expr::Phrase(Phrase { field: scope.field, text, slop }));
            }
            TokenKind::Condition { condition, value, quoted } => {
                match values::predicate(condition, &value, quoted, self.options.dates) {
                    Ok(predicate) if self.has_room_for_condition(position) => {
                        parts.push(Expr::Predicate(predicate));
                    }
                    Ok(_) => {}
                    Err((code, message)) => {
                        self.lexer.warnings.add(position, code, || message);
                        let growing = ends_text && !quoted;
                        parts.extend(self.value_as_words(position, &value, growing, scope));
                    }
                }
            }
            TokenKind::All => return Some(Expr::All),
            TokenKind::Open => parts.extend(self.group(position, scope)),
            _ => {}
        }
        if parts.is_empty() { None } else { Some(normal::all(parts)) }
    }

    /// A group, whose `(` has been read.
    fn group(&mut self, position: usize, scope: Scope) -> Option<Expr> {
        if matches!(&self.next, Some(Token { kind: TokenKind::Close, .. })) {
            self.take();
            self.lexer.warnings.add(position, WarningCode::EmptyGroup, || {
                "there is nothing to search in these parentheses, so they are ignored; write \
                 words between them"
                    .to_owned()
            });
            return None;
        }
        let parts = self.query(scope);
        if self.take().is_none() {
            self.lexer.warnings.add(position, WarningCode::UnbalancedParenthesis, || {
                "this `(` is never closed and is taken to close at the end; write `)`, or `\\(` for \
                 the character"
                    .to_owned()
            });
        }
        if parts.is_empty() { None } else { Some(normal::all(parts)) }
    }

    /// A value that its field cannot take. As one operand, so that a sign before it holds for all.
    fn value_as_words(
        &mut self,
        position: usize,
        value: &str,
        growing: bool,
        scope: Scope,
    ) -> Option<Expr> {
        let growing = growing && value.ends_with(char::is_alphanumeric);
        let form = self.form(WordForm::Plain, growing, scope);
        let mut words = Vec::new();
        for text in plain_words(value) {
            words.extend(self.word(position, text.to_owned(), form, scope));
        }
        if words.is_empty() { None } else { Some(normal::all(words)) }
    }

    fn word(&mut self, at: usize, text: String, form: WordForm, scope: Scope) -> Option<Expr> {
        let field = scope.field;
        self.has_room(at).then_some(Expr::Word(Word { field, text, form }))
    }

    /// The form of a word that may still be growing.
    fn form(&self, form: WordForm, ends_text: bool, scope: Scope) -> WordForm {
        let growing = ends_text && self.options.last_word_is_prefix && !scope.excluded;
        if growing && form == WordForm::Plain { WordForm::Prefix } else { form }
    }

    fn has_room(&mut self, position: usize) -> bool {
        self.terms += 1;
        self.count(self.terms, "words and phrases", position)
    }

    fn has_room_for_condition(&mut self, position: usize) -> bool {
        self.conditions += 1;
        self.count(self.conditions, "conditions", position)
    }

    /// One warning for all that is too much.
    fn count(&mut self, count: usize, what: &str, position: usize) -> bool {
        let most = self.options.max_terms;
        if most.checked_add(1) == Some(count) {
            self.lexer.warnings.add(position, WarningCode::TooManyTerms, || {
                format!("only the first {most} {what} are searched; write a query of fewer")
            });
        }
        count <= most
    }
}
