//! The resident's page.
fn main() {
    face::mount_resident();
}
