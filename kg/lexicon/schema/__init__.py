"""The columns of every table in kg/lexicon: one frozen dataclass each, and which table has which (`TABLES`).

One module a folder of tables; what several folders share is in `shared`. Import rows from here.
"""

from __future__ import annotations

from kg.lexicon.schema import (
    companies,
    events,
    gazetteer,
    general,
    orgs,
    people,
    phrases,
    places,
    programs,
    projects,
    reading,
    relations,
    resolution,
    times,
)
from kg.lexicon.schema.companies import CompanyContextRow, CompanySuffixRow, ListedRow
from kg.lexicon.schema.gazetteer import (
    CommonWordRow,
    CountryRow,
    DivisionRow,
    EthnicGroupRow,
    FormerDivisionRow,
    ProvinceLetterRow,
    SuffixRow,
    VillagesRow,
)
from kg.lexicon.schema.general import CorpusLabelRow, EdgeRow, EverydayRow, ImpliedBodyRow, ReferenceRow, RuleRow
from kg.lexicon.schema.orgs import OrganRow, OrgSuffixRow
from kg.lexicon.schema.people import (
    BodyEndingRow,
    GenericBodyRow,
    GivenCharacterRow,
    JointRow,
    NameContextRow,
    RoleRow,
    StatusRow,
    TitleBodyRow,
    TitleModifierRow,
    TitleRow,
)
from kg.lexicon.schema.phrases import BorderRow
from kg.lexicon.schema.places import PlaceSuffixRow
from kg.lexicon.schema.programs import LabelRow, ProgramHeadRow, QuotedWordRow
from kg.lexicon.schema.projects import ProjectHeadRow
from kg.lexicon.schema.reading import ReadingPatternRow, ReadingRoleRow, SurnameRow
from kg.lexicon.schema.relations import (
    AttributeTrigger,
    CalibrationTerm,
    NumeralRow,
    RelationFragment,
    RelationPattern,
    RelationWord,
    UnitRow,
)
from kg.lexicon.schema.resolution import (
    ResolutionBank,
    ResolutionCode,
    ResolutionCompanyWord,
    ResolutionFrame,
    ResolutionLevel,
    ResolutionPattern,
    ResolutionPublic,
    ResolutionSpelling,
    ResolutionWord,
    ResolutionZone,
)
from kg.lexicon.schema.shared import (
    ExampleRow,
    GenericRow,
    NamePatternRow,
    NameWordRow,
    PatternRow,
    SignRow,
    WeightedWordRow,
    WordRow,
)
from kg.lexicon.schema.times import TimePatternRow, TimeWordRow, ValidityRow

TABLES: dict[str, type] = {
    **companies.TABLES,
    **events.TABLES,
    **gazetteer.TABLES,
    **general.TABLES,
    **orgs.TABLES,
    **people.TABLES,
    **phrases.TABLES,
    **places.TABLES,
    **programs.TABLES,
    **projects.TABLES,
    **reading.TABLES,
    **relations.TABLES,
    **resolution.TABLES,
    **times.TABLES,
}

__all__ = [
    "TABLES",
    "AttributeTrigger",
    "BodyEndingRow",
    "BorderRow",
    "CalibrationTerm",
    "CommonWordRow",
    "CompanyContextRow",
    "CompanySuffixRow",
    "CorpusLabelRow",
    "CountryRow",
    "DivisionRow",
    "EdgeRow",
    "EthnicGroupRow",
    "EverydayRow",
    "ExampleRow",
    "FormerDivisionRow",
    "GenericBodyRow",
    "GenericRow",
    "GivenCharacterRow",
    "ImpliedBodyRow",
    "JointRow",
    "LabelRow",
    "ListedRow",
    "NameContextRow",
    "NamePatternRow",
    "NameWordRow",
    "NumeralRow",
    "OrgSuffixRow",
    "OrganRow",
    "PatternRow",
    "PlaceSuffixRow",
    "ProgramHeadRow",
    "ProjectHeadRow",
    "ProvinceLetterRow",
    "QuotedWordRow",
    "ReadingPatternRow",
    "ReadingRoleRow",
    "ReferenceRow",
    "RelationFragment",
    "RelationPattern",
    "RelationWord",
    "ResolutionBank",
    "ResolutionCode",
    "ResolutionCompanyWord",
    "ResolutionFrame",
    "ResolutionLevel",
    "ResolutionPattern",
    "ResolutionPublic",
    "ResolutionSpelling",
    "ResolutionWord",
    "ResolutionZone",
    "RoleRow",
    "RuleRow",
    "SignRow",
    "StatusRow",
    "SuffixRow",
    "SurnameRow",
    "TimePatternRow",
    "TimeWordRow",
    "TitleBodyRow",
    "TitleModifierRow",
    "TitleRow",
    "UnitRow",
    "ValidityRow",
    "VillagesRow",
    "WeightedWordRow",
    "WordRow",
]
