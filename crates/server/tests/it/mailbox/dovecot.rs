//! A mail server in a process of its own: Dovecot, over a Maildir of the test's; it ends when it is dropped.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    os::unix::{fs::chown, process::CommandExt as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, getgid, getuid, kill_process};

pub const USER: &str = "desk-of-anna@example.com";
pub const PASSWORD: &str = "quatre mots du bureau";

/// Who nobody is, where we are root: a server of mail runs as somebody else.
const NOBODY: u32 = 65534;

pub struct Dovecot {
    /// In the clear, and by STARTTLS.
    pub port: u16,
    /// Encrypted from the first byte.
    pub tls_port: u16,
    child: Child,
    folder: tempfile::TempDir,
}

impl Dovecot {
    /// One that shows a certificate for `localhost`; `None`, with a word, where no Dovecot is named.
    pub fn start() -> Option<Self> {
        Self::with("localhost.pem", "")
    }

    /// One with this certificate and some settings of its own.
    pub fn with(certificate: &str, more: &str) -> Option<Self> {
        let Some(program) = std::env::var_os("TEST_DOVECOT") else {
            eprintln!("TEST_DOVECOT is not set: the mailbox is left out");
            return None;
        };
        // Somebody else may take a port between two lines.
        (0..3).find_map(|_| Self::try_start(Path::new(&program), certificate, more))
    }

    fn try_start(program: &Path, certificate: &str, more: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        for name in ["run", "state", "mail", "mail/new", "mail/cur", "mail/tmp"] {
            fs::create_dir(at.join(name)).unwrap();
        }
        let pem = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/mail");
        fs::copy(pem.join(certificate), at.join("server.pem")).unwrap();
        let (port, tls_port) = (free_port(), free_port());
        fs::write(at.join("dovecot.conf"), settings(at, port, tls_port, more)).unwrap();
        let mut command = Command::new(program);
        command
            .args(["-F", "-c"])
            .arg(at.join("dovecot.conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if getuid().is_root() {
            command.uid(NOBODY).gid(NOBODY);
        }
        write_password(at, PASSWORD);
        give(at);
        let child = command.spawn().unwrap();
        let mut dovecot = Self {
            port,
            tls_port,
            child,
            folder,
        };
        dovecot.is_there().then_some(dovecot)
    }

    fn is_there(&mut self) -> bool {
        let until = Instant::now() + Duration::from_secs(20);
        while Instant::now() < until {
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return true;
            }
            if let Ok(Some(_)) = self.child.try_wait() {
                break;
            }
            sleep(Duration::from_millis(50));
        }
        eprintln!("dovecot does not start: {}", self.log());
        false
    }

    /// The section `[imap]` that leads here: by STARTTLS, unless said otherwise.
    pub fn section(&self, more: &str) -> String {
        let mut section = format!(
            "[imap]\nhost = \"localhost\"\nuser = \"{USER}\"\nca_file = \"{}/tests/it/mail/ca.pem\"\nallow_private = true\n",
            env!("CARGO_MANIFEST_DIR")
        );
        for (key, usual) in [
            ("tls", "\"starttls\"".to_owned()),
            ("port", self.port.to_string()),
            ("password", format!("\"{PASSWORD}\"")),
        ] {
            if !more.contains(&format!("{key} =")) {
                section += &format!("{key} = {usual}\n");
            }
        }
        section + more + "\n"
    }

    /// A mail arrives.
    pub fn put(&self, name: &str, mail: &str) {
        let box_ = self.folder.path().join("mail");
        let (tmp, new) = (box_.join("tmp").join(name), box_.join("new").join(name));
        fs::write(&tmp, mail).unwrap();
        give(&tmp);
        fs::rename(tmp, new).unwrap();
    }

    /// The mails of the inbox, by their names without and the letters of their flags.
    pub fn inbox(&self) -> Vec<(String, String)> {
        self.mails_in("mail")
    }

    /// Those of another folder.
    pub fn folder(&self, name: &str) -> Vec<(String, String)> {
        self.mails_in(&format!("mail/.{name}"))
    }

    fn mails_in(&self, folder: &str) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for part in ["new", "cur"] {
            let Ok(files) = fs::read_dir(self.folder.path().join(folder).join(part)) else {
                continue;
            };
            for file in files {
                let name = file.unwrap().file_name().into_string().unwrap();
                let (name, flags) = name.split_once(":2,").unwrap_or((&name, ""));
                let name = name.split(',').next().unwrap_or(name);
                all.push((name.to_owned(), flags.to_owned()));
            }
        }
        all.sort();
        all
    }

    /// A person takes all flags off a mail of the inbox.
    pub fn take_flags(&self, name: &str) {
        let cur = self.folder.path().join("mail/cur");
        for file in fs::read_dir(&cur).unwrap() {
            let file = file.unwrap().file_name().into_string().unwrap();
            let Some((whole, _)) = file.split_once(":2,") else {
                continue;
            };
            if whole.split(',').next() == Some(name) {
                fs::rename(cur.join(&file), cur.join(format!("{whole}:2,"))).unwrap();
            }
        }
    }

    /// What it wrote of who came.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    pub fn set_password(&self, password: &str) {
        write_password(self.folder.path(), password);
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().to_owned()
    }
}

fn write_password(at: &Path, password: &str) {
    let (users, new) = (at.join("users"), at.join("users.new"));
    fs::write(&new, format!("{USER}:{{PLAIN}}{password}\n")).unwrap();
    give(&new);
    fs::rename(new, users).unwrap();
}

/// To whom the server runs as, with all that is in it.
fn give(path: &Path) {
    if !getuid().is_root() {
        return;
    }
    chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    if path.is_dir() {
        for file in fs::read_dir(path).unwrap() {
            give(&file.unwrap().path());
        }
    }
}

fn free_port() -> u16 {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    free.local_addr().unwrap().port()
}

fn named(what: &str) -> String {
    let said = Command::new("id").arg(what).output().unwrap();
    String::from_utf8(said.stdout).unwrap().trim().to_owned()
}

fn settings(at: &Path, port: u16, tls_port: u16, more: &str) -> String {
    let (user, group, uid, gid) = match getuid().is_root() {
        true => ("nobody".to_owned(), "nogroup".to_owned(), NOBODY, NOBODY),
        false => (
            named("-un"),
            named("-gn"),
            getuid().as_raw(),
            getgid().as_raw(),
        ),
    };
    let at = at.display();
    format!(
        "base_dir = {at}/run
state_dir = {at}/state
log_path = {at}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
ssl = yes
ssl_cert = <{at}/server.pem
ssl_key = <{at}/server.pem
disable_plaintext_auth = no
auth_failure_delay = 0 secs
auth_username_format = %Lu
mail_location = maildir:{at}/mail
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {at}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={at}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
{more}
"
    )
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        // It ends its own children, which a harder word would leave behind.
        let _ = kill_process(Pid::from_child(&self.child), Signal::TERM);
        let _ = self.child.wait();
    }
}
