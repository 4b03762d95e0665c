//! Paths: an id stays the one segment that it is.

use meta_api::{ENDPOINTS, endpoint};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use url::Url;

/// What a URL cannot carry as a segment.
const LOST: [&str; 3] = ["", ".", ".."];

/// Any text but those, often one that means something in a URL.
fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[A-Za-z0-9_-]{20,48}",
        r"[./\\%?#;:@&=+ {}~a2eEfF\n]{0,8}",
    ]
    .prop_filter("it would be lost", |id| !LOST.contains(&id.as_str()))
}

proptest! {
    #[test]
    fn an_id_stays_one_segment_and_is_read_back(first in id(), second in id()) {
        for endpoint in ENDPOINTS {
            let path = endpoint.path(&[&first, &second]);
            let mut ids = [&first, &second].into_iter();
            let template: Vec<_> = endpoint.path.split('/').collect();
            let segments: Vec<_> = path.split('/').collect();
            prop_assert_eq!(segments.len(), template.len());
            for (segment, template) in segments.iter().zip(template) {
                if template.starts_with('{') {
                    let decoded = percent_decode_str(segment).decode_utf8().unwrap();
                    prop_assert_eq!(&decoded, ids.next().unwrap());
                } else {
                    prop_assert_eq!(*segment, template);
                }
            }
            // A browser sends it as it is.
            let url = Url::parse("https://api.example")
                .and_then(|base| base.join(&path))
                .unwrap();
            prop_assert_eq!(url.path(), path);
            prop_assert_eq!((url.host_str(), url.query()), (Some("api.example"), None));
        }
    }
}

#[test]
fn ids_that_a_url_cannot_carry_become_one_that_no_api_has() {
    for id in LOST {
        assert_eq!(
            endpoint::RETRIEVE_APPLICATION.path(&[id]),
            "/applications/%00"
        );
        assert_eq!(
            endpoint::DELETE_WEBHOOK.path(&["a", id]),
            "/applications/a/webhooks/%00"
        );
    }
}

#[test]
fn the_ids_of_the_reference_stay_as_they_are() {
    assert_eq!(
        endpoint::DELETE_API_KEY.path(&["koiR71rFLPTdld9N-YUR", "80OdF5hXzkNqEs9DHRkiA1EXz1pbF4"]),
        "/applications/koiR71rFLPTdld9N-YUR/apikeys/80OdF5hXzkNqEs9DHRkiA1EXz1pbF4"
    );
    assert_eq!(
        endpoint::RETRIEVE_APPLICATION.path(&["osM_FF6fIWXmCLDfWVRX"]),
        "/applications/osM_FF6fIWXmCLDfWVRX"
    );
}

#[test]
fn path_parameters_are_named_in_order() {
    let names: Vec<_> = endpoint::DELETE_API_KEY.path_parameters().collect();
    assert_eq!(names, ["application_id", "apikey_key"]);
    assert_eq!(endpoint::LIST_APPLICATIONS.path_parameters().count(), 0);
    assert_eq!(endpoint::LIST_APPLICATIONS.path(&[]), "/applications");
}
