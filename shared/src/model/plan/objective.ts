import * as v from 'valibot'
import {
  CodeSchema,
  described,
  FootnotesSchema,
  boundedListSchema,
  maybe,
  PerspectivesSchema,
  ResourcesSchema,
} from './parts'
import { setSchema, TextSchema, TotalSchema, WeightSchema } from './parts'
import { strictSchema } from './parts-schema'
import { EliminationSchema } from './printed'

/** Mission or programme. */
export const ProgramSchema = described(
  strictSchema({
    code: CodeSchema,
    printedCode: described(TextSchema, 'The code as printed, which two programmes may share.'),
    title: TextSchema,
  }),
  'Mission or programme of D.M. 27/03/2013.',
)

/** A strategic area. */
export const AreaSchema = strictSchema({
  code: CodeSchema,
  title: TextSchema,
  description: maybe(TextSchema),
  weight: maybe(WeightSchema, 'Weight among the areas, where printed.'),
  perspectives: maybe(PerspectivesSchema),
  program: maybe(CodeSchema),
  resources: maybe(ResourcesSchema),
})

interface LevelRule {
  readonly needed: string
  readonly barred: readonly string[]
}

/** Fields that an objective of a level needs beside those of all, and fields that it must not have. */
const OF_INDIVIDUAL: LevelRule = { needed: 'sheet', barred: ['parent', 'effects'] }
const OF_OTHERS: LevelRule = { needed: 'parent', barred: ['sheet', 'mirrors', 'component'] }
const RULES = new Map<unknown, LevelRule>([
  ['strategic', OF_OTHERS],
  ['operational', OF_OTHERS],
  ['individual', OF_INDIVIDUAL],
])

const inJsonSchema = ({ needed, barred }: LevelRule) => ({
  required: [needed],
  properties: Object.fromEntries(barred.map((key) => [key, false])),
})

/** An objective of one of the three levels. */
export const ObjectiveSchema = v.pipe(
  strictSchema({
    code: CodeSchema,
    level: v.picklist(['strategic', 'operational', 'individual']),
    title: TextSchema,
    description: maybe(TextSchema, 'Only where it is not the title word for word.'),
    parent: maybe(CodeSchema, 'Code of the area (strategic) or of the strategic objective (operational).'),
    sheet: maybe(CodeSchema, 'Code of the sheet that it hangs on (individual).'),
    weight: maybe(WeightSchema),
    tags: maybe(
      setSchema(CodeSchema),
      'Matters that it is about, for the checks of a policy: payment-times for the times of payment.',
    ),
    perspectives: maybe(PerspectivesSchema),
    program: maybe(CodeSchema),
    resources: maybe(ResourcesSchema),
    units: maybe(setSchema(CodeSchema), 'Codes of the units involved.'),
    component: maybe(
      CodeSchema,
      "Code of the part of its sheet that it counts in, of the policy's `components` (individual).",
    ),
    mirrors: maybe(CodeSchema, 'Code of the organisational objective that an individual one repeats.'),
    effects: maybe(
      setSchema(CodeSchema),
      'Codes of the objectives of the body that reaching it helps to reach: cause and effect of the strategy map.',
    ),
    intervention: maybe(
      TextSchema,
      "The 'programma di intervento' that it belongs to, between strategic and operational objectives.",
    ),
    actions: maybe(boundedListSchema(TextSchema, 1)),
    expectedResults: maybe(boundedListSchema(TextSchema, 1)),
    responsible: maybe(TextSchema, 'Who answers for it, as printed.'),
    footnotes: maybe(FootnotesSchema),
    eliminated: maybe(EliminationSchema),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    const input = dataset.value as Readonly<Record<string, unknown>> | null
    const rule = RULES.get(input?.['level'])
    if (!input || !rule) return
    const at = (key: string): [v.ObjectPathItem] => [{ type: 'object', origin: 'key', input, key, value: input[key] }]
    if (!(rule.needed in input)) addIssue({ expected: `"${rule.needed}"`, path: at(rule.needed) })
    for (const key of rule.barred) if (key in input) addIssue({ expected: 'never', path: at(key) })
  }),
  v.metadata({
    if: { properties: { level: { const: 'individual' } } },
    then: inJsonSchema(OF_INDIVIDUAL),
    else: inJsonSchema(OF_OTHERS),
  }),
)

/** The individual sheet of a person in one position. */
export const SheetSchema = described(
  strictSchema({
    code: CodeSchema,
    title: TextSchema,
    person: described(CodeSchema, 'Code in `people`.'),
    unit: CodeSchema,
    answersFor: maybe(
      setSchema(CodeSchema),
      'Matters that the position answers for, by the tag of a check: it, and the managers above it, owe an objective of that tag.',
    ),
    weightTotal: described(TotalSchema, 'What the weights of its objectives sum to: 100, or a declared less.'),
  }),
  'The individual sheet of a person in one position.',
)

export type StrategicArea = v.InferOutput<typeof AreaSchema>
export type Objective = v.InferOutput<typeof ObjectiveSchema>
export type ObjectiveLevel = Objective['level']
export type Sheet = v.InferOutput<typeof SheetSchema>
