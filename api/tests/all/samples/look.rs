//! What samples look like, and what is never in them.

use super::{hostile, patch};
use meta_api::Method;
use meta_api::sample::{AUTHORIZATION, Language, Request};

fn delete_key() -> Request {
    Request {
        method: Method::Delete,
        url: "https://api.example/v0/applications/a/apikeys/•••".to_owned(),
        headers: vec![("Authorization".to_owned(), AUTHORIZATION.to_owned())],
        body: None,
    }
}

#[test]
fn a_change_in_curl() {
    assert_eq!(
        patch(r#"{"name":"Jane's app"}"#).sample(Language::Curl),
        r#"curl --request PATCH 'https://api.example/v0/applications/koiR71rFLPTdld9N-YUR' \
  --header "Authorization: DeveloperKey $META_DEVELOPER_KEY" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{"name":"Jane'\''s app"}'
"#
    );
}

#[test]
fn a_change_in_httpie() {
    assert_eq!(
        patch(r#"{"active":true}"#).sample(Language::Httpie),
        r#"http --ignore-stdin PATCH 'https://api.example/v0/applications/koiR71rFLPTdld9N-YUR' \
  "Authorization:DeveloperKey $META_DEVELOPER_KEY" \
  'Accept:application/json' \
  'Content-Type:application/json' \
  --raw='{"active":true}'
"#
    );
}

#[test]
fn a_change_in_python() {
    assert_eq!(
        patch(r#"{"active":true}"#).sample(Language::Python),
        r#"# pip install requests
import os

import requests

response = requests.request(
    "PATCH",
    "https://api.example/v0/applications/koiR71rFLPTdld9N-YUR",
    headers={
        "Authorization": "DeveloperKey " + os.environ["META_DEVELOPER_KEY"],
        "Accept": "application/json",
        "Content-Type": "application/json",
    },
    data='{"active":true}'.encode(),
)
print(response.status_code, response.reason)
print(response.text)
"#
    );
}

#[test]
fn a_change_in_javascript() {
    assert_eq!(
        patch(r#"{"active":true}"#).sample(Language::JavaScript),
        r#"// Node.js 18 or later: save it as request.mjs
const response = await fetch("https://api.example/v0/applications/koiR71rFLPTdld9N-YUR", {
  method: "PATCH",
  headers: {
    "Authorization": "DeveloperKey " + process.env.META_DEVELOPER_KEY,
    "Accept": "application/json",
    "Content-Type": "application/json",
  },
  body: '{"active":true}',
});
console.log(response.status, response.statusText);
console.log(await response.text());
"#
    );
}

#[test]
fn a_change_in_rust() {
    assert_eq!(
        patch(r#"{"active":true}"#).sample(Language::Rust),
        r##"// cargo add reqwest --features blocking
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let developer_key = std::env::var("META_DEVELOPER_KEY")?;
    let response = reqwest::blocking::Client::new()
        .patch("https://api.example/v0/applications/koiR71rFLPTdld9N-YUR")
        .header("Authorization", format!("DeveloperKey {developer_key}"))
        .header("Accept", "application/json")
        .header("Content-Type", "application/json")
        .body(r#"{"active":true}"#)
        .send()?;
    println!("{}", response.status());
    println!("{}", response.text()?);
    Ok(())
}
"##
    );
}

#[test]
fn a_change_in_go() {
    assert_eq!(
        patch(r#"{"active":true}"#)
            .sample(Language::Go)
            .replace('\t', "  "),
        r#"// go run request.go
package main

import (
  "fmt"
  "io"
  "log"
  "net/http"
  "os"
  "strings"
)

func main() {
  url := "https://api.example/v0/applications/koiR71rFLPTdld9N-YUR"
  request, err := http.NewRequest("PATCH", url, strings.NewReader(`{"active":true}`))
  if err != nil {
    log.Fatal(err)
  }
  request.Header.Set("Authorization", "DeveloperKey "+os.Getenv("META_DEVELOPER_KEY"))
  request.Header.Set("Accept", "application/json")
  request.Header.Set("Content-Type", "application/json")
  response, err := http.DefaultClient.Do(request)
  if err != nil {
    log.Fatal(err)
  }
  defer response.Body.Close()
  body, err := io.ReadAll(response.Body)
  if err != nil {
    log.Fatal(err)
  }
  fmt.Println(response.Status)
  fmt.Println(string(body))
}
"#
    );
}

#[test]
fn a_change_in_powershell() {
    assert_eq!(
        patch(r#"{"name":"Jane's app"}"#).sample(Language::PowerShell),
        r#"# PowerShell 7: save it as request.ps1
$request = @{
    Method = 'PATCH'
    Uri = 'https://api.example/v0/applications/koiR71rFLPTdld9N-YUR'
    Headers = @{
        'Authorization' = 'DeveloperKey ' + $env:META_DEVELOPER_KEY
        'Accept' = 'application/json'
        'Content-Type' = 'application/json'
    }
    Body = [Text.Encoding]::UTF8.GetBytes('{"name":"Jane''s app"}')
    SkipHeaderValidation = $true
    SkipHttpErrorCheck = $true
}
$response = Invoke-WebRequest @request
"$($response.StatusCode) $($response.StatusDescription)"
$response.Content
"#
    );
}

#[test]
fn a_read_in_curl_is_one_short_line_and_its_headers() {
    let request = Request {
        method: Method::Get,
        body: None,
        ..delete_key()
    };
    assert!(request.sample(Language::Curl).starts_with("curl 'https://"));
}

#[test]
fn an_api_key_in_a_path_is_a_variable_too() {
    let part = |language| match language {
        Language::Curl | Language::Httpie => r#"/apikeys/'"$META_API_KEY"''"#,
        Language::Python => r#"/apikeys/" + os.environ["META_API_KEY"] + "","#,
        Language::JavaScript => r#"/apikeys/" + process.env.META_API_KEY + "","#,
        Language::Kloudless => r#"apikey["key"] = os.environ["META_API_KEY"]"#,
        Language::Rust => r#"/apikeys/", &api_key, ""].concat())"#,
        Language::Go => r#"/apikeys/" + os.Getenv("META_API_KEY") + """#,
        Language::PowerShell => "/apikeys/' + $env:META_API_KEY + ''",
    };
    for language in Language::ALL {
        for mask in ["•••", "80Od…pbF4"] {
            let mut request = delete_key();
            request.url = request.url.replace("•••", mask);
            let code = request.sample(language);
            assert!(code.contains(part(language)), "{code}");
            assert!(!code.contains(['•', '…']), "{code}");
            assert!(!code.contains("80Od"), "{code}");
        }
    }
}

#[test]
fn a_real_key_in_the_authorization_header_is_never_printed() {
    let mut request = delete_key();
    request.headers[0] = ("AUTHORIZATION".to_owned(), "DeveloperKey s3cr3t".to_owned());
    for language in Language::ALL {
        let code = request.sample(language);
        assert!(!code.contains("s3cr3t"), "{code}");
        assert!(code.contains("META_DEVELOPER_KEY"), "{code}");
    }
}

#[test]
fn programs_hold_no_character_that_cannot_be_seen() {
    let programs = Language::ALL
        .into_iter()
        .filter(|language| !matches!(language, Language::Curl | Language::Httpie));
    for language in programs {
        for mut request in hostile() {
            // The SDK sends objects only.
            if language == Language::Kloudless {
                let body = serde_json::json!({ "name": request.body });
                request.body = Some(body.to_string());
                assert!(language.covers(&request));
            }
            let code = request.sample(language);
            let unseen = |character: char| {
                (character.is_control() && !matches!(character, '\n' | '\t'))
                    || ('\u{2028}'..='\u{202e}').contains(&character)
                    || ('\u{2066}'..='\u{2069}').contains(&character)
            };
            assert!(!code.contains(unseen), "{code:?}");
        }
    }
}
