"""The columns of every table in kg/lexicon: one frozen dataclass each, and which table has which (`TABLES`)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """references.tsv: phrases that stand for a thing without naming it."""

    phrase: str
    kind: str  # home company project place organization person titled event
    level: str  # 省 市 县 区 镇 …, or empty
    example: str


@dataclass(frozen=True, slots=True)
class BorderRow:
    """phrases/borders.tsv: what stands before a noun phrase that ends in a head (项目, 行动 …)."""

    pattern: str  # regular expression without groups of its own
    kind: str  # verb light particle list soft count owner join inside
    example: str


@dataclass(frozen=True, slots=True)
class SignRow:
    """*/signs.tsv: a pattern on a name or beside it that makes it likelier or less likely to be one."""

    part: str  # name before after whole built
    pattern: str
    weight: float  # log-odds
    example: str  # the name between ⟦ and ⟧


@dataclass(frozen=True, slots=True)
class ProjectHeadRow:
    """projects/heads.tsv: words that end the name of a project."""

    head: str
    weight: float  # log-odds
    needs: str  # "cue": only when words behind it say that it is being built
    example: str


@dataclass(frozen=True, slots=True)
class ProgramHeadRow:
    """programs/heads.tsv: words that end the name of a program outside quotes."""

    pattern: str
    reach: int  # characters before it that may belong to the name, -1 as far as the borders allow
    led: float  # log-odds behind an implementing verb
    bare: float  # log-odds elsewhere
    example: str


@dataclass(frozen=True, slots=True)
class LabelRow:
    """programs/labels.tsv: class nouns behind a quoted label."""

    noun: str
    weight: float  # log-odds
    keep: bool  # whether the noun belongs to the name
    example: str


@dataclass(frozen=True, slots=True)
class QuotedWordRow:
    """programs/quoted_words.tsv: words that news print in quotes."""

    word: str
    count: int
    program: int  # how often with an implementing verb before or a class noun behind


@dataclass(frozen=True, slots=True)
class NamePatternRow:
    """{events,honours,documents}/patterns.tsv: names found by regular expression."""

    pattern: str
    score: float  # share of matches that are names
    led: float  # the same behind a leading word
    grow: bool  # whether the noun phrase before the match belongs to the name
    example: str


@dataclass(frozen=True, slots=True)
class PatternRow:
    """Tables of bare patterns, each with an example that it matches."""

    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class GenericRow:
    """*/generic.tsv: words that name nothing by themselves."""

    word: str
    example: str


@dataclass(frozen=True, slots=True)
class RelationWord:
    """relations/words.tsv: small word lists of the relation rules, by what they do."""

    role: str
    word: str
    example: str


@dataclass(frozen=True, slots=True)
class RelationFragment:
    """relations/fragments.tsv: named pieces of regular expressions that relation patterns share."""

    name: str
    expression: str
    example: str


@dataclass(frozen=True, slots=True)
class RelationPattern:
    """relations/*.tsv: one pattern a row, in the language of kg/relations/patterns.py."""

    id: str
    predicate: str
    subjects: str  # types that an elided subject may have: COMPANY|ORG, or empty where the pattern gives it
    pattern: str
    role: str  # of attendance or visit, unless the pattern's group t prints it
    confidence: float  # share of its matches found right, two decimals
    example: str  # [甲公司/COMPANY]承建[乙项目/PROJECT]


@dataclass(frozen=True, slots=True)
class ResolutionSpelling:
    """resolution/{organ_forms,ordinals,party_committees}.tsv: a long or short form and the one that stands for all of them."""

    form: str
    canonical: str
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionZone:
    """resolution/zones.tsv: a kind of development zone, its family, and what the family's zone of a city or county is called."""

    form: str
    family: str
    city: str
    county: str
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionFrame:
    """resolution/{organ_frames,meeting_bodies}.tsv: group `place` or `body`; `body` has {} for the place."""

    pattern: str
    body: str
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionPattern:
    """resolution/{organ_units,village_marks}.tsv: a pattern with one named group."""

    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionLevel:
    """resolution/levels.tsv: a word at the head of a name that says a division level instead of a place."""

    word: str
    level: str
    stands_for: str  # province, city or empty
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionBank:
    """resolution/banks.tsv: a bank's names, the one that begins its branches' names, and the head office's."""

    form: str
    short: str
    name: str
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionCompanyWord:
    """resolution/company_words.tsv: legal forms and words of industry at the end of company names."""

    word: str
    kind: str  # legal or industry
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionWord:
    """resolution/{anchored,branch,unplaced}_ends, label_tails, level_blockers, national_heads, road_words: words."""

    word: str
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionPublic:
    """resolution/public_bodies.tsv: whether a body whose name ends so has officials."""

    suffix: str
    public: bool
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionCode:
    """resolution/newspapers.tsv: a name and the division code that it stands for."""

    name: str
    code: str
    example: str


@dataclass(frozen=True, slots=True)
class TitleRow:
    """people/titles.tsv: titles of posts without their modifiers."""

    title: str
    kind: str  # head party village public neutral company


@dataclass(frozen=True, slots=True)
class TitleModifierRow:
    """people/title_modifiers.tsv: words before a title that belong to it."""

    word: str
    example: str


@dataclass(frozen=True, slots=True)
class StatusRow:
    """people/statuses.tsv: words that say that a post is past or to come, or that tie a holder to a post."""

    word: str
    status: str  # former, proposed or empty
    side: str  # before verb lead link apposition
    example: str


@dataclass(frozen=True, slots=True)
class JointRow:
    """people/joints.tsv: small words that join names or titles."""

    word: str
    role: str  # names titles etc pointer of committee adverb someone owner
    example: str


@dataclass(frozen=True, slots=True)
class ImpliedBodyRow:
    """implied_bodies.tsv: the body that a title alone stands for."""

    title: str
    implied: str  # kind of body: government, party_committee, central_party …
    level: str  # division level that a title without a printed place speaks of
    body: str  # its name, {} where the place's name goes
    example: str


@dataclass(frozen=True, slots=True)
class BodyEndingRow:
    """people/body_endings.tsv: how the printed name of a body ends that a post is held in."""

    ending: str
    kind: str
    public: bool  # a post in it makes its holder an official


@dataclass(frozen=True, slots=True)
class GenericBodyRow:
    """people/generic_bodies.tsv: nouns that stand for a body named before."""

    word: str
    kind: str  # company, organization


@dataclass(frozen=True, slots=True)
class RoleRow:
    """people/roles.tsv: nouns beside the name of a person that are no post."""

    word: str
    side: str  # before, after


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """People's word lists with an example: official groups, addresses, cues of lists."""

    word: str
    example: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """Bare word lists."""

    word: str


@dataclass(frozen=True, slots=True)
class WeightedWordRow:
    """Words with log-odds: people/surnames.tsv, people/name_like_words.tsv."""

    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class GivenCharacterRow:
    """people/given_characters.tsv: log-odds of a character in given names."""

    character: str
    first: float  # of two
    last: float  # of two
    only: float


@dataclass(frozen=True, slots=True)
class NameContextRow:
    """people/name_contexts.tsv: log-odds of what stands right beside a person's name."""

    side: str  # left, right
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class NumeralRow:
    """relations/numerals.tsv: the characters that print numbers."""

    word: str
    kind: str  # digit, ten (十百千), large (万亿), vague (余 多), about (约 超 近)
    value: float
    example: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """relations/units.tsv: units of measure, and what they are worth in one unit each."""

    word: str
    kind: str  # money mass area length people jobs date percent power volume count
    unit: str  # CNY t m2 m person job % W …
    factor: float
    example: str


@dataclass(frozen=True, slots=True)
class AttributeTrigger:
    """relations/attributes.tsv: which words around a quantity give it which name. The first row that fits wins."""

    id: str
    name: str  # investment capacity annual_output revenue profit tax jobs date staff loan area
    kinds: str  # kinds of units.tsv: money|mass
    before: str  # expression that must end right before the quantity, or empty
    behind: str  # expression that must begin right behind it, or empty
    subjects: str  # types that may have it, the likeliest first
    confidence: float
    example: str


@dataclass(frozen=True, slots=True)
class ReadingPatternRow:
    """reading/patterns.tsv: what lines and lead-ins look like, on text without white space. Rows of one name are alternatives."""

    name: str
    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class ReadingRoleRow:
    """reading/roles.tsv: words beside the names in a byline."""

    word: str
    role: str  # what they make of the names: 记者 通讯员, or empty
    side: str  # before or after the names
    example: str


@dataclass(frozen=True, slots=True)
class SurnameRow:
    """reading/surnames.tsv: surnames and how common each is."""

    surname: str
    count: float
    example: str


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """gazetteer/divisions.tsv.xz: provinces to towns, sorted by code. Empty cells: no short name, no coordinates known."""

    code: str
    name: str
    short: str
    other: str  # a second short name: 峨山县 of 峨山彝族自治县
    longitude: str
    latitude: str


@dataclass(frozen=True, slots=True)
class VillagesRow:
    """gazetteer/villages/NN.tsv.xz: the villages of a town, blank between them, each after its three digits (--- for a former one)."""

    town: str
    villages: str


@dataclass(frozen=True, slots=True)
class FormerDivisionRow:
    """gazetteer/former.tsv: former full and short names and codes of divisions and the present code, sorted."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class CommonWordRow:
    """gazetteer/common_words.tsv: names of divisions that are everyday words, with their counts as a word and as a place."""

    surface: str
    as_word: int
    as_place: int


@dataclass(frozen=True, slots=True)
class SuffixRow:
    """gazetteer/suffixes.tsv: endings of division names by level, and what replaces them."""

    level: str
    suffix: str
    written: str  # in the name: 街道 for 街道办事处
    second: str  # after the short name: 县 for 自治县; empty for no second short name
    example: str


@dataclass(frozen=True, slots=True)
class EthnicGroupRow:
    """gazetteer/ethnic_groups.tsv: names of ethnic groups inside division names."""

    name: str


@dataclass(frozen=True, slots=True)
class ProvinceLetterRow:
    """gazetteer/province_letters.tsv: one-character short forms of provinces."""

    letter: str
    code: str


@dataclass(frozen=True, slots=True)
class CountryRow:
    """gazetteer/countries.tsv: countries, cities separated by `/`."""

    continent: str
    name: str
    full: str
    capital: str
    cities: str


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """edges.tsv: words that stand before names of places, bodies and companies, and words that shield them."""

    word: str
    kind: str  # word noun single weak inside


@dataclass(frozen=True, slots=True)
class EverydayRow:
    """everyday.tsv: everyday words that names do not cut."""

    word: str


@dataclass(frozen=True, slots=True)
class NameWordRow:
    """places/words.tsv, orgs/words.tsv, companies/words.tsv: words about names of one kind, by what they do."""

    word: str
    kind: str


@dataclass(frozen=True, slots=True)
class PlaceSuffixRow:
    """places/suffixes.tsv: endings of place names."""

    suffix: str
    strength: str  # firm soft
    shortest: int  # characters before it
    longest: int
    score: float
    joins: bool  # a place right before belongs to the name
    common: bool  # everyday words may stand before it
    unless: str  # pattern that may not follow, or empty
    example: str


@dataclass(frozen=True, slots=True)
class OrganRow:
    """orgs/organs.tsv: last parts of public bodies' names that are complete but for a place or level."""

    name: str
    kind: str  # committee level party direct agency
    score: float
    unless: str


@dataclass(frozen=True, slots=True)
class OrgSuffixRow:
    """orgs/suffixes.tsv: endings of organisations' names."""

    suffix: str
    kind: str  # suffix, or unit: only within a body that is named before it
    longest: int  # characters before it
    score: float
    common: bool  # everyday words may stand before it
    unless: str  # pattern that may not follow, or empty
    example: str


@dataclass(frozen=True, slots=True)
class CompanySuffixRow:
    """companies/suffixes.tsv: endings of companies' names."""

    suffix: str
    kind: str  # legal plain group branch bank factory shop generic
    longest: int
    score: float
    unless: str
    example: str


@dataclass(frozen=True, slots=True)
class CompanyContextRow:
    """companies/contexts.tsv: sentences that list companies by short name."""

    score: float
    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class ListedRow:
    """companies/listed.tsv: listed companies."""

    short: str
    full: str


TABLES: dict[str, type] = {
    "companies/contexts": CompanyContextRow,
    "companies/listed": ListedRow,
    "companies/suffixes": CompanySuffixRow,
    "companies/words": NameWordRow,
    "edges": EdgeRow,
    "everyday": EverydayRow,
    "orgs/organs": OrganRow,
    "orgs/suffixes": OrgSuffixRow,
    "orgs/words": NameWordRow,
    "places/suffixes": PlaceSuffixRow,
    "places/words": NameWordRow,
    "reading/patterns": ReadingPatternRow,
    "reading/roles": ReadingRoleRow,
    "reading/surnames": SurnameRow,
    "phrases/borders": BorderRow,
    "phrases/verbs": WordRow,
    "documents/leads": PatternRow,
    "documents/patterns": NamePatternRow,
    "events/follows": PatternRow,
    "events/generic": PatternRow,
    "events/leads": PatternRow,
    "events/patterns": NamePatternRow,
    "honours/leads": PatternRow,
    "honours/patterns": NamePatternRow,
    "honours/quoted": SignRow,
    "programs/commonplace": WordRow,
    "programs/counted": PatternRow,
    "programs/heads": ProgramHeadRow,
    "programs/labels": LabelRow,
    "programs/prefixes": PatternRow,
    "programs/quoted_words": QuotedWordRow,
    "programs/quotes": SignRow,
    "programs/returning": PatternRow,
    "programs/signs": SignRow,
    "projects/capacities": PatternRow,
    "projects/generic": GenericRow,
    "projects/heads": ProjectHeadRow,
    "projects/signs": SignRow,
    "references": ReferenceRow,
    "relations/words": RelationWord,
    "relations/fragments": RelationFragment,
    "relations/undertakings": RelationPattern,
    "relations/programs": RelationPattern,
    "relations/events": RelationPattern,
    "relations/visits": RelationPattern,
    "relations/honours": RelationPattern,
    "relations/membership": RelationPattern,
    "relations/places": RelationPattern,
    "resolution/anchored_ends": ResolutionWord,
    "resolution/banks": ResolutionBank,
    "resolution/branch_ends": ResolutionWord,
    "resolution/company_words": ResolutionCompanyWord,
    "resolution/label_tails": ResolutionWord,
    "resolution/level_blockers": ResolutionWord,
    "resolution/levels": ResolutionLevel,
    "resolution/meeting_bodies": ResolutionFrame,
    "resolution/national_heads": ResolutionWord,
    "resolution/newspapers": ResolutionCode,
    "resolution/ordinals": ResolutionSpelling,
    "resolution/organ_forms": ResolutionSpelling,
    "resolution/organ_frames": ResolutionFrame,
    "resolution/organ_units": ResolutionPattern,
    "resolution/party_committees": ResolutionSpelling,
    "resolution/public_bodies": ResolutionPublic,
    "resolution/road_words": ResolutionWord,
    "resolution/unplaced_ends": ResolutionWord,
    "resolution/village_marks": ResolutionPattern,
    "resolution/zones": ResolutionZone,
    "implied_bodies": ImpliedBodyRow,
    "people/joints": JointRow,
    "people/bare_surnames": WordRow,
    "people/title_followers": WordRow,
    "people/surnames": WeightedWordRow,
    "people/name_like_words": WeightedWordRow,
    "people/given_characters": GivenCharacterRow,
    "people/name_tails": WeightedWordRow,
    "people/foreign_characters": WordRow,
    "people/generic_bodies": GenericBodyRow,
    "people/titles": TitleRow,
    "people/title_blockers": WordRow,
    "people/title_modifiers": TitleModifierRow,
    "people/statuses": StatusRow,
    "people/body_endings": BodyEndingRow,
    "people/body_stops": WordRow,
    "people/body_inner": WordRow,
    "people/official_groups": ExampleRow,
    "people/roles": RoleRow,
    "people/addresses": ExampleRow,
    "people/name_contexts": NameContextRow,
    "relations/numerals": NumeralRow,
    "relations/units": UnitRow,
    "relations/attributes": AttributeTrigger,
    "gazetteer/common_words": CommonWordRow,
    "gazetteer/countries": CountryRow,
    "gazetteer/divisions": DivisionRow,
    "gazetteer/ethnic_groups": EthnicGroupRow,
    "gazetteer/former": FormerDivisionRow,
    "gazetteer/province_letters": ProvinceLetterRow,
    "gazetteer/suffixes": SuffixRow,
    "gazetteer/villages/*": VillagesRow,
}
