/**
 * Views of PostgreSQL for reporting tools [PR10]: the organisational plan of each body and year, in the version that counts
 * today. Of individual sheets and of positions nothing is in them; `docs/reporting.md` says it to whoever uses them. A
 * migration that changes a column under them drops them first and makes them again.
 */

/** As `inForceOn` and the shelf choose: of each span of years the last version that has begun, of a year the plan that begins last. */
const VERSION = `
create view "report_version" as
with "counting" as (
  select distinct on ("body_code", "first_year", "last_year")
    "body_code", "id", "first_year", "last_year", "version", "in_force_from"
  from "plan"
  where "in_force_from" is null or "in_force_from" <= to_char(now() at time zone 'Europe/Rome', 'YYYY-MM-DD')
  order by "body_code", "first_year", "last_year", "version" desc
)
select distinct on ("counting"."body_code", "years"."year")
  "counting"."body_code" as "body", "body"."name" as "body_name", "years"."year" as "year",
  "counting"."id" as "plan_id", "plan_cover"."title" as "plan_title",
  "counting"."first_year" as "first_year", "counting"."last_year" as "last_year",
  "counting"."version" as "version", "counting"."in_force_from" as "in_force_from"
from "counting"
cross join lateral generate_series("counting"."first_year", "counting"."last_year") as "years"("year")
join "body" on "body"."code" = "counting"."body_code"
join "plan_cover" on "plan_cover"."body" = "counting"."body_code" and "plan_cover"."plan_id" = "counting"."id"
order by "counting"."body_code", "years"."year", "counting"."first_year" desc, "counting"."last_year" desc`

/** Rows of a table in the version that a row of another one is of. */
const beside = (table: string, as: string, of: string): string =>
  `"${table}" as "${as}" on "${as}"."body" = "${of}"."body" and "${as}"."plan_id" = "${of}"."plan_id"`

const OBJECTIVE = `
create view "report_objective" as
select
  "version"."body" as "body", "version"."year" as "year", "version"."plan_id" as "plan_id",
  "own"."code" as "objective", "own"."level" as "level", "own"."title" as "title", "own"."weight" as "weight",
  "own"."ordinal" as "ordinal", "above"."code" as "parent", "above"."title" as "parent_title",
  "area"."code" as "area", "area"."title" as "area_title",
  "program"."code" as "program", "program"."title" as "program_title"
from "report_version" as "version"
join ${beside('plan_objective', 'own', 'version')} and "own"."level" in ('strategic', 'operational')
left join ${beside('plan_objective', 'above', 'version')} and "above"."code" = "own"."parent_code"
left join ${beside('plan_area', 'area', 'version')} and "area"."code" = coalesce("own"."area_code", "above"."area_code")
left join ${beside('plan_program', 'program', 'version')} and "program"."code" = "own"."program_code"`

const INDICATOR = `
create view "report_indicator" as
select
  "objective"."body" as "body", "objective"."year" as "year", "objective"."plan_id" as "plan_id",
  "objective"."area" as "area", "objective"."objective" as "objective", "objective"."level" as "level",
  "own"."code" as "indicator", "own"."title" as "title", "own"."typology" as "typology", "own"."unit" as "unit",
  "own"."weight" as "weight", "own"."ordinal" as "ordinal",
  "target"."type" as "target_type", "target"."value" as "target_value", "target"."date" as "target_date",
  "target"."printed" as "target_printed"
from "report_objective" as "objective"
join ${beside('plan_indicator', 'own', 'objective')} and "own"."objective_code" = "objective"."objective"
left join ${beside('plan_target', 'target', 'objective')}
  and "target"."owner" = "own"."code" and "target"."year" = "objective"."year"`

const VALUE = `
create view "report_value" as
select
  "indicator"."body" as "body", "indicator"."year" as "year", "register"."period" as "period",
  "indicator"."objective" as "objective", "indicator"."indicator" as "indicator",
  "measure"."code" as "measure", "measure"."label" as "measure_label", "measure"."kind" as "kind",
  "measure"."aggregation" as "aggregation",
  "register"."unit" as "unit", "office"."name" as "unit_name",
  "register"."content"::json ->> 'type' as "value_type",
  ("register"."content"::json ->> 'number')::double precision as "value",
  "register"."content"::json ->> 'date' as "date"
from "report_indicator" as "indicator"
join ${beside('plan_measure_use', 'used', 'indicator')} and "used"."owner" = "indicator"."indicator"
join ${beside('plan_measure', 'measure', 'indicator')} and "measure"."code" = "used"."measure_code"
join "register"
  on "register"."body" = "indicator"."body" and "register"."year" = "indicator"."year"
  and "register"."measure" = "measure"."code" and "register"."field" = 'value' and "register"."content" is not null
  and ("used"."unit_code" is null or "used"."unit_code" = "register"."unit")
left join ${beside('plan_unit', 'office', 'indicator')} and "office"."code" = "register"."unit"`

/** In the order in which they are made: each reads those before it. */
export const REPORT_VIEWS: readonly string[] = [VERSION, OBJECTIVE, INDICATOR, VALUE]
