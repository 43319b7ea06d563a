import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/core'
import type { Role } from '@traguardo/shared/model'
import { UnitEntity } from '../bodies/unit.entity'
import { PersonEntity } from './person.entity'

/** A role that a person holds in a unit. */
@Entity({ tableName: 'role_grant' })
@Unique({ properties: ['person', 'unit', 'role'] })
export class RoleGrantEntity {
  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @ManyToOne({ entity: () => PersonEntity, fieldName: 'person_id' })
  person!: PersonEntity

  @ManyToOne({ entity: () => UnitEntity, fieldName: 'unit_id' })
  unit!: UnitEntity

  @Property({ type: 'string', length: 32 })
  role!: Role
}
