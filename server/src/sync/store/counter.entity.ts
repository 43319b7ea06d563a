import { Entity, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'

/** A named number that is locked by whoever adds to it, until that transaction ends. */
@Entity({ tableName: 'counter' })
export class CounterEntity {
  [PrimaryKeyProp]?: 'name'

  @PrimaryKey({ type: 'text' })
  name!: string

  @Property({ type: 'integer' })
  value!: number
}
