//! The same page with a crowd of open event streams, and with ten thousand incidents in its archive.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use super::{
    Options, load,
    server::{Beffroi, get},
};
use crate::{bench::sample, run::run};

const STREAMS: usize = 1_000;
/// About ten thousand incidents, as the sample makes them.
const ARCHIVE_BYTES: u64 = 41_200_000;

/// Load while a thousand browsers are left open.
pub fn crowd(beffroi: &Beffroi, seconds: u32, options: Options) -> Result<()> {
    let before = beffroi.memory_mb()?;
    let streams = (0..STREAMS)
        .map(|_| stream(beffroi.port))
        .collect::<Result<Vec<_>>>()?;
    let memory = beffroi.memory_mb()? - before;
    let headers = [("Accept-Encoding".to_owned(), "br".to_owned())];
    let load = load::wrk(beffroi.port, "/fr/", &headers, seconds, &beffroi.pids())?;
    let open = streams.len();
    drop(streams);
    if options.json {
        println!(
            "{{\"bench\":\"http\",\"what\":\"streams\",\"open\":{open},\"rps\":{:.0},\"p99_ms\":{:.3},\
             \"streams_mb\":{memory:.1}}}",
            load.rps, load.p99_ms
        );
    } else {
        println!(
            "streams       with {open} open: {:.0} requests/s, p99 {:.2} ms; the streams take {memory:.1} MB",
            load.rps, load.p99_ms
        );
    }
    Ok(())
}

fn stream(port: u16) -> Result<TcpStream> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let head = format!("GET /events?locale=fr HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    stream.write_all(head.as_bytes())?;
    let mut start = [0; 12];
    stream.read_exact(&mut start)?;
    if &start[9..] != b"200" {
        bail!(
            "an event stream was answered {}",
            String::from_utf8_lossy(&start)
        );
    }
    Ok(stream)
}

/// Ten thousand incidents: taken in, started over, asked for.
pub fn archive(binary: &Path, seconds: u32, options: Options) -> Result<()> {
    let folder = super::folder()?;
    let (file, data) = (folder.join("archive.json"), folder.join("http-archive"));
    let _ = fs::remove_dir_all(&data);
    let incidents = sample::json(&file, ARCHIVE_BYTES)?;
    let began = Instant::now();
    let mut import = Command::new(binary);
    import.arg("import").arg("--data").arg(&data).arg(&file);
    run(import
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null()))?;
    let import_s = began.elapsed().as_secs_f64();
    let arguments = [
        "serve".to_owned(),
        "--data".to_owned(),
        data.display().to_string(),
    ];
    let beffroi = Beffroi::start(binary, &arguments)?;
    let headers = [("Accept-Encoding".to_owned(), "br".to_owned())];
    let load = load::wrk(
        beffroi.port,
        &beffroi.home,
        &headers,
        seconds,
        &beffroi.pids(),
    )?;
    let month = first_time(&beffroi, "history/undated")?;
    let figures = first_time(&beffroi, "figures")?;
    let (start_ms, memory_mb) = (beffroi.start_ms, beffroi.memory_mb()?);
    if options.json {
        println!(
            "{{\"bench\":\"http\",\"what\":\"archive\",\"incidents\":{incidents},\"import_s\":{import_s:.1},\
             \"start_ms\":{start_ms:.0},\"rps\":{:.0},\"p99_ms\":{:.3},\"undated_ms\":{month:.0},\
             \"figures_ms\":{figures:.0},\"memory_mb\":{memory_mb:.1}}}",
            load.rps, load.p99_ms
        );
    } else {
        println!(
            "archive       {incidents} incidents: import {import_s:.1} s; start to first 200 {start_ms:.0} ms; overview {:.0} \
             requests/s, p99 {:.2} ms; undated page {month:.0} ms, figures {figures:.0} ms, each for the first \
             time; memory {memory_mb:.1} MB",
            load.rps, load.p99_ms
        );
    }
    drop(beffroi);
    fs::remove_file(&file).context("the archive's file")?;
    Ok(())
}

/// Milliseconds until a page is there that nobody has asked for before.
fn first_time(beffroi: &Beffroi, rest: &str) -> Result<f64> {
    let began = Instant::now();
    get(beffroi.port, &format!("{}{rest}", beffroi.home), &[])?;
    Ok(began.elapsed().as_secs_f64() * 1000.0)
}
