//! Brotli and gzip at their best, made once at build time, so that no server has to.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result};
use brotli::CompressorWriter;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Types that compression makes smaller. Images and fonts are compressed already.
const EXTENSIONS: [&str; 8] = [
    "css",
    "html",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];
/// Edited after the build, when its compressed copies would be out of date.
const EDITED: &str = "config.json";

/// Writes `NAME.br` and `NAME.gz` beside every compressible file below the folder.
pub fn folder(folder: &Path) -> Result<()> {
    let names = files(folder)?;
    thread::scope(|scope| {
        let jobs: Vec<_> = names
            .iter()
            .filter(|path| is_compressible(path))
            .map(|path| scope.spawn(move || file(path)))
            .collect();
        for job in jobs {
            crate::joined(job.join())?;
        }
        Ok(())
    })
}

/// Every file below a folder, sorted by path; those with a leading dot are left out.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?
    {
        let entry = entry?;
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if entry.file_type()?.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn is_compressible(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension)) && !path.ends_with(EDITED)
}

fn file(path: &Path) -> Result<()> {
    let content = fs::read(path)?;
    for (suffix, compressed) in [("br", brotli(&content)?), ("gz", gzip(&content)?)] {
        let mut name = path.as_os_str().to_owned();
        name.push(".");
        name.push(suffix);
        fs::write(name, compressed)?;
    }
    Ok(())
}

/// Quality 11 of 11, with the largest window of the format.
pub fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut writer = CompressorWriter::new(Vec::new(), 1 << 16, 11, 24);
    writer.write_all(content)?;
    Ok(writer.into_inner())
}

/// Level 9 of 9.
pub fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(content)?;
    Ok(writer.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn both_forms_unpack_to_the_original() {
        let text = "the same words, ".repeat(200);
        let mut unpacked = String::new();
        brotli::Decompressor::new(&*brotli(text.as_bytes()).unwrap(), 4096)
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text);
        unpacked.clear();
        flate2::read::GzDecoder::new(&*gzip(text.as_bytes()).unwrap())
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text);
    }

    #[test]
    fn pictures_and_the_configuration_are_left_alone() {
        let scratch = Scratch::new("compress").unwrap();
        fs::create_dir(scratch.path().join("sub")).unwrap();
        for name in ["index.html", "config.json", "logo.png", "sub/a.js"] {
            fs::write(scratch.path().join(name), name).unwrap();
        }
        folder(scratch.path()).unwrap();
        let names: Vec<_> = files(scratch.path())
            .unwrap()
            .iter()
            .map(|path| {
                path.strip_prefix(scratch.path())
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned()
            })
            .collect();
        assert_eq!(
            names,
            [
                "config.json",
                "index.html",
                "index.html.br",
                "index.html.gz",
                "logo.png",
                "sub/a.js",
                "sub/a.js.br",
                "sub/a.js.gz"
            ]
        );
    }
}
