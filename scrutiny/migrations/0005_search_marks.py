from django.db import migrations, models

MARKS = {
    "public": "for_public",
    "officers": "for_officers",
    "members' || panel_id || '": "for_members AND panel_id IS NOT NULL",
    "others' || panel_id || '": "for_public AND NOT for_members AND panel_id IS NOT NULL",
    "kind' || kind || '": "kind <> ''",
    "panel' || panel_id || '": "panel_id IS NOT NULL",
    "year' || year_id || '": "year_id IS NOT NULL",
}

SQLITE = [
    "DROP TABLE search_stems",
    "CREATE VIRTUAL TABLE search_stems USING fts5(stems, marks, tokenize = 'unicode61')",
    "INSERT INTO search_stems (rowid, stems, marks) SELECT id, stems, "  # noqa: S608 (constants only)
    + " || ".join(f"CASE WHEN {passes} THEN '{mark} ' ELSE '' END" for mark, passes in MARKS.items())
    + " FROM scrutiny_searchentry",
]
SQLITE_BACK = [
    "DROP TABLE search_stems",
    "CREATE VIRTUAL TABLE search_stems USING fts5(stems, tokenize = 'unicode61')",
    "INSERT INTO search_stems (rowid, stems) SELECT id, stems FROM scrutiny_searchentry",
]
POSTGRES = [
    "ALTER TABLE scrutiny_searchentry DROP COLUMN vector",
    "CREATE TABLE search_stems (id bigint PRIMARY KEY, vector tsvector NOT NULL, lead tsvector NOT NULL)",
    "ALTER TABLE search_stems ALTER COLUMN lead SET STORAGE MAIN",
    "CREATE INDEX search_stems_vector ON search_stems USING gin (vector)",
    "INSERT INTO search_stems "  # noqa: S608 (constants only)
    "SELECT id, to_tsvector('simple', stems) || array_to_tsvector(array_remove(ARRAY["
    + ", ".join(f"CASE WHEN {passes} THEN '={mark}' END" for mark, passes in MARKS.items())
    + "], NULL)), to_tsvector('simple', left(stems, 1000)) FROM scrutiny_searchentry",
]
POSTGRES_BACK = [
    "DROP TABLE search_stems",
    (
        "ALTER TABLE scrutiny_searchentry ADD COLUMN vector tsvector "
        "GENERATED ALWAYS AS (to_tsvector('simple', stems)) STORED"
    ),
    "CREATE INDEX search_entry_vector ON scrutiny_searchentry USING gin (vector)",
]


def make_index(apps, schema_editor):
    """The part of the index that each database has in its own way (scrutiny/search/engines)."""
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    for statement in POSTGRES_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("scrutiny", "0004_desk_panels"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(
                condition=models.Q(("hidden_until", None), _negated=True),
                fields=["hidden_until"],
                name="search_entry_hidden",
            ),
        ),
        migrations.RunPython(make_index, drop_index),
    ]
