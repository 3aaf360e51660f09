from django.db.models.signals import post_migrate

from anyelir.core.rooms import Room


class SecretariatConfig(Room):
    name = "anyelir.secretariat"
    label = "secretariat"
    prefix = "kantor/"

    def ready(self) -> None:
        """The nodes of the programme tree are rows that plans refer to; the table of the rules says which there are."""
        from anyelir.secretariat.planting import plant_tree

        post_migrate.connect(plant_tree, sender=self, dispatch_uid="programme_tree")
