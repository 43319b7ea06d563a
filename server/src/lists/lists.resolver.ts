import type { Refusal } from '@traguardo/shared/refusals'
import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql'
import type { SignedInContext } from '../identity/organisation/positions'
import { connectItems, connectValues } from './connect'
import * as types from './lists.types'
import { type Condition, saying, withMeasure, withUnit } from './seen'

type Answer = types.Connection | Refusal

/** A condition of a filter, where something is asked. */
const where = <T>(
  asked: readonly T[] | null | undefined,
  condition: (asked: readonly T[]) => Condition,
): readonly Condition[] => (asked ? [condition(asked)] : [])

const among =
  (field: string) =>
  <T>(asked: readonly T[]): Condition => ({ [field]: { $in: [...asked] } })

const words = (columns: readonly string[], text: string | null | undefined) => (text ? saying(columns, text) : [])

@Resolver()
export class ListsResolver {
  @Query(() => types.ObjectivesResult, { description: 'Objectives of all plans that count today.' })
  objectives(
    @Arg('filter', () => types.ObjectiveFilter, { nullable: true }) filter: types.ObjectiveFilter | null,
    @Args(() => types.PagingArgs) paging: types.PagingArgs,
    @Ctx() context: SignedInContext,
  ): Promise<Answer> {
    const { levels, units, text } = filter ?? ({} as Partial<types.ObjectiveFilter>)
    const conditions = () => [
      ...where(levels, among('level')),
      ...where(units, (codes) => withUnit('plan_objective_unit', codes)),
      ...words(['title', 'code'], text),
    ]
    return connectItems(context, 'objectives', { filter: filter ?? {}, paging, conditions })
  }

  @Query(() => types.IndicatorsResult, { description: 'Indicators of all plans that count today.' })
  indicators(
    @Arg('filter', () => types.IndicatorFilter, { nullable: true }) filter: types.IndicatorFilter | null,
    @Args(() => types.PagingArgs) paging: types.PagingArgs,
    @Ctx() context: SignedInContext,
  ): Promise<Answer> {
    const { typologies, kinds, units, text } = filter ?? ({} as Partial<types.IndicatorFilter>)
    const conditions = () => [
      ...where(typologies, among('typology')),
      ...where(kinds, withMeasure),
      ...where(units, (codes) => withUnit('plan_indicator_unit', codes)),
      ...words(['title', 'code'], text),
    ]
    return connectItems(context, 'indicators', { filter: filter ?? {}, paging, conditions })
  }

  @Query(() => types.MeasuresResult, { description: 'Measures of all plans that count today.' })
  measures(
    @Arg('filter', () => types.MeasureFilter, { nullable: true }) filter: types.MeasureFilter | null,
    @Args(() => types.PagingArgs) paging: types.PagingArgs,
    @Ctx() context: SignedInContext,
  ): Promise<Answer> {
    const { kinds, units, text } = filter ?? ({} as Partial<types.MeasureFilter>)
    const conditions = () => [
      ...where(kinds, among('kind')),
      ...where(units, (codes) => withUnit('plan_measure_unit', codes)),
      ...words(['label', 'code'], text),
    ]
    return connectItems(context, 'measures', { filter: filter ?? {}, paging, conditions })
  }

  @Query(() => types.BenchmarksResult, { description: 'Benchmarks of all plans that count today.' })
  benchmarks(
    @Arg('filter', () => types.BenchmarkFilter, { nullable: true }) filter: types.BenchmarkFilter | null,
    @Args(() => types.PagingArgs) paging: types.PagingArgs,
    @Ctx() context: SignedInContext,
  ): Promise<Answer> {
    const { typologies, text } = filter ?? ({} as Partial<types.BenchmarkFilter>)
    const conditions = () => [...where(typologies, among('typology')), ...words(['title', 'code'], text)]
    return connectItems(context, 'benchmarks', { filter: filter ?? {}, paging, conditions })
  }

  @Query(() => types.ValuesResult, { description: 'What was entered, of measures of the plans that count today.' })
  values(
    @Arg('filter', () => types.ValueFilter, { nullable: true }) filter: types.ValueFilter | null,
    @Args(() => types.PagingArgs) paging: types.PagingArgs,
    @Ctx() context: SignedInContext,
  ): Promise<Answer> {
    const { measures, units, periods } = filter ?? ({} as Partial<types.ValueFilter>)
    const conditions = () => [
      ...where(measures, among('measure')),
      ...where(units, among('unit')),
      ...where(periods, among('period')),
    ]
    return connectValues(context, { filter: filter ?? {}, paging, conditions })
  }
}
