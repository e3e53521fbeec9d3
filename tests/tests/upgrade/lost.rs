//! Upgrades over a network that loses packets and changes their order.

use crate::scene::{FROM, Pair, SECOND, TO, upgraded};
use rxrpc_core::CallOptions;
use rxrpc_core::wire::PacketType;
use rxrpc_tests::network::{Link, Random, for_each_seed};
use std::time::Duration;

#[test]
fn every_call_gets_the_service_that_it_asked_for() {
    for_each_seed(40, |seed| {
        let pair = Pair::new(seed);
        let random = &mut Random::new(seed);
        let mut link = Link::perfect(Duration::from_millis(3)).losing(150);
        (link.reordered, link.duplicates) = (100, 50);
        pair.network.set_link(link);
        let calls: Vec<_> = (0..24)
            .map(|_| {
                let size = random.below(6000);
                let asks = random.happens(700);
                let options = if asks { upgraded() } else { CallOptions::new() };
                let expected = if asks { TO } else { FROM };
                (pair.begin(FROM, options, vec![3; size]), expected)
            })
            .collect();
        for (call, expected) in calls {
            let answered = pair.network.block_on(call);
            assert_eq!(answered, Ok((expected, expected)), "{}", pair.network.describe());
        }
        pair.network.run_for(10 * SECOND);
        pair.network.assert_released_but_receivers();
    });
}

#[test]
fn a_lost_question_or_reply_costs_no_upgrade() {
    for (lost, packets) in [(PacketType::Data, 1), (PacketType::Data, 2), (PacketType::Ack, 1)] {
        let pair = Pair::new(8);
        pair.network.lose(lost, packets);
        let (first, second) = (
            pair.begin(FROM, upgraded(), vec![1; 10]),
            pair.begin(FROM, upgraded(), vec![2; 5000]),
        );
        assert_eq!(pair.network.block_on(first), Ok((TO, TO)));
        assert_eq!(pair.network.block_on(second), Ok((TO, TO)));
    }
}
