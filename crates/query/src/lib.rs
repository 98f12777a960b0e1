//! The query side: the language of the search box, the requests and replies of the API, the web
//! pages, the engine that executes plans, and HTTP.

mod embedded;
pub mod error;
mod export;
mod highlight;
pub mod http;
pub mod language;
mod near;
pub mod request;
pub mod response;
pub mod service;
mod web;
pub mod words;

pub use embedded::{EmbeddedEngine, EngineOptions, Load};
