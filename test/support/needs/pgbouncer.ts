import { existsSync } from 'node:fs'
import { PGBOUNCER } from '../postgres-server'
import { aptInstall } from './debian'

/** What may stand before PostgreSQL. */
export default function setup(): void {
  if (!existsSync(PGBOUNCER)) aptInstall('pgbouncer')
}
