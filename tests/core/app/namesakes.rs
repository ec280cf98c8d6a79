//! Clients who bear one name: whose file a call goes into.

use super::office::Office;
use super::opening::known;
use crate::timeline::support::client;
use rapport::app::KnownClient;
use rapport::app::action::DeskAction;
use rapport::app::drafts::Whose;
use rapport::app::event::Lists;
use rapport::domain::ids::ClientId;
use rapport::domain::refusal::Refusal;

/// Two clients of one name; of the second the number is known.
fn two_of_one_name() -> Lists {
    let mut other = client("Ada Lovelace");
    other.id = ClientId::new("c-other");
    "512-555-0100".clone_into(&mut other.card.phone);
    let mut lists = known();
    lists.clients.push(KnownClient { client: other, matters: Vec::new() });
    lists
}

#[test]
fn of_two_clients_of_one_name_neither_is_taken_unasked() {
    let mut office = Office::open_with(two_of_one_name());
    office.drafts.opening.client = "Ada Lovelace".to_owned();
    assert!(office.desk(DeskAction::StartCall).is_empty());
    assert!(office.state.call.is_none());
    assert_eq!(office.state.refused, Some(Refusal::SeveralOfThatName));
    office.drafts.opening.whose = Whose::Known(ClientId::new("c-other"));
    office.desk(DeskAction::StartCall);
    assert_eq!(office.call().client.card.phone, "512-555-0100");
}

#[test]
fn somebody_else_of_a_known_name_gets_a_file_of_their_own() {
    let mut office = Office::open_with(known());
    office.drafts.opening.client = "Ada Lovelace".to_owned();
    office.drafts.opening.whose = Whose::SomeoneNew;
    office.desk(DeskAction::StartCall);
    assert_ne!(office.call().client.id, client("Ada Lovelace").id);
    assert_eq!(office.call().client.card.preferred_name, "", "nothing of hers is shown");
}

#[test]
fn quick_capture_knows_a_known_client_and_waits_for_no_choice() {
    let mut office = Office::open_with(known());
    office.drafts.opening.client = "ada lovelace".to_owned();
    office.desk(DeskAction::QuickCapture);
    assert_eq!(office.call().client.id, client("Ada Lovelace").id);
    let mut office = Office::open_with(two_of_one_name());
    office.drafts.opening.client = "Ada Lovelace".to_owned();
    office.desk(DeskAction::QuickCapture);
    assert!(![client("Ada Lovelace").id, ClientId::new("c-other")].contains(&office.call().client.id));
}
