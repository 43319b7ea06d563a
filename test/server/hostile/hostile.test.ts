import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KINDS } from '../../support/databases'
import { ADDRESS_ROWS, addressesIn } from './doors/addresses'
import { ENVELOPE_ROWS, fieldsOfEnvelope } from './doors/envelope-fields'
import { HOLDER_MUTATIONS } from './doors/holders'
import { LAST_MUTATIONS, OFFICE_MUTATIONS, OWN_MUTATIONS, PLAN_MUTATIONS } from './doors/mutations'
import { lineOf, play, type Tally } from './doors/play'
import { FIELD_ROWS, fieldsOfPush } from './doors/push-fields'
import { QUERIES } from './doors/queries'
import { rootRow } from './doors/root'
import { setStage, type Stage } from './stage/stage'
import { rootFields } from './wire/texts'

const ROOT = {
  ...QUERIES,
  ...PLAN_MUTATIONS,
  ...HOLDER_MUTATIONS,
  ...OFFICE_MUTATIONS,
  ...OWN_MUTATIONS,
  ...LAST_MUTATIONS,
}
const ROOT_ROWS = Object.entries(ROOT).map(([door, asked]) => rootRow(door, asked))
const ROWS = [...FIELD_ROWS, ...ENVELOPE_ROWS, ...ADDRESS_ROWS, ...ROOT_ROWS]

/** Milliseconds that a door may take where the machine has other work too. */
const PATIENCE = 300_000

/** Each door meets each liar on one of the databases; here they take turns, and in the long run all meet on all. */
const IS_LONG = process.env['HOSTILE_RUNS'] !== undefined
const met = new Set<string>()
let pairs = 0

describe.each(KINDS)('hostile clients on %s', (kind) => {
  let stage: Stage
  const tally: Tally = { doors: 0, asked: 0, leaks: 0, changed: 0 }
  beforeAll(async () => {
    stage = await setStage(kind)
  })
  afterAll(async () => {
    console.log(lineOf(kind, stage, tally))
    await stage.close()
  })

  it('[RI31] every door has its row', () => {
    const fields = [...rootFields(stage.schema).keys()]
    expect(Object.keys(ROOT).sort()).toEqual(fields.sort())
    expect(FIELD_ROWS.map(({ door }) => door).sort()).toEqual([...fieldsOfPush(stage.schema)].sort())
    const said = ENVELOPE_ROWS.map(({ door }) => door).filter((door) => !door.startsWith('Header.'))
    expect(said.sort()).toEqual([...fieldsOfEnvelope()].sort())
    const addresses = addressesIn(stage.api.app.printRoutes({ commonPrefix: false }))
    expect(ADDRESS_ROWS.map(({ door }) => door).sort()).toEqual([...addresses].sort())
  })

  it.each(ROWS.map((row, at) => [row.door, row, at] as const))(
    '[RI32.1] [RI32.2] [RI33] [RI34] %s',
    async (door, row, at) => {
      const turn = (liar: number) => (at + liar) % KINDS.length === KINDS.indexOf(kind)
      const liars = stage.liars.filter((_liar, other) => IS_LONG || turn(other))
      for (const { name } of liars) met.add(`${door} ${name}`)
      pairs = ROWS.length * stage.liars.length
      expect(await play(stage, row, tally, liars)).toEqual([])
    },
    PATIENCE,
  )
})

it('[RI31] every door has met every liar', () => {
  expect(pairs).toBeGreaterThan(0)
  expect(met.size).toBe(pairs)
})
