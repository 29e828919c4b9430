"""A clean log verifies; each way of tampering with it is named, at its place."""

from uuid import uuid4

import pytest

from taizhang.app import Platform
from taizhang.audit.fault import What
from taizhang.audit.tree import Tree
from taizhang.audit.verify import Verdict, verify
from taizhang.log.entry import leaf

from .conftest import History, Tamper

pytestmark = pytest.mark.anyio


def found(verdict: Verdict) -> list[tuple[int, What]]:
    return [(fault.position, fault.what) for fault in verdict.faults]


async def test_a_clean_log_verifies(history: History) -> None:
    verdict = await history.verify()
    assert (verdict.faults, verdict.found, verdict.ok) == ([], 0, True)


async def test_the_root_is_over_all_leaves(history: History) -> None:
    tree = Tree()
    for event in await history.platform.log.read_after(history.tenant.id, 0, 100):
        tree.add(leaf(event.position, event.recorded_at, event.entry))
    verdict = await history.verify()
    assert (verdict.size, verdict.root) == (tree.size, tree.root().hex())


async def test_an_empty_log_verifies(platform: Platform) -> None:
    tenant = await platform.register.open("empty", "空", rehearsal=False)
    verdict = await verify(platform.app, platform.schemes.catalogue, tenant.id)
    assert (verdict.size, verdict.ok) == (0, True)


async def test_a_log_that_does_not_exist_is_told(platform: Platform) -> None:
    with pytest.raises(LookupError):
        await verify(platform.app, platform.schemes.catalogue, uuid4())


async def test_a_tenant_is_verified_by_its_own_rows_alone(history: History, tamper: Tamper) -> None:
    other = await history.platform.register.open("other", "另一镇", rehearsal=False)
    tamper(
        "insert into log.tag (tenant_id, tag, type, position) values (%s, 'x', 'y', 3)", other.id
    )
    assert (await history.verify()).ok


async def test_a_flipped_byte_that_breaks_the_entry_is_found(
    history: History, tamper: Tamper
) -> None:
    tamper("update log.event set entry = set_byte(entry, 0, 0) where position = 4")
    assert found(await history.verify()) == [(4, What.ENTRY)]


async def test_a_flipped_byte_in_a_tag_of_the_entry_is_found(
    history: History, tamper: Tamper
) -> None:
    tamper("""
        update log.event set entry = overlay(entry placing 'rostex'::bytea
                                             from position('roster'::bytea in entry))
         where position = 7
    """)
    assert found(await history.verify()) == [(7, What.TAGS), (7, What.TAG_ROWS)]


async def test_a_flipped_byte_in_a_body_changes_a_root_from_before(
    history: History, tamper: Tamper
) -> None:
    before = await history.verify()
    known = {before.size: before.root}
    assert (await history.verify(known=known)).ok
    tamper("""
        update log.event set entry = overlay(entry placing 'villagf'::bytea
                                             from position('village'::bytea in entry))
         where position = 7
    """)
    verdict = await history.verify(known=known)
    assert found(verdict) == [(before.size, What.ROOT)]


async def test_a_body_that_does_not_read_as_its_name_promises_is_found(
    history: History, tamper: Tamper
) -> None:
    # The first field's name, `organisation`, becomes another.
    tamper("""
        update log.event
           set entry = overlay(entry placing 'organisatiox'::bytea
                               from position('\\xac6f7267616e69736174696f6e'::bytea in entry) + 1)
         where position = 7
    """)
    assert found(await history.verify()) == [(7, What.BODY)]


async def test_a_changed_type_column_is_found(history: History, tamper: Tamper) -> None:
    tamper("update log.event set type = 'organisations.closed' where position = 7")
    assert found(await history.verify()) == [(7, What.TYPE)]


async def test_a_changed_tags_column_is_found(history: History, tamper: Tamper) -> None:
    tamper("update log.event set tags = '{roster}' where position = 7")
    assert found(await history.verify()) == [(7, What.TAGS)]


async def test_a_removed_tag_row_is_found(history: History, tamper: Tamper) -> None:
    tamper("delete from log.tag where position = 7 and tag = 'organisation:tongzi'")
    assert found(await history.verify()) == [(7, What.TAG_ROWS)]


async def test_an_added_tag_row_is_found(history: History, tamper: Tamper) -> None:
    tamper("insert into log.tag select tenant_id, 'cycle:2015', type, 7 from log.tag limit 1")
    assert found(await history.verify()) == [(7, What.TAG_ROWS)]


async def test_a_tag_row_with_another_type_is_found(history: History, tamper: Tamper) -> None:
    tamper("update log.tag set type = 'x.y' where position = 7 and tag = 'roster'")
    assert found(await history.verify()) == [(7, What.TAG_ROWS)]


async def test_a_tag_row_beyond_the_log_is_found(history: History, tamper: Tamper) -> None:
    tamper("insert into log.tag select tenant_id, 'roster', type, 99 from log.tag limit 1")
    assert found(await history.verify()) == [(99, What.TAG_ROWS)]


async def test_an_event_moved_forward_in_time_is_found(history: History, tamper: Tamper) -> None:
    tamper("update log.event set recorded_at = recorded_at + interval '1 hour' where position = 8")
    # Not its command's time, and then the next one is before it.
    assert found(await history.verify()) == [(8, What.TIME), (9, What.TIME)]


async def test_an_event_moved_before_its_predecessor_is_found(
    history: History, tamper: Tamper
) -> None:
    tamper("update log.event set recorded_at = recorded_at - interval '1 year' where position = 9")
    verdict = await history.verify()
    assert found(verdict) == [(9, What.TIME), (9, What.TIME)]
    assert verdict.faults[0].expected.startswith("不早于")


async def test_an_event_and_its_command_moved_back_together_are_found(
    history: History, tamper: Tamper
) -> None:
    tamper("update log.event set recorded_at = recorded_at - interval '1 year' where position = 8")
    tamper(
        "update log.command set recorded_at = recorded_at - interval '1 year'"
        " where first_position = 8"
    )
    assert found(await history.verify()) == [(8, What.TIME)]


async def test_an_event_deleted_in_the_middle_is_found(history: History, tamper: Tamper) -> None:
    tamper("delete from log.event where position = 4")
    assert found(await history.verify()) == [(4, What.TAG_ROWS), (5, What.GAP)]


async def test_an_event_deleted_with_its_tags_and_command_is_found(
    history: History, tamper: Tamper
) -> None:
    for table, column in (
        ("event", "position"),
        ("tag", "position"),
        ("command", "first_position"),
    ):
        tamper(f"delete from log.{table} where {column} = 7")
    assert found(await history.verify()) == [(8, What.GAP)]


async def test_the_last_command_deleted_with_all_its_rows_is_found(
    history: History, tamper: Tamper
) -> None:
    last = (await history.verify()).size
    for table, column in (
        ("event", "position"),
        ("tag", "position"),
        ("command", "first_position"),
    ):
        tamper(f"delete from log.{table} where {column} = %s", last)
    assert found(await history.verify()) == [(last, What.HEAD)]


async def test_a_head_turned_back_as_well_is_found_by_a_root_from_before(
    history: History, tamper: Tamper
) -> None:
    before = await history.verify()
    for table, column in (
        ("event", "position"),
        ("tag", "position"),
        ("command", "first_position"),
    ):
        tamper(f"delete from log.{table} where {column} = %s", before.size)
    tamper("update log.tenant_head set position = position - 1")
    assert found(await history.verify(known={before.size: before.root})) == [
        (before.size, What.ROOT)
    ]


async def test_an_event_of_another_tenant_is_found(history: History, tamper: Tamper) -> None:
    tamper(
        "update log.event set entry = overlay(entry placing %s "
        "from position(%s::bytea in entry)) where position = 7",
        bytes(16),
        history.tenant.id.bytes,
    )
    assert found(await history.verify()) == [(7, What.TENANT)]


async def test_a_changed_command_is_found_at_each_of_its_events(
    history: History, tamper: Tamper
) -> None:
    tamper("update log.command set request = request || '\\x00'::bytea where first_position = 9")
    assert found(await history.verify()) == [(9, What.COMMAND_HASH), (10, What.COMMAND_HASH)]


async def test_a_deleted_command_is_found(history: History, tamper: Tamper) -> None:
    tamper("delete from log.command where first_position = 7")
    assert found(await history.verify()) == [(7, What.COMMAND)]


async def test_a_command_under_another_id_is_found(history: History, tamper: Tamper) -> None:
    tamper("update log.command set command_id = gen_random_uuid() where first_position = 7")
    assert found(await history.verify()) == [(7, What.COMMAND)]


async def test_a_command_that_claims_fewer_events_is_found(
    history: History, tamper: Tamper
) -> None:
    tamper("update log.command set last_position = 9 where first_position = 9")
    assert found(await history.verify()) == [(10, What.COMMAND)]


async def test_a_command_that_claims_the_next_ones_events_is_found(
    history: History, tamper: Tamper
) -> None:
    tamper("update log.command set last_position = 8 where first_position = 7")
    assert found(await history.verify()) == [(8, What.COMMAND_RANGE)]


async def test_a_command_that_claims_events_beyond_the_log_is_found(
    history: History, tamper: Tamper
) -> None:
    tamper("update log.command set last_position = 99 where first_position = 11")
    assert found(await history.verify()) == [(11, What.COMMAND_RANGE)]


async def test_a_command_without_events_is_found(history: History, tamper: Tamper) -> None:
    tamper("""
        insert into log.command
        select tenant_id, gen_random_uuid(), request_mac, request, 9, 9, recorded_at
          from log.command where first_position = 9
    """)
    assert (9, What.COMMAND_RANGE) in found(await history.verify())


async def test_all_faults_are_counted_and_told_up_to_a_limit(
    history: History, tamper: Tamper
) -> None:
    tamper("update log.event set type = 'x.y'")
    verdict = await history.verify(limit=3)
    assert (len(verdict.faults), verdict.found) == (3, verdict.size)


async def test_an_event_that_no_scheme_knows_is_no_fault(history: History, tamper: Tamper) -> None:
    for table in ("event", "tag"):
        tamper(f"update log.{table} set type = 'x' || substr(type, 2) where position = 7")
    tamper(
        "update log.event set entry = overlay(entry placing 'xrganisations.reg'::bytea "
        "from position('organisations.reg'::bytea in entry)) where position = 7"
    )
    assert (await history.verify()).ok


async def test_a_fault_is_told_in_chinese(history: History, tamper: Tamper) -> None:
    tamper("delete from log.command where first_position = 7")
    fault = (await history.verify()).faults[0]
    assert fault.sentence().startswith("位置 7：命令记录不符（应为 ")
