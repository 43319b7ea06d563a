import type { MeasureValue, ProjectStep } from '../model'

/** The share of a project plan that is done, 0..1: by weight where the steps have weights, else by number [VA11]. */
export function stepsShare({ done }: Extract<MeasureValue, { type: 'steps' }>, steps: readonly ProjectStep[]): number {
  const made = new Set(done.map(({ step }) => step))
  let [whole, share] = [0, 0]
  for (const { code, weight = 1 } of steps) {
    whole += weight
    if (made.has(code)) share += weight
  }
  return whole === 0 ? 0 : share / whole
}
