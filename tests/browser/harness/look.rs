//! How a page is looked at: in which window, and with which wishes of its reader.

use serde_json::json;

use super::page::Page;
use super::wire::{Refusal, Wire};

/// A window and the wishes of who sits before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    width: u32,
    height: u32,
    is_phone: bool,
    is_dark: bool,
    wants_less_motion: bool,
}

impl Look {
    /// At a desk, in the light, with motion.
    pub(crate) const DESK: Self = Self {
        width: 1280,
        height: 900,
        is_phone: false,
        is_dark: false,
        wants_less_motion: false,
    };

    /// With the window of a small phone.
    pub(crate) const PHONE: Self = Self { width: 360, height: 740, is_phone: true, ..Self::DESK };

    /// The same in dark colours.
    pub(crate) const fn dark(self) -> Self {
        Self { is_dark: true, ..self }
    }

    /// The same for somebody whom motion makes dizzy.
    pub(crate) const fn with_less_motion(self) -> Self {
        Self { wants_less_motion: true, ..self }
    }

    pub(super) fn set(self, session: &Wire) -> Result<(), Refusal> {
        // The inner size is set, since the smallest window that a browser opens is wider than a phone.
        let metrics = json!({
            "width": self.width,
            "height": self.height,
            "deviceScaleFactor": 1,
            "mobile": self.is_phone,
        });
        session.devtools("Emulation.setDeviceMetricsOverride", &metrics)?;
        let scheme = if self.is_dark { "dark" } else { "light" };
        let motion = if self.wants_less_motion { "reduce" } else { "no-preference" };
        let media = json!({"features": [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": motion},
        ]});
        session.devtools("Emulation.setEmulatedMedia", &media).map(drop)
    }
}

impl Page {
    /// Looks at it so from now on.
    #[track_caller]
    pub(crate) fn look(&self, look: Look) {
        self.look.set(look);
        if let Err(refusal) = look.set(&self.session) {
            panic!("{look:?}: {refusal}");
        }
    }

    /// Holds, at a desk and on a phone, in the light and in the dark, that the page is accessible and
    /// that nobody has to scroll to the side.
    #[track_caller]
    pub(crate) fn expect_usable_in_every_look(&self) {
        let before = self.look.get();
        for look in [Look::DESK, Look::DESK.dark(), Look::PHONE, Look::PHONE.dark()] {
            self.look(look);
            let found = self.inaccessible();
            assert!(found.is_empty(), "{} is not accessible, {look:?}:\n{found}", self.address());
            // A phone's browser shrinks what is too wide, so `innerWidth` is no measure.
            let width = self.execute("return document.documentElement.scrollWidth");
            let fits = width.as_u64() <= Some(look.width.into());
            assert!(fits, "{} has a width of {width} pixels, {look:?}", self.address());
        }
        self.look(before);
    }
}
