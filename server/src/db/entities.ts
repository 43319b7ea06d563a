import { BodyEntity } from '../bodies/body.entity'
import { UnitEntity } from '../bodies/unit.entity'
import { MeasureEntity } from '../measures/measure.entity'
import { AccountEntity } from '../people/account.entity'
import { PersonEntity } from '../people/person.entity'
import { RoleGrantEntity } from '../people/role-grant.entity'
import { SessionEntity } from '../people/session.entity'
import { StrategicAreaEntity } from '../plans/rows/area.entity'
import { IndicatorEntity } from '../plans/rows/indicator.entity'
import { ObjectiveEntity } from '../plans/rows/objective.entity'
import { OddityEntity } from '../plans/rows/oddity.entity'
import { PlanPart } from '../plans/rows/plan-part'
import { PlanEntity } from '../plans/rows/plan.entity'
import { ProgramEntity } from '../plans/rows/program.entity'
import { SheetEntity } from '../plans/rows/sheet.entity'
import { TargetEntity } from '../plans/rows/target.entity'
import { CounterEntity } from '../sync/counter.entity'
import { OperationEntity } from '../sync/operation.entity'
import { SettingEntity } from '../sync/setting.entity'
import { RegisterEntity } from '../values/register.entity'

/** Every entity, by name: nothing is looked for on the disk, the server is one bundle. */
export const entities = [
  AccountEntity,
  BodyEntity,
  CounterEntity,
  IndicatorEntity,
  MeasureEntity,
  ObjectiveEntity,
  OddityEntity,
  OperationEntity,
  PersonEntity,
  PlanEntity,
  PlanPart,
  ProgramEntity,
  RegisterEntity,
  RoleGrantEntity,
  SessionEntity,
  SettingEntity,
  SheetEntity,
  StrategicAreaEntity,
  TargetEntity,
  UnitEntity,
]
