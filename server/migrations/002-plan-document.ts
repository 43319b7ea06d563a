import { Migration } from '@mikro-orm/migrations'
import { assemblePlan, type PlanRows, type Row } from './002/assemble-plan'

/** Tables of parts, those that others refer to last. */
const PARTS = ['oddity', 'measure', 'target', 'indicator', 'objective', 'sheet', 'strategic_area', 'program'] as const
const COLUMNS = ['title', 'policy', 'source', 'body_info', 'units', 'people'] as const

/** The nine tables of a plan become one document: decision 4 in docs/decisions. */
export class PlanDocument extends Migration {
  override async up(): Promise<void> {
    await this.execute(`alter table plan add column document text not null default '{}'`)
    for (const plan of await this.rows('select * from plan', [])) await this.fill(plan)
    for (const table of PARTS) await this.execute(`drop table ${table}`)
    for (const column of COLUMNS) await this.execute(`alter table plan drop column ${column}`)
  }

  private async rows(sql: string, params: unknown[]): Promise<readonly Row[]> {
    return await this.execute(sql, params)
  }

  private async fill(plan: Row): Promise<void> {
    const of = (table: string) => this.rows(`select * from ${table} where plan_id = ? order by position`, [plan['id']])
    const targets =
      'select target.* from target join indicator on indicator.id = target.indicator_id where indicator.plan_id = ? order by target.position'
    const rows: PlanRows = {
      plan,
      program: await of('program'),
      strategic_area: await of('strategic_area'),
      sheet: await of('sheet'),
      objective: await of('objective'),
      indicator: await of('indicator'),
      target: await this.rows(targets, [plan['id']]),
      measure: await of('measure'),
      oddity: await of('oddity'),
    }
    await this.execute('update plan set document = ? where id = ?', [JSON.stringify(assemblePlan(rows)), plan['id']])
  }
}
