//! A member at the desk: signed in by a cookie, with forms that are filled in and sent.

use axum::http::{Request, StatusCode};
use beffroi::{
    ground::Tx,
    members::{self, NewMember, Role},
};
use beffroi_domain::{Actor, ComponentId, PageId};
use jiff::Timestamp;
use scraper::{ElementRef, Html, Selector};

use crate::support::{Answer, TestApp};

/// A member at the desk, by their cookie.
pub struct Desk<'a> {
    pub app: &'a TestApp,
    pub cookie: String,
}

impl<'a> Desk<'a> {
    /// Somebody with this role on all pages.
    pub async fn of(app: &'a TestApp, name: &str, role: Role) -> Self {
        Self::on(app, name, None, role).await
    }

    /// Somebody with this role on one page.
    pub async fn on(app: &'a TestApp, name: &str, page: Option<PageId>, role: Role) -> Self {
        let new = NewMember {
            name: name.to_owned(),
            email: format!("{}@example.com", name.to_lowercase()),
            locale: Some("en".parse().unwrap()),
        };
        let mut tx = app.db().begin().await.unwrap();
        let (now, actor) = (app.now(), Actor::System);
        if !members::has_administrator(&mut tx).await.unwrap() {
            root(&mut tx, now).await;
        }
        let member = members::create_member(&mut tx, now, actor, new)
            .await
            .unwrap();
        members::grant_role(&mut tx, now, actor, member, page, role)
            .await
            .unwrap();
        let agent = "Firefox · Linux";
        let way = members::Way::Password;
        let secret = members::start_session(&mut tx, now, actor, member, agent, way, true).await;
        tx.commit().await.unwrap();
        let cookie = format!("beffroi={}", secret.unwrap());
        Self { app, cookie }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.app.get_with(path, &[("cookie", &self.cookie)]).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.app.send(self.request(path, fields, &[])).await
    }

    /// Fills in the form of a screen and presses a button.
    pub async fn press(
        &self,
        screen: &Answer,
        form: &str,
        changed: &[(&str, &str)],
        deed: &str,
    ) -> Answer {
        let action = screen.attributes(&format!("#{form}"), "action");
        let fields = filled(screen, form, changed, deed);
        self.post(&action[0], &with(&fields, &[])).await
    }

    /// As a script of the page sends it.
    pub async fn post_live(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.app
            .send(self.request(path, fields, &[("hx-request", "true")]))
            .await
    }

    fn request(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> Request<axum::body::Body> {
        let mut request = Request::post(path)
            .header("cookie", &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(encoded(fields).into()).unwrap()
    }

    /// Declares an incident in three languages; where its desk is.
    pub async fn declare(&self, component: Option<ComponentId>) -> String {
        let part = component.map(|id| format!("part-{id}"));
        let mut fields = vec![
            ("page", "test"),
            ("title-fr", "Paiements refusés"),
            ("title-en", "Payments refused"),
            ("title-it", "Pagamenti rifiutati"),
            ("text-fr", "Nous cherchons."),
            ("text-en", "We are looking."),
            ("text-it", "Stiamo cercando."),
            ("deed", "publish"),
        ];
        if let Some(part) = &part {
            fields.push((part, "major_outage"));
        }
        let answer = self.post("/console/incidents/new", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let place = answer.header("location").to_owned();
        place.split('?').next().unwrap().to_owned()
    }

    /// What the form on this page sends along unseen.
    pub async fn hidden(&self, path: &str, form: &str) -> Vec<(String, String)> {
        hidden(&self.get(path).await, form)
    }
}

/// Whoever administers everything, since somebody has to.
async fn root(tx: &mut Tx, now: Timestamp) {
    let new = NewMember {
        name: "Root".to_owned(),
        email: "root@example.com".to_owned(),
        locale: None,
    };
    let root = members::create_member(tx, now, Actor::System, new)
        .await
        .unwrap();
    let role = Role::Administrator;
    members::grant_role(tx, now, Actor::System, root, None, role)
        .await
        .unwrap();
}

pub fn hidden(answer: &Answer, form: &str) -> Vec<(String, String)> {
    let selector = format!("{form} input[type=hidden]");
    let names = answer.attributes(&selector, "name");
    let values = answer.attributes(&selector, "value");
    names.into_iter().zip(values).collect()
}

/// What a browser would send of a form as it stands, with these fields filled in or chosen, and a button pressed.
pub fn filled(
    answer: &Answer,
    form: &str,
    changed: &[(&str, &str)],
    deed: &str,
) -> Vec<(String, String)> {
    let html = Html::parse_document(&answer.body);
    let all = ["input", "select", "textarea"];
    let inside = all.map(|one| format!("#{form} {one}[name], {one}[name][form={form}]"));
    let selector = Selector::parse(&inside.join(", ")).unwrap();
    let is_changed = |name: &str| changed.iter().any(|one| one.0 == name);
    let own = html.select(&selector).filter_map(|one| {
        let name = one.attr("name")?.to_owned();
        Some((name, standing(one)?))
    });
    let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    own.filter(|(name, _)| !is_changed(name))
        .chain(changed.iter().map(pair))
        .chain([("deed".to_owned(), deed.to_owned())])
        .collect()
}

/// What stands in a control; nothing where it is not sent.
fn standing(control: ElementRef<'_>) -> Option<String> {
    let value = || control.attr("value").unwrap_or_default().to_owned();
    let (chosen, first) = ("option[selected]", "option");
    match (control.value().name(), control.attr("type")) {
        ("textarea", _) => Some(control.text().collect()),
        ("select", _) => [chosen, first].into_iter().find_map(|one| {
            let option = control.select(&Selector::parse(one).unwrap()).next()?;
            option.attr("value").map(str::to_owned)
        }),
        (_, Some("radio" | "checkbox")) => control.attr("checked").map(|_| value()),
        _ => Some(value()),
    }
}

pub fn encoded(fields: &[(&str, &str)]) -> String {
    let escape = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            })
            .collect()
    };
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", escape(name), escape(value)))
        .collect();
    pairs.join("&")
}

pub fn with<'a>(
    hidden: &'a [(String, String)],
    fields: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let own = hidden
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    own.chain(fields.iter().copied()).collect()
}
