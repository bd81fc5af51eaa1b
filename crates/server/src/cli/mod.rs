//! The command line: one file a command.
//!
//! Read in order: [`main`], then the commands. Not here: what a command does; that is a verb's.

mod announcements;
mod apply;
mod article;
mod audit;
mod backup;
mod bounces;
mod component;
mod config;
mod copies;
mod demo;
mod desk;
mod import;
mod incident;
mod mailbox;
mod maintenance;
mod member;
mod memory;
mod migrate;
mod page;
mod phrase;
mod remote;
mod restore;
mod review;
mod serve;
mod subscribers;
mod ticket;
mod token;
mod upstream;
mod watch;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

use crate::{
    config::{ConfigError, Settings},
    ground::db::DbUrl,
};

/// Beffroi: a belfry for services people depend on.
#[derive(Debug, Parser)]
#[command(name = "beffroi", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Fill a database with a sample provider and serve its page.
    Demo(demo::DemoArgs),
    /// Serve the page.
    Serve(serve::ServeArgs),
    /// Read a status page's history into ours.
    Import(import::ImportArgs),
    /// Say what is wrong with a text before it goes out.
    Review(review::ReviewArgs),
    /// Make of a page what a file says: components, groups, names, hosts
    Apply(apply::ApplyArgs),
    /// Make pages, say where they stand and who may read them.
    Page(page::PageArgs),
    /// Let people in to the console: invite, recover, list.
    Member(member::MemberArgs),
    /// Keys of programs that use the API.
    Token(token::TokenArgs),
    /// Open, tell, resolve incidents on a running server.
    Incident(incident::IncidentArgs),
    /// List components of a running server, and say how they are.
    Component(component::ComponentArgs),
    /// List and change the articles of a page's help centre on a running server.
    Article(article::ArticleArgs),
    /// List and change the phrasebook of a page on a running server.
    Phrase(phrase::PhraseArgs),
    /// What is taken up with providers on a running server: tickets, answers, promises
    Ticket(ticket::TicketArgs),
    /// What components of a running server hang on, and what happens when that goes bad.
    Upstream(upstream::UpstreamArgs),
    /// See who did what, and prove that nobody changed it since.
    Audit(audit::AuditArgs),
    /// Schedule, begin and complete maintenance on a running server
    Maintenance(maintenance::MaintenanceArgs),
    /// What was said before on a running server, and how it was said in another language.
    Memory(memory::MemoryArgs),
    /// Who asked to be told: list, take in, write out, forget
    Subscribers(subscribers::SubscribersArgs),
    /// What was told on a running server, how far it is, and whom it did not reach.
    Announcements(announcements::AnnouncementsArgs),
    /// Follow other providers' status pages
    Watch(watch::WatchArgs),
    /// Take in what relays say of mails that did not arrive.
    Bounces(bounces::BouncesArgs),
    /// Take in what customers write.
    Desk(desk::DeskArgs),
    /// Write everything into one file.
    Backup(backup::BackupArgs),
    /// Make a database of a backup.
    Restore(restore::RestoreArgs),
    /// Copy everything into another database.
    Migrate(migrate::MigrateArgs),
    /// Check the configuration, or print its reference.
    Config(config::ConfigArgs),
}

/// Where an installation is: a configuration file, or a directory with an embedded database.
#[derive(Clone, Debug, Default, clap::Args)]
struct Place {
    /// The configuration file; ./beffroi.toml when it is there
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// A directory with an embedded database; made when missing
    #[arg(long, value_name = "DIR", conflicts_with = "config")]
    data: Option<PathBuf>,
}

const DEFAULT_CONFIG: &str = "beffroi.toml";

impl Place {
    /// The settings of the installation that is meant.
    ///
    /// # Errors
    /// What is wrong with the configuration, or that none is named.
    fn settings(&self) -> anyhow::Result<Settings> {
        let default = Path::new(DEFAULT_CONFIG);
        match (&self.config, &self.data) {
            (Some(path), _) => Ok(crate::config::load(Some(path))?),
            (None, Some(directory)) => in_directory(directory),
            (None, None) if default.exists() => Ok(crate::config::load(Some(default))?),
            (None, None) => anyhow::bail!(
                "which installation? Name its configuration with --config FILE, or a directory for \
                 an embedded database with --data DIR"
            ),
        }
    }
}

fn in_directory(directory: &Path) -> anyhow::Result<Settings> {
    std::fs::create_dir_all(directory)
        .map_err(|error| anyhow::anyhow!("cannot make {}: {error}", directory.display()))?;
    let mut settings =
        crate::config::load(None).map_err(|error: ConfigError| anyhow::anyhow!(error))?;
    settings.database = DbUrl::File(directory.join("beffroi.db"));
    settings.ready = Some(directory.join("ready"));
    Ok(settings)
}

/// Runs the program; its exit status is 0 when all went well, 1 when something did not, 2 when the
/// arguments are wrong.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("beffroi: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    if let Command::Config(args) = arguments.command {
        return config::run(&args);
    }
    if let Command::Review(args) = arguments.command {
        return review::run(&args);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match arguments.command {
            Command::Demo(args) => demo::run(args).await,
            Command::Serve(args) => serve::run(args).await,
            Command::Import(args) => import::run(args).await,
            Command::Apply(args) => apply::run(args).await,
            Command::Page(args) => page::run(args).await,
            Command::Member(args) => member::run(args).await,
            Command::Token(args) => token::run(args).await,
            Command::Incident(args) => incident::run(args).await,
            Command::Component(args) => component::run(args).await,
            Command::Article(args) => article::run(args).await,
            Command::Phrase(args) => phrase::run(args).await,
            Command::Ticket(args) => ticket::run(args).await,
            Command::Upstream(args) => upstream::run(args).await,
            Command::Audit(args) => audit::run(args).await,
            Command::Maintenance(args) => maintenance::run(args).await,
            Command::Memory(args) => memory::run(args).await,
            Command::Subscribers(args) => subscribers::run(args).await,
            Command::Announcements(args) => announcements::run(args).await,
            Command::Watch(args) => watch::run(args).await,
            Command::Bounces(args) => bounces::run(args).await,
            Command::Desk(args) => desk::run(args).await,
            Command::Backup(args) => backup::run(args).await,
            Command::Restore(args) => restore::run(args).await,
            Command::Migrate(args) => migrate::run(args).await,
            Command::Config(args) => config::run(&args),
            Command::Review(args) => review::run(&args),
        }
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Arguments;

    #[test]
    fn no_arguments_of_any_command_clash() {
        Arguments::command().debug_assert();
    }
}
