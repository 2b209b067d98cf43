from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

SQLITE_DELETE: int
SQLITE_DENY: int
SQLITE_FUNCTION: int
SQLITE_INSERT: int
SQLITE_OK: int
SQLITE_PRAGMA: int
SQLITE_READ: int
SQLITE_RECURSIVE: int
SQLITE_SAVEPOINT: int
SQLITE_SELECT: int
SQLITE_TRANSACTION: int
SQLITE_UPDATE: int

sqlite_version: str
sqlite_version_info: tuple[int, int, int]

class Error(Exception):
    sqlite_errorcode: int
    sqlite_errorname: str

class DatabaseError(Error): ...
class IntegrityError(DatabaseError): ...
class OperationalError(DatabaseError): ...

class Cursor:
    rowcount: int
    description: Sequence[Sequence[Any]]
    def execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ...) -> Cursor: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...
    def close(self) -> None: ...

class Connection:
    in_transaction: bool
    total_changes: int
    def execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ...) -> Cursor: ...
    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Cursor: ...
    def cursor(self) -> Cursor: ...
    def commit(self) -> None: ...
    def rollback(self) -> None: ...
    def close(self) -> None: ...
    def backup(
        self,
        target: Connection,
        *,
        pages: int = ...,
        progress: Callable[[int, int, int], object] | None = ...,
    ) -> None: ...
    def set_progress_handler(self, callback: Callable[[], object] | None, n: int) -> None: ...
    def set_authorizer(
        self,
        callback: Callable[[int, str | None, str | None, str | None, str | None], int],
    ) -> None: ...

def connect(
    database: str,
    *,
    timeout: float = ...,
    isolation_level: str | None = ...,
    check_same_thread: bool = ...,
    uri: bool = ...,
) -> Connection: ...
