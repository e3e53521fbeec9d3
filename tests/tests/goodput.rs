//! The figures of goodput are those that are kept, and the targets of speed hold.

use rxrpc_tests::goodput;

#[test]
fn figures_are_as_kept() {
    let targets = goodput::targets();
    let text = goodput::text(&targets);
    let kept = std::fs::read_to_string(goodput::file()).expect("the file of figures");
    for (seen, kept) in text.lines().zip(kept.lines()) {
        assert_eq!(seen, kept, "if that is wanted: cargo xtask simulate --update");
    }
    assert_eq!(text.lines().count(), kept.lines().count());
    for target in &targets {
        assert!(target.kept, "{target:?}");
    }
}
