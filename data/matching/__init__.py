"""Which names are likely the same company or the same person. Nothing here joins anything; somebody decides.

Names come normalised (company_key and person_key of queries/macros.sql, the one place where that is done), and exact
equals have been joined before; what is left is compared here.
"""

from data.matching.companies import Party, likely_companies
from data.matching.likely import MOST_FOR_ONE, Likely
from data.matching.people import Person, likely_people

__all__ = ["MOST_FOR_ONE", "Likely", "Party", "Person", "likely_companies", "likely_people"]
