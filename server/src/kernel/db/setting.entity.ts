import { Entity, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'

/** A small named text: of the sync engine, or of the installation. */
@Entity({ tableName: 'setting' })
export class SettingEntity {
  [PrimaryKeyProp]?: 'name'

  @PrimaryKey({ type: 'text' })
  name!: string

  @Property({ type: 'text' })
  value!: string
}
