import { Field, ID, Int, ObjectType, Arg, Ctx, Query, Resolver } from 'type-graphql'
import { romeDay, yearsOf } from '@traguardo/shared/calendar'
import { type IsoDate, sheetOf } from '@traguardo/shared/model'
import { daysOfYear, isOver, shareADay } from '@traguardo/shared/people'
import { policyOf } from '@traguardo/shared/scoring'
import { countedPart } from '@traguardo/shared/sheets'
import { orRefusal } from '../kernel/graphql/refusal.types'
import { TreeSheetType } from '../scoring/tree.types'
import { JudgementType, SheetEventType, YearPartType } from './sheets.types'
import type { HolderEntity } from '../identity/organisation/holder.entity'
import { heldBy, type SignedInContext } from '../identity/organisation/positions'
import { visiblePlanOf } from '../plans/visible-plan-of'
import { treeAsOf } from '../scoring/kept-year'
import type { Plans } from '../sync/scopes'
import { livesIn } from './lives'

@ObjectType('FormerSheet', {
  description: 'A sheet of a year of a position that was held before, as on its last day there.',
})
class FormerSheetType {
  @Field(() => ID, { description: 'As which holder it was held.' })
  holder!: string

  @Field(() => String, { description: 'What the position is called.' })
  title!: string

  @Field(() => Int)
  year!: number

  @Field(() => String, { nullable: true })
  from!: string | null

  @Field(() => String)
  to!: string

  @Field(() => YearPartType, { nullable: true, description: 'Null where the policy of the year shares nothing out.' })
  part!: YearPartType | null

  @Field(() => TreeSheetType)
  sheet!: TreeSheetType

  @Field(() => [SheetEventType])
  events!: readonly SheetEventType[]

  @Field(() => [JudgementType])
  judgements!: readonly JudgementType[]
}

@ObjectType('FormerSheets')
class FormerSheetsType {
  @Field(() => [Int], { description: 'Every year of which there are any.' })
  years!: readonly number[]

  @Field(() => [FormerSheetType])
  sheets!: readonly FormerSheetType[]
}

const FormerSheetsResult = orRefusal('FormerSheetsResult', 'FormerSheets', FormerSheetsType)

/** The sheets of a year of somebody who held a position until a day, as on that day: no role is needed to read them [RI74]. */
async function sheetsOf(
  { app, em, viewer: { body } }: SignedInContext,
  { id: holder, from, person: { code: person, title } }: HolderEntity,
  { year, to }: { readonly year: number; readonly to: IsoDate },
): Promise<readonly FormerSheetType[]> {
  const stored = await app.plans.find(em, body, year, to, holder)
  if (!stored) return []
  const { plan } = visiblePlanOf(stored.plan, { person, roles: [], holder, days: { from, to } }, year, to)
  const { events, judgements } = await livesIn(em, body, plan, year)
  const part = countedPart(policyOf(plan, year), { from, to }, year)
  const { sheets } = await treeAsOf(em, plan, year, to)
  return sheets.map((sheet) => ({
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
