"""The `taizhang` command."""

from cyclopts import App

from taizhang import __version__
from taizhang.cli import looking, operating, running
from taizhang.cli.audit import app as audit_app
from taizhang.cli.demo import add_to as add_demo
from taizhang.cli.log import app as log_app
from taizhang.cli.projections import app as projections_app
from taizhang.cli.roster import app as roster_app
from taizhang.cli.tenants import app as tenants_app

app = App(
    name="taizhang",
    help="台账：县、乡镇述职评议考核平台 / review-and-assessment work on an event log",
    version=__version__,
)
running.add_to(app)
operating.add_to(app)
looking.add_to(app)
app.command(projections_app)
app.command(tenants_app)
app.command(audit_app)
app.command(log_app)
app.command(roster_app)
add_demo(app)


def main() -> None:
    """Run the command line."""
    app()
