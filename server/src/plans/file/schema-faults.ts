import type { Plan } from '@traguardo/shared/model'
import type { Fault } from '@traguardo/shared/plans'
import { Ajv, type ErrorObject } from 'ajv'
import formats from 'ajv-formats'
import schema from '../../../plans/plan.schema.json'
import { MOST_FAULTS } from './file-fault'

const ajv = new Ajv({ allErrors: true, verbose: true, strict: false })
formats.default(ajv)
const validate = ajv.compile<Plan>(schema)

const TYPES: Readonly<Record<string, string>> = {
  string: 'un testo tra virgolette',
  number: 'un numero',
  integer: 'un numero intero',
  array: 'un elenco tra parentesi quadre',
  object: 'un oggetto tra graffe',
  boolean: 'true o false',
}

const inWords = (values: unknown): string =>
  Array.isArray(values) ? values.map((value) => `«${value}»`).join(', ') : ''

function sentence({ keyword, params, schema: rule }: ErrorObject): string {
  const given = params as Readonly<Record<string, unknown>>
  switch (keyword) {
    case 'required':
      return `Manca «${given['missingProperty']}».`
    case 'additionalProperties':
      return `«${given['additionalProperty']}» non fa parte del formato: controlli come è scritto.`
    case 'type':
      return `Qui serve ${TYPES[String(given['type'])] ?? String(given['type'])}.`
    case 'enum':
      return `Valore non ammesso: scriva uno tra ${inWords(given['allowedValues'])}.`
    case 'const':
      return `Qui può stare solo «${given['allowedValue']}».`
    case 'pattern':
      return 'Il testo non ha la forma ammessa: controlli spazi iniziali e finali, e nei codici i caratteri.'
    case 'format':
      return 'Non è un giorno del calendario: scriva anno-mese-giorno, per esempio 2021-12-31.'
    case 'minItems':
      return `L'elenco deve avere almeno ${given['limit']} elementi.`
    case 'maxItems':
      return `L'elenco può avere al massimo ${given['limit']} elementi.`
    case 'maxLength':
      return `Il testo può avere al massimo ${given['limit']} caratteri.`
    case 'uniqueItems':
      return "L'elenco ripete lo stesso elemento."
    case 'minimum':
    case 'exclusiveMinimum':
    case 'maximum':
    case 'exclusiveMaximum':
      return `Il numero è fuori dai limiti (${given['comparison']} ${given['limit']}).`
    case 'oneOf':
      return 'Non è nessuna delle forme previste: controlli «type» o «by».'
    case 'false schema':
      return 'Questa proprietà qui non va: tolga quella che non riguarda il livello dell’obiettivo.'
    default:
      return `Non rispetta la regola «${keyword}» (${JSON.stringify(rule)}).`
  }
}

/** `/indicators/3/a~1b` as steps; a number where the plan has a list there. */
function stepsOf({ instancePath, keyword, params }: ErrorObject): (string | number)[] {
  const steps = instancePath
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')))
  return keyword === 'additionalProperties' ? [...steps, String(params['additionalProperty'])] : steps
}

/**
 * Of a choice between forms, only what is wrong with the form that was meant: the one whose `type` or `by` is right.
 * Without this a wrong number in a target would also be called a wrong date.
 */
function withoutOtherForms(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  return errors
    .filter((error) => error.keyword === 'oneOf')
    .reduce((left, choice) => {
      const branchOf = ({ instancePath, schemaPath }: ErrorObject): string | null =>
        instancePath.startsWith(choice.instancePath) && schemaPath.startsWith(`${choice.schemaPath}/`)
          ? (schemaPath.slice(choice.schemaPath.length + 1).split('/')[0] ?? null)
          : null
      const inside = left.filter((error) => branchOf(error) !== null)
      const isTag = ({ instancePath }: ErrorObject) =>
        ['type', 'by'].some((tag) => instancePath === `${choice.instancePath}/${tag}`)
      const wrong = new Set(inside.filter(isTag).map(branchOf))
      const meant = inside.filter((error) => !wrong.has(branchOf(error)))
      const branches = new Set(meant.map(branchOf))
      const kept = branches.size === 1 ? new Set(meant) : new Set([choice])
      return left.filter((error) => kept.has(error) || (error !== choice && !inside.includes(error)))
    }, errors)
}

/** Faults of the checker that are looked at: a thousand, with those of the forms that were not meant. */
const MOST_ERRORS = 3 * MOST_FAULTS

/** Lists of the document that are longer than any plan's: said first, before anything looks into them [PL7]. */
function longLists(document: unknown): readonly Fault[] {
  if (typeof document !== 'object' || document === null) return []
  const lists = Object.entries(schema.properties as Readonly<Record<string, { readonly maxItems?: number }>>)
  return lists.flatMap(([name, { maxItems }]) => {
    const list = (document as Readonly<Record<string, unknown>>)[name]
    return maxItems !== undefined && Array.isArray(list) && list.length > maxItems
      ? [{ path: [name], code: 'SCHEMA_MAX_ITEMS', message: `L'elenco può avere al massimo ${maxItems} elementi.` }]
      : []
  })
}

/** What is wrong with the form of a document. */
export interface FormFaults {
  readonly faults: readonly Fault[]
  /** False where there is more of it than was looked at. */
  readonly isAll: boolean
}

const toldOf = (error: ErrorObject): Fault => ({
  path: stepsOf(error),
  code: `SCHEMA_${error.keyword
    .replace(/[A-Z]/g, (letter) => `_${letter}`)
    .replace(/\W/g, '_')
    .toUpperCase()}`,
  message: sentence(error),
})

/** Everything in which a document departs from `plan.schema.json`; none means that it has the form of a `Plan`. */
export function schemaFaults(document: unknown): FormFaults {
  const long = longLists(document)
  if (long.length > 0) return { faults: long, isAll: false }
  if (validate(document)) return { faults: [], isAll: true }
  const errors = validate.errors ?? []
  // What is said of a choice between forms looks at all faults, for each of them.
  const faults = withoutOtherForms(errors.slice(0, MOST_ERRORS)).map(toldOf)
  return { faults, isAll: errors.length <= MOST_ERRORS }
}
