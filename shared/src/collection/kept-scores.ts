import { romeDay } from '../calendar'
import type { IsoDate } from '../model'
import {
  type CompiledPlan,
  openScoreModel,
  type PlanScores,
  type ScoreModel,
  type ScoreNode,
  ScoreTree,
} from '../scoring'
import { type RegisterState, valueIn } from '../sync'
import { cellValues, type CycleRegister, cycleRecords } from './cycle'

/** A register that scores are made of: of a replica with its stamp, or as a device shows it. */
type KeptRegister = CycleRegister & Pick<RegisterState, 'id'> & Partial<Pick<RegisterState, 'stamp'>>

/**
 * The scores of a plan and year, kept: changed registers are put in as they come, and only what is made of them is made
 * anew [SC57]. Good for one day: another may close the year.
 */
export class KeptScores {
  private readonly registers: Map<string, KeptRegister>
  /** Periods of the year of which something was validated. */
  private readonly reviewed = new Set<number>()
  private readonly tree: ScoreTree

  /** @param registers all of the years that the plan looks at for this year */
  constructor(
    private readonly compiled: CompiledPlan,
    registers: readonly KeptRegister[],
    private readonly today: IsoDate,
  ) {
    this.registers = new Map(registers.map((state) => [state.id, state]))
    registers.forEach((state) => this.note(state))
    const records = cycleRecords(compiled, registers, today)
    this.tree = new ScoreTree(openScoreModel(compiled, cellValues(registers), { today, records }))
  }

  /** Registers and nodes that are kept. */
  get size(): number {
    return this.registers.size + this.compiled.above.only.length
  }

  get scores(): PlanScores {
    return this.tree.scores
  }

  /** The score at an address, made when it is asked for; null where the plan has none [SC57.3]. */
  at(address: string): ScoreNode | null {
    return this.tree.at(address)
  }

  /** The model that the scores are computed in: to be read, or forked to try things. */
  get model(): ScoreModel {
    return this.tree.model
  }

  /** Takes registers as they stand now, in any order: what is older than what is known counts for nothing. */
  take(states: readonly KeptRegister[]): void {
    const newer = states.filter(
      ({ id, stamp = Number.POSITIVE_INFINITY }) => stamp > (this.registers.get(id)?.stamp ?? -1),
    )
    const told = newer.some((state) => !this.isUntold(state))
    for (const state of newer) {
      this.registers.set(state.id, state)
      this.note(state)
    }
    this.tree.set(cellValues(newer))
    if (told) this.tree.setRecords(cycleRecords(this.compiled, [...this.registers.values()], this.today))
  }

  /**
   * Returns the scores of what a device shows now [SC57.4]: these ones with what changed, or new ones where something is
   * shown no more or most is another. A register that is as it was is the same object.
   */
  following(shown: readonly KeptRegister[]): KeptScores {
    const changed = shown.filter((one) => this.registers.get(one.id) !== one)
    const added = changed.filter(({ id }) => !this.registers.has(id)).length
    const isGone = shown.length - added < this.registers.size
    if (isGone || changed.length > shown.length / 2) return new KeptScores(this.compiled, shown, this.today)
    if (changed.length > 0) this.take(changed)
    return this
  }

  private note({ key }: KeptRegister): void {
    if (key.field === 'review' && key.year === this.compiled.year) this.reviewed.add(key.period)
  }

  /** Do the records of the cycle say of a value what they said of the one before it? They know days, not numbers. */
  private isUntold({ id, key, content, at, excused }: KeptRegister): boolean {
    if (this.compiled.recorded.length === 0) return true
    if (key.field !== 'value') return false
    if (key.year !== this.compiled.year) return true
    const before = this.registers.get(id)
    return (
      before !== undefined &&
      !this.reviewed.has(key.period) &&
      (valueIn(before.content) === null) === (valueIn(content) === null) &&
      before.excused === excused &&
      romeDay(before.at) === romeDay(at)
    )
  }
}
