import { type OperationRecord, registerId, type RegisterKey, WHOLE_PERIOD } from '@traguardo/shared/sync'
import { createUnionType, Field, ObjectType, Arg, Ctx, Int, Query, Resolver } from 'type-graphql'
import { refusal } from '@traguardo/shared/refusals'
import { RefusalType } from '../../kernel/graphql/refusal.types'
import { OperationRecordType } from '../sync.resolver'
import type { SignedInContext } from '../../identity/organisation/positions'
import { PersonEntity } from '../../identity/organisation/person.entity'
import { DeviceEntity } from '../../identity/accounts/devices/device.entity'
import { answeringFor, scopeOf, viewFor } from '../scopes'
import { OperationEntity } from '../store/operation.entity'
import { recordOf } from '../store/rows'
import { RegisterEntity } from '../store/register.entity'

@ObjectType('HistoryEntry', { description: 'What somebody did to a value, and what became of it.' })
class HistoryEntryType {
  @Field(() => OperationRecordType)
  record!: OperationRecord

  @Field(() => String, { description: "The title of the person's position." })
  personTitle!: string

  @Field(() => String, { nullable: true, description: 'What the device calls itself.' })
  device!: string | null
}

@ObjectType('History', { description: 'The life of a value, its note and its evidence, oldest first.' })
class HistoryType {
  @Field(() => [HistoryEntryType])
  entries!: readonly HistoryEntryType[]
}

const HistoryResult = createUnionType({
  name: 'HistoryResult',
  types: () => [HistoryType, RefusalType] as const,
  resolveType: (value) => ('entries' in value ? 'History' : 'Refusal'),
})

const REFUSED = new Set(['conflict', 'rejected'])

@Resolver()
export class HistoryResolver {
  @Query(() => HistoryResult)
  async history(
    @Arg('body', () => String) body: string,
    @Arg('measure', () => String) measure: string,
    @Arg('unit', () => String) unit: string,
    @Arg('year', () => Int) year: number,
    @Arg('period', () => Int) period: number,
    @Ctx() { app, em, viewer }: SignedInContext,
  ): Promise<typeof HistoryResult> {
    const plans = await app.plans.all(em, body)
    const key: RegisterKey = { body, measure, unit, year, period, field: 'value' }
    const { scopes, manages } = viewFor(plans, viewer)
    // A measure that is not there is answered like one that is not theirs to see [RI73].
    const known = answeringFor(plans, year)?.measures ?? []
    const isKnown = measure === WHOLE_PERIOD || known.some(({ code }) => code === measure)
    if (!isKnown || !scopes.includes(scopeOf(plans, key))) return refusal('NOT_YOURS_TO_SEE')
    const cell = await em.find(RegisterEntity, { body, measure, unit, year, period }, { fields: ['id'] })
    const ids = new Set([registerId(key), registerId({ ...key, field: 'note' }), ...cell.map(({ id }) => id)])
    const all = await em.find(OperationEntity, { register: { $in: [...ids] } })
    // A refused operation is its author's, and a late value also theirs who decide on it [SY38].
    const rows = all.filter(
      ({ verdictType, person, late, scope }) =>
        !REFUSED.has(verdictType ?? '') || person === viewer.person || (late && manages.includes(scope)),
    )
    const devices = await em.find(DeviceEntity, { node: { $in: [...new Set(rows.map(({ node }) => node))] } })
    const people = await em.find(PersonEntity, { body, code: { $in: [...new Set(rows.map(({ person }) => person))] } })
    const names = new Map(devices.map(({ node, name }) => [node, name]))
    const titles = new Map(people.map(({ code, title }) => [code, title]))
    const entries = rows.map((row) => {
      const record = recordOf(row)
      // The owner of the node stays here: it is a name among machines.
      const shown = { ...record, operation: { ...record.operation, node: '' } }
      return {
        record: shown,
        personTitle: titles.get(row.person) ?? row.person,
        device: names.get(row.node) || null,
      }
    })
    // The place by its decision, not by its settlement.
    const placeOf = ({ record }: (typeof entries)[number]): number => record.verdict?.stamp || record.stamp
    return { entries: entries.sort((a, b) => placeOf(a) - placeOf(b)) }
  }
}
