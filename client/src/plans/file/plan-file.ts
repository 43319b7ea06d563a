import { request } from '../../api/request'
import { PlanExportDocument } from './plan-file.generated'

/** The plan of a year as a file, in full. */
export const exportPlan = (body: string, year: number) => request(PlanExportDocument, { body, year })
