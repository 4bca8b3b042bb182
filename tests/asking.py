"""Asking a real server over loopback, politely or not."""

import http.client
import re
import socket

HOST = "scrutiny.thornmere.example"
FORM = "application/x-www-form-urlencoded"


def ask(port, method, path, body=b"", **headers):
    """Status, headers and page."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    asked = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"} | headers
    asked = {name: value for name, value in asked.items() if value is not None}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, body=body, headers=asked)
    response = connection.getresponse()
    page = response.read().decode(errors="replace")
    connection.close()
    return response.status, dict(response.getheaders()), page


def rawly(port, *sent):
    """Bytes that are no proper request; what comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as peer:
        for piece in sent:
            peer.sendall(piece)
        return peer.recv(1000)


def send(port, path, **values):
    """A form with the token that its page gives."""
    _, headers, page = ask(port, "GET", path)
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    cookie = headers["Set-Cookie"].partition(";")[0]
    body = "&".join(f"{name}={value}" for name, value in {"csrfmiddlewaretoken": token, **values}.items()).encode()
    return ask(port, "POST", path, body, Cookie=cookie, Referer=f"https://{HOST}{path}", Content_Type=FORM)
