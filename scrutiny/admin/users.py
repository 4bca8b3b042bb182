"""Accounts: who may sign in, and as what. Nobody is deleted, since the history names them."""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.http import HttpRequest

from scrutiny.admin.corrections import CorrectionAdmin, CorrectionForm
from scrutiny.models import Role, User

if admin.site.is_registered(Group):
    admin.site.unregister(Group)


class UserForm(CorrectionForm):
    """An account. The password is typed twice; left empty, it stays."""

    password1 = forms.CharField(
        label="Password", required=False, strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        label="Password again",
        required=False,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ["email", "name", "role", "person", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = " ".join(password_validators_help_texts())
        self.fields["password1"].required = self.fields["password2"].required = not self.instance.pk
        self.fields["password1"].help_text = f"Leave empty to keep the password. {rules}" if self.instance.pk else rules

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("There is already an account with this e-mail address")
        return email

    def clean_password2(self) -> str:
        first, second = self.cleaned_data.get("password1", ""), self.cleaned_data["password2"]
        if first != second:
            raise forms.ValidationError("The two passwords are not the same")
        return second

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        password = self.cleaned_data.get("password2")
        if password:
            try:
                validate_password(password, self.instance)
            except forms.ValidationError as weak:
                self.add_error("password1", weak)


@admin.register(User)
class UserAdmin(CorrectionAdmin):
    form = UserForm
    removes = False
    list_display = ["email", "name", "role", "person", "is_active"]
    list_filter = ["role", "is_active"]
    list_select_related = ("person",)
    search_fields = ["email", "name"]
    ordering = ["email"]
    autocomplete_fields = ["person"]
    readonly_fields = ["joined_at"]
    fieldsets = [
        (None, {"fields": ["email", "name", "role", "person", "is_active", "joined_at"]}),
        ("Password", {"fields": ["password1", "password2"]}),
        (None, {"fields": ["words"]}),
    ]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"clean": keeps_own_account(request.user, form.clean)})

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if form.cleaned_data["password2"]:
            obj.set_password(form.cleaned_data["password2"])
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            EmailAddress.objects.filter(user=obj).delete()  # the old address must not sign in any more
        if obj == request.user:
            update_session_auth_hash(request, obj)


def keeps_own_account(manager: Any, clean: Any) -> Any:
    """A manager can't lock themselves out: another has to do it."""

    def checked(form: forms.ModelForm) -> Any:
        typed = clean(form)
        own = form.instance.pk == manager.pk
        if own and (form.cleaned_data.get("role") != Role.MANAGER or not form.cleaned_data.get("is_active")):
            form.add_error(None, "This is your own account. Ask another manager to change its role or to close it.")
        return typed

    return checked
