import type { TestProject } from 'vitest/node'
import { buildAll } from '../../../server/bin/workspace.mjs'

/** Builds the product as it is now, and again where it changed since, while tests are watched. */
export default function setup(project: TestProject): void {
  buildAll()
  project.onTestsRerun(() => buildAll())
}
