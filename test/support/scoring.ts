import type { CellValue, Indicator, Measure, MeasureValue, Objective, Plan, Target } from '@traguardo/shared/model'

/** A measure of each period, entered by one unit, as a count that sums, but for what a test says. */
export const aMeasure = (code: string, changes: Partial<Measure> = {}): Measure => ({
  code,
  codeFrom: 'print',
  label: `Misura ${code}`,
  kind: 'count',
  aggregation: 'sum',
  entry: { by: 'units', units: ['U1'] },
  ...changes,
})

/** The same, due in the second period alone: that of `cell`. */
export const onceMeasure = (code: string, changes: Partial<Measure> = {}): Measure =>
  aMeasure(code, { due: [2], ...changes })

export const anIndicator = (code: string, changes: Partial<Indicator> = {}): Indicator => ({
  code,
  codeFrom: 'print',
  objective: 'O1',
  title: `Indicatore ${code}`,
  unit: 'N.',
  printedFormula: code,
  formula: 'A',
  targets: [atLeast(10)],
  ...changes,
})

export const atLeast = (value: number, year = 2021): Target => ({
  year,
  printed: `>= ${value}`,
  type: 'at-least',
  value,
})
export const atMost = (value: number, year = 2021): Target => ({ year, printed: `<= ${value}`, type: 'at-most', value })
export const byDate = (date: string, year = 2021): Target => ({ year, printed: `Entro ${date}`, type: 'by-date', date })

export const strategic = (code: string, parent = 'AS1', changes: Partial<Objective> = {}): Objective => ({
  code,
  level: 'strategic',
  title: `Strategico ${code}`,
  parent,
  ...changes,
})

export const operational = (code: string, parent = 'S1', changes: Partial<Objective> = {}): Objective => ({
  code,
  level: 'operational',
  title: `Operativo ${code}`,
  parent,
  ...changes,
})

export const individual = (code: string, sheet: string, weight: number): Objective => ({
  code,
  level: 'individual',
  title: `Individuale ${code}`,
  sheet,
  weight,
})

/** A plan with one area, one strategic and one operational objective (S1, O1), one unit and its head. */
export const aPlan = (changes: Partial<Plan> = {}): Plan => ({
  format: 'traguardo-plan',
  version: 1,
  source: { document: 'Un piano di prova' },
  body: { code: 'B', name: 'Ente di prova' },
  title: 'Piano 2021-2023',
  firstYear: 2021,
  lastYear: 2023,
  policy: 'default',
  units: [
    { code: 'ENTE', name: 'Ente', kind: 'body' },
    { code: 'U1', name: 'Servizio Uno', kind: 'service', parent: 'ENTE' },
    { code: 'U2', name: 'Servizio Due', kind: 'service', parent: 'ENTE' },
  ],
  people: [
    {
      code: 'anna',
      title: 'P.O. Servizio Uno',
      roles: [
        { role: 'unit-head', unit: 'U1' },
        { role: 'manager', unit: 'U1' },
      ],
    },
    {
      code: 'bruno',
      title: 'P.O. Servizio Due',
      roles: [
        { role: 'unit-head', unit: 'U2' },
        { role: 'manager', unit: 'U2' },
      ],
    },
    { code: 'sg', title: 'Segretario Generale', roles: [{ role: 'manager', unit: 'ENTE' }] },
    { code: 'cdg', title: 'Controllo di gestione', roles: [{ role: 'controller', unit: 'ENTE' }] },
  ],
  programs: [],
  areas: [{ code: 'AS1', title: 'Area uno' }],
  objectives: [strategic('S1'), operational('O1')],
  indicators: [anIndicator('I1')],
  measures: [aMeasure('A'), aMeasure('B')],
  sheets: [],
  oddities: [],
  ...changes,
})

const asValue = (value: number | string | MeasureValue | null): MeasureValue | null => {
  if (typeof value === 'number') return { type: 'number', number: value }
  return typeof value === 'string' ? { type: 'date', date: value } : value
}

/** A value in a cell of body B, year 2021. */
export const cell = (
  measure: string,
  value: number | string | MeasureValue | null,
  { unit = 'U1', period = 2, year = 2021 } = {},
): CellValue => ({ body: 'B', measure, unit, year, period, value: asValue(value) })
