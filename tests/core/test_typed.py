"""What people type is refused in words before a database sees it."""

import pytest

from talkoot.core.typed import NotText, TooLong, UnknownLanguage, check_lang, check_typed


@pytest.mark.parametrize("text", ["a\0b", "\0", "half \ud83d of a smile"])
def test_what_no_database_keeps_is_no_text(text: str) -> None:
    with pytest.raises(NotText, match="The title holds a sign"):
        check_typed(text, "The title", 100)


def test_every_other_sign_is_text_up_to_the_last_one_that_fits() -> None:
    check_typed("Мовне кафе 🌻\n" + "x" * 7, "The title", 20)
    with pytest.raises(TooLong, match=r"The title has 21 characters\. Write at most 20"):
        check_typed("x" * 21, "The title", 20)


@pytest.mark.parametrize("lang", ["fi", "sv", "en", "fi-simple", "uk", "smn"])
def test_a_language_is_a_short_tag(lang: str) -> None:
    check_lang(lang)


@pytest.mark.parametrize("lang", ["", "FI", "fi\n", "suomi ja ruotsi", "fi-" + "x" * 20, "fi\0"])
def test_anything_else_is_no_language(lang: str) -> None:
    with pytest.raises(UnknownLanguage):
        check_lang(lang)
