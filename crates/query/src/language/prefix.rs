//! What is glued before an operand: its sign, and its field.

use dateline_engine::WordForm;

use super::cursor::is_quote;
use super::fields::{self, Condition, Field};
use super::lexer::Lexer;
use super::token::{Prefix, Sign, Token, TokenKind};
use super::warning::{WarningCode, shown};
use super::{quoted, values, word};

/// There was a sign, and nothing that it could apply to.
struct NoOperand;

impl Lexer {
    /// An operand with its sign and field, or a keyword. None where there is nothing to search;
    /// at least one character is read in any case.
    pub(super) fn operand(&mut self, position: usize) -> Option<Token> {
        let mut sign = match self.sign() {
            Ok(sign) => sign,
            Err(NoOperand) => return None,
        };
        if let Some((length, field)) = fields::begun(self.cursor.rest()) {
            self.cursor.skip(length + 1);
            self.warn_empty(position, field);
            return None;
        }
        let Some(length) = fields::name_length(self.cursor.rest()) else {
            return self.body(position, sign, None);
        };
        let name: String = self.cursor.rest().iter().take(length).collect();
        self.cursor.skip(length + 1);
        let Some(field) = Field::named(&name) else {
            return self.unknown(position, sign, name);
        };
        // A story id may start with a hyphen.
        if field != Field::Condition(Condition::Story) {
            sign = self.misplaced_sign(field).or(sign);
        }
        match field {
            Field::Text(field) => self.body(position, sign, Some(Prefix::Field(field))),
            Field::Condition(condition) => self.condition(position, sign, condition),
        }
    }

    /// The sign before an operand: one `+` or `-` behind white space or an opening parenthesis,
    /// and directly before something. All other hyphens are punctuation.
    fn sign(&mut self) -> Result<Option<Sign>, NoOperand> {
        let starts = match self.cursor.before() {
            None => true,
            Some(before) => before.is_whitespace() || matches!(before, '(' | '|'),
        };
        let Some(first @ ('+' | '-')) = self.cursor.peek().filter(|_| starts) else {
            return Ok(None);
        };
        let position = self.cursor.at();
        let count = self.cursor.skip_while(|next| matches!(next, '+' | '-'));
        let alone = match self.cursor.peek() {
            None => true,
            Some(next) => next.is_whitespace() || matches!(next, ')' | '|'),
        };
        match (alone, count) {
            (true, 1) if first == '+' => {
                self.warnings.add(position, WarningCode::DanglingOperator, || {
                    "this `+` stands before nothing and is ignored; write `+word`".to_owned()
                });
                Err(NoOperand)
            }
            (true, _) => Err(NoOperand),
            (false, 1) => Ok(Some(if first == '+' { Sign::Required } else { Sign::Excluded })),
            (false, _) => {
                self.warnings.add(position, WarningCode::RepeatedOperator, || {
                    "these signs are ignored; one `+` or `-` can stand before a word".to_owned()
                });
                Ok(None)
            }
        }
    }

    /// `title:-film`, which can only mean `-title:film`.
    fn misplaced_sign(&mut self, field: Field) -> Option<Sign> {
        let position = self.cursor.at();
        let (first, next) = match self.cursor.rest() {
            [first @ ('+' | '-'), next, ..] => (*first, *next),
            _ => return None,
        };
        if !next.is_alphanumeric() && !is_quote(next) && next != '(' {
            return None;
        }
        self.cursor.skip(1);
        let name = field.name();
        self.warnings.add(position, WarningCode::MisplacedSign, || {
            format!("the sign belongs before the field and is taken so; write `{first}{name}:…`")
        });
        (first == '-').then_some(Sign::Excluded)
    }

    fn unknown(&mut self, position: usize, sign: Option<Sign>, name: String) -> Option<Token> {
        self.warnings.add(position, WarningCode::UnknownField, || {
            let remedy = fields::remedy(&name);
            format!("there is no field {}, so it is searched as a word; {remedy}", shown(&name))
        });
        let text = name.trim_matches('_').to_owned();
        self.body(position, sign, Some(Prefix::Unknown(text.clone()))).or_else(|| {
            // `foo:""` leaves the word alone.
            let kind = TokenKind::Word { text, form: WordForm::Plain };
            Some(Token { position, sign, prefix: None, kind, ends_text: false })
        })
    }

    fn condition(
        &mut self,
        position: usize,
        sign: Option<Sign>,
        condition: Condition,
    ) -> Option<Token> {
        let start = self.cursor.at();
        let (value, quoted) = match self.cursor.peek()? {
            '(' => {
                self.warnings.add(start, WarningCode::EmptyValue, || {
                    let name = condition.name();
                    format!(
                        "`{name}:` takes one value, so the group is searched without it; write \
                         `({name}:… OR {name}:…)`"
                    )
                });
                return self.body(position, sign, None);
            }
            quote if is_quote(quote) => match quoted::read(&mut self.cursor) {
                Some(text) => {
                    self.no_suffix("a value");
                    (text, true)
                }
                None => return self.body(position, sign, None),
            },
            _ => (self.unquoted(condition), false),
        };
        if values::is_empty(&value, quoted) {
            self.warn_empty(position, Field::Condition(condition));
            return None;
        }
        Some(self.token(position, sign, None, TokenKind::Condition { condition, value, quoted }))
    }

    /// A value up to white space. The tilde is a part of dates (`2024~`); names have no patterns.
    fn unquoted(&mut self, condition: Condition) -> String {
        let mut glyphs = word::read(&mut self.cursor);
        if matches!(condition, Condition::Feed | Condition::Publisher)
            && let Some(pattern) = glyphs.iter().find(|glyph| glyph.is('*') || glyph.is('~'))
        {
            let (position, name) = (pattern.position, condition.name());
            let code = if pattern.char == '*' {
                WarningCode::MisplacedStar
            } else {
                WarningCode::MisplacedTilde
            };
            self.warnings.add(position, code, || {
                format!("`{name}:` takes a whole name, so this is ignored; write `{name}:\"…\"`")
            });
            glyphs.retain(|glyph| !glyph.is('*') && !glyph.is('~'));
        }
        word::written(&glyphs)
    }

    /// A field that there is nothing to do with.
    pub(super) fn warn_empty(&mut self, position: usize, field: Field) {
        let name = field.name();
        self.warnings.add(position, WarningCode::EmptyValue, || {
            let value = if matches!(field, Field::Text(_)) { "word" } else { "value" };
            format!("`{name}:` has no value and is ignored; write `{name}:{value}`")
        });
    }
}
