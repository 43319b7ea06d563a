import type { Notice } from '@traguardo/shared/sync'
import { createUnionType, Field, Int, ObjectType } from 'type-graphql'
import { isRefusal, RefusalType } from '../schema/refusal.types'
import { OperationRecordType, RegisterType, VerdictType } from './register.types'

@ObjectType('BehindCursor', { description: 'Scopes that are read from their beginning, and up to where.' })
export class BehindCursorType {
  @Field(() => [String])
  scopes!: readonly string[]

  @Field(() => Int)
  stamp!: number
}

@ObjectType('Cursor', { description: 'What a reader holds: see shared/src/sync/protocol.ts.' })
export class CursorType {
  @Field(() => String, { nullable: true })
  view!: string | null

  @Field(() => Int)
  stamp!: number

  @Field(() => Int)
  tray!: number

  @Field(() => BehindCursorType, { nullable: true })
  behind!: BehindCursorType | null
}

@ObjectType('View', { description: 'The scopes that the sender may see, and those whose late values it decides on.' })
export class ViewType {
  @Field(() => String)
  token!: string

  @Field(() => [String])
  scopes!: readonly string[]

  @Field(() => [String])
  manages!: readonly string[]
}

@ObjectType('ScopeSum')
export class ScopeSumType {
  @Field(() => String)
  scope!: string

  @Field(() => String)
  sum!: string
}

@ObjectType('SyncAnswer')
export class SyncAnswerType {
  @Field(() => String, { description: 'none, new-epoch (send again what you keep) or cloned (take another name).' })
  notice!: Notice

  @Field(() => String)
  epoch!: string

  @Field(() => String, { nullable: true, description: 'Proof of what is told here: to be sent back as it is.' })
  receipt?: string | null

  @Field(() => [VerdictType])
  verdicts!: readonly VerdictType[]

  @Field(() => [RegisterType], { description: 'What changed, without what this push itself changed.' })
  registers!: readonly RegisterType[]

  @Field(() => [OperationRecordType])
  tray!: readonly OperationRecordType[]

  @Field(() => CursorType)
  at!: CursorType

  @Field(() => Int, { description: 'The stamp of `at`: for the first protocol, which knows no more.' })
  cursor!: number

  @Field(() => ViewType, { nullable: true })
  view!: ViewType | null

  @Field(() => Boolean)
  more!: boolean

  @Field(() => String, { nullable: true })
  checksum!: string | null

  @Field(() => [ScopeSumType], { nullable: true })
  sums!: readonly ScopeSumType[] | null

  @Field(() => Int)
  safe!: number

  @Field(() => String)
  serverTime!: string
}

export const SyncResult = createUnionType({
  name: 'SyncResult',
  types: () => [SyncAnswerType, RefusalType] as const,
  resolveType: (value) => (isRefusal(value) ? 'Refusal' : 'SyncAnswer'),
})
