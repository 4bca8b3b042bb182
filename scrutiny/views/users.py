from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from scrutiny.filters import UserFilter
from scrutiny.forms.users import UserForm, WordsForm
from scrutiny.forms.versioned import carried_out
from scrutiny.models import User
from scrutiny.operations import (
    Refused,
    add_user,
    disable_user,
    edit_user,
    enable_user,
    remove_second_factor,
    send_link,
)
from scrutiny.views.access import verb
from scrutiny.views.asked import asked_page

NOT_SENT = "The letter to {email} could not be sent: our mail server did not take it. Send the link again in a while."


@verb("scrutiny.change_users")
def users(request: HttpRequest) -> HttpResponse:
    """Everybody who has an account."""
    rows = User.objects.select_related("person").order_by("name", "id")
    found = UserFilter(request.GET, rows)
    return render(request, "scrutiny/users.html", {"filter": found, "page_obj": asked_page(request, found.qs)})


@verb("scrutiny.change_users")
def user(request: HttpRequest, pk: int) -> HttpResponse:
    """An account, and what can be done about it."""
    found = get_object_or_404(User.objects.select_related("person"), pk=pk)
    has_second_factor = Authenticator.objects.filter(user=found).exists()
    context = {"account": found, "has_second_factor": has_second_factor, "is_own": found == request.user}
    return render(request, "scrutiny/user.html", context)


@verb("scrutiny.change_users")
def user_new(request: HttpRequest) -> HttpResponse:
    form = UserForm(request.POST or None)
    if form.is_valid() and carried_out(form, add_user, by=request.user, **form.cleaned_data):
        messages.success(request, f"Account for {form.outcome} added")
        post_link(request, form.outcome)
        return redirect(form.outcome)
    context = {"form": form, "heading": "Add an account", "back": "/users/", "button": "Add and send the invitation"}
    return render(request, "scrutiny/user_form.html", context)


@verb("scrutiny.change_users")
def user_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User, pk=pk)
    form = UserForm(request.POST or None, instance=get_object_or_404(User, pk=pk))
    if form.is_valid() and carried_out(form, edit_user, user=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"Account of {found} changed")
        return redirect(found)
    context = {"form": form, "heading": "Change the account", "back": found.get_absolute_url()}
    return render(request, "scrutiny/user_form.html", context)


@verb("scrutiny.change_users")
def user_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the invitation again, or a link to choose a new password."""
    found = get_object_or_404(User, pk=pk)
    if request.method == "POST":
        post_link(request, found)
        return redirect(found)
    heading = "Send a link for a new password" if found.has_usable_password() else "Send the invitation again"
    return ask(request, found, heading, "link", "Send")


@verb("scrutiny.change_users")
def user_disable(request: HttpRequest, pk: int) -> HttpResponse:
    return decide(request, pk, disable_user, "Disable the account", "disable", "Account of {} disabled")


@verb("scrutiny.change_users")
def user_enable(request: HttpRequest, pk: int) -> HttpResponse:
    return decide(request, pk, enable_user, "Enable the account", "enable", "Account of {} enabled")


@verb("scrutiny.change_users")
def user_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    heading = "Take away the second factor"
    return decide(request, pk, remove_second_factor, heading, "second_factor", "Second factor of {} taken away")


def decide(request: HttpRequest, pk: int, operation, heading: str, what: str, done: str) -> HttpResponse:
    """Ask for a reason, and do it to the account."""
    found = get_object_or_404(User, pk=pk)
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(form, operation, user=found, by=request.user, **form.cleaned_data):
        messages.success(request, done.format(found))
        return redirect(found)
    return ask(request, found, heading, what, heading, form=form, danger=what in {"disable", "second_factor"})


def ask(request: HttpRequest, found: User, heading: str, what: str, button: str, **more) -> HttpResponse:
    """A page that says what will happen, with its one button."""
    context = {"account": found, "heading": heading, "what": what, "button": button, "back": found.get_absolute_url()}
    return render(request, "scrutiny/user_decision.html", context | more)


def post_link(request: HttpRequest, found: User) -> None:
    try:
        send_link(user=found, by=request.user, site=request.build_absolute_uri("/").rstrip("/"))
    except Refused as refusal:
        messages.error(request, str(refusal))
    except OSError:
        messages.error(request, NOT_SENT.format(email=found.email))
    else:
        messages.success(request, f"Link sent to {found.email}. It works once, for 3 days.")
