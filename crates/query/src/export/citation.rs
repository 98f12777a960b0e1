//! Citations as text.

use dateline_engine::CitedArticle;

/// A citation as one line: `[2] Reuters https://reuters.example/1`, as far as it is known.
pub(super) fn cited(article: &CitedArticle) -> String {
    let known = [article.publisher.as_deref(), article.url.as_deref()];
    let known = known.into_iter().flatten();
    known.fold(format!("[{}]", article.number), |line, part| line + " " + part)
}
