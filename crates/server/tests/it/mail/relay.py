"""A mail relay of other people's making (PyPI aiosmtpd), for the tests: what it took, it prints.

    relay.py [--tls PEM] [--implicit] [--login USER:PASSWORD] [--ids]

The first line is its port, each further one a mail as JSON; with --ids its Message-ID alone stands for its
bytes. It ends with its standard input.
Addresses play parts: never@ is refused for ever, later@ is put off, silent@ is not answered.
"""

import argparse
import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

parser = argparse.ArgumentParser()
parser.add_argument("--tls")
parser.add_argument("--implicit", action="store_true")
parser.add_argument("--login")
parser.add_argument("--ids", action="store_true")
arguments = parser.parse_args()


def say(line):
    print(line, flush=True)


def message_id(mail):
    start = mail.index(b"\nMessage-ID: ") + len(b"\nMessage-ID: ")
    return mail[start : mail.index(b"\r\n", start)]


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        part = address.split("@")[0]
        if part == "never":
            return f"550 5.1.1 <{address}>: nobody of that name"
        if part == "later":
            return f"451 4.2.0 <{address}>: try again"
        if part == "silent":
            await asyncio.sleep(3600)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "encrypted": arguments.implicit or session.ssl is not None,
            "user": getattr(session, "auth_data", None) and session.auth_data.login.decode(),
            "hello": session.host_name,
            "mail": list(message_id(envelope.content) if arguments.ids else envelope.content),
        }
        say(json.dumps(mail))
        return "250 OK"


def authenticator(server, session, envelope, mechanism, data):
    user, password = arguments.login.encode().split(b":")
    is_right = data.login == user and data.password == password
    # Not handled: the answer is the server's to give.
    return AuthResult(success=is_right, handled=False, auth_data=data)


async def main():
    tls = None
    if arguments.tls:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(arguments.tls)

    def session():
        return SMTP(
            Handler(),
            hostname="relay.example",
            tls_context=None if arguments.implicit else tls,
            auth_require_tls=False,
            auth_required=bool(arguments.login),
            authenticator=authenticator if arguments.login else None,
            enable_SMTPUTF8=True,
        )

    server = await asyncio.get_running_loop().create_server(
        session, "127.0.0.1", 0, ssl=tls if arguments.implicit else None
    )
    say(server.sockets[0].getsockname()[1])
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


try:
    asyncio.run(main())
except KeyboardInterrupt:
    pass
