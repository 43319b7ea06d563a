import { Worker } from 'node:worker_threads'
import { type Refusal, refuse } from '@traguardo/shared/refusals'
import { ok, type Result } from '@traguardo/shared/result'
import { PLAN_JOBS, type PlanJobs } from './plan-jobs'

declare module '../../kernel/context' {
  interface AppPorts {
    /** Desk at which plans are read and checked. */
    readonly desk: PlanDesk
  }
}

type Job = keyof PlanJobs
type Done<J extends Job> = Result<ReturnType<PlanJobs[J]>, Refusal>

/** Desk at which plans are read and checked: beside the server, which goes on answering. */
export interface PlanDesk {
  /** Does a job, or says why it was not done: it took too long, or too many wait. */
  run<J extends Job>(job: J, input: Parameters<PlanJobs[J]>[0]): Promise<Done<J>>
  close(): Promise<void>
}

/** Seconds of the processor for a job: a plan of ten thousand indicators takes two. */
const MOST_CPU_S = 5
/** Milliseconds after which a job ends all the same, where the machine has no time to give. */
const LONGEST_MS = 60_000
const LOOK_MS = 100
/** A job of 10 MB takes 300 MB; what takes more than this is no plan. */
const MOST_MEMORY_MB = 768
const MOST_WAITING = 8
/** A thread without work goes after so long: it holds memory. */
const IDLE_MS = 60_000

const tooDear = () => refuse('PLAN_TOO_DEAR')
const tooMany = () => refuse('TOO_BUSY', { kind: 'plans' })

interface Task {
  readonly job: Job
  readonly input: unknown
  done(result: Result<unknown, Refusal>): void
  failed(error: unknown): void
}

/** Does everything here, where there is no file of a thread: from the command line, nobody waits. */
const deskOfThisThread: PlanDesk = {
  async run(job, input) {
    return ok((PLAN_JOBS[job] as (given: typeof input) => unknown)(input)) as Done<typeof job>
  },
  async close() {},
}

/**
 * One thread that does one job after the other: two would take the machine from those who enter values. A job that takes
 * too long ends with its thread, and the next begins in a new one [RI14].
 * @param file the built `plan-worker.ts`; null to work in this thread
 */
export function planDesk(file: URL | null): PlanDesk {
  if (file === null) return deskOfThisThread
  const waiting: Task[] = []
  let thread: Worker | null = null
  let isBusy = false
  let idle: NodeJS.Timeout | undefined

  function end(): void {
    void thread?.terminate()
    thread = null
  }
  function open(): Worker {
    const made = new Worker(file as URL, { resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } })
    // It does not keep the server from ending.
    made.unref()
    return made
  }
  function next(): void {
    const task = isBusy ? undefined : waiting.shift()
    if (!task) return
    isBusy = true
    clearTimeout(idle)
    thread ??= open()
    const worker = thread
    const settle = (finish: () => void, isSpoilt: boolean): void => {
      clearInterval(look)
      worker.removeAllListeners('message')
      worker.removeAllListeners('error')
      // Messages of an ending thread are nobody's.
      worker.on('error', () => undefined)
      if (isSpoilt) end()
      isBusy = false
      idle = setTimeout(end, IDLE_MS).unref()
      finish()
      next()
    }
    const [cpu, begun] = [process.cpuUsage(), performance.now()]
    // The time that the whole process used meanwhile: the thread has not used more.
    const look = setInterval(() => {
      const { user, system } = process.cpuUsage(cpu)
      const isOver = (user + system) / 1e6 > MOST_CPU_S || performance.now() - begun > LONGEST_MS
      if (isOver) settle(() => task.done(tooDear()), true)
    }, LOOK_MS)
    worker.once('message', (value: unknown) => settle(() => task.done(ok(value)), false))
    worker.once('error', (error: NodeJS.ErrnoException) => {
      const isMemory = /OUT_OF_MEMORY$/.test(error.code ?? '')
      settle(() => (isMemory ? task.done(tooDear()) : task.failed(error)), true)
    })
    worker.postMessage({ job: task.job, input: task.input })
  }

  return {
    run<J extends Job>(job: J, input: Parameters<PlanJobs[J]>[0]) {
      if (waiting.length >= MOST_WAITING) return Promise.resolve(tooMany())
      return new Promise<Done<J>>((done, failed) => {
        waiting.push({ job, input, done: done as Task['done'], failed })
        next()
      })
    },
    async close() {
      clearTimeout(idle)
      await thread?.terminate()
      thread = null
    },
  }
}
