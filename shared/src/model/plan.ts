import type { Benchmark } from './benchmark'
import type { YearCalendar } from './calendar'
import type { Measure } from './measure'
import type { Policy } from './policy'
import type { Revision } from './revision'
import type { Target } from './target'
import type { IsoDate, IsoInstant } from './value'

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
  /** Code of the scoring policy for the plan's years: one that the product ships, or one of `policies`. */
  readonly policy: string
  /** Years that follow another policy. */
  readonly policyYears?: readonly { readonly year: number; readonly policy: string }[]
  /** Policies that the body wrote itself. */
  readonly policies?: readonly Policy[]
  /** What the body as a whole may spend, wherever the document says it. */
  readonly resources?: readonly Resources[]
  readonly units: readonly Unit[]
  readonly people: readonly PersonInfo[]
  readonly programs: readonly Program[]
  readonly areas: readonly StrategicArea[]
  readonly objectives: readonly Objective[]
  readonly indicators: readonly Indicator[]
  readonly measures: readonly Measure[]
  readonly sheets: readonly Sheet[]
  readonly benchmarks?: readonly Benchmark[]
  /** Years whose periods the body set itself; the others have the usual ones. */
  readonly calendars?: readonly YearCalendar[]
  readonly revisions?: readonly Revision[]
  /** Scores given by hand, each asked for and approved. Beside the plan, never in a plan file. */
  readonly judgements?: readonly ApprovedJudgement[]
  /** Of a plan that is part of a larger one: measures that only sheets use, and all those sheets. Never in a plan file. */
  readonly audiences?: Readonly<Record<string, readonly string[]>>
  readonly results?: readonly PrintedResult[]
  readonly tables?: readonly PrintedTable[]
  readonly oddities: readonly Oddity[]
}

/** Where the plan was transcribed from. */
export interface PlanSource {
  readonly document: string
  readonly note?: string
  /** The day on which a demo of this plan is looked at: one on which the second collection is open. */
  readonly demoDay?: IsoDate
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
  /** First and last day on which it was there; always, where it is not said. */
  readonly from?: IsoDate
  readonly to?: IsoDate
  /** Units that took over what it did, where it was split or merged. */
  readonly into?: readonly string[]
}

/**
 * What somebody may do in a body. `unit-head` enters values; `manager` validates the units below; `controller` runs the
 * cycle; `evaluator` (OIV) reads everything; `governing-body` reads dashboards and published reports.
 */
export type Role = 'unit-head' | 'manager' | 'controller' | 'evaluator' | 'governing-body'

/** A position, not a name: "P.O. Servizio Registro Imprese". */
export interface PersonInfo {
  readonly code: string
  readonly title: string
  readonly roles: readonly RoleGrant[]
}

/** A role in a unit; for roles of the whole body the unit is the body's own. */
export interface RoleGrant {
  readonly role: Role
  readonly unit: string
  /** First and last day of it; without end where it is not said. */
  readonly from?: IsoDate
  readonly to?: IsoDate
  /** Held in place of somebody else ("sostituto"). */
  readonly deputy?: boolean
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
  /** Weight among the areas, where printed. */
  readonly weight?: number
  readonly perspectives?: readonly Perspective[]
  readonly program?: string
  readonly resources?: readonly Resources[]
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
  /** The "programma di intervento" that it belongs to, between strategic and operational objectives. */
  readonly intervention?: string
  readonly actions?: readonly string[]
  readonly expectedResults?: readonly string[]
  /** Who answers for it, as printed. */
  readonly responsible?: string
  readonly footnotes?: readonly Footnote[]
}

export interface Resources {
  readonly year: number
  readonly euro: number
  /** Where the document says it, when it says it twice: `7.2`, `Allegato 1`. */
  readonly where?: string
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
  /** The benchmark that it is compared with, by code. */
  readonly benchmark?: string
  /** Code of the indicator that it repeats in somebody's sheet. */
  readonly repeats?: string
  /** The offices in whose dashboards it stands; absent for the whole body. */
  readonly units?: readonly string[]
  readonly footnotes?: readonly Footnote[]
}

/** A known earlier value ("Valore 2020"). */
export interface Baseline {
  readonly year: number
  readonly printed: string
  readonly value: number | IsoDate
}

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

/** A score that an evaluator gave in place of the computed one, or where there is none. Shown as such for ever. */
export interface ApprovedJudgement {
  /** `objectives/X`, `indicators/Y`, `sheets/Z`. */
  readonly about: string
  readonly year: number
  /** Percent points. */
  readonly score: number
  readonly reason: string
  /** Code of who asked for it, and of who approved. */
  readonly by: string
  readonly approvedBy: string
  /** When it was approved. */
  readonly at: IsoInstant
}

/** Something odd in the print: kept as printed, read in one way, marked for a person to confirm. */
export interface Oddity {
  /** `indicators/Percent_X`, `measures/...`: the list and code it is about. */
  readonly about: string
  readonly printed: string
  readonly reading: string
  /** Why it is read so. */
  readonly why?: string
  /** The print does not decide it: a person has to. */
  readonly decide?: true
}

/**
 * A result that the document prints beside a target, in the middle of the year.
 * `value` is null where the print shows a cell that was never filled (`00/01/1900`), or a 0 that may be one.
 */
export interface PrintedResult {
  /** `indicators/X` or `objectives/Y`. */
  readonly about: string
  /** The office in whose dashboard it stands. */
  readonly unit?: string
  readonly year: number
  readonly what: 'value' | 'achievement'
  readonly printed: string
  readonly value: number | IsoDate | null
}

/** A table of the document that says something of the body and asks nothing of it: staff, businesses, shareholdings. */
export interface PrintedTable {
  readonly code: string
  readonly section: string
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}
