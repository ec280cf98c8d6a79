//! Gives the program for Windows its icon, its version and its manifest; does nothing for other systems.

use std::io;
use winresource::WindowsResource;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=assets/app-icon.ico");
    println!("cargo::rerun-if-changed=assets/rapport.exe.manifest");
    // The system that is built for, which need not be the one that builds.
    if std::env::var_os("CARGO_CFG_WINDOWS").is_none() {
        return Ok(());
    }
    WindowsResource::new()
        .set_icon("assets/app-icon.ico")
        .set_manifest_file("assets/rapport.exe.manifest")
        // The name in the task manager, the volume mixer and the list of who uses the microphone.
        .set("FileDescription", "Rapport")
        .set("ProductName", "Rapport")
        .set("InternalName", "rapport")
        .set("OriginalFilename", "rapport.exe")
        .set("LegalCopyright", "MIT or Apache-2.0")
        .compile_for("rapport")
}
