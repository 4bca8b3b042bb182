"""The page of a link that was sent to somebody without an account, who answers there what they are asked."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from scrutiny.accounts.limits import is_too_many
from scrutiny.answers import Question, questions
from scrutiny.forms.drafted import typed_in
from scrutiny.forms.files import PaperField, chosen_in
from scrutiny.forms.versioned import carried_out
from scrutiny.models import AnswerRequest
from scrutiny.operations import forget_kept, keep_answer
from scrutiny.views.errors import too_many

View = Callable[..., HttpResponse]

UNSENT = {"keep", "question"}
"""Boxes of the page that belong to no answer."""


def told_to_nobody(view: View) -> View:
    """No cache keeps the page, no search engine lists it, and no link on it tells another site its address."""

    @wraps(view)
    def wrapper(request: HttpRequest, token: str) -> HttpResponse:
        response = too_many(request) if is_too_many(request, "answer") else view(request, token)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return wrapper


# Whoever has the address may answer, and nobody else knows it, so no cookie proves anything here. Without a referrer
# browsers don't say either from which site a form comes.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@told_to_nobody
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Everything that is asked by the link, one question after another. Only what is sent changes anything."""
    found = AnswerRequest.objects.with_token(token)
    if found is None:
        return render(request, "scrutiny/answer_unknown.html", status=404)
    asked = questions(found)
    context = {"asked": found, "contact": contact_of(found, asked), "phone": settings.COUNCIL_PHONE}
    if found.stopped_at:
        return render(request, "scrutiny/answer_stopped.html", context, status=410)
    question = chosen(request, asked)
    if question is None:
        return render(request, "scrutiny/answer.html", context)
    form = form_of(request, question, found)
    if request.method == "POST" and form is not None:
        if "keep" in request.POST and is_kept(request, form, question, found):
            return to_question(request, question, "kept")
        if "keep" not in request.POST and form.is_valid() and is_received(form, question, found):
            return to_question(request, question, "sent")
    context |= {"question": question, "number": asked.index(question) + 1, "questions": asked, "form": form}
    return render(request, "scrutiny/answer.html", context | {"next": following(asked, question)})


def contact_of(found: AnswerRequest, asked: list[Question]) -> dict[str, str]:
    """The one whom a question names, else whoever asked."""
    name, email = next((question.contact for question in asked if question.contact[1]), ("", ""))
    return {"name": name or str(found.asked_by), "email": email or found.asked_by.email}


def chosen(request: HttpRequest, asked: list[Question]) -> Question | None:
    """The question that the address or the form names, else the first that waits for an answer."""
    key = request.POST.get("question") or request.GET.get("question", "")
    waiting = [question for question in asked if not question.is_sent and question.form]
    named = [question for question in asked if question.key == key]
    return next(iter([*named, *waiting, *asked]), None)


def form_of(request: HttpRequest, question: Question, found: AnswerRequest) -> Any:
    """With what was typed here before and not sent."""
    if question.form is None:
        return None
    if request.method == "POST":
        return question.form(request.POST, request.FILES)
    form = question.form(None, None)
    go_on_from(form, found.kept.get(question.key, {}))
    return form


def go_on_from(form: forms.BaseForm, typed: dict[str, list[str]]) -> None:
    sent = QueryDict(mutable=True)
    for name, values in typed.items():
        sent.setlist(name, values)
    for name, box in form.fields.items():
        if typed:
            form.initial[name] = box.widget.value_from_datadict(sent, {}, name)


def is_kept(request: HttpRequest, form: Any, question: Question, found: AnswerRequest) -> bool:
    """What was typed, whatever is wrong with it yet, and the paper that was chosen, unless it can't be taken."""
    typed = {name: values for name, values in typed_in(request.POST).items() if name not in UNSENT}
    for box in form.visible_fields():
        if isinstance(box.field, PaperField):
            if box.errors and box.data:
                return False
            chosen = chosen_in(box.data)
            typed[f"{box.html_name}-chosen"] = [chosen.token] if chosen else []
    return carried_out(form, keep_answer, request=found, key=question.key, typed=typed)


def is_received(form: Any, question: Question, found: AnswerRequest) -> bool:
    """Whether the operation took the answer; what was kept for later is not needed then."""
    done = carried_out(form, question.receive, **form.cleaned_data)
    if done:
        forget_kept(request=found, key=question.key)
    return done


def following(asked: list[Question], question: Question) -> Question | None:
    """The next that waits for an answer, after this one or before it."""
    place = asked.index(question)
    others = [*asked[place + 1 :], *asked[:place]]
    return next((other for other in others if not other.is_sent and other.form), None)


def to_question(request: HttpRequest, question: Question, done: str) -> HttpResponse:
    return redirect(f"{request.path}?question={question.key}&done={done}")
