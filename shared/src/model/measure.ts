import type { IsoDate } from './value'

export type MeasureKind =
  'number' | 'count' | 'money' | 'percentage' | 'days' | 'date' | 'boolean' | 'level' | 'project-plan'

/** How the periods of a year become the year's value. */
export type Aggregation = 'sum' | 'last' | 'mean' | 'max'

export interface Measure {
  readonly code: string
  readonly codeFrom: 'print' | 'given'
  readonly label: string
  readonly description?: string
  readonly kind: MeasureKind
  readonly aggregation: Aggregation
  readonly source?: string
  readonly entry: MeasureEntry
  /** Of kind `level`: the names of the levels, the lowest first. A value is the place in this list, from 1. */
  readonly levels?: readonly string[]
  /** Of kind `project-plan`: its steps. Without them (the print has none) its progress is entered in percent. */
  readonly steps?: readonly ProjectStep[]
}

/** A step of a project plan: done or not. Without printed weights all weigh the same. */
export interface ProjectStep {
  readonly code: string
  readonly title: string
  readonly weight?: number
  readonly by?: IsoDate
}

/**
 * Who enters it.
 * `units`: each of these units enters its own (`TUTTI`), and the body's value is their aggregate; one unit is the common case.
 * `same-as`: not entered, it is the value that `unit` enters for another measure ("inserire i soliti valori del proprio Servizio").
 * `computed`: the system's own, in percent points or a count; nobody types it.
 */
export type MeasureEntry =
  | { readonly by: 'units'; readonly units: readonly string[] }
  | { readonly by: 'same-as'; readonly measure: string; readonly unit: string }
  | ({ readonly by: 'computed' } & SystemFigure)

/**
 * What the system computes from its own records:
 * `operational-mean`: mean achievement of the operational objectives, of the body or of those that `of` takes part in;
 * `achievement`: synthetic achievement of the body, or of the area, objective or unit `of`;
 * `collection-punctuality`: periods whose values the unit `of` (or every unit) had entered in time, in percent;
 * `collections-on-time`, `collections-due`: the same as two counts;
 * `report-punctuality`, `reports-on-time`, `reports-due`: reports sent within three working days of the last validation;
 * `revised-share`: objectives changed during the year among those first planned.
 */
export interface SystemFigure {
  readonly what:
    | 'operational-mean'
    | 'achievement'
    | 'collection-punctuality'
    | 'collections-on-time'
    | 'collections-due'
    | 'report-punctuality'
    | 'reports-on-time'
    | 'reports-due'
    | 'revised-share'
  /** Code of a unit, area or objective; the whole body where absent. */
  readonly of?: string
}
