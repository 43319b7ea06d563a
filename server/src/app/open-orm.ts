import { YearCalendarEntity } from '../plans/year-calendar.entity'
import { BodyEntity } from '../identity/organisation/body.entity'
import { UnitEntity } from '../identity/organisation/unit.entity'
import { EvidenceClaimEntity } from '../sync/evidence/evidence-claim.entity'
import { EvidenceFileEntity } from '../sync/evidence/evidence-file.entity'
import { EvidenceOwnerEntity } from '../sync/evidence/evidence-owner.entity'
import { UploadLeaseEntity } from '../evidence/upload/upload-lock'
import { AccountLinkEntity } from '../identity/accounts/account-link.entity'
import { AccountEntity } from '../identity/accounts/account.entity'
import { RecoveryCodeEntity } from '../identity/accounts/factor/recovery-code.entity'
import { HolderEntity } from '../identity/organisation/holder.entity'
import { PersonEntity } from '../identity/organisation/person.entity'
import { RoleGrantEntity } from '../identity/organisation/role-grant.entity'
import { SessionEntity } from '../identity/accounts/devices/session.entity'
import { NoticeEntity } from '../identity/accounts/notice.entity'
import { PushSubscriptionEntity } from '../identity/accounts/devices/push-subscription.entity'
import { PlanDraftEntity } from '../plans/plan-draft.entity'
import { itemEntities } from '../plans/items/kinds'
import { PlanEntity } from '../plans/plan.entity'
import { RecordEntity } from '../kernel/audit/record.entity'
import { JudgementEntity } from '../plans/judgement.entity'
import { SheetStepEntity } from '../sheets/sheet-step.entity'
import { CounterEntity } from '../sync/store/counter.entity'
import { DeviceEntity } from '../identity/accounts/devices/device.entity'
import { OperationEntity } from '../sync/store/operation.entity'
import { ScopeSumEntity } from '../sync/store/scope-sum.entity'
import { SettingEntity } from '../kernel/db/setting.entity'
import { SiteAccountEntity } from '../identity/accounts/site-account.entity'
import { SiteNonceEntity } from '../sites/head/site-nonce.entity'
import { SiteEntity } from '../sites/head/site.entity'
import { RegisterEntity } from '../sync/store/register.entity'
import type { Database } from '../kernel/db/database'
import { openOrmWith, type Orm, type OrmOptions } from '../kernel/db/orm'

/** Every entity, by name: nothing is looked for on the disk, the server is one bundle. */
export const entities = [
  AccountEntity,
  AccountLinkEntity,
  BodyEntity,
  CounterEntity,
  DeviceEntity,
  EvidenceClaimEntity,
  EvidenceFileEntity,
  EvidenceOwnerEntity,
  HolderEntity,
  JudgementEntity,
  NoticeEntity,
  OperationEntity,
  PersonEntity,
  PlanDraftEntity,
  PlanEntity,
  PushSubscriptionEntity,
  RecordEntity,
  RecoveryCodeEntity,
  RegisterEntity,
  RoleGrantEntity,
  ScopeSumEntity,
  SessionEntity,
  SettingEntity,
  SheetStepEntity,
  SiteAccountEntity,
  SiteEntity,
  SiteNonceEntity,
  UnitEntity,
  UploadLeaseEntity,
  YearCalendarEntity,
  ...itemEntities,
]

/** The ORM on either database, with every table of the program. */
export const openOrm = (database: Database, options?: OrmOptions): Promise<Orm> =>
  openOrmWith(entities, database, options)
