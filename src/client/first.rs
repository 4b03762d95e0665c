//! The first request. The boot script sends it while the browser still loads this program,
//! which saves a whole round trip before the first list; here its answer is taken up.

use meta_api::Method;
use wasm_bindgen::{JsCast, JsValue};

const GLOBAL: &str = "metaConsoleFirst";

/// The answer to exactly this request, if it is under way. It can be taken once.
pub fn take(method: Method, url: &str) -> Option<js_sys::Promise> {
    if method != Method::Get {
        return None;
    }
    let global = js_sys::global();
    let first = js_sys::Reflect::get(&global, &GLOBAL.into()).ok()?;
    if !first.is_object() {
        return None;
    }
    // Whatever is asked first, a later request must see fresh data.
    let _ = js_sys::Reflect::set(&global, &GLOBAL.into(), &JsValue::UNDEFINED);
    let asked = js_sys::Reflect::get(&first, &"url".into())
        .ok()?
        .as_string()?;
    let response = js_sys::Reflect::get(&first, &"response".into()).ok()?;
    (asked == url).then(|| response.dyn_into().ok()).flatten()
}

/// Lets go of an answer that nobody took: it belongs to a session that is locked.
pub fn forget_first() {
    let _ = js_sys::Reflect::delete_property(&js_sys::global(), &GLOBAL.into());
}
