"""The words of a message: one template per message and language, the subject in its first line."""

from django.template import Context
from django.template.loader import select_template

from talkoot.core.machine import LANGUAGES


def compose(template: str, lang: str, facts: dict[str, object]) -> tuple[str, str, str]:
    """Subject, body and the language they are in.

    `template` is like `ideas/messages/received`; `received.fi-simple.txt` is taken where it exists, then Finnish.
    """
    tried = [lang, *(one for one in ("fi",) if one != lang)]
    chosen = select_template([f"{template}.{one}.txt" for one in tried])
    name = str(chosen.template.name)
    text = chosen.template.render(Context(facts, autoescape=False))  # plain text, not HTML
    subject, _, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n", next(one for one in LANGUAGES if name.endswith(f".{one}.txt"))
