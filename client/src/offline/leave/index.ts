export { comeBack, discardClosed } from './come-back'
export { clearOthers, finishLeaving, leaveDevice, type LeaveOutcome, unsentOf } from './leave-device'
