import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { periodsOf, USUAL_CALENDAR } from '@traguardo/shared/calendar'
import type { Measure, MeasureValue, Plan, Target } from '@traguardo/shared/model'
import { type Content, PROTOCOL, registerId, type RegisterField, WHOLE_PERIOD } from '@traguardo/shared/sync'
import { dueCells } from '@traguardo/shared/values'
import { v7 } from 'uuid'
import { DEMO_PASSWORD } from './browser'

/** The plan of Maremma e Tirreno as the document prints it: after act 92 of 21/07/2020. */
export const AFTER = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../server/plans/cciaa-mt-2020.json'), 'utf8'),
) as Plan

const REVISION = 'G92-2020'
const notes = AFTER.revisions?.find(({ code }) => code === REVISION)?.notes ?? []
const updated = new Set(notes.flatMap(({ kind, about }) => (kind === 'updated' ? [about] : [])))

/** What was there before is not printed: targets of 2020 that the act changed get another text and a lower bar. Invented. */
const earlier = (target: Target): Target =>
  target.year === 2020
    ? { year: 2020, printed: `prima dell'atto 92: >= 1 (${target.printed})`, type: 'at-least', value: 1 }
    : target

/** The plan before the act: without what it inserted, with other targets where it updated them, and without its notes. */
export function before(): Plan {
  const inserted = new Set(['10.5'])
  return {
    ...AFTER,
    title: `${AFTER.title} (prima del rolling)`,
    objectives: AFTER.objectives.filter(({ code }) => !inserted.has(code)),
    indicators: AFTER.indicators
      .filter(({ objective }) => !inserted.has(objective))
      .map((indicator) => {
        const isText =
          indicator.unit === 'date' || indicator.targets.some(({ type }) => type === 'by-date' || type === 'level')
        return updated.has(`indicators/${indicator.code}`)
          ? {
              ...indicator,
              ...(isText ? { title: `${indicator.title} (prima)` } : { targets: indicator.targets.map(earlier) }),
            }
          : indicator
      }),
    revisions: AFTER.revisions?.filter(({ code }) => code !== REVISION),
    oddities: AFTER.oddities.filter(({ about }) => !/\/10\.5/.test(about)),
  } as Plan
}

/** A value for a measure: invented, good enough to meet most targets. */
export function valueFor({ kind, steps, code }: Measure, day: string): MeasureValue {
  if (kind === 'date') return { type: 'date', date: day }
  if (kind === 'project-plan' && steps)
    return { type: 'steps', done: steps.map((step) => ({ step: step.code, on: day })) }
  const numbers: Partial<Record<Measure['kind'], number>> = {
    percentage: 90,
    days: 2,
    money: 1000,
    level: 2,
    boolean: 1,
  }
  return { type: 'number', number: numbers[kind] ?? (code.endsWith('.den') ? 10 : 9) }
}

/** Somebody who works through the API, as a device does: for what a test does not want to click a hundred times. */
export class Hand {
  private seq = 0
  private cookie = ''
  constructor(
    private readonly url: string,
    private readonly person: string,
  ) {}

  private async post<T>(query: string, variables: object): Promise<T> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'apollo-require-preflight': '1', cookie: this.cookie },
      body: JSON.stringify({ query, variables }),
    })
    const set = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
    if (set.length > 0) this.cookie = set.join('; ')
    const { data, errors } = (await response.json()) as { data: T; errors?: object }
    if (errors) throw new Error(`${this.person}: ${JSON.stringify(errors)}`)
    return data
  }
  async signIn(): Promise<this> {
    const username = `${this.person}.cciaa-mt`
    const { signIn } = await this.post<{ signIn: { code?: string } }>(
      'mutation($u: String!, $p: String!) { signIn(username: $u, password: $p) { ... on Refusal { code message } } }',
      { u: username, p: DEMO_PASSWORD },
    )
    if (signIn.code) throw new Error(`${username}: ${JSON.stringify(signIn)}`)
    return this
  }
  /** Pushes contents over what stands; answers the codes of what was refused. */
  async push(
    edits: readonly {
      measure: string
      unit: string
      period: number
      field?: RegisterField
      content: Content
      base?: string | null
    }[],
  ) {
    const node = `${this.person}-${v7().slice(-6)}`
    const operations = edits.map(({ measure, unit, period, field = 'value', content, base = null }) => {
      const key = { body: 'CCIAA-MT', measure, unit, year: 2020, period, field }
      this.seq += 1
      return {
        id: v7(),
        seq: this.seq,
        node,
        person: this.person,
        deviceTime: '2020-07-05T08:00:00.000Z',
        protocol: PROTOCOL,
        kind: 'edit',
        register: registerId(key),
        base,
        content,
        key,
      }
    })
    const { sync } = await this.post<{
      sync: { verdicts?: { operation: string; type: string; refusal: { code: string } | null }[] }
    }>(
      `mutation($push: PushInput!) { sync(push: $push) { ... on SyncAnswer { verdicts { operation type refusal { code } } }
        ... on Refusal { code message } } }`,
      { push: { body: 'CCIAA-MT', node, protocol: PROTOCOL, cursor: 0, operations } },
    )
    if (!sync.verdicts) throw new Error(`${this.person}: ${JSON.stringify(sync)}`)
    return {
      refused: sync.verdicts.flatMap(({ type, refusal }) => (type === 'applied' ? [] : [refusal?.code ?? type])),
      ids: operations.map(({ id }) => id),
    }
  }
  /** Enters everything that a unit owes for a period and hands it in; answers the operations by measure. */
  async collect(plan: Plan, unit: string, period: number, day: string) {
    const found = periodsOf(plan, 2020).find(({ number }) => number === period) ?? periodsOf(USUAL_CALENDAR, 2020)[0]
    if (!found) throw new Error('no period')
    const owed = dueCells(plan, unit, found)
    const edits = owed.map(({ measure }) => ({ measure: measure.code, unit, period, content: valueFor(measure, day) }))
    const { refused, ids } = await this.push(edits)
    const sent = await this.push([
      { measure: WHOLE_PERIOD, unit, period, field: 'sending', content: { type: 'sending' } },
    ])
    return {
      refused: [...refused, ...sent.refused],
      values: edits.map(({ measure }, at) => ({ measure, id: ids[at] ?? '' })),
    }
  }
  /** Confirms values that were seen. */
  confirm(unit: string, period: number, values: readonly { measure: string; id: string }[]) {
    return this.push(
      values.map(({ measure, id }) => ({
        measure,
        unit,
        period,
        field: 'review' as const,
        content: { type: 'review' as const, state: 'confirmed' as const, of: id, reason: '' },
      })),
    )
  }
}
