//! The OpenAPI document: routes from the handlers, parameters from the table that reads them.

use std::collections::BTreeMap;

use utoipa::IntoParams;
use utoipa::openapi::path::{
    Operation, Parameter as Documented, ParameterBuilder, ParameterIn, PathItem,
};
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, SchemaType, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    Content, InfoBuilder, LicenseBuilder, OpenApi, Ref, RefOr, Required, Schema,
};

use super::bulk::NDJSON;
use crate::request::{Endpoint, Parameter, RequestLimits, ValueKind};

/// Declares a type that stands for the parameters of a call in the attributes of its handler.
macro_rules! parameters_of {
    ($(#[$doc:meta])* $name:ident, $endpoint:expr) => {
        $(#[$doc])*
        pub(super) struct $name;

        impl IntoParams for $name {
            fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Documented> {
                $endpoint.parameters().iter().copied().map(document).collect()
            }
        }
    };
}

parameters_of!(
    /// The parameters of a search.
    SearchParameters, Endpoint::Search
);
parameters_of!(
    /// The parameters of a timeline.
    TimelineParameters, Endpoint::Timeline
);
parameters_of!(
    /// The parameters of counts by month.
    MonthsParameters, Endpoint::Months
);
parameters_of!(
    /// The parameters of headlines.
    HeadlinesParameters, Endpoint::Headlines
);
parameters_of!(
    /// The parameters of related stories.
    RelatedParameters, Endpoint::Related
);

parameters_of!(
    /// The parameters of suggestions.
    SuggestParameters, Endpoint::Suggest
);

parameters_of!(
    /// The parameters of a file of hits.
    HitsParameters, Endpoint::Hits
);
parameters_of!(
    /// The parameters of a file of events.
    EventsParameters, Endpoint::Events
);
parameters_of!(
    /// The parameters of a feed.
    FeedParameters, Endpoint::Feed
);

fn document(parameter: Parameter) -> Documented {
    let schema = schema(parameter.values());
    let schema: RefOr<Schema> =
        if parameter.is_repeatable() { ArrayBuilder::new().items(schema).into() } else { schema };
    let example = parameter.example();
    ParameterBuilder::new()
        .name(parameter.name())
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(parameter.description()))
        .schema(Some(schema))
        .example((!example.is_empty()).then(|| example.into()))
        .build()
}

fn schema(values: ValueKind) -> RefOr<Schema> {
    let string = || ObjectBuilder::new().schema_type(SchemaType::Type(Type::String));
    let object = match values {
        ValueKind::Text | ValueKind::Date => string(),
        ValueKind::OneOf(words) => string().enum_values(Some(words.iter().copied())),
        ValueKind::SeveralOf(words) => {
            let word = words.join("|");
            // Given without a value it says nothing, as every parameter does.
            string().pattern(Some(format!("^(({word})(,({word}))*)?$")))
        }
        ValueKind::Number { min, max, default } => ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::Integer))
            .minimum(Some(min))
            .maximum(Some(max))
            .default(Some(default.into())),
        ValueKind::Flag { default } => ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::Boolean))
            .default(Some(default.into())),
    };
    object.into()
}

const NO_SCOPES: [&str; 0] = [];

/// Adds what holds for the service as a whole, and the bounds that are set.
pub(super) fn complete(mut document: OpenApi, limits: &RequestLimits) -> OpenApi {
    document.info = InfoBuilder::new()
        .title("Dateline")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("Full-text search for news stories and their timelines."))
        .license(Some(LicenseBuilder::new().name("MIT OR Apache-2.0").build()))
        .build();
    let components = document.components.get_or_insert_default();
    for (name, scheme) in [("bearer", HttpAuthScheme::Bearer), ("basic", HttpAuthScheme::Basic)] {
        components.add_security_scheme(name, SecurityScheme::Http(Http::new(scheme)));
    }
    // Where nobody set keys, or left a right to everyone, none is needed.
    let schemes = ["bearer", "basic"].map(|name| SecurityRequirement::new(name, NO_SCOPES));
    document.security = Some([SecurityRequirement::default()].into_iter().chain(schemes).collect());
    for path in document.paths.paths.values_mut() {
        for operation in path.get.iter_mut() {
            operation
                .parameters
                .iter_mut()
                .flatten()
                .for_each(|parameter| bound(parameter, limits));
        }
        // Any call may come with a wrong key or too often, at a bad moment, or upon a bug of ours.
        let operations = [&mut path.get, &mut path.put, &mut path.post, &mut path.delete];
        for operation in operations.into_iter().flatten() {
            tell_headers_and_body(operation);
            add_problem(operation, "401", UNKNOWN);
            add_problem(operation, "403", FORBIDDEN);
            add_problem(operation, "429", TOO_OFTEN);
            // It is told by what reads the connection, which knows no calls.
            let too_large = ResponseBuilder::new().description(TOO_LARGE).build();
            operation.responses.responses.insert("431".to_owned(), RefOr::T(too_large));
        }
        for operation in path.get.iter_mut() {
            add_problem(operation, "500", FAULT);
            add_problem(operation, "503", BUSY);
        }
        for operation in [&mut path.put, &mut path.post, &mut path.delete].into_iter().flatten() {
            add_problem(operation, "500", FAULT);
            add_problem(operation, "503", BUSY_WRITING);
        }
        // In bulk a full disk is a matter of lines.
        for operation in [&mut path.put, &mut path.delete].into_iter().flatten() {
            add_problem(operation, "507", FULL);
        }
    }
    document
}

const UNKNOWN: &str = "A key is needed, or the one that was sent is not known";
const FORBIDDEN: &str = "The key that was sent has no right to this";
const TOO_OFTEN: &str = "The caller sends more than one may; Retry-After says when to try again";

/// A header that may be absent is text where it is there, and a bulk of no lines is one.
fn tell_headers_and_body(operation: &mut Operation) {
    for parameter in operation.parameters.iter_mut().flatten() {
        if let RefOr::T(parameter) = parameter
            && parameter.parameter_in == ParameterIn::Header
        {
            parameter.schema = Some(schema(ValueKind::Text));
        }
    }
    if let Some(RefOr::T(body)) = &mut operation.request_body
        && body.content.contains_key(NDJSON)
    {
        body.required = Some(Required::False);
    }
}

/// Puts in what is set of the bounds of a parameter.
fn bound(documented: &mut RefOr<Documented>, limits: &RequestLimits) {
    let RefOr::T(documented) = documented else { return };
    let Some(RefOr::T(Schema::Object(schema))) = &mut documented.schema else { return };
    let is = |parameter: Parameter| {
        documented.name == parameter.name()
            && documented.description.as_deref() == Some(parameter.description())
    };
    if is(Parameter::Q) {
        schema.max_length = Some(limits.query_chars);
    }
    for parameter in [Parameter::Limit, Parameter::Offset] {
        if is(parameter)
            && let ValueKind::Number { max, .. } = limits.values(parameter)
        {
            schema.maximum = Some(max.into());
        }
    }
}

const TOO_LARGE: &str = "The address and the headers are larger than is read";
const FAULT: &str = "A fault of the service";
const BUSY: &str = "Too much work at once, or the time is up; Retry-After says when to try again";
const BUSY_WRITING: &str = "Too much work at once, the time is up, or the disk takes no writes now; \
                            Retry-After, where it is given, says when to try again";
const FULL: &str = "The disk of the index is full; nothing was written";

fn add_problem(operation: &mut Operation, status: &str, description: &str) {
    let responses = &mut operation.responses.responses;
    responses.entry(status.to_owned()).or_insert_with(|| RefOr::T(problem(description)));
}

/// The methods that each path answers.
pub(super) fn methods(document: &OpenApi) -> BTreeMap<String, Vec<&'static str>> {
    let of_path = |item: &PathItem| {
        let read = if item.get.is_some() { read_only() } else { Vec::new() };
        let written =
            [(&item.post, "POST"), (&item.put, "PUT"), (&item.delete, "DELETE")].into_iter();
        let written = written.filter_map(|(operation, name)| operation.as_ref().map(|_| name));
        read.into_iter().chain(written).collect()
    };
    let paths = document.paths.paths.iter();
    paths.map(|(path, item)| (path.clone(), of_path(item))).collect()
}

/// The methods of a path that is only read.
pub(super) fn read_only() -> Vec<&'static str> {
    vec!["GET", "HEAD"]
}

fn problem(description: &str) -> Response {
    let content = Content::new(Some(Ref::from_schema_name("Problem")));
    ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", content)
        .build()
}
