"""The same small cast everywhere: one invented person per role, made by the actions as anybody would make them."""

from datetime import UTC, date, datetime

from talkoot.core.actor import Actor
from talkoot.people.actions.add_organisation import add_organisation
from talkoot.people.actions.add_person import add_person
from talkoot.people.actions.give_role import give_role
from talkoot.people.models import Channel, Organisation, Person, VatStatus
from talkoot.people.roles import RoleCode
from talkoot.records.models import Register

FIRST_DAY = date(2018, 7, 1)
START = datetime(2018, 7, 1, 6, 0, tzinfo=UTC)
LOADER = Actor(system="programme load")


class Cast:
    """Everybody by the name of their role: `cast.administrator` is a Person, `cast.act("administrator")` acts."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.association = self.organisation("Kotikulman Väki ry (keksitty)", register_number="900.001")
        self.city = self.organisation("Keksitty kaupunki", business_id="9000001-1", vat_status=VatStatus.DEDUCTS)
        self.resident = self.person("Aino Asukas", channel=Channel.EMAIL)
        self.stranger = self.person("Sulo Sivullinen")
        self.writer = self.person("Kirsi Kirjoittaja", RoleCode.WRITER, self.association)
        self.signatory = self.person("Niilo Nimenkirjoittaja", RoleCode.SIGNATORY, self.association)
        self.coordinator = self.person("Kaisa Koordinaattori", RoleCode.COORDINATOR)
        self.administrator = self.person("Heikki Hallinto", RoleCode.ADMINISTRATOR)
        self.accountant = self.person("Tuula Talous", RoleCode.ACCOUNTANT)
        self.communicator = self.person("Veera Viestintä", RoleCode.COMMUNICATOR)
        self.member = self.person("Jaana Jäsen", RoleCode.MEMBER)
        self.second_member = self.person("Jukka Jäsen", RoleCode.MEMBER)
        self.third_member = self.person("Joni Jäsen", RoleCode.MEMBER)
        self.chair = self.person("Pertti Puheenjohtaja", RoleCode.CHAIR)
        self.city_signatory = self.person("Aila Allekirjoittaja", RoleCode.CITY_SIGNATORY)
        self.auditor = self.person("Tapani Tarkastaja", RoleCode.AUDITOR)

    def act(self, name: str) -> Actor:
        """The actor of somebody in the cast."""
        person: Person = getattr(self, name)
        return Actor(person_id=person.pk)

    def person(
        self,
        name: str,
        role: RoleCode | None = None,
        organisation: Organisation | None = None,
        channel: Channel = Channel.NONE,
    ) -> Person:
        """One more invented person, with a role if wanted."""
        address = f"{name.lower().replace(' ', '.').translate(str.maketrans('äö', 'ao'))}@example.org"
        person = add_person(
            register=self.register, actor=LOADER, name=name, email=address, channel=channel, is_invented=True,
            now=START, today=FIRST_DAY,
        )  # fmt: skip
        if role:
            give_role(
                register=self.register, actor=LOADER, person=person, code=role, organisation=organisation,
                valid_from=FIRST_DAY, now=START, today=FIRST_DAY,
            )  # fmt: skip
        return person

    def organisation(
        self,
        name: str,
        *,
        business_id: str | None = None,
        register_number: str | None = None,
        iban: str = "",
        vat_status: VatStatus = VatStatus.DOES_NOT_DEDUCT,
    ) -> Organisation:
        """One more invented organisation."""
        return add_organisation(
            register=self.register, actor=LOADER, name=name, business_id=business_id, register_number=register_number,
            iban=iban, vat_status=vat_status, is_invented=True, now=START, today=FIRST_DAY,
        )  # fmt: skip
