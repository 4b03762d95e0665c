//! Go and `PowerShell`: their literals are read by the rules of the two languages, and their sums
//! are put together. (Go itself runs its samples in tests/samples.)

use super::{API_KEY, DEVELOPER_KEY, Sent, expected, hostile, request};
use meta_api::sample::{Language, Request};
use proptest::prelude::*;
use std::iter::Peekable;
use std::str::Chars;

/// What a literal says after its opening quote; None if this character opens none.
type Literal = fn(char, &mut Peekable<Chars>) -> Option<String>;

fn go(quote: char, rest: &mut Peekable<Chars>) -> Option<String> {
    let mut text = String::new();
    match quote {
        '`' => loop {
            match rest.next().unwrap() {
                '`' => return Some(text),
                '\r' => panic!("Go takes it out of a raw literal"),
                '\u{feff}' => panic!("Go refuses it in a source"),
                other => text.push(other),
            }
        },
        '"' => loop {
            text.push(match rest.next().unwrap() {
                '"' => return Some(text),
                '\n' => panic!("a line break in {text}"),
                '\u{feff}' => panic!("Go refuses it in a source"),
                '\\' => match rest.next().unwrap() {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'u' => hexadecimal(rest.by_ref().take(4)),
                    'U' => hexadecimal(rest.by_ref().take(8)),
                    same @ ('\\' | '"') => same,
                    other => panic!("Go has no escape {other:?}"),
                },
                other => other,
            });
        },
        _ => None,
    }
}

fn powershell(quote: char, rest: &mut Peekable<Chars>) -> Option<String> {
    let is_single = |it: char| matches!(it, '\'' | '‘' | '’' | '‚' | '‛');
    let is_double = |it: char| matches!(it, '"' | '“' | '”' | '„');
    let mut text = String::new();
    if is_single(quote) {
        loop {
            let next = rest.next().unwrap();
            if !is_single(next) {
                text.push(next);
            } else if let Some(same) = rest.next_if(|it| is_single(*it)) {
                text.push(same);
            } else {
                return Some(text);
            }
        }
    }
    if !is_double(quote) {
        return None;
    }
    loop {
        text.push(match rest.next().unwrap() {
            '$' => panic!("what follows {text} would be expanded"),
            '`' => match rest.next().unwrap() {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => {
                    assert_eq!(rest.next(), Some('{'));
                    hexadecimal(rest.by_ref().take_while(|it| *it != '}'))
                }
                letter @ ('0' | 'a' | 'b' | 'e' | 'f' | 'v') => panic!("an escape: {letter}"),
                same => same,
            },
            end if is_double(end) => return Some(text),
            other => other,
        });
    }
}

fn hexadecimal(digits: impl Iterator<Item = char>) -> char {
    let number = u32::from_str_radix(&digits.collect::<String>(), 16).unwrap();
    char::from_u32(number).unwrap()
}

enum Token {
    Text(String),
    Word(String),
    Sign(char),
}

fn tokens(code: &str, literal: Literal) -> Vec<Token> {
    let is_word = |it: char| it.is_ascii_alphanumeric() || "_.$:".contains(it);
    let mut tokens = Vec::new();
    let mut code = code.chars().peekable();
    while let Some(next) = code.next() {
        if let Some(text) = literal(next, &mut code) {
            tokens.push(Token::Text(text));
        } else if is_word(next) {
            let mut word = String::from(next);
            while let Some(more) = code.next_if(|it| is_word(*it)) {
                word.push(more);
            }
            tokens.push(Token::Word(word));
        } else if !next.is_whitespace() {
            tokens.push(Token::Sign(next));
        }
    }
    tokens
}

/// The texts of a piece of code, with variables filled in and sums put together.
fn texts(code: &str, literal: Literal) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut adds = false;
    let mut getenv = false;
    for token in tokens(code, literal) {
        let text = match token {
            Token::Sign('+') => {
                adds = true;
                continue;
            }
            Token::Sign(_) => continue,
            Token::Word(word) if word == "os.Getenv" => {
                getenv = true;
                continue;
            }
            Token::Word(word) => match word.strip_prefix("$env:") {
                Some(name) => variable(name),
                None => continue,
            },
            Token::Text(name) if getenv => variable(&name),
            Token::Text(text) => text,
        };
        match texts.last_mut().filter(|_| adds) {
            Some(sum) => sum.push_str(&text),
            None => texts.push(text),
        }
        (adds, getenv) = (false, false);
    }
    texts
}

fn variable(name: &str) -> String {
    match name {
        "META_DEVELOPER_KEY" => DEVELOPER_KEY.to_owned(),
        "META_API_KEY" => API_KEY.to_owned(),
        other => panic!("{other} is no variable of a sample"),
    }
}

fn pairs(texts: Vec<String>) -> Vec<(String, String)> {
    assert_eq!(texts.len() % 2, 0, "{texts:?}");
    let mut texts = texts.into_iter();
    std::iter::from_fn(|| Some((texts.next()?, texts.next()?))).collect()
}

fn sent_by_go(request: &Request) -> Sent {
    let code = request.sample(Language::Go);
    let (_, main) = code.split_once("\nfunc main() {\n").unwrap();
    let (main, _) = main.split_once("\tresponse, err := ").unwrap();
    let mut texts = texts(main, go).into_iter();
    Sent {
        url: texts.next().unwrap(),
        method: texts.next().unwrap(),
        body: main
            .contains("url, strings.NewReader(")
            .then(|| texts.next().unwrap()),
        headers: pairs(texts.collect()),
    }
}

fn sent_by_powershell(request: &Request) -> Sent {
    let code = request.sample(Language::PowerShell);
    let (_, table) = code.split_once("\n$request = @{\n").unwrap();
    let (table, _) = table.split_once("    SkipHeaderValidation").unwrap();
    let mut texts = texts(table, powershell);
    let body = table
        .contains("\n    Body = [Text.Encoding]::UTF8.GetBytes(")
        .then(|| texts.pop().unwrap());
    let mut texts = texts.into_iter();
    Sent {
        method: texts.next().unwrap(),
        url: texts.next().unwrap(),
        headers: pairs(texts.collect()),
        body,
    }
}

#[test]
fn go_and_powershell_hold_every_hostile_body_as_it_is() {
    for request in hostile() {
        assert_eq!(sent_by_go(&request), expected(&request));
        assert_eq!(sent_by_powershell(&request), expected(&request));
    }
}

#[test]
fn typographic_quotes_end_no_text_of_powershell() {
    for body in ["‘$(x)’", "”; $(x) #“\u{200b}", "‚‛", "„”\n$x`"] {
        let mut request = hostile().remove(0);
        request.body = Some(body.to_owned());
        assert_eq!(sent_by_powershell(&request), expected(&request));
    }
}

proptest! {
    #[test]
    fn go_holds_what_is_shown(request in request()) {
        prop_assert_eq!(sent_by_go(&request), expected(&request));
    }

    #[test]
    fn powershell_holds_what_is_shown(request in request()) {
        prop_assert_eq!(sent_by_powershell(&request), expected(&request));
    }
}
