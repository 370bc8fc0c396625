"""What somebody may mean by a few letters in a search field."""

from talkoot.records.models import Register

NO_NUMBER = -1


def matter_number(register: Register, text: str) -> int:
    """The number in MM-0042, mm42 or 42; NO_NUMBER, which no matter has, for other texts."""
    digits = text.strip().upper().removeprefix(register.prefix.upper()).lstrip("- ")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else NO_NUMBER
