//! The files that pages refer to, within the binary. Their addresses carry a hash of their content, so
//! that a browser may keep them for ever and still gets new ones after an update.

use std::sync::LazyLock;

use xxhash_rust::xxh3::xxh3_64;

/// A file that pages refer to.
#[derive(Debug)]
pub(crate) struct Asset {
    /// Its address, with the hash of its content.
    pub(crate) path: String,
    /// Its media type.
    pub(crate) media_type: &'static str,
    /// What is in it.
    pub(crate) content: &'static [u8],
}

/// All of them.
#[derive(Debug)]
pub(crate) struct Assets {
    /// The style of all pages.
    pub(crate) style: Asset,
    /// What scripts add to pages.
    pub(crate) script: Asset,
    /// The picture that stands for the site.
    pub(crate) icon: Asset,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets {
    style: Asset::new(
        "site",
        "css",
        "text/css; charset=utf-8",
        include_bytes!("../../assets/site.css"),
    ),
    script: Asset::new(
        "site",
        "js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../assets/site.js"),
    ),
    icon: Asset::new("icon", "svg", "image/svg+xml", include_bytes!("../../assets/icon.svg")),
});

/// All files that pages refer to.
pub(crate) fn all() -> &'static Assets {
    &ASSETS
}

/// The one at an address.
pub(crate) fn at(path: &str) -> Option<&'static Asset> {
    let Assets { style, script, icon } = all();
    [style, script, icon].into_iter().find(|asset| asset.path == path)
}

impl Asset {
    fn new(name: &str, extension: &str, media_type: &'static str, content: &'static [u8]) -> Self {
        let path = format!("/assets/{name}-{:016x}.{extension}", xxh3_64(content));
        Self { path, media_type, content }
    }
}

impl std::fmt::Display for Asset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::{all, at};

    #[test]
    fn an_asset_is_found_by_the_hash_of_what_is_in_it() {
        let style = &all().style;
        let found = at(&style.path).map(|asset| asset.content);
        assert_eq!(found, Some(style.content));
        assert!(at("/assets/site-0000000000000000.css").is_none());
        assert!(at("/assets/../site.css").is_none());
    }
}
