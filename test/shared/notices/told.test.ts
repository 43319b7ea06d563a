import { registerIndex } from '@traguardo/shared/collection'
import { type Cell, cellAddress, itemAddress, type Plan } from '@traguardo/shared/model'
import { ACCOUNT_KINDS, LEGAL_KINDS, notificationsFor, remindersOf, SITE_TROUBLES } from '@traguardo/shared/notices'
import type { AuditEntry, ChainEntry } from '@traguardo/shared/record'
import { sayRefusal } from '@traguardo/shared/refusals'
import { WHOLE_PERIOD } from '@traguardo/shared/sync'
import { describe, expect, it } from 'vitest'
import { aPlan, individual } from '../../support/scoring'

const plan: Plan = aPlan({
  people: [
    ...aPlan().people,
    { code: 'oiv', title: 'OIV', roles: [{ role: 'evaluator', unit: 'ENTE' }] },
    { code: 'organi', title: 'Organi', roles: [{ role: 'governing-body', unit: 'ENTE' }] },
  ],
  objectives: [...aPlan().objectives, individual('IND1', 'P1', 100)],
  sheets: [{ code: 'P1', title: 'Scheda di Anna', person: 'anna', unit: 'U1', weightTotal: 100 }],
})
const viewers = plan.people.map(({ code, roles }) => ({ person: code, roles }))
const cell: Omit<Cell, 'body'> = { measure: 'A', unit: 'U1', year: 2021, period: 2 }
const told = (changes: Partial<ChainEntry>) =>
  notificationsFor(
    {
      ...{ body: 'B', seq: 7, at: '2021-09-05T08:00:00.000Z', person: 'nobody', outcome: 'done', about: [] },
      ...{ detail: {}, previous: '', hash: '', action: '' },
      ...changes,
    } as AuditEntry,
    { plan, viewers },
  )
/** The one notice, without whom it is told, and all who are. */
const said = (changes: Partial<ChainEntry>) => {
  const all = told(changes)
  const [{ person: _, ...first } = { person: '' }] = all
  return { ...first, who: all.map(({ person }) => person) }
}

describe('the whole of a notice', () => {
  it.each<[string, string, string, string, string, readonly string[]]>([
    [
      '[NO3.5]',
      'report.send',
      'Relazione di monitoraggio',
      'È stata trasmessa la relazione sul periodo: la può leggere nell’albero della performance.',
      '/albero',
      ['oiv', 'organi'],
    ],
    [
      '[NO3.7]',
      'plan.adopt',
      'Piano aggiornato',
      'È in vigore una nuova versione del piano: guardi che cosa è cambiato.',
      '/piano/vita',
      ['anna', 'bruno', 'sg', 'oiv'],
    ],
  ])('%s %s', (_rule, action, subject, text, link, who) => {
    expect(said({ action })).toEqual({ key: 'record/7', kind: action, subject, text, link, who })
  })

  it('[NO9.1] a reminder by hand: who enters for the unit is told how much is missing and by when', () => {
    const detail = { year: 2021, period: 2, name: 'II quadrimestre 2021', missing: 3, deadline: '2021-09-15' }
    expect(said({ action: 'reminder.send', about: [itemAddress('units', 'U1')], detail })).toEqual({
      ...{ key: 'record/7', kind: 'reminder.send', link: '/misure', who: ['anna'] },
      subject: 'Sollecito: II quadrimestre 2021',
      text: 'Per «Servizio Uno» mancano 3 misure del II quadrimestre 2021; la scadenza è il 15/09/2021.',
    })
    const one = said({
      action: 'reminder.send',
      about: [itemAddress('units', 'U1')],
      detail: { ...detail, missing: 1 },
    })
    expect(one.text).toContain('manca una misura')
  })

  it.each<[string, string, readonly string[]]>([
    ['assigned', 'Le sono stati assegnati gli obiettivi individuali: li legga.', ['anna']],
    ['discussed', 'La sua scheda è stata discussa: risponda entro 15 giorni.', ['anna']],
    ['accepted', 'La scheda è stata accettata.', ['sg']],
    ['monitored', 'È stato fatto il monitoraggio di metà anno della scheda.', ['anna']],
    ['closed', 'La scheda è stata chiusa.', ['anna']],
  ])('[NO3.4] sheet.%s: %s', (step, text, who) => {
    const about = [itemAddress('sheets', 'P1')]
    const whole = {
      key: 'record/7',
      kind: `sheet.${step}`,
      subject: 'Scheda Scheda di Anna',
      text,
      link: '/obiettivi',
      who,
    }
    const holder = step === 'accepted' ? {} : { holder: 'h1' }
    expect(said({ action: `sheet.${step}`, about, detail: { holder: 'h1' } })).toEqual({ ...whole, ...holder })
    const before = step === 'accepted' ? {} : { holder: null }
    expect(said({ action: `sheet.${step}`, about })).toEqual({ ...whole, ...before })
  })

  it('[NO3.6] a score by hand, also of what is no more in the plan', () => {
    const whole = {
      ...{ key: 'record/7', kind: 'judgement.ask', subject: 'Punteggio a mano da decidere', link: '/obiettivi' },
      who: ['cdg', 'oiv'],
    }
    const text = (title: string) => `È stato chiesto un punteggio a mano nella scheda «${title}».`
    const asked = (about: readonly string[]) => said({ action: 'judgement.ask', about })
    expect(asked([itemAddress('objectives', 'IND1')])).toEqual({ ...whole, text: text('Scheda di Anna') })
    expect(asked([itemAddress('objectives', 'GONE')])).toEqual({ ...whole, text: text('') })
    expect(asked([])).toEqual({ ...whole, text: text('') })
  })

  it.each([
    ['unit-head', 'responsabile di unità'],
    ['manager', 'dirigente o P.O.'],
    ['controller', 'controllo di gestione'],
    ['evaluator', 'OIV'],
    ['governing-body', 'organi'],
    ['clerk', 'clerk'],
  ])('[RI28] a role of the own: %s is «%s»', (role, name) => {
    const given = (person: string, unit: string) =>
      said({ action: 'grant.give', person, about: [itemAddress('people', person)], detail: { role, unit } })
    expect(given('cdg', 'U1')).toEqual({
      ...{ key: 'record/7', kind: 'grant.give', subject: 'Un ruolo dato a sé stessi', link: '/registro?su=people/cdg' },
      text: `«Controllo di gestione» si è dato il ruolo «${name}» per «Servizio Uno».`,
      who: ['oiv'],
    })
    expect(given('dora', 'U9')).toMatchObject({ text: `«dora» si è dato il ruolo «${name}» per «U9».` })
  })

  const review = (state: string, of: Partial<Cell> = {}) =>
    said({
      action: 'review.edit',
      about: [cellAddress({ ...cell, ...of })],
      detail: { content: { type: 'review', state, reason: 'Manca agosto' } },
    })

  it('[NO3.2] [NO3.3] a review, also of what is no more in the plan', () => {
    expect(review('returned')).toEqual({
      ...{ key: 'record/7', kind: 'review.edit', subject: 'Da rivedere: Misura A', link: '/misure', who: ['anna'] },
      text: 'È stata rimandata la misura «Misura A» di «Servizio Uno» (2/2021). Motivo: Manca agosto',
    })
    expect(review('reopened', { unit: 'U2', measure: 'GONE' })).toEqual({
      ...{ key: 'record/7', kind: 'review.edit', subject: 'Riaperta: GONE', link: '/misure', who: ['bruno', 'cdg'] },
      text: 'È stata riaperta la misura «GONE» di «Servizio Due» (2/2021). Motivo: Manca agosto',
    })
    expect(review('reopened', { unit: 'U9' })).toMatchObject({
      text: 'È stata riaperta la misura «Misura A» di «U9» (2/2021). Motivo: Manca agosto',
      who: ['cdg'],
    })
    expect(review('returned', { unit: null })).toEqual({ who: [] })
  })

  it('[NO3.1] a value or a note alone is told to nobody', () => {
    const about = [cellAddress({ ...cell, measure: WHOLE_PERIOD })]
    for (const action of ['value.edit', 'note.edit', 'review.dismiss'])
      expect(told({ action, about, detail: { content: { type: 'sending' } } }), action).toEqual([])
    expect(told({ action: 'review.edit', about })).toEqual([])
  })

  const FILES = ['OFFICE_DISK_FULL', 'SITE_FILES_REFUSED', 'SITE_STORAGE_DOWN']
  const EXCHANGES = ['SITE_CLONED', 'SITE_CLOCK', 'SITE_EPOCH', 'SITE_STANDS_STILL', 'SITE_DISK_FULL', 'OFFICE_ODD']

  it.each([
    ...EXCHANGES.map((code) => [code, 'scambi fermi'] as const),
    ...FILES.map((code) => [code, 'allegati fermi'] as const),
  ])('[NO8.1] trouble of a site, %s: %s', (code, what) => {
    const text = sayRefusal({ code, params: { kind: 'office' } }, 'it')
    expect(text).not.toBe(code)
    expect(said({ action: 'site.trouble', detail: { name: 'Carrara', code } })).toEqual({
      ...{ key: 'record/7', kind: 'site.trouble', subject: `Sede «Carrara»: ${what}`, link: '/sedi', who: ['cdg'] },
      text,
    })
  })

  it('[NO8.1] knows these troubles and no other; one without a code is told to nobody', () => {
    expect(Object.keys(SITE_TROUBLES).sort()).toEqual([...FILES, ...EXCHANGES].sort())
    expect(told({ action: 'site.trouble', detail: { name: 'Carrara', code: null } })).toEqual([])
  })

  it('[NO5.4] [RI21.6] what the law wants told, and what is told of an account, goes out whatever was chosen', () => {
    expect(LEGAL_KINDS).toEqual(['sheet.assigned', 'report.send'])
    expect(ACCOUNT_KINDS).toEqual([
      ...['account.device', 'account.delay', 'account.password', 'account.totp-on', 'account.totp-off', 'account.oidc'],
    ])
  })
})

describe('reminders of one unit beside another', () => {
  const two = aPlan({
    measures: plan.measures.map((measure) => ({ ...measure, entry: { by: 'units' as const, units: ['U1', 'U2'] } })),
  })
  const whom = (today: string, of: Plan = two) =>
    remindersOf(of, viewers, registerIndex([]), today).map(({ person, key, link }) => `${person} ${key} ${link}`)

  it('[NO1.1] [NO2.1] go to its own head, and after the deadline to those above', () => {
    expect(whom('2021-09-01')).toEqual(['anna open/2021/2/U1 /misure', 'bruno open/2021/2/U2 /misure'])
    expect(whom('2021-09-16')).toEqual([
      ...['anna remind/2021/2/U1/-1 /misure', 'sg remind/2021/2/U1/-1 /rilevazione'],
      ...['cdg remind/2021/2/U1/-1 /rilevazione'],
      ...['bruno remind/2021/2/U2/-1 /misure', 'sg remind/2021/2/U2/-1 /rilevazione'],
      ...['cdg remind/2021/2/U2/-1 /rilevazione'],
    ])
  })

  it('[NO1.1] an opening that comes on a day to remind on is told before the reminder', () => {
    const soon = {
      ...two,
      calendars: [
        { year: 2021, division: 'quadrimestri' as const, entryDays: 10, workingDays: false, reminderDays: [10, 9] },
      ],
    }
    expect(whom('2021-09-01', soon).map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual([
      ...['anna open/2021/2/U1', 'anna remind/2021/2/U1/9', 'bruno open/2021/2/U2', 'bruno remind/2021/2/U2/9'],
    ])
    // No longer news once the deadline is past.
    const short = { ...soon, calendars: soon.calendars.map((one) => ({ ...one, entryDays: 1, reminderDays: [] })) }
    expect([whom('2021-09-01', short).length, whom('2021-09-02', short)]).toEqual([2, []])
  })

  it('[NO1.1] the last year of a plan is reminded of as the first, and no year before or after it', () => {
    const years = (today: string) => whom(today, { ...two, firstYear: 2021, lastYear: 2021 }).length
    expect([years('2021-01-02'), years('2021-05-01'), years('2022-01-02'), years('2022-05-01')]).toEqual([0, 2, 2, 0])
  })
})
