import type { Policy } from '@traguardo/shared/model'
import { DEFAULT_POLICY, policySentences, SHIPPED_POLICIES } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aPolicy } from '../../../support/scores'

const flat = (policy: Policy, language: 'it' | 'en' = 'it') =>
  policySentences(policy, language).flatMap(({ sentences }) => sentences)
const texts = (changes: Partial<Policy> = {}) => flat(aPolicy(changes)).map(({ text }) => text)

/** A policy with every list and each number of its own. */
const FULL = aPolicy({
  cap: 1.2,
  dates: { graceDays: 5, lossPerDay: 0.025 },
  steps: [
    { from: 1.1, worth: 1.15, to: 1.2 },
    { from: 0.83, worth: 0.71 },
    { from: 0, worth: 0.07 },
  ],
  strategic: { own: 3, operational: 1 },
  unitBands: [{ unit: 'U7', bands: [{ code: 'a', name: 'Alto', from: 0, edge: 'in', tone: 'good' }] }],
  points: [
    { from: 0.62, least: 18, most: 27 },
    { from: 0, least: 4, most: 4 },
  ],
  leastCoverage: 0.45,
  progress: { shares: [0.11, 0.39, 1], lateFrom: 0.77 },
  partYear: 'days',
  equalsWithin: { under: 0.04, over: 0.06 },
  thresholds: { least: 0.52, excellent: 1.17, inside: 'proportional' },
  overrides: [
    {
      of: { level: 'individual', role: 'manager', indicators: ['I 1', 'I2'] },
      grows: 'met-or-not',
      dates: { graceDays: 9, lossPerDay: 0.031 },
      noTarget: 'zero',
    },
  ],
})

describe('the sentences of a policy', () => {
  it('[SC93.8] say for whom other settings hold, and only what they say', () => {
    expect(flat(FULL).find(({ of }) => of === 'overrides')?.text).toBe(
      'Solo per gli obiettivi individuali e i loro indicatori, nelle schede dei dirigenti, per I 1, I2: ' +
        'Con «almeno» un indicatore vale 100 % se il target è raggiunto, altrimenti 0 %. ' +
        'Con un target 0, o di segno diverso dal valore, vale 100 % se è rispettato, altrimenti 0 %. ' +
        'Entro 9 giorni di ritardo vale 100 %; ogni giorno di ritardo in più costa 3,1 %. ' +
        'Senza target per l’anno un indicatore vale 0 %.',
    )
    expect(texts()).toContain('Le stesse regole valgono per tutti.')
  })

  it('[SC93.1] say the policy of 2019 of Massa-Carrara as its section 4 does', () => {
    const massaCarrara = SHIPPED_POLICIES.find(({ code }) => code === 'cciaa-ms-2019') ?? expect.fail('none')
    const said = flat(massaCarrara).map(({ text }) => text)
    expect(said).toContain(
      'Un obiettivo strategico vale per il 60 % i suoi indicatori e per il 40 % i suoi obiettivi operativi, questi con i pesi stampati; dove mancano gli uni, tutto gli altri.',
    )
    expect(said).toContain(
      '«raggiunto» da 90 % in su; «parzialmente raggiunto» da 50 % a meno di 90 %; «assolutamente non raggiunto» da 0 % a meno di 50 %.',
    )
    expect(said).toContain('Un giorno rispettato vale 100 %; ogni ritardo vale 0 %.')
  })

  it('[SC93.2] say each number of a policy', () => {
    const said = texts(FULL).join('\n')
    const numbers = [
      '120 %',
      '5 giorni',
      '2,5 %',
      '110 %',
      '115 %',
      '83 %',
      '71 %',
      '7 %',
      '75 %',
      '25 %',
      'U7',
      '62 %',
    ]
    for (const number of [
      ...numbers,
      '18',
      '27',
      ' 4 punti',
      '45 %',
      '11 %, 39 %, 100 %',
      '77 %',
      '4 %',
      '6 %',
      '52 %',
      '117 %',
      'I 1',
      '9 giorni',
      '3,1 %',
    ])
      expect(said).toContain(number)
  })

  it('[SC93.3] change wherever the policy does, and only there', () => {
    const others: readonly Partial<Policy>[] = [
      { grows: 'from-baseline' },
      { shrinks: 'linear' },
      { equals: 'met-or-not' },
      { comparison: 'printed' },
      { cap: 1.5 },
      { dates: { graceDays: 1, lossPerDay: 1 } },
      { milestones: 'all-or-nothing' },
      { levels: 'by-rank' },
      {
        steps: [
          { from: 0.5, worth: 1 },
          { from: 0, worth: 0 },
        ],
      },
      { missing: 'zero' },
      { missingAtClose: 'proven' },
      { zeroOverZero: 'met' },
      { indicatorWeights: 'equal' },
      { strategic: { own: 50, operational: 50 } },
      { objectives: { combine: 'worst', weights: 'printed' } },
      { objectives: { combine: 'mean', weights: 'equal' } },
      { areas: { combine: 'sum', weights: 'printed' } },
      { body: { combine: 'share-met', weights: 'resources' } },
      { sheets: { combine: 'mean', weights: 'equal' } },
      { sheets: { combine: 'mean', weights: 'printed', beyond: 'child' } },
      { body: { combine: 'mean', weights: 'equal', beyond: 'total' } },
      { weights: 'points' },
      { noTarget: 'last-year' },
      { equalsWithin: { under: 0, over: 0.1 } },
      { thresholds: { least: 0.5, excellent: 1, inside: 'flat' } },
      { overrides: [{ of: { level: 'sheet' }, cap: 1.1 }] },
      { points: [{ from: 0, least: 1, most: 2 }] },
      { judgement: 'override' },
      { classes: [{ name: 'Tutte', from: 0, most: 1 }] },
      {
        components: [
          { code: 'a', title: 'Risultati', total: 70 },
          { code: 'b', title: 'Comportamenti', total: 30 },
        ],
      },
      { judgement: 'override', judged: 'everything' },
      { partYear: 'days' },
      { leastCoverage: 0.8 },
      { progress: { shares: [0.5, 1], lateFrom: 0.5 } },
    ]
    const usual = flat(DEFAULT_POLICY)
    for (const changes of others) {
      const known = new Set(usual.map(({ text }) => text))
      const fresh = flat(aPolicy(changes)).filter(({ text }) => !known.has(text))
      expect([changes, fresh.length > 0]).toEqual([changes, true])
      const [key] = Object.keys(changes)
      const also: Readonly<Record<string, string>> = { objectives: 'strategic', indicatorWeights: 'objectives' }
      for (const { of } of fresh) expect([key, also[key ?? '']]).toContain(of)
    }
  })

  it.each([DEFAULT_POLICY, FULL, ...SHIPPED_POLICIES].map((one) => [one.code, one] as const))(
    '[SC93.4] say the same numbers in Italian and in English: %s',
    (_, policy) => {
      const numbers = (language: 'it' | 'en') =>
        flat(policy, language).map(({ of, text }) => [of, text.match(/\d[\d,.]*/g) ?? []])
      expect(numbers('en')).toEqual(numbers('it'))
      for (const { text } of [...flat(policy), ...flat(policy, 'en')]) expect(text).toMatch(/[.:]$/)
    },
  )

  it('[SC93.5] say of money that a sheet is the sum, whatever its rule', () => {
    expect(texts({ weights: 'money' }).join(' ')).toContain('Una scheda individuale vale la somma dei suoi obiettivi')
  })

  it('[SC93.6] name no rule by its number, and no setting by its code', () => {
    for (const policy of [DEFAULT_POLICY, FULL])
      for (const { text } of [...flat(policy), ...flat(policy, 'en')])
        expect(text).not.toMatch(/\bSC\d|met-or-not|left-out|not-applicable|share-met|undefined|NaN|\[object/)
  })
})
