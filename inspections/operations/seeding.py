from django.utils.text import slugify

from inspections.models import Area, Framework, Grade, Inspectorate
from inspections.seeds import FRAMEWORKS, INSPECTORATES, LOOKS, Seed
from scrutiny.operations import Change, change


def seed_frameworks() -> int:
    """Enter the inspectorates and frameworks that are missing; what an officer changed since stays.

    Returns how many frameworks are on record afterwards.
    """
    with change("seed_frameworks", by=None) as step:
        for slug, short_name, name in INSPECTORATES:
            if not Inspectorate.objects.filter(slug=slug).exists():
                step.save(Inspectorate(slug=slug, short_name=short_name, name=name))
        for seed in FRAMEWORKS:
            if not Framework.objects.filter(slug=seed.slug).exists():
                enter_framework(step, seed)
    return Framework.objects.count()


def enter_framework(step: Change, seed: Seed) -> None:
    framework = step.save(
        Framework(
            slug=seed.slug,
            inspectorate=Inspectorate.objects.get(slug=seed.inspectorate),
            name=seed.name,
            from_year=seed.from_year,
            until_year=seed.until_year,
        )
    )
    areas: dict[str, Area] = {}
    for position, (slug, name, parent) in enumerate(seed.areas, start=1):
        area = Area(framework=framework, slug=slug, name=name, position=position, parent=areas.get(parent))
        areas[slug] = step.save(area)
    for position, name in enumerate(seed.grades, start=1):
        grade = Grade(framework=framework, slug=slugify(name), name=name, position=position, look=LOOKS[name])
        step.save(grade)
