"""The forms of signing in, in the words of the site."""

from typing import Any

from allauth.account import forms as account

LABELS = {
    "login": "E-mail address",
    "email": "E-mail address",
    "password": "Password",
    "oldpassword": "Current password",
    "password1": "New password",
    "password2": "New password again",
}


class Worded:
    """A form of an account whose boxes are called as on the site's other pages."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in LABELS.keys() & self.fields.keys():
            self.fields[name].label = LABELS[name]


class LoginForm(Worded, account.LoginForm):
    """Signing in."""


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    """The password once more, before something that matters."""


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    """A new password by somebody who knows the old one."""


class SetPasswordForm(Worded, account.SetPasswordForm):
    """The first password of an account."""


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    """A link to a new password, sent by e-mail."""


class ResetPasswordKeyForm(Worded, account.ResetPasswordKeyForm):
    """The new password, at that link."""
