"""The `taizhang` command."""

from cyclopts import App

from taizhang import __version__
from taizhang.cli import audit, demo, looking, operating, running, tenants

app = App(
    name="taizhang",
    help="台账:县、乡镇述职评议考核平台 / review-and-assessment work on an event log",
    version=__version__,
)
running.add_to(app)
operating.add_to(app)
looking.add_to(app)
app.command(tenants.app)
app.command(audit.app)
demo.add_to(app)


def main() -> None:
    """Run the command line."""
    app()
