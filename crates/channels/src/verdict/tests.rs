//! Answers as services give them.

use super::*;

fn reply(status: u16, body: &str) -> Reply<'_> {
    Reply {
        status,
        retry_after: None,
        body,
        at: "2026-03-04T11:00:00Z".parse().unwrap(),
    }
}

fn again(after: Option<u64>, why: Reason) -> Verdict {
    Verdict::Again {
        after: after.map(Duration::from_secs),
        why,
    }
}

#[test]
fn what_was_taken_is_delivered_everywhere() {
    for channel in Channel::ALL {
        for status in [200, 202, 204] {
            assert_eq!(judge(channel, &reply(status, "ok")), Verdict::Delivered);
        }
    }
}

#[test]
fn what_broke_over_there_is_tried_again_everywhere() {
    for channel in Channel::ALL {
        for status in [500, 502, 503, 504] {
            let verdict = judge(channel, &reply(status, "<html>Bad Gateway</html>"));
            assert_eq!(
                verdict,
                again(None, Reason::Failing),
                "{channel:?} {status}"
            );
        }
    }
}

#[test]
fn nobody_is_forgotten_for_an_answer_that_says_nothing() {
    for channel in Channel::ALL {
        for status in 100..=599 {
            let is_clear = status == 410 || (channel, status) == (Channel::WebPush, 404);
            let verdict = judge(channel, &reply(status, ""));
            assert!(
                is_clear || !matches!(verdict, Verdict::Gone(_)),
                "{channel:?} {status}"
            );
        }
    }
}

#[test]
fn a_redirect_is_not_a_delivery() {
    for channel in Channel::ALL {
        let verdict = judge(channel, &reply(302, ""));
        assert_eq!(verdict, again(None, Reason::Moved));
    }
}

#[test]
fn a_wait_is_kept_to_as_seconds_and_as_a_date_and_never_for_more_than_a_day() {
    let waits = [
        ("30", Some(30)),
        ("0", Some(0)),
        ("Wed, 04 Mar 2026 11:02:00 GMT", Some(120)),
        ("Wed, 04 Mar 2026 10:00:00 GMT", None),
        ("99999999999999", Some(86_400)),
        ("Wed, 04 Mar 2099 10:00:00 GMT", Some(86_400)),
        ("-5", None),
        ("NaN", None),
        ("soon", None),
    ];
    for (asked, expected) in waits {
        for status in [429, 503] {
            let reply = Reply {
                retry_after: Some(asked),
                ..reply(status, "")
            };
            let Verdict::Again { after, .. } = judge(Channel::Webhook, &reply) else {
                panic!("{asked}");
            };
            assert_eq!(after, expected.map(Duration::from_secs), "{asked}");
        }
    }
}

#[test]
fn a_receiver_that_answers_gone_is_left_alone_and_one_that_stumbles_is_not() {
    for channel in [Channel::Webhook, Channel::Statuspage] {
        let gone = Verdict::Gone(Reason::AskedToLeave);
        assert_eq!(judge(channel, &reply(410, "")), gone);
        let unreadable = again(None, Reason::Unreadable);
        assert_eq!(judge(channel, &reply(400, "no")), unreadable);
        let nowhere = again(None, Reason::NoSuchAddress);
        assert_eq!(judge(channel, &reply(404, "")), nowhere);
    }
}

#[test]
fn slack_says_it_in_one_word() {
    let judged = |status, body| judge(Channel::Slack, &reply(status, body));

    let nowhere = Verdict::Gone(Reason::NoSuchAddress);
    assert_eq!(judged(404, "no_service"), nowhere);
    assert_eq!(judged(403, "invalid_token\n"), nowhere);
    let closed = Verdict::Gone(Reason::Closed);
    assert_eq!(judged(404, "channel_not_found"), closed);
    assert_eq!(judged(410, "channel_is_archived"), closed);
    let forbidden = Verdict::Refused(Reason::Forbidden);
    assert_eq!(judged(403, "action_prohibited"), forbidden);
    let unreadable = Verdict::Refused(Reason::Unreadable);
    assert_eq!(judged(400, "invalid_payload"), unreadable);
    assert_eq!(judged(400, "invalid_blocks"), unreadable);
    assert_eq!(judged(500, "rollup_error"), again(None, Reason::Failing));
}

#[test]
fn discord_says_it_in_json() {
    let judged = |status, body| judge(Channel::Discord, &reply(status, body));

    let unknown = r#"{"message": "Unknown Webhook", "code": 10015}"#;
    assert_eq!(judged(404, unknown), Verdict::Gone(Reason::NoSuchAddress));
    let busy =
        r#"{"message": "You are being rate limited.", "retry_after": 64.57, "global": false}"#;
    let after = Some(Duration::from_secs_f64(64.57));
    let why = Reason::Busy;
    assert_eq!(judged(429, busy), Verdict::Again { after, why });
    let invalid = r#"{"code": 50035, "message": "Invalid Form Body"}"#;
    assert_eq!(judged(400, invalid), Verdict::Refused(Reason::Unreadable));
    let hostile = r#"{"retry_after": 1e300}"#;
    assert_eq!(judged(429, hostile), again(Some(86_400), Reason::Busy));
}

#[test]
fn teams_hides_a_limit_behind_200() {
    let judged = |status, body| judge(Channel::Teams, &reply(status, body));

    let hidden = "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId …";
    assert_eq!(judged(200, hidden), again(None, Reason::Busy));
    let large = "Microsoft Teams endpoint returned HTTP error 413 with ContextId …";
    assert_eq!(judged(200, large), Verdict::Refused(Reason::TooLarge));
    let gone = r#"{"error":{"code":"WorkflowNotFound","message":"…"}}"#;
    assert_eq!(judged(404, gone), Verdict::Gone(Reason::NoSuchAddress));
    let off = r#"{"error":{"code":"WorkflowTriggerIsNotEnabled","message":"Could not execute workflow 'x' trigger 'manual' with state 'Disabled': trigger is not enabled."}}"#;
    assert_eq!(judged(400, off), again(None, Reason::Closed));
    let deleted = off.replace("Disabled", "Deleted");
    let gone = Verdict::Gone(Reason::NoSuchAddress);
    assert_eq!(judged(400, &deleted), gone);
}

#[test]
fn mattermost_names_a_hook_that_is_gone() {
    let judged = |status, body| judge(Channel::Mattermost, &reply(status, body));

    let gone = r#"{"id":"web.incoming_webhook.invalid.app_error","status_code":400}"#;
    assert_eq!(judged(400, gone), Verdict::Gone(Reason::NoSuchAddress));
    let unread = r#"{"id":"web.incoming_webhook.parse.app_error","status_code":400}"#;
    assert_eq!(judged(400, unread), Verdict::Refused(Reason::Unreadable));
    let off = r#"{"id":"web.incoming_webhook.disabled.app_error","status_code":501}"#;
    assert_eq!(judged(501, off), again(None, Reason::Closed));
}

#[test]
fn google_chat_speaks_as_googles_programs_do() {
    let judged = |status, body| judge(Channel::GoogleChat, &reply(status, body));

    let gone = r#"{"error":{"code":404,"message":"…","status":"NOT_FOUND"}}"#;
    assert_eq!(judged(404, gone), Verdict::Gone(Reason::NoSuchAddress));
    let busy = r#"{"error":{"code":429,"message":"…","status":"RESOURCE_EXHAUSTED"}}"#;
    assert_eq!(judged(429, busy), again(None, Reason::Busy));
}

#[test]
fn a_browser_that_is_gone_says_so_and_a_key_that_does_not_fit_ends_nobody() {
    let judged = |status| judge(Channel::WebPush, &reply(status, ""));

    assert_eq!(judged(201), Verdict::Delivered);
    assert_eq!(judged(404), Verdict::Gone(Reason::NoSuchAddress));
    assert_eq!(judged(410), Verdict::Gone(Reason::AskedToLeave));
    assert_eq!(judged(403), again(None, Reason::Forbidden));
    assert_eq!(judged(413), Verdict::Refused(Reason::TooLarge));
    assert_eq!(judged(429), again(None, Reason::Busy));
}
