//! The examples of the Meta API's reference, as it prints them: the bodies of requests and
//! answers, and the curl commands.

/// The answer of "List Applications".
pub const LIST_APPLICATIONS: &str = r#"{
  "total": 3,
  "count": 3,
  "page": 1,
  "objects": [
    {
      "id": "wSPk9y5D7p5o87k0ACGKxR",
      "name": "Test App 1",
      "description": "A test application.",
      "logo_url": "",
      "active": true,
      "implicit_grant_enabled": false,
      "recent_enabled": false,
      "events_enabled": false,
      "created": "2014-03-18T03:57:16.770685Z",
      "modified": "2014-06-26T04:13:45.439534Z"
    },
    {
      "id": "osM_FF6fIWXmCLDfWVRX",
      "name": "Test App 2",
      "description": "A test application.",
      "logo_url": "",
      "active": true,
      "implicit_grant_enabled": false,
      "recent_enabled": false,
      "events_enabled": false,
      "created": "2014-03-26T05:51:45.725705Z",
      "modified": "2015-01-27T08:52:12.356049Z"
    },
    {
      "id": "koiR71rFLPTdld9N-YUR",
      "name": "Demo App",
      "description": "A demo app.",
      "logo_url": "https://s3-us-west-2.amazonaws.com/static-assets.kloudless.com/webapp/sources/gdrive.png",
      "active": true,
      "implicit_grant_enabled": false,
      "recent_enabled": false,
      "events_enabled": false,
      "created": "2014-06-25T05:54:05.801428Z",
      "modified": "2015-05-01T06:01:39.905658Z"
    }
  ]
}"#;

/// The request of "Create an application".
pub const CREATE_APPLICATION_BODY: &str = r#"{
  "name": "Test App 1",
  "description": "A test application."
}"#;

/// The answer of "Create an application".
pub const CREATE_APPLICATION: &str = r#"{
  "id": "osM_FF6fIWXmCLDfWVRX",
  "name": "Test App 2",
  "description": "A test application.",
  "logo_url": "",
  "active": true,
  "implicit_grant_enabled": false,
  "recent_enabled": false,
  "events_enabled": false,
  "created": "2015-06-01T03:57:16.770685Z",
  "modified": "2015-06-01T03:57:16.770685Z"
}"#;

/// The answer of "Retrieve an Application".
pub const RETRIEVE_APPLICATION: &str = r#"{
  "id": "wSPk9y5D7p5o87k0ACGKxR",
  "name": "Test App 2",
  "description": "A test application.",
  "logo_url": "",
  "active": true,
  "implicit_grant_enabled": false,
  "recent_enabled": false,
  "events_enabled": false,
  "created": "2015-06-01T03:57:16.770685Z",
  "modified": "2015-06-01T03:57:16.770685Z"
}"#;

/// The request of "Update an Application".
pub const UPDATE_APPLICATION_BODY: &str = r#"{
  "description": "A better test application."
}"#;

/// The answer of "Update an Application".
pub const UPDATE_APPLICATION: &str = r#"{
  "id": "wSPk9y5D7p5o87k0ACGKxR",
  "name": "Test App 1",
  "description": "A better test application.",
  "logo_url": "",
  "active": true,
  "implicit_grant_enabled": false,
  "recent_enabled": false,
  "events_enabled": false,
  "created": "2015-06-01T03:57:16.770685Z",
  "modified": "2015-06-01T08:10:20.128361Z"
}"#;

/// The answer of "List API Keys".
pub const LIST_API_KEYS: &str = r#"{
  "total": 1,
  "count": 1,
  "page": 1,
  "objects": [
    {
      "key": "80OdF5hXzkNqEs9DHRkiA1EXz1pbF4",
      "created": "2014-03-18T03:57:16.770685Z",
      "modified": "2014-03-18T03:57:16.770685Z"
    }
  ]
}"#;

/// The answer of "Create an API Key".
pub const CREATE_API_KEY: &str = r#"{
  "key": "80OdF5hXzkNqEs9DHRkiA1EXz1pbF4",
  "created": "2014-03-18T03:57:16.770685Z",
  "modified": "2014-03-18T03:57:16.770685Z"
}"#;

/// The answer of "List WebHooks".
pub const LIST_WEBHOOKS: &str = r#"{
  "total": 1,
  "count": 1,
  "page": 1,
  "objects": [
    {
      "id": "100",
      "url": "http://localhost:5000",
      "created": "2015-08-10T03:34:28.273777Z",
      "modified": "2015-08-10T03:34:28.273804Z"
    }
  ]
}"#;

/// The request of "Create a WebHook".
pub const CREATE_WEBHOOK_BODY: &str = r#"{
  "url": "http://localhost:5000"
}"#;

/// The answer of "Create a WebHook".
pub const CREATE_WEBHOOK: &str = r#"{
  "id": "100",
  "url": "http://localhost:5000",
  "created": "2015-08-10T03:34:28.273777Z",
  "modified": "2015-08-10T03:34:28.273804Z"
}"#;

/// The answer of "Retrieve a WebHook".
pub const RETRIEVE_WEBHOOK: &str = r#"{
  "id": "100",
  "url": "http://localhost:5000",
  "created": "2015-08-10T04:53:50.185879Z",
  "modified": "2015-08-10T04:53:50.185879Z"
}"#;

/// Every curl command of the reference, from top to bottom.
pub const CURLS: &[&str] = &[
    r"curl -L -H 'Authorization: DeveloperKey [KEY]' \
    https://api.kloudless.com/v0/[RESOURCE]",
    r"curl -L -H 'Authorization: DeveloperKey isgqXuDfLBOhcZzf7cO93T' \
    https://api.kloudless.com/v0/applications",
    r#"curl -H 'Authorization: DeveloperKey S4i5EG5ViEAVmMaCilB5' \
    -H 'Content-Type: application/json' \
    -d '{"name": "Test App 1", "description": "A test application."}' \
    'https://api.kloudless.com/v0/applications/'"#,
    r#"curl -H 'Authorization: DeveloperKey S4i5EG5ViEAVmMaCilB5' \
    -H 'Content-Type: application/json' \
    -d '{"name": "Test App 2", "source": "wSPk9y5D7p5o87k0ACGKxR"}' \
    'https://api.kloudless.com/v0/applications/'"#,
    r#"curl -H 'Authorization: DeveloperKey S4i5EG5ViEAVmMaCilB5' \
    -H 'Content-Type: application/json' \
    -XPATCH -d '{"description": "A better test application."}' \
    'https://api.kloudless.com/v0/applications/wSPk9y5D7p5o87k0ACGKxR'"#,
    r"curl -L -H 'Authorization: DeveloperKey S4i5EG5ViEAVmMaCilB5' \
    -XDELETE https://api.kloudless.com/applications/koiR71rFLPTdld9N-YUR",
    r"curl -XPOST -H 'Authorization: DeveloperKey S4i5EG5ViEAVmMaCilB5' \
    'https://api.kloudless.com/v0/applications/wSPk9y5D7p5o87k0ACGKxR/apikeys/'",
    r"curl -L -H 'Authorization: DeveloperKey S4i5EG5ViEAVmMaCilB5' \
    -XDELETE 'https://api.kloudless.com/applications/koiR71rFLPTdld9N-YUR/apikeys/80OdF5hXzkNqEs9DHRkiA1EXz1pbF4'",
    r#"curl -H 'Authorization: DeveloperKey S4i5EG5ViEAVmMaCilB5' \
    -H 'Content-Type: application/json' \
    -XPOST -d '{"url": "http://localhost:5000"}' \
    'https://api.kloudless.com/v0/applications/wSPk9y5D7p5o87k0ACGKxR/webhooks'"#,
    r"curl -L -H 'Authorization: DeveloperKey S4i5EG5ViEAVmMaCilB5' \
    -XDELETE 'https://api.kloudless.com/applications/koiR71rFLPTdld9N-YUR/webhooks/100'",
];
