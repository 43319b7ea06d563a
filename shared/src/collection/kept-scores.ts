import { romeDay } from '../calendar'
import type { IsoDate } from '../model'
import { type CompiledPlan, openScoreModel, type PlanScores, ScoreTree } from '../scoring'
import { type RegisterState, valueIn } from '../sync'
import { cellValues, cycleRecords } from './cycle'

/**
 * The scores of a plan and year, kept: changed registers are put in as they come, and only what is made of them is made
 * anew [SC57]. Good for one day: another may close the year.
 */
export class KeptScores {
  private readonly registers: Map<string, RegisterState>
  /** Periods of the year of which something was validated. */
  private readonly reviewed = new Set<number>()
  private readonly tree: ScoreTree

  /** @param registers all of the years that the plan looks at for this year */
  constructor(
    private readonly compiled: CompiledPlan,
    registers: readonly RegisterState[],
    private readonly today: IsoDate,
  ) {
    this.registers = new Map(registers.map((state) => [state.id, state]))
    registers.forEach((state) => this.note(state))
    const records = cycleRecords(compiled, registers, today)
    this.tree = new ScoreTree(openScoreModel(compiled, cellValues(registers), { today, records }))
  }

  /** Registers and nodes that are kept. */
  get size(): number {
    return this.registers.size + this.compiled.above.length
  }

  get scores(): PlanScores {
    return this.tree.scores
  }

  /** Takes registers as they stand now, in any order: what is older than what is known counts for nothing. */
  take(states: readonly RegisterState[]): void {
    const newer = states.filter(({ id, stamp }) => stamp > (this.registers.get(id)?.stamp ?? -1))
    const told = newer.some((state) => !this.isUntold(state))
    for (const state of newer) {
      this.registers.set(state.id, state)
      this.note(state)
    }
    this.tree.set(cellValues(newer))
    if (told) this.tree.setRecords(cycleRecords(this.compiled, [...this.registers.values()], this.today))
  }

  private note({ key }: RegisterState): void {
    if (key.field === 'review' && key.year === this.compiled.year) this.reviewed.add(key.period)
  }

  /** Do the records of the cycle say of a value what they said of the one before it? They know days, not numbers. */
  private isUntold({ id, key, content, at, excused }: RegisterState): boolean {
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
