import { expect, it } from 'vitest'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import { loadPlan } from '../../../server/src/plans/plan-loader'
import { freshDatabase, KINDS } from '../../support/databases'
import { aPlan } from '../../support/scoring'

it.each(KINDS)(
  '[RI46] plans that two servers take in at once are versions one after the other, on %s',
  async (kind) => {
    const database = await freshDatabase(kind)
    const orms = [await openDatabase(database), await openDatabase(database)]
    const by = { at: '2021-09-05T08:00:00.000Z', person: '' }
    const titles = ['uno', 'due', 'tre', 'quattro', 'cinque', 'sei']
    // Of a body that is not there yet: its units and people are made by whoever comes first.
    const loaded = titles.map(async (title, at) => loadPlan(orms[at % 2]?.em as never, aPlan({ title }), by))
    expect((await Promise.allSettled(loaded)).filter(({ status }) => status === 'rejected')).toEqual([])
    const rows = await orms[0]?.em
      .fork()
      .execute<{ version: number }[]>('select "version" from "plan" order by "version"')
    expect(rows?.map(({ version }) => Number(version))).toEqual([1, 2, 3, 4, 5, 6])
    for (const orm of orms) await orm.close(true)
  },
)
