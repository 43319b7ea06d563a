import { expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { freshDatabase, KINDS } from '../../support/databases'

const AT = '2021-09-05T08:00:00.000Z'
const FORWARDED = '2021-09-06T08:00:00.000Z'
const [READ, REMOVED, COMING, SHARED] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(64)) as [
  string,
  string,
  string,
  string,
]
const content = (sha256: string): string =>
  JSON.stringify({ type: 'evidence', sha256, size: 3, mime: 'application/pdf', name: 'v.pdf' })

const register = (id: string, unit: string, sha256: string, person: string, changes: object = {}) => ({
  id,
  body: 'B',
  measure: 'M',
  unit,
  year: 2021,
  period: 2,
  field: `evidence/${sha256}`,
  head: `op-${id}`,
  content: content(sha256),
  person,
  at: AT,
  stamp: 1,
  scope: `2021/2/${unit}`,
  excused: false,
  complete: true,
  ...changes,
})

const operation = (id: string, of: string, person: string, verdict: string, sha256: string) => ({
  id,
  node: 'n',
  seq: 1,
  person,
  body: 'B',
  register: of,
  base: null,
  protocol: 2,
  key: '{}',
  content: content(sha256),
  device_time: AT,
  sent: true,
  verdict_type: verdict,
  verdict: '{}',
  received_at: AT,
  kind: 'edit',
  stamp: 1,
  scope: '',
})

it.each(KINDS)(
  '[SY40] who could read evidence before owners were written down can read it after, on %s',
  async (kind) => {
    const orm = await openOrm(await freshDatabase(kind))
    await orm.getMigrator().up({ to: '006-cycle' })
    const insert = async (table: string, row: object) => {
      const columns = Object.keys(row).map((column) => `"${column}"`)
      const sql = `insert into "${table}" (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`
      await orm.em.getConnection().execute(sql, Object.values(row))
    }
    for (const sha256 of [READ, REMOVED, SHARED])
      await insert('evidence_file', {
        sha256,
        size: 3,
        mime: 'application/pdf',
        arrived_at: AT,
        forwarded_at: FORWARDED,
      })
    const site = { body: 'B', name: 'S', keys: '{}', created_at: AT }
    await insert('site', { id: 'site-1', units: '["U1"]', ...site })
    await insert('site', { id: 'site-2', units: '["U11"]', ...site })
    await insert('register', register('r1', 'U1', READ, 'anna'))
    await insert('register', register('r2', 'U2', REMOVED, 'bruno', { content: null }))
    await insert('register', register('r3', 'U1', COMING, 'anna', { complete: false }))
    await insert('register', register('r4', 'U3', SHARED, 'elena'))
    await insert('register', register('r5', 'U4', SHARED, 'franco'))
    await insert('operation', operation('o1', 'r2', 'carla', 'applied', REMOVED))
    await insert('operation', operation('o2', 'r1', 'dario', 'rejected', READ))

    await orm.getMigrator().up()
    const owners = await orm.em.execute<object[]>('select * from "evidence_owner" order by "person", "via"')
    const owner = { body: 'B', brought_at: AT, forwarded_at: FORWARDED, refused: null }
    expect(owners).toEqual([
      { ...owner, sha256: READ, person: 'anna', via: '' },
      { ...owner, sha256: READ, person: 'anna', via: 'site-1' },
      { ...owner, sha256: REMOVED, person: 'carla', via: '' },
      { ...owner, sha256: SHARED, person: 'elena', via: '', forwarded_at: null },
      { ...owner, sha256: SHARED, person: 'franco', via: '', forwarded_at: null },
    ])
    const claims = await orm.em.execute<object[]>(
      'select "register", "person" from "evidence_claim" order by "register"',
    )
    expect(claims).toEqual([
      { register: 'r1', person: 'anna' },
      { register: 'r2', person: 'carla' },
      { register: 'r3', person: 'anna' },
      { register: 'r4', person: 'elena' },
      { register: 'r5', person: 'franco' },
    ])
    await orm.close(true)
  },
)
