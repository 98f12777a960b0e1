//! What holds of every request: a cursor that was given out is read as it was, and parameters in any
//! order and with any blank ones among them ask the same.

#![expect(clippy::unwrap_used, reason = "a failed step of a test is a failed test")]

use dateline_engine::Position;
use dateline_model::{Day, DocumentId};
use dateline_query::request::{
    Cursor, Endpoint, Parameter, Parameters, RequestLimits, SearchRequest, ValueKind,
};
use proptest::prelude::*;

fn day() -> impl Strategy<Value = Day> {
    (1..=3_652_059_i32).prop_map(|number| Day::from_number(number).unwrap())
}

fn document() -> impl Strategy<Value = DocumentId> {
    ("[a-z0-9_-][a-z0-9._-]{0,127}", prop::option::of(1..=u32::MAX)).prop_map(|(story, event)| {
        let id = event.map_or(story.clone(), |event| format!("{story}#{event}"));
        id.parse().unwrap()
    })
}

fn position() -> impl Strategy<Value = Position> {
    (0.0..f32::MAX, prop::option::of((day(), day())), document())
        .prop_map(|(score, days, id)| Position { score, days, id })
}

fn cursor() -> impl Strategy<Value = Cursor> {
    let place = (prop::option::of(position()), 0..=1_000_000_usize);
    (any::<u64>(), any::<u64>(), any::<bool>(), day(), place).prop_map(
        |(generation, request, relaxed, now, (after, skip))| Cursor {
            generation,
            request,
            relaxed,
            now,
            after,
            skip,
        },
    )
}

/// A value that a parameter takes, or none.
fn value(parameter: Parameter) -> BoxedStrategy<String> {
    match RequestLimits::default().values(parameter) {
        ValueKind::OneOf(words) => prop::sample::select(words).prop_map(str::to_owned).boxed(),
        ValueKind::SeveralOf(words) => prop::sample::subsequence(words.to_vec(), 0..=words.len())
            .prop_map(|words| words.join(","))
            .boxed(),
        ValueKind::Date => prop::sample::select(vec!["2025-10", "Oct 2025", "2025", "2025-10-05"])
            .prop_map(str::to_owned)
            .boxed(),
        ValueKind::Number { min, max, .. } => (min..=max).prop_map(|n| n.to_string()).boxed(),
        ValueKind::Flag { .. } => any::<bool>().prop_map(|flag| flag.to_string()).boxed(),
        ValueKind::Text => match parameter {
            // Of both only a few texts are one.
            Parameter::Cursor => Just(String::new()).boxed(),
            Parameter::Recency => Just("90d".to_owned()).boxed(),
            Parameter::Story => "[a-z0-9-]{1,20}".boxed(),
            _ => "[ a-z\"()*~:é日&=%+-]{0,20}".boxed(),
        },
    }
}

/// Every parameter of a search with a value, in some order.
fn asked() -> impl Strategy<Value = Vec<(String, String)>> {
    let parameters = Endpoint::Search.parameters().to_vec();
    let chosen = prop::sample::subsequence(parameters.clone(), 0..=parameters.len());
    chosen.prop_shuffle().prop_flat_map(|chosen| {
        let pair = |it: Parameter| value(it).prop_map(move |value| (it.name().to_owned(), value));
        chosen.into_iter().map(pair).collect::<Vec<_>>()
    })
}

fn read(parameters: &Parameters) -> Result<(u64, String), &'static str> {
    let today = Day::from_ymd(2025, 6, 15).unwrap();
    let request = SearchRequest::read(parameters, &RequestLimits::default(), today);
    request.map(|it| (it.fingerprint, format!("{:?}", it.plan))).map_err(|error| error.code())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_cursor_that_was_given_out_is_read_as_it_was(cursor in cursor()) {
        let wrapped = cursor.encode();
        prop_assert_eq!(Cursor::decode(&wrapped).ok(), Some(cursor), "{}", wrapped);
        // It stands in an address as it is.
        prop_assert!(wrapped.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
    }

    #[test]
    fn a_cursor_with_a_part_missing_is_none(cursor in cursor(), cut in any::<prop::sample::Index>()) {
        let wrapped = cursor.encode();
        let cut = cut.index(wrapped.len());
        prop_assert_eq!(Cursor::decode(&wrapped[..cut]).map_err(|error| error.code()), Err("cursor_invalid"));
    }

    #[test]
    fn the_order_of_parameters_and_blank_ones_make_no_difference(asked in asked(), at in any::<prop::sample::Index>()) {
        let first = read(&Parameters::from_pairs(asked.clone()));
        // The values are such as are taken; that some exclude each other is an error of its own.
        prop_assert!(matches!(first, Ok(_) | Err("conflicting_parameters" | "query_not_understood")), "{:?}", first);
        let mut other: Vec<_> = asked.iter().rev().cloned().collect();
        let unused = ["cursor", "recency", "on"].into_iter().find(|name| asked.iter().all(|(it, _)| it != name));
        if let Some(name) = unused {
            other.insert(at.index(other.len() + 1), (name.to_owned(), " ".to_owned()));
        }
        prop_assert_eq!(&read(&Parameters::from_pairs(other.clone())), &first);
        let mut text = form_urlencoded::Serializer::new(String::new());
        text.extend_pairs(&other);
        prop_assert_eq!(&read(&Parameters::from_query(&text.finish())), &first);
    }
}
