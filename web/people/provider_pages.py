"""The way in by an OpenID provider: to its door with a question that only this browser can bring the answer to, and back with it.

A person is known by the provider's subject. Who comes for the first time is known by a verified e-mail address that an administrator
wrote into an account; no account is ever made here. Who has set up a second factor in Justif is asked for its code all the same.
"""

from __future__ import annotations

import json
import logging
import secrets

from fastapi import APIRouter, HTTPException
from starlette.responses import RedirectResponse, Response

from domain.people import User
from storage.people import People
from storage.people.begun import Kind
from storage.people.hidden import digest, new_secret
from web.desk import Visit, Visited
from web.people.provider import Proved, Provider, SilentError, UnprovenError
from web.people.signing_in import TOO_OFTEN, address_of, admit, ask_again, local, people_at
from web.security import TOKEN_COOKIE, is_token
from web.words import N_

log = logging.getLogger(__name__)
router = APIRouter()

BACK = "/sign-in/provider/back"
SILENT = N_("The sign-in service does not answer. Try again in a moment, or use your password; if it lasts, tell your administrator.")
LAPSED = N_("This sign-in was begun too long ago, in another browser, or was used already. Begin again.")
NOT_LET = N_("The sign-in service did not let you in. Try again, or use your password.")
UNPROVEN = N_("The answer of the sign-in service proves nobody, so nobody was signed in. Try again; if it lasts, tell your administrator.")
UNVERIFIED = N_("The sign-in service has not verified your e-mail address. Have it verified there, or use your password.")
UNKNOWN = N_("No account here has the e-mail address of that sign-in. Ask your administrator to write it into yours.")
TIED = N_("Your account belongs to another sign-in of that service. Ask your administrator for a new link, which parts them.")


@router.get("/sign-in/provider")
def begin(visit: Visited, next: str = "/") -> Response:
    """To the provider's door. The answer is taken from this browser alone, which the token of our forms tells from others."""
    people, provider = people_at(visit), _provider(visit)
    if visit.user:
        return RedirectResponse(local(next), status_code=303)
    back = (provider.pages or str(visit.request.base_url)).rstrip("/") + BACK
    nonce, verifier = new_secret(), secrets.token_urlsafe(48)
    told = {"browser": digest(visit.token), "nonce": nonce, "verifier": verifier, "back": back, "next": local(next)}
    state = people.begun.begin(Kind.SIGN_IN, json.dumps(told))
    try:
        door = provider.address(back=back, state=state, nonce=nonce, verifier=verifier)
    except SilentError as error:
        log.warning("the provider is silent: %s", error)
        return ask_again(visit, "", next, SILENT, status=502)
    answer = RedirectResponse(door, status_code=303)
    if not visit.kept_token:
        visit.keep(answer, TOKEN_COOKIE, visit.token)
    return answer


@router.get(BACK)
def come_back(visit: Visited, state: str = "", code: str = "", error: str = "", iss: str = "") -> Response:
    """From the provider's door, with its answer to a question of ours: each is taken once, and soon."""
    people, provider = people_at(visit), _provider(visit)
    address = f"address:{address_of(visit)}"
    if people.failures.too_many({address: 30}):
        return ask_again(visit, "", "/", TOO_OFTEN, status=429)
    told = people.begun.take(Kind.SIGN_IN, state)
    begun: dict[str, str] = json.loads(told) if told else {}
    complaint, next = "", begun.get("next", "/")
    if not begun or not is_token(digest(visit.kept_token), begun["browser"]):
        complaint = LAPSED
    elif error or not code or iss not in ("", provider.issuer):  # RFC 9207: an answer of another provider is none
        log.warning("the provider let nobody in: %.40r", error)
        complaint = NOT_LET
    if complaint:
        people.failures.note(address)
        return ask_again(visit, "", next, complaint, status=401)
    try:
        proved = provider.prove(code, back=begun["back"], nonce=begun["nonce"], verifier=begun["verifier"])
    except SilentError as silent:
        log.warning("the provider is silent: %s", silent)
        return ask_again(visit, "", next, SILENT, status=502)
    except UnprovenError as unproven:
        log.warning("a vain try to sign in from %s: %s", address_of(visit), unproven)
        people.failures.note(address)
        return ask_again(visit, "", next, UNPROVEN, status=401)
    whom = _whom(people, provider, proved)
    return admit(visit, whom, next=next) if isinstance(whom, User) else ask_again(visit, "", next, whom, status=403)


def _whom(people: People, provider: Provider, proved: Proved) -> User | str:
    """The person of that subject; at the first time the one with that address, who is that subject from then on. Else why nobody is."""
    known = people.identities.find(provider.issuer, proved.subject)
    user = people.users.get(known) if known else people.users.of_email(proved.email)
    if user is None or not user.is_active:
        return UNKNOWN if known or proved.email else UNVERIFIED
    if not known:
        if not people.identities.link(provider.issuer, proved.subject, user.id):
            return TIED
        log.warning("account %s is signed in by the provider for the first time", user.id)
    return user


def _provider(visit: Visit) -> Provider:
    """Raises HTTP 404 where there is none."""
    if visit.desk.provider is None:
        raise HTTPException(404)
    return visit.desk.provider
