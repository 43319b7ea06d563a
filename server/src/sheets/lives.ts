import { isObjectiveOrIndicator, itemAddress, type Plan, sheetOf } from '@traguardo/shared/model'
import type { SheetEvent } from '@traguardo/shared/sheets'
import type { EntityManager } from '../kernel/db/orm'
import { JudgementEntity } from '../plans/judgement.entity'
import { type WhoseYear, whoseYear } from '../plans/whose-year'
import { SheetStepEntity } from './sheet-step.entity'

/** Steps in the order in which they were taken. */
export const inOrder = { orderBy: { at: 'asc', id: 'asc' } } as const

/** A step with the holder whose it is [IS5]. */
export const livedBy =
  (whose: WhoseYear, plan: Plan) =>
  ({ sheet, step, year, person, at, remarks, holder }: SheetStepEntity): SheetEvent => ({
    ...{ sheet, step, person, at, remarks },
    holder: whose.of(plan, itemAddress('sheets', sheet), { holder, year, at }),
  })

/** Is something in the plan, as far as this one shows it, of which there may be scores by hand? */
export const isJudgeable = (plan: Plan, about: string): boolean =>
  sheetOf(plan, about) !== null || isObjectiveOrIndicator(plan, about)

/** Steps and scores by hand of the sheets of a plan in a year, each with the holder whose it is, and who holds them. Three statements. */
export async function livesIn(em: EntityManager, body: string, plan: Plan, year: number) {
  const whose = await whoseYear(em, body)
  const codes = plan.sheets.map(({ code }) => code)
  const events = await em.find(SheetStepEntity, { body, year, sheet: { $in: codes } }, inOrder)
  const asked = await em.find(JudgementEntity, { body, year }, { orderBy: { askedAt: 'asc', id: 'asc' } })
  return {
    whose,
    events: events.map(livedBy(whose, plan)),
    judgements: asked
      .filter(({ about }) => isJudgeable(plan, about))
      .map((one) => ({ ...one, holder: whose.of(plan, one.about, { ...one, at: one.askedAt }) })),
  }
}
