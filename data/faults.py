"""What can go wrong with the store. Every message says what, where and how to fix it."""


class StoreError(Exception):
    """The store cannot serve a release."""


class StoreDown(StoreError):
    """The database does not answer now; the release itself may be whole, so trying again later is right."""


class StoreBusy(StoreError):
    """Another process is loading the same release."""
