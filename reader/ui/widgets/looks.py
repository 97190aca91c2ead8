"""How component styles look, made ready for painting."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


def look_of(widget: Widget, names: list[str]) -> Style:
    """The style that the component classes ``names`` of ``widget`` make together, the strongest last."""
    style = widget.get_visual_style(*names).rich_style
    if any(widget.get_component_styles(name).text_style.reverse for name in names):
        style += Style(reverse=True)  # Textual leaves this one out
    return style
