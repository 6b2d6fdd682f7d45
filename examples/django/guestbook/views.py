from django.conf import settings
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from guestbook.models import Entry


@require_http_methods(["GET", "HEAD", "POST"])
def book(request):
    """The newest entries; a form for another one."""
    if request.method == "POST":
        text = request.POST.get("text", "").strip()[:200]
        if text:
            Entry.objects.create(text=text)
        return HttpResponseRedirect("/")
    return render(request, "book.html", {"entries": Entry.objects.all()[:20], "version": settings.VERSION})


def health(_request):
    """Well means that the database answers and is migrated."""
    return JsonResponse({"status": "ok", "version": settings.VERSION, "entries": Entry.objects.count()})
