//! Versions of stories, and changes that are made only where a condition holds.

use super::ask::word;
use super::draft::{Draft, removal};
use super::subject::{Failure, Subject, Verdict, equal, holds, present};
use crate::{Change, Condition, Engine, Outcome, Version};

fn flood(text: &str) -> Draft {
    Draft::new("flood", "Flood").event("2025", text)
}

fn version(draft: Draft) -> Result<Version, Failure> {
    Ok(Version::of(&draft.story()?))
}

pub(super) async fn a_story_that_is_there_as_it_is_put_is_not_written_again(
    engine: &dyn Engine,
) -> Verdict {
    let subject = Subject::holding(engine, [flood("alpha"), Draft::new("storm", "Storm")]).await?;
    let unchanged = vec![flood("alpha").put()?, Draft::new("storm", "Storm").put()?];
    let expected = vec![Outcome::Unchanged, Outcome::Unchanged];
    equal("the outcomes", subject.apply(unchanged).await?, expected)?;
    subject.finds(word("alpha"), &["flood", "flood#1"]).await?;
    // A change there and back again is two changes.
    let there_and_back = vec![flood("beta").put()?, flood("alpha").put()?];
    let expected = vec![Outcome::Updated, Outcome::Updated];
    equal("there and back", subject.apply(there_and_back).await?, expected)?;
    subject.finds(word("beta"), &[]).await?;
    subject.finds(word("alpha"), &["flood", "flood#1"]).await
}

pub(super) async fn a_condition_holds_at_the_moment_of_the_change(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, [flood("alpha")]).await?;
    let (alpha, beta) = (version(flood("alpha"))?, version(flood("beta"))?);
    let put = |text: &str, condition: &Condition| -> Result<Change, Failure> {
        Ok(flood(text).put()?.only_if(condition.clone()))
    };
    let conflict = Outcome::Conflict(Some(alpha));
    for condition in [Condition::Absent, Condition::OneOf(vec![]), Condition::OneOf(vec![beta])] {
        let found = subject.apply(vec![put("gamma", &condition)?]).await?;
        equal(&format!("a put under {condition:?}"), found, vec![conflict])?;
        let found = subject.apply(vec![removal("flood")?.only_if(condition.clone())]).await?;
        equal(&format!("a removal under {condition:?}"), found, vec![conflict])?;
    }
    subject.finds(word("alpha"), &["flood", "flood#1"]).await?;
    let one_of = Condition::OneOf(vec![beta, alpha]);
    equal("a put", subject.apply(vec![put("beta", &one_of)?]).await?, vec![Outcome::Updated])?;
    let present = Condition::Present;
    equal("a put", subject.apply(vec![put("gamma", &present)?]).await?, vec![Outcome::Updated])?;
    let removed = subject.apply(vec![removal("flood")?.only_if(Condition::Present)]).await?;
    equal("a removal", removed, vec![Outcome::Removed])?;
    for condition in [Condition::Present, Condition::OneOf(vec![alpha])] {
        let found = subject.apply(vec![put("delta", &condition)?]).await?;
        equal(&format!("{condition:?} of nothing"), found, vec![Outcome::Conflict(None)])?;
    }
    let absent = put("delta", &Condition::Absent)?;
    equal("a first put", subject.apply(vec![absent]).await?, vec![Outcome::Created])?;
    subject.finds(word("delta"), &["flood", "flood#1"]).await
}

pub(super) async fn changes_together_see_what_those_before_did(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, []).await?;
    let alpha = version(flood("alpha"))?;
    let changes = vec![
        flood("alpha").put()?.only_if(Condition::Absent),
        flood("beta").put()?.only_if(Condition::Absent),
        flood("beta").put()?.only_if(Condition::OneOf(vec![alpha])),
        flood("gamma").put()?.only_if(Condition::OneOf(vec![alpha])),
        removal("flood")?.only_if(Condition::OneOf(vec![version(flood("beta"))?])),
        flood("delta").put()?.only_if(Condition::Present),
        flood("alpha").put()?,
    ];
    let expected = vec![
        Outcome::Created,
        Outcome::Conflict(Some(alpha)),
        Outcome::Updated,
        Outcome::Conflict(Some(version(flood("beta"))?)),
        Outcome::Removed,
        Outcome::Conflict(None),
        Outcome::Created,
    ];
    equal("the outcomes", subject.apply(changes).await?, expected)?;
    subject.finds(word("alpha"), &["flood", "flood#1"]).await?;
    subject.finds(word("beta"), &[]).await
}

pub(super) async fn a_version_is_that_of_what_comes_back(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, [flood("alpha")]).await?;
    let story = present("the story", subject.story("flood").await?)?;
    equal("the version", Version::of(&story), version(flood("alpha"))?)?;
    let text = Version::of(&story).to_string();
    equal("the version, written and read", text.parse(), Ok(Version::of(&story)))?;
    holds(version(flood("alpha"))? != version(flood("beta"))?, || {
        "two stories that differ are of one version".to_owned()
    })
}

pub(super) async fn of_two_editors_at_once_one_is_told(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, [flood("alpha")]).await?;
    let seen = Condition::OneOf(vec![version(flood("alpha"))?]);
    let edit = |text: &str| -> Result<_, Failure> {
        Ok(subject.apply(vec![flood(text).put()?.only_if(seen.clone())]))
    };
    let (mut one, mut other) = (Box::pin(edit("beta")?), Box::pin(edit("gamma")?));
    // Both are under way before either is waited for.
    let (mut first, mut second) = (None, None);
    std::future::poll_fn(|context| {
        use std::task::Poll;
        if first.is_none()
            && let Poll::Ready(outcomes) = one.as_mut().poll(context)
        {
            first = Some(outcomes);
        }
        if second.is_none()
            && let Poll::Ready(outcomes) = other.as_mut().poll(context)
        {
            second = Some(outcomes);
        }
        if first.is_some() && second.is_some() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    let outcomes = [present("an outcome", first)??, present("an outcome", second)??];
    let updated = outcomes.iter().filter(|outcomes| **outcomes == [Outcome::Updated]).count();
    equal("the edits that were made", updated, 1)?;
    let told = outcomes.iter().any(|outcomes| matches!(outcomes[..], [Outcome::Conflict(Some(_))]));
    holds(told, || "the other editor was not told".to_owned())
}
