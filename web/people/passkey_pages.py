"""Passkeys (W3C Web Authentication): a device that looks at its owner first signs in without a password, and without a code.

The device vouches for the person (user verification), so a passkey counts for both factors. It belongs to the name under which this
machine is reached; an address of digits has none.
"""

from __future__ import annotations

import ipaddress
import json
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import RedirectResponse, Response
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from domain.people import User
from storage.people.begun import Kind
from storage.people.passkeys import Passkey
from web.desk import Posted, Visit
from web.people.signing_in import LONGEST_NAME, let_in, local, people_at

router = APIRouter()


def may_have_passkeys(host: str) -> bool:
    """Whether passkeys can belong to that name of this machine.

    >>> may_have_passkeys("compta.example"), may_have_passkeys("localhost"), may_have_passkeys("192.168.1.20")
    (True, True, False)
    """
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(host)
    return False


@router.post("/account/passkeys/options")
def registration_options(visit: Posted) -> Response:
    """What the browser is to ask a device, so that it makes a passkey."""
    user = _signed_in(visit)
    known = [PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.id)) for key in people_at(visit).passkeys.of(user.id)]
    options = generate_registration_options(
        rp_id=_name(visit),
        rp_name="Justif",
        user_id=user.id.encode(),
        user_name=user.name,
        challenge=_new_challenge(visit, Kind.ADD_PASSKEY, user.id),
        exclude_credentials=known,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    return Response(options_to_json(options), media_type="application/json")


@router.post("/account/passkeys")
def register(visit: Posted, credential: Annotated[str, Form(max_length=20_000)], name: Annotated[str, Form()] = "") -> Response:
    user, told = _signed_in(visit), _read(credential)
    try:
        made = verify_registration_response(
            credential=told,
            expected_challenge=_challenge(visit, told, Kind.ADD_PASSKEY, user.id),
            expected_rp_id=_name(visit),
            expected_origin=_origin(visit),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError) as error:
        raise HTTPException(422) from error
    people_at(visit).passkeys.add(
        id=bytes_to_base64url(made.credential_id),
        user_id=user.id,
        name=" ".join(name.split())[:LONGEST_NAME] or visit.speech.day(visit.desk.today()),
        public_key=bytes_to_base64url(made.credential_public_key),
        sign_count=made.sign_count,
    )
    return RedirectResponse("/account#passkeys", status_code=303)


@router.post("/sign-in/passkey/options")
def sign_in_options(visit: Posted) -> Response:
    people_at(visit)
    options = generate_authentication_options(
        rp_id=_name(visit), challenge=_new_challenge(visit, Kind.USE_PASSKEY), user_verification=UserVerificationRequirement.REQUIRED
    )
    return Response(options_to_json(options), media_type="application/json")


@router.post("/sign-in/passkey")
def sign_in(visit: Posted, credential: Annotated[str, Form(max_length=20_000)], next: Annotated[str, Form()] = "/") -> Response:
    people, told = people_at(visit), _read(credential)
    known = people.passkeys.find(str(told.get("id", "")))
    user = people.users.get(known.user_id) if known else None
    if known is None or user is None or not user.is_active:
        raise HTTPException(403)
    people.passkeys.count(known.id, _verified(visit, told, known))
    return let_in(visit, user, next=local(next))


def _verified(visit: Visit, told: dict[str, Any], known: Passkey) -> int:
    """What the device counts now. Raises HTTP 403 when it did not sign our challenge with this key."""
    try:
        return verify_authentication_response(
            credential=told,
            expected_challenge=_challenge(visit, told, Kind.USE_PASSKEY),
            expected_rp_id=_name(visit),
            expected_origin=_origin(visit),
            credential_public_key=base64url_to_bytes(known.public_key),
            credential_current_sign_count=known.sign_count,
            require_user_verification=True,
        ).new_sign_count
    except (WebAuthnException, ValueError, KeyError) as error:
        raise HTTPException(403) from error


def _new_challenge(visit: Visit, kind: Kind, user_id: str = "") -> bytes:
    return base64url_to_bytes(people_at(visit).begun.begin(kind, user_id))


def _challenge(visit: Visit, told: dict[str, Any], kind: Kind, user_id: str = "") -> bytes:
    """The challenge that was signed, if it was given out for this, and to this person, and not taken yet. Raises ValueError."""
    signed = parse_client_data_json(base64url_to_bytes(str(told["response"]["clientDataJSON"]))).challenge
    if people_at(visit).begun.take(kind, bytes_to_base64url(signed)) != user_id:
        raise ValueError("no challenge of ours")
    return signed


def _read(credential: str) -> dict[str, Any]:
    try:
        told = json.loads(credential)
    except ValueError as error:
        raise HTTPException(422) from error
    if not isinstance(told, dict) or not isinstance(told.get("response"), dict):
        raise HTTPException(422)
    return told


def _signed_in(visit: Visit) -> User:
    people_at(visit)
    if visit.user is None:
        raise HTTPException(401)
    return visit.user


def _name(visit: Visit) -> str:
    host = visit.request.url.hostname or ""
    if not may_have_passkeys(host):
        raise HTTPException(404)
    return host


def _origin(visit: Visit) -> str:
    return f"{visit.request.url.scheme}://{visit.request.url.netloc}"
