"""What people's actions ask before they write."""

from talkoot.people.models import Account, Organisation


def is_business_id_taken(business_id: str, *, besides: Organisation | None = None) -> bool:
    """Whether an organisation (another one than `besides`) has this Y-tunnus."""
    others = Organisation.objects.exclude(pk=besides.pk) if besides else Organisation.objects
    return others.filter(business_id=business_id).exists()


def is_register_number_taken(register_number: str) -> bool:
    """Whether an organisation has this number in the register of associations."""
    return Organisation.objects.filter(register_number=register_number).exists()


def is_email_taken(email: str) -> bool:
    """Whether somebody signs in with this e-mail, given in small letters."""
    return Account.objects.filter(email=email).exists()
