/** A row as the first schema has it: columns by name, JSON as text. */
export type Row = Readonly<Record<string, unknown>>

/** The rows of one plan, each list in its order. */
export interface PlanRows {
  readonly plan: Row
  readonly program: readonly Row[]
  readonly strategic_area: readonly Row[]
  readonly sheet: readonly Row[]
  readonly objective: readonly Row[]
  readonly indicator: readonly Row[]
  readonly target: readonly Row[]
  readonly measure: readonly Row[]
  readonly oddity: readonly Row[]
}

const json = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value)

/** A column that is null was a key that the file did not have. */
const compact = (fields: Row): Row =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined))

const codesById = (rows: readonly Row[]): ReadonlyMap<unknown, unknown> =>
  new Map(rows.map(({ id, code }) => [id, code]))

/** The document that the rows of the first schema came from. */
export function assemblePlan(rows: PlanRows): Row {
  const { plan } = rows
  const areas = codesById(rows.strategic_area)
  const objectives = codesById(rows.objective)
  const sheets = codesById(rows.sheet)
  const programs = codesById(rows.program)
  const objectiveOf = (row: Row): Row =>
    compact({
      code: row['code'],
      level: row['level'],
      title: row['title'],
      description: row['description'],
      parent: areas.get(row['area_id']) ?? objectives.get(row['parent_id']),
      sheet: sheets.get(row['sheet_id']),
      weight: row['weight'],
      perspectives: json(row['perspectives']),
      program: programs.get(row['program_id']),
      resources: json(row['resources']),
      units: json(row['units']),
      mirrors: row['mirrors'],
      footnotes: json(row['footnotes']),
    })
  const targetOf = ({ year, printed, type, value, date }: Row): Row => compact({ year, printed, type, value, date })
  const indicatorOf = (row: Row): Row =>
    compact({
      code: row['code'],
      codeFrom: row['code_from'],
      objective: objectives.get(row['objective_id']),
      title: row['title'],
      description: row['description'],
      typology: row['typology'],
      source: row['source'],
      unit: row['unit'],
      printedFormula: row['printed_formula'],
      formula: row['formula'],
      weight: row['weight'],
      baseline: json(row['baseline']),
      targets: rows.target.filter((target) => target['indicator_id'] === row['id']).map(targetOf),
      footnotes: json(row['footnotes']),
    })
  const measureOf = (row: Row): Row =>
    compact({
      code: row['code'],
      codeFrom: row['code_from'],
      label: row['label'],
      description: row['description'],
      kind: row['kind'],
      aggregation: row['aggregation'],
      source: row['source'],
      entry: json(row['entry']),
    })
  return {
    format: 'traguardo-plan',
    version: 1,
    source: json(plan['source']),
    body: json(plan['body_info']),
    title: plan['title'],
    firstYear: plan['first_year'],
    lastYear: plan['last_year'],
    policy: plan['policy'],
    units: json(plan['units']),
    people: json(plan['people']),
    programs: rows.program.map((row) => ({ code: row['code'], printedCode: row['printed_code'], title: row['title'] })),
    areas: rows.strategic_area.map(({ code, title, description }) => compact({ code, title, description })),
    objectives: rows.objective.map(objectiveOf),
    indicators: rows.indicator.map(indicatorOf),
    measures: rows.measure.map(measureOf),
    sheets: rows.sheet.map((row) => ({
      code: row['code'],
      title: row['title'],
      person: row['person'],
      unit: row['unit'],
      weightTotal: row['weight_total'],
    })),
    oddities: rows.oddity.map(({ about, printed, reading }) => ({ about, printed, reading })),
  }
}
