//! The one shape that a tree has, however it was written.
//!
//! `And` and `Or` are flat, hold at least two operands, each once; `All` stands alone or under a
//! `Not`; a `Not` holds no `Not`. Every rule is exact: the tree matches the same documents before
//! and after it.

use std::collections::HashSet;

use dateline_engine::Expr;

/// All of these. Nothing to meet is met by everything.
pub(super) fn all(parts: Vec<Expr>) -> Expr {
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Expr::And(inner) => flat.extend(inner),
            Expr::All => {}
            other => flat.push(other),
        }
    }
    keep_first_of_each(&mut flat);
    match flat.len() {
        0 => Expr::All,
        1 => flat.swap_remove(0),
        _ => Expr::And(flat),
    }
}

/// At least one of these; None where there is none to choose from.
pub(super) fn any(parts: Vec<Expr>) -> Option<Expr> {
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Expr::Or(inner) => flat.extend(inner),
            Expr::All => return Some(Expr::All),
            other => flat.push(other),
        }
    }
    keep_first_of_each(&mut flat);
    match flat.len() {
        0 => None,
        1 => Some(flat.swap_remove(0)),
        _ => Some(Expr::Or(flat)),
    }
}

/// What this does not match.
pub(super) fn not(inner: Expr) -> Expr {
    match inner {
        Expr::Not(twice) => *twice,
        other => Expr::Not(Box::new(other)),
    }
}

/// Drops operands that stand earlier already. By hash, as a text of a megabyte has very many.
fn keep_first_of_each(parts: &mut Vec<Expr>) {
    let mut seen = HashSet::with_capacity(parts.len());
    let first: Vec<bool> = parts.iter().map(|part| seen.insert(part)).collect();
    drop(seen);
    let mut first = first.into_iter();
    parts.retain(|_| first.next().unwrap_or(true));
}
