import type { Plan } from '@traguardo/shared/model'

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

/** The rows of the first schema for a plan, by table, in an order that foreign keys allow. */
export function firstRowsOf({ body, ...of }: Plan): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  const part = (list: string, code: string, position: number) => ({
    id: `${list}-${code}`,
    plan_id: 'plan-1',
    code,
    position,
  })
  return [
    ['body', { code: body.code, name: body.name }],
    [
      'plan',
      {
        id: 'plan-1',
        body_code: body.code,
        title: of.title,
        first_year: of.firstYear,
        last_year: of.lastYear,
        policy: of.policy,
        source: json(of.source),
        body_info: json(body),
        units: json(of.units),
        people: json(of.people),
        hash: 'h',
      },
    ],
    ...of.programs.map(
      ({ code, printedCode, title }, at) =>
        ['program', { ...part('program', code, at), printed_code: printedCode, title }] as const,
    ),
    ...of.areas.map(
      ({ code, title, description = null }, at) =>
        ['strategic_area', { ...part('area', code, at), title, description }] as const,
    ),
    ...of.sheets.map(
      ({ code, title, person, unit, weightTotal }, at) =>
        ['sheet', { ...part('sheet', code, at), title, person, unit, weight_total: weightTotal }] as const,
    ),
    ...of.objectives.map(
      (one, at) =>
        [
          'objective',
          {
            ...part('objective', one.code, at),
            level: one.level,
            title: one.title,
            weight: one.weight ?? null,
            mirrors: one.mirrors ?? null,
            area_id: one.level === 'strategic' ? `area-${one.parent}` : null,
            parent_id: one.level === 'operational' ? `objective-${one.parent}` : null,
            sheet_id: one.sheet ? `sheet-${one.sheet}` : null,
            program_id: one.program ? `program-${one.program}` : null,
            perspectives: json(one.perspectives),
            resources: json(one.resources),
            units: json(one.units),
          },
        ] as const,
    ),
    ...of.indicators.flatMap((one, at) => [
      [
        'indicator',
        {
          ...part('indicator', one.code, at),
          objective_id: `objective-${one.objective}`,
          code_from: one.codeFrom,
          title: one.title,
          unit: one.unit,
          printed_formula: one.printedFormula,
          formula: one.formula,
          weight: one.weight ?? null,
          baseline: json(one.baseline),
          footnotes: json(one.footnotes),
        },
      ] as const,
      ...one.targets.map(
        (target, position) =>
          [
            'target',
            {
              id: `target-${one.code}-${position}`,
              indicator_id: `indicator-${one.code}`,
              position,
              year: target.year,
              printed: target.printed,
              type: target.type,
              value: 'value' in target ? target.value : null,
              date: 'date' in target ? target.date : null,
            },
          ] as const,
      ),
    ]),
    ...of.measures.map(
      ({ code, codeFrom, label, kind, aggregation, source = null, entry }, at) =>
        [
          'measure',
          { ...part('measure', code, at), code_from: codeFrom, label, kind, aggregation, source, entry: json(entry) },
        ] as const,
    ),
    ...of.oddities.map(
      (oddity, position) => ['oddity', { id: `oddity-${position}`, plan_id: 'plan-1', position, ...oddity }] as const,
    ),
  ]
}
