import { Entity, Index, ManyToOne, OptionalProps, PrimaryKey, Property } from '@mikro-orm/core'
import type { IsoDate } from '@traguardo/shared/model'
import { PersonEntity } from './person.entity'

/** Somebody who holds a position, from a day to a day: one at a time [RI61]. The name is told to nobody who need not know it [RI65]. */
@Entity({ tableName: 'holder' })
export class HolderEntity {
  [OptionalProps]?: 'name' | 'account' | 'from' | 'to'

  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @Index()
  @ManyToOne({ entity: () => PersonEntity })
  person!: PersonEntity

  @Property({ type: 'text', nullable: true })
  name: string | null = null

  /** The account that acts in the position on these days: the one link between the two [RI23]. Somebody of several positions has one account for all of them. */
  @Index()
  @Property({ type: 'text', fieldName: 'account_username', nullable: true })
  account: string | null = null

  @Property({ type: 'string', length: 10, fieldName: 'valid_from', nullable: true })
  from: IsoDate | null = null

  @Property({ type: 'string', length: 10, fieldName: 'valid_to', nullable: true })
  to: IsoDate | null = null
}
