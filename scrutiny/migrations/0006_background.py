import django.utils.timezone
from django.db import migrations, models

STATES = [("waiting", "Being read"), ("read", "Read"), ("refused", "Can't be opened")]


class Migration(migrations.Migration):
    dependencies = [
        ("scrutiny", "0005_search_marks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Worker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=64, unique=True)),
                ("started_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="file",
            name="kept_at",
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="file",
            name="refused_code",
            field=models.CharField(blank=True, max_length=20, verbose_name="why it can't be opened"),
        ),
        migrations.AddField(
            model_name="file",
            name="refused_n",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="the number that goes with it"),
        ),
        # What was there before was read when it was added.
        migrations.AddField(
            model_name="file",
            name="state",
            field=models.CharField(choices=STATES, default="read", max_length=10),
        ),
        migrations.AlterField(
            model_name="file",
            name="state",
            field=models.CharField(choices=STATES, default="waiting", max_length=10),
        ),
        migrations.AddConstraint(
            model_name="file",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "refused"), ("refused_code", ""), _connector="XOR"),
                name="file_says_why_refused",
            ),
        ),
    ]
