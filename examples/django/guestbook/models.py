from django.db import models


class Entry(models.Model):
    """What a guest wrote."""

    text = models.CharField(max_length=200)
    written = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-written"]
