import { romeDay } from '@traguardo/shared/calendar'
import { realClock } from '../../../server/src/kernel/runtime/clock'
import { describe, expect, it } from 'vitest'
import { claimInstallation } from '../../../server/src/kernel/db/installation'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import { demoDays } from '../../../server/src/app/demo/demo-plans'
import { loadDemo } from '../../../server/src/app/demo/load-demo'
import { demoAccounts } from '../../../server/src/identity/sessions/demo-accounts'
import { loadPlan } from '../../../server/src/plans/plan-loader'
import { startApi } from '../../support/api'
import { freshDatabase, KINDS } from '../../support/databases'
import { massaCarrara } from '../../support/massa-carrara'
import { demoPlan, planNames } from '../../support/plan-files'

const bodies = planNames.map((name) => demoPlan(name).body.code).sort()
const SESSION = `mutation($username: String!) { signIn(username: $username, password: "Traguardo-2021") {
  ... on Session { body now } ... on Refusal { code } } }`

describe.each(KINDS)('the demo on %s', (kind) => {
  it('takes whoever signs in to the day of the own body', async () => {
    const api = await startApi(await freshDatabase(kind))
    const controllers = {
      'controllo-gestione': 'CCIAA-MS',
      'controllo-gestione.cciaa-ms-2019': 'CCIAA-MS-2019',
      'controllo-gestione.cciaa-ms-2022': 'CCIAA-MS-2022',
      'controllo-gestione.cciaa-mt': 'CCIAA-MT',
      'controllo-gestione.isr': 'ISR',
    }
    expect(Object.values(controllers).sort()).toEqual(bodies)
    const days = new Map([...demoDays()])
    for (const [username, body] of Object.entries(controllers)) {
      const { signIn } = await api.nobody.ask<{ signIn: { body: string; now: string } }>(SESSION, { username })
      expect([signIn.body, romeDay(signIn.now)]).toEqual([body, days.get(body) ?? '2021-09-05'])
      const { me } = await (await api.signIn(username)).ask<{ me: { now: string } }>('{ me { now } status { now } }')
      expect(romeDay(me.now)).toBe(days.get(body) ?? '2021-09-05')
    }
    await api.close()
  })

  it('gives data of an older program the bodies they miss, once, and touches nothing else', async () => {
    const orm = await openDatabase(await freshDatabase(kind))
    await loadPlan(orm.em.fork(), massaCarrara, { at: realClock.now(), person: '' })
    await claimInstallation(orm.em.fork(), 'demo')
    await loadDemo(orm.em, realClock)
    const first = await demoAccounts(orm.em.fork())
    expect([...new Set(first.map(({ body }) => body))].sort()).toEqual(bodies)
    expect(first[0]).toMatchObject({ body: 'CCIAA-MS', username: 'segretario-generale' })
    expect(new Set(first.map(({ username }) => username)).size).toBe(first.length)
    // All of one body stand together: the page lists them so.
    const runs = first.filter(({ body }, at) => first[at - 1]?.body !== body)
    expect(runs).toHaveLength(bodies.length)
    await loadDemo(orm.em, realClock)
    expect(await demoAccounts(orm.em.fork())).toEqual(first)
    await orm.close(true)
  })
})
