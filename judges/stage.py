"""What every script begins with: where Azure is, a credential for it, and steps that say what they did."""

import contextlib
import json
import os
import pathlib
import sys
import time

import requests
from azure.core.exceptions import HttpResponseError, ResourceNotFoundError
from azure.identity import ClientSecretCredential

POLL_SECONDS = 1


class Stage:
    """Azure as the ready file of the simulator describes it, and one resource group that belongs to the run alone."""

    def __init__(self, ready_file, group):
        ready = json.loads(pathlib.Path(ready_file).read_text())
        # The one thing that a private Azure needs: requests, and with it every client here, takes its trust from this.
        os.environ["REQUESTS_CA_BUNDLE"] = ready["ca"]
        self.arm = ready["arm"]
        self.admin = ready["admin"]
        self.authority = ready["authority"]
        self.tenant = ready["tenant"]
        self.client_id = ready["clientId"]
        self.secret = ready["clientSecret"]
        self.subscription = ready["subscription"]
        self.group = group
        self.location = "westeurope"
        self.credential = self.sign_in(self.secret)

    @contextlib.contextmanager
    def time_standing(self):
        """Time nearly stands, so that what Azure refuses while something is under way can be tried without haste."""
        speed = self._clock("GET")["speed"]
        self._clock("PUT", {"speed": 0.001})
        try:
            yield
        finally:
            self._clock("PUT", {"speed": speed})

    def _clock(self, method, body=None):
        answer = requests.request(method, f"{self.admin}/clock", json=body, timeout=10)
        answer.raise_for_status()
        return answer.json()

    def sign_in(self, secret):
        return ClientSecretCredential(
            self.tenant, self.client_id, secret, authority=self.authority, disable_instance_discovery=True
        )

    def management(self, client, **more):
        """A client of azure-mgmt-*; it polls often, since simulated minutes are short."""
        return client(
            self.credential,
            self.subscription,
            base_url=self.arm,
            credential_scopes=["https://management.azure.com/.default"],
            polling_interval=POLL_SECONDS,
            **more,
        )

    def id(self, path):
        return f"/subscriptions/{self.subscription}/resourceGroups/{self.group}/providers/{path}"


class Road:
    """Steps in order. A step that fails ends the run; what went before stands on the screen."""

    def __init__(self):
        self.steps = []

    def step(self, step):
        self.steps.append(step)
        return step

    def walk(self, *arguments):
        for step in self.steps:
            begin = time.monotonic()
            step(*arguments)
            print(f"ok {step.__name__} ({time.monotonic() - begin:.1f} s): {step.__doc__}", flush=True)
        print(f"{len(self.steps)} steps", flush=True)


@contextlib.contextmanager
def refused(status, code, words):
    """Azure must say no, with this status, this code and these words."""
    try:
        yield
    except HttpResponseError as no:
        said = no.error or getattr(no, "model", None)
        told = (no.status_code, said.code if said else None)
        assert told == (status, code), f"wanted {status} {code}, got {told}: {no}"
        assert words in str(no), f"wanted the words '{words}', got: {no}"
        return
    raise AssertionError(f"was accepted; wanted {status} {code}")


def missing(look):
    """There must be nothing to see."""
    try:
        look()
    except ResourceNotFoundError:
        return
    raise AssertionError("it is there")


def until(what, seconds, look):
    """Looks once a second until there is an answer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := look():
            return answer
        time.sleep(POLL_SECONDS)
    raise AssertionError(f"waited {seconds} s in vain for {what}")


def handover(file, **values):
    """Leaves for the next script what it needs."""
    pathlib.Path(file).write_text(json.dumps(values))


def arguments(count):
    """The command line, which names files."""
    if len(sys.argv) != count + 1:
        sys.exit(f"{sys.argv[0]} needs {count} arguments")
    return sys.argv[1:]
