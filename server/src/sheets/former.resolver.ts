import { romeDay, yearsOf } from '@traguardo/shared/calendar'
import { type IsoDate, sheetOf } from '@traguardo/shared/model'
import { daysOfYear, isOver, shareADay } from '@traguardo/shared/people'
import { policyOf } from '@traguardo/shared/scoring'
import { countedPart } from '@traguardo/shared/sheets'
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql'
import type { HolderEntity } from '../identity/organisation/holder.entity'
import { heldBy } from '../identity/organisation/positions'
import type { SignedInContext } from '../identity/organisation/signed-in'
import { visiblePlanOf } from '../plans/visible-plan-of'
import { buildTree } from '../scoring/build-tree'
import { scoredPlan, yearsBack } from '../scoring/scored-plan'
import type { Plans } from '../sync/scopes'
import { registersAsOf } from '../sync/store/rows'
import { FormerSheetsResult, type FormerSheetType } from './former.types'
import { livesIn } from './lives'

/** The sheets of a year of somebody who held a position until a day, as on that day: no role is needed to read them [RI74]. */
async function sheetsOf(
  { app, em, viewer: { body } }: SignedInContext,
  { id: holder, from, person: { code: person, title } }: HolderEntity,
  { year, to }: { readonly year: number; readonly to: IsoDate },
): Promise<readonly FormerSheetType[]> {
  const stored = await app.plans.find(em, body, year, to, holder)
  if (!stored) return []
  const { plan } = visiblePlanOf(stored.plan, { person, roles: [], holder, days: { from, to } }, year, to)
  const registers = await registersAsOf(em, body, { from: year - yearsBack(plan, year), to: year, day: to })
  const { events, judgements } = await livesIn(em, body, plan, year)
  const part = countedPart(policyOf(plan, year), { from, to }, year)
  return buildTree(scoredPlan(plan, year, registers, to), to).sheets.map((sheet) => ({
    ...{ holder, title, year, from, to, sheet, part },
    events: events.filter((one) => one.sheet === sheet.code && one.holder === holder),
    judgements: judgements.filter((one) => one.holder === holder && sheetOf(plan, one.about)?.code === sheet.code),
  }))
}

/** The years of these plans in which somebody held a position that has a sheet there, in order. */
function yearsIn(plans: Plans, held: readonly HolderEntity[]): readonly number[] {
  const years = plans.flatMap(({ plan }) => {
    const own = held.filter(({ person }) => plan.sheets.some((sheet) => sheet.person === person.code))
    return yearsOf(plan).filter((year) => own.some((one) => shareADay(one, daysOfYear(year))))
  })
  return [...new Set(years)].sort((a, b) => a - b)
}

@Resolver()
export class FormerResolver {
  /** Sheets of the account in positions of the body that it holds no more. */
  @Query(() => FormerSheetsResult)
  async formerSheets(
    @Arg('year', () => Int) year: number,
    @Ctx() context: SignedInContext,
  ): Promise<typeof FormerSheetsResult> {
    const { app, em, viewer } = context
    const today = romeDay(app.clock.now(viewer.body))
    const own = (await heldBy(em, viewer.username)).filter(({ person }) => person.body.code === viewer.body)
    const gone = own.filter((held) => isOver(held, today))
    const sheets: FormerSheetType[] = []
    for (const held of gone)
      if (held.to !== null) sheets.push(...(await sheetsOf(context, held, { year, to: held.to })))
    return { years: yearsIn(await app.plans.all(em, viewer.body), gone), sheets }
  }
}
