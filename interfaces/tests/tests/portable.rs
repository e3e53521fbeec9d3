//! Values of made types in a format of serde, and back.

#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used)]

use rxrpc_interface_tests::portable::{Portable, PortableEither};
use rxrpc_interface_tests::{every, sample};
use rxrpc_xdr::serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;

fn there_and_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> String {
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&json).as_ref().ok(), Some(value), "{json}");
    json
}

#[test]
fn every_type_comes_back_as_it_was() {
    there_and_back(&sample::numbers());
    there_and_back(&sample::texts());
    there_and_back(&sample::lists());
    there_and_back(&sample::chained());
    there_and_back(&sample::unions());
    there_and_back(&every::EveryNumbersRequest::default());
    there_and_back(&every::EveryListsReply::default());
}

#[test]
fn names_are_those_of_the_fields_and_arms() {
    let choices = vec![every::EveryChoice::EveryFive(5), every::EveryChoice::EveryNone];
    let unions = every::EveryUnions { choices: choices.into(), ..Default::default() };
    let json = there_and_back(&unions);
    assert!(json.starts_with(r#"{"choices":[{"EveryFive":5},"EveryNone"]"#), "{json}");
}

#[test]
fn arrays_of_any_length_are_written_and_read() {
    let long = std::array::from_fn(|at| u32::try_from(at).unwrap());
    let other = PortableEither::Other { discriminant: -1, value: [-1; 40] };
    let value = Portable {
        numbers: [9; 40],
        either: vec![PortableEither::PortableLong(long), PortableEither::PortableNone, other]
            .into(),
        r#type: 3,
    };
    let json = there_and_back(&value);
    assert!(json.ends_with(r#""type":3}"#), "{json}");
    let wrong = json.replacen("9,9", "9", 1);
    let refused = serde_json::from_str::<Portable>(&wrong).unwrap_err().to_string();
    assert!(refused.contains("39 elements where 40 are needed"), "{refused}");
    let wrong = json.replacen("9,9", "9,9,9", 1);
    assert!(serde_json::from_str::<Portable>(&wrong).is_err());
}

#[test]
fn bounds_of_the_interface_hold() {
    let json = serde_json::to_string(&vec![0; 6]).unwrap();
    assert!(serde_json::from_str::<every::EveryIds>(&json).is_err());
    assert!(serde_json::from_str::<every::EveryIds>("[0,0,0,0,0]").is_ok());
}
