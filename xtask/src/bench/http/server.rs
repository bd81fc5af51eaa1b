//! Beffroi and nginx as processes of their own, and a plain way to ask them.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::lifeline::{Lifeline, Stop, free_port, temporary_folder};

/// Where a program is.
pub fn program(name: &'static str) -> Option<PathBuf> {
    super::find(name)
}

/// A running Beffroi.
pub struct Beffroi {
    lifeline: Lifeline,
    /// Where it listens.
    pub port: u16,
    /// The overview, in the page's first language.
    pub home: String,
    /// Milliseconds from the start of the process to the first 200, over data that was there.
    pub start_ms: f64,
}

/// How deploy/beffroi.service and deploy/Dockerfile start it.
const AS_DEPLOYED: [(&str, &str); 2] = [
    ("MALLOC_ARENA_MAX", "2"),
    ("MALLOC_TRIM_THRESHOLD_", "65536"),
];

impl Beffroi {
    /// The demo; started once to fill its data, and once more to be measured.
    pub fn demo(binary: &Path) -> Result<Self> {
        let folder = super::folder()?.join("http-demo");
        // A demo of another day would renew itself at the start that is measured.
        let _ = fs::remove_dir_all(&folder);
        let arguments = [
            "demo".to_owned(),
            "--data".to_owned(),
            folder.display().to_string(),
        ];
        drop(Self::start(binary, &arguments)?);
        Self::start(binary, &arguments)
    }

    /// Runs `beffroi` with some arguments, and waits until everything stands ready.
    pub fn start(binary: &Path, arguments: &[String]) -> Result<Self> {
        let port = free_port()?;
        let mut command = Command::new(binary);
        // All readers of a bench have one address.
        command.env("BEFFROI_LIMITS_REQUESTS_PER_CLIENT", "4000");
        command.envs(AS_DEPLOYED);
        command
            .args(arguments)
            .args(["--listen", &format!("127.0.0.1:{port}")]);
        let folder = temporary_folder("beffroi")?;
        let began = Instant::now();
        let mut lifeline = Lifeline::start(command, folder, Stop::Terminate)?;
        let limit = Instant::now() + Duration::from_secs(60);
        let home = loop {
            if let Some(home) = home(port) {
                break home;
            }
            if Instant::now() > limit {
                bail!("no 200 within a minute:\n{}", lifeline.log());
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        let start_ms = began.elapsed().as_secs_f64() * 1000.0;
        lifeline.wait_until(Duration::from_secs(60), |_| is_ready(port))?;
        Ok(Self {
            lifeline,
            port,
            home,
            start_ms,
        })
    }

    /// Its processes.
    pub fn pids(&self) -> Vec<u32> {
        vec![self.lifeline.id()]
    }

    /// Memory that it holds, in megabytes.
    pub fn memory_mb(&self) -> Result<f64> {
        memory_mb(self.lifeline.id())
    }
}

/// Where `/` leads, when that answers 200.
fn home(port: u16) -> Option<String> {
    let home = get(port, "/", &[]).ok()?.header("location")?;
    (get(port, &home, &[]).ok()?.status == 200).then_some(home)
}

/// Shorter documents are not worth packing, in bytes.
const SMALL: usize = 1024;

/// True when the last of the documents that are made ahead is there, in its packed form unless it is too small for one.
fn is_ready(port: u16) -> bool {
    get(port, "/api/v2/summary.json", &[("Accept-Encoding", "gzip")]).is_ok_and(|answer| {
        let is_small = answer.body.len() < SMALL;
        answer.status == 200 && (is_small || answer.header("content-encoding").is_some())
    })
}

/// Memory that a process holds, in megabytes.
pub fn memory_mb(pid: u32) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .context("a line of /proc")?;
    let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kilobytes / 1000.0)
}

/// A running nginx over files.
pub struct Nginx {
    lifeline: Lifeline,
    /// Where it listens.
    pub port: u16,
}

impl Nginx {
    /// Serves `folder/html`.
    pub fn start(folder: &Path) -> Result<Self> {
        let port = free_port()?;
        fs::write(folder.join("nginx.conf"), config(folder, port))?;
        let mut command = Command::new(program("nginx").context("nginx")?);
        command
            .arg("-c")
            .arg(folder.join("nginx.conf"))
            .arg("-e")
            .arg(folder.join("errors"));
        let mut lifeline = Lifeline::start(command, folder.to_owned(), Stop::Terminate)?;
        lifeline.wait_until(Duration::from_secs(10), |_| {
            get(port, "/fr/", &[]).is_ok_and(|answer| answer.status == 200)
        })?;
        Ok(Self { lifeline, port })
    }

    /// Its workers.
    pub fn pids(&self) -> Result<Vec<u32>> {
        let id = self.lifeline.id();
        let children = fs::read_to_string(format!("/proc/{id}/task/{id}/children"))?;
        children
            .split_whitespace()
            .map(|pid| Ok(pid.parse()?))
            .collect()
    }
}

fn config(folder: &Path, port: u16) -> String {
    let modules = Path::new("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so");
    let brotli = if modules.is_file() {
        format!("load_module {};\n", modules.display())
    } else {
        String::new()
    };
    let folder = folder.display();
    format!(
        "{brotli}daemon off;\nworker_processes auto;\npid {folder}/pid;\nuser root;\n\
         events {{ worker_connections 8192; multi_accept on; }}\n\
         http {{\n access_log off; sendfile on; tcp_nodelay on; tcp_nopush on;\n\
         keepalive_requests 1000000000; open_file_cache max=100; open_file_cache_valid 60s;\n\
         client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;\n\
         uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;\n\
         types {{ text/html html; application/json json; }}\n\
         server {{ listen 127.0.0.1:{port} backlog=4096; root {folder}/html; gzip_static on; \
         brotli_static on; etag on; }}\n}}\n"
    )
}

/// An answer.
pub struct Answer {
    /// Its status.
    pub status: u16,
    head: String,
    /// Its bytes, as they came.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header.
    pub fn header(&self, name: &str) -> Option<String> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name)
                .then(|| value.trim().to_owned())
        })
    }
}

/// `GET path` on this machine over a connection of its own.
pub fn get(port: u16, path: &str, headers: &[(&str, &str)]) -> Result<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    // What takes longer is measured too; what hangs is not waited for.
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let mut request =
        format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str("\r\n");
    stream.write_all(request.as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .context("no head")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.get(9..12).context("no status")?.parse()?;
    Ok(Answer {
        status,
        head,
        body: bytes.split_off(end + 4),
    })
}
