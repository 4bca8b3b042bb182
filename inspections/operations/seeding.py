from django.db import transaction
from django.utils.text import slugify

from inspections.models import Area, Framework, Grade, Inspectorate
from inspections.seeds import FRAMEWORKS, INSPECTORATES, LOOKS, Seed


def seed_frameworks() -> int:
    """Enter the inspectorates and frameworks that are missing; what an officer changed since stays.

    Returns how many frameworks are on record afterwards.
    """
    with transaction.atomic():
        for slug, short_name, name in INSPECTORATES:
            Inspectorate.objects.get_or_create(slug=slug, defaults={"short_name": short_name, "name": name})
        for seed in FRAMEWORKS:
            if not Framework.objects.filter(slug=seed.slug).exists():
                enter_framework(seed)
    return Framework.objects.count()


def enter_framework(seed: Seed) -> None:
    framework = Framework.objects.create(
        slug=seed.slug,
        inspectorate=Inspectorate.objects.get(slug=seed.inspectorate),
        name=seed.name,
        from_year=seed.from_year,
        until_year=seed.until_year,
    )
    areas: dict[str, Area] = {}
    for position, (slug, name, parent) in enumerate(seed.areas, start=1):
        areas[slug] = Area.objects.create(
            framework=framework, slug=slug, name=name, position=position, parent=areas.get(parent)
        )
    for position, name in enumerate(seed.grades, start=1):
        Grade.objects.create(framework=framework, slug=slugify(name), name=name, position=position, look=LOOKS[name])
