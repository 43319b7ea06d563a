import type { Plan } from '@traguardo/shared/model'
import type { Fault } from '@traguardo/shared/plans'
import { Ajv, type ErrorObject } from 'ajv'
import formats from 'ajv-formats'
import schema from '../../../plans/plan.schema.json'

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

/** Everything in which a document departs from `plan.schema.json`; none means that it has the form of a `Plan`. */
export function schemaFaults(document: unknown): readonly Fault[] {
  if (validate(document)) return []
  return withoutOtherForms(validate.errors ?? []).map((error) => ({
    path: stepsOf(error),
    code: `SCHEMA_${error.keyword
      .replace(/[A-Z]/g, (letter) => `_${letter}`)
      .replace(/\W/g, '_')
      .toUpperCase()}`,
    message: sentence(error),
  }))
}
