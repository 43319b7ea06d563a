import type { Plan } from '@traguardo/shared/model'

/** The plan file: what was imported, laid out with two spaces. */
export const planText = (plan: Plan): string => `${JSON.stringify(plan, null, 2)}\n`

/** `cciaa-ms-2021-2023.json` */
export const planFileName = ({ body, firstYear, lastYear }: Plan): string =>
  `${body.code.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${firstYear}-${lastYear}.json`
