//! Tickets of real peers open, and each fault is refused with the code of OpenAFS.

use super::*;
use crate::hex;
use crate::kerberos::{Enctype, KerberosKey, der};
use proptest::prelude::*;
use rxrpc_core::AbortCode;

/// A ticket of Kerberos 4 from OpenAFS: kvno 5, alice@rx.test.
const ALICE: &str =
    "40e9cce277aa466e4b9b61a3bedf6c608c1b57bc0c05479723792134404e377a63b52ed8c3ff3f8b";
/// One that `pts -localauth` made: kvno 5.
const AFS: &str = "dbdfe4daac3f380306256625ce1d0c9581d83fb962035b424f5b996ecaf8328b";
/// One that a client of Linux used: kvno 1.
const LINUX: &str = "d669fdc7bb6272a880d8ecf8e0868daefcd206e7d0330fc4aacf93286e56125a7fa61235ab17166f237c8ad537b7f93d\
         e2d2fc8c940fdb83";
/// A sealed part from OpenAFS: kvno 6, alice@rx.test.
const SEALED_PART: &str = "3081a0a003020112a103020106a281930481902c3b4fcc0404e31ee2cfb07649300a88c7413993ea0b969befe85f3e1c\
         3309dd711bae395d36b0a3fdba7fa72c27aa38df0bf8d58626052a25a389b0bdb66bab0ab20050f1111d01b0197f0eb1\
         27f4deb079b2658422608f6060382c0230e995f566af8a5011d4b241a17c0a798b4519ebac98731c430c18ab799c510e\
         020e73404a4ac6c0ea7996761c5fbed4c6e0b9";
/// One that `vos -localauth` made: kvno 6.
const AFS_SEALED_PART: &str = "308197a003020112a103020106a2818a048187c10e17706b789b100a6b28eadb46a1440924fdfdb7e3d3d0837a4f091c\
         621abef50ebf9028503516770d947bd7edf5a1107dc13fb95296db76b2c6c46fa3088096375c18aca6de0517378f3b1d\
         15d943e542456a73487814d24db3c0f3d3e90552967e8c30789f171658637b4bf29ec1cdfe5ec13e0af70e1aca81b278\
         b2d8271f8114cffc7339";
/// A whole ticket from a KDC of MIT: kvno 2.
const WHOLE: &str = "618201ab308201a7a003020105a1091b0752582e54455354a2193017a003020101a110300e1b036166731b0772782e74\
         657374a382017830820174a003020112a103020102a2820166048201627b4764e98bcefe5f50090a824478d1734f0442\
         aaedd2192b8d53bb664223a6e2a2498c3b243cec97558981dd91b9185954817f7e3eec45fc82332f25972ffbcfaf80e4\
         fc952c3c8e0c7a5966abd8c0cd8d290e1c5126a9b93e6df21531204038fad9df1a1c20ddea238c5cb4f5d32d7872d319\
         bf3eaeae894209167a804b695841a21ad582a6b182295b5ee801635e1734d479f251565c55db2d22fa73f1868a4c4418\
         5b365cbf6d87196b24b005a4cdeea26f5b18af15823665c0c277aac8eb0dc0568d506b407712b75d9e3efe6df6f70368\
         ed72922cb9c749f6c82d6cfe1d1229bac5fe03d21dd84649df0dd57f3c649829a43f333a7738229beda98801c73bd651\
         327bb21c547c0ac33681d6b2372c1b9f930107138a26c5959de97f8663cfaf56c630724ca532a4a2c5517b01600227e5\
         e5cfd01c4727b366e1608ce97c1706f527306ed1bbe114bd2a472b4d7da85864c71a381a4653a822e54034f6f8c386";

const DAY: i64 = 86_400;
const NOW: Timestamp = Timestamp(1_795_706_974);
const SESSION: [u8; 8] = [0x4a, 0xc8, 0xa7, 0x37, 0x9d, 0x75, 0xb6, 0x37];
const AES: Enctype = Enctype::AES256_CTS_HMAC_SHA1_96;

fn aes_key() -> KerberosKey {
    KerberosKey::new(AES, &std::array::from_fn::<u8, 32, _>(|at| 0x20 + at as u8)).unwrap()
}

fn des_key() -> SessionKey {
    SessionKey::new([0xb5, 0x13, 0x9e, 0x57, 0xc8, 0xd9, 0xce, 0x2f])
}

/// What the peers of the captures held.
fn keys() -> KeySet {
    let mut keys = KeySet::new();
    keys.add_des(5, des_key());
    keys.add_des(1, SessionKey::new([0xa7, 0x83, 0x8a, 0xcb, 0xc7, 0x83, 0xec, 0x94]));
    keys.add_kerberos(6, aes_key());
    let kdc = hex("6bee4defdd45f992a8e0585aad5ee09046a0a361911dd96a4a5aed7e4ad7ac5f");
    keys.add_kerberos(2, KerberosKey::new(AES, &kdc).unwrap());
    keys
}

fn opened(kvno: u32, ticket: &[u8], now: Timestamp) -> Result<Ticket, TicketError> {
    open(kvno, ticket, &keys(), &TicketRules::default(), now)
}

/// What a client is called by the ticket, or the code that it is refused with.
fn verdict(kvno: u32, ticket: &[u8]) -> Result<String, AbortCode> {
    opened(kvno, ticket, NOW)
        .map(|ticket| ticket.client.to_string())
        .map_err(|error| error.abort_code())
}

#[test]
fn tickets_of_real_peers_open() {
    for (kvno, ticket, client, session, end) in [
        (5, ALICE, "alice@rx.test", "4ac8a7379d75b637", Timestamp::NEVER),
        (5, AFS, "afs", "da5eb570407af18a", Timestamp::NEVER),
        (213, SEALED_PART, "alice@rx.test", "4ac8a7379d75b637", Timestamp(i32::MAX.into())),
        (213, AFS_SEALED_PART, "afs", "dcadb03d514352a7", Timestamp(i32::MAX.into())),
    ] {
        let ticket = opened(kvno, &hex(ticket), NOW).unwrap();
        assert_eq!(ticket.client.to_string(), client);
        assert_eq!(ticket.session_key.bytes().to_vec(), hex(session));
        assert_eq!((ticket.start, ticket.end), (Timestamp(0), end));
    }
}

#[test]
fn tickets_that_expire_open_in_their_time() {
    let whole = hex(WHOLE);
    let now = Timestamp(1_795_703_022);
    let ticket = opened(KVNO_KRB5, &whole, now).unwrap();
    assert_eq!(ticket.client.to_string(), "alice@RX.TEST");
    assert_eq!(ticket.session_key.bytes().to_vec(), hex("85dcbaae91c18c0d"));
    // Its enc-part is the last field.
    let sealed_part = &whole[whole.len() - 376..];
    let again = opened(KVNO_KRB5_SEALED_PART, sealed_part, now).unwrap();
    assert_eq!((again.client, again.end), (ticket.client, ticket.end));
    assert_eq!(opened(KVNO_KRB5, &whole, ticket.end).err(), None);
    assert_eq!(opened(KVNO_KRB5, &whole, ticket.end.plus(1)).err(), Some(TicketError::Expired));

    let linux = opened(1, &hex(LINUX), Timestamp(1_795_474_515)).unwrap();
    assert_eq!(linux.session_key.bytes().to_vec(), hex("133457799bbcdff1"));
    assert_eq!(linux.end, linux.start.plus(85_658));
}

fn alice() -> Principal {
    Principal::new("alice", "", "rx.test").unwrap()
}

fn krb4() -> Krb4Ticket {
    Krb4Ticket::new(alice(), SessionKey::new(SESSION))
}

fn krb5(client: Principal) -> Krb5Ticket {
    Krb5Ticket::new(client, KerberosKey::new(Enctype::DES_CBC_CRC, &SESSION).unwrap())
}

fn sealed(ticket: &Krb5Ticket) -> Vec<u8> {
    ticket.seal(&aes_key(), 6, [9; 16]).unwrap()
}

#[test]
fn what_is_made_here_is_what_openafs_makes() {
    let made = krb5(Principal::local_servers());
    assert_eq!(sealed(&made).len(), hex(AFS_SEALED_PART).len());
    let plain = |sealed: &[u8]| {
        let sealed = &sealed[sealed.len() - 135..];
        aes_key().open(crate::kerberos::KeyUsage::TICKET, sealed).unwrap()
    };
    let (ours, theirs) = (plain(&sealed(&made)), plain(&hex(AFS_SEALED_PART)));
    let session = theirs.windows(8).position(|window| window == hex("dcadb03d514352a7")).unwrap();
    assert_eq!(ours[..session], theirs[..session]);
    assert_eq!(ours[session + 8..], theirs[session + 8..]);
    // The one of Kerberos 4 byte by byte, but for the padding.
    assert_eq!(krb4().seal(&des_key()), hex(ALICE));
}

/// Every line about tickets that a service of OpenAFS was tried with.
#[test]
fn each_fault_has_the_code_of_openafs() {
    let good = Ok("alice@rx.test".to_owned());
    let (bad, no_auth) = (Err(AbortCode::RXKADBADTICKET), Err(AbortCode::RXKADNOAUTH));
    let (unknown, expired) = (Err(AbortCode::RXKADUNKNOWNKEY), Err(AbortCode::RXKADEXPIRED));
    let part = |ticket: &Krb5Ticket| verdict(213, &sealed(ticket));
    let whole = Krb5Ticket::whole(&sealed(&krb5(alice())), "RX.TEST", &["afs", "rx.test"]);
    assert_eq!(verdict(256, &whole), good);
    let named = |name, instance, realm| part(&krb5(Principal::new(name, instance, realm).unwrap()));
    let session = |enctype, key: &[u8]| {
        part(&Krb5Ticket::new(alice(), KerberosKey::new(Enctype(enctype), key).unwrap()))
    };
    assert_eq!(session(18, &[7; 32]), good);
    assert_eq!(session(3, &SESSION), good);
    assert_eq!(session(8, &SESSION), bad);
    // Without a kvno it is 0, which is not held.
    let with_kvno = sealed(&krb5(alice()));
    let mut zero = with_kvno.clone();
    let at = with_kvno.windows(3).position(|window| window == [2, 1, 6]).unwrap() + 2;
    zero[at] = 0;
    assert_eq!(verdict(213, &zero), unknown);
    let sealed_with =
        |key: &KerberosKey, kvno| verdict(213, &krb5(alice()).seal(key, kvno, [1; 16]).unwrap());
    assert_eq!(sealed_with(&aes_key(), 7), unknown);
    let short = KerberosKey::new(Enctype::AES128_CTS_HMAC_SHA1_96, &[1; 16]).unwrap();
    assert_eq!(sealed_with(&short, 6), unknown);
    assert_eq!(sealed_with(&KerberosKey::new(AES, &[0; 32]).unwrap(), 6), bad);
    let des = KerberosKey::new(Enctype::DES_CBC_MD5, des_key().bytes()).unwrap();
    assert_eq!(sealed_with(&des, 5), good);
    assert_eq!(sealed_with(&des, 6), unknown);
    let mut garbage = vec![0; 61];
    garbage[0] = 0x30;
    assert_eq!(verdict(213, &garbage), bad);
    assert_eq!(verdict(256, &with_kvno), bad);
    assert_eq!(verdict(213, &[&with_kvno[..], &[0; 5]].concat()), good);

    let times = |start: Timestamp, end: Timestamp| part(&krb5(alice()).valid(start, end));
    assert_eq!(times(Timestamp(0), Timestamp(1_577_836_800)), expired);
    assert_eq!(times(NOW.plus(DAY), Timestamp(i32::MAX.into())), bad);
    assert_eq!(times(NOW.plus(DAY), NOW.plus(2 * DAY)), no_auth);
    assert_eq!(times(NOW, NOW.plus(31 * DAY)), bad);
    assert_eq!(times(NOW, NOW.plus(29 * DAY)), good);
    assert_eq!(part(&krb5(alice()).flags(0x0100_0000)), no_auth);
    assert_eq!(named("a.b", "", "rx.test"), bad);
    assert_eq!(named("host", "www.rx.test", "rx.test"), Ok("rcmd.www@rx.test".into()));
    assert_eq!(named("host", "www", "rx.test"), bad);
    assert_eq!(named("alice", "admin", "rx.test"), Ok("alice.admin@rx.test".into()));
    assert_eq!(named("alice", "", "RX.TEST"), Ok("alice@RX.TEST".into()));
    assert_eq!(named("afs", "", ""), Ok("afs".into()));
}

#[test]
fn each_fault_of_an_old_ticket_has_the_code_of_openafs() {
    let good = Ok("alice@rx.test".to_owned());
    let bad = Err(AbortCode::RXKADBADTICKET);
    let at = |start: i64, life: u8| {
        let ticket = krb4().valid(NOW.plus(start), Lifetime(life));
        (verdict(5, &ticket.seal(&des_key())), opened(5, &ticket.seal(&des_key()), NOW))
    };
    assert_eq!(at(-90_000, 1).0, Err(AbortCode::RXKADEXPIRED));
    // Its holder is told with the first packet.
    assert_eq!(at(-900, 1).0, good);
    assert_eq!(at(-40 * DAY, 1).0, bad);
    assert_eq!(at(1200, 10).0, Err(AbortCode::RXKADNOAUTH));
    assert_eq!(at(600, 10).0, good);
    assert_eq!(at(-13 * 3600, 140).1.unwrap().end, NOW.plus(85_658 - 13 * 3600));
    let mut little = krb4().valid(NOW, Lifetime(100));
    little.little_endian = true;
    assert_eq!(opened(5, &little.seal(&des_key()), NOW).unwrap().end, NOW.plus(30_000));
    let wrong = SessionKey::new([1, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef]);
    assert_eq!(verdict(5, &krb4().seal(&wrong)), bad);
    for kvno in [4, 300, 0xffff_ffff] {
        assert_eq!(verdict(kvno, &krb4().seal(&des_key())), Err(AbortCode::RXKADUNKNOWNKEY));
    }
    assert_eq!(verdict(5, &[0; 24]), Err(AbortCode::RXKADTICKETLEN));
    assert_eq!(verdict(5, &[0; 12_001]), Err(AbortCode::RXKADTICKETLEN));
    assert_eq!(verdict(5, &[0; 33]), bad);
}

/// A domain controller that may only read has a number of its own in the upper half of its kvno, which as an INTEGER is
/// below 0 from 32768 on.
#[test]
fn a_kvno_is_a_number_of_32_bits_whatever_its_sign() {
    const KVNO: u32 = 0x8001_0002;
    let mut keys = KeySet::new();
    keys.add_kerberos(KVNO, aes_key());
    let positive = krb5(alice()).seal(&aes_key(), KVNO, [3; 16]).unwrap();
    let mut fields = der::Reader::new(&positive).element(der::Tag::SEQUENCE).unwrap();
    let (enctype, _kvno) = (fields.field(0).unwrap(), fields.field(1).unwrap());
    let sealed = fields.field(2).unwrap();
    let with = |kvno: i64| {
        der::sequence(&[
            &der::element(der::Tag::field(0), enctype.rest()),
            &der::element(der::Tag::field(1), &der::integer(kvno)),
            &der::element(der::Tag::field(2), sealed.rest()),
        ])
    };
    let opened = |ticket: &[u8]| {
        open(KVNO_KRB5_SEALED_PART, ticket, &keys, &TicketRules::default(), NOW)
            .map(|ticket| ticket.client)
    };
    assert_eq!(opened(&positive), Ok(alice()));
    assert_eq!(opened(&with(KVNO.cast_signed().into())), Ok(alice()));
    for none in [i64::from(u32::MAX) + 1, i64::from(i32::MIN) - 1] {
        assert!(matches!(opened(&with(none)), Err(TicketError::Der(_))), "{none}");
    }
}

/// No longer one is decrypted: it could not be one.
#[test]
fn the_longest_old_ticket_opens() {
    let long = "n".repeat(Principal::MAX_PART);
    let longest = Principal::new(&long, &long, &long).unwrap();
    let mut ticket = Krb4Ticket::new(longest.clone(), SessionKey::new(SESSION));
    ticket.service = (long.as_str().into(), long.as_str().into());
    let mut sealed = ticket.seal(&des_key());
    assert_eq!(opened(5, &sealed, NOW).map(|ticket| ticket.client), Ok(longest));
    sealed.extend_from_slice(&[0; 8]);
    assert_eq!(opened(5, &sealed, NOW).err(), Some(TicketError::NotSealed));
}

#[test]
fn tickets_of_triple_des_and_rc4_are_refused_by_name() {
    let ticket = sealed(&krb5(alice()));
    let at = ticket.windows(3).position(|window| window == [2, 1, 18]).unwrap() + 2;
    for (enctype, name) in [(16, "des3-cbc-sha1"), (23, "arcfour-hmac")] {
        let mut ticket = ticket.clone();
        ticket[at] = enctype;
        let error = opened(213, &ticket, NOW).unwrap_err();
        assert_eq!(error, TicketError::Enctype(Enctype(enctype.into())));
        assert_eq!(error.to_string(), format!("tickets of {name} are not supported"));
        assert_eq!(error.abort_code(), AbortCode::RXKADUNKNOWNKEY);
    }
}

proptest! {
    #[test]
    fn no_bytes_are_a_fault_of_ours(
        kvno in prop::sample::select(vec![5, 213, 256]),
        mut ticket in prop::collection::vec(any::<u8>(), 32..200),
        real: bool,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
    ) {
        if real {
            ticket = hex(match kvno { 5 => ALICE, 213 => SEALED_PART, _ => WHOLE });
        }
        for (at, byte) in changes {
            let at = at.index(ticket.len());
            ticket[at] = byte;
        }
        let _ = verdict(kvno, &ticket);
    }

    /// What is inside is hostile only if a KDC is; it does no harm even then.
    #[test]
    fn no_content_is_a_fault_of_ours(content in prop::collection::vec(any::<u8>(), 0..200)) {
        let sealed = aes_key().seal(crate::kerberos::KeyUsage::TICKET, [0; 16], &content).unwrap();
        let ticket = crate::kerberos::der::sequence(&[
            &[0xa0, 3, 2, 1, 18, 0xa1, 3, 2, 1, 6],
            &crate::kerberos::der::element(
                crate::kerberos::der::Tag::field(2),
                &crate::kerberos::der::octets(&sealed),
            ),
        ]);
        prop_assert_eq!(verdict(213, &ticket), Err(AbortCode::RXKADBADTICKET));
    }
}
