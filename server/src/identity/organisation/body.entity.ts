import { Entity, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'

/** A public body: a chamber, or its special agency. Its code is its key everywhere. */
@Entity({ tableName: 'body' })
export class BodyEntity {
  [PrimaryKeyProp]?: 'code'

  @PrimaryKey({ type: 'text' })
  code!: string

  @Property({ type: 'text' })
  name!: string
}
