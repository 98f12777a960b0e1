//! The query side: the language of the search box, the requests and replies of the API, the web
//! pages, the engine that executes plans, and HTTP.

pub mod access;
mod doorway;
mod embedded;
pub mod error;
mod export;
mod highlight;
pub mod http;
pub mod language;
mod near;
pub mod parts;
pub mod request;
pub mod response;
pub mod service;
mod web;
pub mod words;

pub use doorway::Doorway;
pub use embedded::{EmbeddedEngine, EngineFigures, EngineOptions, Load};
