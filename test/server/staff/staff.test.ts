import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { aPush, edit, type PushAnswer, verdictsIn } from '../../support/push'

const ANSWER = `... on Staff { people { code title account { username disabledAt } grants { id role unit from to deputy byPlan } } units { code } } ... on Refusal { code }`
const GIVE = `mutation($input: GrantInput!) { grantGive(input: $input) { ${ANSWER} } }`
const END = `mutation($id: String!, $lastDay: String!) { grantEnd(id: $id, lastDay: $lastDay) { ${ANSWER} } }`
const SAVE = `mutation($code: String!, $title: String!) { personSave(code: $code, title: $title) { ${ANSWER} } }`
const SWITCH = `mutation($username: String!, $on: Boolean!) { accountSwitch(username: $username, on: $on) { ${ANSWER} } }`

interface Staff {
  readonly code?: string
  readonly people: readonly {
    readonly code: string
    readonly grants: readonly {
      readonly id: string
      readonly role: string
      readonly unit: string
      readonly to: string | null
    }[]
  }[]
}
const grantsOf = (staff: Staff, person: string) => staff.people.find(({ code }) => code === person)?.grants ?? []

describe.each(KINDS)('the people of a body on %s', (kind) => {
  let api: Api
  let controller: Caller
  let day = '2021-09-05'
  beforeAll(async () => {
    const clock = { now: () => fixedDayClock(day).now() }
    api = await startApi(await demoDatabase(kind), { clock })
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(() => api.close())

  const aGrant = { person: 'po-promozione', role: 'unit-head', unit: 'RI', from: null, to: null, deputy: false }
  const give = async (changes: object) =>
    (await controller.ask<{ grantGive: Staff }>(GIVE, { input: { ...aGrant, ...changes } })).grantGive
  const enters = async () => {
    const caller = await api.signIn('po-promozione')
    const operation = edit('T_medi_C1.1.1', 'RI', { type: 'number', number: 2 }, { base: null })
    const answer = await caller.ask<PushAnswer>(...aPush([operation], 'po-promozione'))
    return verdictsIn(answer)[0]
  }

  it('[RI1.2] a deputy enters values of the unit from the first day to the last, and not beyond', async () => {
    expect(await enters()).toBe('NOT_YOUR_UNIT')
    const staff = await give({ from: '2021-09-07', to: '2021-09-08', deputy: true })
    expect(grantsOf(staff, 'po-promozione')).toContainEqual(
      expect.objectContaining({ role: 'unit-head', unit: 'RI', to: '2021-09-08', deputy: true, byPlan: false }),
    )
    expect(await enters()).toBe('NOT_YOUR_UNIT')
    day = '2021-09-07'
    expect(await enters()).toBe('applied')
    day = '2021-09-09'
    expect(await enters()).toBe('NOT_YOUR_UNIT')
    day = '2021-09-05'
  })

  it.each([
    ['GRANT_OVERLAPS', { from: '2021-09-08' }],
    ['DAYS_REVERSED', { unit: 'AAGG', from: '2021-09-08', to: '2021-09-01' }],
    ['BAD_DAY', { unit: 'AAGG', from: '8/9/2021' }],
    ['UNKNOWN_ROLE', { role: 're' }],
    ['UNKNOWN_PERSON', { person: 'nessuno' }],
    ['UNKNOWN_UNIT', { unit: 'XX' }],
  ])('refuses a role with %s and changes nothing', async (code, changes) => {
    const before = await controller.ask(`{ people(body: "CCIAA-MS") { ${ANSWER} } }`)
    expect((await give(changes)).code).toBe(code)
    expect(await controller.ask(`{ people(body: "CCIAA-MS") { ${ANSWER} } }`)).toEqual(before)
  })

  it('ends a role after a day and keeps that it was held; the last controller stays', async () => {
    const { people } = await controller.ask<{ people: Staff }>(`{ people(body: "CCIAA-MS") { ${ANSWER} } }`)
    const end = async (id: string | undefined, lastDay: string) =>
      (await controller.ask<{ grantEnd: Staff }>(END, { id, lastDay })).grantEnd
    const [own] = grantsOf(people, 'controllo-gestione')
    expect((await end(own?.id, '2021-12-31')).code).toBe('LAST_CONTROLLER')
    const grant = grantsOf(people, 'po-promozione').find(({ role, unit }) => role === 'unit-head' && unit !== 'RI')
    expect((await end(grant?.id, 'domani')).code).toBe('BAD_DAY')
    const after = await end(grant?.id, '2021-09-04')
    expect(grantsOf(after, 'po-promozione').find(({ id }) => id === grant?.id)?.to).toBe('2021-09-04')
    expect(await (await api.signIn('po-promozione')).ask('{ me { roles { role } } }')).toEqual({
      me: { roles: [{ role: 'manager' }] },
    })
    expect((await end('00000000-0000-0000-0000-000000000000', '2021-09-04')).code).toBe('UNKNOWN_GRANT')
  })

  it('makes positions, and refuses codes and titles that are none', async () => {
    const save = async (code: string, title: string) =>
      (await controller.ask<{ personSave: Staff }>(SAVE, { code, title })).personSave
    expect((await save('stagista', 'Stagista')).people.at(-1)).toMatchObject({ code: 'stagista', title: 'Stagista' })
    expect((await save('st agista', 'Stagista')).code).toBe('BAD_NAME')
    expect((await save('stagista', ' ')).code).toBe('BAD_TEXT')
  })

  it('[RI23.3] switches an account off with all its sessions, and on again; never the own', async () => {
    const head = await api.signIn('po-regolazione')
    const turn = async (username: string, on: boolean) =>
      (await controller.ask<{ accountSwitch: Staff }>(SWITCH, { username, on })).accountSwitch
    expect((await turn('controllo-gestione', false)).code).toBe('OWN_ACCOUNT')
    expect((await turn('controllo-gestione.isr', false)).code).toBe('UNKNOWN_ACCOUNT')
    await turn('po-regolazione', false)
    expect(await head.ask('{ me { person } }')).toEqual({ me: null })
    const signIn = `mutation { signIn(username: "po-regolazione", password: "Traguardo-2021") { ... on Refusal { code } } }`
    expect(await api.nobody.ask(signIn)).toEqual({ signIn: { code: 'WRONG_CREDENTIALS' } })
    await turn('po-regolazione', true)
    await api.signIn('po-regolazione')
  })

  it('counts as many statements for many people as for few', async () => {
    const ask = () => controller.ask(`{ people(body: "CCIAA-MS") { ${ANSWER} } }`)
    await ask()
    api.statements()
    await ask()
    const few = api.statements().length
    for (let at = 0; at < 20; at++) await controller.ask(SAVE, { code: `p${at}`, title: 'Una persona' })
    api.statements()
    await ask()
    expect(api.statements()).toHaveLength(few)
  })
})
