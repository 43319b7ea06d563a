import { itemAddress, type Plan, readAddress } from '../../model'
import type { RefusalCode, Word } from '../../refusals'
import { type PlanFault, planFault } from './fault'

type Path = PlanFault['path']

interface Coded {
  readonly code: string
}

/** Gathers faults while it is told what refers to what. */
class References {
  readonly faults: PlanFault[] = []
  constructor(private readonly setAside: ReadonlySet<string>) {}

  repeated(list: string, items: readonly Coded[]): ReadonlySet<string> {
    const seen = new Set<string>()
    items.forEach(({ code }, index) => {
      if (seen.has(code)) this.add([list, index, 'code'], 'DUPLICATE_CODE', { code })
      seen.add(code)
    })
    return seen
  }

  needs(path: Path, code: string | undefined, among: ReadonlySet<string>, what: Word): void {
    if (this.isMissing(code, among)) this.add(path, 'UNKNOWN_REFERENCE', { code, what })
  }

  /** Does a code name something that is not there, nor was set aside? */
  isMissing(code: string | undefined, among: ReadonlySet<string>): code is string {
    return code !== undefined && !among.has(code) && !this.setAside.has(code)
  }

  add<C extends RefusalCode>(...said: Parameters<typeof planFault<C>>): void {
    this.faults.push(planFault(...said))
  }
}

/** Says of a unit whether the way up from it has no end. Each unit is passed once, however long the ways are. */
function roundFinder(parents: ReadonlyMap<string, string | undefined>): (code: string) => boolean {
  const known = new Map<string, boolean>()
  return (code) => {
    const way = new Set<string>()
    let at: string | undefined = code
    while (at !== undefined && !way.has(at) && !known.has(at)) {
      way.add(at)
      at = parents.get(at)
    }
    const isRound = at !== undefined && (known.get(at) ?? true)
    for (const one of way) known.set(one, isRound)
    return isRound
  }
}

function checkUnits(plan: Plan, units: ReadonlySet<string>, references: References): void {
  const goesRound = roundFinder(new Map(plan.units.map(({ code, parent }) => [code, parent])))
  plan.units.forEach(({ code, parent, from, to, into = [] }, index) => {
    into.forEach((one, at) => references.needs(['units', index, 'into', at], one, units, 'unit'))
    if (from !== undefined && to !== undefined && to < from)
      references.add(['units', index, 'to'], 'DAYS', { unit: code })
    references.needs(['units', index, 'parent'], parent, units, 'unit')
    if (goesRound(code)) references.add(['units', index, 'parent'], 'CYCLE', { kind: 'unit', unit: code })
  })
}

function checkObjectives(plan: Plan, units: ReadonlySet<string>, references: References): ReadonlySet<string> {
  const areas = references.repeated('areas', plan.areas)
  const programs = references.repeated('programs', plan.programs)
  const sheets = references.repeated('sheets', plan.sheets)
  const all = references.repeated('objectives', plan.objectives)
  const strategic = new Set(plan.objectives.filter(({ level }) => level === 'strategic').map(({ code }) => code))
  const ofBody = new Set(plan.objectives.filter(({ level }) => level !== 'individual').map(({ code }) => code))
  plan.objectives.forEach((objective, index) => {
    const at = (key: string): Path => ['objectives', index, key]
    const { level, parent, sheet } = objective
    if (level !== 'individual' && parent === undefined)
      references.add(at('parent'), 'MISSING_REFERENCE', { kind: 'parent', objective: objective.code })
    if (level === 'individual' && sheet === undefined)
      references.add(at('sheet'), 'MISSING_REFERENCE', { kind: 'sheet', objective: objective.code })
    if (level === 'strategic') references.needs(at('parent'), parent, areas, 'area')
    if (level === 'operational') references.needs(at('parent'), parent, strategic, 'strategic')
    references.needs(at('sheet'), sheet, sheets, 'sheet')
    references.needs(at('program'), objective.program, programs, 'program')
    references.needs(at('mirrors'), objective.mirrors, all, 'objective')
    // It is no effect of itself.
    objective.effects?.forEach((effect, nth) => {
      const others = effect === objective.code ? new Set<string>() : ofBody
      references.needs(['objectives', index, 'effects', nth], effect, others, 'objective')
    })
    objective.units?.forEach((unit, at) => references.needs(['objectives', index, 'units', at], unit, units, 'unit'))
  })
  return all
}

function checkMeasures(plan: Plan, units: ReadonlySet<string>, references: References): void {
  references.repeated('measures', plan.measures)
  const parts = new Set([...plan.units, ...plan.areas, ...plan.objectives].map(({ code }) => code))
  const entered = new Set(plan.measures.filter(({ entry }) => entry.by === 'units').map(({ code }) => code))
  plan.measures.forEach(({ entry }, index) => {
    const path: Path = ['measures', index, 'entry']
    if (entry.by === 'units')
      entry.units.forEach((unit, at) => references.needs([...path, 'units', at], unit, units, 'unit'))
    if (entry.by === 'computed' && entry.of !== undefined) references.needs([...path, 'of'], entry.of, parts, 'part')
    if (entry.by !== 'same-as') return
    references.needs([...path, 'measure'], entry.measure, entered, 'entered')
    references.needs([...path, 'unit'], entry.unit, units, 'unit')
  })
}

const LISTED = ['units', 'people', 'programs', 'areas', 'objectives', 'indicators', 'measures', 'sheets'] as const

function checkIndicators(plan: Plan, units: ReadonlySet<string>, references: References): void {
  const benchmarks = references.repeated('benchmarks', plan.benchmarks ?? [])
  const indicators = new Set(plan.indicators.map(({ code }) => code))
  plan.indicators.forEach((indicator, index) => {
    references.needs(['indicators', index, 'benchmark'], indicator.benchmark, benchmarks, 'benchmark')
    references.needs(
      ['indicators', index, 'replaces', 'indicator'],
      indicator.replaces?.indicator,
      indicators,
      'indicator',
    )
    references.needs(['indicators', index, 'repeats'], indicator.repeats, indicators, 'indicator')
    indicator.units?.forEach((unit, at) => references.needs(['indicators', index, 'units', at], unit, units, 'unit'))
  })
}

/** Checks that the item a note of a revision or a printed result is about (`indicators/X`) is there. */
function checkAbout(plan: Plan, references: References): void {
  const known = new Set(LISTED.flatMap((list) => plan[list].map(({ code }) => itemAddress(list, code))))
  const needs = (path: Path, about: string) => {
    const { list, code } = readAddress(about)
    if (!known.has(about) && references.isMissing(code, new Set()))
      references.add(path, 'UNKNOWN_REFERENCE', { kind: 'about', code, list })
  }
  references.repeated('revisions', plan.revisions ?? [])
  plan.revisions?.forEach(({ notes }, index) =>
    notes.forEach(({ about, kind }, at) => {
      // An item that was removed need not be there any more.
      if (kind !== 'removed') needs(['revisions', index, 'notes', at, 'about'], about)
    }),
  )
  const revisions = new Set((plan.revisions ?? []).map(({ code }) => code))
  for (const list of ['objectives', 'indicators'] as const)
    plan[list].forEach(({ eliminated }, index) =>
      references.needs([list, index, 'eliminated', 'revision'], eliminated?.revision, revisions, 'revision'),
    )
  plan.results?.forEach(({ about }, index) => needs(['results', index, 'about'], about))
}

/** Codes that repeat and references that lead nowhere. */
export function checkReferences(plan: Plan, setAside: ReadonlySet<string>): readonly PlanFault[] {
  const references = new References(setAside)
  const units = references.repeated('units', plan.units)
  checkUnits(plan, units, references)
  const people = references.repeated('people', plan.people)
  plan.people.forEach(({ roles }, index) =>
    roles.forEach(({ unit }, at) => references.needs(['people', index, 'roles', at, 'unit'], unit, units, 'unit')),
  )
  const objectives = checkObjectives(plan, units, references)
  plan.sheets.forEach(({ person, unit }, index) => {
    references.needs(['sheets', index, 'person'], person, people, 'person')
    references.needs(['sheets', index, 'unit'], unit, units, 'unit')
  })
  references.repeated('indicators', plan.indicators)
  plan.indicators.forEach(({ objective }, index) =>
    references.needs(['indicators', index, 'objective'], objective, objectives, 'objective'),
  )
  checkIndicators(plan, units, references)
  checkMeasures(plan, units, references)
  checkAbout(plan, references)
  return references.faults
}
