import { isDay, romeDay } from '@traguardo/shared/calendar'
import type { IsoDate, MeasureValue, Plan } from '@traguardo/shared/model'
import { explainScore, nodeAddress, type PlanScores, type ScoreNode } from '@traguardo/shared/scoring'
import { formatDate, formatPercent, formatValue, parseEntry } from '@traguardo/shared/values'
import { BodyEntity } from '../../identity/organisation/body.entity'
import type { EntityManager } from '../../kernel/db/orm'
import type { Clock } from '../../kernel/runtime/clock'
import { PlanEntity } from '../../plans/plan.entity'
import { planShelf } from '../../plans/plan-shelf'
import { ScoredPlan, spanOf } from '../../scoring/kept-year'
import { registersOfYears } from '../../sync/store/registers-of-years'

/** Score of something of a plan, as a program takes it: shares of one, days in ISO form. */
export interface ScoreRecord {
  /** `body`, `areas/<code>`, `objectives/<code>`, `indicators/<code>`, `sheets/<code>`. */
  readonly about: string
  /** Of an indicator the number in its own unit, or the day; null where there is none, and of everything else. */
  readonly value: number | IsoDate | null
  readonly achievement: number | null
  readonly coverage: number | null
  /** Code of the band. */
  readonly band: string | null
  /** Share in the score above it; null where it does not count there. */
  readonly weight: number | null
  readonly sentence: string
}

/** Arguments of the command as they were typed. */
export interface ScoresAsked {
  readonly body: string
  readonly year: string
  /** The day as on which; left out for today. */
  readonly day?: string | undefined
  readonly isJson: boolean
}

/** Text to be printed, or why there is none. */
type Said = { readonly output: string } | { readonly problem: string }

/** A score with how far below the first one it stands. */
interface Placed {
  readonly node: ScoreNode
  readonly depth: number
}

/** The body and everything below it, then the sheets, each before what it is made of. */
function placed({ body, sheets }: PlanScores): readonly Placed[] {
  const below = (node: ScoreNode, depth: number): readonly Placed[] => [
    { node, depth },
    ...node.children.flatMap((child) => below(child, depth + 1)),
  ]
  return [body, ...sheets].flatMap((node) => below(node, 0))
}

const aboutOf = (node: ScoreNode): string => (node.kind === 'body' ? 'body' : nodeAddress(node))

function plainOf(value: MeasureValue | null | undefined): number | IsoDate | null {
  if (value?.type === 'number') return value.number
  return value?.type === 'date' ? value.date : null
}

const recordOf = (node: ScoreNode): ScoreRecord => ({
  about: aboutOf(node),
  value: plainOf(node.indicator?.value),
  achievement: node.achievement,
  coverage: node.coverage,
  band: node.band?.code ?? null,
  weight: node.share,
  sentence: explainScore(node),
})

const WIDTH = 10
const column = (text: string): string => text.padStart(WIDTH)
const shareText = (share: number | null): string => column(share === null ? '–' : formatPercent(share))

function lineOf({ node, depth }: Placed): string {
  const { achievement, coverage, share, band, indicator, title } = node
  const value = indicator ? `: ${formatValue(indicator.value, indicator.unit)}` : ''
  const verdict = band ? ` [${band.name}]` : ''
  const numbers = [column(formatPercent(achievement)), shareText(coverage), shareText(share)].join('')
  return `${numbers}  ${'  '.repeat(depth)}${aboutOf(node)} ${title}${value}${verdict}`
}

function inColumns(plan: Plan, year: number, day: IsoDate, nodes: readonly Placed[]): string {
  const head = `${plan.title}: ${year}, come se oggi fosse il ${formatDate(day)}, con i valori noti ora.`
  const columns = `${['punteggio', 'copertura', 'peso'].map(column).join('')}  di che cosa [fascia]`
  return [head, '', columns, ...nodes.map(lineOf)].join('\n')
}

/** Says which bodies or years there are, to whoever asked for another. */
async function noPlan(em: EntityManager, { body, year }: ScoresAsked): Promise<string> {
  const bodies = await em.find(BodyEntity, {}, { orderBy: { code: 'asc' } })
  const codes = bodies.map(({ code }) => code)
  if (!codes.includes(body)) return `L’ente «${body}» non c’è. Enti di questi dati: ${codes.join(', ') || 'nessuno'}.`
  const plans = await em.find(PlanEntity, { body }, { orderBy: { firstYear: 'asc' } })
  const spans = new Set(plans.map(({ firstYear, lastYear }) => `${firstYear}-${lastYear}`))
  return `L’ente «${body}» non ha un piano per il ${year}. Anni dei suoi piani: ${[...spans].join(', ') || 'nessuno'}.`
}

/** The day that was typed, as `2021-09-05` or `5/9/2021`; null for none. */
function dayIn(text: string): IsoDate | null {
  const read = parseEntry(text, { kind: 'date' })
  return read.ok && read.value?.type === 'date' && isDay(read.value.date) ? read.value.date : null
}

/**
 * The scores of a plan's year as if today were that day, on the plan and the values that are known now. Nothing is
 * written; as many statements whatever the plan holds.
 */
export async function sayScores(em: EntityManager, clock: Clock, asked: ScoresAsked): Promise<Said> {
  const { body, year: typed, isJson } = asked
  if (!/^\d{4}$/.test(typed)) return { problem: `«${typed}» non è un anno: scriva per esempio 2021.` }
  const day = asked.day === undefined ? romeDay(clock.now(body)) : dayIn(asked.day)
  if (day === null) return { problem: `«${asked.day}» non è un giorno: scriva per esempio --al 2021-09-05.` }
  const year = Number(typed)
  const stored = await planShelf(clock).find(em, body, year)
  if (!stored) return { problem: await noPlan(em, asked) }
  const { plan } = stored
  const registers = await registersOfYears(em, body, spanOf(plan, year))
  const nodes = placed(new ScoredPlan(plan, year, registers, day).scores.scores)
  const output = isJson
    ? JSON.stringify(
        nodes.map(({ node }) => recordOf(node)),
        null,
        2,
      )
    : inColumns(plan, year, day, nodes)
  return { output }
}
