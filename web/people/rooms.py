"""The pages about people, for the application to put together."""

from __future__ import annotations

from web.people import account, due_dates, hooks, members, passkey_pages, provider_pages, signing_in

ROOMS = (signing_in, account, members, hooks, due_dates, passkey_pages, provider_pages)
