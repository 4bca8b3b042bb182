"""Pictures that the server draws, each beside the table that it draws."""

from django import template

register = template.Library()

LINE, BAR, LABEL, WIDEST = 34, 24, 160, 200


@register.inclusion_tag("components/picture.html")
def picture(section) -> dict:
    """The picture alone, where the page has a table of its own."""
    return bars(section)


@register.inclusion_tag("components/bars.html")
def bars(section) -> dict:
    """A bar for each `scrutiny.slots.Bar`, as long as its share of the largest."""
    most = max((bar.count for bar in section.bars), default=0) or 1
    drawn = []
    for index, bar in enumerate(section.bars):
        width = max(round(WIDEST * bar.count / most), 2)
        drawn.append(
            {
                "words": bar.words,
                "count": bar.count,
                "look": bar.look,
                "link": bar.link,
                "top": index * LINE,
                "width": width,
                "from": LABEL,
                "count_at": LABEL + width + 8,
                "baseline": index * LINE + BAR - 7,
            }
        )
    return {"heading": section.heading, "bars": drawn, "height": len(drawn) * LINE}
