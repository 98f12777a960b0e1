//! The OpenAPI document: routes from the handlers, parameters from the table that reads them.

use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter as Documented, ParameterBuilder, ParameterIn};
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{
    Content, InfoBuilder, LicenseBuilder, OpenApi, Ref, RefOr, Required, Schema,
};

use crate::request::{Endpoint, Parameter, ValueKind};

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
            string().pattern(Some(format!("^({word})(,({word}))*$")))
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

/// Adds what holds for the service as a whole.
pub(super) fn complete(mut document: OpenApi) -> OpenApi {
    document.info = InfoBuilder::new()
        .title("Dateline")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("Full-text search for news stories and their timelines."))
        .license(Some(LicenseBuilder::new().name("MIT OR Apache-2.0").build()))
        .build();
    for path in document.paths.paths.values_mut() {
        for operation in path.get.iter_mut() {
            // Any call may come at a bad moment, or upon a bug of ours.
            for (status, description) in [
                ("500", "A fault of the service"),
                (
                    "503",
                    "Too much work at once, or the time is up; Retry-After says when to try again",
                ),
            ] {
                let responses = &mut operation.responses.responses;
                responses
                    .entry(status.to_owned())
                    .or_insert_with(|| RefOr::T(problem(description)));
            }
        }
    }
    document
}

fn problem(description: &str) -> Response {
    let content = Content::new(Some(Ref::from_schema_name("Problem")));
    ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", content)
        .build()
}
