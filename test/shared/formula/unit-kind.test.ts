import { type UnitKind, unitKindOf } from '@traguardo/shared/formula'
import { describe, expect, it } from 'vitest'
import { faultOf } from '../../support/typed-formulas'

describe('units of measure', () => {
  it.each<[UnitKind, readonly string[]]>([
    [
      'percent',
      [
        ...['%', ' % ', 'Percentuale', 'percentuale', 'PERCENTUALE', 'percentuali', 'per cento', 'percento', 'in %'],
        ...['in percentuale', 'valore %', 'Valore percentuale', 'valore in %', 'val. %', 'tasso %', 'perc.', '(%)'],
        ...['percentuale (%)', '% (percentuale)', '% (rapporto)', 'punti percentuali', 'p.p.', 'pct', 'percentage'],
      ],
    ],
    [
      'days',
      [
        ...[
          'gg',
          'gg.',
          'Gg',
          'g',
          'g.',
          'giorni',
          'giorno',
          'GIORNI',
          'n. giorni',
          'n. gg',
          'N. GG.',
          'numero giorni',
        ],
        ...['numero di giorni', 'n° di giorni', 'giorni medi', 'gg. medi', 'giorni (gg)', 'days', 'in giorni'],
      ],
    ],
    ['working-days', ['gg lavorativi', 'giorni lavorativi', 'gg. lav.', 'giorni lav']],
    [
      'money',
      ['€', 'euro', 'Euro', 'EUR', 'in euro', 'in €', 'importo', 'Importo in euro', 'importo (€)', 'valore in €'],
    ],
    ['count', ['N.', 'n.', 'n', 'n°', 'nr.', 'nr', 'numero', 'Numero', 'num.', 'numero assoluto', 'valore assoluto']],
    ['date', ['date', 'data', 'Data', 'gg/mm/aaaa', 'data (gg/mm/aaaa)']],
    ['switch', ['on/off', 'On / Off', 'sì/no', 'SI/NO']],
    ['points', ['punti', 'Punteggio', 'voto', 'voto medio']],
    ['hours', ['ore', 'h']],
  ])('[FO27.1] %s is written %j', (kind, spellings) => {
    const read = Object.fromEntries(spellings.map((spelling) => [spelling, unitKindOf(spelling)]))
    expect(read).toEqual(Object.fromEntries(spellings.map((spelling) => [spelling, kind])))
  })

  it.each(['pratiche', 'livello', '% annua', 'valore', 'data e ora', 'gg/pratica', 'gg (%)', 'x%', '', 'in', 'medio'])(
    '[FO27.2] «%s» is of no known kind, and takes everything',
    (unit) => {
      expect(unitKindOf(unit)).toBeNull()
      expect(['N', 'C', 'D', 'M', 'P', 'T', 'L', 'B'].map((formula) => faultOf(formula, unit))).toEqual(
        Array.from({ length: 8 }, () => null),
      )
    },
  )
})
