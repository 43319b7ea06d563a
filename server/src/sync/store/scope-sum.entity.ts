import { Entity, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'

/** The checksum of what stands in a scope of a body. */
@Entity({ tableName: 'scope_sum' })
export class ScopeSumEntity {
  [PrimaryKeyProp]?: ['body', 'scope']

  @PrimaryKey({ type: 'text' })
  body!: string

  @PrimaryKey({ type: 'text' })
  scope!: string

  @Property({ type: 'text' })
  sum!: string
}
