//! The web pages: what each shows, worked out from the replies of the service, and the templates that
//! show it. How they are asked for over HTTP is told in `http/pages`.
//!
//! A page is a struct with a template of the same name in `templates/`, where every value is escaped.
//! What is HTML already, highlights, says so in its type ([`Marked`]).

pub(crate) mod address;
pub(crate) mod asked;
pub(crate) mod assets;
mod chart;
mod count;
pub(crate) mod docs;
pub(crate) mod failure;
pub(crate) mod front;
pub(crate) mod hit;
pub(crate) mod layout;
mod marked;
pub(crate) mod results;
pub(crate) mod story;
pub(crate) mod timeline;

pub(crate) use address::Address;
pub(crate) use asked::Asked;
pub(crate) use layout::Layout;
pub(crate) use marked::Marked;
