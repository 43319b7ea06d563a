/** A rule that once had no test: what is taken out of it, and the test that says so. */
export interface Pinned {
  readonly name: string
  /** From the root. */
  readonly path: string
  /** Texts that stand there once, and what stands there instead: more than one where a rule is looked at twice. */
  readonly changes: readonly (readonly [text: string, instead: string])[]
  /** Files of tests, from `test`; without PostgreSQL. */
  readonly tests: readonly string[]
  /** In the name of one of the tests that are red then. */
  readonly red: string
}

export const PINNED: readonly Pinned[] = [
  {
    name: 'a person is told of their own acts',
    path: 'shared/src/notices/notifications.ts',
    changes: [['.filter((person) => person !== entry.person)', '']],
    tests: ['shared/notices/notices.test.ts'],
    red: '[NO4.1]',
  },
  {
    name: 'units that are done are reminded',
    path: 'shared/src/notices/reminders.ts',
    changes: [['if (before === null || isDone) return news', 'if (before === null) return news']],
    tests: ['shared/notices/notices.test.ts'],
    red: '[NO1.6]',
  },
  {
    name: 'the daily letter is an hour off in winter',
    path: 'server/src/notifications/send-mail.ts',
    changes: [['return romeHour(summer) === MORNING ? summer : winter', 'return summer']],
    tests: ['server/notices/notices.test.ts'],
    red: '[NO5.5]',
  },
  {
    name: 'a batch of any size',
    path: 'shared/src/sync/batch.ts',
    changes: [['(at >= load.most || size > load.size)', 'at >= load.most']],
    tests: ['shared/sync/batch.test.ts'],
    red: '[SY9.2]',
  },
  {
    name: 'provisional work is pruned when a backup is told',
    path: 'shared/src/sync/device/apply-answer.ts',
    changes: [['stamp <= safe && !verdict?.provisional', 'stamp <= safe']],
    tests: ['shared/sync/keep-answer.test.ts'],
    red: '[SY20.5]',
  },
  {
    name: 'an older state over a newer one',
    path: 'shared/src/sync/device/apply-answer.ts',
    changes: [['({ id, stamp }) => stamp >= (stamps.get(id) ?? 0)', '() => true']],
    tests: ['shared/sync/keep-answer.test.ts'],
    red: '[SY10.3]',
  },
  {
    name: 'a reason that was sent back counts as an answer',
    path: 'shared/src/collection/status.ts',
    changes: [
      ['if (held && !(absence && absence.at > held.at)) return held.state', 'if (held && !absence) return held.state'],
    ],
    tests: ['shared/collection/collection.test.ts'],
    red: '[CO6.4]',
  },
  {
    name: 'collection counts on the day of the deadline',
    path: 'shared/src/scoring/cycle-records.ts',
    changes: [['period.deadline >= today', 'period.deadline > today']],
    tests: ['shared/scoring/system.test.ts'],
    red: '[SC42.7]',
  },
  {
    name: 'what does not apply is a lever',
    path: 'shared/src/scoring/view.ts',
    changes: [["if (child.absence?.type !== 'not-applicable') found", 'found']],
    tests: ['shared/scoring/view.test.ts'],
    red: '[SC55.4]',
  },
  {
    name: 'scopes are read from the cursor',
    path: 'shared/src/sync/head/pull.ts',
    changes: [['behind?.scopes.filter((scope) => seen.has(scope)) ?? []', 'behind?.scopes ?? []']],
    tests: ['shared/sync/view.test.ts'],
    red: '[SY33.1]',
  },
  {
    name: 'a hash that is here is complete for whoever names it',
    path: 'server/src/sync/rules-of-push.ts',
    changes: [
      [
        'return [...said, { person, via }].some((one) => owned.has(JSON.stringify([sha256, one.person, one.via])))',
        'return [...said, { person, via }].length > 0',
      ],
    ],
    tests: ['server/hostile/holes/02-evidence-by-its-hash.test.ts'],
    red: '[SY40]',
  },
  {
    name: 'an upload is found by everybody who names its file',
    path: 'server/src/evidence/upload/upload-store.ts',
    changes: [
      [
        "const sender = [body, via, persons.size === 1 ? [...persons][0] : '']",
        'const sender = [body, via, persons.size > 1]',
      ],
    ],
    tests: ['server/hostile/holes/03-uploads-of-others.test.ts'],
    red: '[SY42.1]',
  },
  {
    name: "evidence of the own body is read outside one's scopes",
    path: 'server/src/evidence/find-evidence.ts',
    changes: [['const seen = rows.filter(({ scope }) => scopes.has(scope))', 'const seen = rows']],
    tests: ['server/hostile/holes/17-evidence-outside-scopes.test.ts'],
    red: '[SY41.1]',
  },
  {
    name: 'a draft is adopted over a version that came meanwhile',
    path: 'server/src/plans/life/drafts.ts',
    changes: [['if ((inForce?.id ?? null) !== draft.base) return planChanged', 'draft.base = inForce?.id ?? null']],
    tests: ['server/hostile/holes/17-devices-and-adoption.test.ts'],
    red: '[PR3.6]',
  },
  {
    name: 'a switched-off account uses a link',
    path: 'server/src/identity/accounts/link/use-link.ts',
    changes: [
      ['link && !link.account.disabledAt ?', 'link ?'],
      ['{ username, hash: old, disabledAt: null }', '{ username, hash: old }'],
    ],
    tests: ['server/hostile/holes/17-accounts.test.ts'],
    red: '[RI22.6]',
  },
  {
    name: 'a session never ends while it is used',
    path: 'server/src/identity/sessions/sessions.ts',
    changes: [['renewed < last ? renewed : last', 'renewed']],
    tests: ['server/hostile/holes/17-accounts.test.ts'],
    red: '90 days',
  },
  {
    name: "another person's device is taken away",
    path: 'server/src/identity/accounts/own/account.resolver.ts',
    changes: [['{ body, person, revokedAt: null }', '{ body, revokedAt: null }']],
    tests: ['server/hostile/holes/17-devices-and-adoption.test.ts'],
    red: '[SY34.1]',
  },
  {
    name: 'a request of any size',
    path: 'server/src/app/http/graphql.ts',
    changes: [['const LARGEST = 1024 * 1024', 'const LARGEST = 1024 * 1024 * 1024']],
    tests: ['server/hostile/holes/17-size.test.ts'],
    red: '[RI12.1]',
  },
  {
    name: 'two processes push one notice',
    path: 'server/src/notifications/push.ts',
    changes: [['where "pushed_at" is null and "id" in', 'where "id" in']],
    tests: ['server/notices/two-processes.test.ts'],
    red: '[NO4.2]',
  },
]

/** A source without that rule. Throws where a text does not stand there exactly once: then it is to be renewed. */
export const without = ({ name, path, changes }: Pinned, source: string): string =>
  changes.reduce((all, [text, instead]) => {
    const parts = all.split(text)
    if (parts.length !== 2) throw new Error(`${name}: «${text}» stands ${parts.length - 1} times in ${path}`)
    return parts.join(instead)
  }, source)
