//! The page for staff and trainers.
fn main() {
    face::mount_desk();
}
