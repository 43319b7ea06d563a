import { parentPort } from 'node:worker_threads'
import { PLAN_JOBS } from './plan-jobs'

/** A thread of its own: one job after the other, each answered by one message. */
parentPort?.on('message', ({ job, input }: { job: keyof typeof PLAN_JOBS; input: never }) => {
  parentPort?.postMessage(PLAN_JOBS[job](input))
})
