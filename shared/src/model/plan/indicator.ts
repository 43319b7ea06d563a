import * as v from 'valibot'
import { CodeFromSchema, CodeSchema, DaySchema, described, FootnotesSchema, IndicatorCodeSchema } from './parts'
import { boundedListSchema, maybe, NumberSchema, setSchema, TextSchema, WeightSchema, YearSchema } from './parts'
import { strictSchema } from './parts-schema'
import { EliminationSchema } from './printed'
import { TargetSchema } from './target'

/** An indicator of an objective. */
export const IndicatorSchema = strictSchema({
  code: IndicatorCodeSchema,
  codeFrom: CodeFromSchema,
  objective: CodeSchema,
  title: described(TextSchema, 'Without the mark of a footnote.'),
  description: maybe(TextSchema, 'Only where it is not the title word for word.'),
  typology: maybe(
    v.picklist([
      'Efficacia',
      'Efficienza',
      'Qualità',
      'Volume',
      'Indicatori DFP',
      'Struttura',
      'Economico-patrimoniale',
    ]),
  ),
  source: maybe(TextSchema),
  unit: described(
    TextSchema,
    'As printed (%, N., gg, ...); date where the value is a date. A ratio is shown in percent only where it is one, however it is spelled.',
  ),
  printedFormula: described(TextSchema, "The algorithm's cell as printed, blanks normalised."),
  formula: described(TextSchema, 'The expression over codes of measures that is computed: see formula/SPEC.md.'),
  weight: maybe(WeightSchema),
  baseline: maybe(
    strictSchema({ year: YearSchema, printed: TextSchema, value: v.union([NumberSchema, DaySchema]) }),
    'A known earlier value ("Valore 2020").',
  ),
  targets: boundedListSchema(TargetSchema),
  benchmark: maybe(CodeSchema, 'Code of the benchmark that it is compared with.'),
  repeats: maybe(IndicatorCodeSchema, "Code of the indicator that it repeats in somebody's sheet."),
  replaces: maybe(
    strictSchema({
      indicator: IndicatorCodeSchema,
      from: DaySchema,
      time: described(
        v.picklist(['whole-year', 'own']),
        'This one for the whole year, or each for its own time: the other one for the periods that end before the day, this one for the rest.',
      ),
    }),
    'The indicator, or the one with the target, in whose place it stands from a day on.',
  ),
  units: maybe(setSchema(CodeSchema), 'The offices in whose dashboards it stands; absent for the whole body.'),
  footnotes: maybe(FootnotesSchema),
  eliminated: maybe(EliminationSchema),
})

const FigureSchema = strictSchema({ printed: TextSchema, value: NumberSchema })

/** A figure of other bodies. */
export const BenchmarkSchema = described(
  strictSchema({
    code: CodeSchema,
    title: TextSchema,
    typology: maybe(TextSchema),
    unit: TextSchema,
    year: YearSchema,
    own: maybe(FigureSchema, "The body's own value."),
    regional: maybe(FigureSchema),
    national: maybe(FigureSchema),
    cluster: maybe(FigureSchema),
  }),
  "A figure of other bodies, from outside (PARETO): the body's own value and the means, each as printed and as a number.",
)

export type Indicator = v.InferOutput<typeof IndicatorSchema>
