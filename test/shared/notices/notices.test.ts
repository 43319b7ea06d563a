import { registerIndex } from '@traguardo/shared/collection'
import { type Cell, cellAddress, type IsoDate, itemAddress, type Plan } from '@traguardo/shared/model'
import { type Colleague, notificationsFor, remindersOf } from '@traguardo/shared/notices'
import { rolesOn } from '@traguardo/shared/people'
import type { AuditEntry, ChainEntry } from '@traguardo/shared/record'
import { type RegisterField, WHOLE_PERIOD } from '@traguardo/shared/sync'
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
const colleagues: readonly Colleague[] = plan.people.map(({ code, roles }) => ({ person: code, roles }))
const TODAY = '2021-09-05'
const viewers = colleagues.map(({ person, roles }) => ({ person, roles: rolesOn(roles, TODAY) }))

const cell: Omit<Cell, 'body'> = { measure: 'A', unit: 'U1', year: 2021, period: 2 }
/** As it is read from the record: of its detail a notice reads what it needs, whatever else was told. */
const entry = (changes: Partial<ChainEntry>) =>
  ({
    ...{ body: 'B', seq: 7, at: `${TODAY}T08:00:00.000Z`, person: '', action: '', outcome: 'done', about: [] },
    ...{ detail: {}, previous: '', hash: '' },
    ...changes,
  }) as AuditEntry
const told = (changes: Partial<ChainEntry>) => notificationsFor(entry(changes), { plan, viewers })
const whom = (changes: Partial<ChainEntry>) => told(changes).map(({ person }) => person)
const reviewed = (state: string, person = 'sg') => ({
  ...{ action: 'review.edit', person, about: [cellAddress({ ...cell })] },
  detail: { content: { type: 'review', state, reason: 'Manca agosto' } },
})

describe('what happened', () => {
  it('[NO3.1] a period that was handed in is told to who validates it, not to who runs the cycle', () => {
    const sent = { person: 'anna', action: 'sending.edit', about: [cellAddress({ ...cell, measure: WHOLE_PERIOD })] }
    const detail = { content: { type: 'sending' } }
    expect(told({ ...sent, detail })).toEqual([
      {
        person: 'sg',
        key: 'record/7',
        kind: 'sending.edit',
        subject: 'Servizio Uno: periodo inviato',
        text: '«Servizio Uno» ha inviato il periodo 2/2021: lo può validare.',
        link: '/rilevazione/U1/2021/2',
      },
    ])
    expect(told({ ...sent, detail: { content: null } })).toEqual([])
  })

  it('[NO3.3] a value that was opened again is told to who runs the cycle too', () => {
    expect(whom(reviewed('reopened'))).toEqual(['anna', 'cdg'])
  })

  it('[NO3.2] a value that was sent back or opened again is told to who entered it', () => {
    expect(told(reviewed('returned'))).toMatchObject([
      {
        person: 'anna',
        subject: 'Da rivedere: Misura A',
        text: 'È stata rimandata la misura «Misura A» di «Servizio Uno» (2/2021). Motivo: Manca agosto',
        link: '/misure',
      },
    ])
    expect(told(reviewed('reopened'))[0]).toMatchObject({ person: 'anna', subject: 'Riaperta: Misura A' })
    expect(told(reviewed('reopened'))[0]?.text).toMatch(/^È stata riaperta la misura/)
    expect(told(reviewed('confirmed'))).toEqual([])
  })

  it('[NO4.1] nobody is told what they did themselves', () => {
    expect(whom(reviewed('reopened', 'cdg'))).toEqual(['anna'])
    expect(whom({ action: 'plan.adopt', person: 'oiv' })).toEqual(['anna', 'bruno', 'sg'])
  })

  it('[NO4.3] nor what came to nothing', () => {
    expect(told({ ...reviewed('returned'), outcome: 'refused' })).toEqual([])
  })

  it('[NO3.4] the steps of a sheet are told to its person, its acceptance to those above', () => {
    const step = (of: string, person: string) => ({
      action: `sheet.${of}`,
      person,
      about: [itemAddress('sheets', 'P1')],
    })
    for (const one of ['assigned', 'discussed', 'monitored', 'closed'])
      expect(told(step(one, 'sg')), one).toMatchObject([{ person: 'anna', kind: `sheet.${one}`, link: '/obiettivi' }])
    expect(whom(step('accepted', 'anna'))).toEqual(['sg'])
    expect(told(step('forgotten', 'sg'))).toEqual([])
    expect(told({ ...step('assigned', 'sg'), about: [itemAddress('sheets', 'P9')] })).toEqual([])
  })

  it('[NO3.5] a report is told to the governing bodies and the evaluator', () => {
    expect(whom({ action: 'report.send', person: 'cdg' })).toEqual(['oiv', 'organi'])
  })

  it('[NO3.7] a plan in force is told to all who work with it', () => {
    expect(whom({ action: 'plan.adopt', person: 'cdg' })).toEqual(['anna', 'bruno', 'sg', 'oiv'])
  })

  it('[NO3.6] a score by hand that was asked for is told to who may decide of it, never to whom it is for', () => {
    const asked = { action: 'judgement.ask', person: 'sg', about: [itemAddress('objectives', 'IND1')] }
    expect(told(asked)).toMatchObject([
      { person: 'cdg', text: 'È stato chiesto un punteggio a mano nella scheda «Scheda di Anna».' },
      { person: 'oiv', link: '/obiettivi' },
    ])
    const sheets = plan.sheets.map((sheet) => ({ ...sheet, person: 'oiv' }))
    expect(notificationsFor(entry(asked), { plan: { ...plan, sheets }, viewers }).map(({ person }) => person)).toEqual([
      'cdg',
    ])
  })

  it('[RI28] a role that somebody gave to themselves is told to the evaluator', () => {
    const given = (person: string, to: string) => ({
      ...{ action: 'grant.give', person, about: [itemAddress('people', to)] },
      detail: { role: 'manager', unit: 'U1' },
    })
    expect(told(given('cdg', 'cdg'))).toMatchObject([
      {
        person: 'oiv',
        text: '«Controllo di gestione» si è dato il ruolo «dirigente o P.O.» per «Servizio Uno».',
        link: '/registro?su=people/cdg',
      },
    ])
    expect(told(given('cdg', 'anna'))).toEqual([])
    expect(told(given('', ''))).toEqual([])
  })

  it('[NO8.1] trouble of a site is told to who runs the cycle, by its name: exchanges that stopped, or files alone', () => {
    const trouble = (code: string) => ({ action: 'site.trouble', detail: { name: 'Carrara', code } })
    expect(told(trouble('SITE_CLOCK'))).toMatchObject([
      { person: 'cdg', subject: 'Sede «Carrara»: scambi fermi', link: '/sedi' },
    ])
    expect(told(trouble('OFFICE_DISK_FULL'))).toMatchObject([{ subject: 'Sede «Carrara»: allegati fermi' }])
    expect(told(trouble('NOTHING_KNOWN'))).toEqual([])
  })
})

describe('what the calendar asks to be told', () => {
  const standing = (measure: string, field: RegisterField = 'value') => ({
    ...{ key: { body: 'B', ...cell, measure, field }, head: measure, person: 'anna', at: '2021-09-02T08:00:00.000Z' },
    content: { type: 'number' as const, number: 1 },
  })
  const two = aPlan({
    indicators: [
      ...aPlan().indicators,
      { ...(aPlan().indicators[0] as Plan['indicators'][number]), code: 'I2', formula: 'B' },
    ],
  })
  const reminded = (today: IsoDate, ...answered: readonly string[]) =>
    remindersOf(two, colleagues, registerIndex(answered.map((measure) => standing(measure))), today)
  const kinds = (today: IsoDate, ...answered: readonly string[]) =>
    reminded(today, ...answered).map(({ person, kind }) => `${person} ${kind}`)

  it('[NO1.1] who enters values is told that the period opens', () => {
    expect(reminded('2021-09-01')).toEqual([
      {
        person: 'anna',
        key: 'open/2021/2/U1',
        kind: 'open',
        subject: 'II quadrimestre 2021: si può inserire',
        text: 'Per «Servizio Uno» si inseriscono i valori del II quadrimestre 2021 fino al 15/09/2021.',
        link: '/misure',
      },
    ])
    expect(kinds('2021-08-31')).toEqual([])
  })

  it('[NO1.5] a day that was missed is made up for within three days, and of two the last', () => {
    expect([kinds('2021-09-04'), kinds('2021-09-09')]).toEqual([['anna open'], []])
    expect(reminded('2021-09-08').map(({ key }) => key)).toEqual(['remind/2021/2/U1/10'])
    expect(reminded('2021-09-14').map(({ key }) => key)).toEqual(['remind/2021/2/U1/1'])
    expect(kinds('2021-09-26')).toEqual([])
  })

  it('[NO1.2] and on the days before the deadline what is missing', () => {
    expect(reminded('2021-09-12', 'A')).toMatchObject([
      {
        key: 'remind/2021/2/U1/3',
        subject: 'II quadrimestre 2021: scade il 15/09/2021',
        text: 'Per «Servizio Uno» manca una misura; la scadenza è il 15/09/2021.',
      },
    ])
    expect(reminded('2021-09-05').map(({ key }) => key)).toEqual(['remind/2021/2/U1/10'])
    expect(reminded('2021-09-14')[0]?.text).toContain('mancano 2 misure')
  })

  it('[NO1.6] whoever has answered everything is told nothing: neither that it opens, nor before, nor after', () => {
    for (const day of ['2021-09-01', '2021-09-05', '2021-09-12', '2021-09-16', '2021-09-22'])
      expect(kinds(day, 'A', 'B'), day).toEqual([])
  })

  it('[NO2.2] after the deadline who runs the cycle is told as well', () => {
    expect(kinds('2021-09-15')).toEqual(['anna due'])
    expect(kinds('2021-09-16')).toContain('cdg late')
  })

  it('[NO2.1] after the deadline who validates is told as well', () => {
    expect(kinds('2021-09-16')).toContain('sg late')
    expect(reminded('2021-09-22')[1]).toMatchObject({ person: 'sg', link: '/rilevazione' })
  })

  it('[NO1.3] after the deadline who enters is told what is missing', () => {
    expect(kinds('2021-09-16')).toEqual(['anna late', 'sg late', 'cdg late'])
    const [own] = reminded('2021-09-22')
    expect(own).toMatchObject({
      key: 'remind/2021/2/U1/-7',
      subject: 'II quadrimestre 2021: in ritardo',
      link: '/misure',
    })
    expect(own?.text).toBe('Per «Servizio Uno» mancano 2 misure; la scadenza era il 15/09/2021.')
  })

  it('[NO1.1] the last period of a year is asked for in the next, also after the last year of the plan', () => {
    expect(reminded('2022-01-02').map(({ key }) => key)).toEqual(['open/2021/3/U1'])
    expect(kinds('2020-12-31')).toEqual([])
  })

  it('[NO1.4] the deadline of a unit is its own where it has an exception', () => {
    const calendars = [
      {
        ...{ year: 2021, division: 'quadrimestri' as const, entryDays: 15, workingDays: false, reminderDays: [3] },
        exceptions: [{ unit: 'U1', period: 2, deadline: '2021-09-25', reason: 'Trasloco' }],
      },
    ]
    const find = registerIndex([])
    expect(remindersOf({ ...two, calendars }, colleagues, find, '2021-09-12')).toEqual([])
    expect(remindersOf({ ...two, calendars }, colleagues, find, '2021-09-22')).toMatchObject([
      { key: 'remind/2021/2/U1/3', text: expect.stringContaining('25/09/2021') },
    ])
  })
})
