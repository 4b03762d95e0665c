//! A folder of one's own in the temporary folder, deleted when dropped.

use std::env;
use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

use anyhow::{Context, Result};

/// Readable by its owner only.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new(purpose: &str) -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let time = SystemTime::UNIX_EPOCH.elapsed()?.as_nanos();
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!(
            "meta-console-{purpose}-{}-{time}-{count}",
            process::id()
        ));
        DirBuilder::new()
            .mode(0o700)
            .create(&path)
            .with_context(|| format!("cannot make the temporary folder {}", path.display()))?;
        Ok(Self(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nothing depends on its absence, and the system clears its temporary folder anyway.
        let _ = fs::remove_dir_all(&self.0);
    }
}
