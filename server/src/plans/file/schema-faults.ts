import { MOST, PlanFileSchema } from '@traguardo/shared/model/plan'
import type { Fault } from '@traguardo/shared/plans'
import { type BaseIssue, safeParse } from 'valibot'
import { MOST_FAULTS } from './file-fault'

type Issue = BaseIssue<unknown>
/** What is told of an issue: code, sentence, and whether it is told of what holds the place. */
type Told = readonly [code: string, message: string, above?: true]

/** `("a" | "b")`, as the library says what it expects, in Italian. */
const inWords = (expected: string | null): string =>
  (expected ?? '')
    .replace(/[()"]/g, '')
    .split(' | ')
    .map((value) => `«${value}»`)
    .join(', ')
const lastKey = ({ path }: Issue): string => String(path?.at(-1)?.key)

const wrongType = (needed: string): Told => ['SCHEMA_TYPE', `Qui serve ${needed}.`]
const outside = (code: string, sign: string, { requirement }: Issue): Told => [
  code,
  `Il numero è fuori dai limiti (${sign} ${String(requirement)}).`,
]
const missing = (issue: Issue): Told => ['SCHEMA_REQUIRED', `Manca «${lastKey(issue)}».`, true]
const tooMany = (most: unknown): Told => ['SCHEMA_MAX_ITEMS', `L'elenco può avere al massimo ${String(most)} elementi.`]

/** What is told of each type of issue, or of the name that the definition gives it as its message. */
const TELL: Readonly<Record<string, (issue: Issue) => Told>> = {
  string: () => wrongType('un testo tra virgolette'),
  number: () => wrongType('un numero'),
  integer: () => wrongType('un numero intero'),
  array: () => wrongType('un elenco tra parentesi quadre'),
  boolean: () => wrongType('true o false'),
  strict_object: (issue) => {
    if (issue.expected === 'Object') return wrongType('un oggetto tra graffe')
    if (issue.expected !== 'never') return missing(issue)
    return ['SCHEMA_ADDITIONAL_PROPERTIES', `«${lastKey(issue)}» non fa parte del formato: controlli come è scritto.`]
  },
  raw_check: (issue) =>
    issue.expected === 'never'
      ? ['SCHEMA_FALSE_SCHEMA', 'Questa proprietà qui non va: tolga quella che non riguarda il livello dell’obiettivo.']
      : missing(issue),
  picklist: ({ expected }) => ['SCHEMA_ENUM', `Valore non ammesso: scriva uno tra ${inWords(expected)}.`],
  literal: ({ expected }) => ['SCHEMA_CONST', `Qui può stare solo ${inWords(expected)}.`],
  regex: () => [
    'SCHEMA_PATTERN',
    'Il testo non ha la forma ammessa: controlli spazi iniziali e finali, e nei codici i caratteri.',
  ],
  day: () => ['SCHEMA_FORMAT', 'Non è un giorno del calendario: scriva anno-mese-giorno, per esempio 2021-12-31.'],
  unique: () => ['SCHEMA_UNIQUE_ITEMS', "L'elenco ripete lo stesso elemento."],
  min_length: ({ requirement }) => ['SCHEMA_MIN_ITEMS', `L'elenco deve avere almeno ${String(requirement)} elementi.`],
  max_length: ({ requirement }) => tooMany(requirement),
  max_code_points: ({ requirement }) => [
    'SCHEMA_MAX_LENGTH',
    `Il testo può avere al massimo ${String(requirement)} caratteri.`,
  ],
  min_value: (issue) => outside('SCHEMA_MINIMUM', '>=', issue),
  gt_value: (issue) => outside('SCHEMA_EXCLUSIVE_MINIMUM', '>', issue),
  max_value: (issue) => outside('SCHEMA_MAXIMUM', '<=', issue),
  variant: (issue) =>
    issue.expected === 'Object'
      ? ['SCHEMA_ONE_OF', 'Non è nessuna delle forme previste: qui serve un oggetto tra graffe.']
      : [
          'SCHEMA_ONE_OF',
          `Non è nessuna delle forme previste («${lastKey(issue)}»: ${inWords(issue.expected)}).`,
          true,
        ],
  union: () => ['SCHEMA_ANY_OF', 'Qui serve un numero, o un giorno scritto anno-mese-giorno.'],
}

function toldOf(issue: Issue): Fault {
  const tell = TELL[issue.message] ?? TELL[issue.type]
  if (!tell) throw new Error(`Nothing to tell of a fault of type ${issue.type}`)
  const [code, message, above] = tell(issue)
  const path = (issue.path ?? []).map(({ key }) => key as string | number)
  return { path: above ? path.slice(0, -1) : path, code, message }
}

/** Lists of the document that are longer than any plan's: said first, before anything looks into them [PL7]. */
function longLists(document: unknown): readonly Fault[] {
  if (typeof document !== 'object' || document === null) return []
  return Object.entries(MOST).flatMap(([name, most]) => {
    const list = (document as Readonly<Record<string, unknown>>)[name]
    if (!Array.isArray(list) || list.length <= most) return []
    const [code, message] = tooMany(most)
    return [{ path: [name], code, message }]
  })
}

/** What is wrong with the form of a document. */
export interface FormFaults {
  readonly faults: readonly Fault[]
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
