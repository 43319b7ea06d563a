import { BodyEntity } from '../bodies/body.entity'
import { UnitEntity } from '../bodies/unit.entity'
import { EvidenceFileEntity } from '../evidence/evidence-file.entity'
import { AccountEntity } from '../people/account.entity'
import { PersonEntity } from '../people/person.entity'
import { RoleGrantEntity } from '../people/role-grant.entity'
import { SessionEntity } from '../people/session.entity'
import { PlanEntity } from '../plans/plan.entity'
import { CounterEntity } from '../sync/store/counter.entity'
import { DeviceEntity } from '../sync/device.entity'
import { OperationEntity } from '../sync/store/operation.entity'
import { ScopeSumEntity } from '../sync/store/scope-sum.entity'
import { SettingEntity } from '../sync/store/setting.entity'
import { SiteEntity } from '../sites/head/site.entity'
import { RegisterEntity } from '../values/register.entity'

/** Every entity, by name: nothing is looked for on the disk, the server is one bundle. */
export const entities = [
  AccountEntity,
  BodyEntity,
  CounterEntity,
  DeviceEntity,
  EvidenceFileEntity,
  OperationEntity,
  PersonEntity,
  PlanEntity,
  RegisterEntity,
  RoleGrantEntity,
  ScopeSumEntity,
  SessionEntity,
  SettingEntity,
  SiteEntity,
  UnitEntity,
]
