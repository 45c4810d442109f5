//! Every effect on the browser (浏览器), one file each. The only room that names `web_sys` and `gloo`.

pub(crate) mod clock;
pub(crate) mod files;
pub(crate) mod module;
pub(crate) mod page;
pub(crate) mod route;
pub(crate) mod storage;
