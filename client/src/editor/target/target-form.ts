import type { TargetRule } from '@traguardo/shared/model'
import { isDay } from '@traguardo/shared/calendar'

/** Content of a field of a form: text, number, yes or no; days one a line. */
export type FieldValue = string | number | boolean | null

/** A form with its fields as they are filled so far. */
export interface TargetDraft {
  readonly type: TargetRule['type']
  readonly [field: string]: FieldValue
}

type FieldName =
  | 'value'
  | 'by'
  | 'from'
  | 'to'
  | 'date'
  | 'dates'
  | 'days'
  | 'counted'
  | 'event'
  | 'amount'
  | 'unit'
  | 'strict'
  | 'comparison'
  | 'back'
  | 'years'
  | 'least'
  | 'excellent'
  | 'scope'
  | 'margin'
  | 'level'

/** A field of a form, with the kind of content it takes. */
export interface FormField {
  readonly name: FieldName
  readonly kind: 'number' | 'whole' | 'day' | 'days' | 'choice' | 'check' | 'event' | 'level'
  readonly isOptional?: boolean
  readonly choices?: readonly string[]
}

const NUMBER: readonly FormField[] = [
  { name: 'value', kind: 'number' },
  { name: 'by', kind: 'day', isOptional: true },
]
/** A number that has a better side may have thresholds of its own on both. */
const GRADED: readonly FormField[] = [
  ...NUMBER,
  { name: 'least', kind: 'number', isOptional: true },
  { name: 'excellent', kind: 'number', isOptional: true },
]
const COMPARISON: FormField = { name: 'comparison', kind: 'choice', choices: ['>=', '>', '<=', '<'] }

/** Every form of a target with its fields, in the order in which they are offered. */
export const FORMS: Readonly<Record<TargetRule['type'], readonly FormField[]>> = {
  'at-least': GRADED,
  'more-than': GRADED,
  'at-most': GRADED,
  'less-than': GRADED,
  equals: NUMBER,
  between: [
    { name: 'from', kind: 'number' },
    { name: 'to', kind: 'number' },
  ],
  'by-date': [{ name: 'date', kind: 'day' }],
  'by-dates': [{ name: 'dates', kind: 'days' }],
  'after-each-period': [
    { name: 'days', kind: 'whole' },
    { name: 'counted', kind: 'check' },
  ],
  'after-event': [
    { name: 'event', kind: 'event' },
    { name: 'amount', kind: 'whole' },
    { name: 'unit', kind: 'choice', choices: ['days', 'working-days', 'months'] },
    { name: 'strict', kind: 'check' },
  ],
  'against-year': [COMPARISON, { name: 'back', kind: 'whole' }, { name: 'years', kind: 'whole', isOptional: true }],
  'against-benchmark': [
    { name: 'scope', kind: 'choice', choices: ['cluster', 'regional', 'national'] },
    COMPARISON,
    { name: 'margin', kind: 'number', isOptional: true },
  ],
  level: [COMPARISON, { name: 'level', kind: 'level' }],
  'first-year': [],
  observed: [{ name: 'value', kind: 'number', isOptional: true }],
}

/** The forms, for a list to choose from. */
export const formTypes = (): readonly TargetRule['type'][] => Object.keys(FORMS) as readonly TargetRule['type'][]

const isForm = (type: string): type is TargetRule['type'] => type in FORMS

/** The fields of a target as they stand in its form. */
export function draftOf(rule: TargetRule): TargetDraft {
  const said = rule as unknown as Readonly<Record<string, unknown>>
  const fields = FORMS[rule.type].map(({ name, kind }) => {
    const value = said[name]
    if (kind === 'check') return [name, value !== undefined]
    return [name, kind === 'days' ? (value as readonly string[]).join('\n') : (value ?? null)]
  })
  return { type: rule.type, ...Object.fromEntries(fields) } as TargetDraft
}

/** An empty form; what another had in a field of the same name stays. */
export function emptyDraft(type: string, before: TargetDraft | null): TargetDraft | null {
  if (!isForm(type)) return null
  const fields = FORMS[type].map(({ name, kind, choices }) => {
    const kept = before?.[name]
    const first = kind === 'check' ? false : (choices?.[0] ?? null)
    const fits = kept !== undefined && kept !== null && (!choices || choices.includes(String(kept)))
    return [name, fits ? kept : first]
  })
  return { type, ...Object.fromEntries(fields) } as TargetDraft
}

/** Words of a target that stand for a check. */
const CHECKED: Readonly<Partial<Record<FieldName, unknown>>> = { counted: 'working', strict: true }

const daysIn = (text: string): readonly string[] => text.split(/\s+/).filter((one) => one !== '')

function fieldOf({ name, kind }: FormField, value: FieldValue): unknown {
  if (kind === 'check') return value === true ? CHECKED[name] : undefined
  if (kind === 'days') return daysIn(String(value ?? ''))
  return value === null || value === '' ? undefined : value
}

const isSound = ({ kind, isOptional }: FormField, made: unknown): boolean => {
  if (kind === 'days') return Array.isArray(made) && made.length > 1 && made.every((day) => isDay(String(day)))
  if (made === undefined) return isOptional === true || kind === 'check'
  if (kind === 'day') return isDay(String(made))
  return kind !== 'whole' || (Number.isInteger(made) && Number(made) >= 0)
}

/** An earlier year, and no mean or one of at least two. */
const isSpan = ({ back, years = null }: TargetDraft): boolean =>
  Number(back) >= 1 && (years === null || years === '' || Number(years) >= 2)

/** The target that a form says; null while a field is missing or wrong. */
export function ruleOf(draft: TargetDraft): TargetRule | null {
  const fields = FORMS[draft.type].map((field) => ({ field, made: fieldOf(field, draft[field.name] ?? null) }))
  if (!fields.every(({ field, made }) => isSound(field, made))) return null
  if (draft.type === 'between' && !(Number(draft['from']) < Number(draft['to']))) return null
  if (draft.type === 'against-year' && !isSpan(draft)) return null
  const said = fields.filter(({ made }) => made !== undefined).map(({ field, made }) => [field.name, made])
  return { type: draft.type, ...Object.fromEntries(said) } as unknown as TargetRule
}
