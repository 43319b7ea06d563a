import { found } from '../stage/canaries'
import { changesBetween } from '../stage/digest'
import { leaksIn, malformedIn, outline } from '../stage/faults'
import { type Liar, passOf } from '../stage/liars'
import type { Stage } from '../stage/stage'
import { opened } from '../wire/envelope'
import type { Asked, Reply } from '../wire/http'
import type { Lie, Row } from './row'

/** What was asked so far, and what came of it. */
export interface Tally {
  doors: number
  asked: number
  leaks: number
  changed: number
}

/** The last line of the suite. */
export const lineOf = (kind: string, { liars }: Stage, { doors, asked, leaks, changed }: Tally): string =>
  `hostile doors=${doors} liars=${liars.length} asked=${asked} leaks=${leaks} changed=${changed} database=${kind}`

/** Sends what a liar asks; a line that is cut without an answer is a fault like another. */
async function answerTo(stage: Stage, { site }: Liar, asked: Asked): Promise<Reply | string> {
  // A site shows a new pass for each request, where the lie is not the pass itself.
  const pass = site === null || 'authorization' in (asked.headers ?? {}) ? {} : passOf(site, asked)
  return stage.wire
    .send({ ...asked, headers: { ...asked.headers, ...pass } })
    .catch((error: unknown) => `no answer: ${String(error)}`)
}

/** The answer with what is sealed for the liar in it, as the liar reads it. */
function inClear({ opens }: Lie, reply: Reply): Reply {
  const { envelope } = (reply.answer ?? {}) as { readonly envelope?: string }
  return opens && envelope ? { ...reply, text: `${reply.text}\n${JSON.stringify(opened(opens, envelope))}` } : reply
}

/** What is wrong with the answer to one lie. */
async function faultsOf(stage: Stage, liar: Liar, lie: Lie, tally: Tally): Promise<readonly string[]> {
  tally.asked += 1
  const reply = await answerTo(stage, liar, lie.asked)
  if (typeof reply === 'string') return [reply]
  const leaks = leaksIn(stage.canaries.all, liar, lie.asked, inClear(lie, reply))
  tally.leaks += leaks.length
  const faults = [...leaks, ...malformedIn(reply, lie.asked.method)]
  if (!lie.twin) return faults
  tally.asked += 1
  const other = await answerTo(stage, liar, lie.twin)
  if (typeof other === 'string') return [...faults, other]
  const [real, absent] = [outline(reply, lie.names ?? []), outline(other, lie.names ?? [])]
  return real === absent ? faults : [...faults, `tells that it is there: ${real} and not ${absent}`]
}

/** Canaries that whoever may ask does not get, though they should. */
async function missingFor(stage: Stage, row: Row): Promise<readonly string[]> {
  const text = await row.entitled(stage)
  if (!Array.isArray(row.gives)) return []
  const got = new Set(found(stage.canaries.all, text).map(({ name }) => name))
  const missing = (row.gives as readonly string[]).filter((name) => !got.has(name))
  return missing.map((name) => `whoever may ask does not get «${name}»: ${text.slice(-400)}`)
}

/** Faults by what is wrong: who saw it with which lies. */
class Faults {
  private readonly seen = new Map<string, Set<string>>()

  add(fault: string, who: string): void {
    this.seen.set(fault, (this.seen.get(fault) ?? new Set()).add(who))
  }

  lines(): readonly string[] {
    return [...this.seen].map(([fault, who]) => `${fault} (${[...who].join('; ')})`)
  }
}

/** Plays a door: whoever may ask first, then these liars with every lie; answers what went wrong [RI31]-[RI34]. */
export async function play(stage: Stage, row: Row, tally: Tally, liars = stage.liars): Promise<readonly string[]> {
  tally.doors += 1
  const missing = await missingFor(stage, row)
  const wrong = new Faults()
  const before = await stage.contents()
  const errors = stage.logged.length
  for (const liar of liars)
    for (const lie of row.lies(stage, liar)) {
      const faults = await faultsOf(stage, liar, lie, tally)
      for (const fault of faults) wrong.add(fault, `${liar.name}, ${lie.what}`)
    }
  const changes = changesBetween(before, await stage.contents())
  const kept = changes.filter((change) => !row.leaves?.some((table) => change.startsWith(`${table} got `)))
  tally.changed += kept.length
  const thrown = (row.logs ? [] : stage.logged.slice(errors)).map((error) => `threw ${String(error).slice(0, 200)}`)
  return [...missing, ...wrong.lines(), ...kept, ...new Set(thrown)]
}
