"""Why somebody must step aside (esteellisyys): Finland's Administrative Procedure Act 434/2003, section 28."""

from enum import StrEnum


class Ground(StrEnum):
    """One ground each of subsection 1, and one for those close to the person; the code is what an interest keeps.

    A party is here also whoever may expect particular benefit or harm from the decision.
    """

    PARTY = "party"
    """Point 1: the person is a party to the matter."""

    REPRESENTATIVE = "representative"
    """Point 2: the person assists or represents a party."""

    BENEFIT = "benefit"
    """Point 3: the decision may bring the person particular benefit or harm."""

    EMPLOYMENT = "employment"
    """Point 4: a party employs the person, or has given them an assignment in the matter."""

    BOARD_MEMBER = "board_member"
    """Point 5: the person sits on the board of a party, or leads it."""

    SUPERVISION = "supervision"
    """Point 6: the person sits on the board of an agency whose steering or supervision the matter is about."""

    OTHER = "other"
    """Point 7: trust in the person's impartiality suffers for another special reason."""

    CLOSE_RELATION = "close_relation"
    """Subsections 2 and 3: it is not the person but somebody close to them."""
