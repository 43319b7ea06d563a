import { Type } from '@mikro-orm/core'

/**
 * JSON kept as text. The two databases have JSON types that differ (PostgreSQL's reorders keys and rounds numbers its own
 * way); text gives back what went in, on both.
 */
export class JsonText extends Type<unknown, string | null> {
  override convertToDatabaseValue(value: unknown): string | null {
    return value === undefined || value === null ? null : JSON.stringify(value)
  }

  override convertToJSValue(value: string | null): unknown {
    return typeof value === 'string' ? JSON.parse(value) : value
  }

  override getColumnType(): string {
    return 'text'
  }

  override compareAsType(): string {
    return 'string'
  }
}
