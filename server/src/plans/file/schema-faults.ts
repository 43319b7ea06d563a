import { MOST, PlanFileSchema } from '@traguardo/shared/model/plan'
import { type PlanFault, planFault } from '@traguardo/shared/plans'
import { type Refusal, refusal, withMessage, type Word } from '@traguardo/shared/refusals'
import { type BaseIssue, safeParse } from 'valibot'
import { MOST_FAULTS } from './file-fault'

type Issue = BaseIssue<unknown>
/** Refusal for an issue, and whether it is about the parent of its place. */
type Told = Refusal & { readonly above?: true }

/** `("a" | "b")`, as the library says what it expects, in words. */
const inWords = (expected: string | null): string =>
  (expected ?? '')
    .replace(/[()"]/g, '')
    .split(' | ')
    .map((value) => `«${value}»`)
    .join(', ')
const keyOf = ({ path }: Issue): string => String(path?.at(-1)?.key)

const wrongType = (needed: Word): Told => refusal('SCHEMA_TYPE', { needed })
const missing = (issue: Issue): Told => ({ ...refusal('SCHEMA_REQUIRED', { key: keyOf(issue) }), above: true })
const limitOf = ({ requirement }: Issue) => ({ limit: Number(requirement) })

/** Refusals for each type of issue, or for the name that the definition gives it as its message. */
const TELL: Readonly<Record<string, (issue: Issue) => Told>> = {
  string: () => wrongType('text'),
  number: () => wrongType('number'),
  integer: () => wrongType('integer'),
  array: () => wrongType('list'),
  boolean: () => wrongType('boolean'),
  strict_object: (issue) => {
    if (issue.expected === 'Object') return wrongType('object')
    return issue.expected === 'never' ? refusal('SCHEMA_ADDITIONAL_PROPERTIES', { key: keyOf(issue) }) : missing(issue)
  },
  raw_check: (issue) => (issue.expected === 'never' ? refusal('SCHEMA_FALSE_SCHEMA') : missing(issue)),
  picklist: ({ expected }) => refusal('SCHEMA_ENUM', { values: inWords(expected) }),
  literal: ({ expected }) => refusal('SCHEMA_CONST', { values: inWords(expected) }),
  regex: () => refusal('SCHEMA_PATTERN'),
  day: () => refusal('SCHEMA_FORMAT'),
  unique: () => refusal('SCHEMA_UNIQUE_ITEMS'),
  min_length: (issue) => refusal('SCHEMA_MIN_ITEMS', limitOf(issue)),
  max_length: (issue) => refusal('SCHEMA_MAX_ITEMS', limitOf(issue)),
  max_code_points: (issue) => refusal('SCHEMA_MAX_LENGTH', limitOf(issue)),
  min_value: (issue) => refusal('SCHEMA_MINIMUM', limitOf(issue)),
  gt_value: (issue) => refusal('SCHEMA_EXCLUSIVE_MINIMUM', limitOf(issue)),
  max_value: (issue) => refusal('SCHEMA_MAXIMUM', limitOf(issue)),
  variant: (issue) =>
    issue.expected === 'Object'
      ? refusal('SCHEMA_ONE_OF', { kind: 'object' })
      : {
          ...refusal('SCHEMA_ONE_OF', { kind: 'values', key: keyOf(issue), values: inWords(issue.expected) }),
          above: true,
        },
  union: () => refusal('SCHEMA_ANY_OF'),
}

function toldOf(issue: Issue): PlanFault {
  const tell = TELL[issue.message] ?? TELL[issue.type]
  if (!tell) throw new Error(`Nothing to tell of a fault of type ${issue.type}`)
  const { above, ...said } = tell(issue)
  const path = (issue.path ?? []).map(({ key }) => key as string | number)
  return { path: above ? path.slice(0, -1) : path, ...withMessage(said) }
}

/** Lists of the document that are longer than any plan's: said first, before anything looks into them [PL7]. */
function longLists(document: unknown): readonly PlanFault[] {
  if (typeof document !== 'object' || document === null) return []
  return Object.entries(MOST).flatMap(([name, most]) => {
    const list = (document as Readonly<Record<string, unknown>>)[name]
    if (!Array.isArray(list) || list.length <= most) return []
    return [planFault([name], 'SCHEMA_MAX_ITEMS', { limit: most })]
  })
}

/** Faults in the form of a document. */
export interface FormFaults {
  readonly faults: readonly PlanFault[]
  /** False where there is more of it than is told. */
  readonly isAll: boolean
}

/** Everything in which a document departs from the form of a plan file; none means that it is a `Plan`. */
export function schemaFaults(document: unknown): FormFaults {
  const long = longLists(document)
  if (long.length > 0) return { faults: long, isAll: false }
  const { issues = [] } = safeParse(PlanFileSchema, document)
  return { faults: issues.slice(0, MOST_FAULTS).map(toldOf), isAll: issues.length <= MOST_FAULTS }
}
