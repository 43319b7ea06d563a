import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OFFICE_MUTATIONS } from './doors/mutations'
import { play, type Tally } from './doors/play'
import { QUERIES } from './doors/queries'
import { type RootDoor, rootRow } from './doors/root'
import { BODY } from './stage/places'
import { setStage, type Stage } from './stage/stage'
import { uuid7 } from './wire/uuid'

/** Makes the head of another unit what it says it is: a controller, behind the back of the suite. */
async function weaken({ orm }: Stage): Promise<void> {
  const grant = `insert into "role_grant" ("id", "person_id", "unit_id", "role", "deputy", "origin")
    select ?, "person"."id", "unit"."id", 'controller', false, 'hand' from "person", "unit"
    where "person"."body_code" = ? and "person"."code" = 'referente-legale'
    and "unit"."body_code" = ? and "unit"."code" = 'ENTE'`
  await orm.em.fork().execute(grant, [uuid7(), BODY, BODY])
}

describe('the suite of hostile clients', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage('sqlite')
    await weaken(stage)
  })
  afterAll(() => stage.close())

  const played = async (door: string, asked: RootDoor | undefined) => {
    if (!asked) throw new Error(`${door} has no row`)
    const tally: Tally = { doors: 0, asked: 0, leaks: 0, changed: 0 }
    const wrong = await play(stage, rootRow(door, asked), tally)
    return { wrong: wrong.join('\n'), ...tally }
  }

  it('[RI32.1] goes red where one of the liars is shown what is not theirs', async () => {
    const { wrong, leaks } = await played('Query.plan', QUERIES['Query.plan'])
    expect(wrong).toContain('leaks title of an objective of the sheet (head of another unit')
    expect(wrong).not.toContain('colleague')
    expect(leaks).toBeGreaterThan(0)
  })

  it('[RI33] goes red where one of the liars changes what is not theirs', async () => {
    const { wrong, changed } = await played('Mutation.personSave', OFFICE_MUTATIONS['Mutation.personSave'])
    expect(wrong).toMatch(/person lost .*po-anag/)
    expect(wrong).toMatch(/person got .*Preso/)
    expect(changed).toBeGreaterThan(0)
  })
})
