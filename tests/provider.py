"""A council's own sign-in for tests: a small OpenID Connect provider on this machine, which knows one person."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET = "scrutiny", "the-provider-and-the-site-alone-know-this-secret"
CODE = "a-code-that-is-good-once"


class Provider(ThreadingHTTPServer):
    """What it says of the person is in ``claims``; ``told`` overrides what only the second question gets."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.claims = {"sub": "17", "email": "olive@thornmere.example", "email_verified": True}
        self.told: dict = {}
        self.audience = CLIENT
        self.issuer = self.url
        self.expires_in = 300
        self.challenge = ""
        self.asked: list[str] = []

    def configuration(self) -> dict:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def consent(self, location: str) -> str:
        """What the person's browser does at the provider: gives where it is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        assert location.startswith(f"{self.url}/authorize?")
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert asked["code_challenge_method"] == "S256"
        self.challenge = asked["code_challenge"]
        return f"{asked['redirect_uri']}?{urlencode({'code': CODE, 'state': asked['state']})}"

    def tokens(self, form: dict[str, str]) -> dict:
        proof = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        known = (form["client_id"], form["client_secret"], form["code"], proof.decode())
        if known != (CLIENT, SECRET, CODE, self.challenge):
            return {"error": "invalid_grant"}
        facts = {"iss": self.issuer, "aud": self.audience, "exp": int(time.time()) + self.expires_in}
        return {"access_token": "open", "id_token": jwt.encode(facts | self.claims, SECRET)}


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.asked.append(path)
        if path == "/.well-known/openid-configuration":
            self.answer(self.server.configuration())
        elif path == "/userinfo" and self.headers["Authorization"] == "Bearer open":
            self.answer(self.server.claims | self.server.told)
        else:
            self.answer({"error": "not found"}, 404)

    def do_POST(self) -> None:
        typed = self.rfile.read(int(self.headers["Content-Length"])).decode()
        found = self.server.tokens({name: values[0] for name, values in parse_qs(typed).items()})
        self.answer(found, 400 if "error" in found else 200)

    def answer(self, content: dict, status: int = 200) -> None:
        data = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Tests say themselves what was asked."""


@contextmanager
def provider() -> Iterator[Provider]:
    server = Provider()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
