import type { Plan } from '@traguardo/shared/model'
import { registerId, type RegisterState } from '@traguardo/shared/sync'
import type { EntityManager } from '../../../server/src/kernel/db/orm'
import { insertAll } from '../../../server/src/kernel/db/rows'
import { loadPlan } from '../../../server/src/plans/plan-loader'
import { CounterEntity } from '../../../server/src/sync/store/counter.entity'
import { RegisterEntity } from '../../../server/src/sync/store/register.entity'
import { registerRow } from '../../../server/src/sync/store/rows'
import { filled } from '../plan'

const AT = '2021-09-04T08:00:00.000Z'
const AT_ONCE = 500

/** Values of the open period in all cells of a plan, as registers that were taken one after the other. */
function registersOf(plan: Plan): readonly RegisterState[] {
  return filled(plan, 1)
    .filter(({ period }) => period === 2)
    .map(({ value, ...cell }, at) => {
      const key = { ...cell, field: 'value' } as const
      const of = { scope: '', head: registerId({ ...key, field: 'note' }), person: 'po-registro-imprese', at: AT }
      return { id: registerId(key), key, ...of, content: value, stamp: at + 1, excused: false, complete: true }
    })
}

/** Puts a plan in place, with a value in every cell of the open period. Gives the ids of these registers. */
export async function fillIn(em: EntityManager, plan: Plan): Promise<readonly string[]> {
  await loadPlan(em, plan, { person: 'controllo-gestione', at: '2021-09-05T06:00:00.000Z' })
  const states = registersOf(plan)
  await em.execute('delete from "register" where "body" = ?', [plan.body.code])
  await insertAll(em, RegisterEntity, states.map(registerRow))
  await em.upsert(CounterEntity, { name: `stamp/${plan.body.code}`, value: states.length })
  await em.execute('analyze')
  return states.map(({ id }) => id)
}

/** Changes to another value that of a register, in the count of its body. */
export const writeOurs = (body: string): string =>
  `with "next" as (update "counter" set "value" = "value" + 1 where "name" = 'stamp/${body}' returning "value")
  update "register" set "content" = '{"type":"number","number":' || ? || '}', "stamp" = "next"."value" from "next" where "id" = ?`

/** An answer of ours, as far as the peer's tables take it. */
export interface TreeAnswer {
  readonly areas: readonly { readonly code: string; readonly strategic: readonly ObjectiveAnswer[] }[]
}
interface ObjectiveAnswer {
  readonly code: string
  readonly title: string
  readonly operational?: readonly ObjectiveAnswer[]
  readonly indicators: readonly IndicatorAnswer[]
}
interface IndicatorAnswer {
  readonly code: string
  readonly unit: string
  readonly printedFormula: string
  readonly target: { readonly year: number; readonly printed: string } | null
  readonly measures: readonly {
    readonly code: string
    readonly label: string
    readonly values: readonly Readonly<Record<'unit' | 'period' | 'content' | 'person' | 'at', unknown>>[]
  }[]
}

const TABLES = `create schema peer;
create table peer.area (code text primary key);
create table peer.objective (code text primary key, title text, area text references peer.area, parent text references peer.objective);
create table peer.indicator (code text primary key, objective text references peer.objective, unit text, printed_formula text);
create table peer.target (indicator text references peer.indicator, year int, printed text, primary key (indicator, year));
create table peer.value (id serial primary key, indicator text references peer.indicator, measure text, label text, unit text,
  period int, content jsonb, person text, at text);
create index on peer.objective (area); create index on peer.objective (parent); create index on peer.indicator (objective);
create index on peer.value (indicator);`

/** What the peer is asked: everything that its tables hold, in the same tree. */
export const PEER_QUERY = `{ allAreasList { code objectivesByAreaList { ...O objectivesByParentList { ...O } } } }
fragment O on Objective { code title indicatorsByObjectiveList { code unit printedFormula targetsByIndicatorList { year printed }
  valuesByIndicatorList { measure label unit period content person at } } }`

/** Changes to another value one of the peer's. */
export const WRITE_PEER = `update peer.value set content = ('{"type":"number","number":' || ? || '}')::jsonb where id = ?::int`

type Row = Readonly<Record<string, string | number | null>>

/** Tables of the peer from an answer of ours: the same indicators, targets and values. Gives how many values there are. */
export async function fillPeer(em: EntityManager, { areas }: TreeAnswer): Promise<number> {
  const rows: Record<'area' | 'objective' | 'indicator' | 'target' | 'value', Row[]> = {
    ...{ area: [], objective: [], indicator: [], target: [], value: [] },
  }
  const addIndicator = ({ code, unit, printedFormula, target, measures }: IndicatorAnswer, objective: string) => {
    rows.indicator.push({ code, objective, unit, printed_formula: printedFormula })
    if (target) rows.target.push({ indicator: code, ...target })
    for (const { code: measure, label, values } of measures)
      for (const { content, ...value } of values)
        rows.value.push({ indicator: code, measure, label, ...value, content: JSON.stringify(content) } as Row)
  }
  const add = (objective: ObjectiveAnswer, area: string | null, parent: string | null) => {
    rows.objective.push({ code: objective.code, title: objective.title, area, parent })
    objective.indicators.forEach((one) => addIndicator(one, objective.code))
    objective.operational?.forEach((one) => add(one, null, objective.code))
  }
  for (const { code, strategic } of areas) {
    rows.area.push({ code })
    strategic.forEach((one) => add(one, code, null))
  }
  await em.execute(TABLES)
  for (const [table, all] of Object.entries(rows))
    for (let at = 0; at < all.length; at += AT_ONCE) {
      const some = all.slice(at, at + AT_ONCE)
      const columns = Object.keys(some[0] ?? {})
      const places = some.map(() => `(${columns.map(() => '?').join()})`).join()
      const values = some.flatMap((row) => columns.map((column) => row[column] ?? null))
      await em.execute(`insert into peer.${table} (${columns.join()}) values ${places}`, values)
    }
  await em.execute('analyze')
  return rows.value.length
}
