import { YearCalendarEntity } from '../calendar/year-calendar.entity'
import { BodyEntity } from '../bodies/body.entity'
import { UnitEntity } from '../bodies/unit.entity'
import { EvidenceClaimEntity } from '../evidence/evidence-claim.entity'
import { EvidenceFileEntity } from '../evidence/evidence-file.entity'
import { EvidenceOwnerEntity } from '../evidence/evidence-owner.entity'
import { UploadLeaseEntity } from '../evidence/upload/upload-lease.entity'
import { AccountLinkEntity } from '../account/account-link.entity'
import { AccountEntity } from '../account/account.entity'
import { RecoveryCodeEntity } from '../account/factor/recovery-code.entity'
import { PersonEntity } from '../people/person.entity'
import { RoleGrantEntity } from '../people/role-grant.entity'
import { SessionEntity } from '../people/session.entity'
import { NoticeEntity } from '../notices/notice.entity'
import { PushSubscriptionEntity } from '../notices/push-subscription.entity'
import { PlanDraftEntity } from '../plans/plan-draft.entity'
import { PlanEntity } from '../plans/plan.entity'
import { RecordEntity } from '../record/record.entity'
import { JudgementEntity } from '../sheets/judgement.entity'
import { SheetStepEntity } from '../sheets/sheet-step.entity'
import { CounterEntity } from '../sync/store/counter.entity'
import { DeviceEntity } from '../sync/device.entity'
import { OperationEntity } from '../sync/store/operation.entity'
import { ScopeSumEntity } from '../sync/store/scope-sum.entity'
import { SettingEntity } from '../sync/store/setting.entity'
import { SiteAccountEntity } from '../sites/head/site-account.entity'
import { SiteNonceEntity } from '../sites/head/site-nonce.entity'
import { SiteEntity } from '../sites/head/site.entity'
import { RegisterEntity } from '../values/register.entity'

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
]
