import { DOUBT_CODES, readTarget, sayDoubt, type TargetSurroundings } from '@traguardo/shared/plans'
import { describe, expect, it } from 'vitest'

/** A reading in one line: its form with its fields, its doubts, what was left. */
function read(text: string, about: Partial<TargetSurroundings> = {}): string {
  const { target, doubts, left } = readTarget(text, { year: 2021, ...about })
  const fields = target === null ? ['-'] : Object.values(target).map(String)
  return [fields.join(' '), doubts.map(({ code }) => code).join(' '), left.join(' … ')].join(' | ')
}

const isRead = (text: string, about: Partial<TargetSurroundings>, reading: string) =>
  expect(read(text, about)).toBe(reading)

describe('the grammar of targets', () => {
  it.each([
    ['30 gg', {}, 'at-most 30 | SIDE_GUESSED | '],
    ['1.000', { algorithm: 'Costo del personale' }, 'at-most 1000 | SIDE_GUESSED | '],
    ['80', {}, 'at-least 80 | SIDE_GUESSED | '],
    ['80', { better: 'less' }, 'at-most 80 | SIDE_GUESSED | '],
    ['30', { unit: 'gg', better: 'more' }, 'at-least 30 | SIDE_GUESSED | '],
  ] as const)('[PL1.4] «%s» beside %j: %s', isRead)

  it.each([
    ['100%', {}, 'at-least 100 |  | '],
    ['0', {}, 'at-most 0 |  | '],
    ['100%', { better: 'less' }, 'at-most 100 | SIDE_GUESSED | '],
    ['4', { unit: 'gg', algorithm: 'Tempo medio di risposta' }, 'at-most 4 |  | '],
  ] as const)('[PL1.5] «%s» beside %j: %s', isRead)

  it.each([
    ['>= 30 gg', { unit: '%' }, 'at-least 30 | UNIT_DIFFERS | '],
    ['<= 2 mesi', { unit: 'gg' }, 'at-most 2 | UNIT_DIFFERS | '],
    ['>= 2', { unit: 'date' }, 'at-least 2 | UNIT_DIFFERS | '],
    ['<= 2 gg lavorativi', { unit: 'gg' }, 'at-most 2 |  | '],
  ] as const)('[PL1.6] «%s» beside %j: %s', isRead)

  it.each([
    ['tra 80 e 90', {}, 'between 80 90 |  | '],
    ['>= 80% e <= 90%', {}, 'between 80 90 |  | '],
    ['da 80% a 90%', {}, 'between 80 90 | RANGE_MEANT | '],
    ['3-4 incontri', {}, 'between 3 4 | RANGE_MEANT | '],
  ] as const)('[PL1.7] «%s» %j: %s', isRead)

  it.each([
    ['100% entro il 31/12/2021', {}, 'at-least 100 2021-12-31 |  | '],
    ['>= 80% al 30/06', {}, 'at-least 80 2021-06-30 |  | '],
    ['<= 5 entro giugno 2022', {}, 'at-most 5 2022-06-30 | ANOTHER_YEAR | '],
  ] as const)('[PL1.11] «%s» %j: %s', isRead)

  it.each([
    ['= 90%', {}, 'equals 90 | EXACTLY | '],
    ['pari a 30 gg', {}, 'equals 30 | EXACTLY | '],
    ['= 100%', {}, 'equals 100 |  | '],
  ] as const)('[PL1.8] «%s»: %j %s', isRead)

  it.each([
    ['4 su 5', {}, 'at-least 4 | OUT_OF SIDE_GUESSED | '],
    ['almeno 7/10', {}, 'at-least 7 | OUT_OF | '],
  ] as const)('[PL1.9] «%s»: %j %s', isRead)

  it('[PL1.10] millions', () => isRead('>= 1,5 milioni', {}, 'at-least 1500000 | SCALED | '))

  it.each([
    ['entro dicembre', {}, 'by-date 2021-12-31 |  | '],
    ['entro febbraio 2024', { year: 2024 }, 'by-date 2024-02-29 |  | '],
    ['entro il II trimestre', {}, 'by-date 2021-06-30 |  | '],
    ['entro fine anno', {}, 'by-date 2021-12-31 |  | '],
    ['entro il 5° trimestre', {}, '- | NO_TARGET | entro il 5° trimestre'],
  ] as const)('[PL2.6] «%s» %j: %s', isRead)

  it.each([
    ['8/10', {}, '- | DAY_OR_SHARE | 8/10'],
    ['entro 8/10', {}, 'by-date 2021-10-08 |  | '],
    ['8/10', { unit: 'data' }, 'by-date 2021-10-08 |  | '],
    ['8/10/2021', {}, 'by-date 2021-10-08 |  | '],
    ['08/10', {}, 'by-date 2021-10-08 |  | '],
    ['>= 8/10', {}, '- | DAY_OR_SHARE | >= 8/10'],
  ] as const)('[PL2.7] «%s» beside %j: %s', isRead)

  it.each(['dal 01/01 al 30/06', '1 giugno - 30 settembre', 'da giugno a settembre'])('[PL2.8] «%s»', (text) =>
    isRead(text, {}, `- | SPAN | ${text}`),
  )

  it.each([
    ['entro 30 giorni dal 30/06', {}, 'by-date 2021-07-30 | DAY_COMPUTED | '],
    ['entro 2 mesi dal 31 dicembre 2020', {}, 'by-date 2021-02-28 | DAY_COMPUTED | '],
  ] as const)('[PL2.9] «%s» %j: %s', isRead)

  it('[PL3.5] the algorithm alone says the end of each period', () =>
    isRead('15', { algorithm: 'entro 15 gg chiusura quadrimestre' }, 'after-each-period 15 | IN_ALGORITHM | '))

  it('[PL3.6] no measure holds the day of the event', () =>
    isRead('entro 30 gg dalla richiesta', { unit: 'gg' }, 'at-most 30 | FROM_EVENT | '))

  it('[PL3.7] of an indicator that is a day', () =>
    isRead('30 gg dalla richiesta', { unit: 'date' }, '- | EVENT_NEEDED | 30 gg dalla richiesta'))

  it.each(['+10%', '-5%', 'riduzione del 5%', '+ 20% rispetto al 2018', '10% in più'])('[PL4.4] «%s»', (text) =>
    isRead(text, {}, `- | CHANGE | ${text}`),
  )

  it.each([
    ['mantenimento', {}, 'against-year 1 >= | KEPT | '],
    ['mantenimento', { better: 'less' }, 'against-year 1 <= | KEPT | '],
  ] as const)('[PL4.5] «%s» %j: %s', isRead)

  it.each([
    ['>= media ultimi 3 anni', {}, 'against-year 1 3 >= |  | '],
    ['superiore alla media degli ultimi tre anni', {}, 'against-year 1 3 > |  | '],
    ['<= media dei 2 esercizi precedenti', {}, 'against-year 1 2 <= |  | '],
    ['>= valore medio del triennio precedente', {}, 'against-year 1 3 >= |  | '],
    ["≥ media dell'ultimo quinquennio", {}, 'against-year 1 5 >= |  | '],
    ['>= media triennio 2018-2020', {}, 'against-year 1 3 >= |  | '],
    ['>= media 2017/2018', {}, 'against-year 3 2 >= |  | '],
    ['>= media biennio 2018-2020', {}, '- | NO_TARGET | >= media biennio 2018-2020'],
    ['>= media 2020-2022', {}, '- | NO_TARGET | >= media 2020-2022'],
    ['>= media ultimi 30 anni', {}, '- | NO_TARGET | >= media ultimi 30 anni'],
  ] as const)('[PL4.6] «%s» %j: %s', isRead)

  it('[PL5.1] a level of the measure’s own scale is certain', () =>
    isRead('>= Buono', { levels: ['sufficiente', 'buono'] }, 'level >= buono |  | '))

  it.each(['SI', 'sì', 'On'])('[PL5.3] «%s»', (text) => isRead(text, {}, 'equals 1 |  | '))

  it.each([
    ['>= 80% salvo proroghe', {}, 'at-least 80 | LEFT_OVER | salvo proroghe'],
    ['>= 3 per trimestre', {}, 'at-least 3 | LEFT_OVER | per trimestre'],
    ['relazione entro il 31/12', {}, 'by-date 2021-12-31 | LEFT_OVER | relazione'],
  ] as const)('[PL6.3] «%s» %j: %s', isRead)

  it.each([
    ['90% entro il 30/06; 100% entro il 31/12', {}, '- | SEVERAL_TARGETS | 90% entro il 30/06; 100% entro il 31/12'],
    ['30/06 oppure 31/12', {}, '- | EITHER | 30/06 oppure 31/12'],
    ['100 o 200', {}, '- | EITHER | 100 o 200'],
    ['95 % (con tolleranza 5%)', {}, '- | SEVERAL_TARGETS | 95 % (con tolleranza 5%)'],
    ['SI entro il 31/12', {}, '- | SEVERAL_TARGETS | SI entro il 31/12'],
    ['> media ultimi 3 anni, almeno 80%', {}, '- | SEVERAL_TARGETS | > media ultimi 3 anni, almeno 80%'],
  ] as const)('[PL6.5] «%s» %j: %s', isRead)

  it('[PL6.6] each doubt is said in both languages, differently, as a whole sentence', () => {
    for (const code of DOUBT_CODES) {
      const params = {
        side: 'less',
        left: 'x',
        year: '2020',
        value: '1',
        of: '2',
        day: '1',
        unit: 'gg',
        written: '%',
        event: 'e',
      }
      const said = (['it', 'en'] as const).map((language) => sayDoubt({ code, params }, language))
      expect(said[0]).not.toBe(said[1])
      for (const one of said) expect(one).toMatch(/^\S.*[.!]$/)
      expect(said.join()).not.toContain('undefined')
    }
  })

  it('[PL6.2] a text far too long for a target is not read, at once', () => {
    expect(read(`>= 80 ${'a. '.repeat(6000)}`)).toContain('- | NO_TARGET')
  })
})
