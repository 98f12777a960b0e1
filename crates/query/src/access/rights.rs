//! What may be done.

use std::fmt;

/// A right that a key gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// To search and to read.
    Read,
    /// To write stories and to remove them.
    Write,
    /// To see how the service fares: its metrics.
    Admin,
}

impl Right {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Read, Self::Write, Self::Admin];

    /// Its name in the settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Admin => "admin",
        }
    }

    /// The right of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.name() == name)
    }
}

impl fmt::Display for Right {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// Some rights. None holds another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rights([bool; Right::ALL.len()]);

impl Rights {
    /// No right.
    pub const NONE: Self = Self([false; Right::ALL.len()]);
    /// Every right.
    pub const ALL: Self = Self([true; Right::ALL.len()]);

    /// Whether a right is among them.
    pub const fn has(self, right: Right) -> bool {
        self.0[right as usize]
    }

    /// These and another one.
    pub const fn and(mut self, right: Right) -> Self {
        self.0[right as usize] = true;
        self
    }

    /// Those that are among them.
    pub fn iter(self) -> impl Iterator<Item = Right> {
        Right::ALL.into_iter().filter(move |right| self.has(*right))
    }
}

impl FromIterator<Right> for Rights {
    fn from_iter<T: IntoIterator<Item = Right>>(rights: T) -> Self {
        rights.into_iter().fold(Self::NONE, Self::and)
    }
}
