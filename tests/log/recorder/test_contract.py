"""What the library asks of every recorder, asked of a tenant's log."""

import pytest
from eventsourcing.dcb.tests import DCBRecorderTestCase

from taizhang.log.recorder.recorder import TenantRecorder


class TestTenantRecorder(DCBRecorderTestCase):
    @pytest.fixture(autouse=True)
    def idle_log(self, recorder: TenantRecorder) -> None:
        self.recorder = recorder

    def test_append_read(self) -> None:
        self._test_append_read(self.recorder)

    def test_append_subscribe(self) -> None:
        self._test_append_subscribe(self.recorder)
