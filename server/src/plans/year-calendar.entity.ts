import { Entity, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'
import type { YearCalendar } from '@traguardo/shared/model'
import { JsonText } from '../kernel/db/rows'

/** The calendar that a body set for a year: it stands beside its plans. */
@Entity({ tableName: 'year_calendar' })
export class YearCalendarEntity {
  [PrimaryKeyProp]?: ['body', 'year']

  @PrimaryKey({ type: 'text' })
  body!: string

  @PrimaryKey({ type: 'integer' })
  year!: number

  /** New at every change. */
  @Property({ type: 'string', length: 36 })
  version!: string

  @Property({ type: JsonText })
  document!: YearCalendar
}
