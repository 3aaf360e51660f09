from django.db import migrations


def order_photos(apps, schema_editor):
    """A product had one photo; it stands in front."""
    kept = apps.get_model("files", "StoredFile").objects.filter(owner_kind="trade.product", erased_at=None)
    product_pks = {str(pk): pk for pk in apps.get_model("trade", "Product").objects.values_list("pk", flat=True)}
    ProductPhoto = apps.get_model("trade", "ProductPhoto")
    for rank, file in enumerate(kept.order_by("-created_at", "-id")):
        if file.owner_key in product_pks:
            ProductPhoto.objects.create(product_id=product_pks[file.owner_key], file=file, rank=rank)


class Migration(migrations.Migration):

    dependencies = [
        ('trade', '0002_register_fields'),
    ]

    operations = [
        migrations.RunPython(order_photos, migrations.RunPython.noop),
    ]
