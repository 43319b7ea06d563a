import type { OperationRecord } from '@traguardo/shared/sync'
import { createUnionType, Field, ObjectType } from 'type-graphql'
import { RefusalType } from '../../kernel/graphql/refusal.types'
import { OperationRecordType } from '../sync.resolver'

@ObjectType('HistoryEntry', { description: 'What somebody did to a value, and what became of it.' })
export class HistoryEntryType {
  @Field(() => OperationRecordType)
  record!: OperationRecord

  @Field(() => String, { description: "The title of the person's position." })
  personTitle!: string

  @Field(() => String, { nullable: true, description: 'What the device calls itself.' })
  device!: string | null
}

@ObjectType('History', { description: 'The life of a value, its note and its evidence, oldest first.' })
export class HistoryType {
  @Field(() => [HistoryEntryType])
  entries!: readonly HistoryEntryType[]
}

export const HistoryResult = createUnionType({
  name: 'HistoryResult',
  types: () => [HistoryType, RefusalType] as const,
  resolveType: (value) => ('entries' in value ? 'History' : 'Refusal'),
})
