"""QR codes for printed sheets, drawn as SVG within the page."""

import io

import segno


def picture(text: str) -> str:
    """A code to scan, as an `<svg>` that takes the size of its place."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2, nl=False
    )
    return drawn.getvalue().decode()
