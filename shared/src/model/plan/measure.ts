import * as v from 'valibot'
import { AGGREGATIONS, MEASURE_KINDS, OVER_UNITS } from '../lists'
import {
  CodeFromSchema,
  CodeSchema,
  DaySchema,
  described,
  boundedListSchema,
  maybe,
  setSchema,
  TextSchema,
} from './parts'
import { WeightSchema, wholeSchema } from './parts'
import { strictSchema } from './parts-schema'

/** Units that enter a measure, or where it comes from instead. */
export const EntrySchema = described(
  v.variant('by', [
    strictSchema({ by: v.literal('units'), units: setSchema(CodeSchema) }),
    strictSchema({ by: v.literal('same-as'), measure: CodeSchema, unit: CodeSchema }),
    strictSchema({
      by: v.literal('computed'),
      what: described(
        v.picklist([
          'operational-mean',
          'achievement',
          'collection-punctuality',
          'collections-on-time',
          'collections-due',
          'report-punctuality',
          'reports-on-time',
          'reports-due',
          'revised-share',
        ]),
        'operational-mean: mean achievement of the operational objectives, of the body or of those that `of` takes part in; ' +
          'achievement: synthetic achievement of the body, or of the area, objective or unit `of`; ' +
          'collection-punctuality: periods whose values the unit `of` (or every unit) had entered in time, in percent; ' +
          'collections-on-time, collections-due: the same as two counts; ' +
          'report-punctuality, reports-on-time, reports-due: reports sent within three working days of the last validation; ' +
          'revised-share: objectives changed during the year among those first planned.',
      ),
      of: maybe(CodeSchema, 'Code of a unit, area or objective; the whole body where absent.'),
    }),
  ]),
  "units: each of these units enters its own (`TUTTI`), and the body's value is their aggregate; one unit is the common case. " +
    'same-as: not entered, it is the value that `unit` enters for another measure ("inserire i soliti valori del proprio ' +
    'Servizio"). computed: the system\'s own, in percent points or a count; nobody types it.',
)

const StepSchema = strictSchema({
  code: CodeSchema,
  title: TextSchema,
  weight: maybe(WeightSchema, 'Without printed weights all weigh the same.'),
  by: maybe(DaySchema),
})

/** Measure that people enter. */
export const MeasureSchema = strictSchema({
  code: CodeSchema,
  codeFrom: CodeFromSchema,
  label: TextSchema,
  description: maybe(TextSchema, 'Only where it is not the label word for word.'),
  kind: v.picklist(MEASURE_KINDS),
  aggregation: described(v.picklist(AGGREGATIONS), "How the periods of a year become the year's value."),
  overUnits: maybe(
    v.picklist(OVER_UNITS),
    'How the values of several units become that of the body. Where absent: what sums over the periods, and the last number, count or ' +
      'amount, is summed; a percentage, days, a level and the mean of anything are the mean; the maximum is the maximum; yes is yes of all.',
  ),
  source: maybe(TextSchema),
  entry: EntrySchema,
  due: maybe(
    setSchema(wholeSchema(1, 4)),
    'Numbers of the periods of the year in which it is due; in all of them, where it is not said.',
  ),
  levels: maybe(
    setSchema(TextSchema, 2),
    'Of kind level: the names of the levels, the lowest first. A value is the place in this list, from 1.',
  ),
  steps: maybe(
    boundedListSchema(StepSchema, 1),
    'Of kind project-plan: its steps, each done or not. Without them (the print has none) its progress is entered in percent.',
  ),
})

export type Measure = v.InferOutput<typeof MeasureSchema>
export type MeasureKind = Measure['kind']
/** Aggregation of the periods of a year into the year's value. */
export type Aggregation = Measure['aggregation']
/** Rule by which the values of several units become the body's. */
export type OverUnits = NonNullable<Measure['overUnits']>
/** A step of a project plan: done or not. */
export type ProjectStep = v.InferOutput<typeof StepSchema>
/** Figure that the system computes from its own records. */
export type SystemFigure = Omit<Extract<Measure['entry'], { by: 'computed' }>, 'by'>
