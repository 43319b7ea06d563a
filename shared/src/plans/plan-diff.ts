import { yearsOf } from '../calendar'
import type { Plan } from '../model'

/** Lists of a plan in which a revision changes things. */
export const REVISED_LISTS = ['areas', 'objectives', 'indicators', 'measures', 'sheets', 'units', 'people'] as const

/** One of those lists; the plan's own policies, and the body for the policy that its years follow. */
export type RevisedList = (typeof REVISED_LISTS)[number] | 'policies' | 'body'

/** A field that says something else than before. Absent where it is not there. */
export interface FieldChange {
  readonly field: string
  readonly before?: unknown
  readonly after?: unknown
}

/** Something that a revision inserts, updates or removes. */
export interface PlanChange {
  readonly kind: 'inserted' | 'updated' | 'removed'
  readonly list: RevisedList
  readonly code: string
  readonly title: string
  /** Changed fields; empty for an item that is inserted or removed whole. */
  readonly fields: readonly FieldChange[]
}

interface Item {
  readonly code: string
  readonly title?: string
  readonly label?: string
  readonly name?: string
}

const titleOf = ({ code, title, label, name }: Item): string => title ?? label ?? name ?? code

/** The same text for the same thing, in whatever order its keys were written. */
function text(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(text).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  return `{${Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${key}:${text(one)}`)
    .join()}}`
}

function fieldsOf(before: object, after: object): readonly FieldChange[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => text(old.get(field)) !== text(now.get(field)))
    .map((field) => ({
      field,
      ...(old.has(field) ? { before: old.get(field) as unknown } : {}),
      ...(now.has(field) ? { after: now.get(field) as unknown } : {}),
    }))
}

function changesIn(list: RevisedList, before: readonly Item[], after: readonly Item[]): readonly PlanChange[] {
  const old = new Map(before.map((item) => [item.code, item]))
  const now = new Set(after.map(({ code }) => code))
  const said = after.flatMap((item): PlanChange[] => {
    const was = old.get(item.code)
    const { code } = item
    if (!was) return [{ kind: 'inserted', list, code, title: titleOf(item), fields: [] }]
    const fields = fieldsOf(was, item)
    return fields.length > 0 ? [{ kind: 'updated', list, code, title: titleOf(item), fields }] : []
  })
  const removed = before
    .filter(({ code }) => !now.has(code))
    .map((item): PlanChange => ({ kind: 'removed', list, code: item.code, title: titleOf(item), fields: [] }))
  return [...said, ...removed]
}

/** The policy that each year of a plan follows, as text: "2021 default, 2022 regole-2022". */
const followed = (plan: Plan): string =>
  yearsOf(plan)
    .map((year) => `${year} ${plan.policyYears?.find((one) => one.year === year)?.policy ?? plan.policy}`)
    .join(', ')

function policyChanges(before: Plan, after: Plan): readonly PlanChange[] {
  const own = changesIn('policies', before.policies ?? [], after.policies ?? [])
  const [old, now] = [followed(before), followed(after)]
  if (old === now) return own
  const { code, name: title } = after.body
  return [
    ...own,
    { kind: 'updated', list: 'body', code, title, fields: [{ field: 'policy', before: old, after: now }] },
  ]
}

/** Returns the changes from one plan to another, by code, in the order of the lists, its policies last [PR2]. */
export const planDiff = (before: Plan, after: Plan): readonly PlanChange[] => [
  ...REVISED_LISTS.flatMap((list) => changesIn(list, before[list], after[list])),
  ...policyChanges(before, after),
]
