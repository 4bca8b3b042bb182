from django.db import migrations, models

SIZES = (2_500, 16_000)
BLOCKS = ", ".join(f"'=block{size}n' || id / {size}" for size in SIZES)
MARK = f"UPDATE search_stems SET vector = vector || array_to_tsvector(ARRAY[{BLOCKS}])"  # noqa: S608 (constants only)


def mark_blocks(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(MARK, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("scrutiny", "0009_withholding"),
    ]

    operations = [
        # SQLite only uses an index "WHERE hidden_until IS NOT NULL", not one "WHERE NOT (hidden_until IS NULL)".
        migrations.RemoveIndex(
            model_name="searchentry",
            name="search_entry_hidden",
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(
                condition=models.Q(("hidden_until__isnull", False)),
                fields=["hidden_until"],
                name="search_entry_hidden",
            ),
        ),
        migrations.RunPython(mark_blocks, migrations.RunPython.noop),
    ]
