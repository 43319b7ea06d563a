import { itemAddress, type Objective, type ParentRule, type Plan, type Policy, unitsBelow } from '../../model'
import type { CompiledIndicator } from './compile-plan'
import type { Figure } from './figure'
import { policyFor, rolesOfSheets } from '../policy/policy-for'
import { nodeAddress, type GroupKind } from '../score'
import { weigh, type Weighable, type Weight } from './weights'

/** Place at which what goes beyond 100 % is cut: at each of what stands below, or at the whole. */
export type Beyond = NonNullable<ParentRule['beyond']> | null

/** A share of a group: what stands in it weighs against its own brothers first, then as a whole against the other parts. */
export interface GroupPart {
  readonly children: readonly number[]
  readonly weights: readonly number[]
  /** Which of them have no weight of their own: see `Weight`. */
  readonly ofBrothers: readonly boolean[]
  readonly whole: number
  /** Do some of them weigh for a part of the year alone, each for its own time? */
  readonly isTimed?: boolean
  /** Title of the part of a sheet that it is, where the sheet has several. */
  readonly name?: string
}

/** Something that is scored by what stands below it. */
export interface CompiledGroup {
  /** `mean` has no place in the tree: a figure of the system is made of it. */
  readonly kind: GroupKind | 'mean'
  readonly code: string
  readonly title: string
  readonly parts: readonly GroupPart[]
  /** `money`: what is earned of the money of what can be scored at all [SC67]. */
  readonly combine: ParentRule['combine'] | 'money'
  /** Place at which what goes beyond 100 % is cut; null where it counts [SC140]. */
  readonly beyond: Beyond
  readonly rule: string
  readonly units: readonly string[]
}

/** The address of what an objective hangs on: `areas/AS1`, `objectives/1.1`, `sheets/SG`. */
export const parentAddress = ({ level, parent, sheet }: Objective): string =>
  level === 'individual'
    ? itemAddress('sheets', String(sheet))
    : itemAddress(level === 'strategic' ? 'areas' : 'objectives', String(parent))

/** The address of a group; the means of the system are items of no list. */
export const groupAddress = ({ kind, code }: Pick<CompiledGroup, 'kind' | 'code'>): string =>
  kind === 'mean' ? `means/${code}` : nodeAddress({ kind, code })

/** Name of the mean that a figure of the system is made of. */
export const meanCode = ({ what, of }: { readonly what: string; readonly of: string | null }): string =>
  `${what} ${of ?? ''}`

const partOf = (children: readonly number[], weights: readonly Weight[], whole: number, name?: string): GroupPart => ({
  ...(name === undefined ? {} : { name }),
  children,
  weights: weights.map(({ weight }) => weight),
  ofBrothers: weights.map(({ ofBrothers }) => ofBrothers),
  whole,
})

/** Lays out all groups of a plan, numbered after the figures and the indicators. */
class Groups {
  readonly list: CompiledGroup[] = []
  private readonly numbers = new Map<string, number>()
  private readonly below = new Map<string, Objective[]>()
  private readonly own = new Map<string, number[]>()
  private readonly units: ReadonlySet<string>
  private readonly rolesOf: ReturnType<typeof rolesOfSheets>

  constructor(
    private readonly plan: Plan,
    private readonly year: number,
    private readonly policy: Policy,
    private readonly at: { readonly indicators: readonly CompiledIndicator[]; readonly figures: readonly Figure[] },
  ) {
    this.units = new Set(plan.units.map(({ code }) => code))
    this.rolesOf = rolesOfSheets(plan)
    for (const objective of plan.objectives) {
      const key = parentAddress(objective)
      const brothers = this.below.get(key)
      if (brothers) brothers.push(objective)
      else this.below.set(key, [objective])
    }
    at.indicators.forEach(({ indicator }, index) => {
      const list = this.own.get(indicator.objective)
      if (list) list.push(at.figures.length + index)
      else this.own.set(indicator.objective, [at.figures.length + index])
    })
  }

  private add(group: CompiledGroup): void {
    const number = this.at.figures.length + this.at.indicators.length + this.list.push(group) - 1
    this.numbers.set(groupAddress(group), number)
  }

  private weightsOf(items: readonly Weighable[], rule: ParentRule['weights']): readonly Weight[] {
    return weigh(items, rule, this.year)
  }

  private indicators({ code }: Objective, whole: number): GroupPart {
    const children = this.own.get(code) ?? []
    const own = children.flatMap((child) => this.at.indicators[child - this.at.figures.length] ?? [])
    const weights = this.weightsOf(
      own.map(({ indicator }) => indicator),
      this.policy.indicatorWeights,
    )
    // Each of two that follow one another weighs for its own time [SC145.3].
    const timed = weights.map((one, at) => ({ ...one, weight: one.weight * (own[at]?.part?.weight ?? 1) }))
    const isTimed = own.some(({ part }) => part?.time)
    return { ...partOf(children, timed, whole), ...(isTimed ? { isTimed } : {}) }
  }

  private parts(
    kind: CompiledGroup['kind'],
    items: readonly (Weighable & { readonly code: string })[],
    rule: ParentRule['weights'],
    whole = 1,
    name?: string,
  ): GroupPart {
    const children = items.flatMap(({ code }) => this.numbers.get(groupAddress({ kind, code })) ?? [])
    return partOf(children, this.weightsOf(items, rule), whole, name)
  }

  /** The parts of a sheet: one, or those of the policy, in which what names none is of the first [SC142]. */
  private sheet(code: string): readonly GroupPart[] {
    const { components, sheets } = policyFor(this.policy, { level: 'sheet', roles: this.rolesOf(code) })
    const items = this.below.get(itemAddress('sheets', code)) ?? []
    if (!components) return [this.parts('individual', items, sheets.weights)]
    const codes = new Set(components.map((one) => one.code))
    const first = components[0]?.code
    const ofIts = ({ component = '' }: Objective) => (codes.has(component) ? component : first)
    return components.map(({ code: own, title, total }) =>
      this.parts(
        'individual',
        items.filter((one) => ofIts(one) === own),
        sheets.weights,
        total,
        title,
      ),
    )
  }

  private objective(objective: Objective): void {
    const { level, code, title, units = [] } = objective
    const { objectives, strategic } = this.policy
    const parts =
      level === 'strategic'
        ? [
            this.indicators(objective, strategic.own),
            this.parts(
              'operational',
              this.below.get(itemAddress('objectives', code)) ?? [],
              objectives.weights,
              strategic.operational,
            ),
          ]
        : [this.indicators(objective, 1)]
    this.add({
      kind: level,
      code,
      title,
      parts,
      combine: objectives.combine,
      beyond: objectives.beyond ?? null,
      rule: level === 'strategic' ? 'SC21' : 'SC20',
      units,
    })
  }

  private mean(what: string, of: string | null): void {
    const units = of === null ? null : unitsBelow(this.plan, of)
    const inArea = new Set((this.below.get(itemAddress('areas', String(of))) ?? []).map(({ code }) => code))
    const members = this.plan.objectives.filter(({ level, units: own = [], parent = '', code }) => {
      if (level !== 'operational' || units === null) return level === 'operational'
      return own.some((unit) => units.has(unit)) || parent === of || code === of || inArea.has(parent)
    })
    const parts = [
      this.parts(
        'operational',
        members.map(({ code }) => ({ code })),
        'equal',
      ),
    ]
    this.add({
      kind: 'mean',
      code: meanCode({ what, of }),
      title: '',
      parts,
      combine: 'mean',
      beyond: null,
      rule: 'SC8',
      units: [],
    })
  }

  all(): readonly CompiledGroup[] {
    const { plan, policy } = this
    for (const level of ['operational', 'individual', 'strategic'] as const)
      plan.objectives.filter((one) => one.level === level).forEach((one) => this.objective(one))
    for (const area of plan.areas) {
      const parts = [
        this.parts('strategic', this.below.get(itemAddress('areas', area.code)) ?? [], policy.areas.weights),
      ]
      this.add({
        kind: 'area',
        code: area.code,
        title: area.title,
        parts,
        combine: policy.areas.combine,
        beyond: policy.areas.beyond ?? null,
        rule: 'SC22',
        units: [],
      })
    }
    const { code, name } = plan.body
    const parts = [this.parts('area', plan.areas, policy.body.weights)]
    const { combine, beyond = null } = policy.body
    this.add({ kind: 'body', code, title: name, parts, combine, beyond, rule: 'SC22', units: [] })
    for (const { code: sheet, title, unit } of plan.sheets) {
      const own = this.sheet(sheet)
      const how = { ...policy.sheets, ...(policy.weights === 'money' ? { combine: 'money' as const } : {}) }
      const { combine: rule, beyond: cut = null } = how
      this.add({
        kind: 'sheet',
        code: sheet,
        title,
        parts: own,
        combine: rule,
        beyond: cut,
        rule: 'SC23',
        units: [unit],
      })
    }
    const means = new Map(
      this.at.figures.flatMap((figure) =>
        figure.type === 'system' && this.needsMean(figure) ? [[meanCode(figure), figure] as const] : [],
      ),
    )
    for (const { what, of } of means.values()) this.mean(what, of)
    return this.list
  }

  /** The achievement of the body, an area or an objective is a node's; that of a unit is a mean. */
  private needsMean({ what, of }: { readonly what: string; readonly of: string | null }): boolean {
    return (
      what === 'operational-mean' ||
      (what === 'achievement' && of !== null && this.units.has(of) && of !== this.plan.units[0]?.code)
    )
  }
}

/** All groups of a plan, children before what is made of them. */
export const groupsOf = (
  plan: Plan,
  year: number,
  policy: Policy,
  at: { readonly indicators: readonly CompiledIndicator[]; readonly figures: readonly Figure[] },
): readonly CompiledGroup[] => new Groups(plan, year, policy, at).all()
