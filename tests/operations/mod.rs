//! Running it: what an operator sees of it and tells it.

mod documents;
mod exposition;
mod logs;
mod metrics;
mod packaging;
mod priorities;
mod reloading;
mod service_manager;
mod starting;
mod stopping;
mod traces;
mod unprivileged;
