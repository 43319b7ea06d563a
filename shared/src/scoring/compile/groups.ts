import { itemAddress, type Objective, type ParentRule, type Plan, type Policy, unitsBelow } from '../../model'
import type { CompiledIndicator } from './compile-plan'
import type { Figure } from './figure'
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

/** The groups once more, flat and in their order: what is read at every change lies side by side. */
export interface GroupTable {
  /** Start of each group's parts; those of the next begin where they end. */
  readonly partsAt: Int32Array
  /** Start of each part's children. */
  readonly childrenAt: Int32Array
  readonly child: Int32Array
  readonly weight: Float64Array
  readonly whole: Float64Array
  /** 1 where the group is the mean of what stands below it, however much that is. */
  readonly isMean: Uint8Array
}

/** Lays the groups out flat. */
export function groupTable(groups: readonly CompiledGroup[]): GroupTable {
  const parts = groups.flatMap((group) => group.parts)
  const ends = (sizes: readonly number[]) => {
    const at = new Int32Array(sizes.length + 1)
    sizes.forEach((size, index) => (at[index + 1] = (at[index] ?? 0) + size))
    return at
  }
  return {
    partsAt: ends(groups.map((group) => group.parts.length)),
    childrenAt: ends(parts.map(({ children }) => children.length)),
    child: Int32Array.from(parts.flatMap(({ children }) => children)),
    weight: Float64Array.from(parts.flatMap(({ weights }) => weights)),
    whole: Float64Array.from(parts, ({ whole }) => whole),
    isMean: Uint8Array.from(groups, ({ combine, beyond }) => Number(combine === 'mean' && beyond === null)),
  }
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

const partOf = (children: readonly number[], weights: readonly Weight[], whole: number): GroupPart => ({
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

  constructor(
    private readonly plan: Plan,
    private readonly year: number,
    private readonly policy: Policy,
    private readonly at: { readonly indicators: readonly CompiledIndicator[]; readonly figures: readonly Figure[] },
  ) {
    this.units = new Set(plan.units.map(({ code }) => code))
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
    const items = children.flatMap((child) => this.at.indicators[child - this.at.figures.length]?.indicator ?? [])
    return partOf(children, this.weightsOf(items, this.policy.indicatorWeights), whole)
  }

  private parts(
    kind: CompiledGroup['kind'],
    items: readonly (Weighable & { readonly code: string })[],
    rule: ParentRule['weights'],
    whole = 1,
  ): GroupPart {
    const children = items.flatMap(({ code }) => this.numbers.get(groupAddress({ kind, code })) ?? [])
    return partOf(children, this.weightsOf(items, rule), whole)
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
      const own = [this.parts('individual', this.below.get(itemAddress('sheets', sheet)) ?? [], policy.sheets.weights)]
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
