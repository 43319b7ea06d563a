import { Entity, ManyToOne, OptionalProps, PrimaryKey, Property } from '@mikro-orm/core'
import type { IsoDate, Role } from '@traguardo/shared/model'
import { UnitEntity } from './unit.entity'
import { PersonEntity } from './person.entity'

/** A role that a person holds in a unit, from a day to a day. */
@Entity({ tableName: 'role_grant' })
export class RoleGrantEntity {
  [OptionalProps]?: 'deputy' | 'origin'

  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @ManyToOne({ entity: () => PersonEntity })
  person!: PersonEntity

  @ManyToOne({ entity: () => UnitEntity })
  unit!: UnitEntity

  @Property({ type: 'string', length: 32 })
  role!: Role

  @Property({ type: 'string', length: 10, fieldName: 'valid_from', nullable: true })
  from: IsoDate | null = null

  @Property({ type: 'string', length: 10, fieldName: 'valid_to', nullable: true })
  to: IsoDate | null = null

  /** Held in place of somebody else. */
  @Property({ type: 'boolean' })
  deputy: boolean = false

  /** Given by a plan file, which may take it back, or by hand. */
  @Property({ type: 'text' })
  origin: 'plan' | 'hand' = 'plan'
}
