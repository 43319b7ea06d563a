import type { IsoDate } from './value'

/**
 * The performance plan of one body: what a plan file holds (`plan.schema.json`, format version 1), what the server
 * stores, and what a device computes with. Everything refers by code; codes are unique within their list.
 * Numbers are plain decimals: euro, percent points (33.33 means 33,33 %), counts.
 */
export interface Plan {
  readonly format: 'traguardo-plan'
  readonly version: 1
  readonly source: PlanSource
  readonly body: BodyInfo
  readonly title: string
  readonly firstYear: number
  readonly lastYear: number
  /** Code of the scoring policy for the plan's years: one that the product ships. */
  readonly policy: string
  readonly units: readonly Unit[]
  readonly people: readonly PersonInfo[]
  readonly programs: readonly Program[]
  readonly areas: readonly StrategicArea[]
  readonly objectives: readonly Objective[]
  readonly indicators: readonly Indicator[]
  readonly measures: readonly Measure[]
  readonly sheets: readonly Sheet[]
  readonly oddities: readonly Oddity[]
}

/** Where the plan was transcribed from. */
export interface PlanSource {
  readonly document: string
  readonly note?: string
}

export interface BodyInfo {
  readonly code: string
  readonly name: string
  /** Code of the body that this special agency belongs to. */
  readonly parent?: string
  /** The patron's day, `MM-DD`: a holiday of the body. */
  readonly patronDay?: string
}

export type UnitKind = 'body' | 'area' | 'service' | 'office' | 'agency'

export interface Unit {
  readonly code: string
  readonly name: string
  readonly kind: UnitKind
  readonly parent?: string
}

export type Role = 'unit-head' | 'manager' | 'controller'

/** A position, not a name: "P.O. Servizio Registro Imprese". */
export interface PersonInfo {
  readonly code: string
  readonly title: string
  readonly roles: readonly RoleGrant[]
}

/** A role in a unit; for the controller the unit is the whole body's. */
export interface RoleGrant {
  readonly role: Role
  readonly unit: string
}

/** Mission or programme of D.M. 27/03/2013. */
export interface Program {
  readonly code: string
  readonly printedCode: string
  readonly title: string
}

export interface StrategicArea {
  readonly code: string
  readonly title: string
  readonly description?: string
}

export type ObjectiveLevel = 'strategic' | 'operational' | 'individual'

export type Perspective = 'users' | 'processes' | 'growth' | 'finance'

export interface Objective {
  readonly code: string
  readonly level: ObjectiveLevel
  readonly title: string
  readonly description?: string
  /** Area code (strategic), strategic objective (operational); an individual one hangs on its `sheet`. */
  readonly parent?: string
  readonly sheet?: string
  /** Printed weight in percent points (individual); where absent all brothers weigh the same. */
  readonly weight?: number
  readonly perspectives?: readonly Perspective[]
  readonly program?: string
  readonly resources?: readonly Resources[]
  /** Units involved, by code. */
  readonly units?: readonly string[]
  /** Code of the organisational objective that an individual one repeats. */
  readonly mirrors?: string
  readonly footnotes?: readonly Footnote[]
}

export interface Resources {
  readonly year: number
  readonly euro: number
}

export interface Footnote {
  readonly mark: string
  readonly text: string
}

export type Typology =
  'Efficacia' | 'Efficienza' | 'Qualità' | 'Volume' | 'Indicatori DFP' | 'Struttura' | 'Economico-patrimoniale'

/** `ratio` shows a ratio in percent only where the indicator's unit is `%`. */
export interface Indicator {
  readonly code: string
  /** `given` where the print has no code (or "[codice]") and we had to give one. */
  readonly codeFrom: 'print' | 'given'
  readonly objective: string
  readonly title: string
  readonly description?: string
  readonly typology?: Typology
  readonly source?: string
  /** `%`, `N.`, `gg`, `date`, ... as printed; `date` where the value is a date. */
  readonly unit: string
  /** The algorithm as printed. */
  readonly printedFormula: string
  /** The formula that is computed: see `formula/SPEC.md`. */
  readonly formula: string
  /** Weight within its objective; where absent all brothers weigh the same. */
  readonly weight?: number
  readonly baseline?: Baseline
  readonly targets: readonly Target[]
  readonly footnotes?: readonly Footnote[]
}

/** A known earlier value ("Valore 2020"). */
export interface Baseline {
  readonly year: number
  readonly printed: string
  readonly value: number | IsoDate
}

export type Target = { readonly year: number; readonly printed: string } & TargetRule

/** What is asked: at least, at most, or by a date. */
export type TargetRule =
  | { readonly type: 'at-least'; readonly value: number }
  | { readonly type: 'at-most'; readonly value: number }
  | { readonly type: 'by-date'; readonly date: IsoDate }

export type MeasureKind = 'number' | 'count' | 'money' | 'percentage' | 'days' | 'date'

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
}

/**
 * Who enters it.
 * `units`: each of these units enters its own (`TUTTI`), and the body's value is their aggregate; one unit is the common case.
 * `same-as`: not entered, it is the value that `unit` enters for another measure ("inserire i soliti valori del proprio Servizio").
 * `computed`: the system's own: `operational-mean` is the mean achievement in percent of the body's operational objectives.
 */
export type MeasureEntry =
  | { readonly by: 'units'; readonly units: readonly string[] }
  | { readonly by: 'same-as'; readonly measure: string; readonly unit: string }
  | { readonly by: 'computed'; readonly what: 'operational-mean' }

/** The individual sheet of a person in one position. */
export interface Sheet {
  readonly code: string
  readonly title: string
  /** Code in `people`. */
  readonly person: string
  readonly unit: string
  /** What the weights of its objectives sum to: 100, or a declared less. */
  readonly weightTotal: number
}

/** Something odd in the print: kept as printed, read in one way, marked for a person to confirm. */
export interface Oddity {
  /** `indicators/Percent_X`, `measures/...`: the list and code it is about. */
  readonly about: string
  readonly printed: string
  readonly reading: string
}
