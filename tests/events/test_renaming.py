"""Classes may be renamed and moved at will: nothing that is stored knows them by those names."""

from typing import Annotated, Any
from uuid import UUID

from msgspec import Struct

from taizhang.events.catalogue import Catalogue, body_of
from taizhang.events.event import Event
from taizhang.events.personal import Personal
from taizhang.events.sealing import sealed, unsealed
from taizhang.events.tags import Tag, tags_of
from taizhang.projections.generation import generation_of
from taizhang.projections.row import Row, folds

BOOK, PERSON = Tag("book"), Tag("person")
KEY, TENANT = bytes(32), UUID(int=1)


class Line(Struct, frozen=True):
    text: str


class BookPrinted(Event, name="books.printed"):
    book: Annotated[str, BOOK]
    author: Annotated[str, PERSON]
    pen_name: Annotated[str, Personal("author")]
    lines: list[Line]


class Verse(Struct, frozen=True):
    """`Line` under another name, and elsewhere."""

    __module__ = "library.poetry.verses"

    text: str


class Printing(Event, name="books.printed"):
    """`BookPrinted` under another name, and elsewhere."""

    __module__ = "library.poetry.events"

    book: Annotated[str, BOOK]
    author: Annotated[str, PERSON]
    pen_name: Annotated[str, Personal("author")]
    lines: list[Verse]


BEFORE = BookPrinted(book="b1", author="p1", pen_name="示例笔名", lines=[Line("床前明月光")])
AFTER = Printing(book="b1", author="p1", pen_name="示例笔名", lines=[Verse("床前明月光")])


def test_the_class_is_another_one() -> None:
    assert (Printing.__name__, Printing.__module__) != (
        BookPrinted.__name__,
        BookPrinted.__module__,
    )


def test_old_bytes_are_read_by_the_new_class() -> None:
    assert Catalogue([Printing]).read("books.printed", 1, bytes(body_of(BEFORE))) == AFTER


def test_the_new_class_writes_the_same_bytes() -> None:
    assert bytes(body_of(AFTER)) == bytes(body_of(BEFORE))


def test_what_was_sealed_under_the_old_class_opens_under_the_new() -> None:
    plain = sealed(BEFORE, BEFORE.event_name, TENANT, {"p1": KEY})
    read = Catalogue([Printing]).read("books.printed", 1, bytes(body_of(plain)))
    assert isinstance(read, Printing)
    assert unsealed(read.pen_name, KEY, TENANT, read.event_name, "pen_name") == "示例笔名"


def test_tags_and_the_stored_name_are_the_same() -> None:
    assert (AFTER.event_name, tags_of(AFTER)) == (BEFORE.event_name, tags_of(BEFORE))


def row_folding(event: type[Event]) -> type[Row]:
    class Book(Row, key=("book",)):
        book: str

    @folds(Book, event, "book")
    def _(row: Any, event: Any, at: Any) -> Any:
        return Book(book=event.book)

    return Book


def test_rows_that_fold_it_stay_in_their_generation() -> None:
    assert generation_of([row_folding(Printing)]) == generation_of([row_folding(BookPrinted)])


def test_rows_that_fold_an_event_of_another_name_do_not() -> None:
    class BookBound(Event, name="books.bound"):
        book: str

    assert generation_of([row_folding(BookBound)]) != generation_of([row_folding(BookPrinted)])
